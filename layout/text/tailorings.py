"""How Chinese copy departs from the Unicode line breaking algorithm: one table, and its use.

Chinese with Latin words does not come here, for `layout.text.opportunities` has patterns for
it; text in other scripts does, and so does every test of those patterns.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from layout.record import Record
from layout.text.atoms import LETTER, WORD_CHARACTER
from layout.text.classes import (
    CHINESE_DIGITS,
    CLOSING,
    COMMA,
    CONNECTOR,
    LOOSE_PREFIXES,
    MAY_START_LINE,
    MEMBERS,
    NEVER_STARTS_LINE,
    NONSTARTERS,
    OPENING,
    OTHER_SCRIPTS,
    PREFIXES,
    SOLIDUS,
    STOP,
    SUFFIX,
    UNIT_SYMBOLS,
    WIDE_PREFIXES,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

EVERY = ("loose", "normal", "strict")
Effect = Literal["never", "may", "ours"]


class Tailoring(Record):
    """One departure: at the places its pattern finds, a line never or always may break.

    `ours` leaves the place to the patterns of `layout.text.opportunities`. The pattern is of no
    width. Of two rows that meet, the later holds.
    """

    what: str
    effect: Effect
    places: re.Pattern[str]
    source: str
    strictness: tuple[str, ...] = EVERY


def _row(what: str, effect: Effect, places: str, source: str, *only: str) -> Tailoring:
    return Tailoring(what, effect, re.compile(places), source, only or EVERY)


def _any_of(chars: Iterable[str]) -> str:
    return "".join(sorted(map(re.escape, chars)))


def _members(classes: Iterable[str]) -> set[str]:
    return {char for name in classes for char in MEMBERS.get(name, "")}


def _alone(sign: str) -> str:
    return f"(?<!{sign})(?={sign}(?!{sign}))|"


def _starts(strictness: str) -> tuple[Tailoring, Tailoring]:
    """What never begins a line at one strictness, and what may although Unicode has it not."""
    free = MAY_START_LINE[strictness]
    never = (_members(NEVER_STARTS_LINE[strictness]) | NONSTARTERS) - free - {"—", "…"}
    # Signs that are doubled follow rules of their own.
    single = _alone("—") if CONNECTOR in NEVER_STARTS_LINE[strictness] else ""
    single += "" if "…" in free else _alone("…")
    return (
        _row(
            "marks that may begin a line at this strictness",
            "may",
            rf"(?<=[^{_HOLDING}])(?=[{_any_of(free)}])" if free else "(?!)",
            "CSS Text 3 5.3 #line-break-property",
            strictness,
        ),
        _row(
            "marks that never do, interpuncts among them, also behind a space",
            "never",
            rf"{single}(?=[{_any_of(never)}])",
            "CLREQ 3.1.4; GB/T 15834—2011 5.1",
            strictness,
        ),
    )


_SIGNS = r"\u2160-\u217f\u2190-\u2199\u2460-\u24ff\u25a0-\u25d7\u2605\u2606"
_IDEOGRAPHS = rf"{_SIGNS}\u3007\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff\U00020000-\U0003fffd"
_SUFFIXES = _any_of(_members(SUFFIX))
_UNITS = "|".join(sorted(map(re.escape, UNIT_SYMBOLS), key=lambda unit: (-len(unit), unit)))
# Behind these a line never ends, so that no row may open it again.
_HOLDING = _any_of(_members(OPENING) | PREFIXES | {*"([{\"'"})
_CLOSERS = r")\]}!?,;:%/\"'|\-."

TAILORINGS = (
    _row(
        "numbered and geometric signs (①, Ⅳ, →, ●) are ideographs",
        "may",
        rf"(?<=[{_SIGNS}])(?=[^\s{_CLOSERS}])|(?<=[^\s{_HOLDING}])(?=[{_SIGNS}])",
        "UAX #14 5.1, AI in East Asian text",
    ),
    _row(
        "Chinese quotation marks open and close, whatever stands outside them",
        "may",
        rf"(?<=[^ {_HOLDING}])(?=[“‘])|(?<=[”’])(?=[^\s{_CLOSERS}])",
        "GB/T 15834—2011 4.8; instead of LB19a",
    ),
    _row(
        "a line may end behind an interpunct, a suffix, a dash and an ellipsis",
        "may",
        rf"(?<=[·・‧—…%{_SUFFIXES}])(?=[^\s—…{_CLOSERS}])",
        "CLREQ 3.1.4; instead of LB19a, LB24, LB25",
    ),
    _row(
        "a plus or a backslash belongs to what stands before it (C++)",
        "may",
        rf"(?<=[+\\])(?=[{_IDEOGRAPHS}～／{_any_of(_members(OPENING))}])",
        "house style; instead of LB23a",
    ),
    _row(
        "a full-width currency sign and № begin a line, others behind Chinese marks",
        "may",
        rf"(?<=[^ {_HOLDING}])(?=[{_any_of(WIDE_PREFIXES)}])"
        rf"|(?<=[{_any_of(_members([CLOSING, COMMA, STOP]))}])(?=[{_any_of(PREFIXES)}+\\])",
        "house style; instead of LB24, LB25",
    ),
    _row(
        "a full stop before a letter and a hyphen before a digit open a word (.NET, -5)",
        "may",
        rf"(?<=[^{_HOLDING}])(?=\.[0-9A-Za-z]|-\d)",
        "house style; instead of LB15d, LB21",
    ),
    _row(
        "a two-em dash or an ellipsis may begin a line",
        "may",
        rf"(?<=[^ …{_HOLDING}])(?=——|……)",
        "GB/T 15834—2011 5.1.4, 5.1.5; CLREQ 3.1.4 basic",
        "loose",
        "normal",
    ),
    _row(
        "a two-em dash or an ellipsis never does under strict",
        "never",
        "(?=——|……)",
        "CLREQ 3.1.4 strict",
        "strict",
    ),
    *(row for name in EVERY for row in _starts(name)),
    _row(
        "half-width closing marks begin no line, also behind a space",
        "never",
        r"(?=[)\]}!?,;:%/]|\.(?![0-9A-Za-z]))",
        "CLREQ 3.1.4; LB13 and LB15d in full",
    ),
    _row(
        "straight quotation marks hold what stands beside them",
        "never",
        r"(?<=[\"'])(?=\S)|(?<=\S)(?=[\"'])",
        "LB19, also where LB18 has no say",
    ),
    _row(
        "a currency sign, a sign of number and a solidus end no line",
        "never",
        rf"(?<=[{_any_of(PREFIXES)}{SOLIDUS}])(?=\S)"
        rf"|(?:(?<=\A/)|(?<=(?!{WORD_CHARACTER})[\s\S]/))(?=\S)",
        "GB/T 15834—2011 5.1.9; LB25",
    ),
    _row(
        "№ and currency signs as wide as Han may end a line",
        "may",
        rf"(?<=[{_any_of(LOOSE_PREFIXES)}])(?=[{_IDEOGRAPHS}])",
        "CSS Text 3 5.3 #line-break-property",
        "loose",
    ),
    _row(
        "opening marks end no line, also before a space",
        "never",
        rf"(?<=[{_any_of(_members(OPENING))}(\[{{] )(?=\S)",
        "GB/T 15834—2011 5.1; LB14 in full",
    ),
    _row(
        "doubled signs are one",
        "never",
        "(?<=—)(?=—)|(?<=——)(?=[–～／⁓])|(?<=…)(?=…)",
        "GB/T 15834—2011 5.1.4, 5.1.5",
    ),
    _row(
        "numbers keep their signs, their suffix, their unit's symbol and the parts of a date",
        "never",
        rf"(?<=[{_any_of(PREFIXES - WIDE_PREFIXES)}] )(?=-?[0-9])"
        rf"|(?<=[0-9%])(?=[月日{_SUFFIXES}])"
        rf"|(?<=[0-9%] )(?=[月日{_SUFFIXES}]|(?:{_UNITS})(?![\w/]))",
        "GB/T 15835—2011; GB 3100—1993; beyond LB25",
    ),
    _row(
        "a number written digit by digit (二〇二六) is whole",
        "ours",
        rf"(?<=[{CHINESE_DIGITS}])(?=[{CHINESE_DIGITS}])",
        "GB/T 15835—2011",
    ),
    _row(
        "words break only between their parts, addresses beside their signs",
        "ours",
        rf"(?<={WORD_CHARACTER})(?={WORD_CHARACTER})"
        rf"|(?<={LETTER})(?=’{LETTER})|(?<={LETTER}’)(?={LETTER})",
        "house style; instead of LB13, LB21, LB25",
    ),
)


def tailored_breaks(text: str, strictness: str) -> list[bool | None]:
    """For each character whether a line may begin with it; None where `ours` decides.

    Source: UAX #14 (Unicode 16), by uniseg.
    """
    breaks: list[bool | None] = list(unicode_breaks(text))
    for row in TAILORINGS:
        if strictness in row.strictness:
            for at in places(row, text):
                breaks[at] = _ANSWERS[row.effect]
    return breaks


def tailoring_at(text: str, at: int, strictness: str) -> Tailoring | None:
    """The row that decides whether a line may begin with a character; None: the algorithm."""
    rows = (row for row in reversed(TAILORINGS) if strictness in row.strictness)
    return next((row for row in rows if at in places(row, text)), None)


_ANSWERS: dict[Effect, bool | None] = {"never": False, "may": True, "ours": None}


def places(row: Tailoring, text: str) -> list[int]:
    """Where a row speaks. None allows a break beside what only the algorithm knows."""
    found = [match.start() for match in row.places.finditer(text)]
    if row.effect != "may":
        return [at for at in found if at < len(text)]
    return [at for at in found if not OTHER_SCRIPTS.search(text, max(at - 1, 0), at + 1)]


def unicode_breaks(text: str) -> list[bool]:
    """For each character whether the algorithm, not tailored, lets a line begin with it."""
    from uniseg.linebreak import line_break_breakables

    found = [bool(may) for may in line_break_breakables(text)]
    if found:
        found[0] = False
    return found
