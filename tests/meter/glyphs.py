"""What a PDF shows: every glyph where it stands, every picture, and the boxes of each page.

Places are points from the trim's top left corner, y downward, as in the layout file.
"""

from __future__ import annotations

import ctypes
import math
from typing import TYPE_CHECKING, Any

from layout.record import Record

if TYPE_CHECKING:
    from pathlib import Path

Box = tuple[float, float, float, float]  # left, top, right, bottom

_NAME_ROOM = 128
_FLAT = 1e-3  # what counts as no slant in a text matrix
_SAME_PLACE = 1e-2


class Glyph(Record):
    """One glyph; `text` is what it reads as, more than one character for a two-em dash."""

    text: str
    x: float
    y: float
    size: float
    advance: float
    font: str  # PostScript name without the tag of its subset
    ink: Box
    slanted: bool = False
    render_mode: int = 0
    readable: bool = True
    turned: bool = False  # lies on its side: it leads downward, its advance with it


class Picture(Record):
    """A picture on the page: what shows of it, the whole of it, how many pixels that has."""

    ink: Box
    whole: tuple[float, float]  # width and height before it is clipped
    pixels: tuple[int, int]


class PdfPage(Record):
    """One page; `bleed` and `trim` are None where the file does not say them."""

    index: int
    size: tuple[float, float]  # of the trim, or of the sheet where no trim is given
    trim: Box | None  # as written, in the file's own coordinates
    bleed: Box | None
    glyphs: tuple[Glyph, ...]
    pictures: tuple[Picture, ...]
    shapes: tuple[Box, ...] = ()  # of everything drawn with lines and fills


def read_pages(path: Path) -> tuple[PdfPage, ...]:
    """Every page of a PDF; spaces that a reader would only guess are left out."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return tuple(_page(document, index) for index in range(len(document)))
    finally:
        document.close()


# Any: pypdfium2 has no types.
def _page(document: Any, index: int) -> PdfPage:
    from pypdfium2 import raw

    page = document[index]
    trim = _written_box(raw.FPDFPage_GetTrimBox, page)
    bleed = _written_box(raw.FPDFPage_GetBleedBox, page)
    left, bottom, right, top = trim or page.get_mediabox()
    text_page = page.get_textpage()
    glyphs = tuple(_glyphs(text_page.raw, left, top))
    pictures = tuple(_picture(item, left, top) for item in page.get_objects([3]))
    shapes = tuple(_shape(item, left, top) for item in page.get_objects([2]))
    text_page.close()
    page.close()
    size = (right - left, top - bottom)
    return PdfPage(index, size, trim, bleed, glyphs, pictures, shapes)


def _shape(item: Any, left: float, top: float) -> Box:
    x0, y0, x1, y1 = item.get_bounds()
    return x0 - left, top - y1, x1 - left, top - y0


def _written_box(read: Any, page: Any) -> Box | None:
    sides = [ctypes.c_float() for _ in range(4)]
    if not read(page.raw, *sides):
        return None
    left, bottom, right, top = (side.value for side in sides)
    return left, bottom, right, top


def _picture(item: Any, left: float, top: float) -> Picture:
    x0, y0, x1, y1 = _clipped(item)
    left_edge, foot, right_edge, head = item.get_bounds()
    whole = (right_edge - left_edge, head - foot)
    return Picture((x0 - left, top - y1, x1 - left, top - y0), whole, item.get_px_size())


def _clipped(item: Any) -> Box:
    """The bounds of a page object inside its clip paths, which are taken for rectangles."""
    from pypdfium2 import raw

    x0, y0, x1, y1 = item.get_bounds()
    clip = raw.FPDFPageObj_GetClipPath(item.raw)
    for at in range(max(0, raw.FPDFClipPath_CountPaths(clip))):
        xs, ys = [], []
        for step in range(raw.FPDFClipPath_CountPathSegments(clip, at)):
            x, y = ctypes.c_float(), ctypes.c_float()
            segment = raw.FPDFClipPath_GetPathSegment(clip, at, step)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            xs.append(x.value)
            ys.append(y.value)
        if xs:
            x0, y0 = max(x0, min(xs)), max(y0, min(ys))
            x1, y1 = min(x1, max(xs)), min(y1, max(ys))
    return x0, y0, x1, y1


def _glyphs(text: Any, left: float, top: float) -> list[Glyph]:
    from pypdfium2 import raw

    found: list[Glyph] = []
    high = 0
    for at in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, at)
        if raw.FPDFText_IsGenerated(text, at) == 1 or code in (0x0A, 0x0D):
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            high = 0
        glyph = _glyph(text, at, code, (left, top))
        if found and _same_glyph(found[-1], glyph):
            found[-1] = _joined(found[-1], glyph)
        else:
            found.append(glyph)
    return found


def _glyph(text: Any, at: int, code: int, corner: tuple[float, float]) -> Glyph:
    from pypdfium2 import raw

    left, top = corner
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, at, x, y)
    sides = [ctypes.c_double() for _ in range(4)]
    raw.FPDFText_GetCharBox(text, at, *sides)
    x0, x1, y0, y1 = (side.value for side in sides)
    loose, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    raw.FPDFText_GetLooseCharBox(text, at, loose)
    raw.FPDFText_GetMatrix(text, at, matrix)
    name, flags = ctypes.create_string_buffer(_NAME_ROOM), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, at, name, _NAME_ROOM, flags)
    item = raw.FPDFText_GetTextObject(text, at)
    size = raw.FPDFText_GetFontSize(text, at) * (matrix.c**2 + matrix.d**2) ** 0.5
    turned = abs(matrix.a) < _FLAT and matrix.b < 0
    # Where ink hangs over the glyph's advance the loose box ends with the ink.
    hangs = loose.right - x1 < _SAME_PLACE and item
    ample = _font_advance(item, code, size) if hangs else math.inf
    return Glyph(
        text=chr(code),
        x=x.value - left,
        y=top - y.value,
        size=size,
        advance=y.value - loose.bottom if turned else min(loose.right - x.value, ample),
        font=name.value.decode("utf-8", "replace").rpartition("+")[2],
        ink=(x0 - left, top - y1, x1 - left, top - y0),
        slanted=abs(matrix.a * matrix.c + matrix.b * matrix.d) > _FLAT,
        render_mode=raw.FPDFTextObj_GetTextRenderMode(item) if item else 0,
        readable=code not in (0, 0xFFFD) and raw.FPDFText_HasUnicodeMapError(text, at) != 1,
        turned=turned,
    )


def _font_advance(item: Any, code: int, size: float) -> float:
    """What the font in the file says a character's advance is; no bound if it does not say.

    Of a font for vertical lines that is the way down, an em, which no upright glyph passes.
    """
    from pypdfium2 import raw

    width = ctypes.c_float()
    font = raw.FPDFTextObj_GetFont(item)
    told = raw.FPDFFont_GetGlyphWidth(font, code, size, width) if font else 0
    return abs(width.value) if told and width.value else math.inf


def _same_glyph(one: Glyph, other: Glyph) -> bool:
    return (
        abs(one.x - other.x) < _SAME_PLACE
        and abs(one.y - other.y) < _SAME_PLACE
        and one.ink == other.ink
        and one.text[-1] == other.text
    )


def _joined(one: Glyph, other: Glyph) -> Glyph:
    from layout.record import replace

    return replace(one, text=one.text + other.text)
