"""Where Latin words may be parted, once a paragraph has no better breaks."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

from layout.text.atoms import clusters_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

HYPHEN = "-"
LANGUAGE: Final = "en_US"
# Letters that stay before and behind a hyphen. Source: CMOS 7.36; CY/T 154—2017.
LETTERS_BEFORE = 2
LETTERS_BEHIND = 3
# A word of small letters with whatever marks stand around it: no name, no acronym, no address.
_LETTERS = r"[a-z\u00df-\u00f6\u00f8-\u00ff]{5,}"
_WORD = re.compile(rf"([^\w@]*)({_LETTERS})([^\w@]*)\Z")
# The same, or with one capital before it: a name, or the first word of a sentence.
_NAME = re.compile(rf"([^\w@]*)([A-Z\u00c0-\u00d6\u00d8-\u00de]?{_LETTERS})([^\w@]*)\Z")


def hyphenated(
    words: Iterable[str], *, names: bool = False
) -> dict[str, list[tuple[str, str]]]:
    """The parts of those words that may be parted, each with the kind of break before it.

    Two letters at least stay before a hyphen, three behind it; names, acronyms and whatever
    else holds capitals, figures or signs is left whole. With `names` a word with one capital
    before its small letters may be parted as well.
    """
    found = {}
    form = _NAME if names else _WORD
    for word in words:
        match = form.match(word)
        if match:
            places = [match.start(2) + at for at in _positions()(match[2])]
            if places:
                found[word] = _cut(word, places, "hyphen")
    return found


def cut_anywhere(word: str) -> list[tuple[str, str]]:
    """The characters of a word that no line holds, each with the marks behind it."""
    places = list(accumulate(map(len, clusters_of(word))))[:-1]
    return _cut(word, places, "anywhere")


def _cut(word: str, places: Sequence[int], kind: str) -> list[tuple[str, str]]:
    bounds = [0, *places, len(word)]
    return [(word[start:end], kind if start else "") for start, end in pairwise(bounds)]


@cache
def _positions() -> Callable[[str], list[int]]:
    from pyphen import Pyphen

    positions: Callable[[str], list[int]] = Pyphen(
        lang=LANGUAGE, left=LETTERS_BEFORE, right=LETTERS_BEHIND
    ).positions
    return positions
