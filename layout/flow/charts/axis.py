"""Upright axes: their ticks, the numbers at them, the lines behind the chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.flow.charts.parts import centred, grid_color, label_of, rule
from layout.flow.charts.scale import CLOSE_UNITS, Scale, printed_ticks
from layout.flow.labels import END, Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.content.model import Chart
    from layout.display.move import Graphic
    from layout.flow.model import Piece
    from layout.flow.setting import Setting
    from layout.geometry import Pt

# The shape of a plot, height to width, and its rows. House choice.
PLOT_SHAPE, LEAST_PLOT_ROWS, MOST_PLOT_ROWS = 0.5, 6, 14
# From the numbers of an axis to the plot.
GAP_EM = 0.5


def plot_height(setting: Setting) -> Pt:
    """The height of a plot with an upright axis, in whole rows."""
    rows = round(setting.measure * PLOT_SHAPE / setting.row)
    return min(max(rows, LEAST_PLOT_ROWS), MOST_PLOT_ROWS) * setting.row


def tick_labels(ticks: Sequence[float], setting: Setting, block: Chart) -> tuple[Label, ...]:
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
