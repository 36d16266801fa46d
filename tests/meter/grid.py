"""Qualities 4, 7, 9 and 10: register, the em grid, level feet, headings on the grid."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from tests.meter.laid import laid
from tests.meter.marks import JUSTIFIED, is_han, set_left
from tests.meter.pages import common
from tests.meter.report import Row, judged, unmeasured

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.meter.pages import Frame, Issue, Line, Page

REGISTER_PT = 0.1
FEET_PT = 0.1
ON_EM_GRID_EM = 0.02
ON_EM_GRID_SHARE = 0.95
MOST_STEPS, LEAST_STEP = 5, 1.1
_COPY = frozenset({"body", "list"})


def leading_of(issue: Issue) -> float:
    """The commonest step from one body line to the next in its frame, in points; 0 if none."""
    steps = [
        round(after.baseline - before.baseline, 2)
        for before, after in pairwise(issue.lines)
        if before.style == after.style == issue.body_style
        and not before.vertical
        and (before.page, before.frame) == (after.page, after.frame)
        and after.baseline > before.baseline
    ]
    return common(steps)


def _copy_lines(issue: Issue) -> list[Line]:
    return [line for line in issue.lines if line.role in _COPY and not line.vertical]


def _residue(baseline: float, first: float, leading: float) -> float:
    """How far a baseline is from the nearest line of the grid, in points."""
    off = (baseline - first) % leading
    return min(off, leading - off)


def register(issue: Issue) -> list[Row]:
    """Quality 4: every baseline of copy against one grid for all columns and pages."""
    leading, lines = leading_of(issue), _copy_lines(issue)
    target = f"residue ≤ {REGISTER_PT} pt, 100%"
    if not leading:
        return [unmeasured(4, "body baselines", target, "no two body lines follow each other")]
    first = common(
        round(line.baseline % leading, 1) for line in lines if line.style == issue.body_style
    )
    close = [
        r
        for line in lines
        if abs(r := (line.baseline - first + leading / 2) % leading - leading / 2) < 0.3
    ]
    first += sorted(close)[len(close) // 2] if close else 0.0
    offs = [(line, _residue(line.baseline, first, leading)) for line in lines]
    off = [f"{line.place} {residue:.2f} pt" for line, residue in offs if residue > REGISTER_PT]
    worst = max(residue for _, residue in offs)
    value = f"{len(lines) - len(off)}/{len(lines)} on {leading:g} pt, worst {worst:.2f} pt"
    return [judged(4, "body baselines", target, value, off), _columns_in_register(issue)]


def _columns_in_register(issue: Issue) -> Row:
    """Lines of the second and further columns against the lines of the first."""
    target, name = "100%", "baselines beside column 1 that meet one"
    met = all_lines = 0
    faults = []
    for page in issue.pages:
        columns = [frame.name for frame in body_frames(page)]
        rows = {
            name: [
                line
                for line in page.lines
                if line.frame == name and line.inked and line.role in _COPY
                if not line.vertical
            ]
            for name in columns
        }
        if len(columns) < 2 or not rows[columns[0]]:
            continue
        firsts = [line.baseline for line in rows[columns[0]]]
        for line in (line for name in columns[1:] for line in rows[name]):
            if not min(firsts) - FEET_PT <= line.baseline <= max(firsts) + FEET_PT:
                continue
            beside = min(abs(line.baseline - first) for first in firsts)
            all_lines += 1
            if beside <= REGISTER_PT or beside >= line.size:  # no line of column 1 is near
                met += 1
            else:
                faults.append(line.place)
    if not all_lines:
        return unmeasured(4, name, target, "no page has two columns of copy")
    return judged(4, name, target, f"{met}/{all_lines}", faults)


def body_frames(page: Page) -> list[Frame]:
    """The page's columns, from left to right."""
    return sorted((f for f in page.frames if f.role == "body"), key=lambda f: f.left)


