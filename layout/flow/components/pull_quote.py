"""A sentence lifted out of the copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import PullQuote, as_text
from layout.flow.boxes import column_box, inner_setting
from layout.flow.registry import sets
from layout.flow.strips import stack, text_strips

if TYPE_CHECKING:
    from layout.flow.model import Entry
    from layout.flow.setting import Setting


@sets(PullQuote)
def pull_quote(block: PullQuote, setting: Setting) -> tuple[Entry, ...]:
    """A pull quote between the style's bars; it moves as one piece if a page can hold it."""
    style = setting.house.boxes["pull-quote"]
    inner = inner_setting(setting, style)
    strips = list(text_strips(block.text, "pull-quote", inner, span=block.span))
    if block.attribution:
        strips += text_strips(
            as_text(block.attribution), "pull-quote-name", inner, span=block.span
        )
    copy = [strip for strip in strips if not strip.space]
    rows = sum(strip.rows for strip in copy) + 2 * style.padding_rows
    if rows <= setting.house.page.rows:
        copy = [stack(copy, setting.row)]
    return column_box(copy, style, setting)
