"""Shares of a whole: one bar in pieces, or a ring, with a list of what they are."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from layout.color import WHITE, lightness
from layout.content.model import as_text
from layout.display.model import Area, Path, Rule
from layout.flow.charts.parts import (
    Drawn,
    centred,
    grid_color,
    label_of,
    stacked,
    swatches,
    tints,
    value_label,
)
from layout.flow.charts.scale import CLOSE_UNITS, percentages, printed
from layout.flow.labels import END, MIDDLE, START, Label, set_label
from layout.geometry import Pt, Rect, fits
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.color import Color
    from layout.content.model import Chart
    from layout.display.move import Graphic
    from layout.flow.model import Piece
    from layout.flow.setting import Setting

BAR_ROWS = 1.5
# White above the bar or the ring, and under the bar.
HEAD_ROWS = 0.25
MOST_LIST_COLUMNS = 3
LIST_GAP_EM = 2.0
# Labels on a colour lighter than this are dark.
LIGHT_GROUND = 0.6
# White between two pieces.
SEAM: Pt = 0.8
# The ring: its diameter as a share of the measure and in rows at most, and its hole.
RING_SHARE, MOST_RING_ROWS, HOLE_SHARE = 0.42, 8, 0.58


class _Shares(Record):
    """The pieces of the whole, with their colours and what is written of them."""

    values: tuple[float, ...]
    colors: tuple[Color, ...]
    percents: tuple[Label, ...]
    figures: tuple[Label, ...]  # empty where the figures are percentages themselves

    @property
    def bounds(self) -> list[tuple[float, float]]:
        """Where each piece begins and ends, as shares of the whole."""
        whole, done = sum(self.values), 0.0
        found = []
        for value in self.values:
            found.append((done / whole, (done + value) / whole))
            done += value
        return found


def shares(block: Chart, setting: Setting) -> Drawn:
    """A bar or a ring of shares with its list."""
    made = _made(block, setting)
    if block.form == "donut":
        side = min(RING_SHARE * setting.measure, MOST_RING_ROWS * setting.row)
        ring = _ring(block, made, side, setting)
        beside = side + LIST_GAP_EM * setting.style("chart-label").size
        narrow = replace(setting, measure=setting.measure - beside)
        head = Drawn(HEAD_ROWS * setting.row)
        if fits(_entry_width(block, made, setting), narrow.measure):
            listed = _list(block, made, narrow, most=1)
            return stacked([head, _side_by_side(ring, listed, beside)])
        gap = Drawn(setting.row / 2)
        middle = ring.lowered(0.0, (setting.measure - side) / 2)
        return stacked([head, middle, gap, _list(block, made, setting)])
    white = Drawn(HEAD_ROWS * setting.row)
    return stacked([white, _bar(made, setting), white, _list(block, made, setting)])


def _made(block: Chart, setting: Setting) -> _Shares:
    written = block.series[0].values
    values = tuple(float(value) for value in written)
    colors = tints(len(values), setting)
    figures = tuple(value_label(value, setting, block) for value in written)
    if block.unit in CLOSE_UNITS:
        return _Shares(values, colors, figures, ())
    percents = tuple(
        label_of(text, "chart-value", setting, block) for text in percentages(values)
    )
    return _Shares(values, colors, percents, figures)


def _side_by_side(ring: Drawn, listed: Drawn, beside: Pt) -> Drawn:
    height = max(ring.height, listed.height)
    left = ring.lowered((height - ring.height) / 2)
    right = listed.lowered((height - listed.height) / 2, beside)
    return Drawn(height, (*left.graphics, *right.graphics), (*left.pieces, *right.pieces))


def _bar(made: _Shares, setting: Setting) -> Drawn:
    height = BAR_ROWS * setting.row
    graphics: list[Graphic] = []
    pieces: list[Piece] = []
    seams: list[Graphic] = []
    for at, (start, end) in enumerate(made.bounds):
        rect = Rect(start * setting.measure, 0.0, (end - start) * setting.measure, height)
        if not made.values[at]:
            continue
        graphics.append(Area(rect, made.colors[at]))
        if start > 0:
            seams.append(Rule(rect.x, 0.0, rect.x, height, SEAM, WHITE))
        label = made.percents[at]
        if fits(label.width + label.style.size, rect.width):
            shown = _on(label, made.colors[at], setting)
            pieces += centred(shown, rect.x + rect.width / 2, height / 2, MIDDLE)
    return Drawn(height, (*graphics, *seams), tuple(pieces))


def _on(label: Label, ground: Color, setting: Setting) -> Label:
    """A label on a coloured ground: white where that is dark."""
    if lightness(ground) > LIGHT_GROUND:
        return label
    text = as_text("".join(line.text for line in label.lines))
    return set_label(
        text, label.role, setting, measure=setting.measure, span=label.span, color=WHITE
    )


def _ring(block: Chart, made: _Shares, side: Pt, setting: Setting) -> Drawn:
    graphics = [
        _sector(start, end, side, color)
        for (start, end), color, value in zip(
            made.bounds, made.colors, made.values, strict=True
        )
        if value
    ]
    pieces: list[Piece] = []
    if made.figures:
        text = (
            f"{printed(_total(block))}\n{block.unit}" if block.unit else printed(_total(block))
        )
        whole = label_of(text, "chart-value", setting, block)
        if fits(math.hypot(whole.width, whole.height), side * HOLE_SHARE):
            pieces += centred(whole, side / 2, side / 2, MIDDLE)
    seams = list(_seams(made, side)) if len(graphics) > 1 else []
    return Drawn(side, (*graphics, *seams), tuple(pieces))


def _total(block: Chart) -> str:
    """The sum of the figures with as many decimals as they are written with."""
    written = block.series[0].values
    decimals = max(len(value.partition(".")[2]) for value in written)
    return f"{sum(map(float, written)):.{decimals}f}"


def _point(share: float, radius: Pt, middle: Pt) -> tuple[Pt, Pt]:
    """A point on a circle, clockwise from its head."""
    angle = 2 * math.pi * share
    return middle + radius * math.sin(angle), middle - radius * math.cos(angle)


def _sector(start: float, end: float, side: Pt, color: Color) -> Path:
    """A piece of the ring, from one share of the way round to another."""
    outer, inner, middle = side / 2, side / 2 * HOLE_SHARE, side / 2
    segments = (
        *_arc(start, end, outer, middle),
        _point(end, inner, middle),
        *_arc(end, start, inner, middle),
    )
    return Path(_point(start, outer, middle), segments, closed=True, fill=color)


def _arc(start: float, end: float, radius: Pt, middle: Pt) -> Iterator[tuple[Pt, ...]]:
    """Bézier curves of a quarter of a circle at most, which it then misses by 0.03 %.

    Handles reach 4/3·tan(θ/4) of the radius for an arc of θ.
    """
    count = max(1, math.ceil(abs(end - start) * 4 - 1e-9))
    step = (end - start) / count
    reach = 4 / 3 * math.tan(2 * math.pi * step / 4) * radius
    for number in range(count):
        one, other = start + number * step, start + (number + 1) * step
        (x1, y1), (x2, y2) = _point(one, radius, middle), _point(other, radius, middle)
        from_dx, from_dy = math.cos(2 * math.pi * one), math.sin(2 * math.pi * one)
        to_dx, to_dy = math.cos(2 * math.pi * other), math.sin(2 * math.pi * other)
        handles = (x1 + reach * from_dx, y1 + reach * from_dy)
        yield (*handles, x2 - reach * to_dx, y2 - reach * to_dy, x2, y2)


def _seams(made: _Shares, side: Pt) -> Iterator[Graphic]:
    middle, inner = side / 2, side / 2 * HOLE_SHARE
    for (start, _), value in zip(made.bounds, made.values, strict=True):
        if value:
            ends = (*_point(start, inner, middle), *_point(start, side / 2, middle))
            yield Rule(*ends, SEAM, WHITE)


def _figure_widths(made: _Shares) -> tuple[Pt, Pt]:
    """The room for figures and percentages at the right of the list."""
    figures = max((label.width for label in made.figures), default=0.0)
    return figures, max(label.width for label in made.percents)


def _entry_width(block: Chart, made: _Shares, setting: Setting) -> Pt:
    """What the widest entry of the list takes in one line."""
    size = setting.style("chart-label").size
    names = max(label_of(text, "chart-label", setting, block).width for text in block.labels)
    figures, percents = _figure_widths(made)
    return 1.2 * size + names + (figures + size if figures else 0.0) + percents + size


def _list(
    block: Chart, made: _Shares, setting: Setting, most: int = MOST_LIST_COLUMNS
) -> Drawn:
    """Each piece's colour, name and figures, in columns read downward."""
    size = setting.style("chart-label").size
    gap = LIST_GAP_EM * size
    wanted = _entry_width(block, made, setting)
    columns = max(
        1, min(most, len(block.labels), int((setting.measure + gap) / (wanted + gap)))
    )
    width = (setting.measure - (columns - 1) * gap) / columns
    deep = math.ceil(len(block.labels) / columns)
    parts: list[Drawn] = []
    for column in range(columns):
        x = column * (width + gap)
        rows = range(column * deep, min((column + 1) * deep, len(block.labels)))
        listed = [_entry(block, made, at, replace(setting, measure=width)) for at in rows]
        parts.append(stacked(listed).lowered(0.0, x))
    return Drawn(
        max(part.height for part in parts),
        tuple(graphic for part in parts for graphic in part.graphics),
        tuple(piece for part in parts for piece in part.pieces),
    )


def _entry(block: Chart, made: _Shares, at: int, setting: Setting) -> Drawn:
    style = setting.style("chart-label")
    figures, percents = _figure_widths(made)
    right = setting.measure - percents - style.size
    room = right - (figures + style.size if figures else 0.0) - 1.2 * style.size
    name = label_of(block.labels[at], "chart-label", setting, block, max(room, style.size))
    rows = math.ceil((name.height + 0.2 * style.size) / setting.row)
    (mark,) = swatches(setting, 1)
    middle = setting.row / 2
    first = middle + (len(name.lines) - 1) * style.leading / 2
    pieces = [*centred(name, 1.2 * style.size, first, START)]
    if made.figures:
        pieces += centred(made.figures[at], right, middle, END)
    pieces += centred(made.percents[at], setting.measure, middle, END)
    foot = rows * setting.row
    line = Rule(0.0, foot, setting.measure, foot, 0.25, grid_color(setting))
    return Drawn(foot, (mark(style.size / 2, middle, made.colors[at]), line), tuple(pieces))
