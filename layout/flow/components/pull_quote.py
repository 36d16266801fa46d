"""A sentence lifted out of the copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import PullQuote, as_text
from layout.flow.boxes import column_box, inner_setting, whole_ems
from layout.flow.registry import sets
from layout.flow.strips import space, stack, text_strips
from layout.flow.vertical import Upright, band_strip, bands, upright_lines, vertical_style

if TYPE_CHECKING:
    from layout.flow.model import Entry, Strip
    from layout.flow.setting import Setting

# A vertical quote is not set shorter for the sake of even lines.
LEAST_ROWS = 5


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


def _bands(block: PullQuote, rows: int, most: int, setting: Setting) -> list[Strip]:
    """The quote in one band if a column can hold it: about `rows` tall, its lines even."""
    found: list[list[Upright]] = []
    for tall in range(min(rows, most), most + 1):
        found = bands(_lines(block, tall, setting), setting.measure)
        if len(found) == 1:
            found = [_evened(block, found[0], tall, setting)]
            break
    strips: list[Strip] = []
    for band in found:
        strips += space(1) if strips else ()
        strips.append(band_strip(band, setting, align="center"))
    return strips


def _evened(
    block: PullQuote, band: list[Upright], rows: int, setting: Setting
) -> list[Upright]:
    """The same lines in as few rows as they need, so that the last is not much shorter."""
    for less in range(rows - 1, LEAST_ROWS - 1, -1):
        lines = _lines(block, less, setting)
        if len(lines) > len(band):
            break
        band = list(lines)
    return band


def _lines(block: PullQuote, rows: int, setting: Setting) -> tuple[Upright, ...]:
    room = rows * setting.row - (setting.row - setting.house.page.em)
    height = whole_ems(room, vertical_style("pull-quote", setting).size)
    parts = (
        (block.text, "pull-quote"),
        (as_text(block.attribution), "pull-quote-name"),
    )
    return tuple(
        line
        for text, role in parts
        if text
        for line in upright_lines(text, role, height, setting, block.span)
    )
