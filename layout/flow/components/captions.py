"""Numbered captions that stand together, for pictures that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Inline
from layout.flow.strips import space, text_strips

if TYPE_CHECKING:
    from layout.content.model import Article
    from layout.flow.model import Strip
    from layout.flow.setting import Setting

NUMBER_GAP = "\u3000"


def caption_strips(article: Article, setting: Setting) -> tuple[Strip, ...]:
    """An article's own captions, one below the other behind its copy."""
    strips: list[Strip] = []
    for order, (number, text) in enumerate(article.captions, setting.order):
        numbered = (Inline(f"{number}{NUMBER_GAP}{text}"),)
        own = setting.at(order).under("caption", text, data=(("number", str(number)),))
        strips += text_strips(numbered, "caption", own, span=article.span)
    return (*space(1), *strips) if strips else ()
