"""The pages as the printer gets them: in inks, with bleed and what the cutter needs."""

from __future__ import annotations

from layout.geometry import mm
from layout.pdf.marks.crop import crop_marks
from layout.pdf.profile import Profile

# House style: room for a mark of 5 mm, its distance from the bleed, and a note beyond it.
_SLUG_MM = 9.0
# The trade's rule: twice the ruling of a 150 line screen.
_LEAST_PPI = 300.0

PROFILE = Profile(
    "press",
    "for printing: PDF/X-4 in the inks of the printer's profile",
    shows_bleed=True,
    slug=mm(_SLUG_MM),
    marks=(crop_marks,),
    least_ppi=_LEAST_PPI,
    standards=("x-4",),
)
