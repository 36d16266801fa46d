"""Classes of characters for Chinese composition, each written as one letter.

A paragraph becomes a row of atoms (one Han character, one mark, one Latin word); its classes
are a string of the same length, so that rules are patterns over letters instead of loops.
"""

from __future__ import annotations

HAN = "H"  # ideographs, kana, full-width letters: one em, free to break around
OPENING = "O"
CLOSING = "C"
COMMA = "p"  # pause marks inside a sentence
STOP = "s"  # the full stop
QUERY = "Q"  # ？ ！
INTERPUNCT = "I"
CONNECTOR = "T"  # one-em dash, ～, solidus
DASH = "D"  # ——, any even number of dashes
ELLIPSIS = "E"  # ……
LATIN = "L"  # a Latin word
NUMBER = "N"  # a word that ends in a digit or per cent sign
SPACE = "S"  # U+0020 between Latin words
PAUSE = "W"  # U+3000, a wanted pause
ROOM = "G"  # U+2002, half an em of white the engine itself sets; it draws and reads as nothing
SUFFIX = "X"  # ℃ ‰ °: never parted from what stands before

# GB/T 15834—2011 5.1; CLREQ 3.1.1 #marks.
_MEMBERS = {
    OPENING: "“‘（［｛〔【〖《〈「『",
    CLOSING: "”’）］｝〕】〗》〉」』",
    COMMA: "，、；：",
    STOP: "。．",
    QUERY: "？！",
    INTERPUNCT: "·・‧",
    CONNECTOR: "—–～／⁓",
    SUFFIX: "℃‰°℉′″々％",
    SPACE: " ",
    PAUSE: "\u3000",
    ROOM: "\u2002",
}

# What belongs to the character before it and is never a piece of its own: combining marks,
# joiners and variation selectors. Source: UAX #29 GB9; UTS #37 for ideographic variation
# sequences.
VARIATION_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
JOINERS = "\u200c\u200d"
COMBINING = (
    "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
)
FOLLOWING = f"{COMBINING}{JOINERS}{VARIATION_SELECTORS}"


class _Classes(dict[int, str]):
    """A translation table that calls everything it does not list Han."""

    def __missing__(self, code: int) -> str:
        return HAN


CLASS_OF = _Classes({ord(char): name for name, chars in _MEMBERS.items() for char in chars})

# Marks that fill an em with ink in one half only: the other half may be taken away.
BLANK_AFTER = frozenset({CLOSING, COMMA, STOP, QUERY})
BLANK_BEFORE = frozenset({OPENING})

# CLREQ 3.1.4 #prohibition_rules_for_line_start_end; GB/T 15834—2011 5.1.1 to 5.1.9. The two-em
# dash and the ellipsis may start a line by GB and CLREQ "basic"; "strict" forbids it.
NEVER_STARTS_LINE = {
    "loose": frozenset({CLOSING, COMMA, STOP, QUERY, INTERPUNCT, SUFFIX, SPACE, ROOM}),
    "normal": frozenset(
        {CLOSING, COMMA, STOP, QUERY, INTERPUNCT, CONNECTOR, SUFFIX, SPACE, ROOM}
    ),
    "strict": frozenset(
        {
            CLOSING,
            COMMA,
            STOP,
            QUERY,
            INTERPUNCT,
            CONNECTOR,
            SUFFIX,
            SPACE,
            ROOM,
            DASH,
            ELLIPSIS,
        }
    ),
}
NEVER_ENDS_LINE = frozenset({OPENING})

# Characters that may not begin or end a line, as a reader sees them; tests and meters use
# these.
FORBIDDEN_AT_START = frozenset("，。、；：！？．”’）］｝〕】〗》〉」』·・‧–—～／％‰℃°…々")
FORBIDDEN_AT_END = frozenset("“‘（［｛〔【〖《〈「『／")

# Units that would rather stay with their number. Source: GB/T 15835—2011; a penalty, not a ban.
UNITS = frozenset("年月日时分秒岁号万亿千百个元米吨度名家条座件次项台套位人级期层")
