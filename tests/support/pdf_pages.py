"""Small pages and plain faces for tests of the PDF writer."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pikepdf
import pypdfium2

from layout.color import BLACK, Color
from layout.display.model import GlyphRun, Item, Page, Pages, TextLine
from layout.fonts import Face
from layout.pdf import SCREEN, Profile, write_pdf
from tests.support.plain_fonts import plain_font


class PlainFonts:
    """Faces `han` (every glyph one em wide) and `latin` (every glyph another width)."""

    def __init__(self, **programs: bytes) -> None:
        self._faces = {key: _face(key, program) for key, program in programs.items()}

    @property
    def faces(self) -> tuple[Face, ...]:
        return tuple(self._faces.values())

    def face(self, key: str) -> Face:
        return self._faces[key]


def _face(key: str, program: bytes) -> Face:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{key}.font"
        file.write_bytes(program)
        return Face(key, file)  # the file stays open, so its name may go


HAN = "旧码头换新颜钱江两岸气象注说到年增长，。—𠮷"
LATIN = "aLtinGDP203 é"


def plain_fonts(*, cff: bool = False) -> PlainFonts:
    han = {**dict.fromkeys(HAN, 1000), "一⼀": 1000}
    latin = {char: 300 + 37 * at for at, char in enumerate(LATIN)}
    return PlainFonts(
        han=plain_font(han, name="Plain-Han", cff=cff),
        latin=plain_font(latin, name="Plain-Latin", cff=cff),
    )


def run(fonts: PlainFonts, face: str, text: str, **settings: object) -> GlyphRun:
    """A run set solid; `gap` opens every boundary, `xs`, `texts` and others override."""
    size = settings.pop("size", 10.0)
    gap = settings.pop("gap", 0.0)
    glyphs = tuple(fonts.face(face).glyph_id(char) for char in text)
    xs, place = [], 0.0
    for glyph in glyphs:
        xs.append(place)
        place += fonts.face(face).advance_em(glyph) * size + gap
    made = {
        "face": face,
        "size": size,
        "x": 0.0,
        "glyphs": glyphs,
        "xs": tuple(xs),
        "texts": tuple(text),
        "color": BLACK,
        **settings,
    }
    return GlyphRun(**made)


def line(*runs: GlyphRun, x: float = 50.0, y: float = 100.0) -> TextLine:
    text = "".join("".join(one.texts) for one in runs)
    return TextLine(x, y, 200.0, runs, text, "body")


def page(*items: Item, index: int = 0, label: str | None = None, bleed: float = 8.5) -> Page:
    shown = str(index + 1) if label is None else label
    return Page(index, shown, "recto", "plain", 400.0, 600.0, bleed, items)


def issue(*made: Page, **settings: object) -> Pages:
    return Pages(**{"title": "测试刊", "language": "zh-Hans", "pages": made, **settings})


def written(pages: Pages, fonts: PlainFonts | None = None, profile: Profile = SCREEN) -> bytes:
    return write_pdf(pages, fonts or plain_fonts(), profile=profile)


def opened(data: bytes) -> pikepdf.Pdf:
    pdf = pikepdf.open(io.BytesIO(data))
    assert pdf.check_pdf_syntax() == []
    return pdf


def content(data: bytes, position: int = 0) -> str:
    pdf = opened(data)
    return pdf.pages[position].Contents.read_bytes().decode("latin-1")


def extracted(data: bytes, position: int = 0) -> str:
    """The text of a page as a reader gets it; guessed line ends and spaces are kept."""
    document = pypdfium2.PdfDocument(data)
    try:
        text_page = document[position].get_textpage()
        text = text_page.get_text_range()
        text_page.close()
        return text
    finally:
        document.close()


def ink_at(data: bytes, x: float, y: float, position: int = 0) -> tuple[int, int, int]:
    """The colour of a point of a page, from the top left, in points."""
    document = pypdfium2.PdfDocument(data)
    try:
        picture = document[position].render(scale=2).to_pil().convert("RGB")
        return picture.getpixel((int(x * 2), int(y * 2)))
    finally:
        document.close()


RED = Color((1.0, 0.0, 0.0))
