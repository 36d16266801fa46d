"""The composer: styled paragraphs → set lines.

Shape once, break often: `prepare` does all that does not depend on the measure, and keeps it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from layout.record import replace
from layout.text.atoms import NO_CUTS
from layout.text.broken import (
    break_all,
    break_into,
    latin_words,
    may_end,
    words_to_part,
)
from layout.text.glyphs import GlyphBook
from layout.text.hyphenation import HYPHEN, cut_anywhere, hyphenated
from layout.text.justify import line_positions
from layout.text.line_parts import (
    LinePlace,
    aligned,
    glyph_runs,
    line_anchors,
    line_dots,
    line_strokes,
    ruby_runs,
    with_hyphen,
)
from layout.text.model import LineSlot, SetLine, SetParagraph
from layout.text.preparation import Preparation
from layout.text.swallowed import with_read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.fonts import FontSet
    from layout.geometry import Pt
    from layout.styles.model import TextStyle
    from layout.text.atoms import Cuts
    from layout.text.breaking import Lines
    from layout.text.model import StyledParagraph, StyledRun
    from layout.text.prepared import PreparedParagraph, Segment

    _Runs: TypeAlias = tuple[StyledRun, ...]


# Texts of so many characters come back within an issue: longer ones hardly ever do.
SHORT = 24


class Typesetter:
    """Sets paragraphs with the faces of a font set; keeps what it has looked up."""

    def __init__(self, fonts: FontSet) -> None:
        self._fonts = fonts
        self._books: dict[str, GlyphBook] = {}
        # Short texts by all that their setting depends on, prepared and set.
        self._short: dict[tuple[_Runs, TextStyle], PreparedParagraph] = {}
        self._set_short: dict[tuple[_Runs, TextStyle, LineSlot], SetParagraph] = {}

    def set_paragraph(self, paragraph: StyledParagraph, measure: Pt) -> SetParagraph:
        """The paragraph's lines at one measure (points)."""
        return self.set_in_slots(paragraph, (LineSlot(0.0, measure),))

    def set_in_slots(
        self,
        paragraph: StyledParagraph,
        slots: Sequence[LineSlot],
        kept: Sequence[int] = (),
    ) -> SetParagraph:
        """The paragraph's lines, each in its slot; the last slot serves all further lines.

        `kept` are the ends (as in `SetLine.end`) of first lines that stay as they are.
        """
        if kept:
            prepared = self._prepared_with(paragraph, kept)
            broken = break_all(prepared, slots, kept)
            return self.set_broken(prepared, paragraph, slots, broken)
        short = len(slots) == 1 and _is_short(paragraph)
        key = (paragraph.runs, paragraph.style, slots[0])
        found = self._set_short.get(key) if short else None
        if found is not None:
            return replace(found, span=paragraph.span)
        made = self._set(paragraph, slots)
        if short and not made.missing:  # which are told with their place
            self._set_short[key] = made
        return made

    def _set(self, paragraph: StyledParagraph, slots: Sequence[LineSlot]) -> SetParagraph:
        prepared = self.prepare(paragraph)
        broken = break_all(prepared, slots)
        cuts = words_to_part(prepared, broken, slots)
        if cuts:
            finer = self.prepare(paragraph, cuts)
            again = break_all(finer, slots)
            if sum(found.cost for found in again) < sum(found.cost for found in broken):
                prepared, broken = finer, again
        return self.set_broken(prepared, paragraph, slots, broken)

    def _prepared_with(
        self, paragraph: StyledParagraph, kept: Sequence[int]
    ) -> PreparedParagraph:
        """The paragraph prepared so that its lines can end there again, in a word or not."""
        prepared = self.prepare(paragraph)
        words = latin_words(prepared)
        for cuts in (
            hyphenated(words, names=False),
            hyphenated(words, names=True),
            {word: cut_anywhere(word) for word in words if len(word) > 1},
        ):
            if all(may_end(prepared, end) for end in kept):
                break
            prepared = self.prepare(paragraph, cuts)
        return prepared

    def set_in_lines(
        self, paragraph: StyledParagraph, measure: Pt, count: int
    ) -> SetParagraph | None:
        """The paragraph in exactly so many lines; None where it would show."""
        prepared = self.prepare(paragraph)
        slots = (LineSlot(0.0, measure),)
        found = break_into(prepared, slots, count)
        return self.set_broken(prepared, paragraph, slots, (found,)) if found else None

    def set_prepared(
        self,
        prepared: PreparedParagraph,
        paragraph: StyledParagraph,
        slots: Sequence[LineSlot],
    ) -> SetParagraph:
        """A prepared paragraph's lines, each in its slot."""
        return self.set_broken(prepared, paragraph, slots, break_all(prepared, slots))

    def set_broken(
        self,
        prepared: PreparedParagraph,
        paragraph: StyledParagraph,
        slots: Sequence[LineSlot],
        broken: Sequence[Lines],
    ) -> SetParagraph:
        """A prepared paragraph's lines with the breaks given, each in its slot."""
        lines: list[SetLine] = []
        emergencies = 0
        for segment, found in zip(prepared.segments, broken, strict=True):
            indented, above = not lines, len(lines)
            for number, (start, end) in enumerate(found.spans):
                slot = slots[min(len(lines), len(slots) - 1)]
                place = LinePlace(slot, start, end, indented and number == 0)
                lines.append(self._line(prepared, segment, place))
            for number in found.forced:
                emergencies += 1
                at = above + number
                lines[at] = replace(lines[at], emergency=emergencies)
        finish = prepared.finish
        if finish is not None:
            lines = [finish(line, prepared.style) for line in lines]
        return SetParagraph(
            tuple(lines),
            prepared.style,
            paragraph.span,
            prepared.missing,
            emergencies,
        )

    def prepare(self, paragraph: StyledParagraph, cuts: Cuts = NO_CUTS) -> PreparedParagraph:
        """All of a paragraph's setting that does not depend on the measure.

        Words in `cuts` may be broken inside. Short texts are kept: cells of tables are set at
        several measures, labels on many pages.
        """
        if cuts is not NO_CUTS or not _is_short(paragraph):
            return Preparation(self.book, paragraph, cuts).prepared()
        key = (paragraph.runs, paragraph.style)
        found = self._short.get(key)
        if found is None:
            found = Preparation(self.book, paragraph, cuts).prepared()
            if not found.missing:
                self._short[key] = found
        return found

    def book(self, role: str) -> GlyphBook:
        """The glyphs of a font role."""
        found = self._books.get(role)
        if found is None:
            found = GlyphBook(self._fonts.font(role))
            self._books[role] = found
        return found

    def _line(self, prepared: PreparedParagraph, segment: Segment, place: LinePlace) -> SetLine:
        style = prepared.style
        size, start, end = style.size, place.start, place.end
        indent = style.indent_em if place.first else style.hanging_em
        room = place.slot.measure / size - indent
        last = end == len(segment.atoms.texts)
        flush = style.align == "justify" and not last
        positions, width = line_positions(segment.spacing, start, end, room, flush=flush)
        x = (indent + aligned(style.align, room - width)) * size + place.slot.offset
        runs, text = glyph_runs(prepared, segment, place, positions)
        if segment.read:
            runs = with_read(runs, segment.read, segment.glyph_from[start])
        if end in segment.breaker.hyphens:
            edge = (positions[-1] + segment.spacing.widths[end - 1]) * size
            hyphen = self._fonts.face(runs[-1].face).glyph_id(HYPHEN)
            runs = (*runs[:-1], with_hyphen(runs[-1], hyphen, edge))
        if segment.ruby:
            runs += ruby_runs(self.book, prepared, segment, place, positions)
        spacing = segment.spacing
        natural = spacing.ends[end - 1] - spacing.starts[start]
        return SetLine(
            runs,
            x,
            width * size,
            place.slot.measure,
            natural * size,
            segment.offset + segment.atom_starts[start],
            segment.offset + segment.atom_starts[end],
            text,
            last,
            line_dots(prepared, segment, place, positions) if segment.dotted else (),
            line_strokes(prepared, segment, place, positions) if segment.stroked else (),
            anchors=line_anchors(prepared, segment, place, positions)
            if segment.anchored
            else (),
        )


def _is_short(paragraph: StyledParagraph) -> bool:
    runs = paragraph.runs
    return len(runs) == 1 and len(runs[0].text) <= SHORT
