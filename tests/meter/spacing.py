"""Qualities 3, 5 and 6: even grey, squeezed marks, one gap between Han and Latin."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from statistics import quantiles
from typing import TYPE_CHECKING

from tests.meter.edges import edges_of
from tests.meter.laid import laid
from tests.meter.marks import (
    BLANK_AFTER,
    FULL_MARKS,
    JUSTIFIED,
    OPENERS,
    TALL,
    is_han,
    is_latin,
    set_left,
)
from tests.meter.report import Row, judged, unmeasured

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.meter.edges import Edges
    from tests.meter.glyphs import Glyph
    from tests.meter.pages import Issue, Line

# House targets of quality 3, in em.
WIDE_EM, NOTICED_EM, NOTICED_SHARE, JUMP_EM = 0.10, 0.05, 0.02, 0.05
# Quality 6: CLREQ 3.2.4, 3.1.7.
GAP_LEAST_EM, GAP_MOST_EM, SPREAD_EM = 0.125, 0.5, 0.01
_SLIP_EM = 0.01  # what rounding in the file may cost
_PAIR_SLIP_EM = 0.02
_ENOUGH_LINES = 10
_SAME_SIZE, _LEVEL_EM = 0.02, 0.05


def even_grey(issue: Issue) -> list[Row]:
    """Quality 3: the widest gap between two Han characters of each line."""
    lines = [line for line in map(laid, issue.lines) if line.role in JUSTIFIED]
    gaps = [(line, widest) for line in lines if (widest := _widest_han_gap(line)) is not None]
    if len(gaps) < 2:
        return [unmeasured(3, "widest Han gap", "no line > 0.10 em", "no lines of Han copy")]
    wide = [f"{line.place} {gap:.2f} em" for line, gap in gaps if gap > WIDE_EM + _SLIP_EM / 2]
    noticed = [line.place for line, gap in gaps if gap > NOTICED_EM + _SLIP_EM / 2]
    widest = max(gap for _, gap in gaps)
    rows = [
        judged(
            3,
            "lines with a Han gap > 0.10 em",
            "0",
            f"{len(wide)}, widest {widest:.3f} em",
            wide,
        )
    ]
    share = len(noticed) / len(gaps)
    over = noticed if share > NOTICED_SHARE else []
    value = f"{len(noticed)}/{len(gaps)} = {share:.1%}"
    rows.append(judged(3, "lines with a Han gap > 0.05 em", "≤ 2%", value, over))
    jumps = [
        f"{after.place} {abs(late - early):.2f} em"
        for (before, early), (after, late) in pairwise(gaps)
        if _follows(before, after) and abs(late - early) > JUMP_EM + _SLIP_EM / 2
    ]
    rows.append(judged(3, "neighbour lines that differ > 0.05 em", "0", str(len(jumps)), jumps))
    rows.append(_by_page(gaps))
    return rows


def _by_page(gaps: Sequence[tuple[Line, float]]) -> Row:
    """The gap that all but a twentieth of a page's lines stay below."""
    name, target = "95th percentile of each page", f"≤ {NOTICED_EM} em"
    pages: dict[int, list[float]] = defaultdict(list)
    for line, gap in gaps:
        pages[line.page].append(gap)
    worst = {
        page: quantiles(own, n=20, method="inclusive")[-1]
        for page, own in pages.items()
        if len(own) >= _ENOUGH_LINES
    }
    if not worst:
        return unmeasured(3, name, target, f"no page has {_ENOUGH_LINES} lines of Han copy")
    over = [
        f"p{page + 1} {gap:.3f} em"
        for page, gap in worst.items()
        if gap > NOTICED_EM + _SLIP_EM / 2
    ]
    value = f"{len(worst) - len(over)}/{len(worst)} pages, worst {max(worst.values()):.3f} em"
    return judged(3, name, target, value, over)


def _follows(before: Line, after: Line) -> bool:
    return (before.page, before.frame, before.order + 1) == (
        after.page,
        after.frame,
        after.order,
    )


def _widest_han_gap(line: Line) -> float | None:
    gaps = [
        (after.x - before.x) / before.size - 1
        for before, after in pairwise(line.glyphs)
        if is_han(before.text) and is_han(after.text) and _level(before, after)
        if not _note_between(line, before, after)
    ]
    return max(gaps) if gaps else None


def _note_between(line: Line, before: Glyph, after: Glyph) -> bool:
    """Whether a superscript or a mark of a note stands between two glyphs."""
    end, slip = before.x + before.advance, 0.1 * line.size
    return any(
        end - slip <= glyph.x and glyph.x + glyph.advance <= after.x + slip
        for glyph in line.raised
    )


def _level(one: Glyph, other: Glyph) -> bool:
    """Whether two glyphs are of one size on one baseline."""
    return abs(one.size / other.size - 1) < _SAME_SIZE and abs(one.y - other.y) < 0.1 * one.size


def squeezed_marks(issue: Issue) -> list[Row]:
    """Quality 5: pairs of marks, and marks at the edges of lines."""
    rows = [_pairs(issue)]
    found = edges_of(issue)
    ends = [
        edges
        for edges in found
        if edges.right is not None and edges.line.inked[-1].text in BLANK_AFTER
    ]
    late = []
    for edges in ends:
        ink = edges.line.inked[-1].ink
        half, slip = edges.line.size / 2, _PAIR_SLIP_EM * edges.line.size
        right = edges.right or 0.0
        if ink[2] > right + slip or ink[0] < right - half - slip:
            late.append(edges.line.place)
    target = "ink within 0.5 em of the edge"
    if ends:
        rows.append(
            judged(
                5, "marks at line ends", target, f"{len(ends) - len(late)}/{len(ends)}", late
            )
        )
    else:
        rows.append(
            unmeasured(5, "marks at line ends", target, "no full line ends with a mark")
        )
    for name, first in (
        ("opening marks at line starts", False),
        ("opening marks behind the indent", True),
    ):
        rows.append(_openers(name, [e for e in found if e.line.first is first]))
    return rows


