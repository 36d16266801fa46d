"""What an issue says of itself to libraries: its numbers, and its articles with their pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.display.imprint import Imprint, ListedArticle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from layout.content.model import Article, Byline, Issue, Section
    from layout.display.model import Page

# What is no article of a bibliography, though it has a page.
_UNLISTED = frozenset({"cover", "contents"})
# A byline's own text is names in groups, each after its label and a solidus:
# `文 / 周一鸣　通讯员 / 林小舟　何棠`.
_LABEL = re.compile(r"\s*(?P<label>[^\s/／]+)\s*[/／]\s*")
_GAP = re.compile(r"[\s、，,]+")
# Labels of those who wrote, reported or compiled; all others took pictures or helped.
_WRITES = re.compile(r"文|作者|撰|记者|通讯员|采访|采写|整理|编|译|口述|执笔")


def imprint_of(
    issue: Issue, pages: Sequence[Page], section_of: Callable[[Article], Section | None]
) -> Imprint:
    """The imprint of an issue on its pages; articles in the order of their first pages."""
    labels: dict[str, list[str]] = {}
    for page in pages:
        labels.setdefault(page.article, []).append(page.label)
    publication = issue.publication
    articles = {article.id: article for article in issue.articles}
    listed = (
        _listed(articles[key], tuple(found), section_of(articles[key]))
        for key, found in labels.items()
        if key in articles and articles[key].kind not in _UNLISTED
    )
    return Imprint(
        publication=publication.title,
        issn=publication.issn,
        cn=publication.cn,
        volume=issue.volume,
        number=issue.number,
        name=issue.title,
        cover_date=issue.date.isoformat() if issue.date else "",
        cover_line=issue.issue_line,
        publisher=publication.publisher,
        articles=tuple(one for one in listed if one.title),
    )


def _listed(
    article: Article, labels: tuple[str, ...], section: Section | None
) -> ListedArticle:
    authors, others = names_of(article.byline) if article.byline else ((), ())
    name = section.cn if section else ""
    return ListedArticle(article.short_title, labels, authors, others, name)


def names_of(byline: Byline) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who wrote an article, and who else had a hand in it.

    The names a byline lists go before those in its printed text.
    """
    authors = (*byline.writers, *byline.correspondents, *byline.compilers)
    others = byline.photographers
    if not authors and not others:
        authors, others = _names_in(byline.text)
    return tuple(dict.fromkeys(authors)), tuple(dict.fromkeys(others))


def _names_in(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names in a printed byline; a text without labels names nobody for certain."""
    authors: list[str] = []
    others: list[str] = []
    labels = list(_LABEL.finditer(text))
    ends = [*(found.start() for found in labels[1:]), len(text)]
    for found, end in zip(labels, ends, strict=False):
        group = authors if _WRITES.search(found["label"]) else others
        group += [name for name in _GAP.split(text[found.end() : end]) if name]
    return tuple(authors), tuple(others)
