"""The pages as the printer gets them: in inks, with bleed and what the cutter needs."""

from __future__ import annotations

from layout.pdf.marks import MARKS
from layout.pdf.profile import Profile

PROFILE = Profile(
    "press",
    "for printing: PDF/X-4 in the inks of the printer's profile",
    shows_bleed=True,
    marks=tuple(MARKS[name] for name in ("crop", "registration", "colour-bar")),
    slug_line=True,
    standards=("x-4",),
)
