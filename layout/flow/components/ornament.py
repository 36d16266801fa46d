"""Ornaments of an article: what they print, and how they stand large over its head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import as_text
from layout.flow.setting import fill_in
from layout.flow.strips import text_strips

if TYPE_CHECKING:
    from layout.flow.model import Strip
    from layout.flow.setting import Setting

END_MARK = "end-mark"


def ornament_text(name: str, setting: Setting) -> str:
    """What an ornament of the house style prints; nothing where the style has none so named."""
    issue = setting.issue
    names = {"publication": issue.publication.title, "issue": issue.issue_line}
    return fill_in(setting.house.ornaments.get(name, ""), names)


def head_ornaments(setting: Setting) -> tuple[Strip, ...]:
    """The ornaments an article asks for but the end mark, large over its head."""
    setting = setting.untagged()
    return tuple(
        strip
        for name in setting.article.ornaments
        if name != END_MARK
        for strip in text_strips(as_text(ornament_text(name, setting)), name, setting)
    )
