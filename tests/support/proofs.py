"""Proofs for tests: a page of two columns in the house's style and a plain square face."""

from __future__ import annotations

import io
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2

from layout.color import BLACK
from layout.display.imprint import Imprint
from layout.display.model import Page, PageFrame, PageGrid, Pages, TextLine
from layout.display.structure import Node
from layout.flow.setting import baseline_in
from layout.geometry import Rect, mm
from layout.pdf import PROFILES, Profile, write_pdf
from layout.record import replace
from layout.styles import read_style
from layout.surround import Facts, surrounded
from layout.text.lettering import Lettering
from layout.text.typesetter import Typesetter
from tests.support.real_issues import ROOT
from tests.support.square_font import square_font_set

if TYPE_CHECKING:
    from layout.fonts import FontSet
    from layout.styles.model import HouseStyle

PROOF = PROFILES["proof"]
FACTS = Facts("sheetfed", 2, "2031-06-20")
LEADING = 20.0


@cache
def house() -> HouseStyle:
    """The house style that proofs are furnished in."""
    return read_style("magazine", [ROOT / "styles"])


@cache
def fonts() -> FontSet:
    """Every role in the square face."""
    folder = tempfile.TemporaryDirectory()
    made = square_font_set(Path(folder.name), "栏计校样全文字第页", latin_em=0.5)
    folder.cleanup()  # the file stays open, so its name may go
    return made


def copy_line(text: str, frame: str, at: int, article: str = "harbour") -> TextLine:
    """A line of copy in a column, on the row of that number from 0."""
    column = int(frame[-1]) - 1
    place = Rect(80.0 + 220.0 * column, 100.0 + at * LEADING, 200.0, 0.0)
    (line,) = Lettering(house(), Typesetter(fonts())).write(text, place, 10.0, BLACK)
    tag = (Node(column * 100 + at, "paragraph", text),)
    return replace(line, frame=frame, article=article, tag=tag)


def proof_page(*rows: int, index: int = 0, article: str = "harbour") -> Page:
    """A page with so many lines in each of its columns, each of two Han characters."""
    lines = [
        copy_line("潮水", f"column-{number}", at, article)
        for number, count in enumerate(rows, 1)
        for at in range(count)
    ]
    frames = [
        PageFrame(f"column-{number}", "body", Rect(80.0 + 220.0 * (number - 1), 90, 200, 400))
        for number in range(1, len(rows) + 1)
    ]
    side = "verso" if index % 2 else "recto"
    label, size = str(index + 1), (mm(210), mm(285))
    made = Page(index, label, side, "two-column", *size, mm(3), tuple(lines))
    own = house().page
    area = Rect(own.left(side), own.head_margin, own.full_measure, own.rows * own.leading)
    columns = tuple((frame.rect.x, frame.rect.width) for frame in frames)
    baseline = baseline_in(own.leading, own.em)
    grid = PageGrid(area, columns, own.leading, own.rows, baseline)
    return replace(made, frames=tuple(frames), article=article, grid=grid)


def proof_pages(*pages: Page) -> Pages:
    """Pages of an issue with a name and a date."""
    imprint = Imprint("江畔", cover_line="2031年7月")
    return Pages("江畔", "zh-Hans", pages, imprint=imprint)


def proofed(
    *pages: Page, profile: Profile = PROOF, facts: Facts = FACTS, tagged: bool = False
) -> bytes:
    """The file of pages with all that stands around them."""
    made, fitted = surrounded(proof_pages(*pages), house(), fonts(), profile, facts)
    return write_pdf(made, fonts(), profile=replace(fitted, tagged=tagged))


def boxes_in(data: bytes, at: int = 0) -> dict[str, list[float]]:
    """The boxes of a page by their names."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[at]
        names = ("MediaBox", "BleedBox", "TrimBox")
        return {name: [float(edge) for edge in page[f"/{name}"]] for name in names}


def drawn(data: bytes, dpi: int, at: int = 0) -> tuple[int, int, bytes]:
    """A page in grey: width, height and one byte for each pixel, from the top left."""
    document = pypdfium2.PdfDocument(data)
    try:
        picture = document[at].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        return picture.width, picture.height, picture.tobytes()
    finally:
        document.close()


def switched(data: bytes, **layers: bool) -> bytes:
    """The file with layers switched on or off, as a reader would."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        properties = pdf.Root.OCProperties
        hidden = []
        for group in properties.OCGs:
            is_on = layers.get(str(group.Name).split(" ", 1)[1].replace(" ", "_"), False)
            state = pikepdf.Name.ON if is_on else pikepdf.Name.OFF
            group.Usage.View.ViewState = state
            if not is_on:
                hidden.append(group)
        properties.D.OFF = pikepdf.Array(hidden)
        written = io.BytesIO()
        pdf.save(written)
        return written.getvalue()
