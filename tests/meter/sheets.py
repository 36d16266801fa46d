"""Sheets set by hand, right or wrong on purpose, to prove that each measure can fail.

A sheet is a page of two columns of ten ems at 10 pt on a grid of 16 pt. The faces are drawn
here: each mark has its ink in the half where a Chinese face has it.
"""

from __future__ import annotations

import io
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from layout.color import BLACK, Color
from layout.diagnostics import SourceSpan
from layout.display.dump import layout_json
from layout.display.model import GlyphRun, Item, Page, PageFrame, Pages, TextLine
from layout.fonts import Face
from layout.geometry import Rect
from layout.pdf import PROFILES, write_pdf
from tests.meter.marks import BLANK_AFTER, CLOSERS, OPENERS, is_han, is_latin
from tests.meter.measure import measure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from layout.pdf import Profile
    from tests.meter.report import Row

PROOF = PROFILES["proof"]
SIZE, LEADING, FIRST = 10.0, 16.0, 62.0
COLUMN, GAP, LEFT, TOP = 100.0, 20.0, 40.0, 50.0
WIDTH, HEIGHT = 300.0, 320.0
ROWS = 6
HAN = "丁七万丈三上下不与丐"  # a full line
_HAN = "一丁七万丈三上下不与丐丑专且世丘丙业丛东丝丞丢两严个中丰串临丸丹为主举年月日国"
_BLED = 3 / 25.4 * 72


class Faces:
    """The writer's faces by key; `han` and `other` differ in name only."""

    def __init__(self) -> None:
        self._faces = {key: _face(key) for key in ("han", "other")}

    def face(self, key: str) -> Face:
        """The face of a key."""
        return self._faces[key]


@cache
def faces() -> Faces:
    """The faces of all sheets, drawn once."""
    return Faces()


def _face(key: str) -> Face:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{key}.ttf"
        file.write_bytes(font_program({"han": "SheetHan-Regular", "other": "Sheet-Slab"}[key]))
        return Face(key, file)  # the file stays open, so its name may go


# Ink as left, foot, right, head, and the advance, in thousandths of an em.
_INK: Mapping[str, tuple[tuple[int, int, int, int], int]] = {
    "—": ((0, 350, 1000, 410), 1000),
    "…": ((100, 350, 900, 410), 1000),
    "·": ((100, 350, 200, 450), 300),
}


def _ink(char: str) -> tuple[tuple[int, int, int, int], int]:
    if char in _INK:
        return _INK[char]
    if char in OPENERS:
        return (600, -60, 940, 840), 1000
    if char in CLOSERS:
        return (60, -60, 400, 840), 1000
    if char in BLANK_AFTER:
        return (60, -60, 400, 200), 1000
    if char.isascii():
        return (50, 0, 450, 520 if char in "acemnorsuvwxz" else 720), 500
    return (40, -60, 960, 840), 1000


@cache
def font_program(name: str) -> bytes:
    """A TrueType font of that PostScript name with the sheets' characters."""
    chars = sorted({*_HAN, *OPENERS, *BLANK_AFTER, *_INK, *map(chr, range(0x21, 0x7F))})
    glyphs = [".notdef", "space", *(f"u{ord(char):04X}" for char in chars)]
    builder = FontBuilder(1000, isTTF=True)
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({0x20: "space", **{ord(g): f"u{ord(g):04X}" for g in chars}})
    blank = TTGlyphPen(None).glyph()
    shapes = {".notdef": _box((50, 0, 450, 700)), "space": blank}
    shapes |= {f"u{ord(char):04X}": _box(_ink(char)[0]) for char in chars}
    builder.setupGlyf(shapes)
    widths = {f"u{ord(char):04X}": (_ink(char)[1], _ink(char)[0][0]) for char in chars}
    builder.setupHorizontalMetrics({".notdef": (500, 50), "space": (250, 0), **widths})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, sCapHeight=720, fsType=0)
    builder.setupPost()
    buffer = io.BytesIO()
    builder.save(buffer)
    return buffer.getvalue()


