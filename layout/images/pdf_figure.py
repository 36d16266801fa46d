"""PDF files as figures: one page of them, told by its size."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from layout.images.faults import PictureFault, broken, no_such_page
from layout.images.model import figure_info

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    import pikepdf

    from layout.images.model import PictureInfo

# A quarter turn, in degrees (ISO 32000-2 table 31, Rotate).
_QUARTER = 90


def probe_pdf(file: BinaryIO, page: int) -> PictureInfo:
    """The size of a page's trim box, upright, in points.

    Raises:
        PictureFault: the file is damaged, locked, or has no such page.
    """
    with pdf_faults(), opened_pdf(file) as document:
        found = figure_page(document, page)
        left, lower, right, upper = trim_of(found)
        width, height = right - left, upper - lower
        if turns_of(found) % 2:
            width, height = height, width
        notes = [f"the face {face} is not embedded in it" for face in _loose_faces(found)]
        return figure_info("PDF", width, height, notes)


@contextmanager
def pdf_faults() -> Iterator[None]:
    """Turn what a damaged PDF makes its reader raise into a PictureFault."""
    import pikepdf

    kinds = (
        pikepdf.PdfError,
        pikepdf.DataDecodingError,
        pikepdf.ForeignObjectError,
        AttributeError,
        RecursionError,
        RuntimeError,
    )
    try:
        yield
    except kinds as fault:
        raise broken("the PDF is damaged") from fault


def _loose_faces(page: pikepdf.Page) -> Iterator[str]:
    """Faces that the page calls for and the file does not carry (ISO 32000-2 9.9)."""
    for font in page.resources.get("/Font", {}).values():
        holder = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        programs = set(holder.get("/FontDescriptor", {}).keys())
        has_program = programs & {"/FontFile", "/FontFile2", "/FontFile3"}
        if not has_program and font.get("/Subtype") != "/Type3":
            yield str(font.get("/BaseFont", "/?"))[1:]


def opened_pdf(file: BinaryIO) -> pikepdf.Pdf:
    """A PDF opened. Raises PictureFault for a locked one."""
    import pikepdf

    hint = "save it again without a password"
    try:
        document = pikepdf.open(file)
    except pikepdf.PasswordError as fault:
        raise PictureFault("locked-picture", "a password locks it", hint) from fault
    if document.is_encrypted:
        document.close()
        raise PictureFault("locked-picture", "its owner has locked it", hint)
    return document


def figure_page(document: pikepdf.Pdf, page: int) -> pikepdf.Page:
    """A page by its number, from 1. Raises PictureFault where there is none."""
    count = len(document.pages)
    if not 1 <= page <= count:
        raise no_such_page(page, count)
    return document.pages[page - 1]


def trim_of(page: pikepdf.Page) -> tuple[float, float, float, float]:
    """Left, lower, right and upper edge of what is left of a page when it is cut.

    Source: ISO 32000-2 14.11.2.
    """
    left, lower, right, upper = sorted_box([float(edge) for edge in page.trimbox])
    if right - left < 1 or upper - lower < 1:
        raise PictureFault("picture-size", "the page has no size", "export it again")
    return left, lower, right, upper


def sorted_box(edges: list[float]) -> tuple[float, float, float, float]:
    """A box's edges from its lower left, whichever corners the file names."""
    if len(edges) != 4:
        raise broken("a page's box is damaged")
    x1, y1, x2, y2 = edges
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def turns_of(page: pikepdf.Page) -> int:
    """How many quarter turns clockwise show the page upright, 0 to 3."""
    return round(float(page.rotation) / _QUARTER) % 4
