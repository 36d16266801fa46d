"""Captions: numbered rows, and lines set vertically beside a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.recover.build import Draft
from layout.recover.registry import takes

if TYPE_CHECKING:
    from layout.recover.reader import UnitReader
    from layout.recover.segments import Segment


@takes("caption")
def caption(reader: UnitReader, index: int, segment: Segment) -> None:  # noqa: ARG001
    """Numbered captions are kept as a list: the pictures are not there."""
    src = str(segment.first.number)
    reader.add(Draft("list", lines=[segment.joined], mark="", src=src))


@takes("vertical")
def vertical(reader: UnitReader, index: int, segment: Segment) -> None:  # noqa: ARG001
    """A vertical caption has no place without its picture."""
    reader.leave(segment.lines, "竖排图注")