def _box(ink: tuple[int, int, int, int]) -> object:
    left, foot, right, head = ink
    pen = TTGlyphPen(None)
    pen.moveTo((left, foot))
    for point in ((left, head), (right, head), (right, foot)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()


def widths_of(text: str) -> list[float]:
    """From each character's origin to the next one's on a rightly set line, in em."""
    steps = []
    for at, char in enumerate(text):
        following = text[at + 1 : at + 2]
        step = _ink(char)[1] / 1000 if char != " " else 0.25
        if char in BLANK_AFTER and following and following in BLANK_AFTER | OPENERS:
            step -= 0.5
        if char in OPENERS and following and following in OPENERS:
            step -= 0.5
        if following and _meet(char, following):
            step += 0.25
        steps.append(step)
    return steps


def _meet(one: str, other: str) -> bool:
    return (is_han(one) and is_latin(other)) or (is_latin(one) and is_han(other))


def set_line(
    text: str,
    row: int = 0,
    column: int = 0,
    *,
    shifts: Mapping[int, float] | None = None,
    down: float = 0.0,
    indent: float = 0.0,
    x: float | None = None,
    size: float = SIZE,
    color: Color = BLACK,
    other_face: Sequence[int] = (),
    source: str = "",
    **claims: Any,
) -> TextLine:
    """One line on a row of a column; the layout claims its right place whatever is done to it.

    `shifts` moves a character and all behind it (em), `down` the whole line (points), without
    the layout's knowing. `other_face` are the characters set in the other face.
    """
    start = (LEFT + column * (COLUMN + GAP) + indent * size) if x is None else x
    pen = -0.5 if text[0] in OPENERS else 0.0
    places = []
    for at, step in enumerate(widths_of(text)):
        pen += (shifts or {}).get(at, 0.0)
        places.append(pen * size)
        pen += step
    runs = tuple(
        GlyphRun(
            face=key,
            size=size,
            x=0.0,
            glyphs=tuple(faces().face(key).glyph_id(text[at]) for at in own),
            xs=tuple(places[at] for at in own),
            texts=tuple(text[at] for at in own),
            color=color,
            rise=-down,
        )
        for key, own in (
            ("han", [at for at in range(len(text)) if at not in other_face]),
            ("other", sorted(other_face)),
        )
        if own
    )
    end = pen - (0.5 if text[-1] in BLANK_AFTER else 0.0)
    facts = {"style": "body", "role": "body", "article": "a", "paragraph_end": False, **claims}
    facts.setdefault("frame", f"column-{column + 1}")
    return TextLine(
        x=start,
        y=FIRST + row * LEADING,
        width=end * size,
        runs=runs,
        text=text,
        span=SourceSpan(source or "a.md", 1),
        **facts,
    )


def good_lines(column: int, *, skip: Sequence[int] = (), ends: bool = True) -> list[TextLine]:
    """A column of one rightly set paragraph; `skip` leaves rows to a line of the test's."""
    return [
        set_line(
            HAN,
            row,
            column,
            paragraph_end=ends and row == ROWS - 1,
        )
        for row in range(ROWS)
        if row not in skip
    ]


def in_order(lines: Sequence[TextLine]) -> list[TextLine]:
    """Lines down the first column, then down the second."""
    return sorted(lines, key=lambda line: (line.frame, line.y))


def with_line(line: TextLine, row: int = 2) -> list[TextLine]:
    """The good sheet with one line of its first column replaced."""
    column = in_order([*good_lines(0, skip=[row]), line])
    return [*column, *good_lines(1)]


def sheet(*items: Item, index: int = 0, frames: Sequence[PageFrame] = (), **facts: Any) -> Page:
    """A page with two columns and what stands on it."""
    columns = [
        PageFrame(
            f"column-{at + 1}",
            "body",
            Rect(LEFT + at * (COLUMN + GAP), TOP, COLUMN, ROWS * LEADING),
        )
        for at in range(2)
    ]
    side = "recto" if index % 2 == 0 else "verso"
    return Page(
        **{
            "page_index": index,
            "label": str(index + 1),
            "side": side,
            "master": "text",
            "width": WIDTH,
            "height": HEIGHT,
            "bleed": _BLED,
            "items": items,
            "frames": (*columns, *frames),
            "article": "a",
            **facts,
        }
    )


def written(
    folder: Path, *pages: Page, profile: Profile = PROOF
) -> tuple[Path, dict[str, Any]]:
    """The sheets' PDF and layout."""
    made = Pages(title="样张", language="zh-Hans", pages=pages)
    file = folder / "sheets.pdf"
    # A FontSet is asked for nothing but faces here.
    file.write_bytes(write_pdf(made, faces(), profile=profile))  # type: ignore[arg-type]
    return file, layout_json(made)


def rows_of(folder: Path, *pages: Page, profile: Profile = PROOF) -> dict[str, Row]:
    """The meter's rows for sheets, by name."""
    file, layout = written(folder, *pages, profile=profile)
    return {row.name: row for row in measure(file, layout)}


def good_page(**facts: Any) -> Page:
    """A sheet on which nothing is wrong."""
    return sheet(*good_lines(0), *good_lines(1), **facts)


def page_with(text: str, row: int = 2, **settings: Any) -> Page:
    """A good sheet with one line of the test's."""
    return sheet(*with_line(set_line(text, row, **settings), row))


def verdict(folder: Path, name: str, *pages: Page) -> str:
    """What the meter says of one measure of the sheets."""
    return rows_of(folder, *pages)[name].verdict
