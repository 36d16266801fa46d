"""The pages as the press sheet shows them, with what the house writes beside them."""

from __future__ import annotations

from layout.pdf.marks import MARKS
from layout.pdf.profile import Profile

PROFILE = Profile(
    "proof",
    "for proofing: bleed, marks and notes outside the trimmed page, a stamp on it",
    shows_bleed=True,
    marks=tuple(MARKS[name] for name in ("crop", "registration", "colour-bar")),
    slug_line=True,
    proofs=True,
)
