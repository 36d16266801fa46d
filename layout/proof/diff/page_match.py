"""Which page became which: by what stands on it, never by its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.proof.diff.align import align, overlap, shingles
from layout.proof.diff.model import PagePair
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from layout.proof.diff.align import Match
    from layout.proof.diff.model import Proof, ProofPage

# House style of the comparison, found by trial on whole issues.
SHINGLE = 4
# Under so many runs of characters a page is told by how it looks.
LITTLE_TEXT = 40
LEAST_ALIKE = 0.2
SAME_ARTICLE = 0.05


class _Face(Record):
    text: frozenset[str]
    pictures: frozenset[str]
    look: int | None
    article: str


def match_pages(
    old: Proof, new: Proof, look: Callable[[Proof, int], int]
) -> tuple[PagePair, ...]:
    """The pages of two proofs in pairs; an inserted or removed page has no other.

    `look` gives 64 bits that tell a page's picture; it is asked only for pages of little text.
    """
    olds = [_face(old, page, look) for page in old.pages]
    news = [_face(new, page, look) for page in new.pages]
    found = align(
        len(olds), len(news), lambda row, column: _alike(olds[row], news[column]), LEAST_ALIKE
    )
    return tuple(PagePair(*match) for match in _rewritten(found, olds, news))


def _face(proof: Proof, page: ProofPage, look: Callable[[Proof, int], int]) -> _Face:
    text = "".join(line.key for line in page.lines if not line.is_furniture)
    runs = shingles(text, SHINGLE)
    digests = frozenset(picture.digest for picture in page.pictures if picture.digest)
    bits = look(proof, page.page_index) if len(runs) < LITTLE_TEXT else None
    return _Face(runs, digests, bits, page.article)


def _alike(one: _Face, other: _Face) -> float:
    """How alike two pages are, from 0 to a little over 1."""
    bonus = SAME_ARTICLE if one.article and one.article == other.article else 0.0
    if one.look is None or other.look is None:
        return overlap(one.text, other.text) + bonus
    looks = max(0.0, 1 - (one.look ^ other.look).bit_count() / 32)
    parts = [looks]
    for mine, others in ((one.text, other.text), (one.pictures, other.pictures)):
        if mine or others:
            parts.append(overlap(mine, others))
    return sum(parts) / len(parts) + bonus


def _rewritten(
    found: Sequence[Match], olds: Sequence[_Face], news: Sequence[_Face]
) -> Iterator[Match]:
    """Pages between two that are known, on both sides: of one article, or as many as before."""
    gone: list[int] = []
    come: list[int] = []
    for row, column in (*found, (-1, -1)):
        if column is None and row is not None:
            gone.append(row)
        elif row is None and column is not None:
            come.append(column)
        else:
            yield from _paired(gone, come, olds, news)
            gone, come = [], []
            if row != -1:
                yield row, column


def _paired(
    gone: list[int], come: list[int], olds: Sequence[_Face], news: Sequence[_Face]
) -> Iterator[Match]:
    as_many = 0.5 if len(gone) == len(come) else 0.0

    def likeness(row: int, column: int) -> float:
        article = olds[gone[row]].article
        return 1.0 if article and article == news[come[column]].article else as_many

    for row, column in align(len(gone), len(come), likeness, 0.4):
        yield (
            None if row is None else gone[row],
            None if column is None else come[column],
        )
