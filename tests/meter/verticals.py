"""Quality 13: lines that run downward."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tests.meter.marks import CLOSERS, OPENERS, STOPS, is_han, is_latin
from tests.meter.report import Row, judged, unmeasured

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.meter.glyphs import Glyph
    from tests.meter.pages import Issue, Line

SAME_X_PT = 0.1
_LEAST_LINES = 3
_MOST_STEP_EM = 1.35
_BRACKETS = (OPENERS | CLOSERS) - frozenset("“”‘’")
_SLIP_EM = 0.02

Column = list["Line"]


def true_verticals(issue: Issue) -> list[Row]:
    """Quality 13, on columns of characters set one below the other.

    The layout file does not say what runs downward: a column is three or more of its lines that
    follow each other in one style and frame, one character or number each.
    """
    columns = [column for page in issue.pages for column in _columns(page.lines)]
    names = {
        "origins of a line share x": (f"± {SAME_X_PT} pt", _straight),
        "digits ≤ 1 em wide, centred": ("100%", _digits_centred),
        "stops' ink in the top right quarter": ("100%", _stops_high),
        "brackets turned (wider than tall)": ("100%", _brackets_turned),
    }
    rows = []
    for name, (target, check) in names.items():
        rows.append(_row(columns, name, target, check))
    rows.append(_right_to_left(columns))
    return rows


def _columns(lines: Sequence[Line]) -> list[Column]:
    found: list[Column] = []
    column: Column = []
    for line in lines:
        if not (line.inked and _is_one_sign(line)):
            column = _close(found, column)
            continue
        if column and not _is_below(column[-1], line):
            column = _close(found, column)
        column.append(line)
    _close(found, column)
    return found


def _close(found: list[Column], column: Column) -> Column:
    if len(column) >= _LEAST_LINES or (column and found and _goes_on(found[-1], column)):
        found.append(column)
    return []


def _goes_on(before: Column, column: Column) -> bool:
    """Whether a column, however short, begins beside the one before and ends its paragraph."""
    one, other = before[0], column[0]
    same = (one.frame, one.style, one.source) == (other.frame, other.style, other.source)
    beside = other.order == before[-1].order + 1 and abs(one.baseline - other.baseline) < 1
    return same and beside


def _is_one_sign(line: Line) -> bool:
    return len(line.inked) == 1 or all(is_latin(glyph.text) for glyph in line.inked)


def _is_below(above: Line, below: Line) -> bool:
    same = (above.frame, above.style) == (below.frame, below.style)
    step = below.baseline - above.baseline
    return (
        same
        and 0 < step <= _MOST_STEP_EM * above.size
        and abs(_centre(above) - _centre(below)) < above.size / 2
    )


def _centre(line: Line) -> float:
    return (line.inked[0].x + line.inked[-1].x + line.inked[-1].advance) / 2


def _row(
    columns: Sequence[Column],
    name: str,
    target: str,
    check: Callable[[Column], tuple[int, list[str]]],
) -> Row:
    if not columns:
        return unmeasured(13, name, target, "nothing runs downward in this document")
    results = [check(column) for column in columns]
    count = sum(found for found, _ in results)
    faults = [fault for _, own in results for fault in own]
    if not count:
        return unmeasured(13, name, target, "none in the vertical lines")
    return judged(13, name, target, f"{count - len(faults)}/{count}", faults)


def _straight(column: Column) -> tuple[int, list[str]]:
    han = [line for line in column if is_han(line.text)]
    if not han:
        return 0, []
    x = han[0].inked[0].x
    faults = [line.place for line in han if abs(line.inked[0].x - x) > SAME_X_PT]
    return len(han), faults


def _axis(column: Column) -> float:
    """The middle of a column: of its Han characters, else of its first line."""
    han = [line for line in column if is_han(line.text)] or column[:1]
    return _centre(han[0])


def _digits_centred(column: Column) -> tuple[int, list[str]]:
    numbers = [line for line in column if all(is_latin(glyph.text) for glyph in line.inked)]
    faults = []
    for line in numbers:
        width = line.inked[-1].x + line.inked[-1].advance - line.inked[0].x
        aside = abs(_centre(line) - _axis(column))
        if width > line.size * (1 + _SLIP_EM) or aside > SAME_X_PT:
            faults.append(line.place)
    return len(numbers), faults


def _stops_high(column: Column) -> tuple[int, list[str]]:
    stops = [line for line in column if line.text in STOPS]
    faults = []
    for line in stops:
        glyph = line.inked[0]
        middle = glyph.y - 0.38 * glyph.size  # the em box's middle above the baseline
        right = (glyph.ink[0] + glyph.ink[2]) / 2 > _axis(column)
        high = (glyph.ink[1] + glyph.ink[3]) / 2 < middle
        if not (right and high):
            faults.append(line.place)
    return len(stops), faults


def _brackets_turned(column: Column) -> tuple[int, list[str]]:
    brackets = [line for line in column if line.text in _BRACKETS]
    return len(brackets), [line.place for line in brackets if not _is_turned(line.inked[0])]


def _is_turned(glyph: Glyph) -> bool:
    return glyph.ink[2] - glyph.ink[0] > glyph.ink[3] - glyph.ink[1]


def _right_to_left(columns: Sequence[Column]) -> Row:
    name, target = "lines run from right to left", "100%"
    pairs = [
        (one, other)
        for one, other in pairwise(columns)
        if (one[0].page, one[0].frame, one[0].source)
        == (other[0].page, other[0].frame, other[0].source)
    ]
    if not pairs:
        return unmeasured(13, name, target, "no paragraph has two vertical lines")
    faults = [other[0].place for one, other in pairs if _axis(other) >= _axis(one)]
    return judged(13, name, target, f"{len(pairs) - len(faults)}/{len(pairs)}", faults)
