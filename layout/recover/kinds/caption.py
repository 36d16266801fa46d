"""Captions: numbered rows, and lines set vertically beside a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.recover.build import Draft
from layout.recover.clean import clean_head
from layout.recover.registry import takes

if TYPE_CHECKING:
    from layout.recover.reader import UnitReader
    from layout.recover.segments import Segment

# Captions that count may have others of their kind under them.
COUNTED = "1."


@takes("caption")
def caption(reader: UnitReader, index: int, segment: Segment) -> None:  # noqa: ARG001
    """Captions that count on from 1 stand together, without their pictures."""
    text = clean_head(segment.joined)
    home = reader.home()
    last = home[-1] if home else None
    if isinstance(last, Draft) and last.kind == "caption" and last.mark == COUNTED:
        last.text += f"\n{text}"
    else:
        reader.caption(segment.lines, "horizontal", mark=COUNTED)


@takes("vertical")
def vertical(reader: UnitReader, index: int, segment: Segment) -> None:  # noqa: ARG001
    """A vertical caption, whose characters came out as lines, stays vertical."""
    reader.caption(segment.lines, "vertical")
