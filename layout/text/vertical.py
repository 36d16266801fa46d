"""Vertical composition: styled paragraphs → lines from top to bottom.

Atoms, forbidden breaks, squeezing and justification are those of horizontal lines; what differs
is how each atom stands in its line. Source: GB/T 15834—2011 5.2; CLREQ 4
#vertical_writing_mode; UAX #50.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from layout.content.model import Mark, bears
from layout.geometry import same_length
from layout.record import replace
from layout.text.atoms import Atoms
from layout.text.classes import (
    DASH,
    ELLIPSIS,
    HAN,
    LATIN,
    NUMBER,
    QUERY,
    SPACE,
    TALL,
)
from layout.text.glyphs import draws_nothing, single_offset
from layout.text.line_parts import DOT_DROP_EM
from layout.text.preparation import (
    SUPERSCRIPT_RISE_EM,
    Preparation,
    WidthOf,
    spacing_rules,
)
from layout.text.prepared import Dress, PreparedParagraph, Segment
from layout.text.spacing import Spacing, space_atoms
from layout.text.strokes import stroked_ranges
from layout.text.styled_runs import owners_of, ruby_spans, size_of, starts_of
from layout.text.vertical_glyphs import (
    PAIR,
    SIDEWAYS,
    STANDING,
    TOGETHER,
    UPRIGHT,
    VerticalBook,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.display.model import GlyphRun
    from layout.styles.model import TextStyle
    from layout.text.glyphs import AtomGlyphs, GlyphBook
    from layout.text.model import LineSlot, SetLine, SetParagraph, StyledParagraph, StyledRun
    from layout.text.typesetter import Typesetter

# From the axis to what stands on the right of the em box: half an em, and as much air as under
# a horizontal line. Sources: GB/T 15834—2011 5.2; CLREQ 3.3.2 #ruby_position.
# Lines under names stand on the left. Source: CLREQ 3.3.4.
STROKE_LEFT_EM = 0.6
DOT_RIGHT_EM = 0.5 + DOT_DROP_EM / 2
RUBY_RIGHT_EM = 0.6

# Their ink is taller than half an em, so that along the line they have no half to give.
_TALL_MARKS = frozenset("：；？！")
# What may share an em box without being told to: figures with their point, sign or per cent.
_FIGURES = re.compile(r"\d+|\d+\.\d+|\d+%|[A-Za-z][+\-]")
_ACRONYM = re.compile(r"[A-Z]{2,}")
_BESIDE_WORD = frozenset({LATIN, NUMBER, SPACE})


class VerticalAtoms(Atoms):
    """Atoms of a vertical line; each has its way of standing there.

    `classes` are those that break lines, `spacing` those that space them: figures that share
    an em box break like a number and are spaced like an ideograph.
    """

    spacing: str
    ways: list[str]


def set_vertically(
    typesetter: Typesetter, paragraph: StyledParagraph, slots: Sequence[LineSlot]
) -> SetParagraph:
    """The paragraph's lines from top to bottom, each slot's measure being a height."""
    prepared = VerticalPreparation(typesetter.book, paragraph).prepared()
    return typesetter.set_prepared(prepared, paragraph, slots)


def _vertical(line: SetLine, style: TextStyle) -> SetLine:
    """The line with dots and readings on its right side, strokes on its left."""
    dots = tuple(replace(dot, drop=DOT_RIGHT_EM * style.size) for dot in line.dots)
    runs = tuple(run if run.orientation else _reading(run, style) for run in line.runs)
    strokes = tuple(
        replace(stroke, drop=-STROKE_LEFT_EM * style.size) for stroke in line.strokes
    )
    return replace(line, runs=_abreast(runs), dots=dots, strokes=strokes, em=style.size)


def _abreast(runs: tuple[GlyphRun, ...]) -> tuple[GlyphRun, ...]:
    """Standing glyphs of one place as one run, which leads to the right."""
    made: list[GlyphRun] = []
    for run in runs:
        if run.orientation != STANDING:
            made.append(run)
            continue
        parts = zip(run.xs, run.glyphs, run.texts, run.said, strict=True)
        for place, glyph, text, said in parts:
            read = (said,) if run.read else ()
            at = run.x + place
            one = replace(run, x=at, glyphs=(glyph,), xs=(0.0,), texts=(text,), read=read)
            if made and _is_beside(made[-1], one):
                made[-1] = _joined(made[-1], one)
            else:
                made.append(one)
    return tuple(made)


def _is_beside(run: GlyphRun, other: GlyphRun) -> bool:
    return same_length(run.x, other.x) and replace(run, **_OWN) == replace(other, **_OWN)


# What glyphs that stand abreast have of their own.
_OWN: dict[str, Any] = {
    **dict.fromkeys(("glyphs", "xs", "texts", "read"), ()),
    **dict.fromkeys(("x", "rise"), 0.0),
}


def _joined(run: GlyphRun, other: GlyphRun) -> GlyphRun:
    return replace(
        run,
        glyphs=run.glyphs + other.glyphs,
        xs=(*run.xs, other.rise - run.rise),
        texts=run.texts + other.texts,
        read=run.said + other.said if run.read or other.read else (),
    )


def _reading(run: GlyphRun, style: TextStyle) -> GlyphRun:
    return replace(run, orientation=SIDEWAYS, rise=RUBY_RIGHT_EM * style.size)


class VerticalPreparation(Preparation):
    """One paragraph on its way to vertical lines."""

    def prepared(self) -> PreparedParagraph:
        """The paragraph shaped and classified, its lines still to be made vertical."""
        made = super().prepared()
        made.finish = _vertical
        return made

    def _atoms(self, text: str, bounds: list[int], runs: tuple[StyledRun, ...]) -> Atoms:
        atoms = super()._atoms(text, bounds, runs)
        starts = starts_of(atoms.texts)
        marks = [runs[owner].marks for owner in owners_of(starts, bounds, runs)]
        return _Stander(atoms, marks, self._style).standing()

    def _spaced(
        self,
        atoms: Atoms,
        words: dict[int, AtomGlyphs],
        scale: list[float] | None,
        opened: dict[int, float],
    ) -> Spacing:
        assert isinstance(atoms, VerticalAtoms)
        sideways = {at: word for at, word in words.items() if atoms.ways[at] == SIDEWAYS}
        return space_atoms(
            Atoms(atoms.texts, atoms.spacing, atoms.soft, atoms.text),
            WidthOf(sideways, atoms, scale),
            spacing_rules(self._style),
            scale=scale,
            opened=opened,
        )

    def _learn(
        self, atoms: Atoms, runs: tuple[StyledRun, ...], owners: list[int] | None
    ) -> dict[int, AtomGlyphs]:
        """The glyphs of every atom."""
        assert isinstance(atoms, VerticalAtoms)
        books: dict[str, VerticalBook] = {}
        words: dict[int, AtomGlyphs] = {}
        for at, text in enumerate(atoms.texts):
            book = self._book(runs, owners, at)
            vertical = books.setdefault(
                book.font.role, VerticalBook(book, self._style.vertical_quotes)
            )
            words[at] = vertical.atom(text, atoms.classes[at], atoms.ways[at])
            self._note_lacking(book, text)
        return words

    def _note_lacking(self, book: GlyphBook, text: str) -> None:
        for char in text:
            if draws_nothing(char):
                continue
            if not book.font.use_for(char).face.glyph_id(char):
                self._missing[char] = self._missing.get(char, 0) + 1

    def _lay_glyphs(
        self,
        segment: Segment,
        words: dict[int, AtomGlyphs],
        runs: tuple[StyledRun, ...],
        owners: list[int] | None,
    ) -> None:
        atoms, widths = segment.atoms, segment.spacing.widths
        assert isinstance(atoms, VerticalAtoms)
        dresses: list[int] = []
        for at, word in words.items():
            run = runs[owners[at] if owners else 0]
            scale = size_of(run, self._style) / self._style.size
            segment.glyph_from.append(len(segment.glyphs))
            start = _start(atoms.spacing[at], atoms.ways[at], widths[at], word, scale)
            segment.glyphs.extend(word.glyphs)
            segment.glyph_offsets.extend([start + off * scale for off in word.offsets])
            segment.glyph_texts.extend(word.texts)
            segment.glyph_atom.extend([at] * len(word.glyphs))
            dresses.extend(self._dress_with(run, word, rise) for rise in word.rises)
            if bears(run.marks, Mark.DOTS) and atoms.classes[at] == HAN:
                segment.dotted.append((at, run))
        segment.glyph_from.append(len(segment.glyphs))
        segment.dresses = dresses
        segment.ruby.extend(ruby_spans(owners, runs))
        segment.stroked.extend(stroked_ranges(owners, runs, len(atoms.texts)))

    def _dress_with(self, run: StyledRun, word: AtomGlyphs, rise_em: float) -> int:
        base = size_of(run, self._style)
        raised = bears(run.marks, Mark.SUPERSCRIPT)
        dress = Dress(
            word.use.face.key,
            base * word.use.scale,
            run.color or self._style.color,
            rise_em * base + (SUPERSCRIPT_RISE_EM * self._style.size if raised else 0.0),
            word.x_scale,
            word.orientation,
            run.inline,
        )
        return self._dresses.setdefault(dress, len(self._dresses))


def _start(kind: str, way: str, width: float, word: AtomGlyphs, scale: float) -> float:
    """Where an atom's own em box begins: marks keep their ink on their own side."""
    if way == UPRIGHT and kind not in {DASH, ELLIPSIS}:
        return single_offset(kind, width, word.width * scale)
    return 0.0


