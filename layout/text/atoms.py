"""Text → atoms: what a line never cuts, in reading order."""

from __future__ import annotations

import re

from layout.record import Mutable
from layout.text.classes import CLASS_OF, DASH, ELLIPSIS, FOLLOWING, LATIN, NUMBER

# Latin and everything set with it, space excepted; an apostrophe between letters belongs to the
# word. Greek and Cyrillic words hang together the same way.
_WORD = r"[!-~\u00a1-\u00b6\u00b8-\u024f\u0370-\u052f\u2032-\u2037]"
_WORD_START = re.compile(_WORD)
_LETTER = r"[A-Za-z\u00c0-\u024f]"
_WORDS = rf"(?:{_WORD}|(?<={_LETTER})’(?={_LETTER}))+"
_STROKES = r"(?:——){1,2}|(?:……){1,2}"
_SPECIAL = re.compile(rf"{_WORDS}|{_STROKES}")
# The same where characters have marks or selectors behind them, which few texts have.
_FOLLOWING = re.compile(f"[{FOLLOWING}]")
_FOLLOWED_WORDS = rf"(?:{_WORD}[{FOLLOWING}]*|(?<={_LETTER})’(?={_LETTER}))+"
_FOLLOWED = re.compile(rf"{_FOLLOWED_WORDS}|{_STROKES}|[^\n ][{FOLLOWING}]+")
_PIECES = re.compile(rf".[{FOLLOWING}]*")
# A wide mark or ideograph: what a literal space beside it is only the writer's habit.
_WIDE = (
    r"[\u2014-\u2019\u201c\u201d\u2026\u3001-\u303f\u3400-\u9fff"
    r"\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff·]"
)
_HABIT_SPACE = re.compile(rf"(?<={_WIDE}) +| +(?={_WIDE})")
# Inside a word a break may follow these: CMO/|CDMO, long addresses.
_WORD_BREAK = re.compile(r"(?<=[A-Za-z][-/])(?=[A-Za-z])|(?<=[/?&=_#])(?=[A-Za-z0-9])")
_ADDRESS = re.compile(r"(?:https?://|www\.)|.*\.[a-z]{2,4}/")
# A run this long is no word: it may be cut anywhere before it breaks the measure.
LONGEST_WORD = 30


class Atoms(Mutable):
    """Atoms of a stretch of text, their classes, and where words may break (`soft`)."""

    texts: list[str]
    classes: str
    soft: dict[int, str]


def without_habit_spaces(text: str) -> str:
    """The text without literal spaces beside Han and Chinese marks: the gap is the engine's.

    Source: CSS Text 4 `text-autospace: replace`.
    """
    return _HABIT_SPACE.sub("", text) if " " in text else text


def atoms_of(text: str) -> Atoms:
    """The atoms of a text that holds no line break.

    A character and the marks or selectors behind it are one atom.
    """
    texts: list[str] = []
    classes: list[str] = []
    soft: dict[int, str] = {}
    end = 0
    special = _FOLLOWED if _FOLLOWING.search(text) else _SPECIAL
    for match in special.finditer(text):
        start = match.start()
        if start > end:
            plain = text[end:start]
            texts.extend(plain)
            classes.append(plain.translate(CLASS_OF))
        token, end = match.group(), match.end()
        if token[0] == "—" or token[0] == "…":
            texts.append(token)
            classes.append(DASH if token[0] == "—" else ELLIPSIS)
            continue
        if len(token) > 1 and not _WORD_START.match(token):
            texts.append(token)
            classes.append(token[0].translate(CLASS_OF))
            continue
        for part, kind in _parts(token):
            if kind:
                soft[len(texts)] = kind
            texts.append(part)
            classes.append(NUMBER if part[-1] in "0123456789%" else LATIN)
    if end < len(text):
        plain = text[end:]
        texts.extend(plain)
        classes.append(plain.translate(CLASS_OF))
    return Atoms(texts, "".join(classes), soft)


def _parts(token: str) -> list[tuple[str, str]]:
    """A word cut where it may break: each part, and what kind of break stands before it."""
    if len(token) > LONGEST_WORD and not _ADDRESS.match(token):
        pieces = _PIECES.findall(token)
        return [(piece, "anywhere" if at else "") for at, piece in enumerate(pieces)]
    if "-" not in token and "/" not in token and not _ADDRESS.match(token):
        return [(token, "")]
    return [
        (part, "compound" if at else "")
        for at, part in enumerate(_WORD_BREAK.split(token))
        if part
    ]
