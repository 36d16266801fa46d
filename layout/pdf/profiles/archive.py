"""The pages for keeping: a file that needs nothing but itself, and can be read aloud."""

from __future__ import annotations

from layout.pdf.profile import Profile

# House style: pictures go in as they are, so more than the screen's resolution gains nothing.
_LEAST_PPI = 150.0

PROFILE = Profile(
    "archive",
    "for keeping: PDF/A-2a and PDF/UA-1, or the standards asked for",
    least_ppi=_LEAST_PPI,
    standards=("a-2a", "ua-1"),
    tagged=True,
)
