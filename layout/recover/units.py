"""Page units: what one page of the extraction holds, in segments."""

from __future__ import annotations

import statistics
from functools import cached_property
from typing import TYPE_CHECKING

from layout.record import Mutable
from layout.recover.model import Note
from layout.recover.segments import Segment, segments_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.recover.build import Assembly
    from layout.recover.lines import Line

WIDEST_COLUMN_EM = 28.0
VERSE_MEASURE_EM = 18.5


class Unit(Mutable, dict=True):
    """One page unit with its segments."""

    index: int
    lines: list[Line]
    segments: list[Segment]

    @cached_property
    def column_em(self) -> float:
        """The measure most of the unit's copy is set to."""
        widths = [
            line.width_em for line in self.lines if 12 < line.width_em <= WIDEST_COLUMN_EM
        ]
        return statistics.median(widths) if widths else 0.0

    @cached_property
    def is_verse(self) -> bool:
        """Whether its copy is short lines broken by hand, each ending in a mark."""
        copy = [line for s in self.segments if s.kind == "copy" for line in s.lines]
        if (
            len(copy) < 6
            or statistics.median(line.width_em for line in copy) > VERSE_MEASURE_EM
        ):
            return False
        marked = sum(line.text[-1] in "，。；、！？" for line in copy)
        return marked > 0.6 * len(copy)

    @property
    def has_byline(self) -> bool:
        """Whether somebody signs here."""
        return any(
            s.kind == "byline" and not s.first.text.startswith(("[", "［", "【", "（", "("))
            for s in self.segments
        )


def units_of(lines: Sequence[Line]) -> list[Unit]:
    """The page units of an extraction."""
    units: dict[int, list[Line]] = {}
    for line in lines:
        units.setdefault(line.unit, []).append(line)
    return [
        Unit(index, held, _marker_first(segments_of(held))) for index, held in units.items()
    ]


def _marker_first(segments: list[Segment]) -> list[Segment]:
    """A marker at a unit's end, with its head, moved before the copy it belongs to."""
    at = next((i for i, s in enumerate(segments) if s.kind == "marker"), None)
    if at is None or any(segment.kind == "copy" for segment in segments[at:]):
        return segments
    heads = [segment for segment in segments[at + 1 :] if segment.kind == "head"]
    start = at
    if not heads and start and segments[start - 1].kind == "head":
        heads, start = [segments[start - 1]], start - 1
    first = start
    while first and segments[first - 1].kind == "copy":
        first -= 1
    rest = [segment for segment in segments[at + 1 :] if segment not in heads]
    return [*segments[:first], segments[at], *heads, *segments[first:start], *rest]


def take_furniture(unit: Unit, result: Assembly) -> None:
    """Set running heads, folios and ornaments aside."""
    kept = []
    for segment in unit.segments:
        if segment.kind == "furniture":
            result.furniture += segment.lines
        elif segment.kind == "ornament":
            result.unplaced.append((segment.lines, "疑为装饰"))
            result.notes.append(Note("ornament", segment.first.number, segment.joined))
        else:
            kept.append(segment)
    unit.segments = kept
