"""What all charts are made of: colours, labels, keys, rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from layout.color import BLACK, Color, lightness, shade, tint
from layout.content.model import Chart, as_text
from layout.display.model import Area, Path, Rule, Shape
from layout.display.move import Graphic, moved
from layout.flow.charts.scale import CLOSE_UNITS, printed
from layout.flow.labels import Label, set_label
from layout.flow.setting import IDEOGRAPHIC_ASCENT_EM
from layout.geometry import Pt, Rect, fits
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from layout.flow.model import Piece
    from layout.flow.setting import Setting

MISSING = "—"
# The first colour of a chart is no lighter in grey than this, whatever the section's is.
LIGHTEST = 0.45
# The share of colour in the last tint of bars and shares, and of lines, which are thin.
LEAST_TINT, LEAST_LINE_TINT = 0.25, 0.45
# The second of two colours need not be as light as the last of many.
SECOND_OF_TWO_TINT = 0.4
GRID_TINT = 0.4
HAIRLINE: Pt = 0.4
SWATCH_EM = 0.7
KEY_GAP_EM = 1.5

Mark: TypeAlias = "Callable[[Pt, Pt, Color], Graphic]"
"""What draws the sign of a series about a point."""


class Drawn(Record):
    """A part of a chart: what it shows, and how tall it is, in points."""

    height: Pt
    graphics: tuple[Graphic, ...] = ()
    pieces: tuple[Piece, ...] = ()

    def lowered(self, dy: Pt, dx: Pt = 0.0) -> Drawn:
        """The same, further down and to the right; its height stays its own."""
        graphics = tuple(moved(graphic, dx, dy) for graphic in self.graphics)
        pieces = tuple(
            replace(piece, dx=piece.dx + dx, dy=piece.dy + dy) for piece in self.pieces
        )
        return Drawn(self.height, graphics, pieces)


def stacked(parts: Sequence[Drawn]) -> Drawn:
    """Parts one below the other."""
    height: Pt = 0.0
    graphics: list[Graphic] = []
    pieces: list[Piece] = []
    for part in parts:
        low = part.lowered(height)
        graphics += low.graphics
        pieces += low.pieces
        height += part.height
    return Drawn(height, tuple(graphics), tuple(pieces))


def tints(count: int, setting: Setting, least: float = LEAST_TINT) -> tuple[Color, ...]:
    """So many colours that are told apart in grey too: the section's, and tints of it."""
    color = setting.accent or setting.house.palette.get("section", BLACK)
    light = lightness(color)
    if light > LIGHTEST:
        color = shade(color, 1 - LIGHTEST / light)
    if count == 2:
        least = max(least, SECOND_OF_TWO_TINT)
    step = (1 - least) / max(count - 1, 1)
    return tuple(tint(color, 1 - number * step) for number in range(count))


def axis_color(setting: Setting) -> Color:
    """The colour of axes and what is written at them."""
    return setting.style("chart-axis").color


def grid_color(setting: Setting) -> Color:
    """The colour of the lines behind a chart."""
    return tint(axis_color(setting), GRID_TINT)


def label_of(
    text: str, role: str, setting: Setting, block: Chart, measure: Pt | None = None
) -> Label:
    """A label of a chart; broken into lines only where it is wider than the measure."""
    whole = setting.measure
    made = set_label(as_text(text), role, setting, measure=whole, span=block.span)
    if measure is None or fits(made.width, measure):
        return made
    return set_label(as_text(text), role, setting, measure=measure, span=block.span)


def value_label(value: str, setting: Setting, block: Chart) -> Label:
    """The figure a value is printed as; a dash where there is none."""
    unit = block.unit if block.unit in CLOSE_UNITS else ""
    text = f"{printed(value)}{unit}" if value else MISSING
    return label_of(text, "chart-value", setting, block)


def centred(label: Label, x: Pt, middle: Pt, hang: float) -> tuple[Piece, ...]:
    """A label about the height of its middle."""
    first = middle - label.height / 2 + IDEOGRAPHIC_ASCENT_EM * label.style.size
    return label.pieces(x, first, hang)


def hung_below(label: Label, x: Pt, top: Pt, hang: float) -> tuple[Piece, ...]:
    """A label whose em boxes begin at a height."""
    return label.pieces(x, top + IDEOGRAPHIC_ASCENT_EM * label.style.size, hang)


def swatch(side: Pt) -> Mark:
    """A square of a colour."""

    def draw(x: Pt, y: Pt, color: Color) -> Graphic:
        return Area(Rect(x - side / 2, y - side / 2, side, side), color)

    return draw


def key(
    names: Sequence[str],
    colors: Sequence[Color],
    marks: Sequence[Mark],
    setting: Setting,
    block: Chart,
) -> Drawn:
    """The signs of a chart's series with their names, in as many rows as they need."""
    size = setting.style("chart-label").size
    beside = 1.2 * size
    graphics: list[Graphic] = []
    pieces: list[Piece] = []
    x, y = 0.0, 0.0
    for name, color, mark in zip(names, colors, marks, strict=True):
        label = label_of(name, "chart-label", setting, block, setting.measure - beside)
        if x and not fits(x + beside + label.width, setting.measure):
            x, y = 0.0, y + setting.row
        middle = y + setting.row / 2
        graphics.append(mark(x + size / 2, middle, color))
        pieces += centred(label, x + beside, middle, 0.0)
        if len(label.lines) > 1:
            y += setting.row * (len(label.lines) - 1)
        x += beside + label.width + KEY_GAP_EM * size
    return Drawn(y + setting.row, tuple(graphics), tuple(pieces))


def swatches(setting: Setting, count: int) -> tuple[Mark, ...]:
    """The signs of bars and shares."""
    return (swatch(SWATCH_EM * setting.style("chart-label").size),) * count


def rule(x1: Pt, y1: Pt, x2: Pt, y2: Pt, color: Color) -> Rule:
    """A hairline of a chart."""
    return Rule(x1, y1, x2, y2, HAIRLINE, color)


def ring_mark(radius: Pt) -> Mark:
    """A full circle."""

    def draw(x: Pt, y: Pt, color: Color) -> Graphic:
        side = 2 * radius
        return Area(Rect(x - radius, y - radius, side, side), color, radius=radius)

    return draw


def corner_mark(radius: Pt, corners: Sequence[tuple[float, float]]) -> Mark:
    """A polygon, its corners in radii from the middle."""

    def draw(x: Pt, y: Pt, color: Color) -> Graphic:
        return Shape(tuple((x + radius * dx, y + radius * dy) for dx, dy in corners), color)

    return draw


def open_mark(radius: Pt, corners: Sequence[tuple[float, float]]) -> Mark:
    """A polygon drawn in outline, white inside."""
    from layout.color import WHITE

    def draw(x: Pt, y: Pt, color: Color) -> Graphic:
        (first, *rest) = [(x + radius * dx, y + radius * dy) for dx, dy in corners]
        return Path(first, tuple(rest), closed=True, fill=WHITE, stroke=color, stroke_width=0.9)

    return draw
