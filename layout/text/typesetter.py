"""The composer: styled paragraphs → set lines.

Shape once, break often: `prepare` does all that does not depend on the measure, and keeps it.
"""

from __future__ import annotations

import re
from itertools import accumulate, groupby, pairwise
from typing import TYPE_CHECKING

from layout.content.model import Mark
from layout.display.model import GlyphRun
from layout.display.structure import reading_of
from layout.record import Record, replace
from layout.text.anchors import anchored_ranges, anchors_of
from layout.text.atoms import NO_CUTS, atoms_of, without_habit_spaces
from layout.text.breaking import Breaker
from layout.text.broken import (
    break_all,
    break_into,
    latin_words,
    may_end,
    words_to_part,
)
from layout.text.classes import HAN, LATIN
from layout.text.glyphs import AtomGlyphs, GlyphBook, single_offset
from layout.text.hyphenation import HYPHEN, cut_anywhere, hyphenated
from layout.text.justify import line_positions
from layout.text.model import (
    Dot,
    LineSlot,
    MissingGlyph,
    SetLine,
    SetParagraph,
    Stroke,
    StyledParagraph,
)
from layout.text.opportunities import break_rules
from layout.text.prepared import Dress, PreparedParagraph, Segment
from layout.text.spacing import Spacing, SpacingRules, space_atoms
from layout.text.strokes import stroked_ranges, strokes_of
from layout.text.swallowed import read_with

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.fonts import FontSet
    from layout.geometry import Pt
    from layout.styles.model import TextStyle
    from layout.text.atoms import Atoms, Cuts
    from layout.text.breaking import Lines
    from layout.text.model import Anchor, StyledRun

SUPERSCRIPT_SIZE = 0.6
SUPERSCRIPT_RISE_EM = 0.36
# The emphasis dot stands under its character, clear of it. Source: GB/T 15834—2011 5.1.8.
DOT_DROP_EM = 0.24
DOT_RADIUS_EM = 0.075
# Ruby is set at half size over its base. Source: CLREQ 3.3.2 #ruby_position.
RUBY_SIZE = 0.5
RUBY_RISE_EM = 0.98
RUBY_GAP_EM = 0.25


NONE: frozenset[int] = frozenset()


