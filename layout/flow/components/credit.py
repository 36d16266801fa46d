"""A line of credits inside the copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Credit
from layout.flow.registry import sets
from layout.flow.strips import text_strips

if TYPE_CHECKING:
    from layout.flow.model import Strip
    from layout.flow.setting import Setting


@sets(Credit)
def credit(block: Credit, setting: Setting) -> tuple[Strip, ...]:
    """Credits, set as the style's `credit` says."""
    own = setting.under("credit", block.text)
    return text_strips(block.text, "credit", own, span=block.span)
