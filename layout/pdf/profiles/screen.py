"""The pages as a reader sees them: cut to the trim, nothing around them."""

from __future__ import annotations

from layout.pdf.profile import Profile

PROFILE = Profile("screen", "for reading: the trimmed page, RGB")
