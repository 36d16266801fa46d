"""Bars: lying, with their values at their ends, or standing in groups. They begin at zero."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from layout.display.model import Area
from layout.flow.charts.barset import Bars
from layout.flow.charts.parts import (
    Drawn,
    axis_color,
    centred,
    key,
    label_of,
    rule,
    stacked,
    swatches,
    tints,
    value_label,
)
from layout.flow.charts.scale import Scale
from layout.flow.charts.standing import standing
from layout.flow.labels import END, START, Label
from layout.geometry import TOLERANCE, Pt, Rect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.content.model import Chart
    from layout.display.move import Graphic
    from layout.flow.model import Piece
    from layout.flow.setting import Setting

# Labels beside lying bars take this share of the measure at most.
MOST_LABEL_SHARE = 0.36
GAP_EM = 0.5
# White over and under a name, both together.
NAME_PAD_EM = 0.5
# A lone bar's thickness in rows; bars of a group, from one to the next.
BAR_ROWS, GROUPED_BAR_ROWS, GROUP_GAP_ROWS = 0.5, 0.6, 0.4
# A chart is no taller than this share of a page; its bars give way.
MOST_PAGE_SHARE = 0.75
# Figures one below the other stand so far apart, at least.
LEAST_PITCH_EM = 1.05


def bars(block: Chart, setting: Setting) -> Drawn:
    """A chart of bars; they lie where labels have no room under standing ones."""
    made = Bars(
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
    upright = standing(block, made, setting) if block.form == "vertical" else None
    return stacked([*parts, upright or _lying(block, made, setting)])


def _lying(block: Chart, made: Bars, setting: Setting) -> Drawn:
    most = MOST_LABEL_SHARE * setting.measure
    names = [label_of(text, "chart-label", setting, block, most) for text in block.labels]
    gap = GAP_EM * setting.style("chart-value").size
    left = max(name.width for name in names) + 2 * gap
    low, high = made.ends
    below = made.room(below=True)
    start = left + (below + gap if below else 0.0)
    scale = Scale(low, high, start, max(start, setting.measure - made.room(below=False) - gap))
    steps, pitch = _steps(names, len(made.values), setting)
    thick = pitch * (BAR_ROWS if len(made.values) == 1 else 0.82)
    graphics: list[Graphic] = []
    pieces: list[Piece] = []
    height: Pt = 0.0
    for at, (name, step) in enumerate(zip(names, steps, strict=True)):
        middle = height + step / 2
        height += step
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
    graphics.append(rule(zero, 0.0, zero, height, axis_color(setting)))
    return Drawn(height, tuple(graphics), tuple(pieces))


def _steps(names: Sequence[Label], series: int, setting: Setting) -> tuple[tuple[Pt, ...], Pt]:
    """The height of each group, in half rows, and from bar to bar in it.

    Where all together would be too tall for a page, they give way by the same share, as far as
    what is written beside them lets them.
    """
    row, half = setting.row, setting.row / 2
    pitch = row if series == 1 else GROUPED_BAR_ROWS * row
    group = pitch * series + (GROUP_GAP_ROWS * row if series > 1 else 0.0)
    wanted = [max(group, name.height + NAME_PAD_EM * name.style.size) for name in names]
    steps = [math.ceil((height - TOLERANCE) / half) * half for height in wanted]
    share = MOST_PAGE_SHARE * setting.house.page.rows * row / sum(steps)
    if share >= 1:
        return tuple(steps), pitch
    least = LEAST_PITCH_EM * setting.style("chart-value").size
    tight = tuple(
        max(step * share, name.height + 0.25 * name.style.size, (series + 0.25) * least)
        for step, name in zip(steps, names, strict=True)
    )
    return tight, min(pitch, min(tight) / (series + 0.25))
