"""What a careful reader would query: paragraphs printed twice, one name spelled two ways."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from layout.content import all_blocks
from layout.content.model import Article, Credit, Paragraph, plain
from layout.recover.model import Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Two paragraphs that share this much of their beginning were printed twice.
SAME_BEGINNING = 30
_NAMES = re.compile(r"[\u3400-\u9fff]{2,3}")


def doubts(articles: Iterable[Article]) -> Iterator[Note]:
    """Queries about the text itself; it is left as it is."""
    articles = tuple(articles)
    yield from _twice(articles)
    yield from _names(articles)


def _twice(articles: tuple[Article, ...]) -> Iterator[Note]:
    seen: dict[str, int] = {}
    for article in articles:
        for block in all_blocks(article.blocks):
            if not isinstance(block, Paragraph):
                continue
            text = plain(block.text)[:SAME_BEGINNING]
            line = _line_of(block.provenance.src if block.provenance else "")
            if len(text) == SAME_BEGINNING and text in seen:
                yield Note("twice", line, f"与第 {seen[text]} 行相同：{text[:16]}…")
            seen.setdefault(text, line)


def _names(articles: tuple[Article, ...]) -> Iterator[Note]:
    """Signatures that differ from a commoner one in a single character."""
    counts: Counter[str] = Counter()
    where: dict[str, int] = {}
    for article in articles:
        credits = [plain(block.text) for block in article.blocks if isinstance(block, Credit)]
        signed = [article.byline.text if article.byline else "", *credits]
        for word in re.split(r"[\s［］]+", " ".join(signed)):
            if _NAMES.fullmatch(word):
                counts[word] += 1
                where.setdefault(
                    word, _line_of(article.provenance.src if article.provenance else "")
                )
    for rare, count in counts.items():
        for common, more in counts.items():
            if len(rare) == len(common) == 3 and more > 2 * count and _one_apart(rare, common):
                yield Note("names", where[rare], f"{rare} 或为 {common}")


def _one_apart(one: str, other: str) -> bool:
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1 and one[0] == other[0]


def _line_of(src: str) -> int:
    digits = re.match(r"\d+", src)
    return int(digits[0]) if digits else 0
