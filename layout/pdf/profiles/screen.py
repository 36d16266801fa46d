"""The pages as a reader sees them: cut to the trim, nothing around them."""

from __future__ import annotations

from layout.pdf.profile import Profile

# House style: about what a good tablet shows of a page in full view.
_LEAST_PPI = 150.0

PROFILE = Profile("screen", "for reading: the trimmed page, RGB", least_ppi=_LEAST_PPI)
