"""Atoms → glyphs: each atom's glyphs, where they stand in it, and the text they carry."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from layout.record import Record, replace
from layout.text.atoms import SOFT_HYPHEN
from layout.text.classes import (
    CONNECTOR,
    DASH,
    ELLIPSIS,
    FOLLOWING,
    HAN,
    INTERPUNCT,
    JOINERS,
    LATIN,
    MEMBERS,
    NUMBER,
    OPENING,
    ROOM,
    SPACE,
    VARIATION_SELECTORS,
)

if TYPE_CHECKING:
    from layout.fonts import CompositeFont, FaceUse
    from layout.fonts.face import Shaped

# The two-em dash is drawn as one stroke: its ink is stretched to nearly fill its 2 em.
DASH_SCALE = 1.03
ROOM_EM = 0.5
DASH_CHARACTER = "—"
_FOLLOWED = re.compile(f".+[{FOLLOWING}]")
# Characters that draw nothing: a face that lacks them lacks no glyph. Source: Unicode
# Default_Ignorable_Code_Point.
_IGNORABLE = re.compile(f"[{JOINERS}{VARIATION_SELECTORS}{SOFT_HYPHEN}]")


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
        self.glyph_of: dict[str, int] = {}  # the first half of each of them
        self.odd: set[str] = set()  # characters whose advance is not one em
        self.missing: set[str] = set()
        self._words: dict[str, AtomGlyphs] = {}

    def learn(self, atoms: set[str]) -> set[str]:
        """Look up the Han characters and marks among atoms, all in one shaping.

        Gives what is to be set as `word` does: the single characters that the Han face does not
        have, and those with marks or selectors behind them.
        """
        singles = self.singles
        unknown = atoms - singles.keys()
        if not unknown:
            return unknown
        new = [text for text in unknown if len(text) == 1]
        followed = {text for text in unknown if len(text) > 1 and _FOLLOWED.match(text)}
        if not new:
            return followed
        found = self._han.face.han_glyphs(sorted(new))
        singles.update(found)
        self.glyph_of.update((char, glyph) for char, (glyph, _) in found.items())
        self.odd.update(char for char, (_, advance) in found.items() if advance != 1.0)
        return followed.union(text for text in new if text not in singles)

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
        if kind == ELLIPSIS and self._han.face.glyph_id(text[0]):
            return self._row(text, self._han, 1.0)
        wanted = self.font.use_for(next(filter(str.isalnum, text), text[0]))
        for use in dict.fromkeys((wanted, *self.font.chain)):
            shaped = self._shaped(text, kind, use)
            if shaped is not None:
                return self._word_of(text, shaped, use)
        return self._mixed(text)

    def _shaped(self, text: str, kind: str, use: FaceUse) -> Shaped | None:
        """The glyphs of a word in one face; None where the face lacks one of them.

        Marks and selectors may have a glyph only together with what they follow: there the
        shaper is asked (OpenType cmap format 14; UAX #15 for composed letters).
        """
        face = use.face
        followed = _FOLLOWED.match(text) is not None
        # HarfBuzz shows nothing for a soft hyphen, whether the face has one or not.
        drawn = text.replace(SOFT_HYPHEN, "")
        if not followed and not all(face.glyph_id(char) for char in drawn):
            return None
        if kind in {LATIN, NUMBER, SPACE}:
            shaped = face.shape(text, script="Latn", language="en")
        else:
            shaped = face.shape(text)
        return None if followed and 0 in shaped.glyphs else shaped

    def _word_of(self, text: str, shaped: Shaped, use: FaceUse) -> AtomGlyphs:
        offsets, x = [], 0.0
        for advance, shift in zip(shaped.advances_em, shaped.x_offsets_em, strict=True):
            offsets.append((x + shift) * use.scale)
            x += advance
        texts = _cluster_texts(text, shaped.clusters)
        made = AtomGlyphs(use, shaped.glyphs, tuple(offsets), texts, x * use.scale)
        return _without_blanks(made) if _FOLLOWED.match(text) else made

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
        """Characters one by one, .notdef where the face has none: no face has all of them.

        What draws nothing has no glyph of its own: its text goes with the character before it.
        """
        use = self.font.use_for(text[0])
        drawn = [char for char in text if not _IGNORABLE.match(char)] or [" "]
        glyphs = tuple(use.face.glyph_id(char) for char in drawn)
        self.missing.update(
            char
            for char, glyph in zip(drawn, glyphs, strict=True)
            if not glyph and not self.font.use_for(char).face.glyph_id(char)
        )
        offsets, x = [], 0.0
        for glyph in glyphs:
            offsets.append(x)
            x += use.face.advance_em(glyph) * use.scale
        return AtomGlyphs(use, glyphs, tuple(offsets), _pieces(text), x)


def draws_nothing(char: str) -> bool:
    """Whether a character has no glyph of its own, so that no face can lack it."""
    return char in MEMBERS[ROOM] or _IGNORABLE.match(char) is not None


def _without_blanks(made: AtomGlyphs) -> AtomGlyphs:
    """Without the spaces the shaper leaves where a selector has no glyph: nothing is drawn."""
    blank = made.use.face.glyph_id(" ")
    kept = [
        at for at, text in enumerate(made.texts) if text or made.glyphs[at] != blank or not at
    ]
    return replace(
        made,
        glyphs=tuple(made.glyphs[at] for at in kept),
        offsets=tuple(made.offsets[at] for at in kept),
        texts=tuple(made.texts[at] for at in kept),
    )


def _pieces(text: str) -> tuple[str, ...]:
    """The characters of a text that draw something, each with what draws nothing beside it."""
    pieces: list[str] = []
    for char in text:
        if pieces and (_IGNORABLE.match(char) or not _IGNORABLE.sub("", pieces[-1])):
            pieces[-1] += char
        else:
            pieces.append(char)
    return tuple(pieces)


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
