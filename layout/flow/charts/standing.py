"""Standing bars in groups, with their figures at their ends or an axis beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import as_text
from layout.display.model import Area
from layout.flow.charts.axis import GAP_EM, grid, plot_height, tick_labels, tick_pieces
from layout.flow.charts.parts import Drawn, axis_color, centred, hung_below, label_of, rule
from layout.flow.charts.scale import Scale, nice_ticks
from layout.flow.labels import MIDDLE, Label
from layout.flow.tables.columns import least_width
from layout.geometry import Pt, Rect, fits
from layout.record import Record

if TYPE_CHECKING:
    from layout.content.model import Chart
    from layout.display.move import Graphic
    from layout.flow.charts.barset import Bars
    from layout.flow.model import Piece
    from layout.flow.setting import Setting

# The most a bar may be, what a group takes of its room, and the bar of its own.
WIDEST_BAR_EM = 3.0
GROUP_SHARE = 0.72
BAR_SHARE = 0.92
MOST_LABEL_LINES = 3
# From the plot to the names under it; the room figures take at the bars' ends.
NAMES_DROP_EM = 0.8
FIGURE_ROOM_EM, FIGURE_DROP_EM = 1.4, 0.75
MOST_TICKS = 6


class _Plot(Record):
    """Where standing bars stand: the axis' ticks, if it has any, and the room of each group."""

    left: Pt
    width: Pt  # of each group
    thick: Pt  # of each bar
    scale: Scale
    direct: bool

    def fits_over(self, label: Label, bars: int) -> bool:
        """Whether a figure stands clear of those beside it."""
        return fits(label.width, _figure_room(self.width, self.thick, bars))


def standing(block: Chart, made: Bars, setting: Setting) -> Drawn | None:
    """Standing bars, or None where a name has no room under its group."""
    size = setting.style("chart-value").size
    count, bars = len(block.labels), len(made.values)
    width = setting.measure / count
    room = _figure_room(width, _thickness(width, bars, size), bars)
    direct = all(fits(label.width, room) for row in made.labels for label in row)
    low, high = made.ends
    ticks = () if direct else nice_ticks(low, high, MOST_TICKS)
    axis = tick_labels(ticks, setting, block) if ticks else ()
    left = max((label.width + GAP_EM * size for label in axis), default=0.0)
    width = (setting.measure - left) / count
    names = _names_under(block, width - GAP_EM * size, setting)
    if names is None:
        return None
    low, high = (ticks[0], ticks[-1]) if ticks else (low, high)
    head = FIGURE_ROOM_EM * size if direct else size / 2
    height = plot_height(setting)
    scale = Scale(low, high, height - (head if low < 0 else 0.0), head)
    plot = _Plot(left, width, _thickness(width, bars, size), scale, direct)
    graphics = list(grid(ticks, scale, (left, setting.measure), setting)) if ticks else []
    pieces = list(tick_pieces(axis, ticks, scale, left - GAP_EM * size))
    for at, name in enumerate(names):
        middle = left + (at + 0.5) * width
        pieces += hung_below(name, middle, height + NAMES_DROP_EM * size, MIDDLE)
        group = _group(at, made, plot, size)
        graphics += group.graphics
        pieces += group.pieces
    zero = scale.at(0.0)
    graphics.append(rule(left, zero, setting.measure, zero, axis_color(setting)))
    below = max(name.height for name in names) + NAMES_DROP_EM * size
    return Drawn(height + below, tuple(graphics), tuple(pieces))


def _thickness(width: Pt, bars: int, size: Pt) -> Pt:
    return min(width * GROUP_SHARE / bars, WIDEST_BAR_EM * size)


def _figure_room(width: Pt, thick: Pt, bars: int) -> Pt:
    """How wide a figure may be: as its bar, or as its group where that has one bar."""
    return 0.95 * (width if bars == 1 else thick)


def _group(at: int, made: Bars, plot: _Plot, size: Pt) -> Drawn:
    """The bars of one label, with their figures, and a dash where one is missing."""
    graphics: list[Graphic] = []
    pieces: list[Piece] = []
    bars = len(made.values)
    first = plot.left + (at + 0.5) * plot.width - plot.thick * bars / 2
    for number, row in enumerate(made.values):
        value, x = row[at], first + number * plot.thick
        if value:
            top, foot = sorted((plot.scale.at(0.0), plot.scale.at(value)))
            inset = (1 - BAR_SHARE) / 2 * plot.thick
            rect = Rect(x + inset, top, BAR_SHARE * plot.thick, foot - top)
            graphics.append(Area(rect, made.colors[number]))
        label = made.labels[number][at]
        if plot.direct or (value is None and plot.fits_over(label, bars)):
            drop = FIGURE_DROP_EM * size * (1 if (value or 0.0) < 0 else -1)
            middle = plot.scale.at(value or 0.0) + drop
            pieces += centred(label, x + plot.thick / 2, middle, MIDDLE)
    return Drawn(0.0, tuple(graphics), tuple(pieces))


def _names_under(block: Chart, width: Pt, setting: Setting) -> list[Label] | None:
    """The names under the groups, in a few lines each; None where one has no room."""
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
