"""Page units → articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import layout.recover.kinds  # noqa: F401  (registers the takers)
from layout.recover.briefs import is_briefs, read_briefs
from layout.recover.build import ArticleDraft, Assembly, Draft
from layout.recover.items import find_item_heads, stands_before
from layout.recover.opening import open_article
from layout.recover.reader import UnitReader
from layout.recover.registry import taker_for
from layout.recover.torn import join_torn
from layout.recover.units import take_furniture, units_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.recover.lines import Line
    from layout.recover.units import Unit


def assemble(lines: Sequence[Line]) -> Assembly:
    """The articles of an extraction, in the order of its pages."""
    units = units_of(lines)
    result = Assembly()
    for unit in units:
        take_furniture(unit, result)
        if is_briefs(unit, units):
            read_briefs(unit, result)
        else:
            _read_unit(unit, result)
    _settle_decks(result.articles)
    join_torn(result)
    result.articles = [article for article in result.articles if not article.is_empty]
    return result


def _read_unit(unit: Unit, result: Assembly) -> None:
    """One unit into the running article, or into a new one."""
    reader = UnitReader(unit, result)
    reader.title = open_article(reader)
    reader.item_heads = find_item_heads(reader)
    reader.copy_first = stands_before(reader)
    for index, segment in enumerate(reader.segments):
        if index != reader.title:
            taker_for(segment.kind)(reader, index, segment)
    reader.article.body += reader.waiting


def _settle_decks(articles: Sequence[ArticleDraft]) -> None:
    """A deck leads into copy: where none follows, it is the copy itself."""
    for article in articles:
        if article.deck and not article.body:
            article.body += [Draft("copy", copy, src=copy.src) for copy in article.deck]
            article.deck = []
