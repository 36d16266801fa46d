"""Lines: points joined in order, with their names at their ends where there is room."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from layout.display.model import Path
from layout.flow.charts.axis import GAP_EM, grid, plot_height, tick_labels, tick_pieces
from layout.flow.charts.parts import (
    LEAST_LINE_TINT,
    Drawn,
    Mark,
    axis_color,
    centred,
    corner_mark,
    hung_below,
    key,
    label_of,
    open_mark,
    ring_mark,
    rule,
    stacked,
    swatch,
    tints,
    value_label,
)
from layout.flow.charts.scale import Scale, axis_ends, nice_ticks, spread
from layout.flow.labels import END, MIDDLE, START, Label
from layout.geometry import Pt, fits
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.color import Color
    from layout.content.model import Chart
    from layout.display.move import Graphic
    from layout.flow.model import Piece
    from layout.flow.setting import Setting

LINE_WEIGHT: Pt = 1.2
MARK_RADIUS: Pt = 2.2
# Points closer than this many marks are joined without marks.
MARK_ROOM = 2.5
# Names beside the lines take no more of the measure than this.
MOST_NAME_SHARE = 0.3
MOST_LABEL_SHARE = 0.3
MOST_TICKS = 7

_SQUARE = ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85))
_DIAMOND = ((0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0))
_TRIANGLE = ((0.0, -1.15), (1.15, 0.85), (-1.15, 0.85))
MARKS: tuple[Mark, ...] = (
    ring_mark(MARK_RADIUS),
    swatch(1.8 * MARK_RADIUS),
    corner_mark(MARK_RADIUS, _TRIANGLE),
    corner_mark(MARK_RADIUS, _DIAMOND),
    open_mark(MARK_RADIUS, _SQUARE),
    open_mark(MARK_RADIUS, _DIAMOND),
)


class _Plot(Record):
    """Where points stand."""

    left: Pt
    right: Pt
    upright: Scale
    count: int

    @property
    def step(self) -> Pt:
        """From one label to the next."""
        return (self.right - self.left) / max(self.count - 1, 1)

    def at(self, index: int, value: float) -> tuple[Pt, Pt]:
        """The place of a point; a single one stands in the middle."""
        x = self.left + index * self.step if self.count > 1 else (self.left + self.right) / 2
        return x, self.upright.at(value)


def lines(block: Chart, setting: Setting) -> Drawn:
    """A chart of lines over one axis."""
    values = [[float(value) if value else None for value in one.values] for one in block.series]
    known = [value for row in values for value in row if value is not None]
    ticks = nice_ticks(*axis_ends(known), MOST_TICKS)
    axis = tick_labels(ticks, setting, block)
    size = setting.style("chart-label").size
    height = plot_height(setting)
    scale = Scale(ticks[0], ticks[-1], height - size / 4, 0.8 * size)
    colors = tints(len(values), setting, LEAST_LINE_TINT)
    left = max(label.width for label in axis) + GAP_EM * size
    names = _end_labels(block, setting)
    room = max((name.width for name in names), default=0.0)
    direct = fits(room, MOST_NAME_SHARE * setting.measure) and fits(
        len(names) * setting.style("chart-label").leading, height
    )
    inset = MARK_RADIUS * 2
    right = setting.measure - inset - (room + 1.7 * size if direct and names else 0.0)
    plot = _Plot(left + inset, right, scale, len(block.labels))
    edge = right + inset
    graphics: list[Graphic] = list(grid(ticks, scale, (left, edge), setting))
    base = scale.at(0.0) if ticks[0] <= 0 <= ticks[-1] else scale.start
    graphics.append(rule(left, base, edge, base, axis_color(setting)))
    for row, color, mark in zip(values, colors, MARKS, strict=False):
        graphics += _line(row, plot, color, mark)
    pieces = list(tick_pieces(axis, ticks, scale, left - GAP_EM * size))
    under, below = _labels_under(block, plot, height + size / 2, setting)
    pieces += under
    parts: list[Drawn] = []
    if direct:
        signed = len(values) > 1
        shown = _at_ends(names, values, plot, edge, (colors if signed else (), setting))
        graphics += shown.graphics
        pieces += shown.pieces
    elif names:
        called = [one.name for one in block.series]
        parts.append(key(called, colors, MARKS[: len(called)], setting, block))
    drawn = Drawn(height + size / 2 + below, tuple(graphics), tuple(pieces))
    return stacked([*parts, drawn])


def _end_labels(block: Chart, setting: Setting) -> list[Label]:
    """What stands at the lines' ends: their names, or the last figure of a lone one."""
    if len(block.series) > 1 or block.series[0].name:
        return [label_of(one.name, "chart-label", setting, block) for one in block.series]
    last = next(value for value in reversed(block.series[0].values) if value)
    return [value_label(last, setting, block)]


