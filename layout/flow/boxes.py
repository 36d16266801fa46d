"""Boxes around copy: tinted, ruled, barred; in a column or over the full measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.display.model import Area, Rule
from layout.flow.distribute import Region, Spot, balance_columns
from layout.flow.model import Box, BreakAfter, Entry, Float, Strip
from layout.flow.strips import collapse_spaces, only_strips, shifted, space, stack
from layout.geometry import Rect, whole_ems
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from layout.color import Color
    from layout.display.move import Graphic
    from layout.flow.setting import Setting
    from layout.geometry import Pt
    from layout.styles.model import BoxStyle, HouseStyle


# A box that cannot float is kept whole up to this share of a column: moving on as a whole it
# would leave a hole as large.
TALLEST_HELD_SHARE = 0.6


def inner_setting(setting: Setting, style: BoxStyle, *, columns: int = 1) -> Setting:
    """The setting in a column of a box: its measure is a whole number of ems, like any other.

    A box in a box may leave no em at all: one is the least a line can be set to.
    """
    em = setting.house.page.em
    room = setting.measure - 2 * style.padding_em * em
    measure = (room - (columns - 1) * setting.master.column_gap) / columns
    return setting.within(max(whole_ems(measure, em), em), style.dress)


def column_box(
    entries: Iterable[Entry], style: BoxStyle, setting: Setting
) -> tuple[Strip, ...]:
    """Strips in a box as wide as the column; it may break over columns and pages.

    A box that keeps together is one strip, if a page can hold it, and floats if its style
    does; one that does not float, and is taller than most of a column, may break.
    The copy is expected to be set with `inner_setting`.
    """
    box = Box(style, setting.accent, setting.measure)
    inner = inner_setting(setting, style).measure
    dx = (setting.measure - inner) / 2
    strips = trimmed(collapse_spaces(only_strips(entries)))
    framed = [_boxed(shifted(strip, dx), box) for strip in strips]
    padding = style.padding_rows
    if padding:
        head = Strip(padding, break_after=BreakAfter.FORBIDDEN, box=box)
        foot = () if _is_open(style) else (Strip(padding, box=box),)
        if framed and foot:
            framed[-1] = replace(framed[-1], break_after=BreakAfter.FORBIDDEN)
        framed = [head, *framed, *foot]
    short = style.min_rows - sum(strip.rows for strip in framed)
    if short > 0:
        framed[-1] = replace(framed[-1], rows=framed[-1].rows + short)
    if framed:
        framed[0] = replace(framed[0], opens=True)
    rows = sum(strip.rows for strip in framed)
    share = 1.0 if style.floats else TALLEST_HELD_SHARE
    if style.keep_together and framed and rows <= share * setting.house.page.rows:
        floats = style.floats and not setting.boxed
        framed = [replace(_drawn(framed, box, setting), floats=floats)]
    return (*space(style.space_rows), *framed, *space(_white_below(style)))


def _is_open(style: BoxStyle) -> bool:
    """Whether nothing marks the foot of a box: its padding there is white like any other."""
    return not (style.fill or style.stroke or style.side_bar)


def _white_below(style: BoxStyle) -> int:
    """Rows of white below a box; those of an open one are its padding as well."""
    return max(style.space_rows, style.padding_rows) if _is_open(style) else style.space_rows


def _boxed(strip: Strip, box: Box) -> Strip:
    head = strip.resumes_under
    return replace(strip, box=box, resumes_under=head and replace(head, box=box))


def _drawn(strips: Sequence[Strip], box: Box, setting: Setting) -> Strip:
    """The strips of a whole box as one, with the box itself drawn behind them."""
    made = stack(strips, setting.row)
    rect = Rect(0.0, 0.0, box.width, made.rows * setting.row)
    drawn = box_graphics(box, rect, setting.house)
    frame = len(drawn) if box.style.stretch else 0
    return replace(made, graphics=(*drawn, *made.graphics), frame=frame)


def wide_box(
    head: Sequence[Strip],
    copy: Iterable[Entry],
    style: BoxStyle,
    setting: Setting,
    columns: int,
) -> Float | None:
    """A box as wide as the measure, its copy in even columns; None if it is too tall."""
    width = setting.measure
    em = setting.house.page.em
    inner = inner_setting(setting, style, columns=columns).measure
    gap = setting.master.column_gap
    left = (width - columns * inner - (columns - 1) * gap) / 2
    strips = trimmed(collapse_spaces(only_strips(copy)))
    padding = style.padding_rows
    head_rows = sum(strip.rows for strip in head)
    top = padding + head_rows
    limit = setting.house.page.rows - 2
    fill = balance_columns(strips, Spot(0, Region(columns, top, limit - padding, limit)))
    if fill is None or em <= 0:
        return None
    placed: list[tuple[Pt, int, Strip]] = []
    row = padding
    for strip in head:
        placed.append((left, row, strip))
        row += strip.rows
    for index, column in enumerate(fill.columns):
        x = left + index * (inner + gap)
        placed += [(x, item.row, item.strip) for item in column.placed]
    rows = max(column.end_row for column in fill.columns) + padding
    box = Box(style, setting.accent, width)
    return Float(rows, tuple(placed), role="sidebar", box=box)


def trimmed(entries: Sequence[Entry]) -> tuple[Strip, ...]:
    """Strips without white at their beginning and end."""
    strips = list(only_strips(entries))
    while strips and strips[0].space:
        del strips[0]
    while strips and strips[-1].space:
        del strips[-1]
    return tuple(strips)


def box_graphics(
    box: Box, rect: Rect, house: HouseStyle, *, top: bool = True
) -> tuple[Graphic, ...]:
    """The box drawn inside the rectangle of its rows; the bar only where it begins (`top`)."""
    style = box.style
    rect = _inside(rect, box, house)
    fill, stroke = (_color(name, box, house) for name in (style.fill, style.stroke))
    graphics: list[Graphic] = []
    if fill or stroke:
        graphics.append(
            Area(rect, fill, stroke, style.stroke_width if stroke else 0, style.radius)
        )
    bar = _color(style.bar, box, house)
    if bar and top:
        y = rect.y + style.bar_width / 2
        graphics.append(Rule(rect.x, y, rect.right, y, style.bar_width, bar))
    side = _color(style.side_bar, box, house)
    if side:
        x = rect.x + style.bar_width / 2
        graphics.append(Rule(x, rect.y, x, rect.bottom, style.bar_width, side))
    return tuple(graphics)


def _inside(rect: Rect, box: Box, house: HouseStyle) -> Rect:
    """The drawn box inside its rows: as much white outside it as the em boxes leave inside.

    A padding row of leading L holds white for both sides: of the L plus the half gaps of the
    neighbouring lines, half stands inside the box and half outside.
    """
    if not box.style.padding_rows:
        return rect
    gap = (house.page.leading - house.page.em) / 2
    return Rect(rect.x, rect.y + gap, rect.width, rect.height - 2 * gap)


def _color(name: str, box: Box, house: HouseStyle) -> Color | None:
    return house.color(name, box.accent)
