"""Who speaks: position, name and a colon, on a line of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Speaker
from layout.recover.build import Draft
from layout.recover.clean import clean_head
from layout.recover.registry import takes
from layout.recover.signs import SIGN_PATTERNS

if TYPE_CHECKING:
    from layout.recover.reader import UnitReader
    from layout.recover.segments import Segment


@takes("speaker")
def speaker(reader: UnitReader, index: int, segment: Segment) -> None:  # noqa: ARG001
    """The speaker of a statement in verse; elsewhere the line is a subhead."""
    found = SIGN_PATTERNS["speaker"].match(segment.joined)
    article = reader.article
    if found and reader.unit.is_verse and reader.opens_here and article.speaker is None:
        article.speaker = Speaker(found[2].replace(" ", ""), clean_head(found[1]))
        return
    src = str(segment.first.number)
    reader.add(Draft("subhead", text=clean_head(segment.joined), src=src))
