"""Pages → pages with what the house and the press write around them 版外.

The slug line goes with every file that has marks. The stamp, the numbers of the lines, the
counts of characters and the guides are for proofs alone.
"""

from __future__ import annotations

from layout.surround.facts import Facts, facts_of
from layout.surround.printed import bleed_findings, profile_for
from layout.surround.surround import surrounded

__all__ = ["Facts", "bleed_findings", "facts_of", "profile_for", "surrounded"]
