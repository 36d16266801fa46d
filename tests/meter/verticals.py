"""Quality 13: lines that run downward."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from tests.meter.claims import head_of, middle_of
from tests.meter.marks import CLOSERS, OPENERS, STOPS, TALL, is_han
from tests.meter.report import Row, judged, unmeasured

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tests.meter.glyphs import Glyph
    from tests.meter.pages import Issue, Line

    Check = Callable[[Line], tuple[int, list[str]]]

SAME_X_PT = 0.1
_QUOTES = frozenset("“”‘’")
_BRACKETS = (OPENERS | CLOSERS) - _QUOTES
_SLIP_EM = 0.02
_BEYOND_PT = 0.5
# A corner bracket is that wide at least; a curly quotation mark is not.
_CORNER_EM = 0.5


def true_verticals(issue: Issue) -> list[Row]:
    """Quality 13, on the lines that the layout calls vertical."""
    lines = [line for line in issue.lines if line.vertical]
    checks: dict[str, tuple[str, Check]] = {
        "origins of a line share x": (f"± {SAME_X_PT} pt", _straight),
        "digits ≤ 1 em wide, centred": ("100%", _digits_centred),
        "stops' ink in the top right quarter": ("100%", _stops_high),
        "brackets turned (wider than tall)": ("100%", _brackets_turned),
        "quotes are corner brackets": ("100%", _quotes_cornered),
        "ink between head and foot": (f"± {_BEYOND_PT} pt", _in_height),
    }
    rows = [_row(lines, name, target, check) for name, (target, check) in checks.items()]
    return [*rows, _right_to_left(lines)]


def _row(lines: Sequence[Line], name: str, target: str, check: Check) -> Row:
    if not lines:
        return unmeasured(13, name, target, "nothing runs downward in this document")
    results = [check(line) for line in lines]
    count = sum(found for found, _ in results)
    faults = [fault for _, own in results for fault in own]
    if not count:
        return unmeasured(13, name, target, "none in the vertical lines")
    return judged(13, name, target, f"{count - len(faults)}/{count}", faults)


def _faults(
    line: Line, glyphs: Sequence[Glyph], good: Callable[[Glyph], bool]
) -> tuple[int, list[str]]:
    return len(glyphs), [f"{line.place} {g.text}" for g in glyphs if not good(g)]


def _straight(line: Line) -> tuple[int, list[str]]:
    """Han characters of any size, centred on the axis that the layout claims."""
    han = [glyph for glyph in line.inked if is_han(glyph.text)]
    return _faults(
        line,
        han,
        lambda glyph: not glyph.turned and abs(_centre(glyph) - line.axis) <= SAME_X_PT,
    )


def _centre(glyph: Glyph) -> float:
    return glyph.x + glyph.advance / 2


def _digits_centred(line: Line) -> tuple[int, list[str]]:
    groups = list(_abreast(line))
    faults = []
    for group in groups:
        left, right = group[0].x, group[-1].x + group[-1].advance
        aside = abs((left + right) / 2 - line.axis)
        if right - left > line.size * (1 + _SLIP_EM) or aside > SAME_X_PT:
            faults.append(f"{line.place} {''.join(glyph.text for glyph in group)}")
    return len(groups), faults


def _abreast(line: Line) -> Iterable[list[Glyph]]:
    """Letters and figures that stand upright, those on one baseline together."""
    group: list[Glyph] = []
    for glyph in line.inked:
        stands = glyph.text.isascii() and not glyph.turned
        if group and not (stands and abs(group[-1].y - glyph.y) <= SAME_X_PT):
            yield group
            group = []
        if stands:
            group.append(glyph)
    if group:
        yield group


def _stops_high(line: Line) -> tuple[int, list[str]]:
    """A face without forms for vertical lines has its stops moved, and their em boxes with
    them: the place of a stop is told by what stands above it.
    """
    stops = [(at, glyph) for at, glyph in enumerate(line.inked) if glyph.text in STOPS - TALL]
    faults = []
    for at, glyph in stops:
        head = _foot_of(line.inked[at - 1]) if at else line.claimed_baseline
        below = (glyph.ink[1] + glyph.ink[3]) / 2 - head
        high = below < glyph.size / 2 and middle_of(glyph) > line.axis
        if glyph.turned or not high:
            faults.append(f"{line.place} {glyph.text}")
    return len(stops), faults


def _foot_of(glyph: Glyph) -> float:
    """Where a glyph ends along its line; a mark with its ink, whatever blank it has."""
    if is_han(glyph.text):
        return head_of(glyph) + glyph.size
    return glyph.y + glyph.advance if glyph.turned else glyph.ink[3]


def _brackets_turned(line: Line) -> tuple[int, list[str]]:
    brackets = [glyph for glyph in line.inked if glyph.text in _BRACKETS]
    return _faults(line, brackets, _is_turned)


def _is_turned(glyph: Glyph) -> bool:
    return glyph.ink[2] - glyph.ink[0] > glyph.ink[3] - glyph.ink[1]


def _quotes_cornered(line: Line) -> tuple[int, list[str]]:
    """Quotation marks of Chinese copy; those that touch a word on its side lie with it.

    Source: GB/T 15834—2011 5.2.3.
    """
    quotes = [
        glyph
        for at, glyph in enumerate(line.inked)
        if glyph.text in _QUOTES and not _lies_with_word(line.inked, at)
    ]
    return _faults(
        line,
        quotes,
        lambda glyph: (
            _is_turned(glyph) and glyph.ink[2] - glyph.ink[0] >= _CORNER_EM * glyph.size
        ),
    )


def _lies_with_word(glyphs: Sequence[Glyph], at: int) -> bool:
    beside = (*glyphs[max(0, at - 1) : at], *glyphs[at + 1 : at + 2])
    return glyphs[at].turned and any(other.turned and other.text.isascii() for other in beside)


def _in_height(line: Line) -> tuple[int, list[str]]:
    """A Han character's ink may pass its em box by a hair, a hanging mark's by half an em."""
    top = min(glyph.ink[1] for glyph in line.inked)
    bottom = max(glyph.ink[3] for glyph in line.inked)
    hangs = line.inked[-1].text in STOPS
    most = line.foot + _BEYOND_PT + (line.size / 2 if hangs else 0.0)
    inside = line.claimed_baseline - _BEYOND_PT <= top and bottom <= most
    return 1, [] if inside else [line.place]


def _right_to_left(lines: Sequence[Line]) -> Row:
    """Lines of one paragraph that stand side by side; those of a band below are left out."""
    name, target = "lines run from right to left", "100%"
    pairs = [(one, other) for one, other in pairwise(lines) if _stand_together(one, other)]
    if not pairs:
        return unmeasured(13, name, target, "no paragraph has two vertical lines")
    faults = [other.place for one, other in pairs if _shown_axis(other) >= _shown_axis(one)]
    return judged(13, name, target, f"{len(pairs) - len(faults)}/{len(pairs)}", faults)


def _stand_together(one: Line, other: Line) -> bool:
    same = (one.page, one.frame, one.source) == (other.page, other.frame, other.source)
    return same and bool(one.source) and other.claimed_baseline < one.foot


def _shown_axis(line: Line) -> float:
    """Where the PDF shows a line: the middle of its Han characters, else of its ink."""
    han = [_centre(glyph) for glyph in line.inked if is_han(glyph.text)]
    return median(han or [middle_of(glyph) for glyph in line.inked])
