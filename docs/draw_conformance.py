"""Write docs/conformance.md from the ledger: `python docs/draw_conformance.py`."""

from __future__ import annotations

from pathlib import Path

from layout.conformance import LEDGER, Clause
from layout.pdf.standards import STANDARDS

PAGE = Path(__file__).resolve().parent / "conformance.md"
HEAD = """\
# Conformance

A file that is built for a standard is held to it before it is given out: every clause below
that the standard asks is checked in the written bytes. Where one is broken nothing is
written, the clause, the page and the item are told, and the exit code is 6. `banxin check
FILE.pdf` does the same for any file.

What a machine cannot decide is not here: whether an alternate text tells what a picture shows,
whether the order of reading makes sense, whether colours differ enough.

The numbers are those of ISO 19005-2 and -3 (PDF/A-2, PDF/A-3), ISO 19005-4 (PDF/A-4) and
ISO 14289-1 (PDF/UA-1). Clauses of ISO 15930-7 (PDF/X-4) and ISO 15930-4 (PDF/X-1a:2003) go by
their subject. The rule is the name of the finding, and of the damages in
`tests/faults/test_conformance_damages.py` that show it being found. A clause that only some
levels ask names them.

This page is written from the ledger in `layout/conformance`; `make docs` writes it anew.

| rule | -2, -3 | -4 | UA-1 | X-4 | X-1a | what is asked | what banxin does |
| --- | --- | --- | --- | --- | --- | --- | --- |
"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(map(_row, LEDGER))


def _row(clause: Clause) -> str:
    asks = clause.asks + _levels(clause)
    numbers = " | ".join((clause.a23, clause.a4, clause.ua, clause.x4, clause.x1))
    return f"| `{clause.rule}` | {numbers} | {asks} | {clause.does} |\n"


def _levels(clause: Clause) -> str:
    """The standards that ask it, where that does not go by the parts alone."""
    asked = [one for one in STANDARDS.values() if clause.number_in(one)]
    parts = {(one.family, one.part) for one in asked}
    whole = [one for one in STANDARDS.values() if (one.family, one.part) in parts]
    return "" if asked == whole else f" ({', '.join(one.title for one in asked)})"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
