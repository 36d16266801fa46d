"""Classes of characters and set edges, as the meter sees them.

The tables are the meter's own: a fault in the engine's would otherwise hide itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.meter.glyphs import Glyph

# GB/T 15834—2011 5.1; CLREQ 3.1.1 #marks.
OPENERS = frozenset("“‘（［｛〔【〖《〈「『")
CLOSERS = frozenset("”’）］｝〕】〗》〉」』")
STOPS = frozenset("，。、；：．")
QUERIES = frozenset("？！")
TALL = frozenset("：；？！")  # their ink takes more than half an em along a vertical line
BLANK_AFTER = CLOSERS | STOPS | QUERIES
FULL_MARKS = OPENERS | BLANK_AFTER
INTERPUNCTS = frozenset("·・‧")
DASHES = frozenset("—―⸺")
MARKS = FULL_MARKS | INTERPUNCTS | DASHES | frozenset("…～–-/／")

# GB/T 15834—2011 5.1.1 to 5.1.9; CLREQ 3.1.4 "basic": `——` and `……` may begin a line.
NEVER_STARTS = BLANK_AFTER | INTERPUNCTS | frozenset("—–～／％%‰℃°々‼⁇⁈⁉")
NEVER_ENDS = OPENERS | frozenset("／￥¥€£№")
SOLIDUS = "/"  # neither, beside Han; addresses break behind it
# Roles whose lines fill their measure in every house style that justifies.
JUSTIFIED = frozenset({"body", "list", "deck"})


def is_han(text: str) -> bool:
    """Whether a glyph reads as one Chinese character (not a mark)."""
    code = ord(text[0]) if len(text) == 1 else 0
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or 0x20000 <= code <= 0x323AF
        or 0xF900 <= code <= 0xFAFF
        or code == 0x3007
    )


def is_latin(text: str) -> bool:
    """Whether a glyph is a letter or a digit that keeps a gap from Han."""
    return len(text) >= 1 and text.isascii() and text.isalnum()


def set_left(glyph: Glyph) -> float:
    """Where a glyph's set width begins: an opening mark's blank half does not count."""
    if glyph.text in OPENERS:
        return glyph.x + max(0.0, glyph.advance - glyph.size / 2)
    if glyph.text == "——":
        return (glyph.ink[0] + glyph.ink[2]) / 2 - glyph.size
    if glyph.text in INTERPUNCTS:
        return (glyph.ink[0] + glyph.ink[2]) / 2 - glyph.size / 4
    return glyph.x


def set_right(glyph: Glyph) -> float:
    """Where a glyph's set width ends at a line's end: half an em for every full-width mark."""
    if glyph.text in BLANK_AFTER and glyph.advance > 0.75 * glyph.size:
        return glyph.x + glyph.size / 2
    if glyph.text == "——":
        return (glyph.ink[0] + glyph.ink[2]) / 2 + glyph.size
    if glyph.text in INTERPUNCTS:
        return (glyph.ink[0] + glyph.ink[2]) / 2 + glyph.size / 4
    return glyph.x + glyph.advance
