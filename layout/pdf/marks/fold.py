"""Fold marks 折线: where a page is folded and not cut.

A page by itself has one fold, its spine; a whole sheet's are `banxin impose`'s to mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.color import REGISTRATION
from layout.display.model import Rule
from layout.geometry import mm
from layout.pdf.marks.site import Mark, by_length

if TYPE_CHECKING:
    from layout.pdf.marks.site import Site

_DASH = (mm(0.8), mm(0.6))


def fold_marks(site: Site) -> tuple[Rule, ...]:
    """A dashed line over and under the spine."""
    x, weight = site.spine, site.sizes.weight
    return tuple(
        Rule(x, start, x, end, weight, REGISTRATION, _DASH) for start, end in site.uprights
    )


MARK = Mark("fold", by_length, fold_marks)
