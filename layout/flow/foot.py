"""Footnotes at the foot of a column: a short rule, and the notes in whole rows of the grid.

Source: CLREQ #notes: a note stands on the page, here in the column, of its mark.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from layout.display.model import Rule
from layout.flow.model import Strip
from layout.geometry import TOLERANCE
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.flow.model import NoteLine

# A note of fewer lines goes with its mark whole; of a longer one so many stay and so many go
# over at least, as with paragraphs (CLREQ 6.4.1 #widows_and_orphans).
LEAST_LINES_TO_CUT = 4
LEAST_LINES_IN_PART = 2


def foot_rows(lines: Sequence[NoteLine]) -> int:
    """The rows of the grid that notes take at the foot of a column, with their rule."""
    if not lines:
        return 0
    dress = lines[0].dress
    return math.ceil((dress.gap + len(lines) * dress.leading - TOLERANCE) / dress.row)


def least_with(notes: Sequence[NoteLine]) -> Sequence[NoteLine]:
    """The lines of a strip's notes that must be in its column: a long last one may be cut."""
    last = max((at for at, line in enumerate(notes) if line.opens), default=0)
    if len(notes) - last < LEAST_LINES_TO_CUT:
        return notes
    return notes[: last + LEAST_LINES_IN_PART]


def split_foot(
    lines: tuple[NoteLine, ...], rows: int, *, forced: bool = False
) -> tuple[tuple[NoteLine, ...], tuple[NoteLine, ...]]:
    """The lines that go in so many rows, and those that go over to the next column.

    Every note begins here, if there is room for that; a single line of one neither stays nor
    goes where that can be helped. With `forced` one line stays, whatever the room.
    """
    room = len(lines)
    while room and foot_rows(lines[:room]) > rows:
        room -= 1
    begun = max((at + 1 for at, line in enumerate(lines) if line.opens), default=1)
    least = min(begun, room)
    cut = next((at for at in range(room, least - 1, -1) if _may_cut(lines, at)), room)
    if forced and not cut:
        cut = min(1, len(lines))
    return lines[:cut], lines[cut:]


def _may_cut(lines: Sequence[NoteLine], at: int) -> bool:
    """Whether the lines may be parted before the one of that index."""
    if at == len(lines):
        return True
    edge = LEAST_LINES_IN_PART - 1
    near = lines[max(at - edge, 1) : at + edge + 1]
    return at > edge and at + edge < len(lines) and not any(line.opens for line in near)


def foot_block(lines: Sequence[NoteLine]) -> Strip:
    """The notes of a column as one strip; the last line stands on the grid."""
    dress = lines[0].dress
    rows = foot_rows(lines)
    last = (rows - 1) * dress.row + dress.baseline
    pieces = []
    for above, line in enumerate(reversed(lines)):
        y = last - above * dress.leading
        pieces.append(tuple(replace(piece, dy=piece.dy + y) for piece in line.pieces))
    top = rows * dress.row - len(lines) * dress.leading - dress.gap / 2
    rule = Rule(0.0, top, dress.rule, top, dress.weight, dress.color)
    return Strip(rows, tuple(one for line in reversed(pieces) for one in line), (rule,))
