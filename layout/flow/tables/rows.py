"""Rows of a table in half rows of the grid, and in strips of whole ones."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from layout.geometry import TOLERANCE, Pt, same_length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.styles.model import TextStyle

# White over and under the em boxes of a row, at least, in em of its cells. House choice.
LEAST_PAD_EM = 0.4
# So many rows wait for their heights to add up to whole rows of the grid.
MOST_TOGETHER = 3


def half_rows(lines: int, style: TextStyle, row: Pt) -> int:
    """How many half rows of the grid (`row` points each whole) so many lines need."""
    if same_length(style.leading, row):
        return 2 * max(lines, 1)
    pad = 2 * LEAST_PAD_EM * style.size
    height = max(lines - 1, 0) * style.leading + style.size + pad
    return max(2, math.ceil((height - TOLERANCE) / (row / 2)))


def in_whole_rows(heights: Sequence[int]) -> list[list[int]]:
    """Heights in half rows, in order and in groups that each make whole rows.

    A group ends as soon as it does, and after a few rows at the latest: then the last row of
    odd height is given half a row more.
    """
    groups: list[list[int]] = []
    group: list[int] = []
    for height in heights:
        group.append(height)
        if sum(group) % 2 and len(group) == MOST_TOGETHER:
            _make_whole(group)
        if sum(group) % 2 == 0:
            groups.append(group)
            group = []
    if group:
        _make_whole(group)
        groups.append(group)
    return groups


def _make_whole(group: list[int]) -> None:
    odd = max(at for at, height in enumerate(group) if height % 2)
    group[odd] += 1
