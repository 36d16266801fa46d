"""A paragraph shaped and classified: its atoms, their spacing and glyphs, for any measure."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from layout.content.model import Mark, bears
from layout.text.anchors import anchored_ranges
from layout.text.atoms import NO_CUTS, atoms_of
from layout.text.breaking import Breaker
from layout.text.classes import HAN, LATIN
from layout.text.glyphs import single_offset
from layout.text.hyphenation import HYPHEN
from layout.text.model import MissingGlyph
from layout.text.opportunities import break_rules
from layout.text.prepared import Dress, PreparedParagraph, Segment
from layout.text.spacing import SpacingRules, space_atoms
from layout.text.strokes import stroked_ranges
from layout.text.styled_runs import (
    RUBY_SIZE,
    atoms_of_runs,
    joined,
    lines_by_hand,
    owners_of,
    ruby_spans,
    size_of,
    starts_of,
    unbreakable_ranges,
)
from layout.text.swallowed import read_with

if TYPE_CHECKING:
    from collections.abc import Callable

    from layout.styles.model import TextStyle
    from layout.text.atoms import Atoms, Cuts
    from layout.text.glyphs import AtomGlyphs, GlyphBook
    from layout.text.model import StyledParagraph, StyledRun
    from layout.text.spacing import Spacing

SUPERSCRIPT_RISE_EM = 0.36
RUBY_GAP_EM = 0.25

NONE: frozenset[int] = frozenset()


def spacing_rules(style: TextStyle) -> SpacingRules:
    """What a text style says of spacing."""
    return SpacingRules(style.squeeze, style.hang, style.autospace_em, style.tracking_em)


class Preparation:
    """One paragraph on its way to `PreparedParagraph`; the vertical composer is another."""

    def __init__(
        self,
        book_of: Callable[[str], GlyphBook],  # of each font role
        paragraph: StyledParagraph,
        cuts: Cuts = NO_CUTS,
    ) -> None:
        self._book_of = book_of
        self._cuts = cuts
        self._paragraph = paragraph
        self._style = paragraph.style
        self._dresses: dict[Dress, int] = {}
        self._missing: dict[str, int] = {}

    def prepared(self) -> PreparedParagraph:
        """The paragraph shaped and classified."""
        segments = []
        offset = 0
        for runs in lines_by_hand(self._paragraph.runs):
            segment = self._segment(runs, offset)
            segments.append(segment)
            offset += segment.atom_starts[-1] + 1
        missing = tuple(
            MissingGlyph(char, count, self._paragraph.span)
            for char, count in self._missing.items()
        )
        return PreparedParagraph(self._style, segments, list(self._dresses), missing)

    def _segment(self, runs: tuple[StyledRun, ...], offset: int) -> Segment:
        text, bounds = joined(runs)
        atoms = self._atoms(text, bounds, runs)
        starts = starts_of(atoms.texts)
        owners = owners_of(starts, bounds, runs) if len(runs) > 1 else None
        words = self._learn(atoms, runs, owners)
        style = self._style
        scale = self._scales(owners, runs) if owners else None
        spacing = self._spaced(atoms, words, scale, self._ruby_rooms(owners, runs))
        held = unbreakable_ranges(owners, runs)
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
        return atoms_of_runs(text, bounds, self._cuts)

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
            width = self._book_of(run.face).word(HYPHEN, LATIN).width
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
            book = self._book_of(run.face)
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
        return self._book_of(runs[owners[at] if owners else 0].face)

    def _ruby_rooms(
        self, owners: list[int] | None, runs: tuple[StyledRun, ...]
    ) -> dict[int, float]:
        """What must open between two bases, so that their readings stand apart.

        Source: CLREQ 3.3.2 #ruby_position: a quarter em between two readings.
        """
        spans = ruby_spans(owners, runs) if owners is not None else []
        over = []
        for first, stop, run in spans:
            reading = self._book_of(run.face).word(run.ruby, "L").width * RUBY_SIZE
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
        dotted = {index for index, run in enumerate(runs) if bears(run.marks, Mark.DOTS)}
        for at, text in enumerate(segment.atoms.texts):
            owner = owners[at]
            run = runs[owner]
            segment.glyph_from.append(len(segment.glyphs))
            word = words.get(at)
            if word is None:
                glyph, advance = self._book_of(run.face).singles[text]
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
        book = self._book_of(run.face)
        glyph_of = book.glyph_of.__getitem__
        plain = self._dress(run, None)
        known: dict[tuple[str, float], int] = {}
        dresses: list[int] = []
        start = 0
        for at in (*sorted(words), len(texts)):
            stretch = texts[start:at]
            first = len(segment.glyphs)
            segment.glyphs.extend(map(glyph_of, stretch))
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
        if plain or dresses.count(plain) < len(dresses):
            segment.dresses = dresses
        if bears(run.marks, Mark.DOTS):
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
        use = word.use if word else self._book_of(run.face).font.han
        base = size_of(run, self._style)
        raised = bears(run.marks, Mark.SUPERSCRIPT)
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
