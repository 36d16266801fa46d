"""Bars: lying, with their values at their ends, or standing in groups. They begin at zero."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from layout.display.model import Area
from layout.flow.charts.parts import (
    Drawn,
    axis_color,
    centred,
    grid_color,
    hung_below,
    key,
    label_of,
    rule,
    stacked,
    swatches,
    tints,
    value_label,
)
from layout.flow.charts.scale import CLOSE_UNITS, Scale, nice_ticks, printed_ticks
from layout.flow.labels import END, MIDDLE, START, Label
from layout.flow.tables.columns import least_width
from layout.geometry import Pt, Rect, fits
from layout.content.model import as_text
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.color import Color
    from layout.content.model import Chart
    from layout.display.move import Graphic
    from layout.flow.model import Piece
    from layout.flow.setting import Setting

# Labels beside lying bars take this share of the measure at most.
MOST_LABEL_SHARE = 0.36
GAP_EM = 0.5
# A lone bar's thickness in rows; bars of a group, from one to the next.
BAR_ROWS, GROUPED_BAR_ROWS, GROUP_GAP_ROWS = 0.5, 0.6, 0.4
# A chart is no taller than this share of a page; its bars give way.
MOST_PAGE_SHARE = 0.75
# Standing bars: the plot's shape, and the most a bar and the room between groups may be.
PLOT_SHAPE, LEAST_PLOT_ROWS, MOST_PLOT_ROWS = 0.5, 6, 14
WIDEST_BAR_EM = 3.0
GROUP_SHARE = 0.72
MOST_LABEL_LINES = 3
MOST_TICKS = 6


class _Bars(Record):
    """The figures of bars with what is written at them."""

    values: tuple[tuple[float | None, ...], ...]  # of each series
    labels: tuple[tuple[Label, ...], ...]
    colors: tuple[Color, ...]

    @property
    def ends(self) -> tuple[float, float]:
        """The least and the greatest of the figures, and zero."""
        known = [value for row in self.values for value in row if value is not None]
        return min(0.0, *known), max(0.0, *known)

    def room(self, *, below: bool) -> Pt:
        """The widest label of a bar that reaches below zero, or of all others."""
        return max(
            (
                label.width
                for row, labels in zip(self.values, self.labels, strict=True)
                for value, label in zip(row, labels, strict=True)
                if (value is not None and value < 0) is below
            ),
            default=0.0,
        )


def bars(block: Chart, setting: Setting) -> Drawn:
    """A chart of bars; they lie where labels have no room under standing ones."""
    made = _Bars(
        tuple(
            tuple(float(value) if value else None for value in one.values)
            for one in block.series
        ),
        tuple(
            tuple(value_label(value, setting, block) for value in one.values)
            for one in block.series
        ),
        tints(len(block.series), setting),
    )
    parts: list[Drawn] = []
    if len(block.series) > 1:
        names = [one.name for one in block.series]
        signs = swatches(setting, len(names))
        parts.append(key(names, made.colors, signs, setting, block))
    upright = _standing(block, made, setting) if block.form == "vertical" else None
    return stacked([*parts, upright or _lying(block, made, setting)])


def _lying(block: Chart, made: _Bars, setting: Setting) -> Drawn:
    most = MOST_LABEL_SHARE * setting.measure
    names = [label_of(text, "chart-label", setting, block, most) for text in block.labels]
    gap = GAP_EM * setting.style("chart-value").size
    left = max(name.width for name in names) + 2 * gap
    low, high = made.ends
    below = made.room(below=True)
    start = left + (below + gap if below else 0.0)
    scale = Scale(low, high, start, max(start, setting.measure - made.room(below=False) - gap))
    step, pitch = _steps(names, len(made.values), setting)
    thick = pitch * (BAR_ROWS if len(made.values) == 1 else 0.82)
    graphics: list[Graphic] = []
    pieces: list[Piece] = []
    for at, name in enumerate(names):
        middle = (at + 0.5) * step
        pieces += centred(name, 0.0, middle, START)
        first = middle - pitch * (len(made.values) - 1) / 2
        for number, row in enumerate(made.values):
            y = first + number * pitch
            value = row[at] or 0.0
            if row[at]:
                ends = sorted((scale.at(0.0), scale.at(value)))
                rect = Rect(ends[0], y - thick / 2, ends[1] - ends[0], thick)
                graphics.append(Area(rect, made.colors[number]))
            x, hang = scale.at(value), END if value < 0 else START
            side = -gap if value < 0 else gap
            pieces += centred(made.labels[number][at], x + side, y, hang)
    zero = scale.at(0.0)
    graphics.append(rule(zero, 0.0, zero, len(names) * step, axis_color(setting)))
    return Drawn(len(names) * step, tuple(graphics), tuple(pieces))


def _steps(names: Sequence[Label], series: int, setting: Setting) -> tuple[Pt, Pt]:
    """From one group to the next, in whole or half rows, and from bar to bar in it."""
    half = setting.row / 2
    tallest = max(name.height for name in names)
    pitch = setting.row if series == 1 else GROUPED_BAR_ROWS * setting.row
    group = pitch * series + (GROUP_GAP_ROWS * setting.row if series > 1 else 0.0)
    step = math.ceil((max(group, tallest + half / 2) - 0.01) / half) * half
    if series == 1:
        step = math.ceil((step - 0.01) / setting.row) * setting.row
    limit = MOST_PAGE_SHARE * setting.house.page.rows * setting.row / len(names)
    if step > limit:
        pitch = limit * (pitch * series / step) / series
        step = limit
    return step, pitch


def _standing(block: Chart, made: _Bars, setting: Setting) -> Drawn | None:
    """Standing bars, or None where a label has no room under its group."""
    size = setting.style("chart-value").size
    slot = setting.measure / len(block.labels) * GROUP_SHARE / len(made.values)
    direct = all(
        fits(label.width, slot + 0.2 * size) for row in made.labels for label in row
    )
    low, high = made.ends
    axis: tuple[Label, ...] = ()
    ticks: tuple[float, ...] = ()
    if not direct:
        ticks = nice_ticks(low, high, MOST_TICKS)
        axis = tick_labels(ticks, setting, block)
        low, high = ticks[0], ticks[-1]
    left = max((label.width for label in axis), default=0.0) + (GAP_EM * size if axis else 0.0)
    width = (setting.measure - left) / len(block.labels)
    names = _names_under(block, width - GAP_EM * size, setting)
    if names is None:
        return None
    head = 1.4 * size if direct else size / 2
    foot = head if low < 0 else 0.0
    height = plot_height(setting)
    scale = Scale(low, high, height - foot, head)
    graphics: list[Graphic] = list(grid(ticks, scale, (left, setting.measure), setting))
    pieces: list[Piece] = list(tick_pieces(axis, ticks, scale, left - GAP_EM * size))
    thick = min(width * GROUP_SHARE / len(made.values), WIDEST_BAR_EM * size)
    for at, name in enumerate(names):
        middle = left + (at + 0.5) * width
        pieces += hung_below(name, middle, height + 0.4 * size, MIDDLE)
        first = middle - thick * len(made.values) / 2
        for number, row in enumerate(made.values):
            value = row[at]
            x = first + number * thick
            if value:
                ends = sorted((scale.at(0.0), scale.at(value)))
                rect = Rect(x + 0.04 * thick, ends[0], 0.92 * thick, ends[1] - ends[0])
                graphics.append(Area(rect, made.colors[number]))
            if direct or value is None:
                side = 0.75 * size if (value or 0.0) < 0 else -0.75 * size
                label, y = made.labels[number][at], scale.at(value or 0.0) + side
                pieces += centred(label, x + thick / 2, y, MIDDLE)
    zero = scale.at(0.0)
    graphics.append(rule(left, zero, setting.measure, zero, axis_color(setting)))
    below = max(name.height for name in names) + 0.4 * size
    return Drawn(height + below, tuple(graphics), tuple(pieces))


def _names_under(block: Chart, width: Pt, setting: Setting) -> list[Label] | None:
    if width < setting.style("chart-label").size:
        return None
    names = []
    for text in block.labels:
        label = label_of(text, "chart-label", setting, block, width)
        least = least_width(as_text(text), label, setting)
        if len(label.lines) > MOST_LABEL_LINES or not fits(least, width):
            return None
        names.append(label)
    return names


def plot_height(setting: Setting) -> Pt:
    """The height of a plot with an upright axis, in whole rows."""
    rows = round(setting.measure * PLOT_SHAPE / setting.row)
    return min(max(rows, LEAST_PLOT_ROWS), MOST_PLOT_ROWS) * setting.row


def tick_labels(
    ticks: Sequence[float], setting: Setting, block: Chart
) -> tuple[Label, ...]:
    """The numbers of an axis."""
    unit = block.unit if block.unit in CLOSE_UNITS else ""
    return tuple(
        label_of(f"{text}{unit}", "chart-axis", setting, block) for text in printed_ticks(ticks)
    )


def tick_pieces(
    labels: Sequence[Label], ticks: Sequence[float], scale: Scale, right: Pt
) -> Iterator[Piece]:
    """The numbers of an upright axis, hung on its left."""
    for label, tick in zip(labels, ticks, strict=True):
        yield from centred(label, right, scale.at(tick), END)


def grid(
    ticks: Sequence[float], scale: Scale, ends: tuple[Pt, Pt], setting: Setting
) -> Iterator[Graphic]:
    """A hairline for each tick but zero, whose own is drawn over the bars."""
    for tick in ticks:
        if tick:
            yield rule(ends[0], scale.at(tick), ends[1], scale.at(tick), grid_color(setting))
