"""Tables and charts set without an issue around them, and what they show as plain text."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from layout.content.faults import Faults
from layout.content.markdown import read_blocks
from layout.content.model import Article, Issue, Publication
from layout.display.model import Area, Rule, Shape
from layout.display.model import Path as Line
from layout.flow.components import chart, table  # noqa: F401  (registers what sets them)
from layout.flow.galley import set_blocks
from layout.flow.model import Entry, Float, Strip
from layout.flow.setting import PageRefs, Setting
from layout.geometry import Rect
from layout.styles import read_style
from layout.text.typesetter import Typesetter
from tests.support.square_font import square_font_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from layout.color import Color
    from layout.content.model import Block
    from layout.display.move import Graphic
    from layout.flow.model import Piece

STYLES = Path(__file__).resolve().parents[2] / "styles"
# Signs of figures that the square font lacks.
FIGURE_SIGNS = "−‰①②③"
_HOME = tempfile.TemporaryDirectory()
_TYPESETTER = Typesetter(square_font_set(Path(_HOME.name), FIGURE_SIGNS, latin_em=0.5))


def figure_setting(style: str = "magazine") -> Setting:
    """A column of a house style, set in the square font."""
    house = read_style(style, [STYLES])
    article = Article(id="harbour", kind="feature")
    publication = Publication(title="江畔")
    issue = Issue(publication=publication, root=Path(), articles=(article,))
    master = house.masters[house.kind("feature").continuation]
    return Setting(house, _TYPESETTER, issue, article, None, master, master.measure, PageRefs())


def read_figure(source: str) -> Block:
    """The one block of a Markdown text."""
    faults = Faults("figure")
    (block,) = read_blocks(source, (1, 1), faults)
    assert not faults.findings
    return block


def set_figure(block: Block, setting: Setting) -> list[Entry]:
    """A block's strips and floats, without the white around them."""
    entries = set_blocks((block,), setting)
    return [entry for entry in entries if not (isinstance(entry, Strip) and entry.space)]


def strips_of(entries: Iterable[Entry]) -> Iterator[tuple[int, Strip]]:
    """Every strip with the row it begins at, one entry below the other."""
    row = 0
    for entry in entries:
        if isinstance(entry, Float):
            for _, at, strip in entry.strips:
                yield row + at, strip
        elif isinstance(entry, Strip):
            yield row, entry
        row += getattr(entry, "rows", 0)


def pieces_of(entries: Iterable[Entry], setting: Setting) -> list[Piece]:
    """Every line, at its place from the head of the first entry."""
    from layout.record import replace

    return [
        replace(piece, dy=piece.dy + row * setting.row)
        for row, strip in strips_of(entries)
        for piece in strip.pieces
    ]


def graphics_of(entries: Iterable[Entry], setting: Setting) -> list[Graphic]:
    """Every graphic, at its place from the head of the first entry."""
    from layout.display.move import moved

    return [
        moved(graphic, 0.0, row * setting.row)
        for row, strip in strips_of(entries)
        for graphic in strip.graphics
    ]


def em_box(piece: Piece, setting: Setting) -> Rect:
    """The em boxes of a line."""
    size = setting.house.text_styles[piece.style].size
    left = piece.dx + piece.line.x
    return Rect(left, piece.dy - 0.88 * size, piece.line.width, size)


def shown(entries: Iterable[Entry], setting: Setting) -> str:
    """The display list of a figure as text: what stands where, in points."""
    kept = list(entries)
    lines = [_told(graphic) for graphic in graphics_of(kept, setting)]
    lines += [
        f"text {piece.dx + piece.line.x:.1f} {piece.dy:.1f} {piece.role} {piece.line.text}"
        for piece in pieces_of(kept, setting)
    ]
    return "\n".join(lines) + "\n"


def _told(graphic: Graphic) -> str:
    if isinstance(graphic, Rule):
        ends = _numbers(graphic.x1, graphic.y1, graphic.x2, graphic.y2)
        return f"rule {ends} weight {graphic.width:.2f} {_hex(graphic.color)}"
    if isinstance(graphic, Area):
        rect = graphic.rect
        box = _numbers(rect.x, rect.y, rect.width, rect.height)
        return f"area {box} radius {graphic.radius:.1f} {_hex(graphic.fill)}"
    if isinstance(graphic, Line):
        points = "  ".join(_numbers(*at) for at in (graphic.start, *graphic.segments))
        return f"path {points} fill {_hex(graphic.fill)} stroke {_hex(graphic.stroke)}"
    assert isinstance(graphic, Shape)
    points = "  ".join(_numbers(*at) for at in graphic.points)
    return f"shape {points} {_hex(graphic.fill)}"


def _numbers(*values: float) -> str:
    return " ".join(f"{value + 0.0:.1f}" for value in values)


def _hex(color: Color | None) -> str:
    if color is None:
        return "-"
    return "#" + "".join(f"{round(value * 255):02x}" for value in color.rgb)
