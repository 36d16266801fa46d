"""The pages as the press sheet shows them, with what the house writes beside them."""

from __future__ import annotations

from layout.pdf.marks import MARKS
from layout.pdf.profile import Profile

# The trade's rule: twice the ruling of a 150 line screen.
_LEAST_PPI = 300.0

PROFILE = Profile(
    "proof",
    "for proofing: bleed, marks and notes outside the trimmed page, a stamp on it",
    shows_bleed=True,
    marks=tuple(MARKS[name] for name in ("crop", "registration", "colour-bar")),
    slug_line=True,
    proofs=True,
    least_ppi=_LEAST_PPI,
)