def _line(
    row: Sequence[float | None], plot: _Plot, color: Color, mark: Mark
) -> Iterator[Graphic]:
    """A line with its marks, interrupted where a value is missing."""
    marked = plot.step >= MARK_ROOM * 2 * MARK_RADIUS
    places = [None if value is None else plot.at(at, value) for at, value in enumerate(row)]
    stretches = [
        [place for place in group if place is not None]
        for is_known, group in groupby(places, lambda place: place is not None)
        if is_known
    ]
    for stretch in stretches:
        if len(stretch) > 1:
            first, *rest = stretch
            yield Path(first, tuple(rest), stroke=color, stroke_width=LINE_WEIGHT)
    for stretch in stretches:
        if marked or len(stretch) == 1:
            for x, y in stretch:
                yield mark(x, y, color)


def _at_ends(
    names: Sequence[Label],
    values: Sequence[Sequence[float | None]],
    plot: _Plot,
    edge: Pt,
    dress: tuple[Sequence[Color], Setting],
) -> Drawn:
    """Each line's name beside its last point, or as near to it as the others let it."""
    colors, setting = dress
    style = setting.style("chart-label")
    ends = [
        plot.upright.at(next(value for value in reversed(row) if value is not None))
        if any(value is not None for value in row)
        else plot.upright.start
        for row in values
    ]
    half = style.size / 2
    middles = spread(ends, style.leading, half, plot.upright.start - half)
    lone = plot.at(0, 0.0)[0] + 2 * MARK_RADIUS
    x = (lone if plot.count == 1 else edge) + GAP_EM * style.size
    pieces: list[Piece] = []
    graphics: list[Graphic] = []
    for at, (name, middle) in enumerate(zip(names, middles, strict=True)):
        if colors:
            graphics.append(MARKS[at](x + half / 2, middle, colors[at]))
        pieces += centred(name, x + (style.size if colors else 0.0), middle, START)
    return Drawn(0.0, tuple(graphics), tuple(pieces))


def _labels_under(
    block: Chart, plot: _Plot, top: Pt, setting: Setting
) -> tuple[list[Piece], Pt]:
    """As many labels under the plot as stand clear of each other, and their height."""
    most = MOST_LABEL_SHARE * setting.measure
    labels = [label_of(text, "chart-axis", setting, block, most) for text in block.labels]
    gap = setting.style("chart-axis").size / 2
    placed = [
        (label, *_placed(label, plot.at(at, 0.0)[0], setting))
        for at, label in enumerate(labels)
    ]
    every = 1
    while not _clear(placed[::every], gap):
        every += 1
    shown = placed[::every]
    pieces = [piece for label, x, hang in shown for piece in hung_below(label, x, top, hang)]
    return pieces, max(label.height for label, _, _ in shown)


def _placed(label: Label, x: Pt, setting: Setting) -> tuple[Pt, float]:
    """A label under its point, or flush with the chart's edge where that is nearer."""
    if x - label.width / 2 < 0:
        return 0.0, START
    if x + label.width / 2 > setting.measure:
        return setting.measure, END
    return x, MIDDLE


def _clear(shown: Sequence[tuple[Label, Pt, float]], gap: Pt) -> bool:
    spans = [(x - hang * label.width, label.width) for label, x, hang in shown]
    pairs = pairwise(spans)
    return all(fits(start + width + gap, after) for (start, width), (after, _) in pairs)
