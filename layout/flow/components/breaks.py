"""Forced breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Break, BreakKind
from layout.flow.model import BreakAfter, Strip
from layout.flow.registry import sets

if TYPE_CHECKING:
    from layout.flow.setting import Setting

_AFTER = {
    BreakKind.PAGE: BreakAfter.PAGE,
    BreakKind.COLUMN: BreakAfter.COLUMN,
    BreakKind.KEEP_WITH_NEXT: BreakAfter.FORBIDDEN,
}


@sets(Break)
def forced_break(block: Break, setting: Setting) -> tuple[Strip, ...]:  # noqa: ARG001 (a component takes both)
    """A strip of no height after which the column or page ends, or must not end."""
    return (Strip(0, break_after=_AFTER[block.kind]),)
