"""Heads inside an article: on the grid, and never parted from what they head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Inline, Mark, Subhead, Text
from layout.flow.registry import sets
from layout.flow.strips import text_strips, without_white
from layout.record import replace

if TYPE_CHECKING:
    from layout.flow.model import Strip
    from layout.flow.setting import Setting


@sets(Subhead)
def subhead(block: Subhead, setting: Setting) -> tuple[Strip, ...]:
    """A subhead of its level; a label stands before it on a line of its own."""
    label: tuple[Strip, ...] = ()
    own = subhead_setting(block, setting)
    if block.label:
        label = text_strips((Inline(block.label),), "subhead-label", own, span=block.span)
    head = text_strips(subhead_text(block), subhead_role(block), own, span=block.span)
    if label:
        # The label brings the white; the head under it needs none of its own.
        head = tuple(without_white(head))
    return (*label, *head)


def subhead_setting(block: Subhead, setting: Setting) -> Setting:
    """The surroundings of a subhead's words and its label, which are one head."""
    label = (Inline(f"{block.label}\n"),) if block.label else ()
    said = (*label, *block.text)
    return setting.under("head", said, level=block.level, data=_known(block))


def _known(block: Subhead) -> tuple[tuple[str, str], ...]:
    return (("id", block.id),) if block.id else ()


def subhead_text(block: Subhead) -> Text:
    """The words of a subhead; it is bold by its style."""
    return tuple(replace(part, marks=part.marks & ~Mark.STRONG) for part in block.text)


def subhead_role(block: Subhead) -> str:
    """The role of a subhead of its level."""
    return f"subhead-{min(max(block.level, 2), 4)}"
