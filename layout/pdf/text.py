"""Set lines as text objects: the hot loop of the writer."""

from __future__ import annotations

from operator import sub
from typing import TYPE_CHECKING

from layout.pdf.numbers import number
from layout.pdf.stretches import spelled_out, stretches
from layout.pdf.vertical import row_of, turned_run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from layout.display.model import GlyphRun, TextLine
    from layout.geometry import Pt
    from layout.pdf.content import Content
    from layout.pdf.fonts import CodedFont
    from layout.pdf.vertical import Row

# A glyph may stand half a thousandth of an em from where it was set.
_TOLERANCE = 0.5
# From this gap on (thousandths of an em) the next glyph is moved to, not adjusted to. Readers
# that guess spaces take a wide adjustment for one, a move only when it is far wider.
_MOVE_FROM = 80
# Character spacing is worth an operator when at least this many gaps share it.
_SHARED_GAPS = 3
# Gaps so much alike that a whole run of them drifts less than this are left to the spacing.
_DRIFT = 0.4
_SPACING_DECIMALS = 4


class TextWriter:
    """Writes set lines into a page's content, in one text object for each row of lines.

    Positions come from the display list alone. The pen is followed in the file's own rounded
    figures, so that no glyph ever stands more than a thousandth of an em from its place.
    """

    __slots__ = (
        "_asked_size",
        "_content",
        "_font",
        "_fonts",
        "_left",
        "_open",
        "_origin_x",
        "_origin_y",
        "_parts",
        "_pen",
        "_size",
        "_spacing",
        "_stretch",
        "_top",
        "used",
    )

    def __init__(
        self, content: Content, fonts: Mapping[str, CodedFont], left: Pt, top: Pt
    ) -> None:
        self._content = content
        self._parts = content.parts
        self._fonts = fonts
        self._left = left
        self._top = top
        self._open = False
        self._font = ""
        self._asked_size = self._size = 0.0
        self._spacing = 0.0
        self._stretch = 1.0
        self._origin_x = self._origin_y = self._pen = 0.0
        self.used: dict[str, None] = {}  # resources of the fonts in use, in order

    def write(self, line: TextLine) -> None:
        """Write one line; the next may follow in the same text object."""
        self.begin()
        x = self._left + line.x
        y = self._top - line.y
        for run in line.runs:
            if run.glyphs:
                self._write_run(run, x + run.x, y + run.rise)

    def begin(self) -> None:
        """Begin a text object unless one is open."""
        if not self._open:
            self._open = True
            self._parts.append("BT")
            self._origin_x = self._origin_y = self._pen = 0.0

    def write_run(self, line: TextLine, run: GlyphRun) -> None:
        """Write one run of a line in the text object that is open."""
        self._write_run(run, self._left + line.x + run.x, self._top - line.y + run.rise)

    def end(self) -> None:
        """End the text object, if one is open, before anything else is drawn."""
        if self._open:
            self._open = False
            self._parts.append("ET")

    def begin_apart(self) -> Callable[[], None]:
        """Note what is set before a graphics state is saved; gives what brings it back."""
        self.end()
        font = (self._font, self._asked_size, self._size)
        spaced = (self._spacing, self._stretch)

        def end() -> None:
            self.end()
            self._font, self._asked_size, self._size = font
            self._spacing, self._stretch = spaced

        return end

    def write_vertical(self, line: TextLine, following: TextLine | None) -> None:
        """Write one vertical line, as a text object of its own, before the line `following`."""
        self.begin_vertical()
        row = self.row_of(following)
        for run in line.runs:
            if run.glyphs:
                self.write_vertical_run(line, run, row if run is line.runs[-1] else None)
        self.end()

    def begin_vertical(self) -> None:
        """Begin a text object for one vertical line."""
        self.end()
        self._open = True
        self._parts.append("BT")
        if self._spacing:
            self._spacing = 0.0
            self._parts.append("0 Tc")

    def row_of(self, following: TextLine | None) -> Row | None:
        """The row of the line that comes next, for the last run of a vertical line to avoid."""
        return row_of(following, self._top) if following is not None else None

    def write_vertical_run(self, line: TextLine, run: GlyphRun, avoid: Row | None) -> None:
        """Write one run of a vertical line in the text object begun for the line."""
        font = self._fonts[run.face]
        upright = run.orientation == "upright"
        self._content.fill_with(run.color, over=True)
        self._set_font(font.vertical if upright else font.resource, run.size, 1.0)
        axis, head = self._left + line.x + line.width / 2, self._top - line.y
        origin = (axis + run.rise, head - run.x)
        self._parts += turned_run(run, font, self._size, origin, avoid)

    def _write_run(self, run: GlyphRun, x: Pt, y: Pt) -> None:
        font = self._fonts[run.face]
        self._content.fill_with(run.color, over=True)
        self._set_font(font.resource, run.size, run.x_scale)
        per_point = 1000 / (self._size * run.x_scale)
        frame = (x, y, per_point)
        places = [place * per_point for place in run.xs]
        widths = list(map(font.widths.__getitem__, run.glyphs))
        if font.many.isdisjoint(run.glyphs):
            self._show(list(map(font.codes.__getitem__, run.glyphs)), widths, places, frame)
            return
        for start, end, codes, actual in stretches(run, font):
            if actual is not None:
                self._parts.append(spelled_out(actual))
            self._show(codes, widths[start:end], places[start:end], frame)
            if actual is not None:
                self._parts.append("EMC")

    def _set_font(self, resource: str, size: Pt, stretch: float) -> None:
        if resource != self._font or size != self._asked_size:
            self._font, self._asked_size = resource, size
            # Every width follows from the size as the file has it, not as it was asked for.
            self._size = round(size, 3)
            self.used[resource] = None
            self._parts.append(f"/{resource} {number(size)} Tf")
        if stretch != self._stretch:
            self._stretch = stretch
            self._parts.append(f"{number(stretch * 100)} Tz")

    def _show(
        self,
        codes: Sequence[str],
        widths: Sequence[float],
        places: Sequence[float],
        frame: tuple[Pt, Pt, float],
    ) -> None:
        """Show glyphs at their places, in thousandths of an em from the frame's x and y."""
        x, y, per_point = frame
        first = places[0]
        gaps = sorted(map(sub, map(sub, places[1:], places), widths))
        spacing = self._space_by(gaps)
        pen = self._go_to(x, y, first, per_point)
        drift = max(gaps[-1] - spacing, spacing - gaps[0]) * len(gaps) if gaps else 0.0
        if drift < _DRIFT and -_TOLERANCE < pen - first < _TOLERANCE:
            self._parts.append(f"({''.join(codes)})Tj")
            pen += sum(widths) + spacing * len(widths)
        else:
            pen = self._adjust(zip(codes, widths, places, strict=True), pen, spacing)
        self._pen = x + pen / per_point

    def _space_by(self, gaps: list[float]) -> float:
        """Set the spacing that most of the sorted gaps share; gives it in 1/1000 em."""
        if len(gaps) >= _SHARED_GAPS:
            spacing = round(gaps[len(gaps) // 2] * self._size / 1000, _SPACING_DECIMALS)
            if spacing != self._spacing:
                self._spacing = spacing
                self._parts.append(f"{number(spacing, _SPACING_DECIMALS)} Tc")
        return self._spacing * 1000 / self._size

    def _go_to(self, x: Pt, y: Pt, place: float, per_point: float) -> float:
        """Bring the pen to a place unless it is all but there; gives where the pen is."""
        pen = (self._pen - x) * per_point
        rise = round(y - self._origin_y, 3)
        if rise == 0 and -_MOVE_FROM < place - pen < _MOVE_FROM:
            return pen
        shift = round(x + place / per_point - self._origin_x, 3)
        self._parts.append(f"{number(shift)} {number(rise)} Td")
        self._origin_x += shift
        self._origin_y += rise
        self._pen = self._origin_x
        return (self._pen - x) * per_point

    def _adjust(
        self, glyphs: Iterable[tuple[str, float, float]], pen: float, spacing: float
    ) -> float:
        """Show codes, each with its width and place; gives where the pen comes to stand."""
        row: list[str] = ["[("]
        for code, width, place in glyphs:
            off = place - pen
            if off > _TOLERANCE or off < -_TOLERANCE:
                shift = round(off)
                row.append(f"){-shift}(")
                pen += shift
            row.append(code)
            pen += width + spacing
        row.append(")]TJ")
        self._parts.append("".join(row))
        return pen
