"""Atoms → glyphs: each atom's glyphs, where they stand in it, and the text they carry."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from layout.record import Record
from layout.text.atoms import SOFT_HYPHEN
from layout.text.classes import CONNECTOR, DASH, ELLIPSIS, HAN, INTERPUNCT, OPENING, ROOM

if TYPE_CHECKING:
    from layout.fonts import CompositeFont, FaceUse

# The two-em dash is drawn as one stroke: its ink is stretched to nearly fill its 2 em.
DASH_SCALE = 1.03
ROOM_EM = 0.5
DASH_CHARACTER = "—"
_ALONE = frozenset({DASH, ELLIPSIS, "L", "N", "S"})


class AtomGlyphs(Record):
    """The glyphs of one atom; offsets are from the atom's beginning, all in em of the run.

    `width` is the sum of the advances, scaled as the face is used. In a vertical line offsets
    run down the line and `rises` lead to the right of its axis.
    """

    use: FaceUse
    glyphs: tuple[int, ...]
    offsets: tuple[float, ...]
    texts: tuple[str, ...]
    width: float
    x_scale: float = 1.0
    rises: tuple[float, ...] = ()
    orientation: str = ""  # as in `GlyphRun`


class GlyphBook:
    """Glyphs of the atoms of one composite font, looked up once and kept."""

    def __init__(self, font: CompositeFont) -> None:
        self.font = font
        self._han = font.han
        self.singles: dict[str, tuple[int, float]] = {}
        self.odd: set[str] = set()  # characters whose advance is not one em
        self.missing: set[str] = set()
        self._words: dict[str, AtomGlyphs] = {}

    def learn(self, atoms: set[str]) -> set[str]:
        """Look up the Han characters and marks among atoms, all in one shaping.

        Gives the single characters that the Han face does not have.
        """
        singles = self.singles
        new = [text for text in atoms if text not in singles and len(text) == 1]
        if not new:
            return set()
        found = self._han.face.han_glyphs(sorted(new))
        singles.update(found)
        self.odd.update(char for char, (_, advance) in found.items() if advance != 1.0)
        return {text for text in new if text not in singles}

    def word(self, text: str, kind: str) -> AtomGlyphs:
        """The glyphs of a word, a dash, an ellipsis, or a character the Han face lacks."""
        found = self._words.get(text)
        if found is None:
            found = self._set_word(text, kind)
            self._words[text] = found
        return found

    def _set_word(self, text: str, kind: str) -> AtomGlyphs:
        if kind == DASH:
            return self._dash(text)
        if kind == ROOM:
            return AtomGlyphs(self._han, (), (), (), ROOM_EM)
        use = self._han if kind == ELLIPSIS else self.font.use_for(text[0])
        # HarfBuzz shows nothing for a soft hyphen, whether the face has one or not.
        if not all(use.face.glyph_id(char) for char in text if char != SOFT_HYPHEN):
            return self._mixed(text)
        if kind == ELLIPSIS:
            return self._row(text, use, 1.0)
        shaped = use.face.shape(text, script="Latn", language="en")
        offsets, x = [], 0.0
        for advance, shift in zip(shaped.advances_em, shaped.x_offsets_em, strict=True):
            offsets.append((x + shift) * use.scale)
            x += advance
        texts = _cluster_texts(text, shaped.clusters)
        return AtomGlyphs(use, shaped.glyphs, tuple(offsets), texts, x * use.scale)

    def _dash(self, text: str) -> AtomGlyphs:
        """A run of em dashes as unbroken strokes of two ems each."""
        face = self._han.face
        pair = face.shape(DASH_CHARACTER * 2)
        if len(pair.glyphs) == 1:
            glyph, advance, per = pair.glyphs[0], pair.advances_em[0], 2
        else:
            glyph, advance, per = face.glyph_id(DASH_CHARACTER), 2 * pair.advances_em[0], 2
        left, _, right, _ = face.ink_em(glyph)
        scale = DASH_SCALE if len(pair.glyphs) == 1 else 2 * 0.96 / max(right - left, 0.1)
        ink = (right - left) * scale
        inset = (per - ink) / 2 - left * scale
        count = len(text) // per
        offsets = tuple(at * per + inset for at in range(count))
        texts = tuple(text[at * per : at * per + per] for at in range(count))
        del advance
        return AtomGlyphs(self._han, (glyph,) * count, offsets, texts, float(len(text)), scale)

    def _row(self, text: str, use: FaceUse, step: float) -> AtomGlyphs:
        found = use.face.han_glyphs(text)
        glyphs = tuple(found[char][0] for char in text)
        offsets = tuple(at * step + (step - found[char][1]) / 2 for at, char in enumerate(text))
        return AtomGlyphs(use, glyphs, offsets, tuple(text), len(text) * step)

    def _mixed(self, text: str) -> AtomGlyphs:
        """Characters from whatever face has them; the Han face's .notdef where none has."""
        self.missing.update(
            char for char in text if not self.font.use_for(char).face.glyph_id(char)
        )
        use = self.font.use_for(text[0])
        glyphs = tuple(use.face.glyph_id(char) for char in text)
        offsets, x = [], 0.0
        for glyph in glyphs:
            offsets.append(x)
            x += use.face.advance_em(glyph) * use.scale
        return AtomGlyphs(use, glyphs, tuple(offsets), tuple(text), x)


def _cluster_texts(text: str, clusters: tuple[int, ...]) -> tuple[str, ...]:
    """The characters each glyph stands for; a cluster's text goes to its first glyph."""
    bounds = sorted({*clusters, len(text)})
    following = dict(pairwise(bounds))
    texts, seen = [], set()
    for cluster in clusters:
        texts.append("" if cluster in seen else text[cluster : following[cluster]])
        seen.add(cluster)
    return tuple(texts)


def single_offset(kind: str, width: float, advance: float) -> float:
    """Where a character's glyph begins in its atom: marks keep their ink on their own side."""
    if kind == HAN:
        return (1.0 - advance) / 2 if advance != 1.0 else 0.0
    if kind in {INTERPUNCT, CONNECTOR}:
        return (width - advance) / 2
    if kind == OPENING:
        return width - advance
    return 0.0 if advance <= 1.0 else (width - advance) / 2
