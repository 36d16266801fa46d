"""The byline as it is printed, made from the names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.content.model import Byline, Inline, Mark, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME_GAP = "\u3000"
# A gap between names; the space around a solidus is none.
_GAPS = re.compile(r"((?<!/)\s+(?!/))")


def byline_text(byline: Byline, words: Mapping[str, str]) -> Text:
    """Who wrote what: `文 / 周一鸣　通讯员 / 林小舟`; the manuscript's own text goes first.

    No name is parted by a line's end.
    """
    if byline.text:
        return _whole_names(byline.text)
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
    return _whole_names((NAME_GAP * 2).join(parts))


def _whole_names(text: str) -> Text:
    """The text with what stands between two gaps held together, a label with its name."""
    return tuple(
        Inline(part, Mark.NONE if part.isspace() else Mark.NO_BREAK)
        for part in _GAPS.split(text)
        if part
    )
