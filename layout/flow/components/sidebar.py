"""Boxed stories beside the main one: 新闻链接, 延伸阅读."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from layout.content.export import byline_line
from layout.content.model import Sidebar, as_text, plain
from layout.content.walk import all_blocks
from layout.flow.boxes import column_box, inner_setting, trimmed, wide_box
from layout.flow.byline import byline_text
from layout.flow.components.upright import upright_texts
from layout.flow.floats import float_of, float_width, leaves_copy, span_of
from layout.flow.galley import set_blocks
from layout.flow.registry import sets
from layout.flow.strips import bound, stack, text_strips
from layout.flow.vertical import (
    Upright,
    even_bands,
    measure_in,
    upright_lines,
    vertical_style,
)
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.content.model import Text
    from layout.flow.model import Entry, Float, Strip
    from layout.flow.setting import Setting
    from layout.styles.model import BoxStyle


# Rows the head takes, one for each: the marker, and a title of one and a half.
HEAD_PARTS = ("marker", "title")
INDENT = 2
# The copy's first block comes behind marker, title and byline.
COPY = 3


@sets(Sidebar)
def sidebar(block: Sidebar, setting: Setting) -> tuple[Entry, ...]:
    """A short sidebar stands in its column; a long one takes the full measure.

    What counts as long is the house style's `full_from_rows`; `span` says it for one sidebar.
    """
    style = setting.house.boxes["sidebar"]
    setting = setting.under("sidebar")
    narrow = inner_setting(setting, style)
    may_widen = style.full_from_rows > 0 and setting.master.columns > 1 and not setting.boxed
    horizontal = block.direction != "vertical"
    span = span_of(block.reach, setting)
    long = may_widen and span == 1 and _likely_rows(block, narrow) >= style.full_from_rows
    if horizontal and (long or span > 1):
        wide = _wide(block, style, setting, setting.master.columns if long else span)
        if wide is not None:
            return (wide,)
    span = 1 if horizontal else span
    if not leaves_copy(block.place, span, setting):
        return _in_column(block, style, setting)
    width = float_width(block.place, span, setting)
    strips = trimmed(_in_column(block, style, replace(setting, measure=width)))
    one = stack(strips, setting.row)
    if len(strips) > 1 or one.rows > setting.house.page.rows:
        return _in_column(block, style, setting)  # it breaks over columns, where it stands
    return (float_of(one, block.place, span, setting, "sidebar"),)


def _in_column(block: Sidebar, style: BoxStyle, setting: Setting) -> tuple[Strip, ...]:
    narrow = inner_setting(setting, style)
    if block.direction == "vertical":
        heights = (style.vertical_rows, style.vertical_rows)
        made = even_bands(lambda rows: upright_copy(block, rows, narrow), heights, narrow)
        return column_box(made, style, setting)
    entries = [*_head(block, narrow), *set_blocks(block.blocks, narrow.at(COPY))]
    return column_box(entries, style, setting)


def _likely_rows(block: Sidebar, narrow: Setting) -> int:
    """About how many rows the copy takes in a column, told by its length."""
    per_row = narrow.measure / narrow.style("body").size
    texts = [getattr(inner, "text", ()) for inner in all_blocks(block.blocks)]
    lengths = [len(plain(text)) for text in texts if text]
    return len(HEAD_PARTS) + sum(math.ceil((length + INDENT) / per_row) for length in lengths)


def _wide(block: Sidebar, style: BoxStyle, setting: Setting, span: int) -> Float | None:
    """The sidebar over so many columns; over them all, in as many as the style's box has."""
    full = span == setting.master.columns
    width = setting.master.width if full else float_width(block.place, span, setting)
    columns = style.inner_columns if full else span
    across = replace(setting, measure=width)
    head = _head(block, inner_setting(across, style))
    copy = set_blocks(block.blocks, inner_setting(across, style, columns=columns).at(COPY))
    made = wide_box(head, copy, style, across, columns)
    return made and replace(made, place=block.place, span=0 if full else span)


def _head(block: Sidebar, inner: Setting) -> tuple[Strip, ...]:
    strips: list[Strip] = []
    for text, role, own in _head_texts(block, inner):
        strips += text_strips(text, role, own, span=block.span)
    return bound(strips, with_next=True) if strips else ()


def _head_texts(block: Sidebar, inner: Setting) -> Iterator[tuple[Text, str, Setting]]:
    """The parts of the head, each with its role and its surroundings."""
    byline = byline_text(block.byline, inner.house.words) if block.byline else ()
    marker = inner.part(0, "marker", block.marker)
    yield as_text(block.marker), "sidebar-marker", marker
    yield block.title, "sidebar-title", inner.part(1, "title", block.title)
    yield byline, "sidebar-byline", inner.part(2, "byline", byline_line(block.byline))


def upright_copy(block: Sidebar, rows: int, setting: Setting) -> tuple[Upright, ...]:
    """Head and copy of a sidebar down so many rows, white before subheads and verse."""
    height = measure_in(rows, vertical_style("body", setting).size, setting)
    lines: list[Upright] = []
    head = ((text, role, False, own) for text, role, own in _head_texts(block, setting))
    copy = (
        part
        for order, inner in enumerate(block.blocks, COPY)
        for part in upright_texts(inner, setting.at(order))
    )
    for text, role, white, own in (*head, *copy):
        if white and lines:
            lines.append(Upright(setting.style("body"), role))
        if text:
            lines += upright_lines(text, role, height, own, block.span)
    return tuple(lines)
