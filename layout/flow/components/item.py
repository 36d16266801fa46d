"""Small texts in a row: statements, dated items, profiles, briefs, gallery items.

All share one order (mark or date, kicker, title, speaker, picture, copy, pull quote); the box
of the item's kind and its text styles give each its dress.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Inline, Item, Mark, PullQuote, Text, as_text
from layout.flow.boxes import column_box, inner_setting
from layout.flow.components.picture import picture_strip
from layout.flow.components.pull_quote import pull_quote
from layout.flow.galley import set_blocks
from layout.flow.registry import sets
from layout.flow.strips import bound, text_strips

if TYPE_CHECKING:
    from layout.flow.model import Entry, Strip
    from layout.flow.setting import Setting


@sets(Item)
def item(block: Item, setting: Setting) -> tuple[Entry, ...]:
    """An item in the dress of its kind; kinds without a box of their own stand open."""
    style = setting.house.boxes.get(block.kind)
    if style is None:
        return tuple(_open_item(block, setting))
    inner = inner_setting(setting, style)
    return column_box(_open_item(block, inner, style.mark), style, setting)


def _open_item(block: Item, setting: Setting, mark: str = "") -> list[Entry]:
    entries: list[Entry] = list(_head(block, setting, block.mark or mark))
    if block.picture is not None:
        entries.append(picture_strip(block.picture, setting.measure, setting))
    entries += set_blocks(block.blocks, setting)
    if block.pull_quote:
        quote = PullQuote(text=as_text(block.pull_quote), span=block.span)
        entries += pull_quote(quote, setting)
    return entries


def _head(block: Item, setting: Setting, mark: str) -> tuple[Strip, ...]:
    kind = block.kind.replace("_", "-")
    speaker: Text = ()
    if block.speaker is not None:
        position = (
            (Inline(f"{block.speaker.position}\u3000"),) if block.speaker.position else ()
        )
        speaker = (*position, Inline(block.speaker.name, Mark.STRONG))
    date = as_text(f"{mark}{block.date}" if block.date else "")
    title = (
        (Inline(mark), *block.title) if mark and block.title and not block.date else block.title
    )
    parts = (
        (date, f"{kind}-date"),
        (as_text(block.kicker), f"{kind}-kicker"),
        (title, f"{kind}-title"),
        (speaker, f"{kind}-speaker"),
    )
    strips: list[Strip] = []
    for text, role in parts:
        strips += text_strips(text, role, setting, span=block.span)
    return bound(strips, with_next=True) if strips else ()
