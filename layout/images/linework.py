"""Lines and small words drawn on pictures in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from layout.images.paste import DESK, Raster, picture_of
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

Ink: TypeAlias = "tuple[int, int, int, int]"
"""Red, green, blue and opacity, each up to 255."""

# House style of labels: dark grey under a page.
LABEL_INK = (70, 76, 80)
LABEL_SIZE_PX = 13
LABEL_HEIGHT_PX = 20


class Stroke(Record):
    """A line, or a rectangle's outline or fill, between two corners in pixels."""

    left: float
    top: float
    right: float
    bottom: float
    ink: Ink
    width_px: int = 1
    is_filled: bool = False


def ruled(picture: Raster, strokes: Iterable[Stroke]) -> Raster:
    """The picture with strokes over it, in their order."""
    from PIL import Image, ImageDraw

    base = picture_of(picture).convert("RGBA")
    over = Image.new("RGBA", base.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(over)
    for stroke in strokes:
        corners = tuple(
            round(edge) for edge in (stroke.left, stroke.top, stroke.right, stroke.bottom)
        )
        if stroke.is_filled:
            draw.rectangle(corners, fill=stroke.ink)
        elif stroke.left == stroke.right or stroke.top == stroke.bottom:
            draw.line(corners, fill=stroke.ink, width=stroke.width_px)
        else:
            draw.rectangle(corners, outline=stroke.ink, width=stroke.width_px)
    made = Image.alpha_composite(base, over).convert("RGB")
    return Raster(made.width, made.height, made.tobytes())


def labelled(picture: Raster, words: str) -> Raster:
    """The picture with a line of words under its middle, on the colour of the desk."""
    from PIL import Image, ImageDraw, ImageFont

    sheet = Image.new("RGB", (picture.width_px, picture.height_px + LABEL_HEIGHT_PX), DESK)
    sheet.paste(picture_of(picture), (0, 0))
    place = picture.width_px / 2, picture.height_px + LABEL_HEIGHT_PX / 2
    font = ImageFont.load_default(LABEL_SIZE_PX)
    ImageDraw.Draw(sheet).text(place, words, fill=LABEL_INK, font=font, anchor="mm")
    return Raster(sheet.width, sheet.height, sheet.tobytes())
