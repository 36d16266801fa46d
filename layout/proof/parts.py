"""What a page of a PDF holds, as it is seen: lines of text, pictures, paths, links.

Lengths are points from the trim's top left corner, y down; what lies outside the trim is left
out.
"""

from __future__ import annotations

import hashlib
from ctypes import byref, c_float, c_int, c_uint
from typing import TYPE_CHECKING, Any

from layout.geometry import Rect
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.geometry import Pt
    from layout.proof.draw import DrawnPdf


class SeenLine(Record):
    """A line of text as a reader of the PDF gets it."""

    text: str
    rect: Rect


class SeenPicture(Record):
    """An embedded picture, with the digest of its data as it stands in the file."""

    rect: Rect
    digest: str


class SeenPath(Record):
    """A path or a form, with its colours, weight and kind in one word."""

    rect: Rect
    ink: str


class SeenLink(Record):
    """A link to a page of the same file, and the characters under it."""

    text: str
    page_index: int


class PageParts(Record):
    """All of one page; `width` and `height` are the trim's."""

    page_index: int
    width: Pt
    height: Pt
    lines: tuple[SeenLine, ...]
    pictures: tuple[SeenPicture, ...]
    drawings: tuple[SeenPath, ...]
    links: tuple[SeenLink, ...]

    def clipped(self, rect: Rect) -> Rect:
        """The part of a rectangle that lies inside the trim."""
        x, y = min(max(rect.x, 0.0), self.width), min(max(rect.y, 0.0), self.height)
        right = min(max(rect.right, x), self.width)
        return Rect(x, y, right - x, min(max(rect.bottom, y), self.height) - y)

    def shows(self, rect: Rect) -> bool:
        """Whether any of a rectangle lies inside the trim."""
        across = rect.right > 0 and rect.x < self.width
        return across and rect.bottom > 0 and rect.y < self.height


def parts_of(pdf: DrawnPdf, index: int) -> PageParts:
    """The parts of a page, counted from 0, in the order they are painted."""
    with pdf.page(index) as page:
        reader = _Reader(pdf.document, page)
        bare = PageParts(index, reader.width, reader.height, (), (), (), ())
        pictures, drawings = reader.objects()
        return PageParts(
            index,
            reader.width,
            reader.height,
            tuple(line for line in reader.lines() if bare.shows(line.rect)),
            tuple(picture for picture in pictures if bare.shows(picture.rect)),
            tuple(path for path in drawings if bare.shows(path.rect)),
            tuple(reader.links()),
        )


class _Reader:
    """Asks PDFium about one page, whose objects have no types (hence Any)."""

    def __init__(self, document: Any, page: Any) -> None:
        import pypdfium2.raw

        self._raw: Any = pypdfium2.raw
        self._document, self._page = document, page
        self._left, low, right, self._top = page.get_trimbox()
        self.width, self.height = right - self._left, self._top - low

    def _rect(self, left: Pt, low: Pt, right: Pt, top: Pt) -> Rect:
        return Rect(left - self._left, self._top - top, right - left, top - low)

    def objects(self) -> tuple[list[SeenPicture], list[SeenPath]]:
        pictures, paths, raw = [], [], self._raw
        for item in self._page.get_objects(max_depth=1):
            rect = self._rect(*item.get_bounds())
            if item.type == raw.FPDF_PAGEOBJ_IMAGE:
                digest = hashlib.sha256(bytes(item.get_data())).hexdigest()
                pictures.append(SeenPicture(rect, digest[:16]))
            elif item.type == raw.FPDF_PAGEOBJ_PATH:
                paths.append(SeenPath(rect, self._ink(item)))
            elif item.type != raw.FPDF_PAGEOBJ_TEXT:
                paths.append(SeenPath(rect, "form"))
        return pictures, paths

    def _ink(self, item: Any) -> str:
        raw = self._raw
        fill, stroke, weight = c_int(), c_int(), c_float()
        raw.FPDFPath_GetDrawMode(item.raw, byref(fill), byref(stroke))
        words = []
        for name, used, ask in (
            ("fill", fill.value, raw.FPDFPageObj_GetFillColor),
            ("stroke", stroke.value, raw.FPDFPageObj_GetStrokeColor),
        ):
            if used:
                parts = [c_uint() for _ in range(4)]
                ask(item.raw, *(byref(part) for part in parts))
                words.append(name + " " + "".join(f"{part.value:02x}" for part in parts))
        if stroke.value:
            raw.FPDFPageObj_GetStrokeWidth(item.raw, byref(weight))
            words.append(f"{weight.value:.2f}")
        return " ".join(words)

    def lines(self) -> Iterator[SeenLine]:
        """The text's own lines; a character without a box (a space) widens none."""
        text_page = self._page.get_textpage()
        try:
            chars: list[str] = []
            boxes: list[tuple[float, float, float, float]] = []
            for at in range(text_page.count_chars()):
                char = chr(self._raw.FPDFText_GetUnicode(text_page.raw, at))
                if char in "\r\n":
                    yield from self._line(chars, boxes)
                    chars, boxes = [], []
                    continue
                chars.append(char)
                if not char.isspace():
                    boxes.append(text_page.get_charbox(at, loose=True))
            yield from self._line(chars, boxes)
        finally:
            text_page.close()

    def _line(
        self, chars: list[str], boxes: list[tuple[float, float, float, float]]
    ) -> Iterator[SeenLine]:
        if boxes:
            left, low = min(box[0] for box in boxes), min(box[1] for box in boxes)
            right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
            text = "".join(chars).strip().replace("\x00", "")
            yield SeenLine(text, self._rect(left, low, right, top))

    def links(self) -> Iterator[SeenLink]:
        raw, place, link = self._raw, c_int(0), None
        text_page = self._page.get_textpage()
        try:
            link = raw.FPDF_LINK()
            while raw.FPDFLink_Enumerate(self._page.raw, byref(place), byref(link)):
                target = raw.FPDFLink_GetDest(self._document.raw, link)
                index = (
                    raw.FPDFDest_GetDestPageIndex(self._document.raw, target) if target else -1
                )
                rect = raw.FS_RECTF()
                if index >= 0 and raw.FPDFLink_GetAnnotRect(link, byref(rect)):
                    words = text_page.get_text_bounded(
                        rect.left, rect.bottom, rect.right, rect.top
                    )
                    yield SeenLink("".join(words.split()), index)
        finally:
            text_page.close()
