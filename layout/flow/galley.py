"""An article's blocks, set: the galley."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.flow.registry import component_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layout.content.model import Block
    from layout.flow.model import Entry
    from layout.flow.setting import Setting


def set_blocks(blocks: Iterable[Block], setting: Setting) -> list[Entry]:
    """Every block set by its component, in order; the first has the setting's own place."""
    entries: list[Entry] = []
    for order, block in enumerate(blocks, setting.order):
        entries += component_for(block)(block, setting.at(order))
    return entries if setting.boxed else noted(entries, setting)


def noted(entries: list[Entry], setting: Setting) -> list[Entry]:
    """The entries with the notes of their marks, where the article has any."""
    return entries if setting.notes is None else setting.notes(entries)
