"""The pages for keeping: a file that needs nothing but itself, and can be read aloud."""

from __future__ import annotations

from layout.pdf.profile import Profile

# A library's copy is printed again one day: the resolution of the proof.
_LEAST_PPI = 300.0

PROFILE = Profile(
    "archive",
    "for keeping: PDF/A-2a and PDF/UA-1, or the standards asked for",
    least_ppi=_LEAST_PPI,
    standards=("a-2a", "ua-1"),
    tagged=True,
)
