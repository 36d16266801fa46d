"""Characters of articles 字数, as Chinese editors count them.

Every Han character, kana and full-width sign is one, and so is every mark of punctuation, of
which `——` and `……` are two. A word or number in Latin, Greek or Cyrillic letters or in digits
is one, with the hyphens, apostrophes, points and commas inside it. White is none.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from layout.display.model import TextLine
from layout.display.structure import place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.display.model import Page

# Scripts and signs of full width, in which each character counts for itself.
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
_LETTER = rf"[^\W_{_WIDE}]"
_COUNTED = re.compile(rf"{_LETTER}+(?:[-'’.,:/@&+_]{_LETTER}+)*|[^\s\u200b-\u200f\u2060\ufeff]")


def count_characters(text: str) -> int:
    """How many characters a text has for those who write to length."""
    found = _COUNTED.findall(unicodedata.normalize("NFC", text))
    return sum(not unicodedata.category(one[0]).startswith("M") for one in found)


def counts_of(pages: Sequence[Page]) -> dict[int, int]:
    """The characters of each article by the index of its last page.

    All that is printed of an article and read is counted: heads, copy, captions, boxes, tables
    and notes, each paragraph once. What furniture and charts say is not.
    """
    last: dict[str, int] = {}
    elements: dict[str, dict[tuple[int, ...], int]] = {}
    for page in pages:
        if page.article:
            last[page.article] = page.page_index
        for line in page.items:
            if isinstance(line, TextLine) and line.tag:
                known = elements.setdefault(line.article, {})
                place = place_of(line.tag)
                if place not in known:
                    known[place] = count_characters(line.tag[-1].text)
    totals = {article: sum(known.values()) for article, known in elements.items()}
    return {at: totals[article] for article, at in last.items() if totals.get(article)}
