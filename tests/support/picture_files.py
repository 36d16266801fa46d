"""Picture files made for tests."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def quarters(mode: str = "RGB", size: tuple[int, int] = (64, 32)) -> Image.Image:
    """A picture red at the top left, green at the top right, blue below, white last."""
    width, height = size
    picture = Image.new("RGB", size)
    for at, color in enumerate((RED, GREEN, BLUE, WHITE)):
        corner = (at % 2 * width // 2, at // 2 * height // 2)
        picture.paste(color, (*corner, corner[0] + width // 2, corner[1] + height // 2))
    return picture.convert(mode)


def saved(picture: Image.Image, file: Path, **settings: object) -> Path:
    picture.save(file, **settings)
    return file


def as_bytes(picture: Image.Image, kind: str, **settings: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **settings)
    return buffer.getvalue()


def turned(orientation: int, file: Path) -> Path:
    """A JPEG of `quarters` stored so that its EXIF orientation turns it upright."""
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    picture = quarters()
    if orientation in undo:
        picture = picture.transpose(undo[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    return saved(picture, file, quality=95, subsampling=0, exif=exif)
