"""What a picture file's header tells, without reading its pixels."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from layout.images.model import PictureInfo
from layout.images.reading import faults_named, has_alpha, open_picture, orientation_of

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.ImageFile import ImageFile

    from layout.diagnostics import SourceSpan

# From here on, EXIF orientations lay the picture on its side (EXIF 2.3, table 4).
_FIRST_SIDEWAYS = 5


def probe(path: Path, span: SourceSpan | None = None) -> PictureInfo:
    """Size, colours and claims of a picture file; `span` is where it is called for.

    Raises:
        ContentError: the file is missing, unreadable, of no allowed format or too large.
    """
    with faults_named(path, span), path.open("rb") as file, open_picture(file) as image:
        orientation = orientation_of(image)
        width, height = image.size
        if orientation >= _FIRST_SIDEWAYS:
            width, height = height, width
        return PictureInfo(
            width_px=width,
            height_px=height,
            mode=image.mode,
            dpi=_dpi(image),
            has_alpha=has_alpha(image),
            orientation=orientation,
            format=image.format or "",
        )


def _dpi(image: ImageFile) -> float:
    """The lower of the two resolutions claimed; 0 for none, or for one that means nothing."""
    claimed = image.info.get("dpi", (0,))
    try:
        dpi = min(float(one) for one in claimed)
    except (TypeError, ValueError, ZeroDivisionError):
        return 0.0
    return round(dpi, 2) if math.isfinite(dpi) and dpi > 1 else 0.0
