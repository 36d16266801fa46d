"""What stands behind a mark (◆ ● ◎ ■ ——) or a counter （一）."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.recover.build import Draft, ItemDraft
from layout.recover.clean import clean_head
from layout.recover.opening import LONGEST_ITEM_HEAD_EM
from layout.recover.registry import takes
from layout.recover.signs import splits_mark

if TYPE_CHECKING:
    from layout.recover.reader import UnitReader
    from layout.recover.segments import Segment

LONGEST_COUNTED_HEAD_EM = 16.0
LONGEST_MARKED_HEAD = 14
HEAD_MARKS = "●■◎"


@takes("bullet")
def bullet(reader: UnitReader, index: int, segment: Segment) -> None:
    """A speaker, the head of a small text, a subhead, or an item of a list."""
    if index in reader.spoken:
        return  # the speaker of an item, taken with its head
    mark, rest = splits_mark(segment.joined)
    src = str(segment.first.number)
    if reader.gallery and segment.first.width_em <= LONGEST_ITEM_HEAD_EM:
        reader.item = ItemDraft("gallery_item", title=clean_head(rest), mark=mark, src=src)
        reader.article.body.append(reader.item)
    elif _is_head(reader, index, mark, rest):
        reader.add(Draft("subhead", text=clean_head(rest), src=src))
    else:
        reader.add(Draft("list", lines=[rest], mark=mark, src=src))


def _is_head(reader: UnitReader, index: int, mark: str, rest: str) -> bool:
    segment, after = reader.segments[index], reader.after(index)
    if rest.startswith("（") and segment.first.width_em <= LONGEST_COUNTED_HEAD_EM:
        return True
    short = len(rest) <= LONGEST_MARKED_HEAD and mark in HEAD_MARKS
    return short and after is not None and after.kind != "bullet"