def em_grid(issue: Issue) -> list[Row]:
    """Quality 7: column widths and the places of characters on them."""
    em = issue.em
    frames = [(page, frame) for page in issue.pages for frame in body_frames(page)]
    if not em or not frames:
        return [unmeasured(7, "column width", "whole ems", "no body columns")]
    off = [
        f"p{page.index + 1} {frame.name} {frame.rect[2] / em:.2f} em"
        for page, frame in frames
        if _beside_whole(frame.rect[2], em) > ON_EM_GRID_EM
    ]
    value = f"{len(frames) - len(off)}/{len(frames)} of {em:g} pt"
    rows = [judged(7, "column width in body ems", "whole", value, off)]
    lines = [
        line
        for line in map(laid, issue.lines)
        if line.role in JUSTIFIED
        and len(line.inked) > 1
        and all(is_han(g.text) for g in line.inked)
    ]
    target = f"≥ {ON_EM_GRID_SHARE:.0%} of pure Han lines"
    if not lines:
        return [*rows, unmeasured(7, "characters on the em grid", target, "no line is all Han")]
    astray = [line.place for line in lines if not _on_em_grid(line)]
    share = 1 - len(astray) / len(lines)
    faults = astray if share < ON_EM_GRID_SHARE else []
    value = f"{len(lines) - len(astray)}/{len(lines)} = {share:.1%}"
    rows.append(judged(7, "characters on the em grid", target, value, faults))
    return rows


def _beside_whole(width: float, em: float) -> float:
    return abs(width / em - round(width / em))


def _on_em_grid(line: Line) -> bool:
    start = set_left(line.inked[0])
    return all(_beside_whole(g.x - start, line.size) <= ON_EM_GRID_EM for g in line.inked)


# The em box of a Han character reaches so far below its baseline.
BELOW_BASELINE_EM = 0.12
# The foot of a box or a picture is one with that of a line if it is no further off.
HAIR_PT = 0.6


def level_feet(issue: Issue) -> list[Row]:
    """Quality 9: where a page's columns end: the em boxes of last lines, pictures, boxes."""
    leading = leading_of(issue)
    full: list[str] = []
    last: list[str] = []
    counts = {"full": 0, "last": 0}
    for page, following in zip(issue.pages, [*issue.pages[1:], None], strict=True):
        feet = _feet(page, BELOW_BASELINE_EM * body_size(issue))
        if len(feet) < 2:
            continue
        goes_on = following is not None and _goes_on(page, following)
        spread = max(feet.values()) - min(feet.values())
        counts["full" if goes_on else "last"] += 1
        told = f"p{page.index + 1} {spread:.1f} pt"
        if goes_on and spread > FEET_PT:
            full.append(told)
        elif not goes_on and spread > leading + FEET_PT:
            last.append(told)
    rows = []
    for name, target, faults, key in (
        ("columns of pages whose article goes on", f"≤ {FEET_PT} pt", full, "full"),
        ("columns of an article's last page", "≤ 1 line", last, "last"),
    ):
        count = counts[key]
        if count:
            value = f"{count - len(faults)}/{count} pages level"
            rows.append(judged(9, name, target, value, faults))
        else:
            rows.append(unmeasured(9, name, target, "no such page has two columns"))
    return rows


def _goes_on(page: Page, following: Page) -> bool:
    """Whether the copy of a page goes on in the columns of the next, not a box of it alone."""
    columns = {frame.name for frame in body_frames(following)}
    copy = any(line.frame in columns and line.inked for line in following.lines)
    return bool(page.article) and following.article == page.article and copy


