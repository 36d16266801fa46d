"""Page units: what one page of the extraction holds, in segments."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from layout.record import Mutable, field
from layout.recover.model import Note
from layout.recover.segments import SAME_MEASURE_EM, Segment, segments_of
from layout.recover.signs import HAN, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.recover.build import Assembly
    from layout.recover.lines import Line

# A word in Latin capitals that stands by itself, such as NEWS.
DISPLAY_WORD = re.compile(r"[A-Z]{4,}")
# What closes an article: a short word, in most magazines their own name.
END_MARK = re.compile(rf"{HAN}{{2,4}}")
# A box holds at least so many lines; those of its end show its measure.
BOX_LINES = 6
QUOTATION_MARKS = "“”„«»"
# A deck is set wider than the copy under it.
DECK_SHARE = 1.3
WIDEST_COLUMN_EM = 28.0
VERSE_MEASURE_EM = 18.5


class Unit(Mutable, dict=True):
    """One page unit with its segments."""

    index: int
    lines: list[Line]
    segments: list[Segment]
    ornaments: list[str] = field(default_factory=list)
    introduces: bool = False  # whether it holds the introduction to what follows
    display: Segment | None = None  # a word in Latin capitals that stands by itself

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


def column_of(lines: Sequence[Line]) -> float:
    """The measure that most lines are set to, in whole em; 0 where there are no columns."""
    widths = Counter(
        round(line.width_em) for line in lines if 12 < line.width_em <= WIDEST_COLUMN_EM
    )
    return float(widths.most_common(1)[0][0]) if widths else 0.0


def units_of(lines: Sequence[Line]) -> list[Unit]:
    """The page units of an extraction."""
    units: dict[int, list[Line]] = {}
    for line in lines:
        units.setdefault(line.unit, []).append(line)
    made = [
        Unit(index, held, _marker_first(segments_of(held))) for index, held in units.items()
    ]
    return [part for unit in made for part in _parted(unit)]


def _parted(unit: Unit) -> list[Unit]:
    """A unit whose copy stands before its own head, and a signed story after it, as two.

    So a section is introduced: copy, the head of it, then the deck, the byline and the title
    of the first story, whose copy is on the next page.
    """
    kinds = [segment.kind for segment in unit.segments if segment.kind != "furniture"]
    if kinds != ["copy", "head", "copy", "byline", "head"]:
        return [unit]
    shown = [segment for segment in unit.segments if segment.kind != "furniture"]
    copy, head, deck = shown[0], shown[1], shown[2]
    widths = [max(line.width_em for line in part.lines) for part in (copy, deck)]
    if len(head.lines) < 2 or widths[1] < widths[0] * DECK_SHARE:
        return [unit]
    cut = unit.segments.index(deck)
    first = [line for segment in unit.segments[:cut] for line in segment.lines]
    rest = [line for segment in unit.segments[cut:] for line in segment.lines]
    introduction = Unit(unit.index, first, [head, *unit.segments[: cut - 1]])
    introduction.introduces = True
    return [introduction, Unit(unit.index, rest, unit.segments[cut:])]


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
    above, boxed = _boxed(segments[first:start])
    return [*segments[:first], *above, segments[at], *heads, *boxed, *rest]


def _boxed(copy: list[Segment]) -> tuple[list[Segment], list[Segment]]:
    """Copy before a marker parted where the narrower measure of the marker's box begins."""
    if not copy:
        return [], []
    *others, last = copy
    lines = last.lines
    measure = max((line.width_em for line in lines[-BOX_LINES:]), default=0.0) + SAME_MEASURE_EM
    wide = [at for at, line in enumerate(lines) if line.width_em > measure]
    cut = wide[-1] + 1 if wide else 0
    while 0 < cut < len(lines) and not ends_sentence(lines[cut - 1].text):
        cut += 1  # the last line of what is wide is as short as it happens to be
    if min(cut, len(lines) - cut) < BOX_LINES:
        return [], copy
    return [*others, Segment("copy", lines[:cut])], [Segment("copy", lines[cut:])]


def take_furniture(unit: Unit, result: Assembly) -> None:
    """Set running heads, folios and ornaments aside; the unit's article is told of the last."""
    kept = []
    for segment in unit.segments:
        is_word = DISPLAY_WORD.fullmatch(segment.joined) and unit.display is None
        if segment.kind == "furniture" and is_word:
            unit.display = segment
        elif segment.kind == "furniture":
            result.furniture += segment.lines
        elif segment.kind == "ornament":
            _take_ornament(segment, unit, result)
        else:
            kept.append(segment)
    unit.segments = kept


def _take_ornament(segment: Segment, unit: Unit, result: Assembly) -> None:
    """A word that closes the unit is an end mark; a quotation mark alone opens a statement."""
    result.notes.append(Note("ornament", segment.first.number, segment.joined))
    if END_MARK.fullmatch(segment.joined):
        unit.ornaments.append("end-mark")
        result.end_marks.append(segment.joined)
    elif segment.joined in QUOTATION_MARKS:
        unit.ornaments.append("quotation")
    else:
        result.unplaced.append((segment.lines, "疑为装饰"))
        return
    result.furniture += segment.lines
