"""What stands over and under a table or a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Inline, Text
from layout.flow.strips import text_strips, without_white

if TYPE_CHECKING:
    from layout.diagnostics import SourceSpan
    from layout.flow.model import Strip
    from layout.flow.setting import Setting

CREDIT_GAP = "\u3000"


def plain_strips(
    text: Text, role: str, setting: Setting, span: SourceSpan
) -> tuple[Strip, ...]:
    """A text of a role as strips, without white before and after it."""
    strips = text_strips(text, role, setting, span=span)
    return tuple(without_white(strips))


def credited(note: Text, credit: str) -> Text:
    """A note and a credit in one line."""
    gap = (Inline(CREDIT_GAP),) if note and credit else ()
    part = "credit" if note else ""
    return (*note, *gap, *((Inline(credit, part=part),) if credit else ()))


def credited_setting(note: Text, credit: str, setting: Setting) -> Setting:
    """The surroundings of a note and a credit in one line; a credit alone is what is read."""
    return setting.under("plain" if note else "credit", note or credit)
