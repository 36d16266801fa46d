"""Two open proofs → a comparison: the order of the steps, and what explains what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.images.differ import look_of
from layout.proof.diff.follow import (
    folio_shifts,
    furniture_changes,
    generated_changes,
    in_ranges,
    reference_filter,
    reflowed,
)
from layout.proof.diff.model import Change, Comparison, Consequence, PagePair, Place, Proof
from layout.proof.diff.page_match import match_pages
from layout.proof.diff.passages import paragraphs_of
from layout.proof.diff.pictures import (
    PictureMatch,
    is_swapped,
    match_pictures,
    moved_on_page,
    picture_changes,
)
from layout.proof.diff.remains import Explained, remains, shift_between
from layout.proof.diff.texts import TextChange, compare_articles
from layout.proof.diff.told import tell
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from layout.geometry import Rect
    from layout.proof.diff.model import ProofPage
    from layout.proof.draw import DrawnPdf

# Just fine enough to tell how a page looks.
LOOK_DPI = 20
# Of a rectangle, what lies in a picture for the picture to have changed.
MOSTLY = 0.6
# Points: sizes of pages nearer than that are the same.
SAME_SIZE = 0.5


class _Seen(Record):
    """What is known before pixels are looked at: text, pictures, which copy moved."""

    texts: tuple[TextChange, ...]
    pictures: tuple[PictureMatch, ...]
    reflowed: frozenset[int]  # pages of the new proof


def compare(
    old: tuple[Proof, DrawnPdf],
    new: tuple[Proof, DrawnPdf],
    dpi: int,
    step: Callable[[], None] = lambda: None,
) -> Comparison:
    """What changed between two proofs; `step` is called after each pair of pages.

    Raises:
        ValueError: one proof knows the sources of its lines and the other does not.
    """
    one, other = old[0], new[0]
    if one.knows_source != other.knows_source:
        raise ValueError("both proofs or neither are read with their layout")
    drawn = {id(one): old[1], id(other): new[1]}
    pairs = match_pages(
        one, other, lambda proof, at: look_of(drawn[id(proof)].draw_trimmed(at, LOOK_DPI))
    )
    kept = reference_filter(one, other, pairs)
    copy = compare_articles(paragraphs_of(one), paragraphs_of(other), whole=one.knows_source)
    edited = [text for change in copy if (text := kept(change)) is not None]
    made, contents = generated_changes(one, other)
    matches = match_pictures(one, other, pairs)
    texts = (*edited, *made)
    seen = _Seen(texts, matches, _reflowed_pages(one, other, pairs, copy))
    folios, shifted = folio_shifts(one, other, pairs)
    came, gone = _inserted(pairs), _removed(pairs)
    changes: list[Change] = [
        *_page_changes(one, other, pairs),
        *folios,
        *(
            change
            for text in texts
            if not _only_on(text, came, gone)
            for change in tell(text, one, other)
        ),
        *picture_changes(matches, one, other, inserted=came, removed=gone),
        *_moved_pictures(seen, one, other, pairs),
        *furniture_changes(one, other, pairs),
        *_remaining(old, new, pairs, seen, dpi, step),
    ]
    consequences = (*shifted, *contents, *_moved_copy(seen, one, other, pairs))
    return Comparison(one, other, pairs, tuple(sorted(changes, key=_order)), consequences)


def _inserted(pairs: Sequence[PagePair]) -> frozenset[int]:
    return frozenset(pair.new for pair in pairs if pair.old is None and pair.new is not None)


def _removed(pairs: Sequence[PagePair]) -> frozenset[int]:
    return frozenset(pair.old for pair in pairs if pair.new is None and pair.old is not None)


def _order(change: Change) -> tuple[int, int, float]:
    """Where a change comes in the list: by the new proof's pages, from the top."""
    place = change.new or change.old
    if place is None:
        return (0, 0, 0.0)
    top = place.rects[0].y if place.rects else -1.0
    return (place.page_index, int(change.new is None), top)


