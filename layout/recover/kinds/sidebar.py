"""Sidebars by their marker: ［新闻链接］."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.recover.build import ItemDraft
from layout.recover.registry import takes
from layout.recover.signs import marker_word

if TYPE_CHECKING:
    from layout.recover.reader import UnitReader
    from layout.recover.segments import Segment


@takes("marker")
def marker(reader: UnitReader, index: int, segment: Segment) -> None:  # noqa: ARG001
    """A marker opens a sidebar, which goes on to the unit's end."""
    word = marker_word(segment.first.text)
    reader.sidebar = ItemDraft("sidebar", marker=word, src=str(segment.first.number))
    reader.article.body.append(reader.sidebar)
    reader.item = None
