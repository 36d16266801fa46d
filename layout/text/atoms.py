"""Text → atoms: what a line never cuts, in reading order."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from layout.record import Mutable
from layout.text.classes import CLASS_OF, DASH, ELLIPSIS, FOLLOWING, LATIN, NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# Latin and everything set with it, space excepted; an apostrophe between letters belongs to the
# word. Greek and Cyrillic words hang together the same way.
WORD_CHARACTER = r"[!-~\u00a0-\u00b6\u00b8-\u024f\u0370-\u052f\u2032-\u2037\u20ac\u2212]"
LETTER = r"[A-Za-z\u00c0-\u024f]"
_WORD_START = re.compile(WORD_CHARACTER)
_APOSTROPHE = rf"(?<={LETTER})’(?={LETTER})"
# A set of characters stands first, which `re` looks for many times sooner than for a choice.
_SPECIAL = re.compile(
    rf"[{WORD_CHARACTER[1:-1]}—…](?:(?<={WORD_CHARACTER})(?:{WORD_CHARACTER}|{_APOSTROPHE})*"
    r"|(?<=—)—(?:——)?|(?<=…)…{1,3})"
)
# The same where characters have marks or selectors behind them, which few texts have.
_FOLLOWING = re.compile(f"[{FOLLOWING}]")
_FOLLOWED_WORDS = rf"(?:{WORD_CHARACTER}[{FOLLOWING}]*|{_APOSTROPHE})+"
_STROKES = r"(?:——){1,2}|…{2,4}"
_FOLLOWED = re.compile(rf"{_FOLLOWED_WORDS}|{_STROKES}|[^\n ][{FOLLOWING}]+")
_CLUSTERS = re.compile(rf".[{FOLLOWING}]*")
# A wide mark or ideograph: what a literal space beside it is only the writer's habit.
_WIDE = (
    r"[\u2014-\u2019\u201c\u201d\u2026\u3001-\u303f\u3400-\u9fff"
    r"\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff·]"
)
# Beside a half-width mark no gap is set, so that a space there means itself.
_MARK = r"[,.:;!?\"'()\[\]{}]"
_HABIT_SPACE = re.compile(
    rf"(?<={_WIDE}) ++(?!{_MARK})|(?<![,.:;!?\"'()\[\]{{}} ]) ++(?={_WIDE})"
)
# Quotation marks in Western copy: Western signs inside them, and outside them Western signs or
# nothing. They are set as the letters beside them; all others are Chinese marks.
_OUTSIDE = rf"(?=\Z| ?{WORD_CHARACTER})"
_WESTERN_QUOTES = re.compile(
    rf"(?:\A|(?<={WORD_CHARACTER})|(?<={WORD_CHARACTER} ))"
    rf"(?:“(?:{WORD_CHARACTER}|[ ‘’])+”{_OUTSIDE}"
    rf"|‘(?:{WORD_CHARACTER}|[ “”]|(?<={LETTER})’(?={LETTER}))+’(?!{LETTER}){_OUTSIDE})"
)
_AS_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
# Between the parts of a compound, two letters at least on each side: CMO/|CDMO; not X-ray. And
# between two years: 1996-|2010.
_PARTS = re.compile(
    rf"(?<={LETTER}{LETTER}[-/])(?={LETTER}{LETTER})|(?<=[0-9]{{4}}-)(?=[0-9]{{4}})"
)
# Where the writer allows a hyphen; it stays with what stands before it. UAX #14 BA.
SOFT_HYPHEN = "\u00ad"
_SOFT_PARTS = re.compile(rf"(?<={SOFT_HYPHEN})(?!$)")
# An address breaks behind a sign and before a full stop, never with a hyphen. CMOS 7.46.
_ADDRESS = re.compile(r"https?://|www\.|doi:|10\.\d{4,9}/|\S+\.[a-z]{2,4}/")
_BARE_ADDRESS = ("www.", "doi:")
_ADDRESS_PARTS = re.compile(r"(?<=[/?&=_#-])(?=\w)|(?<=[A-Za-z])(?=\.\w)|(?<=\w)(?=\.[A-Za-z])")
# A run this long is no word: it may be cut anywhere before it breaks the measure.
LONGEST_WORD = 30

Cuts: TypeAlias = "Mapping[str, Sequence[tuple[str, str]]]"
"""Words to break inside: the parts of each, and the kind of break before each part."""

NO_CUTS: Cuts = MappingProxyType({})


class Atoms(Mutable):
    """Atoms of a stretch of text, their classes, and where words may break (`soft`).

    `soft` names the kind of break before an atom inside a word: `compound`, `hyphen` (a hyphen
    is drawn at the line's end) or `anywhere` (a word no line holds).
    """

    texts: list[str]
    classes: str
    soft: dict[int, str]
    text: str  # all of it in one


def without_habit_spaces(text: str) -> str:
    """The text without literal spaces beside Han and Chinese marks: the gap is the engine's.

    Source: CSS Text 4 `text-autospace: replace`.
    """
    if " " not in text:
        return text
    western = _with_straight_quotes(text)
    if western == text:
        return _HABIT_SPACE.sub("", text)
    kept, end = [], 0
    for match in _HABIT_SPACE.finditer(western):
        kept.append(text[end : match.start()])
        end = match.end()
    return "".join([*kept, text[end:]])


def _with_straight_quotes(text: str) -> str:
    """The text with the quotation marks of Western copy as ASCII has them."""
    if "“" not in text and "‘" not in text:
        return text
    return _WESTERN_QUOTES.sub(lambda found: found[0].translate(_AS_STRAIGHT), text)


def clusters_of(word: str) -> list[str]:
    """The characters of a word, each with the marks or selectors behind it. UAX #29 GB9."""
    return _CLUSTERS.findall(word)


def atoms_of(text: str, cuts: Cuts = NO_CUTS) -> Atoms:
    """The atoms of a text that holds no line break; words in `cuts` come in their parts.

    A character and the marks or selectors behind it are one atom.
    """
    texts: list[str] = []
    classes: list[str] = []
    soft: dict[int, str] = {}
    end = 0
    special = _FOLLOWED if _FOLLOWING.search(text) else _SPECIAL
    western = _with_straight_quotes(text)
    for match in special.finditer(western):
        start = match.start()
        if start > end:
            plain = text[end:start]
            texts.extend(plain)
            classes.append(plain.translate(CLASS_OF))
        end = match.end()
        token = text[start:end]
        if token[0] == "—" or token[0] == "…":
            texts.append(token)
            classes.append(DASH if token[0] == "—" else ELLIPSIS)
            continue
        if len(token) > 1 and not _WORD_START.match(western, start):
            texts.append(token)
            classes.append(token[0].translate(CLASS_OF))
            continue
        for part, kind in _parts(token, cuts):
            if kind:
                soft[len(texts)] = kind
            texts.append(part)
            classes.append(NUMBER if part[-1] in "0123456789%" else LATIN)
    if end < len(text):
        plain = text[end:]
        texts.extend(plain)
        classes.append(plain.translate(CLASS_OF))
    return Atoms(texts, "".join(classes), soft, text)


def _parts(token: str, cuts: Cuts) -> list[tuple[str, str]]:
    """A word cut where it may break: each part, and what kind of break stands before it."""
    parts = _whole_parts(token)
    if not cuts:
        return parts
    finer: list[tuple[str, str]] = []
    for part, kind in parts:
        (first, _), *rest = cuts.get(part, ((part, ""),))
        finer += [(first, kind), *rest]
    return finer


def _whole_parts(token: str) -> list[tuple[str, str]]:
    slashed = "/" in token
    if (slashed or token.startswith(_BARE_ADDRESS)) and _ADDRESS.match(token):
        return _kept(_ADDRESS_PARTS.split(token), "compound")
    if len(token) > LONGEST_WORD:
        return _kept(clusters_of(token), "anywhere")
    if SOFT_HYPHEN in token:
        return _kept(_SOFT_PARTS.split(token), "hyphen")
    if slashed or "-" in token:
        return _kept(_PARTS.split(token), "compound")
    return [(token, "")]


def _kept(parts: Iterable[str], kind: str) -> list[tuple[str, str]]:
    return [(part, kind if at else "") for at, part in enumerate(parts)]
