"""What is written beside pages: which proof it is, of what date, and for whom."""

from __future__ import annotations

from layout.record import Record

STAMP = "校样"
_NUMERALS = "一二三四五六七八九"
MOST_PROOFS = len(_NUMERALS)


class Facts(Record):
    """What the pages do not say of themselves.

    `proof_number` counts proofs from 1; 0 is any. `proof_date` is a date of ISO 8601, or empty:
    the clock is not asked.
    """

    printer: str
    proof_number: int = 0
    proof_date: str = ""

    @property
    def stamp(self) -> str:
        """What a proof is called: 一校 (first), 二校, 三校 …; 校样 where it has no number."""
        return f"{_NUMERALS[self.proof_number - 1]}校" if self.proof_number else STAMP
