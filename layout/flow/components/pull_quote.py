"""A sentence lifted out of the copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import PullQuote, as_text
from layout.flow.boxes import column_box, inner_setting
from layout.flow.registry import sets
from layout.flow.strips import space, stack, text_strips
from layout.flow.vertical import Upright, band_strip, bands, upright_lines, vertical_role

if TYPE_CHECKING:
    from layout.flow.model import Entry, Strip
    from layout.flow.setting import Setting


@sets(PullQuote)
def pull_quote(block: PullQuote, setting: Setting) -> tuple[Entry, ...]:
    """A pull quote between the style's bars; it moves as one piece if a page can hold it."""
    style = setting.house.boxes["pull-quote"]
    inner = inner_setting(setting, style)
    if block.direction == "vertical":
        most = setting.house.page.rows - 2 * style.padding_rows
        return column_box(_bands(block, style.vertical_rows, most, inner), style, setting)
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


def _bands(block: PullQuote, least: int, most: int, setting: Setting) -> list[Strip]:
    """The quote in one band, taller than `least` rows only where it needs to be."""
    found: list[list[Upright]] = []
    for rows in range(min(least, most), most + 1):
        found = bands(_lines(block, rows, setting), setting.measure)
        if len(found) == 1:
            break
    strips: list[Strip] = []
    for band in found:
        strips += space(1) if strips else ()
        strips.append(band_strip(band, setting, align="center"))
    return strips


def _lines(block: PullQuote, rows: int, setting: Setting) -> tuple[Upright, ...]:
    height = rows * setting.row - (setting.row - setting.house.page.em)
    parts = (
        (block.text, vertical_role("pull-quote", setting)),
        (as_text(block.attribution), vertical_role("pull-quote-name", setting)),
    )
    return tuple(
        line
        for text, role in parts
        if text
        for line in upright_lines(text, role, height, setting, block.span)
    )
