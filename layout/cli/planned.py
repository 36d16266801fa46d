"""What `banxin plan` found, as tables for a terminal and as one JSON document."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from layout.plan.model import FITS, GENERATED, OVER_PLAN
from layout.plan.words import advice, counted, figures_of, pages_taken, warning_of, would_fit
from layout.record import asdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.table import Table

    from layout.pipeline import PlanResult
    from layout.plan import IssuePlan, PlannedArticle, PlannedPage, Spread

# Where no terminal sets a width, nothing is cut.
PLAIN_WIDTH = 240
DIGITS = 3
_COLORS = {FITS: "", GENERATED: "", OVER_PLAN: "red"}


def as_document(planned: PlanResult) -> dict[str, Any]:  # Any: JSON values of every kind
    """The flatplan with every figure. Shares are from 0 to 1, pages are named by folio."""
    plan = planned.plan
    return {
        "title": plan.title,
        "pages": plan.total_pages,
        "blank_pages": [page.label for page in plan.blank_pages],
        "multiples": [asdict(one) for one in plan.multiples],
        "spreads": [_spread(plan, spread) for spread in plan.spreads],
        "articles": [_article(article) for article in plan.articles],
        "findings": [finding.as_json() for finding in planned.findings],
    }


def _spread(plan: IssuePlan, spread: Spread) -> dict[str, Any]:
    return {
        "folios": [page.label for page in spread.pages],
        "articles": [article.id for article in _on(plan, spread)],
        "fill": round(spread.fill, DIGITS),
        "pages": [_page(page) for page in spread.pages],
    }


def _page(page: PlannedPage) -> dict[str, Any]:
    fields = asdict(page)
    del fields["color"], fields["title"], fields["foot_row"]
    return {**fields, "fill": round(page.fill, DIGITS)}


def _article(article: PlannedArticle) -> dict[str, Any]:
    return {
        **asdict(article),
        "over_characters": article.over_characters,
        "room_characters": article.room_characters,
        "advice": advice(article),
        "alternatives": [asdict(one) for one in article.alternatives],
    }


def _on(plan: IssuePlan, spread: Spread) -> Iterator[PlannedArticle]:
    """The articles of a spread, each once, in order."""
    named = dict.fromkeys(page.article for page in spread.pages if not page.blank)
    articles = {article.id: article for article in plan.articles}
    return (articles[name] for name in named)


def print_plan(plan: IssuePlan) -> None:
    """Write the tables to standard output: with rules and colour on a terminal only."""
    from rich.console import Console

    click.echo(plan.title)
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else PLAIN_WIDTH)
    for table in (_spread_table(plan), _article_table(plan)):
        with console.capture() as written:
            console.print(table)
        for line in written.get().splitlines():
            click.echo(line.rstrip())
        click.echo()
    for line in _totals(plan):
        click.echo(line)


def _table(*heads: str) -> Table:
    from rich import box
    from rich.table import Table

    shape = box.HORIZONTALS if sys.stdout.isatty() else None
    table = Table(box=shape, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def _spread_table(plan: IssuePlan) -> Table:
    from rich.text import Text

    table = _table("folios", "articles", "section", "master", "fill and white", "")
    for spread in plan.spreads:
        cells = (
            "–".join(page.label for page in spread.pages),
            _joined(_pages_of(article) for article in _on(plan, spread)),
            _each_once(page.section for page in spread.pages),
            _each_once(page.master for page in spread.pages if not page.blank),
            _joined("blank" if page.blank else figures_of(page) for page in spread.pages),
        )
        wrong = _joined(filter(None, map(warning_of, spread.pages)))
        table.add_row(*map(Text, cells), Text(wrong, "red"))
    return table


def _pages_of(article: PlannedArticle) -> str:
    """An article with the folios it takes."""
    first, last = article.first, article.last
    return f"{article.title} {first}" if first == last else f"{article.title} {first}–{last}"


def _each_once(words: Iterator[str]) -> str:
    return _joined(dict.fromkeys(filter(None, words)))


def _joined(words: Iterable[str]) -> str:
    """Words below each other on a terminal, where columns are narrow; else in one line."""
    return ("\n" if sys.stdout.isatty() else " / ").join(words)


def _article_table(plan: IssuePlan) -> Table:
    from rich.text import Text

    table = _table("article", "pages", "copyfit", "would fit as")
    for article in plan.articles:
        color = _COLORS.get(article.verdict, "yellow")
        advised = Text(advice(article), color)
        others = Text("; ".join(would_fit(article)))
        table.add_row(Text(article.title), Text(pages_taken(article)), advised, others)
    return table


def _totals(plan: IssuePlan) -> Iterator[str]:
    yield f"{counted(plan.total_pages, 'page')} on {counted(len(plan.spreads), 'spread')}"
    for one in plan.multiples:
        pages = counted(one.over, "page")
        short = f"{pages} over a multiple of {one.of}, {one.short} short of the next"
        yield f"  {short}" if one.over else f"  a multiple of {one.of}"
    for page in plan.blank_pages:
        yield f"  page {page.label} is blank: {page.title} starts {page.start}"
