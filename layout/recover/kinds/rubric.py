"""The name of a column: ·专家言论·."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.recover.registry import takes

if TYPE_CHECKING:
    from layout.recover.reader import UnitReader
    from layout.recover.segments import Segment


@takes("rubric")
def rubric(reader: UnitReader, index: int, segment: Segment) -> None:  # noqa: ARG001
    """The rubric the article is under was taken when it was opened; another has no place."""
    if segment is not reader.rubric:
        reader.leave(segment.lines, "疑为栏名")
