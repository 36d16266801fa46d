"""Who wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.recover.build import ArticleDraft, Draft
from layout.recover.heads import subhead_text
from layout.recover.registry import takes

if TYPE_CHECKING:
    from layout.recover.reader import UnitReader
    from layout.recover.segments import Segment


@takes("byline")
def byline(reader: UnitReader, index: int, segment: Segment) -> None:
    """A byline signs the article; one more, under a head, a story of its own or a sidebar."""
    before = reader.before(index)
    bracketed = segment.first.text[0] in "[［【〔(（"
    if bracketed and reader.article.bylines and reader.article.kind != "brief_group":
        src = str(segment.first.number)
        reader.closing += [Draft("credit", text=text, src=src) for text in segment.texts]
        return
    headed = before is not None and before.kind == "head" and index - 1 != reader.title
    if reader.article.bylines and headed and reader.opens_here and before is not None:
        head = subhead_text(before.lines)
        if reader.sidebar is not None and reader.sidebar.title == head:
            reader.sidebar.bylines += segment.texts
            return
        _second_article(reader, before)
    reader.article.bylines += segment.texts


def _second_article(reader: UnitReader, head: Segment) -> None:
    taken = reader.home()
    last = taken[-1] if taken else None
    if isinstance(last, Draft) and last.text == subhead_text(head.lines):
        taken.pop()
    reader.item = reader.sidebar = None
    article = ArticleDraft("feature", src=str(head.first.number))
    article.title = subhead_text(head.lines)
    reader.result.articles.append(article)