class Typesetter:
    """Sets paragraphs with the faces of a font set; keeps what it has looked up."""

    def __init__(self, fonts: FontSet) -> None:
        self._fonts = fonts
        self._books: dict[str, GlyphBook] = {}

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
                place = _LinePlace(slot, start, end, indented and number == 0)
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

        Words in `cuts` may be broken inside.
        """
        return Preparation(self, paragraph, cuts).prepared()

    def book(self, role: str) -> GlyphBook:
        """The glyphs of a font role."""
        found = self._books.get(role)
        if found is None:
            found = GlyphBook(self._fonts.font(role))
            self._books[role] = found
        return found

    def _line(
        self, prepared: PreparedParagraph, segment: Segment, place: _LinePlace
    ) -> SetLine:
        style = prepared.style
        size, start, end = style.size, place.start, place.end
        indent = style.indent_em if place.first else style.hanging_em
        room = place.slot.measure / size - indent
        last = end == len(segment.atoms.texts)
        flush = style.align == "justify" and not last
        positions, width = line_positions(segment.spacing, start, end, room, flush=flush)
        x = (indent + _aligned(style.align, room - width)) * size + place.slot.offset
        runs, text = _runs(prepared, segment, place, positions)
        if end in segment.breaker.hyphens:
            edge = (positions[-1] + segment.spacing.widths[end - 1]) * size
            hyphen = self._fonts.face(runs[-1].face).glyph_id(HYPHEN)
            runs = (*runs[:-1], _with_hyphen(runs[-1], hyphen, edge))
        if segment.ruby:
            runs += _ruby_runs(self, prepared, segment, place, positions)
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
            _dots(prepared, segment, place, positions) if segment.dotted else (),
            _strokes(prepared, segment, place, positions) if segment.stroked else (),
            anchors=_anchors(prepared, segment, place, positions) if segment.anchored else (),
        )


class _LinePlace(Record):
    """One line: its slot, its atoms, and whether it opens the paragraph."""

    slot: LineSlot
    start: int
    end: int
    first: bool


def _aligned(align: str, slack: float) -> float:
    if align == "center":
        return slack / 2
    return slack if align == "right" else 0.0


def _runs(
    prepared: PreparedParagraph, segment: Segment, place: _LinePlace, positions: list[float]
) -> tuple[tuple[GlyphRun, ...], str]:
    """The glyph runs of a line, and its text."""
    start, size = place.start, prepared.style.size
    first, stop = segment.glyph_from[start], segment.glyph_from[place.end]
    offsets = segment.glyph_offsets[first:stop]
    if stop - first == len(positions) and not any(offsets):
        xs = [place * size for place in positions]
    else:
        owners = segment.glyph_atom[first:stop]
        xs = [
            (positions[owner - start] + offset) * size
            for owner, offset in zip(owners, offsets, strict=True)
        ]
    texts = segment.glyph_texts[first:stop]
    glyphs = segment.glyphs[first:stop]
    text = "".join(texts)
    if segment.read:
        read = segment.read
        texts = [read.get(at, own) for at, own in enumerate(texts, first)]
    if segment.dresses is None:
        return (_run(prepared.dress_table[0], glyphs, xs, texts),), text
    runs = []
    at = 0
    for index, group in groupby(segment.dresses[first:stop]):
        upto = at + sum(1 for _ in group)
        dress = prepared.dress_table[index]
        runs.append(_run(dress, glyphs[at:upto], xs[at:upto], texts[at:upto]))
        at = upto
    return tuple(runs), text


def _run(dress: Dress, glyphs: list[int], xs: list[float], texts: list[str]) -> GlyphRun:
    x = xs[0]
    return GlyphRun(
        dress.face,
        dress.size,
        x,
        tuple(glyphs),
        tuple([place - x for place in xs]) if x else tuple(xs),
        tuple(texts),
        dress.color,
        dress.rise,
        dress.x_scale,
        dress.orientation,
        dress.inline,
    )


def _with_hyphen(run: GlyphRun, glyph: int, x: Pt) -> GlyphRun:
    """A line's last run with a hyphen at x (from the line's left end).

    The hyphen goes with the letter before it and adds no text: what is copied is the word.
    """
    return replace(
        run, glyphs=(*run.glyphs, glyph), xs=(*run.xs, x - run.x), texts=(*run.texts, "")
    )


def _ruby_runs(
    typesetter: Typesetter,
    prepared: PreparedParagraph,
    segment: Segment,
    place: _LinePlace,
    positions: list[float],
) -> tuple[GlyphRun, ...]:
    """The readings over a line; they do not change its leading."""
    start, end, widths = place.start, place.end, segment.spacing.widths
    runs: list[GlyphRun] = []
    for first, stop, run in segment.ruby:
        if start <= first < end:
            upto = min(stop, end) - 1
            right = positions[upto - start] + widths[upto]
            middle = (positions[first - start] + right) / 2
            runs.append(_ruby(typesetter.book(run.face), prepared.style, run, middle))
    return tuple(runs)


def _dots(
    prepared: PreparedParagraph, segment: Segment, place: _LinePlace, positions: list[float]
) -> tuple[Dot, ...]:
    """The emphasis dots under a line's characters, each centred."""
    style, start = prepared.style, place.start
    return tuple(
        Dot(
            (positions[at - start] + segment.spacing.widths[at] / 2) * style.size,
            DOT_DROP_EM * style.size,
            DOT_RADIUS_EM * style.size,
            run.color or style.color,
        )
        for at, run in segment.dotted
        if start <= at < place.end
    )


def _strokes(
    prepared: PreparedParagraph, segment: Segment, place: _LinePlace, positions: list[float]
) -> tuple[Stroke, ...]:
    edges = (positions, _rights(segment, place, positions))
    return strokes_of(segment.stroked, (place.start, place.end), edges, prepared.style)


def _anchors(
    prepared: PreparedParagraph, segment: Segment, place: _LinePlace, positions: list[float]
) -> tuple[Anchor, ...]:
    edges = (positions, _rights(segment, place, positions))
    size = prepared.style.size
    return anchors_of(segment.anchored, (place.start, place.end), edges, size)


