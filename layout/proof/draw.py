"""The pages of a written PDF as pictures: one by one, as spreads, on a contact sheet."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

from layout.diagnostics import error
from layout.errors import ContentError
from layout.geometry import POINTS_PER_INCH
from layout.images.linework import labelled
from layout.images.paste import Raster, paste_rows, shrink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from layout.geometry import Pt

    _Box: TypeAlias = tuple[Pt, Pt, Pt, Pt]

# House style of contact sheets.
SHEET_COLUMNS = 8
SHEET_ROWS = 8
SHEET_PAGE_HEIGHT_PX = 240
SHEET_GAP_PX = 14


class DrawnPdf:
    """An open PDF whose pages can be drawn; use it in a `with` statement.

    Raises:
        ContentError: the bytes are no PDF, or one that asks for a password.
    """

    def __init__(self, pdf: bytes | Path, name: str) -> None:
        import pypdfium2

        try:
            # Any: pypdfium2 has no types.
            self.document: Any = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as fault:
            hint = "give a PDF that opens without a password, or an issue"
            raise ContentError([error("not-a-pdf", f"{name}: {fault}", hint=hint)]) from fault
        count = len(self.document)
        self.labels: tuple[str, ...] = tuple(
            self.document.get_page_label(at) or str(at + 1) for at in range(count)
        )

    def __enter__(self) -> DrawnPdf:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.document.close()

    @property
    def outline(self) -> tuple[tuple[str, int], ...]:
        """The titles of the bookmarks and the pages they lead to, in their order."""
        found = []
        for entry in self.document.get_toc():
            target = entry.get_dest()
            index = target.get_index() if target is not None else None
            if index is not None:
                found.append((entry.get_title(), index))
        return tuple(found)

    @contextmanager
    def page(self, index: int) -> Iterator[Any]:
        """A page, counted from 0, as pypdfium2 gives it (hence Any)."""
        page = self.document[index]
        try:
            yield page
        finally:
            page.close()

    def draw(self, index: int, dpi: int) -> Raster:
        """A page, counted from 0, as the reader sees it."""
        with self.page(index) as page:
            return _drawn(page, dpi)

    def bleed(self, index: int) -> Pt:
        """How far a page is printed over its trim, on the side where that is least."""
        with self.page(index) as page:
            left, low, right, top = page.get_trimbox()
            outer = page.get_bleedbox()
        return float(
            max(0.0, min(left - outer[0], low - outer[1], outer[2] - right, outer[3] - top))
        )

    def draw_trimmed(self, index: int, dpi: int, *, moved: Pt = 0.0, bleed: Pt = 0.0) -> Raster:
        """A page cut to its trim, or to a rectangle of that size `moved` to the right of it.

        With `bleed` so much more of it shows on every side. What lies outside the sheet is
        white. The boxes are those of the copy in memory, and are put back.
        """
        with self.page(index) as page:
            media, crop = page.get_mediabox(), page.get_cropbox()
            left, low, right, top = page.get_trimbox()
        shown = (left + moved - bleed, low - bleed, right + moved + bleed, top + bleed)
        try:
            self._set_boxes(index, shown, shown)
            with self.page(index) as page:
                return _drawn(page, dpi)
        finally:
            self._set_boxes(index, media, crop)

    def _set_boxes(self, index: int, media: _Box, crop: _Box) -> None:
        with self.page(index) as page:
            page.set_mediabox(*media)
            page.set_cropbox(*crop)


def _drawn(page: Any, dpi: int) -> Raster:
    bitmap = page.render(scale=dpi / POINTS_PER_INCH, rev_byteorder=True, prefer_bgrx=False)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    rows = bytes(bitmap.buffer)
    bitmap.close()
    if stride != 3 * width:
        rows = b"".join(rows[y * stride : y * stride + 3 * width] for y in range(height))
    return Raster(width, height, rows)


def spreads(labels: Sequence[str]) -> Iterator[tuple[int, ...]]:
    """Indexes of the pages that lie open together: an even folio left, the next one right.

    Covers and other pages without a number stand alone.
    """
    at = 0
    while at < len(labels):
        left = labels[at]
        pair = left.isdecimal() and int(left) % 2 == 0 and at + 1 < len(labels)
        if pair and labels[at + 1] == str(int(left) + 1):
            yield (at, at + 1)
            at += 2
        else:
            yield (at,)
            at += 1


def open_flat(pages: Sequence[Raster]) -> Raster:
    """Facing pages as one picture."""
    return pages[0] if len(pages) == 1 else paste_rows([pages], gap_px=0)


def contact_sheets(pages: Iterable[Raster], labels: Sequence[str]) -> Iterator[Raster]:
    """All pages, small, in rows, each with its label below; so many rows on a sheet.

    A label is the folio, or where that is a word, such as that of a cover, the page's number in
    the file after a number sign.
    """
    small = [
        labelled(shrink(page, SHEET_PAGE_HEIGHT_PX), label if label.isascii() else f"#{at}")
        for at, (page, label) in enumerate(zip(pages, labels, strict=True), 1)
    ]
    rows = [small[at : at + SHEET_COLUMNS] for at in range(0, len(small), SHEET_COLUMNS)]
    for at in range(0, len(rows), SHEET_ROWS):
        yield paste_rows(rows[at : at + SHEET_ROWS], gap_px=SHEET_GAP_PX)
