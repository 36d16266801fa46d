"""Crop marks 裁切线: where the knife goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.color import REGISTRATION
from layout.display.model import Rule
from layout.pdf.marks.site import Mark, by_length

if TYPE_CHECKING:
    from layout.pdf.marks.site import Site


def crop_marks(site: Site) -> tuple[Rule, ...]:
    """Two hairlines for each corner of the trim, standing clear of the bleed.

    Where the spine is folded, the fold's own marks stand there.
    """
    near, weight = site.near, site.sizes.weight
    far = near + site.sizes.length
    across = ((-far, -near), (site.width + near, site.width + far))
    level = [
        Rule(start, y, end, y, weight, REGISTRATION)
        for y in (0.0, site.height)
        for start, end in across
    ]
    cuts = [x for x in (0.0, site.width) if not (site.folded and x == site.spine)]
    upright = [
        Rule(x, start, x, end, weight, REGISTRATION)
        for x in cuts
        for start, end in site.uprights
    ]
    return (*level, *upright)


MARK = Mark("crop", by_length, crop_marks)
