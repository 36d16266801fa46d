"""A composed issue → its flatplan: pages with their figures, articles with what fits."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Severity
from layout.flow.findings import lines_beyond
from layout.plan.copyfit import fit_of
from layout.plan.model import (
    OVER_PLAN,
    UNDER_PLAN,
    IssuePlan,
    Multiple,
    PlannedArticle,
    PlannedPage,
    Spread,
)
from layout.plan.rows import is_blank, page_rows
from layout.plan.words import advice, pages_taken, would_fit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.content.model import Issue
    from layout.flow.findings import Numbered
    from layout.flow.paginate import Composition, Desk

# Sheets fold into four, eight or sixteen pages.
SIGNATURES = (4, 8, 16)


def plan_of(desk: Desk, composition: Composition) -> IssuePlan:
    """The flatplan of an issue that a desk has composed.

    Its findings are those of the pages, with `over-plan` and `under-plan` for articles that do
    not keep to the pages planned for them.
    """
    issue, taken = desk.issue, _taken(composition.numbered)
    planned = {entry.article: entry.pages for entry in issue.flatplan}
    pages = _pages(desk, composition, planned)
    articles = tuple(
        fit_of(desk, taken[article.id], planned.get(article.id))
        for article in issue.articles
        if article.id in taken
    )
    total = len(pages)
    return IssuePlan(
        composition.pages.title,
        total,
        tuple(_spreads(pages)),
        articles,
        tuple(Multiple(of, total % of, -total % of) for of in SIGNATURES),
        tuple(_findings(issue, articles, composition.pages.findings)),
    )


def _taken(numbered: Sequence[Numbered]) -> dict[str, list[Numbered]]:
    """The pages of every article, without those that stay blank before it."""
    taken: dict[str, list[Numbered]] = {}
    for item in numbered:
        if not is_blank(item.draft):
            taken.setdefault(item.article.id, []).append(item)
    return taken


def _pages(
    desk: Desk, composition: Composition, planned: dict[str, int | None]
) -> list[PlannedPage]:
    pages: list[PlannedPage] = []
    for _, group in groupby(composition.numbered, key=lambda item: item.article.id):
        at = 0
        for item in group:
            allowed = planned.get(item.article.id)
            pages.append(_page(desk, composition, item, allowed is not None and at >= allowed))
            at += not is_blank(item.draft)
    return pages


def _page(
    desk: Desk,
    composition: Composition,
    item: Numbered,
    beyond_plan: bool,  # noqa: FBT001 (one caller, which reckons it)
) -> PlannedPage:
    house, article, place = desk.house, item.article, item.place
    blank = is_blank(item.draft)
    rows = page_rows(item.draft, article, house)
    laid = composition.pages.pages[place.page_index]
    overset = rows.used if beyond_plan else len(lines_beyond(laid, house.page))
    return PlannedPage(
        place.page_index,
        place.label,
        place.side,
        item.draft.master,
        article.id,
        article.short_title or house.words.get(article.kind, article.id),
        item.section.cn if item.section else "",
        desk.accent(article),
        item.opens,
        rows.rows,
        rows.used,
        rows.white,
        rows.foot,
        overset,
        desk.start_of(article) if blank else "",
        blank,
    )


def _spreads(pages: Sequence[PlannedPage]) -> Iterator[Spread]:
    """A verso with the recto after it; what has no partner lies alone."""
    at = 0
    while at < len(pages):
        pair = pages[at : at + 2]
        together = len(pair) == 2 and [page.side for page in pair] == ["verso", "recto"]
        yield Spread(tuple(pair if together else pair[:1]))
        at += 2 if together else 1


def _findings(
    issue: Issue, articles: Sequence[PlannedArticle], found: Sequence[Diagnostic]
) -> Iterator[Diagnostic]:
    """The findings of the pages; of copy beyond the plan, the flatplan's own words."""
    spans = {article.id: article.span for article in issue.articles}
    missed = {item.id: item for item in articles if item.verdict in {OVER_PLAN, UNDER_PLAN}}
    for finding in found:
        if finding.rule != "overset" or not finding.allowed or finding.article not in missed:
            yield finding
    for article in missed.values():
        severity = Severity.WARNING if article.verdict == OVER_PLAN else Severity.NOTE
        yield Diagnostic(
            severity,
            article.verdict,
            "; ".join(
                filter(None, (f"{article.title}: {pages_taken(article)}", advice(article)))
            ),
            spans[article.id],
            hint="; ".join(would_fit(article)) or "edit the copy, or change `pages`",
            page=article.first,
            article=article.id,
            measured=str(article.pages),
            allowed=str(article.planned),
        )
