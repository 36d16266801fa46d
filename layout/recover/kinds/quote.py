"""Pull quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.recover.build import Draft
from layout.recover.clean import clean_copy
from layout.recover.registry import takes

if TYPE_CHECKING:
    from layout.recover.reader import UnitReader
    from layout.recover.segments import Segment


@takes("quote")
def quote(reader: UnitReader, index: int, segment: Segment) -> None:  # noqa: ARG001
    """The open item's own pull quote, or one in the copy."""
    if reader.item is not None and not reader.item.pull_quote:
        reader.item.pull_quote = clean_copy(segment.joined)[0]
    else:
        reader.add(Draft("quote", text=segment.joined, src=str(segment.first.number)))