def _only_on(text: TextChange, inserted: frozenset[int], removed: frozenset[int]) -> bool:
    """Whether a paragraph came or went together with the pages it stands on."""
    if text.new is not None and text.old is None:
        return all(page in inserted for page, _ in text.new.lines)
    if text.old is not None and text.new is None:
        return all(page in removed for page, _ in text.old.lines)
    return False


def _page_changes(old: Proof, new: Proof, pairs: Sequence[PagePair]) -> Iterable[Change]:
    """Pages that came, went, or are cut to another size."""
    sizes: dict[str, Change] = {}
    for pair in pairs:
        one = None if pair.old is None else old.pages[pair.old]
        other = None if pair.new is None else new.pages[pair.new]
        if one is None or other is None:
            shown, proof = (one, old) if one is not None else (other, new)
            if shown is not None:
                yield _page_change(shown, proof, came=one is None)
        elif not _same_size(one, other):
            sizes.setdefault(
                f"{one.width:.0f} {other.width:.0f}",
                Change(
                    "page-size",
                    _at(one),
                    _at(other),
                    before=f"{one.width:.1f} × {one.height:.1f} pt",
                    after=f"{other.width:.1f} × {other.height:.1f} pt",
                ),
            )
    yield from sizes.values()


def _page_change(page: ProofPage, proof: Proof, *, came: bool) -> Change:
    article = page.article or next((line.article for line in page.lines if line.article), "")
    words = [line.text for line in page.lines if not line.is_furniture][:2]
    shows = bool(words or page.pictures)
    change = Change(
        "page-inserted" if came else "page-removed",
        article=article,
        title=proof.titles.get(article, article) if shows else "",
    )
    if came:
        return replace(change, new=_at(page), after=" ".join(words))
    return replace(change, old=_at(page), before=" ".join(words))


def _same_size(one: ProofPage, other: ProofPage) -> bool:
    across = abs(one.width - other.width) <= SAME_SIZE
    return across and abs(one.height - other.height) <= SAME_SIZE


def _at(page: ProofPage, *rects: Rect) -> Place:
    return Place(page.page_index, page.label, rects)


def _reflowed_pages(
    old: Proof, new: Proof, pairs: Sequence[PagePair], texts: Sequence[TextChange]
) -> frozenset[int]:
    """Pages of the new proof on which lines of unchanged paragraphs are broken elsewhere."""
    skipped: tuple[dict[int, set[int]], dict[int, set[int]]] = ({}, {})
    for text in texts:
        for of, paragraph in zip(skipped, (text.old, text.new), strict=True):
            for page, line in paragraph.lines if paragraph is not None else ():
                of.setdefault(page, set()).add(id(line))
    found = set()
    for pair in pairs:
        if pair.old is None or pair.new is None:
            continue
        lines = [
            [line for line in page.lines if id(line) not in of.get(page.page_index, ())]
            for page, of in zip(
                (old.pages[pair.old], new.pages[pair.new]), skipped, strict=True
            )
        ]
        if reflowed(lines[0], lines[1]):
            found.add(pair.new)
    return frozenset(found)


def _moved_copy(
    seen: _Seen, old: Proof, new: Proof, pairs: Sequence[PagePair]
) -> Iterable[Consequence]:
    """One word on where lines are broken elsewhere, and one on pictures that went with copy."""
    labels = [page.label for page in new.pages]
    if seen.reflowed:
        pages = tuple(sorted(seen.reflowed))
        message = f"lines reflowed on {in_ranges(labels, pages)}"
        yield Consequence("reflow", message, pages)
    moved = sorted(
        {
            match.new.page_index
            for match in seen.pictures
            if match.new is not None
            and _has_moved(match, old, new, pairs)
            and not _alone(match, seen, old, new, pairs)
        }
    )
    if moved:
        message = f"pictures moved with the copy on {in_ranges(labels, moved)}"
        yield Consequence("pictures-moved", message, tuple(moved))


def _has_moved(match: PictureMatch, old: Proof, new: Proof, pairs: Sequence[PagePair]) -> bool:
    """Whether a picture stands on another page, or elsewhere on its own."""
    if match.old is None or match.new is None or is_swapped(match):
        return False
    if PagePair(match.old.page_index, match.new.page_index) not in pairs:
        return True
    one, other = old.pages[match.old.page_index], new.pages[match.new.page_index]
    return moved_on_page(match, shift_between(one, other))


