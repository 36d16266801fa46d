"""Pictures: each file embedded once, however often it is placed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from layout.display.model import PlacedPicture
from layout.errors import ContentError
from layout.images import Channels, Packing, PreparedPicture, prepare, read_figure
from layout.images.flattening import WHOLE, Flattening, Part
from layout.pdf.canvas import box, dictionary, name, row
from layout.pdf.numbers import numbers
from layout.pdf.window import FlatPicture
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from layout.diagnostics import Diagnostic
    from layout.display.model import Page
    from layout.fonts import FontSet
    from layout.pdf.boxes import PageBoxes
    from layout.pdf.canvas import Document
    from layout.pdf.figures import EmbeddedFigure

_DEVICE_SPACES = {
    Channels.PALETTE: "DeviceRGB",
    Channels.GREY: "DeviceGray",
    Channels.RGB: "DeviceRGB",
    Channels.CMYK: "DeviceCMYK",
}
_PNG_FILTERS = 15  # ISO 32000-2 table 10: each row says its own filter

# How each EXIF orientation turns the stored picture upright, in the unit square, y upward.
# Source: EXIF 2.3, table 4.
_UPRIGHT = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


class EmbeddedPicture(Record):
    """A picture or figure of the file as the painter of pages needs it."""

    resource: str
    picture: PreparedPicture | EmbeddedFigure
    transparent: bool  # whether it lets what lies under it show through
    part: Part = WHOLE  # of the upright picture, where not all of it is there


PictureKey: TypeAlias = tuple[str, int, Flattening | None]
"""A picture's file, its page where it is a PDF, and how it is flattened."""


def key_of(placed: PlacedPicture) -> PictureKey:
    """What pictures that are the same in the output share."""
    flattening = placed.flattening if isinstance(placed, FlatPicture) else None
    return placed.file, placed.page, flattening


def prepare_pictures(
    pages: Sequence[Page], fonts: FontSet
) -> dict[PictureKey, EmbeddedPicture]:
    """Every picture on the pages; equal pictures share their place in the output.

    Each is read once, however often it is placed and whatever part of it shows.

    Raises:
        ContentError: pictures that cannot be read; all of them are named.
    """
    found: dict[PictureKey, EmbeddedPicture] = {}
    resources: dict[PreparedPicture | EmbeddedFigure, str] = {}
    faults: dict[PictureKey, tuple[Diagnostic, ...]] = {}
    placed = (item for page in pages for item in page.items if isinstance(item, PlacedPicture))
    for item in placed:
        key = key_of(item)
        if key in found or key in faults:
            continue
        try:
            picture, transparent = _prepared(item, fonts)
        except ContentError as fault:
            faults[key] = fault.diagnostics
            continue
        resource = resources.setdefault(picture, f"P{len(resources) + 1}")
        found[key] = EmbeddedPicture(resource, picture, transparent)
    if faults:
        raise ContentError([finding for group in faults.values() for finding in group])
    return found


def _prepared(
    placed: PlacedPicture, fonts: FontSet
) -> tuple[PreparedPicture | EmbeddedFigure, bool]:
    path = Path(placed.file)
    figure = read_figure(path, placed.span, placed.page)
    if figure is None:
        picture = prepare(path, placed.span)
        return picture, picture.mask is not None
    from layout.pdf.figures import prepare_figure

    made = prepare_figure(figure, path, placed.span, fonts)
    return made, made.transparent


def placement(placed: PlacedPicture, embedded: EmbeddedPicture, boxes: PageBoxes) -> str:
    """The operators that show a picture, cut to its crop, in its rectangle.

    The cut is a clip: samples stay as they are in their file, and a picture shown in several
    parts is there once.
    """
    left, lower, right, upper = boxes.flipped(placed.rect)
    crop_left, crop_top, crop_right, crop_bottom = crop = _crop_of(placed, embedded.part)
    width = (right - left) / (crop_right - crop_left)
    height = (upper - lower) / (crop_bottom - crop_top)
    x = left - crop_left * width
    y = upper - (1 - crop_top) * height
    a, b, c, d, e, f = _UPRIGHT[embedded.picture.orientation]
    matrix = numbers(
        a * width, b * height, c * width, d * height, x + e * width, y + f * height
    )
    clip = ""
    if crop != WHOLE:
        clip = f"{numbers(left, lower, right - left, upper - lower)} re W n "
    return f"{clip}{matrix} cm"


def _crop_of(placed: PlacedPicture, part: Part) -> Part:
    """A picture's crop in fractions of the part of it that is in the file."""
    if part == WHOLE:
        return placed.crop
    left, top, right, bottom = placed.crop
    across, down = part[2] - part[0], part[3] - part[1]
    return (
        (left - part[0]) / across,
        (top - part[1]) / down,
        (right - part[0]) / across,
        (bottom - part[1]) / down,
    )


def add_pictures(
    document: Document,
    pictures: Mapping[PictureKey, EmbeddedPicture],
    *,
    unmarked: bool = False,
    for_archive: bool = False,
) -> dict[str, object]:
    """Embed the pictures; gives the reference to each by its resource name.

    `unmarked` figures bring no marked content of their own into the file.
    """
    profiles: dict[bytes, object] = {}
    references: dict[str, object] = {}
    for embedded in pictures.values():
        if embedded.resource in references:
            continue
        picture = embedded.picture
        if not isinstance(picture, PreparedPicture):
            from layout.pdf.figures import add_figure

            references[embedded.resource] = add_figure(
                document, picture, unmarked=unmarked, for_archive=for_archive
            )
            continue
        if picture.icc and picture.icc not in profiles:
            entries = {"N": _samples_of_profile(picture)}
            profiles[picture.icc] = document.add_stream(picture.icc, entries)
        references[embedded.resource] = _add_picture(document, picture, profiles)
    return references


def _samples_of_profile(picture: PreparedPicture) -> int:
    palette = picture.channels is Channels.PALETTE
    return Channels.RGB.samples if palette else picture.channels.samples


def _add_picture(
    document: Document, picture: PreparedPicture, profiles: Mapping[bytes, object]
) -> object:
    """Source: ISO 32000-2 8.9.5."""
    entries: dict[str, object] = {
        "Type": name("XObject"),
        "Subtype": name("Image"),
        "Width": picture.width_px,
        "Height": picture.height_px,
        "ColorSpace": _color_space(picture, profiles),
        "BitsPerComponent": picture.bits,
        "Filter": name("DCTDecode" if picture.packing is Packing.JPEG else "FlateDecode"),
    }
    if picture.packing is Packing.PNG_ROWS:
        entries["DecodeParms"] = dictionary(
            {
                "Predictor": _PNG_FILTERS,
                "Colors": picture.channels.samples,
                "BitsPerComponent": picture.bits,
                "Columns": picture.width_px,
            }
        )
    if picture.inverted:
        entries["Decode"] = box((1, 0) * picture.channels.samples)
    if picture.mask:
        entries["SMask"] = _add_picture(document, picture.mask, profiles)
    return document.add_stream(picture.data, entries, packed=True)


def _color_space(picture: PreparedPicture, profiles: Mapping[bytes, object]) -> object:
    space: object = name(_DEVICE_SPACES[picture.channels])
    if picture.icc:
        space = row([name("ICCBased"), profiles[picture.icc]])
    if picture.channels is Channels.PALETTE:
        last = len(picture.palette) // 3 - 1
        colors = f"<{picture.palette.hex()}>".encode("ascii")
        space = row([name("Indexed"), space, last, colors])
    return space