def body_size(issue: Issue) -> float:
    """The commonest size of body lines, in points; 0 if there are none."""
    sizes = Counter(line.size for line in issue.lines if line.style == issue.body_style)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _feet(page: Page, below: float) -> dict[str, float]:
    """The baselines that columns end on; a box or picture ends on one `below` points higher."""
    feet: dict[str, float] = {}
    baselines = [line.baseline for line in page.lines if line.inked]
    frames = body_frames(page)
    head = min((frame.rect[1] for frame in frames), default=0.0)
    foot = max((frame.rect[1] + frame.rect[3] for frame in frames), default=0.0)
    for frame in frames:
        ends = [line.baseline for line in page.lines if line.frame == frame.name and line.inked]
        wide = 0.5 * frame.rect[2]
        boxes = [box for box in page.pdf.shapes if box[2] - box[0] >= wide]
        for left, top, right, bottom in (*(one.ink for one in page.pdf.pictures), *boxes):
            inside = left >= frame.left - 1 and right <= frame.right + 1
            if inside and head - 1 <= top and bottom <= foot + 1:
                ends.append(_on_line(bottom - below, baselines))
        if ends:
            feet[frame.name] = max(ends)
    return feet


def _on_line(foot: float, baselines: Sequence[float]) -> float:
    """The baseline that a foot is one with, or the foot itself."""
    near = min(baselines, key=lambda baseline: abs(baseline - foot), default=foot)
    return near if abs(near - foot) <= HAIR_PT else foot


def is_head(line: Line) -> bool:
    """Whether the layout's role says that a line is a heading of any kind."""
    return not line.role.startswith("contents") and (
        line.role.startswith("subhead")
        or line.role in {"title", "question", "kicker"}
        or line.role.endswith("title")
    )


def headings(issue: Issue) -> list[Row]:
    """Quality 10: the sizes of heads, and the room above and below those within copy."""
    heads = [line for line in issue.lines if is_head(line)]
    if not heads:
        return [unmeasured(10, "sizes of heads", "≤ 5 steps of ≥ 1.1×", "no heads")]
    sizes = sorted({round(line.size, 1) for line in heads})
    close = [
        f"{one:g} and {two:g} pt"
        for one, two in pairwise(sizes)
        if two / one < LEAST_STEP - 1e-6
    ]
    told = "/".join(f"{size:g}" for size in sizes) + " pt"
    many = [f"{len(sizes)} sizes"] if len(sizes) > MOST_STEPS else []
    rows = [
        judged(10, "sizes of heads", f"≤ {MOST_STEPS}", told, many),
        judged(10, "steps between them", f"≥ {LEAST_STEP}×", f"{len(close)} closer", close),
    ]
    return [*rows, *_room_around(issue)]


def _room_around(issue: Issue) -> Iterable[Row]:
    leading = leading_of(issue)
    runs = list(_head_runs(issue))
    target = "before ≥ after, the whole k × leading"
    if not runs or not leading:
        yield unmeasured(10, "room of heads in copy", target, "no head stands within a column")
        return
    upside = []
    astray = []
    for before, first, last, after in runs:
        above, below = first.baseline - before.baseline, after.baseline - last.baseline
        if above <= below + REGISTER_PT:
            upside.append(f"{first.place} {above:.1f}/{below:.1f} pt")
        if _residue(after.baseline - before.baseline, 0.0, leading) > REGISTER_PT:
            astray.append(first.place)
    count = len(runs)
    yield judged(
        10, "room before a head > after", "100%", f"{count - len(upside)}/{count}", upside
    )
    yield judged(
        10, "head with its room = k × leading", "100%", f"{count - len(astray)}/{count}", astray
    )


def _head_runs(issue: Issue) -> Iterable[tuple[Line, Line, Line, Line]]:
    """Heads between copy of one column: the line before, a head's first and last, the next."""
    for page in issue.pages:
        for frame in body_frames(page):
            lines = [line for line in page.lines if line.frame == frame.name and line.inked]
            yield from _runs(lines)


def _runs(lines: list[Line]) -> Iterable[tuple[Line, Line, Line, Line]]:
    at = 1
    while at < len(lines) - 1:
        end = at
        while end < len(lines) - 1 and is_head(lines[end]):
            end += 1
        before, after = lines[at - 1], lines[end]
        copy = before.role in _COPY and after.role in _COPY
        copy = copy and not any(line.vertical for line in lines[at - 1 : end + 1])
        if end > at and copy and before.baseline < after.baseline:
            yield before, lines[at], lines[end - 1], after
        at = max(end, at + 1)
