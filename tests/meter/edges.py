"""Qualities 1 and 2: straight edges, and what may stand at them."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from layout.record import Record
from tests.meter.marks import (
    JUSTIFIED,
    NEVER_ENDS,
    NEVER_STARTS,
    SOLIDUS,
    is_han,
    set_left,
    set_right,
)
from tests.meter.pages import common
from tests.meter.report import Row, judged, unmeasured

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.meter.pages import Issue, Line, Page

# House targets of quality 1, in em of the line.
STRAIGHT_EM = 0.02
_ON_EDGE = 1.0  # points: a claimed x this near to a frame's edge means that edge
_UNSPLIT = ("—", "…")


class Edges(Record):
    """A line and the edges it should meet; None where nothing says where an edge is."""

    line: Line
    left: float | None
    right: float | None

    @property
    def right_off(self) -> float:
        """How far its right end is from the edge, in em; 0 if the edge is not known."""
        if self.right is None:
            return 0.0
        return (set_right(self.line.inked[-1]) - self.right) / self.line.size

    @property
    def left_off(self) -> float:
        """How far its left end is from the edge, in em; 0 if the edge is not known."""
        if self.left is None:
            return 0.0
        return (set_left(self.line.inked[0]) - self.left) / self.line.size


# Frames of these roles may stand amid the columns of copy.
_AROUND = frozenset({"picture", "pull-quote", "sidebar"})


def edges_of(issue: Issue) -> list[Edges]:
    """The edges of every justified horizontal line.

    Copy that begins at a frame's left edge must end at its right edge. Copy that stands apart
    (in a box, beside a picture) is held to the edge its neighbours share, which needs two lines
    at least; a line alone has no edge to be held to.
    """
    indents = _indents(issue)
    found = []
    for page in issue.pages:
        groups: dict[tuple[object, ...], list[Line]] = defaultdict(list)
        lefts = _paragraph_lefts(page)
        for line in page.lines:
            if line.role in JUSTIFIED and line.inked and not line.vertical:
                beside = _beside_picture(page, line)
                key = (line.frame, line.style, lefts.get(line.order), beside)
                groups[key].append(line)
        for key, lines in groups.items():
            found.extend(_group_edges(page, key, lines, indents))
    return found


def _group_edges(
    page: Page, key: tuple[object, ...], lines: Sequence[Line], indents: dict[str, float]
) -> Iterable[Edges]:
    frame_name, style, left, beside = key
    frame = page.frame(str(frame_name))
    full = [line for line in lines if not line.ends]
    later = [line for line in lines if not line.first]
    if (
        frame is not None
        and beside is None
        and isinstance(left, int)
        and abs(left - frame.left) <= _ON_EDGE
    ):
        start, end = frame.left, frame.right
    else:
        start = _shared([set_left(line.inked[0]) for line in later])
        end = _shared([set_right(line.inked[-1]) for line in full])
    for line in lines:
        edge = start
        if start is not None and line.first:
            edge = _paragraph_start(line, start, indents.get(str(style), 0.0))
        yield Edges(line, edge, None if line.ends else end)


def _paragraph_start(line: Line, start: float, indent: float) -> float:
    """A paragraph begins at its style's indent, or at the edge itself after a lead-in."""
    at = set_left(line.inked[0])
    return min((start + indent, start), key=lambda edge: abs(edge - at))


def _shared(values: list[float]) -> float | None:
    return median(values) if len(values) >= 2 else None


def _indents(issue: Issue) -> dict[str, float]:
    """The indent (points) most paragraphs of a style have."""
    found: dict[str, list[float]] = defaultdict(list)
    for page in issue.pages:
        lefts = _paragraph_lefts(page)
        for line in page.lines:
            left = lefts.get(line.order)
            if line.first and line.inked and left is not None:
                found[line.style].append(round(set_left(line.inked[0]) - left, 0))
    return {style: _exact(issue, style, common(values)) for style, values in found.items()}


def _exact(issue: Issue, style: str, about: float) -> float:
    """An indent rounded to a point, as a whole number of half ems of its style."""
    sizes = [line.size for line in issue.lines if line.style == style]
    half = common(sizes) / 2 if sizes else 1.0
    return round(about / half) * half


def _paragraph_lefts(page: Page) -> dict[int, int]:
    """Line → the left edge (whole points) of its paragraph, from its lines after the first.

    A paragraph of one line has that of its neighbour in the same frame and style.
    """
    known: dict[int, int] = {}
    for line in page.lines:
        if not line.first:
            known[line.order] = round(line.claimed_x)
    for one, other in pairwise(page.lines):
        same = (one.frame, one.style) == (other.frame, other.style)
        if one.first and same and not other.first:
            known[one.order] = known[other.order]
    for order in (range(len(page.lines)), reversed(range(len(page.lines)))):
        _lend(page, known, order)
    return known


