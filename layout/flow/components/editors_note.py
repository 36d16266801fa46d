"""编者按."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import EditorsNote, as_text
from layout.flow.boxes import column_box, inner_setting
from layout.flow.galley import set_blocks
from layout.flow.registry import sets
from layout.flow.strips import text_strips

if TYPE_CHECKING:
    from layout.flow.model import Entry
    from layout.flow.setting import Setting


@sets(EditorsNote)
def editors_note(block: EditorsNote, setting: Setting) -> tuple[Entry, ...]:
    """The editor's note in its box, under the style's own word for it."""
    style = setting.house.boxes["editors-note"]
    inner = inner_setting(setting.under("editors-note"), style)
    word = setting.house.words["editors-note"]
    marker = text_strips(
        as_text(word), "note-marker", inner.under("marker", word), span=block.span
    )
    return column_box([*marker, *set_blocks(block.blocks, inner.at(1))], style, setting)
