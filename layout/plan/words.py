"""What a flatplan says of an article, in words that the terminal and the sheet share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.plan.model import FITS, MADE_UP, STRAY, UNDER_PLAN

if TYPE_CHECKING:
    from layout.plan.model import Alternative, PlannedArticle, PlannedPage

# Characters that may come are told in tens: nobody writes to the character.
ROUNDED_TO = 10


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 line`, `3 lines`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def pages_taken(article: PlannedArticle) -> str:
    """How many pages an article takes, and how many it has."""
    taken = counted(article.pages, "page")
    return taken if article.planned is None else f"{taken}, {article.planned} planned"


def advice(article: PlannedArticle) -> str:
    """What to cut or to write, in lines and characters; nothing where there is no copy."""
    if article.kind in MADE_UP:
        return ""
    if article.verdict not in {FITS, UNDER_PLAN}:
        over = f"{counted(article.over_lines, 'line')} over: cut {article.over_characters}"
        return f"{over} characters" + (" to save a page" if article.verdict == STRAY else "")
    if not article.room_lines:
        return "full"
    room = article.room_characters // ROUNDED_TO * ROUNDED_TO
    return f"room for {counted(article.room_lines, 'more line')}, about {room} characters"


def would_fit(article: PlannedArticle) -> list[str]:
    """The kinds and masters that would make an article fit, the fullest last page first."""
    return [_alternative(one) for one in article.alternatives if one.fits]


def _alternative(one: Alternative) -> str:
    what = f"kind {one.kind}" if one.kind else f"template {one.template}"
    white = counted(one.white_rows, "row")
    return f"{what}: {counted(one.pages, 'page')}, {white} white"


def figures_of(page: PlannedPage) -> str:
    """How full a page is: `47%, 13 rows white`."""
    white = f", {counted(page.white_rows, 'row')} white" if page.white_rows else ""
    return f"{page.fill:.0%}{white}"


def warning_of(page: PlannedPage) -> str:
    """What is wrong with a page, if anything."""
    if page.blank:
        return f"blank: next starts {page.start}"
    return f"overset {counted(page.overset_lines, 'line')}" if page.overset_lines else ""
