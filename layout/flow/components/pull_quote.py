"""A sentence lifted out of the copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import PullQuote, as_text
from layout.display.structure import Node
from layout.flow.boxes import column_box, inner_setting, trimmed
from layout.flow.floats import float_of, float_width, leaves_copy, span_of
from layout.flow.registry import sets
from layout.flow.strips import stack, text_strips, without_white
from layout.flow.vertical import even_bands, measure_in, upright_lines, vertical_style
from layout.record import replace

if TYPE_CHECKING:
    from layout.content.model import Text
    from layout.flow.model import Entry, Strip
    from layout.flow.setting import Setting
    from layout.flow.vertical import Upright
    from layout.styles.model import BoxStyle


@sets(PullQuote)
def pull_quote(block: PullQuote, setting: Setting) -> tuple[Entry, ...]:
    """A pull quote between the style's bars; it moves as one piece if a page can hold it."""
    span = span_of(block.reach, setting)
    if leaves_copy(block.place, span, setting):
        width = float_width(block.place, span, setting)
        strips = trimmed(_in_column(block, replace(setting, measure=width)))
        one = stack(strips, setting.row)
        return (float_of(one, block.place, span, setting, "pull-quote"),)
    return _in_column(block, setting)


def _in_column(block: PullQuote, setting: Setting) -> tuple[Strip, ...]:
    style = setting.house.boxes["pull-quote"]
    inner = inner_setting(setting, style)
    if block.direction == "vertical":
        return column_box(_vertical(block, style, inner), style, setting)
    strips: list[Strip] = []
    for text, role, own in _parts(block, inner):
        strips += text_strips(text, role, own, span=block.span)
    copy = without_white(strips)
    rows = sum(strip.rows for strip in copy) + 2 * style.padding_rows
    if rows <= setting.house.page.rows:
        copy = [stack(copy, setting.row)]
    return column_box(copy, style, setting)


def _vertical(block: PullQuote, style: BoxStyle, setting: Setting) -> tuple[Strip, ...]:
    """The quote in one band, if a column can hold one so tall."""
    most = setting.house.page.rows - 2 * style.padding_rows
    heights = (style.vertical_rows, most)
    return even_bands(lambda rows: _lines(block, rows, setting), heights, setting, "center")


def _parts(block: PullQuote, setting: Setting) -> tuple[tuple[Text, str, Setting], ...]:
    """The quote and who said it, which stands behind it among the same siblings."""
    quote = setting.under("pull-quote", block.text)
    named = Node(quote.tag[-1].order + 1, "attribution", block.attribution)
    name = replace(setting, tag=(*setting.tag, named))
    return (
        (block.text, "pull-quote", quote),
        (as_text(block.attribution), "pull-quote-name", name),
    )


def _lines(block: PullQuote, rows: int, setting: Setting) -> tuple[Upright, ...]:
    height = measure_in(rows, vertical_style("pull-quote", setting).size, setting)
    return tuple(
        line
        for text, role, own in _parts(block, setting)
        if text
        for line in upright_lines(text, role, height, own, block.span)
    )