def _rights(segment: Segment, place: _LinePlace, positions: list[float]) -> list[float]:
    """Where each atom of a line ends."""
    widths = segment.spacing.widths[place.start : place.end]
    return [at + width for at, width in zip(positions, widths, strict=True)]


def _ruby(book: GlyphBook, style: TextStyle, run: StyledRun, middle: float) -> GlyphRun:
    made = book.word(run.ruby, "L")
    size = style.size * RUBY_SIZE
    x = middle * style.size - made.width * size / 2
    xs = tuple(offset * size for offset in made.offsets)
    color = run.color or style.color
    rise = RUBY_RISE_EM * style.size
    return GlyphRun(
        *(made.use.face.key, size, x, made.glyphs, xs, made.texts, color, rise),
        inline=reading_of(run.inline, run.ruby),
    )


def spacing_rules(style: TextStyle) -> SpacingRules:
    """What a text style says of spacing."""
    return SpacingRules(style.squeeze, style.hang, style.autospace_em, style.tracking_em)


class Preparation:
    """One paragraph on its way to `PreparedParagraph`; the vertical composer is another."""

    def __init__(
        self, typesetter: Typesetter, paragraph: StyledParagraph, cuts: Cuts = NO_CUTS
    ) -> None:
        self._typesetter = typesetter
        self._cuts = cuts
        self._paragraph = paragraph
        self._style = paragraph.style
        self._dresses: dict[Dress, int] = {}
        self._missing: dict[str, int] = {}

    def prepared(self) -> PreparedParagraph:
        """The paragraph shaped and classified."""
        segments = []
        offset = 0
        for runs in _lines_by_hand(self._paragraph.runs):
            segment = self._segment(runs, offset)
            segments.append(segment)
            offset += segment.atom_starts[-1] + 1
        missing = tuple(
            MissingGlyph(char, count, self._paragraph.span)
            for char, count in self._missing.items()
        )
        return PreparedParagraph(self._style, segments, list(self._dresses), missing)

    def _segment(self, runs: tuple[StyledRun, ...], offset: int) -> Segment:
        text, bounds = _joined(runs)
        atoms = self._atoms(text, bounds, runs)
        starts = starts_of(atoms.texts)
        owners = owners_of(starts, bounds, runs) if len(runs) > 1 else None
        words = self._learn(atoms, runs, owners)
        style = self._style
        scale = self._scales(owners, runs) if owners else None
        spacing = self._spaced(atoms, words, scale, self._ruby_rooms(owners, runs))
        held = _unbreakable(owners, runs)
        rules = break_rules(atoms, style.strictness, held)
        hyphens = (
            self._make_room_for_hyphens(atoms, spacing, runs, owners) if atoms.soft else NONE
        )
        justified = style.align == "justify"
        breaker = Breaker(atoms.classes, spacing, rules.costs, justified, hyphens)
        segment = Segment(
            *(atoms, spacing, breaker, offset, starts, [], [], [], [], [], None, [], [], []),
            held,
            anchored_ranges(owners, runs, len(atoms.texts)),
        )
        self._lay_glyphs(segment, words, runs, owners)
        segment.read = read_with(segment, runs, bounds)
        return segment

    def _atoms(self, text: str, bounds: list[int], _runs: tuple[StyledRun, ...]) -> Atoms:
        if len(bounds) == 1:
            return atoms_of(text, self._cuts)
        return _atoms_of_runs(text, bounds, self._cuts)

    def _spaced(
        self,
        atoms: Atoms,
        words: dict[int, AtomGlyphs],
        scale: list[float] | None,
        opened: dict[int, float],
    ) -> Spacing:
        rules = spacing_rules(self._style)
        return space_atoms(
            atoms, WidthOf(words, atoms, scale), rules, scale=scale, opened=opened
        )

    def _make_room_for_hyphens(
        self,
        atoms: Atoms,
        spacing: Spacing,
        runs: tuple[StyledRun, ...],
        owners: list[int] | None,
    ) -> frozenset[int]:
        """The breaks that need a hyphen, which widens what stands before it at a line's end."""
        hyphens = [at for at, kind in atoms.soft.items() if kind == "hyphen"]
        for at in hyphens:
            run = runs[owners[at] if owners else 0]
            width = self._typesetter.book(run.face).word(HYPHEN, LATIN).width
            spacing.tail_trim[at - 1] = -width * size_of(run, self._style) / self._style.size
        return frozenset(hyphens)

    def _learn(
        self, atoms: Atoms, runs: tuple[StyledRun, ...], owners: list[int] | None
    ) -> dict[int, AtomGlyphs]:
        """Look up every atom; the glyphs of those that are not one Han character or mark."""
        words: dict[int, AtomGlyphs] = {}
        texts, classes = atoms.texts, atoms.classes
        for match in _WORDS.finditer(classes):
            at = match.start()
            book = self._book(runs, owners, at)
            words[at] = book.word(texts[at], classes[at])
            if book.missing:
                self._note_missing(book, texts[at])
        for index, run in enumerate(runs):
            book = self._typesetter.book(run.face)
            mine = texts if owners is None else _owned(texts, owners, index)
            lacking = book.learn(set(mine))
            if lacking:
                self._stand_in(lacking, book, atoms, words)
        return words

    def _stand_in(
        self,
        lacking: set[str],
        book: GlyphBook,
        atoms: Atoms,
        words: dict[int, AtomGlyphs],
    ) -> None:
        """Set characters the Han face lacks in whatever face has them."""
        for at, text in enumerate(atoms.texts):
            if text in lacking and at not in words:
                words[at] = book.word(text, atoms.classes[at])
                self._note_missing(book, text)

    def _note_missing(self, book: GlyphBook, text: str) -> None:
        for char in text:
            if char in book.missing:
                self._missing[char] = self._missing.get(char, 0) + 1

    def _book(
        self, runs: tuple[StyledRun, ...], owners: list[int] | None, at: int
    ) -> GlyphBook:
        return self._typesetter.book(runs[owners[at] if owners else 0].face)

    def _ruby_rooms(
        self, owners: list[int] | None, runs: tuple[StyledRun, ...]
    ) -> dict[int, float]:
        """What must open between two bases, so that their readings stand apart.

        Source: CLREQ 3.3.2 #ruby_position: a quarter em between two readings.
        """
        spans = ruby_spans(owners, runs) if owners is not None else []
        over = []
        for first, stop, run in spans:
            reading = self._typesetter.book(run.face).word(run.ruby, "L").width * RUBY_SIZE
            over.append((reading - (stop - first)) / 2)
        return {
            later[0]: max(0.0, left + right + RUBY_GAP_EM)
            for (one, left), (later, right) in pairwise(zip(spans, over, strict=True))
            if one[1] == later[0]
        }

    def _scales(self, owners: list[int], runs: tuple[StyledRun, ...]) -> list[float] | None:
        """How large each atom is set against the paragraph's size; None where all are alike."""
        sizes = [size_of(run, self._style) / self._style.size for run in runs]
        if all(size == 1.0 for size in sizes):
            return None
        return [sizes[owner] for owner in owners]

    def _lay_glyphs(
        self,
        segment: Segment,
        words: dict[int, AtomGlyphs],
        runs: tuple[StyledRun, ...],
        owners: list[int] | None,
    ) -> None:
        if owners is None:
            self._lay_one_run(segment, words, runs[0])
            return
        dresses: list[int] = []
        widths, classes = segment.spacing.widths, segment.atoms.classes
        dotted = {index for index, run in enumerate(runs) if run.marks & Mark.DOTS}
        for at, text in enumerate(segment.atoms.texts):
            owner = owners[at]
            run = runs[owner]
            segment.glyph_from.append(len(segment.glyphs))
            word = words.get(at)
            if word is None:
                glyph, advance = self._typesetter.book(run.face).singles[text]
                segment.glyphs.append(glyph)
                segment.glyph_offsets.append(single_offset(classes[at], widths[at], advance))
                segment.glyph_texts.append(text)
                segment.glyph_atom.append(at)
                dresses.append(self._dress(run, None))
            else:
                scale = size_of(run, self._style) / self._style.size
                segment.glyphs.extend(word.glyphs)
                segment.glyph_offsets.extend([offset * scale for offset in word.offsets])
                segment.glyph_texts.extend(word.texts)
                segment.glyph_atom.extend([at] * len(word.glyphs))
                dresses.extend([self._dress(run, word)] * len(word.glyphs))
            if owner in dotted and classes[at] == HAN:
                segment.dotted.append((at, run))
        segment.glyph_from.append(len(segment.glyphs))
        segment.dresses = dresses
        segment.ruby.extend(ruby_spans(owners, runs))
        segment.stroked.extend(stroked_ranges(owners, runs, len(owners)))

    def _lay_one_run(
        self, segment: Segment, words: dict[int, AtomGlyphs], run: StyledRun
    ) -> None:
        """The common case, a stretch at a time: one face, mostly one glyph for each atom."""
        texts, classes = segment.atoms.texts, segment.atoms.classes
        book = self._typesetter.book(run.face)
        singles = book.singles
        plain = self._dress(run, None)
        known: dict[tuple[str, float], int] = {}
        dresses: list[int] = []
        start = 0
        for at in (*sorted(words), len(texts)):
            stretch = texts[start:at]
            first = len(segment.glyphs)
            segment.glyphs.extend([singles[text][0] for text in stretch])
            segment.glyph_offsets.extend([0.0] * len(stretch))
            segment.glyph_texts.extend(stretch)
            segment.glyph_atom.extend(range(start, at))
            segment.glyph_from.extend(range(first, first + len(stretch)))
            dresses.extend([plain] * len(stretch))
            word = words.get(at)
            if word is not None:
                segment.glyph_from.append(len(segment.glyphs))
                segment.glyphs.extend(word.glyphs)
                segment.glyph_offsets.extend(word.offsets)
                segment.glyph_texts.extend(word.texts)
                segment.glyph_atom.extend([at] * len(word.glyphs))
                key = (word.use.face.key, word.x_scale)
                if key not in known:
                    known[key] = self._dress(run, word)
                dresses.extend([known[key]] * len(word.glyphs))
            start = at + 1
        segment.glyph_from.append(len(segment.glyphs))
        self._offset_odd_glyphs(segment, words, book)
        if any(index != plain for index in dresses) or plain:
            segment.dresses = dresses
        if run.marks & Mark.DOTS:
            segment.dotted.extend((at, run) for at, kind in enumerate(classes) if kind == HAN)
        segment.ruby.extend(ruby_spans(None, (run,)))
        segment.stroked.extend(stroked_ranges(None, (run,), len(texts)))

    def _offset_odd_glyphs(
        self,
        segment: Segment,
        words: dict[int, AtomGlyphs],
        book: GlyphBook,
    ) -> None:
        """Glyphs whose advance is not their set width: interpuncts, half-width marks."""
        texts, widths, classes = (
            segment.atoms.texts,
            segment.spacing.widths,
            segment.atoms.classes,
        )
        odd = book.odd
        if self._style.squeeze == "quanjiao" and not self._style.tracking_em:
            suspects = [m.start() for m in _HALF_WIDTH.finditer(classes)]
            if not odd.isdisjoint(texts):
                suspects += [at for at, text in enumerate(texts) if text in odd]
        else:
            suspects = list(range(len(texts)))
        for at in suspects:
            if at not in words:
                advance = book.singles[texts[at]][1]
                offset = single_offset(classes[at], widths[at], advance)
                segment.glyph_offsets[segment.glyph_from[at]] = offset

    def _dress(self, run: StyledRun, word: AtomGlyphs | None) -> int:
        use = word.use if word else self._typesetter.book(run.face).font.han
        base = size_of(run, self._style)
        raised = run.marks & Mark.SUPERSCRIPT
        rise = SUPERSCRIPT_RISE_EM * self._style.size if raised else 0.0
        dress = Dress(
            use.face.key,
            base * use.scale,
            run.color or self._style.color,
            rise + use.shift_em * base,
            word.x_scale if word else 1.0,
            inline=run.inline,
        )
        return self._dresses.setdefault(dress, len(self._dresses))


