"""Which heads of a unit are those of items, and on which side of them their copy stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layout.recover.reader import UnitReader

# ■ position name
SPEAKER = re.compile(r"^[■●▲]\s*(.+?)\s+([\u3400-\u9fff]{2,4}(?:\s*[\u3400-\u9fff]{1,2})?)$")


def is_profile(reader: UnitReader, index: int) -> bool:
    """Whether a head with a pull quote under it stands there."""
    pair = reader.segments[index : index + 2]
    return len(pair) == 2 and pair[0].kind == "head" and pair[1].kind == "quote"


def find_item_heads(reader: UnitReader) -> frozenset[int]:
    """Heads of dated items, statements and profiles."""
    found = set()
    for index, segment in enumerate(reader.segments):
        if segment.kind != "head" or index == reader.title:
            continue
        before, after = reader.before(index), reader.after(index)
        dated = before is not None and before.kind == "date"
        spoken = after is not None and SPEAKER.match(after.joined) is not None
        placed = segment.first.text[-1] in "：:" and len(segment.lines) > 1
        under_marker = before is not None and before.kind == "marker"
        if dated or spoken or is_profile(reader, index) or (placed and not under_marker):
            found.add(index)
    return frozenset(found)


def stands_before(reader: UnitReader) -> bool:
    """Whether copy stands before the head it belongs to: the unit ends in a head."""
    last = max(reader.item_heads, default=None)
    if last is None or any(is_profile(reader, index) for index in reader.item_heads):
        return False
    return not any(segment.kind == "copy" for segment in reader.segments[last + 1 :])
