"""What is written beside pages: which proof it is, of what date, and for whom."""

from __future__ import annotations

import datetime

from layout.diagnostics import error
from layout.errors import ProfileError
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


def facts_of(printer: str, proof_number: int, proof_date: str) -> Facts:
    """What is to be written beside pages.

    Raises:
        ProfileError: a number that no proof has, or a date that is none.
    """
    if not 0 <= proof_number <= MOST_PROOFS:
        message = f"no proof has the number {proof_number}; they go from 1 to {MOST_PROOFS}"
        raise ProfileError([error("no-such-proof", message)])
    try:
        day = datetime.date.fromisoformat(proof_date).isoformat() if proof_date else ""
    except ValueError as fault:
        message = f"the date of the proof {proof_date!r} is none; write it as 2031-06-20"
        raise ProfileError([error("no-such-date", message)]) from fault
    return Facts(printer, proof_number, day)
