"""Pictures of components, cut out of their pages."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image, ImageOps

import layout
from layout.display.model import PlacedPicture

if TYPE_CHECKING:
    from docs.catalogue.sheets import Sheet
    from layout.fonts import FontSet
    from layout.geometry import Rect

PIXELS_PER_PT = 1.75
WIDEST_PX = 880
# The tallest that a page may be, alone and as one of a spread.
HEIGHTS_PX = {"page": 620, "spread": 400}
GAP_PX = 12
DESK = (222, 224, 226)
LARGEST = 60_000  # bytes
# Sizes of the picture to try until the file is small enough.
SHARES = (1.0, 0.85, 0.7, 0.6, 0.5)
# Tones of a drawn picture want many colours; type on tints few, none of them lost.
PICTURE_COLORS, TYPE_COLORS = 192, 128
KMEANS = 2  # rounds that move the palette to the colours most of the picture has


def picture_of(sheet: Sheet, fonts: FontSet) -> bytes:
    """The component as a PNG: what the crops show, one beside the other.

    Raises:
        ValueError: it cannot be made small enough.
    """
    scale = _scale(sheet)
    with pypdfium2.PdfDocument(layout.write(sheet.pages, fonts)) as document:
        cut = [_cut(document[index], area, scale) for index, area in sheet.crops]
    whole = _beside(cut, _gaps(sheet))
    is_drawn = _shows_picture(sheet)
    for share in SHARES:
        made = _png(whole, share, is_drawn=is_drawn)
        if len(made) <= LARGEST:
            return made
    raise ValueError(f"the picture of {sheet.example.name} is larger than {LARGEST} bytes")


def _shows_picture(sheet: Sheet) -> bool:
    items = (item for index, _ in sheet.crops for item in sheet.pages.pages[index].items)
    return any(isinstance(item, PlacedPicture) for item in items)


def _scale(sheet: Sheet) -> float:
    """Pixels for a point, so that the picture is no wider or taller than it need be."""
    width = sum(area.width for _, area in sheet.crops)
    scale = min(PIXELS_PER_PT, WIDEST_PX / width)
    height = HEIGHTS_PX.get(sheet.example.header.picture)
    if height:
        scale = min(scale, height / max(area.height for _, area in sheet.crops))
    return scale


def _gaps(sheet: Sheet) -> list[int]:
    """The white between the parts; none where two pages face each other."""
    shown = [sheet.pages.pages[index] for index, _ in sheet.crops]
    spreads = sheet.example.header.picture == "spread"
    return [
        0 if spreads and (one.side, other.side) == ("verso", "recto") else GAP_PX
        for one, other in pairwise(shown)
    ]


def _cut(page: pypdfium2.PdfPage, area: Rect, scale: float) -> Image.Image:
    """A part of a page, drawn twice as large for clean small type, in a thin frame."""
    large: Image.Image = page.render(scale=2 * scale).to_pil().convert("RGB")
    edges = (area.x, area.y, area.right, area.bottom)
    left, top, right, bottom = (round(2 * scale * edge) for edge in edges)
    part = large.crop((left, top, right, bottom))
    size = (max(1, part.width // 2), max(1, part.height // 2))
    return ImageOps.expand(part.resize(size, Image.Resampling.LANCZOS), 1, DESK)


def _beside(parts: list[Image.Image], gaps: list[int]) -> Image.Image:
    width = sum(part.width for part in parts) + sum(gaps)
    row = Image.new("RGB", (width, max(part.height for part in parts)), (255, 255, 255))
    x = 0
    for part, gap in zip(parts, (*gaps, 0), strict=True):
        row.paste(part, (x, 0))
        x += part.width + gap
    return row


def _png(picture: Image.Image, share: float, *, is_drawn: bool) -> bytes:
    size = (round(picture.width * share), round(picture.height * share))
    if share < 1:
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    method = Image.Quantize.MEDIANCUT if is_drawn else Image.Quantize.MAXCOVERAGE
    colors = PICTURE_COLORS if is_drawn else TYPE_COLORS
    flat = picture.quantize(colors, method, KMEANS, dither=Image.Dither.NONE)
    buffer = io.BytesIO()
    flat.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