# Atoms whose glyphs are looked up as a whole.
_WORDS = re.compile("[LNSDEG]")
_HALF_WIDTH = re.compile("[IQ]")


def _owned(texts: list[str], owners: list[int], index: int) -> list[str]:
    return [text for text, owner in zip(texts, owners, strict=True) if owner == index]


class WidthOf:
    """Widths of Latin words as `space_atoms` asks for them, in the order of the atoms."""

    def __init__(
        self, words: dict[int, AtomGlyphs], atoms: Atoms, scale: list[float] | None
    ) -> None:
        self._widths: dict[str, float] = {}
        for at, word in words.items():
            factor = scale[at] if scale else 1.0
            self._widths[atoms.texts[at]] = word.width * factor

    def __call__(self, text: str) -> float:
        """The width (em) of a word."""
        return self._widths[text]


def size_of(run: StyledRun, style: TextStyle) -> Pt:
    """The size of a run in a paragraph of a style."""
    size = run.size if run.size is not None else style.size
    return size * SUPERSCRIPT_SIZE if run.marks & Mark.SUPERSCRIPT else size


def _lines_by_hand(runs: tuple[StyledRun, ...]) -> list[tuple[StyledRun, ...]]:
    """The runs between line breaks that are data (U+000A)."""
    if not any("\n" in run.text for run in runs):
        return [runs] if runs else []
    lines: list[list[StyledRun]] = [[]]
    for run in runs:
        for at, part in enumerate(run.text.split("\n")):
            if at:
                lines.append([])
            if part:
                lines[-1].append(replace(run, text=part))
    return [tuple(line) for line in lines if line]


