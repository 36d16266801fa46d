"""What is known of a picture file, and what a page needs of it."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable


class FigureText(Record):
    """Text that a figure sets in faces of the issue: the families it names, in their order."""

    characters: str
    families: tuple[str, ...]


class PictureInfo(Record):
    """What a picture's header tells; its width and height are upright.

    `orientation` is the EXIF value, 1 to 8, that turns the stored picture upright. `dpi` is
    what the file claims, 0 where it claims nothing. `frames` counts the pictures in the file,
    of which the first shows. A figure drawn in lines (`is_vector`) has no pixels: its width and
    height are in units of its own. `notes` are the parts of it that will not show, or not as
    lines.
    """

    width_px: float
    height_px: float
    mode: str  # as Pillow names it: L, RGB, CMYK, …
    dpi: float
    has_alpha: bool
    orientation: int
    format: str  # JPEG | PNG | TIFF | WEBP | PDF | SVG
    frames: int = 1
    is_vector: bool = False
    notes: tuple[str, ...] = ()
    texts: tuple[FigureText, ...] = ()


def figure_info(
    form: str,
    width: float,
    height: float,
    notes: Iterable[str],
    texts: Iterable[FigureText] = (),
) -> PictureInfo:
    """What is told of a figure drawn in lines, `PDF` or `SVG`."""
    return PictureInfo(
        width_px=width,
        height_px=height,
        mode="",
        dpi=0.0,
        has_alpha=True,
        orientation=1,
        format=form,
        is_vector=True,
        notes=tuple(notes),
        texts=tuple(texts),
    )


class Packing(enum.Enum):
    """How a prepared picture's samples are packed."""

    JPEG = "a JPEG file without its notes"
    PNG_ROWS = "deflated rows, each with the PNG filter it was made with"
    DEFLATED = "deflated rows"


class Channels(enum.Enum):
    """What the samples of a picture mean; the value is how many make a pixel."""

    PALETTE = 0  # one index into `PreparedPicture.palette`
    GREY = 1
    RGB = 3
    CMYK = 4

    @property
    def samples(self) -> int:
        """How many samples make a pixel."""
        return self.value or 1


class Figure(Record):
    """The file of a figure drawn in lines; `page` is that of a PDF, from 1."""

    data: bytes
    format: str  # PDF | SVG
    page: int = 1


class PreparedPicture(Record):
    """A picture ready to be embedded: packed samples and what they mean.

    Width and height are those of the stored picture, which `orientation` turns upright.
    `palette` holds three bytes for each colour. `inverted` says that no ink is written as the
    highest value. `mask` is how opaque each pixel is, in grey.
    """

    data: bytes
    packing: Packing
    channels: Channels
    bits: int
    width_px: int
    height_px: int
    orientation: int = 1
    palette: bytes = b""
    icc: bytes = b""
    inverted: bool = False
    mask: PreparedPicture | None = None
