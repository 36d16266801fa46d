"""The pages of a written PDF as pictures: one by one, as spreads, on a contact sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layout.diagnostics import error
from layout.errors import ContentError
from layout.images.paste import Raster, paste_rows, shrink

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

POINTS_PER_INCH = 72
# House style of contact sheets.
SHEET_COLUMNS = 8
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
            self._document: Any = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as fault:
            hint = "give a PDF that opens without a password, or an issue"
            raise ContentError([error("not-a-pdf", f"{name}: {fault}", hint=hint)]) from fault
        count = len(self._document)
        self.labels: tuple[str, ...] = tuple(
            self._document.get_page_label(at) or str(at + 1) for at in range(count)
        )

    def __enter__(self) -> DrawnPdf:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._document.close()

    def draw(self, index: int, dpi: int) -> Raster:
        """A page, counted from 0, as the reader sees it."""
        page = self._document[index]
        bitmap = page.render(scale=dpi / POINTS_PER_INCH, rev_byteorder=True, prefer_bgrx=False)
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        rows = bytes(bitmap.buffer)
        bitmap.close()
        page.close()
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


def contact_sheet(pages: Sequence[Raster]) -> Raster:
    """All pages, small, in rows."""
    small = [shrink(page, SHEET_PAGE_HEIGHT_PX) for page in pages]
    rows = [small[at : at + SHEET_COLUMNS] for at in range(0, len(small), SHEET_COLUMNS)]
    return paste_rows(rows, gap_px=SHEET_GAP_PX)