def _joined(runs: tuple[StyledRun, ...]) -> tuple[str, list[int]]:
    """The text of all runs without habit spaces, and where each run ends in it."""
    if len(runs) == 1:
        text = without_habit_spaces(runs[0].text)
        return text, [len(text)]
    # A marker that no manuscript holds keeps the seams while spaces beside Han are dropped.
    parts, bounds, end = [], [], 0
    whole = "".join(run.text for run in runs)
    kept = without_habit_spaces(whole)
    at = 0
    for run in runs:
        part = []
        for char in run.text:
            if at < len(kept) and kept[at] == char:
                part.append(char)
                at += 1
        parts.append("".join(part))
        end += len(part)
        bounds.append(end)
    return "".join(parts), bounds


def _atoms_of_runs(text: str, bounds: list[int], cuts: Cuts) -> Atoms:
    """Atoms that never reach over a seam between runs."""
    from layout.text.atoms import Atoms as Row

    texts: list[str] = []
    classes: list[str] = []
    soft: dict[int, str] = {}
    start = 0
    for end in bounds:
        part = atoms_of(text[start:end], cuts)
        soft.update({at + len(texts): kind for at, kind in part.soft.items()})
        texts += part.texts
        classes.append(part.classes)
        start = end
    return Row(texts, "".join(classes), soft)


