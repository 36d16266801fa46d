"""What depends on folios settles in rounds: contents, page references, jump lines.

Each round composes with the folios of the last one; only articles whose facts have changed are
composed again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.walk import all_inlines
from layout.diagnostics import warning
from layout.flow.places import jump_places, target_from, target_on
from layout.flow.setting import PageRefs
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from layout.content.model import Article, Issue
    from layout.diagnostics import Diagnostic
    from layout.flow.findings import Numbered
    from layout.flow.model import Composed
    from layout.flow.pages import PagePlace

MOST_ROUNDS = 5


class Dependents(Record):
    """The articles that print folios, and of what, by article id; and those with notes."""

    targets: Mapping[str, frozenset[str]]
    noted: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        """Everything that any of them leads to."""
        return frozenset().union(*self.targets.values())


class Rounds(Record):
    """What a round has at hand: how an article is composed, and how drafts are numbered."""

    compose: Callable[[Article, PageRefs], Composed]
    number: Callable[[Mapping[str, Composed]], Sequence[Numbered]]


class Settled(Record):
    """The pages as they stay, the folios they were composed with, and what was noticed."""

    numbered: Sequence[Numbered]
    refs: PageRefs
    findings: tuple[Diagnostic, ...] = ()


def dependents_of(issue: Issue, leaves: Mapping[str, Sequence[int]]) -> Dependents:
    """Which articles print folios: contents pages, those with references, those continued."""
    listed = frozenset(article.id for article in issue.articles)
    found: dict[str, frozenset[str]] = {}
    noted: set[str] = set()
    for article in issue.articles:
        inlines = list(all_inlines(article))
        wanted = frozenset(inline.target for inline in inlines if inline.target)
        if any(inline.note for inline in inlines):
            noted.add(article.id)
        if article.kind == "contents":
            wanted |= listed
        for number in range(1, len(leaves.get(article.id, ())) + 1):
            name = article.id
            wanted |= {target_on(name, number), target_from(name, number)}
        if wanted:
            found[article.id] = wanted
    return Dependents(found, frozenset(noted))


def page_refs(numbered: Sequence[Numbered], targets: frozenset[str] = frozenset()) -> PageRefs:
    """The first page of every article, and the pages of other targets."""
    places: dict[str, PagePlace] = {}
    for item in numbered:
        if item.opens:
            places[item.article.id] = item.place
    if any("/" in target for target in targets):
        from layout.flow.references import label_places

        places |= label_places(numbered, targets)
    places |= jump_places(numbered)
    return PageRefs(
        {name: place.label for name, place in places.items()},
        {name: place.page_index for name, place in places.items()},
        {name: place.side for name, place in places.items()},
    )


def settle(
    issue: Issue,
    drafts: dict[str, Composed],
    dependents: Dependents,
    desk: Rounds,
) -> Settled:
    """Compose what prints folios again and again until none of them changes.

    Where they do not settle, the round stays that prints the fewest wrong folios, of several
    the one with the fewest pages.
    """
    numbered = desk.number(drafts)
    refs = page_refs(numbered, dependents.all)
    used: dict[str, dict[str, str]] = {}
    best: tuple[tuple[int, int], Settled] | None = None
    for _ in range(MOST_ROUNDS if dependents.targets else 0):
        for article in issue.articles:
            wanted = dependents.targets.get(article.id)
            if wanted and used.get(article.id) != _facts(wanted, refs):
                used[article.id] = _facts(wanted, refs)
                drafts = {**drafts, article.id: desk.compose(article, refs)}
        numbered = desk.number(drafts)
        refs = page_refs(numbered, dependents.all)
        wrong = _wrong(used, dependents, refs)
        result = Settled(numbered, refs)
        if not wrong:
            return result
        if best is None or (wrong, len(numbered)) < best[0]:
            best = (wrong, len(numbered)), result
    if best is None:
        return Settled(numbered, refs)
    (wrong, _), stays = best
    return Settled(stays.numbered, stays.refs, (_unsettled(issue, wrong),))


def _facts(targets: frozenset[str], refs: PageRefs) -> dict[str, str]:
    return {name: refs.labels[name] for name in targets if name in refs.labels}


def _wrong(
    used: Mapping[str, Mapping[str, str]], dependents: Dependents, refs: PageRefs
) -> int:
    """How many folios were printed that are not, or no longer, those of their targets."""
    count = 0
    for name, facts in used.items():
        now = _facts(dependents.targets[name], refs)
        count += sum(facts.get(key) != now.get(key) for key in {*facts, *now})
    return count


def _unsettled(issue: Issue, wrong: int) -> Diagnostic:
    return warning(
        "unsettled-references",
        f"page references do not settle in {MOST_ROUNDS} rounds; {wrong} of them are wrong",
        issue.span,
        "move a reference to another paragraph, or let the pages break by hand",
    )
