"""The places of the flatplan: which pages of which article stand where.

An article may leave a place after some pages and go on at another one, `continues:`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from layout.diagnostics import warning
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.content.model import Article, FlatplanEntry, Issue
    from layout.diagnostics import Diagnostic
    from layout.flow.findings import Numbered
    from layout.flow.model import PageDraft
    from layout.flow.pages import PagePlace


class Place(Record):
    """One place of an article: its number from 0, and which of the article's pages it takes.

    The last place takes all that are left, so that none is lost.
    """

    article: Article
    number: int = 0
    first: int = 0
    stop: int | None = None
    entry: FlatplanEntry | None = None

    def drafts(self, drafts: Sequence[PageDraft]) -> Sequence[PageDraft]:
        """The pages of the article that stand here."""
        return drafts[self.first : self.stop]


def places_of(issue: Issue) -> tuple[Place, ...]:
    """The places of an issue in order; articles the flatplan does not name come last."""
    if not any(entry.continues for entry in issue.flatplan):
        return tuple(Place(article) for article in issue.articles)
    articles = {article.id: article for article in issue.articles}
    parts = {name: _parts(articles[name], issue.flatplan) for name in articles}
    ordered = [parts[entry.article].pop(0) for entry in issue.flatplan]
    return (*ordered, *(place for rest in parts.values() for place in rest))


def _parts(article: Article, flatplan: Sequence[FlatplanEntry]) -> list[Place]:
    mine = [entry for entry in flatplan if entry.article == article.id]
    places: list[Place] = []
    first = 0
    for number, entry in enumerate(mine):
        last = number == len(mine) - 1
        stop = None if last else first + (entry.pages or 0)
        places.append(Place(article, number, first, stop, entry))
        first = stop or first
    return places or [Place(article)]


def leaves_after(places: Sequence[Place]) -> dict[str, tuple[int, ...]]:
    """After how many pages each article that goes on elsewhere leaves its places."""
    found: dict[str, tuple[int, ...]] = {}
    for place in places:
        if place.stop is not None:
            found[place.article.id] = (*found.get(place.article.id, ()), place.stop)
    return found


def target_on(article: str, number: int) -> str:
    """What leads to the page where an article's place of that number begins."""
    return f"{article}>{number}"


def target_from(article: str, number: int) -> str:
    """What leads to the page where an article leaves for its place of that number."""
    return f"{article}<{number}"


def jump_places(numbered: Sequence[Numbered]) -> Iterator[tuple[str, PagePlace]]:
    """Where articles leave and go on; nothing where one goes on on the next page."""
    pages: dict[str, list[Numbered]] = {}
    for item in numbered:
        pages.setdefault(item.article.id, []).append(item)
    for name, items in pages.items():
        for one, other in pairwise(items):
            if other.place.page_index > one.place.page_index + 1 and other.number > one.number:
                yield target_on(name, other.number), other.place
                yield target_from(name, other.number), one.place


def ends_early(places: Sequence[Place], numbered: Sequence[Numbered]) -> Iterator[Diagnostic]:
    """A finding for each place that an article does not reach."""
    reached = {(item.article.id, item.number) for item in numbered}
    for place in places:
        if not place.number or not place.entry or place.entry.optional:
            continue
        if (place.article.id, place.number) not in reached:
            name = place.article.short_title or place.article.id
            message = f"{name} ends before this place; nothing stands here"
            hint = "strike the place, or give the one before it fewer `pages`"
            yield warning("empty-continuation", message, place.entry.span, hint)