def _pairs(issue: Issue) -> Row:
    target = "1.5 em the two (less if shrunk)"
    pairs = [
        (line, before, after)
        for line in map(laid, issue.lines)
        for before, after in pairwise(line.glyphs)
        if before.text in FULL_MARKS and after.text in FULL_MARKS and _level(before, after)
        if line.role in JUSTIFIED
    ]
    if not pairs:
        return unmeasured(5, "pairs of marks", target, "no two marks stand together")
    faults = [
        f"{line.place} {before.text}{after.text} {_pair_width(before, after):.2f} em"
        for line, before, after in pairs
        if not _well_squeezed(before, after, vertical=line.vertical)
    ]
    return judged(
        5, "pairs of marks", target, f"{len(pairs) - len(faults)}/{len(pairs)}", faults
    )


def _pair_width(before: Glyph, after: Glyph) -> float:
    return (after.x + after.advance - before.x) / before.size


def _well_squeezed(before: Glyph, after: Glyph, *, vertical: bool) -> bool:
    """Whether two marks stand as near as they should.

    The first mark's blank half and the second's are one: from origin to origin half an em. A
    closing or stopping mark before an opening one may give up to half an em more to a tight
    line, and in a vertical line a tall mark has no blank half to give.

    Source: CLREQ 3.1.6 #h-adjustment_of_adjacent_punctuation_marks, GB/T 15834 5.1.2.
    """
    pitch = (set_left(after) - set_left(before)) / before.size
    tall = vertical and before.text in TALL
    if tall or (after.text in OPENERS and before.text not in OPENERS):
        return 0.5 - _PAIR_SLIP_EM <= pitch <= 1.0 + _PAIR_SLIP_EM
    return abs(pitch - 0.5) <= _PAIR_SLIP_EM


def _openers(name: str, found: Sequence[Edges]) -> Row:
    target = "ink within 0.5 em of the edge"
    edges = [
        edge for edge in found if edge.left is not None and edge.line.inked[0].text in OPENERS
    ]
    if not edges:
        return unmeasured(5, name, target, "none in this document")
    off = []
    for edge in edges:
        ink, size, left = edge.line.inked[0].ink, edge.line.size, edge.left or 0.0
        slip = _PAIR_SLIP_EM * size
        if not left - slip <= ink[0] or ink[2] > left + size / 2 + slip:
            off.append(edge.line.place)
    return judged(5, name, target, f"{len(edges) - len(off)}/{len(edges)}", off)


def one_gap(issue: Issue) -> list[Row]:
    """Quality 6: the gaps of each line, and spaces that stand beside them."""
    doubled = [line.place for line in issue.lines for _ in range(_doubled_spaces(line))]
    found = [
        (line, gaps)
        for line in map(laid, issue.lines)
        if line.role in JUSTIFIED and (gaps := _han_latin_gaps(line))
    ]
    boundaries = sum(len(gaps) for _, gaps in found)
    rows = [
        judged(6, "U+0020 between Han and Latin", "0", str(len(doubled)), doubled),
    ]
    if not found:
        reason = "Han and Latin nowhere meet"
        rows.append(unmeasured(6, "spread within a line", "≤ 0.01 em", reason))
        rows.append(unmeasured(6, "gap min/median/max", "in 1/8–1/2 em", reason))
        return rows
    spread = [
        f"{line.place} {max(gaps) - min(gaps):.2f} em"
        for line, gaps in found
        if max(gaps) - min(gaps) > SPREAD_EM
    ]
    widest = max(max(gaps) - min(gaps) for _, gaps in found)
    rows.append(
        judged(
            6,
            "spread within a line",
            "≤ 0.01 em",
            f"{len(spread)} lines over, most {widest:.3f} em",
            spread,
        )
    )
    outside = [
        f"{line.place} {gap:.2f} em"
        for line, gaps in found
        for gap in gaps
        if not GAP_LEAST_EM - _SLIP_EM <= gap <= GAP_MOST_EM + _SLIP_EM
    ]
    every = sorted(gap for _, gaps in found for gap in gaps)
    value = f"{every[0]:.2f}/{every[boundaries // 2]:.2f}/{every[-1]:.2f} of {boundaries}"
    rows.append(judged(6, "gap min/median/max", "in 1/8–1/2 em", value, outside))
    return rows


def _doubled_spaces(line: Line) -> int:
    glyphs = line.glyphs
    count = 0
    for at in range(1, len(glyphs) - 1):
        if glyphs[at].text not in (" ", "\u00a0"):
            continue
        before, after = glyphs[at - 1].text, glyphs[at + 1].text
        count += (is_han(before) and is_latin(after)) or (is_latin(before) and is_han(after))
    return count


def _han_latin_gaps(line: Line) -> list[float]:
    gaps = []
    for before, after in pairwise(line.glyphs):
        meets = (is_han(before.text) and is_latin(after.text)) or (
            is_latin(before.text) and is_han(after.text)
        )
        level = abs(before.y - after.y) < _LEVEL_EM * line.size
        # Figures that share an em box stand like a Han character, without a gap.
        boxed = line.vertical and not (before.turned or after.turned)
        if meets and level and not boxed and not _note_between(line, before, after):
            gaps.append((after.x - before.x - before.advance) / line.size)
    return gaps