class _Stander:
    """Says of each atom how it stands, and joins or parts those that stand otherwise."""

    def __init__(self, atoms: Atoms, marks: list[Mark], style: TextStyle) -> None:
        self._atoms = atoms
        self._marks = marks
        self._style = style

    def standing(self) -> VerticalAtoms:
        made = VerticalAtoms([], "", {}, self._atoms.text, "", [])
        classes, spacing = [], []
        at = 0
        while at < len(self._atoms.texts):
            end, parts = self._next(at)
            if at in self._atoms.soft:
                made.soft[len(made.texts)] = self._atoms.soft[at]
            for text, kind, spaced, way in parts:
                made.texts.append(text)
                made.ways.append(way)
                classes.append(kind)
                spacing.append(spaced)
            at = end
        made.classes, made.spacing = "".join(classes), "".join(spacing)
        return made

    def _next(self, at: int) -> tuple[int, list[tuple[str, str, str, str]]]:
        """The atoms that come of those from `at` on, and where the rest begins."""
        texts, classes = self._atoms.texts, self._atoms.classes
        text, kind = texts[at], classes[at]
        if self._marks[at] & Mark.TCY:
            return self._together(at)
        if kind == QUERY and classes[at + 1 : at + 2] == QUERY:
            # GB/T 15834—2011 5.1.2: two share one em.
            return at + 2, [(text + texts[at + 1], QUERY, TALL, PAIR)]
        if kind in _BESIDE_WORD:
            return at + 1, list(self._word(at))
        spaced = TALL if text in _TALL_MARKS else kind
        return at + 1, [(text, kind, spaced, UPRIGHT)]

    def _together(self, at: int) -> tuple[int, list[tuple[str, str, str, str]]]:
        end = at + 1
        while end < len(self._marks) and self._marks[end] & Mark.TCY:
            end += 1
        text = "".join(self._atoms.texts[at:end])
        kind = NUMBER if text[-1] in "0123456789%" else HAN
        return end, [(text, kind, HAN, TOGETHER)]

    def _word(self, at: int) -> Iterator[tuple[str, str, str, str]]:
        """A Latin word or number: sideways, unless it fits an em box and stands alone."""
        text, kind = self._atoms.texts[at], self._atoms.classes[at]
        classes = self._atoms.classes
        beside = {*classes[max(0, at - 1) : at], *classes[at + 1 : at + 2]}
        most = self._style.tate_chu_yoko
        if beside & _BESIDE_WORD or self._marks[at] & Mark.SUPERSCRIPT or kind == SPACE:
            yield text, kind, kind, SIDEWAYS
        elif (text.isalpha() and len(text) == 1) or (
            len(text) <= most and _FIGURES.fullmatch(text)
        ):
            yield text, kind, HAN, TOGETHER
        elif self._style.vertical_acronyms == "upright" and _ACRONYM.fullmatch(text):
            for letter in text:
                yield letter, kind, HAN, TOGETHER
        else:
            yield text, kind, kind, SIDEWAYS