def starts_of(texts: list[str]) -> list[int]:
    """Where each atom begins, and where the last one ends."""
    return list(accumulate(map(len, texts), initial=0))


def owners_of(starts: list[int], bounds: list[int], runs: tuple[StyledRun, ...]) -> list[int]:
    """The run of each atom."""
    owners, run = [], 0
    for start in starts[:-1]:
        while run < len(runs) - 1 and start >= bounds[run]:
            run += 1
        owners.append(run)
    return owners


def _unbreakable(
    owners: list[int] | None, runs: tuple[StyledRun, ...]
) -> list[tuple[int, int]]:
    """Ranges that stay on one line: {nobr}, ruby groups, a superscript with its word."""
    if owners is None:
        return []
    spans = []
    for index, run in enumerate(runs):
        members = [at for at, owner in enumerate(owners) if owner == index]
        if not members:
            continue
        if run.marks & Mark.NO_BREAK or run.ruby:
            spans.append((members[0], members[-1] + 1))
        if run.marks & Mark.SUPERSCRIPT and members[0]:
            spans.append((members[0] - 1, members[-1] + 1))
    return spans


def ruby_spans(
    owners: list[int] | None, runs: tuple[StyledRun, ...]
) -> list[tuple[int, int, StyledRun]]:
    """First and last atom (exclusive) of each run that has a reading."""
    spans = []
    for index, run in enumerate(runs):
        if run.ruby:
            if owners is None:
                spans.append((0, 10**9, run))
                continue
            members = [at for at, owner in enumerate(owners) if owner == index]
            if members:
                spans.append((members[0], members[-1] + 1, run))
    return spans