def _lend(page: Page, known: dict[int, int], orders: Iterable[int]) -> None:
    last: dict[tuple[str, str], tuple[int, float]] = {}
    for at in orders:
        line = page.lines[at]
        key = (line.frame, line.style)
        if at in known:
            last[key] = (known[at], line.claimed_baseline)
        elif key in last and abs(last[key][0] - line.claimed_x) < 4 * (line.size or 1):
            known[at] = last[key][0]


def _beside_picture(page: Page, line: Line) -> int | None:
    """Which picture, or block that copy goes around, stands beside a line inside its frame."""
    frame = page.frame(line.frame)
    if frame is None:
        return None
    blocks = [other.rect for other in page.frames if other.role in _AROUND]
    for at, (x, y, width, height) in enumerate((*page.pictures, *blocks)):
        inside = x + width > frame.left + 1 and x < frame.right - 1
        level = y < line.claimed_baseline < y + height
        if inside and level:
            return at
    return None


def straight_edges(issue: Issue) -> list[Row]:
    """Quality 1: both edges of every full line."""
    found = edges_of(issue)
    full = [edges for edges in found if not edges.line.ends]
    right = [edges for edges in full if edges.right is not None]
    left = [edges for edges in found if edges.left is not None]
    target = f"100% within {STRAIGHT_EM} em"
    rows = []
    for name, edges, offs in (
        ("right edge of full lines", right, [edge.right_off for edge in right]),
        ("left edge of all lines", left, [edge.left_off for edge in left]),
    ):
        if not edges:
            rows.append(unmeasured(1, name, target, "no justified lines with a known edge"))
            continue
        faults = [
            f"{edge.line.place} {off:+.2f} em"
            for edge, off in zip(edges, offs, strict=True)
            if abs(off) > STRAIGHT_EM
        ]
        worst = max(map(abs, offs))
        good = len(edges) - len(faults)
        value = f"{good}/{len(edges)}, worst {worst:.3f} em"
        rows.append(judged(1, name, target, value, faults))
    alone = sum(1 for edges in full if edges.right is None)
    if alone:
        reason = (
            "lines alone in a box or beside a picture; the layout file gives no measure there"
        )
        rows.append(unmeasured(1, f"edges of {alone} further lines", target, reason))
    return rows


def _paragraph_pairs(issue: Issue) -> Iterable[tuple[Line, Line]]:
    """Lines of one paragraph that follow each other, across frames and pages too."""
    last: dict[tuple[str, str, str], Line] = {}
    for line in issue.lines:
        key = (line.article, line.source, line.style)
        before = last.get(key)
        if before is not None and not before.ends and not line.first:
            yield before, line
        last[key] = line


def forbidden_edges(issue: Issue) -> list[Row]:
    """Quality 2: what begins and ends lines, and what is torn between them."""
    pairs = list(_paragraph_pairs(issue))
    if not pairs:
        return [
            unmeasured(2, name, "0", "no paragraph has two lines")
            for name in (
                "forbidden line starts",
                "forbidden line ends",
                "torn ——, ……, numbers",
            )
        ]
    starts = [after.place for before, after in pairs if _starts_badly(before, after)]
    ends = [before.place for before, after in pairs if _ends_badly(before, after)]
    torn = [before.place for before, after in pairs if _torn(before.text, after.text)]
    count = len(pairs)
    return [
        judged(2, "forbidden line starts", "0", f"{len(starts)} of {count}", starts),
        judged(2, "forbidden line ends", "0", f"{len(ends)} of {count}", ends),
        judged(2, "torn ——, ……, numbers", "0", f"{len(torn)} of {count}", torn),
    ]


def _starts_badly(before: Line, after: Line) -> bool:
    first = after.inked[0].text
    return first in NEVER_STARTS or (first == SOLIDUS and is_han(before.text[-1]))


def _ends_badly(before: Line, after: Line) -> bool:
    last, beside = before.inked[-1].text, (before.text[-2:-1], after.text[:1])
    return last in NEVER_ENDS or (last == SOLIDUS and any(map(is_han, beside)))


def _torn(before: str, after: str) -> bool:
    if any(before.endswith(sign) and after.startswith(sign) for sign in _UNSPLIT):
        return True
    if before[-1].isdecimal() and before[-1].isascii():
        rest = after[:2]
        return rest[:1] in "0123456789%‰℃°" or (rest[:1] in ".," and rest[1:].isdecimal())
    return before[-1] in "±+−$" and after[:1].isdecimal()
