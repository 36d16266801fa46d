"""Pictures in memory: shrink them, lay them on a sheet, write them as PNG."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image

# House style: the desk that pages lie on, a light grey that no page has.
DESK = (222, 224, 226)


class Raster(Record):
    """A picture of RGB pixels, row by row from the top left, three bytes each."""

    width_px: int
    height_px: int
    rgb: bytes


def shrink(picture: Raster, height_px: int) -> Raster:
    """The picture at another height, its proportions kept."""
    from PIL import Image

    width = max(1, round(picture.width_px * height_px / picture.height_px))
    small = _image(picture).resize((width, height_px), Image.Resampling.LANCZOS)
    return Raster(width, height_px, small.tobytes())


def paste_rows(rows: Sequence[Sequence[Raster]], *, gap_px: int) -> Raster:
    """Rows of pictures on a desk, `gap_px` around each; every row begins at the left."""
    from PIL import Image

    widths = [sum(one.width_px + gap_px for one in row) + gap_px for row in rows]
    heights = [max(one.height_px for one in row) for row in rows]
    size = max(widths), sum(height + gap_px for height in heights) + gap_px
    sheet = Image.new("RGB", size, DESK)
    y = gap_px
    for row, height in zip(rows, heights, strict=True):
        x = gap_px
        for picture in row:
            sheet.paste(_image(picture), (x, y))
            x += picture.width_px + gap_px
        y += height + gap_px
    return Raster(sheet.width, sheet.height, sheet.tobytes())


def png_of(picture: Raster) -> bytes:
    """The picture as a PNG file."""
    buffer = io.BytesIO()
    _image(picture).save(buffer, "PNG", compress_level=6)
    return buffer.getvalue()


def jpeg_of(picture: Raster) -> bytes:
    """The picture as a JPEG file, for screens."""
    buffer = io.BytesIO()
    _image(picture).save(buffer, "JPEG", quality=80, optimize=True)
    return buffer.getvalue()


def _image(picture: Raster) -> Image.Image:
    from PIL import Image

    return Image.frombytes("RGB", (picture.width_px, picture.height_px), picture.rgb)
