"""Pictures that were swapped, put in, taken out, moved or made another size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.proof.diff.align import Match, align
from layout.proof.diff.model import Change, Place
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from layout.geometry import Rect
    from layout.proof.diff.model import PagePair, Proof, ProofPicture

# Points by which a picture may differ in place or size.
NEAR = 1.0
LEAST_ALIKE = 0.3


class PlacedAt(Record):
    """A picture and its page."""

    page_index: int
    picture: ProofPicture


class PictureMatch(Record):
    """A picture and what became of it; None for one that came or went."""

    old: PlacedAt | None
    new: PlacedAt | None


def match_pictures(
    old: Proof, new: Proof, pairs: Sequence[PagePair]
) -> tuple[PictureMatch, ...]:
    """The pictures of two proofs in pairs: by data, place in the source, and page."""
    olds, news = _all(old), _all(new)
    became = {pair.old: pair.new for pair in pairs if pair.old is not None}
    found = align(
        len(olds),
        len(news),
        lambda row, column: _alike(olds[row], news[column], became),
        LEAST_ALIKE,
    )
    return tuple(
        PictureMatch(
            None if row is None else olds[row], None if column is None else news[column]
        )
        for row, column in _elsewhere(found, olds, news)
    )


def _all(proof: Proof) -> list[PlacedAt]:
    return [
        PlacedAt(page.page_index, picture) for page in proof.pages for picture in page.pictures
    ]


def _alike(one: PlacedAt, other: PlacedAt, became: dict[int, int | None]) -> float:
    mine, others = one.picture, other.picture
    likeness = 0.0
    if mine.digest and mine.digest == others.digest:
        likeness += 1.0
    if mine.article == others.article:
        if mine.file and mine.file == others.file:
            likeness += 0.5
        if mine.source and mine.source == others.source:
            likeness += 0.4
    if became.get(one.page_index) == other.page_index:
        likeness += 0.2 + 0.3 * _shared(mine.rect, others.rect)
    return likeness


def _shared(one: Rect, other: Rect) -> float:
    """The area that two rectangles share, of what they cover together."""
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    if across <= 0 or down <= 0:
        return 0.0
    both = across * down
    return both / (one.width * one.height + other.width * other.height - both)


def _elsewhere(
    found: Sequence[Match], olds: Sequence[PlacedAt], news: Sequence[PlacedAt]
) -> Iterator[Match]:
    """The pairs, and those of the rest that hold the same data: a picture out of its order."""
    waiting: dict[str, list[int]] = {}
    for row, column in found:
        if column is None and row is not None and olds[row].picture.digest:
            waiting.setdefault(olds[row].picture.digest, []).append(row)
    taken: set[int] = set()
    made: list[Match] = []
    for row, column in found:
        match = (row, column)
        if row is None and column is not None and waiting.get(news[column].picture.digest):
            match = (waiting[news[column].picture.digest].pop(0), column)
            taken.add(match[0])
        made.append(match)
    yield from ((row, column) for row, column in made if column is not None or row not in taken)


def is_swapped(match: PictureMatch) -> bool:
    """Whether another picture stands in the place of one."""
    if match.old is None or match.new is None:
        return False
    before, after = match.old.picture.digest, match.new.picture.digest
    return before != after and bool(before or after)


def picture_changes(
    matches: Sequence[PictureMatch],
    old: Proof,
    new: Proof,
    *,
    inserted: AbstractSet[int],
    removed: AbstractSet[int],
) -> tuple[Change, ...]:
    """The changes; pictures of inserted and removed pages came and went with these.

    A picture over a spread is one, with more than one place. What only moved is not told here.
    """
    told: dict[tuple[str, ...], Change] = {}
    for match in matches:
        kind = _kind(match, inserted, removed)
        if not kind:
            continue
        before, after = (
            _place(proof, one) for proof, one in ((old, match.old), (new, match.new))
        )
        name = (kind, *_name(match.old), *_name(match.new))
        if name in told and kind != "picture-resized":
            more = after or before
            told[name] = replace(told[name], more=(*told[name].more, *([more] if more else [])))
            continue
        shown = match.new or match.old
        article = shown.picture.article if shown else ""
        proof = new if match.new else old
        told[name] = Change(
            kind,
            before,
            after,
            article,
            proof.titles.get(article, article),
            match.old.picture.file if match.old else "",
            match.new.picture.file if match.new else "",
        )
    return tuple(told.values())


def _kind(match: PictureMatch, inserted: AbstractSet[int], removed: AbstractSet[int]) -> str:
    if match.old is None:
        came = match.new is not None and match.new.page_index in inserted
        return "" if came else "picture-added"
    if match.new is None:
        return "" if match.old.page_index in removed else "picture-removed"
    if is_swapped(match):
        return "picture-swapped"
    one, other = match.old.picture.rect, match.new.picture.rect
    same = abs(one.width - other.width) <= NEAR and abs(one.height - other.height) <= NEAR
    return "" if same else "picture-resized"


def _name(one: PlacedAt | None) -> tuple[str, ...]:
    return ("",) if one is None else (one.picture.digest, one.picture.source)


def _place(proof: Proof, one: PlacedAt | None) -> Place | None:
    if one is None:
        return None
    picture, label = one.picture, proof.pages[one.page_index].label
    return Place(one.page_index, label, (picture.rect,), picture.source, picture.file)


def moved_on_page(match: PictureMatch, dx: float) -> bool:
    """Whether a picture stands elsewhere than `dx` to the right of where it was."""
    if match.old is None or match.new is None:
        return False
    one, other = match.old.picture.rect, match.new.picture.rect
    return abs(one.x + dx - other.x) > NEAR or abs(one.y - other.y) > NEAR
