"""Page units → articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import layout.recover.kinds  # noqa: F401  (registers the takers)
from layout.recover.briefs import is_briefs, read_briefs
from layout.recover.build import Assembly
from layout.recover.explainer import is_explainer, part_tail, read_explainer
from layout.recover.items import find_item_heads, stands_before
from layout.recover.narrow import mark_narrow
from layout.recover.opening import open_article
from layout.recover.reader import UnitReader
from layout.recover.registry import taker_for
from layout.recover.run_in import mark_run_in
from layout.recover.settle import settle
from layout.recover.torn import join_torn
from layout.recover.units import column_of, take_furniture, units_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.recover.lines import Line
    from layout.recover.units import Unit


def assemble(lines: Sequence[Line]) -> Assembly:
    """The articles of an extraction, in the order of its pages."""
    units = units_of(lines)
    result = Assembly(column_em=column_of(lines))
    for unit in units:
        take_furniture(unit, result)
        _take(unit, units, result)
        if result.articles:
            result.articles[-1].ornaments += unit.ornaments
    settle(result.articles)
    join_torn(result)
    mark_run_in(result.articles)
    mark_narrow(result)
    result.articles = [article for article in result.articles if not article.is_empty]
    return result


def _take(unit: Unit, units: Sequence[Unit], result: Assembly) -> None:
    """One unit, as what it is: briefs, a page of an explainer, or a page of an article."""
    if is_briefs(unit, units):
        read_briefs(unit, result)
        return
    if unit.display is not None:
        result.furniture += unit.display.lines
    if not is_explainer(unit, units):
        _read_unit(unit, result)
        return
    tail, own = part_tail(unit, result.articles[-1] if result.articles else None)
    if tail is not None:
        _read_unit(tail, result)
    read_explainer(own, result)


def _read_unit(unit: Unit, result: Assembly) -> None:
    """One unit into the running article, or into a new one."""
    reader = UnitReader(unit, result)
    reader.title = open_article(reader)
    reader.item_heads = find_item_heads(reader)
    reader.copy_first = stands_before(reader)
    for index, segment in enumerate(reader.segments):
        if index != reader.title:
            taker_for(segment.kind)(reader, index, segment)
        elif reader.strays:
            reader.caption(reader.strays, "horizontal")
    reader.article.body += [*reader.waiting, *reader.closing]
