"""Numbers one below the other, their decimal points in line (小数点对齐).

Source: CY/T 170—2019: figures of one kind in a column are aligned on their digits.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.content.model import Mark, as_text, plain
from layout.flow.labels import set_label
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layout.content.model import Text
    from layout.flow.setting import Setting
    from layout.geometry import Pt

# Signs, whole digits in groups or not; then the point with its digits, and what follows.
_NUMBER = re.compile(
    r"(?P<whole>[+\-−±<>≤≥≈~(（]*[¥￥$€£]?[0-9]+(?:[,， \u2009][0-9]{3})*)"
    r"(?P<rest>(?:\.[0-9]+)?\D{0,6})"
)
_DASHES = frozenset({"—", "——", "–", "-", "…", "……", "/"})


class Split(Record):
    """A number's widths before its decimal point and from it on."""

    before: Pt
    after: Pt


def split_number(text: str) -> tuple[str, str] | None:
    """A number parted where its decimal point is, or would be; None for anything else.

    A dash or an ellipsis, which says that there is no number, stands where the digits would.
    """
    if text in _DASHES:
        return text, ""
    found = _NUMBER.fullmatch(text)
    return (found["whole"], found["rest"]) if found else None


def measured(cell: Text, role: str, setting: Setting) -> Split | None:
    """How wide a cell's number is on both sides of its point, or None where it is none."""
    parts = split_number(plain(cell))
    if parts is None or any(inline.marks & ~Mark.STRONG or inline.ruby for inline in cell):
        return None
    marks = cell[0].marks
    before, after = (
        set_label(_marked(part, marks), role, setting).width if part else 0.0 for part in parts
    )
    return Split(before, after)


def _marked(characters: str, marks: Mark) -> Text:
    from layout.content.model import Inline

    return (Inline(characters, marks),) if marks else as_text(characters)


def widest(splits: Iterable[Split | None]) -> Split:
    """The room all numbers of a column take on both sides of the point they share."""
    numbers = [split for split in splits if split is not None]
    return Split(
        max((split.before for split in numbers), default=0.0),
        max((split.after for split in numbers), default=0.0),
    )
