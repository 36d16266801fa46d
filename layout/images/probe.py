"""What a picture file's header tells, without reading its pixels."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from layout.images.faults import no_such_page
from layout.images.figures import figure_kind
from layout.images.model import PictureInfo
from layout.images.reading import (
    faults_named,
    frames_of,
    has_alpha,
    open_picture,
    orientation_of,
)

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from PIL.ImageFile import ImageFile

    from layout.diagnostics import SourceSpan

# From here on, EXIF orientations lay the picture on its side (EXIF 2.3, table 4).
_FIRST_SIDEWAYS = 5


def probe(path: Path, span: SourceSpan | None = None, page: int = 1) -> PictureInfo:
    """Size, colours and claims of a picture file; `span` is where it is called for.

    `page` is that of a PDF, from 1.

    Raises:
        ContentError: the file is missing, unreadable, of no allowed format or too large, or
            has no such page.
    """
    with faults_named(path, span), path.open("rb") as file:
        kind = figure_kind(file)
        if kind == "PDF":
            from layout.images.pdf_figure import probe_pdf

            return probe_pdf(file, page)
        if page > 1:
            raise no_such_page(page, 1)
        if kind == "SVG":
            from layout.images.svg_figure import probe_svg

            return probe_svg(file.read())
        return _probe_pixels(file)


def _probe_pixels(file: BinaryIO) -> PictureInfo:
    with open_picture(file) as image:
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
            frames=frames_of(image),
        )


def _dpi(image: ImageFile) -> float:
    """The lower of the two resolutions claimed; 0 for none, or for one that means nothing."""
    claimed = image.info.get("dpi", (0,))
    try:
        dpi = min(float(one) for one in claimed)
    except (TypeError, ValueError, ZeroDivisionError):
        return 0.0
    return round(dpi, 2) if math.isfinite(dpi) and dpi > 1 else 0.0