def _alone(
    match: PictureMatch, seen: _Seen, old: Proof, new: Proof, pairs: Sequence[PagePair]
) -> bool:
    """Whether a picture moved though the copy of its page stands where it did."""
    if match.old is None or match.new is None:
        return False
    if PagePair(match.old.page_index, match.new.page_index) not in pairs:
        return False
    one, other = old.pages[match.old.page_index], new.pages[match.new.page_index]
    turned = one.side != other.side or one.label != other.label
    return not turned and match.new.page_index not in seen.reflowed


def _moved_pictures(
    seen: _Seen, old: Proof, new: Proof, pairs: Sequence[PagePair]
) -> Iterable[Change]:
    """Pictures that moved of themselves."""
    for match in seen.pictures:
        if match.old is None or match.new is None or not _has_moved(match, old, new, pairs):
            continue
        one, other = match.old, match.new
        if not _alone(match, seen, old, new, pairs):
            continue
        article = other.picture.article
        yield Change(
            "picture-moved",
            _at(old.pages[one.page_index], one.picture.rect),
            replace(
                _at(new.pages[other.page_index], other.picture.rect),
                source=other.picture.source,
                file=other.picture.file,
            ),
            article,
            new.titles.get(article, article),
            one.picture.file,
            other.picture.file,
        )


def _remaining(
    old: tuple[Proof, DrawnPdf],
    new: tuple[Proof, DrawnPdf],
    pairs: Sequence[PagePair],
    seen: _Seen,
    dpi: int,
    step: Callable[[], None],
) -> Iterable[Change]:
    """What else looks otherwise, on every page that is in both proofs."""
    for pair in pairs:
        if pair.old is not None and pair.new is not None:
            one, other = old[0].pages[pair.old], new[0].pages[pair.new]
            if _same_size(one, other):
                known = _explained(pair, seen)
                for rect in remains((one, old[1]), (other, new[1]), known, dpi):
                    yield _other_change(rect, one, other, new[0])
        step()


def _explained(pair: PagePair, seen: _Seen) -> Explained:
    """The pictures of a page that changed or moved, and whether its copy moved."""
    changed = [match for match in seen.pictures if not _stands(match, pair)]
    olds = [match.old for match in changed if match.old is not None]
    news = [match.new for match in changed if match.new is not None]
    was = tuple(one.picture.rect for one in olds if one.page_index == pair.old)
    now = tuple(one.picture.rect for one in news if one.page_index == pair.new)
    copy = any(
        at == page
        for text in seen.texts
        for paragraph, page in ((text.old, pair.old), (text.new, pair.new))
        for at, _ in (paragraph.lines if paragraph is not None else ())
    )
    return Explained(was, now, bool(was or now or copy or pair.new in seen.reflowed))


def _stands(match: PictureMatch, pair: PagePair) -> bool:
    """Whether a picture of a pair of pages is what and where it was."""
    one, other = match.old, match.new
    if one is None or other is None or is_swapped(match):
        return False
    if (one.page_index, other.page_index) != (pair.old, pair.new):
        return False
    return one.picture.rect == other.picture.rect


def _other_change(rect: Rect, old: ProofPage, new: ProofPage, proof: Proof) -> Change:
    """A difference of pixels: of the picture that holds most of it, or of whatever there is."""
    for picture in new.pictures:
        if _share_within(rect, picture.rect) >= MOSTLY and not picture.digest:
            place = replace(_at(new, picture.rect), source=picture.source, file=picture.file)
            article = picture.article
            title = proof.titles.get(article, article)
            return Change("picture-changed", _at(old, picture.rect), place, article, title)
    return Change("other", _at(old, rect), _at(new, rect))


def _share_within(rect: Rect, outer: Rect) -> float:
    across = min(rect.right, outer.right) - max(rect.x, outer.x)
    down = min(rect.bottom, outer.bottom) - max(rect.y, outer.y)
    if across <= 0 or down <= 0:
        return 0.0
    return across * down / (rect.width * rect.height)
