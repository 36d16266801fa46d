"""Copy set from top to bottom: its lines stand side by side, from right to left, in bands.

A band is as tall as its longest line and no wider than the measure; what does not fit goes on
in the next band below. Source: CLREQ 4 #vertical_writing_mode.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.display.structure import UNTAGGED, Tag
from layout.flow.model import Piece, Strip
from layout.flow.setting import styled
from layout.flow.strips import rows_for, space
from layout.geometry import TOLERANCE, whole_ems
from layout.record import Record
from layout.text.model import LineSlot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from layout.content.model import Text
    from layout.diagnostics import SourceSpan
    from layout.flow.setting import Setting
    from layout.geometry import Pt
    from layout.styles.model import TextStyle
    from layout.text.model import SetLine

# No band is set shorter than that for the sake of even lines.
LEAST_ROWS = 5


class Upright(Record):
    """One vertical line before it has a place; without a line, white as wide as its pitch."""

    style: TextStyle
    role: str
    line: SetLine | None = None
    span: SourceSpan | None = None
    tag: Tag = UNTAGGED


def vertical_style(role: str, setting: Setting) -> TextStyle:
    """The role's own style for vertical copy, where the house style has one."""
    own = f"{role}-vertical"
    return setting.style(own if own in setting.house.text_styles else role)


def upright_lines(
    text: Text, role: str, height: Pt, setting: Setting, span: SourceSpan | None = None
) -> tuple[Upright, ...]:
    """A text set down lines of that height."""
    from layout.text.vertical import set_vertically

    style = vertical_style(role, setting)
    paragraph = styled(text, style, span, setting.accent)
    made = set_vertically(setting.typesetter, paragraph, (LineSlot(0.0, height),))
    return tuple(Upright(style, role, line, span, setting.tag) for line in made.lines)


def width_of(lines: Sequence[Upright]) -> Pt:
    """From the left edge of the last line's em boxes to the right edge of the first's."""
    if not lines:
        return 0.0
    ends = (lines[0].style, lines[-1].style)
    air = sum((style.leading - style.size) / 2 for style in ends)
    return sum(line.style.leading for line in lines) - air


def height_of(lines: Sequence[Upright]) -> Pt:
    """How far the longest line reaches down."""
    return max((one.line.x + one.line.width for one in lines if one.line), default=0.0)


def bands(lines: Sequence[Upright], width: Pt) -> list[list[Upright]]:
    """As many lines in each band as its width holds, at least one.

    No band ends in white, nor with a head that belongs to what follows.
    """
    made: list[list[Upright]] = []
    band: list[Upright] = []
    for line in lines:
        if band and width_of([*band, line]) > width + TOLERANCE:
            kept = _without_heads(band)
            made.append(kept)
            band = band[len(kept) :]
        if band or line.line is not None:
            band.append(line)
    return [_without_white(one) for one in (*made, band) if one]


def _without_heads(band: list[Upright]) -> list[Upright]:
    """The band without the heads at its end, unless it is all heads."""
    end = len(band)
    while end and band[end - 1].style.keep_with_next:
        end -= 1
    return band[:end] or band


def _without_white(band: list[Upright]) -> list[Upright]:
    while band[-1].line is None:
        band = band[:-1]
    return band


def even_bands(
    lines_in: Callable[[int], Sequence[Upright]],
    heights: tuple[int, int],
    setting: Setting,
    align: str = "right",
) -> tuple[Strip, ...]:
    """Copy in one band, or, where it takes more, in several with a row of white between.

    `lines_in` sets the copy down so many rows. Of the two `heights` the first is what a band
    has, the second what it may grow to in order to stay one. The lines of a single band are
    then made about as long as each other.
    """
    usual, most = (max(1, height) for height in heights)
    found: list[list[Upright]] = []
    for rows in range(min(usual, most), most + 1):
        found = bands(lines_in(rows), setting.measure)
        if len(found) == 1:
            found = [_evened(found[0], lines_in, rows)]
            break
    strips: list[Strip] = []
    for band in found:
        strips += space(1) if strips else ()
        strips.append(band_strip(band, setting, align=align))
    return tuple(strips)


def _evened(
    band: list[Upright], lines_in: Callable[[int], Sequence[Upright]], rows: int
) -> list[Upright]:
    """As many lines in as few rows as they need, so that the last is not much shorter."""
    for less in range(rows - 1, LEAST_ROWS - 1, -1):
        lines = lines_in(less)
        if len(lines) > len(band):
            break
        band = list(lines)
    return band


def measure_in(rows: int, size: Pt, setting: Setting) -> Pt:
    """The whole ems of a size between the em boxes of the first and the last of the rows."""
    return whole_ems(rows * setting.row - (setting.row - setting.house.page.em), size)


def band_strip(band: Sequence[Upright], setting: Setting, *, align: str = "right") -> Strip:
    """A band as one strip of whole rows, its head level with the em boxes of the first row."""
    row, em = setting.row, setting.house.page.em
    slack = setting.measure - width_of(band)
    right = setting.measure - (slack / 2 if align == "center" else 0.0)
    rows = max(1, rows_for(height_of(band) + row - em, row))
    return Strip(rows, tuple(pieces_of(band, right, (row - em) / 2)))


def pieces_of(lines: Sequence[Upright], right: Pt, top: Pt) -> Iterator[Piece]:
    """The lines side by side, from the right edge of the first one's em boxes to the left."""
    axis = right
    for at, one in enumerate(lines):
        style = one.style
        before = style.leading / 2 if at else style.size / 2
        if one.line is not None:
            x = axis - before
            yield Piece(x, top, one.line, style.name, one.role, one.span, one.tag)
        axis -= before + style.leading / 2
