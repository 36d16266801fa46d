"""PDFs of numbered pages for imposition, and where a reader finds the numbers again."""

from __future__ import annotations

import ctypes
import io
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from layout.geometry import mm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WIDTH, HEIGHT, BLEED = mm(210), mm(285), mm(3)
# Where a number stands on its page, from the trim's lower left corner as the reader sees it.
NUMBER_X, NUMBER_Y = 60.0, 90.0


@dataclass(frozen=True)
class PageForm:
    """How a page is written down: its media box's corner, rotation, unit, slug, bleed."""

    origin: tuple[float, float] = (0.0, 0.0)
    rotate: int = 0
    unit: float = 1.0
    slug: float = mm(8)
    bleed: float = BLEED
    width: float = WIDTH
    height: float = HEIGHT


PLAIN = PageForm()


def numbered(
    count: int, form: PageForm = PLAIN, finish: Callable[[pikepdf.Pdf], None] | None = None
) -> bytes:
    """So many pages, each filled with a tint of its own to the bleed, its number on it."""
    with pikepdf.new() as made:
        for at in range(count):
            _add_page(made, at + 1, form)
        if finish is not None:
            finish(made)
        buffer = io.BytesIO()
        made.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def tint(number: int) -> tuple[int, int, int]:
    """The colour of a page: pale, and no two neighbours alike."""
    return 255 - 40 * (number % 4), 255 - 30 * (number // 4 % 5), 200


def _add_page(made: pikepdf.Pdf, number: int, form: PageForm) -> None:
    upright = (form.width / form.unit, form.height / form.unit)
    across, down = upright if form.rotate % 180 == 0 else (upright[1], upright[0])
    slug, bleed = form.slug / form.unit, form.bleed / form.unit
    x, y = form.origin
    left, lower = x + slug, y + slug
    trim = [left, lower, left + across, lower + down]
    page = made.add_blank_page(page_size=(across + 2 * slug, down + 2 * slug))
    page.obj.MediaBox = [x, y, x + across + 2 * slug, y + down + 2 * slug]
    page.obj.TrimBox = trim
    page.obj.BleedBox = [trim[0] - bleed, trim[1] - bleed, trim[2] + bleed, trim[3] + bleed]
    if form.rotate:
        page.obj.Rotate = form.rotate
    if form.unit != 1.0:
        page.obj.UserUnit = form.unit
    turned = {
        0: (1, 0, 0, 1, left, lower),
        90: (0, 1, -1, 0, left + across, lower),
        180: (-1, 0, 0, -1, left + across, lower + down),
        270: (0, -1, 1, 0, left, lower + down),
    }[form.rotate]
    red, green, blue = (part / 255 for part in tint(number))
    lines = (
        f"{red:.4f} {green:.4f} {blue:.4f} rg",
        f"{x - 99} {y - 99} {across + 999} {down + 999} re f",
        f"q {' '.join(f'{part:.5f}' for part in turned)} cm 0 g",
        f"BT /F1 {48 / form.unit:.4f} Tf",
        f"{NUMBER_X / form.unit:.5f} {NUMBER_Y / form.unit:.5f} Td ({number}) Tj ET Q",
    )
    page.obj.Contents = made.make_stream("\n".join(lines).encode("ascii"))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))


@dataclass(frozen=True)
class Found:
    """A number on a sheet: where its first figure stands, y upward, and how it is turned."""

    number: int
    x: float
    y: float
    turned: int


def numbers_on(pdf: bytes, position: int) -> list[Found]:
    """The numbers on a page as a reader finds them."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[position]
        text = page.get_textpage()
        found = list(_numbers(text))
        text.close()
        page.close()
        return found
    finally:
        document.close()


def _numbers(text: pypdfium2.PdfTextPage) -> Iterator[Found]:
    figures: list[tuple[str, float, float, int]] = []
    for at in range(text.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(text, at))
        if char.isdecimal():
            x, y = ctypes.c_double(), ctypes.c_double()
            assert pdfium.FPDFText_GetCharOrigin(text, at, x, y)
            angle = round(math.degrees(pdfium.FPDFText_GetCharAngle(text, at))) % 360
            figures.append((char, x.value, y.value, angle))
    while figures:
        number = [figures.pop(0)]
        # The figures of one number stand on one line, an em of a figure apart.
        while figures and _goes_on(number[-1], figures[0]):
            number.append(figures.pop(0))
        _, x, y, angle = number[0]
        yield Found(int("".join(one[0] for one in number)), x, y, angle)


def _goes_on(one: tuple[str, float, float, int], other: tuple[str, float, float, int]) -> bool:
    return math.dist(one[1:3], other[1:3]) < 30 and one[3] == other[3]


def color_at(pdf: bytes, position: int, x: float, y: float) -> tuple[int, int, int]:
    """The colour of a point of a page, in points from its top left corner."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[position].render(scale=3).to_pil().convert("RGB")
        color: tuple[int, int, int] = picture.getpixel((int(x * 3), int(y * 3)))
        return color
    finally:
        document.close()
