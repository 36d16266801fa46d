"""Copyfit: how far an article is from its pages, and what else would make it fit.

Other kinds and masters are tried by composing the article in them, never guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.flow.findings import parts_lacking
from layout.flow.setting import PageRefs
from layout.geometry import TOLERANCE, same_length
from layout.plan.model import (
    FITS,
    GENERATED,
    MADE_UP,
    OVER_PLAN,
    STRAY,
    UNDER_PLAN,
    Alternative,
    PlannedArticle,
)
from layout.plan.rows import PageRows, page_rows
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from layout.content.model import Article
    from layout.flow.findings import Numbered
    from layout.flow.model import PageDraft
    from layout.flow.paginate import Desk
    from layout.styles.model import HouseStyle, KindStyle, Master

# House style: a last page with no more on it than that is worth saving.
STRAY_SHARE = 1 / 3


class _Fit(Record):
    """The rows of an article's pages; None for those of a picture alone."""

    pages: tuple[PageRows | None, ...]
    planned: int | None
    made_up: bool

    @property
    def last(self) -> PageRows | None:
        """The last page with copy."""
        return next((page for page in reversed(self.pages) if page is not None), None)

    @property
    def verdict(self) -> str:
        """How the article keeps to its plan."""
        taken, planned = len(self.pages), self.planned
        if planned is not None and taken != planned:
            return OVER_PLAN if taken > planned else UNDER_PLAN
        if self.made_up:
            return GENERATED
        if planned is not None or taken == 1:
            return FITS
        last = self.pages[-1]
        return STRAY if last is not None and last.used <= last.rows * STRAY_SHARE else FITS

    def over(self) -> int:
        """The rows that must go: those beyond the plan, or else those of the last page."""
        first = len(self.pages) - 1 if self.verdict != OVER_PLAN else self.planned or 0
        if self.made_up or first < 1:
            return 0
        return sum(page.used for page in self.pages[first:] if page is not None)

    def room(self, full_page: int) -> int:
        """The rows that may come; a page that is planned and not taken has `full_page`."""
        if self.made_up or self.verdict == OVER_PLAN:
            return 0
        missing = max(0, (self.planned or 0) - len(self.pages))
        free = self.last.rows - self.last.used if self.last is not None else 0
        return free + missing * full_page


def fit_of(desk: Desk, taken: Sequence[Numbered], planned: int | None) -> PlannedArticle:
    """How an article fits the pages it takes."""
    article, house = taken[0].article, desk.house
    rows = tuple(_rows(item.draft, article, house) for item in taken)
    fit = _Fit(rows, planned, article.kind in MADE_UP)
    kind = house.kind(article.kind)
    continuation = house.masters[kind.continuation]
    depth = house.page.rows - 2 * continuation.sink
    found: tuple[Alternative, ...] = ()
    if fit.verdict != FITS and not fit.made_up:
        found = _alternatives(desk, article, _wanted(len(taken), planned))
    return PlannedArticle(
        article.id,
        article.short_title or house.words.get(article.kind, article.id),
        article.kind,
        taken[0].place.label,
        taken[-1].place.label,
        len(taken),
        planned,
        fit.over(),
        fit.room(continuation.columns * depth),
        int(continuation.measure / house.text_styles[kind.body].size + TOLERANCE),
        fit.verdict,
        found,
    )


def _rows(draft: PageDraft, article: Article, house: HouseStyle) -> PageRows | None:
    return page_rows(draft, article, house) if draft.full_page is None else None


def _wanted(taken: int, planned: int | None) -> Callable[[int], bool]:
    """Which numbers of pages would do: the plan's, or any smaller one."""
    return lambda pages: pages < taken if planned is None else pages == planned


def _alternatives(
    desk: Desk, article: Article, wanted: Callable[[int], bool]
) -> tuple[Alternative, ...]:
    """Everything the article can be composed in: what fits first, then the fullest."""
    found = []
    for trial, named in _trials(desk.house, article):
        drafts = desk.compose(trial, PageRefs()).recto
        rows = [_rows(draft, trial, desk.house) for draft in drafts]
        white = next((page.white for page in reversed(rows) if page is not None), 0)
        fits = wanted(len(drafts))
        found.append(replace(named, pages=len(drafts), white_rows=white, fits=fits))
    return tuple(sorted(found, key=lambda one: (not one.fits, one.white_rows)))


def _trials(house: HouseStyle, article: Article) -> Iterator[tuple[Article, Alternative]]:
    """The article in every other kind, then on every other first page, that could hold it."""
    own = house.kind(article.kind)
    seen = [replace(own, name="", start="")]
    for name, kind in house.kinds.items():
        layout = replace(kind, name="", start="")
        if name not in MADE_UP and layout not in seen and _holds(house, own, kind, article):
            seen.append(layout)
            yield replace(article, kind=name), Alternative(kind=name)
    opener = house.masters.get(article.template) or house.masters[own.opener]
    sinks = {opener.sink}
    made_up = {house.kinds[name].opener for name in MADE_UP if name in house.kinds}
    for name, master in house.masters.items():
        if name not in made_up and master.sink not in sinks and _same_columns(opener, master):
            sinks.add(master.sink)
            yield replace(article, template=name), Alternative(template=name)


def _holds(house: HouseStyle, own: KindStyle, other: KindStyle, article: Article) -> bool:
    """Whether a kind has the same columns, and a head that shows all that the article has."""
    masters = house.masters
    return (
        _same_columns(masters[own.continuation], masters[other.continuation])
        and _same_columns(masters[own.opener], masters[other.opener])
        and own.vertical_rows == other.vertical_rows
        and not parts_lacking(article, house.heads[other.head])
    )


def _same_columns(one: Master, other: Master) -> bool:
    return one.columns == other.columns and same_length(one.measure, other.measure)
