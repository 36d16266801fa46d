"""Classes of characters for Chinese composition, each written as one letter.

A paragraph becomes a row of atoms (one Han character, one mark, one Latin word); its classes
are a string of the same length, so that rules are patterns over letters instead of loops.
"""

from __future__ import annotations

import re

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
TALL = "t"  # ：；？！ in a vertical line: their ink is too tall to give half an em away
SUFFIX = "X"  # ℃ ‰ °: never parted from what stands before

# GB/T 15834—2011 5.1; CLREQ 3.1.1 #marks.
MEMBERS = {
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
    """A translation table that calls everything it does not list Han, and notes that it did.

    What is noted is found three times sooner.
    """

    def __missing__(self, code: int) -> str:
        self[code] = HAN
        return HAN


CLASS_OF = _Classes({ord(char): name for name, chars in MEMBERS.items() for char in chars})

# Marks that fill an em with ink in one half only: the other half may be taken away.
BLANK_AFTER = frozenset({CLOSING, COMMA, STOP, QUERY})
BLANK_BEFORE = frozenset({OPENING})

# CLREQ 3.1.4 #prohibition_rules_for_line_start_end; GB/T 15834—2011 5.1.1 to 5.1.9. The two-em
# dash and the ellipsis may start a line by GB and CLREQ "basic"; "strict" forbids it.
_BASIC = frozenset({CLOSING, COMMA, STOP, QUERY, INTERPUNCT, SUFFIX, SPACE, ROOM, PAUSE})
STRICTNESS = ("none", "loose", "normal", "strict")
NEVER_STARTS_LINE = {
    "loose": _BASIC,
    "normal": _BASIC | {CONNECTOR},
    "strict": _BASIC | {CONNECTOR, DASH, ELLIPSIS},
}
# Which characters a line may still begin with. Source: CSS Text 3 #line-break-property, for
# Chinese; that `·` and `・` never begin a line is house style.
_HYPHENS = "‐–〜゠"
_CENTRED = "：；･‼⁇⁈⁉！？"
_POSTFIXES = "°‰′″‵℃℉﹪％￠"
_ITERATION = "々〻ゝゞヽヾ"
_INSEPARABLE = "․‥…⋯︙\U00010af6"
_SMALL_KANA = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶー"
MAY_START_LINE = {
    "loose": frozenset(
        _HYPHENS + _CENTRED + _POSTFIXES + _ITERATION + _INSEPARABLE + _SMALL_KANA
    ),
    "normal": frozenset(_HYPHENS + _SMALL_KANA),
    "strict": frozenset(),
}
# Characters set like Han that a line does not begin with, unless the strictness lets them.
NONSTARTERS = frozenset("‐〜゠･‼⁇⁈⁉﹪￠〻ゝゞヽヾ" + _INSEPARABLE + _SMALL_KANA)
POSTFIXES = frozenset(_POSTFIXES)
# Signs that stay with what they stand before. Source: UAX #14 LB23a, LB25.
WIDE_PREFIXES = frozenset("￥￡＄￦№")
PREFIXES = WIDE_PREFIXES | frozenset("$¥£€±−")
# Prefixes of ambiguous or wide East Asian Width, behind which loose lines may end.
LOOSE_PREFIXES = WIDE_PREFIXES | frozenset("€±")
SOLIDUS = "／"
NEVER_ENDS_LINE = frozenset({OPENING})

# Characters that may not begin or end a line, as a reader sees them; tests and meters use
# these.
FORBIDDEN_AT_START = frozenset("，。、；：！？．”’）］｝〕】〗》〉」』·・‧–—～／％‰℃°…々‼⁇⁈⁉")
FORBIDDEN_AT_END = frozenset("“‘（［｛〔【〖《〈「『／￥￡＄￦№")

# Units that would rather stay with their number. Source: GB/T 15835—2011; a penalty, not a ban.
UNITS = frozenset("年月日时分秒岁号万亿千百个元米吨度名家条座件次项台套位人级期层")
# Parts of a date that do stay with their number. House style after GB/T 15835—2011.
DATE_PARTS = frozenset("月日")
# Symbols of units, which stay with the number before their space. Source: GB 3100—1993.
_SYMBOLS = (
    "g kg mg μg t m km cm mm μm nm s ms h min d L l mL ml W kW MW GW Wh kWh MWh V kV mV A mA "
    "Ah mAh Hz kHz MHz GHz THz J kJ MJ N kN Pa kPa MPa hPa K mol cd lm lx dB eV keV MeV B kB "
    "KB MB GB TB PB EB bit bps kbps Mbps Gbps Tbps px dpi fps rpm ha hm² m² km² cm² mm² m³ "
    "cm³ km³ km/h m/s °C °F ℃ ℉ Ω kΩ pt em"
)
UNIT_SYMBOLS = frozenset(_SYMBOLS.split())
# Figures of a year or a number written digit by digit.
CHINESE_DIGITS = "〇一二三四五六七八九"
# Whatever this module does not know: for the Unicode algorithm.
OTHER_SCRIPTS = re.compile(
    r"[^ -~\u00a2-\u00aa\u00ac\u00ae-\u00b3\u00b5-\u00ba\u00bc-\u00be\u00c0-\u024f"
    r"\u0370-\u037d\u037f-\u0482\u048a-\u052f\u2002\u2010\u2013-\u2014\u2018\u2019\u201c\u201d"
    r"\u2024-\u2027\u2030\u2032-\u2037\u203c\u2047-\u2049\u20ac\u2103\u2109\u2116"
    r"\u2160-\u217f\u2190-\u2199\u2212\u22ef\u2460-\u24ff\u25a0-\u25d7\u2605\u2606"
    r"\u3000-\u3002\u3005\u3007-\u3011\u3014-\u3017\u301c\u303b\u3041-\u3096\u309d-\u309e"
    r"\u30a0-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe19\ufe6a\uff01\uff04\uff05"
    r"\uff08\uff09\uff0c\uff0e-\uff1b\uff1f-\uff3b\uff3d\uff41-\uff5b\uff5d\uff5e\uff65"
    r"\uffe0\uffe1\uffe5\uffe6\U00010af6\U00020000-\U0003fffd]"
)
