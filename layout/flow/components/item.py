"""Small texts in a row: statements, dated items, profiles, briefs, gallery items.

All share one order (mark or date, kicker, title, speaker, picture, copy, pull quote); the box
of the item's kind and its text styles give each its dress.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.export import speaker_line
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


# How many parts a head may have.
HEAD_PARTS = 4


@sets(Item)
def item(block: Item, setting: Setting) -> tuple[Entry, ...]:
    """An item in the dress of its kind; kinds without a box of their own stand open."""
    style = setting.house.boxes.get(block.kind)
    setting = setting.under("item", data=(("kind", block.kind), ("marker", block.mark)))
    if style is None:
        return tuple(_open_item(block, setting))
    inner = inner_setting(setting, style)
    return column_box(_open_item(block, inner, style.mark), style, setting)


def _open_item(block: Item, setting: Setting, mark: str = "") -> list[Entry]:
    entries: list[Entry] = list(_head(block, setting, block.mark or mark))
    if block.picture is not None:
        own = setting.at(HEAD_PARTS)
        entries.append(picture_strip(block.picture, setting.measure, own))
    entries += set_blocks(block.blocks, setting.at(HEAD_PARTS + 1))
    if block.pull_quote:
        quote = PullQuote(text=as_text(block.pull_quote), span=block.span)
        entries += pull_quote(quote, setting.at(HEAD_PARTS + 1 + len(block.blocks)))
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
    parts: tuple[tuple[Text, str, Text | str], ...] = (
        (date, "date", block.date),
        (as_text(block.kicker), "kicker", block.kicker),
        (title, "title", block.title),
        (speaker, "speaker", speaker_line(block.speaker)),
    )
    strips: list[Strip] = []
    for order, (text, role, said) in enumerate(parts):
        own = setting.part(order, role, said)
        strips += text_strips(text, f"{kind}-{role}", own, span=block.span)
    return bound(strips, with_next=True) if strips else ()
