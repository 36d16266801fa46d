"""An article set as it would be in its issue, with the reasons of every line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.display.model import TextLine
from layout.flow.paginate import paginate
from layout.record import Record, replace
from layout.text.explain import WatchedTypesetter, explain_paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.content.model import Article, Issue
    from layout.fonts import FontSet
    from layout.styles.model import HouseStyle
    from layout.text.explain import ExplainedParagraph, Watched


class PlacedParagraph(Record):
    """A paragraph that stands on a page: its role there (body, title …) and its lines."""

    role: str
    explained: ExplainedParagraph


def explain_article(
    issue: Issue, house: HouseStyle, fonts: FontSet, article: Article
) -> tuple[PlacedParagraph, ...]:
    """The article's paragraphs in the order of its pages.

    The article is paginated as a build would do it: heads, boxes and lists have the measure
    they really have, and settings that were only tried do not come back.
    """
    typesetter = WatchedTypesetter(fonts)
    pages = paginate(_alone(issue, article), house, typesetter)
    # The lines of a page hold the very runs that the typesetter made.
    made = {
        id(line.runs): watched for watched in typesetter.watched for line in watched.made.lines
    }
    lines = (item for page in pages.pages for item in page.items if isinstance(item, TextLine))
    mine = (line for line in lines if line.article == article.id and line.runs)
    return tuple(
        PlacedParagraph(role, explain_paragraph(watched))
        for role, watched in _each_once(mine, made)
    )


def _alone(issue: Issue, article: Article) -> Issue:
    """An issue of one article; a contents page needs all the others."""
    if article.kind == "contents":
        return issue
    plan = tuple(entry for entry in issue.flatplan if entry.article == article.id)
    return replace(issue, articles=(article,), flatplan=plan)


def _each_once(
    lines: Iterator[TextLine], made: dict[int, Watched]
) -> Iterator[tuple[str, Watched]]:
    """Each paragraph at its first line, with the role of that line."""
    seen: set[int] = set()
    for line in lines:
        watched = made.get(id(line.runs))
        if watched is not None and id(watched) not in seen:
            seen.add(id(watched))
            yield line.role, watched
