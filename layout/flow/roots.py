"""Where articles stand in the structure: in stretches of one section, in the plan's order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import plain
from layout.display.structure import STEP, Node

if TYPE_CHECKING:
    from collections.abc import Callable

    from layout.content.model import Article, Issue, Section
    from layout.display.structure import Tag


def roots_of(issue: Issue, section_of: Callable[[Article], Section | None]) -> dict[str, Tag]:
    """The way to each article, by its id; one that goes on elsewhere stands where it begins.

    Articles of one section that follow each other share its element.
    """
    roots: dict[str, Tag] = {}
    last: Section | None = None
    outer: Tag = ()
    for order, article in enumerate(issue.articles):
        section = section_of(article)
        if section is None:
            outer = ()
        elif section is not last:
            named = (("id", section.id), ("name", section.cn))
            outer = (Node(order * STEP, "section", data=named),)
        last = section
        data = (
            ("id", article.id),
            ("title", plain(article.title)),
            ("name", article.short_title),
        )
        roots[article.id] = (*outer, Node(order * STEP, "article", data=data))
    return roots
