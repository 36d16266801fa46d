"""The byline as it is printed, made from the names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Byline, Text, as_text

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME_GAP = "\u3000"


def byline_text(byline: Byline, words: Mapping[str, str]) -> Text:
    """Who wrote what: `文 / 周一鸣　通讯员 / 林小舟`; the manuscript's own text goes first."""
    if byline.text:
        return as_text(byline.text)
    writer = (
        f"{byline.reporter_of}{words['reporter']}" if byline.reporter_of else words["writer"]
    )
    groups = (
        (writer, byline.writers),
        (words["correspondent"], byline.correspondents),
        (words["photographer"], byline.photographers),
        (words["compiler"], byline.compilers),
    )
    parts = [f"{label} / {NAME_GAP.join(names)}" for label, names in groups if names]
    return as_text((NAME_GAP * 2).join(parts))
