"""Atoms → glyphs of a vertical line: which forms, turned how, where in their em box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.fonts import VERTICAL_FORMS
from layout.text.classes import (
    COMMA,
    DASH,
    ELLIPSIS,
    HAN,
    INTERPUNCT,
    PAUSE,
    QUERY,
    ROOM,
    STOP,
    SUFFIX,
)
from layout.text.glyphs import DASH_CHARACTER, DASH_SCALE, AtomGlyphs

if TYPE_CHECKING:
    from layout.fonts import Face, FaceUse
    from layout.text.glyphs import GlyphBook

# How an atom stands.
UPRIGHT = "upright"  # one character, or a dash or an ellipsis, in its vertical form
SIDEWAYS = "sideways"
STANDING = "standing"
TOGETHER = "together"  # characters that share one em box
PAIR = "pair"  # two full-width marks that share one em box

# The em box of a Han face about its baseline.
EM_BOX_TOP = 0.88
EM_BOX_MIDDLE = 0.38
# The corner brackets that quotation marks become. Source: GB/T 15834—2011 5.2.3 (the double
# ones outside); `single` is the other custom.
QUOTES = {
    "double": {"“": "『", "”": "』", "‘": "「", "’": "」"},
    "single": {"“": "「", "”": "」", "‘": "『", "’": "』"},
}
# Characters that stand upright though the face has no vertical form of them: what has no form
# and is none of these lies on its side. Source: UAX #50.
_UPRIGHT_CLASSES = frozenset({HAN, INTERPUNCT, SUFFIX, PAUSE, COMMA, STOP, QUERY})
_ALWAYS_TURNED = frozenset("ー～－—–／｜＝")


class VerticalBook:
    """Vertical glyphs of the atoms of one composite font; offsets run down from the em box."""

    def __init__(self, book: GlyphBook, quotes: str) -> None:
        self._book = book
        self._font = book.font
        self._quotes = QUOTES[quotes]

    def atom(self, text: str, kind: str, way: str) -> AtomGlyphs:
        """The glyphs of an atom that stands in a way of its own."""
        if kind == ROOM:
            return self._book.word(text, kind)
        if way == SIDEWAYS:
            return self._sideways(self._book.word(text, kind))
        if way == TOGETHER:
            return self._together(text)
        if way == PAIR:
            return self._pair(text)
        if kind == DASH:
            return self._dash(text)
        if kind == ELLIPSIS:
            return self._ellipsis(text)
        if len(text) > 1:
            # A character with its marks or selector, which the shaper joins.
            return self._together(text)
        return self._single(text, kind)

    def _sideways(self, word: AtomGlyphs) -> AtomGlyphs:
        """A word on its side, its baseline where it lies beside Han in horizontal lines."""
        return _turned(word, word.use.shift_em - EM_BOX_MIDDLE)

    def _single(self, char: str, kind: str) -> AtomGlyphs:
        """A Han character or mark in the form of vertical lines."""
        wanted = self._quotes.get(char, char)
        han = self._font.han
        use = han if han.face.glyph_id(wanted) else self._font.use_for(wanted)
        if _must_be_turned(use.face, wanted, kind):
            found = use.face.han_glyphs(wanted).get(wanted, (0, 1.0))
            flat = AtomGlyphs(use, (found[0],), (0.0,), (char,), 1.0)
            return _turned(flat, -EM_BOX_MIDDLE)
        glyph = use.face.vertical_glyphs(wanted).get(wanted, 0)
        advance, origin = use.face.vertical_metrics_em(glyph)
        down, right = 0.0, 0.0
        if kind in {COMMA, STOP, QUERY} and not _has_vertical_form(use.face, wanted):
            # From the lower left of the em box, where horizontal lines want it, to the upper
            # right. Source: GB/T 15834—2011 5.2.1.
            down, right = (-0.5 if wanted in "，。、．" else 0.0), 0.5
        offset = down + (origin - EM_BOX_TOP if advance == 1.0 else 0.0)
        return AtomGlyphs(
            use, (glyph,), (offset,), (char,), advance, rises=(right,), orientation=UPRIGHT
        )

    def _dash(self, text: str) -> AtomGlyphs:
        """The two-em dash as one stroke down the axis."""
        use = self._font.han
        face = use.face
        pair = face.shape(DASH_CHARACTER * 2, direction="ttb", features=VERTICAL_FORMS)
        # A face may join the dashes of horizontal lines only, and then does so here as well.
        if len(pair.glyphs) != 1 or pair.glyphs == face.shape(DASH_CHARACTER * 2).glyphs:
            flat = self._book.word(text, DASH)
            _, bottom, _, top = face.ink_em(flat.glyphs[0])
            return _turned(flat, -(bottom + top) / 2)
        glyph = pair.glyphs[0]
        _, bottom, _, top = face.ink_em(glyph)
        origin = face.vertical_metrics_em(glyph)[1]
        inset = (2 - (top - bottom) * DASH_SCALE) / 2 - (origin - top) * DASH_SCALE
        count = len(text) // 2
        return AtomGlyphs(
            use,
            (glyph,) * count,
            tuple(2.0 * at + inset for at in range(count)),
            (DASH_CHARACTER * 2,) * count,
            float(len(text)),
            DASH_SCALE,
            (0.0,) * count,
            UPRIGHT,
        )

    def _ellipsis(self, text: str) -> AtomGlyphs:
        use = self._font.han
        if not _has_vertical_form(use.face, text[0]):
            return _turned(self._book.word(text, ELLIPSIS), -EM_BOX_MIDDLE)
        glyph = use.face.vertical_glyphs(text[0])[text[0]]
        count = len(text)
        return AtomGlyphs(
            use,
            (glyph,) * count,
            tuple(float(at) for at in range(count)),
            tuple(text),
            float(count),
            rises=(0.0,) * count,
            orientation=UPRIGHT,
        )

    def _together(self, text: str) -> AtomGlyphs:
        """Characters side by side in one em box, narrowed if they must be, centred (纵中横).

        Source: CLREQ 4 #tate_chu_yoko.
        """
        word = self._book.word(text, "L")
        scale = min(1.0, 1.0 / word.width) if word.width else 1.0
        left = -word.width * scale / 2
        height = _height(word.use, text)
        count = len(word.glyphs)
        return AtomGlyphs(
            word.use,
            word.glyphs,
            (0.5 + height / 2,) * count,
            word.texts,
            1.0,
            scale,
            tuple(left + offset * scale for offset in word.offsets),
            STANDING,
        )

    def _pair(self, text: str) -> AtomGlyphs:
        """Two full-width marks in one em box, as they stand in a horizontal line."""
        use = self._font.han
        found = use.face.han_glyphs(text)
        glyphs = tuple(found.get(char, (0, 1.0))[0] for char in text)
        return AtomGlyphs(
            use,
            glyphs,
            (EM_BOX_TOP,) * 2,
            tuple(text),
            1.0,
            rises=(-0.5, 0.0),
            orientation=STANDING,
        )


def _turned(word: AtomGlyphs, rise: float) -> AtomGlyphs:
    return AtomGlyphs(
        word.use,
        word.glyphs,
        word.offsets,
        word.texts,
        word.width,
        word.x_scale,
        (rise,) * len(word.glyphs),
        SIDEWAYS,
    )


def _height(use: FaceUse, text: str) -> float:
    """Twice the height of the middle of the text over its baseline."""
    if text.isascii():
        return use.face.cap_height_em * use.scale
    return 2 * EM_BOX_MIDDLE


def _has_vertical_form(face: Face, char: str) -> bool:
    """Whether a face draws a character otherwise in a vertical line."""
    glyph = face.vertical_glyphs(char).get(char)
    return glyph is not None and glyph != face.han_glyphs(char).get(char, (glyph, 1.0))[0]


def _must_be_turned(face: Face, char: str, kind: str) -> bool:
    """Whether a character has to lie on its side: a bracket or a stroke without its form."""
    if kind in _UPRIGHT_CLASSES and char not in _ALWAYS_TURNED:
        return False
    return not _has_vertical_form(face, char)
