"""Quality 8: lone characters, lone lines, stranded heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.meter.grid import body_frames, is_head
from tests.meter.marks import JUSTIFIED, MARKS
from tests.meter.report import Row, judged, unmeasured

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.meter.pages import Issue, Line, Page

LEAST, GOAL = 2, 3
_WITH_RUNTS = JUSTIFIED | {"caption"}


def nothing_alone(issue: Issue) -> list[Row]:
    """Quality 8, from the PDF's lines and the layout's ends of paragraphs."""
    lasts = [
        line
        for line in issue.lines
        if line.role in _WITH_RUNTS and line.ends and not line.first
    ]
    rows = []
    for name, least in (("characters in last lines", LEAST), ("the same, the goal", GOAL)):
        if not lasts:
            rows.append(unmeasured(8, name, f"≥ {least}", "every paragraph is one line"))
            continue
        short = [line.place for line in lasts if _weight(line) < least]
        value = f"{len(short)} of {len(lasts)} are shorter"
        rows.append(judged(8, name, f"≥ {least}", value, short))
    columns = [column for page in issue.pages for column in _columns(page)]
    if not columns:
        return [*rows, unmeasured(8, "lone lines, stranded heads", "0", "no columns of copy")]
    widows = [top.place for column in columns if _is_widow(top := column[0])]
    orphans = [foot.place for column in columns if _is_orphan(foot := column[-1])]
    stranded = [foot.place for column in columns if _is_stranded(foot := column[-1])]
    count = len(columns)
    return [
        *rows,
        judged(8, "last lines alone at column tops", "0", f"{len(widows)} of {count}", widows),
        judged(
            8, "first lines alone at column feet", "0", f"{len(orphans)} of {count}", orphans
        ),
        judged(8, "heads that end a column", "0", f"{len(stranded)} of {count}", stranded),
    ]


def _weight(line: Line) -> int:
    """How many characters of a line are not marks."""
    return sum(1 for glyph in line.inked if glyph.text[0] not in MARKS)


def _is_widow(line: Line) -> bool:
    copy = line.role in JUSTIFIED and not line.vertical
    return copy and line.ends and not line.first


def _is_orphan(line: Line) -> bool:
    copy = line.role in JUSTIFIED and not line.vertical
    return copy and line.first and not line.ends


def _is_stranded(line: Line) -> bool:
    return is_head(line) and not line.vertical


def _columns(page: Page) -> Iterable[Sequence[Line]]:
    """Lines of each column from top to foot; a box with columns of its own has them split."""
    for frame in body_frames(page):
        lines = [line for line in page.lines if line.frame == frame.name and line.inked]
        if lines:
            yield sorted(lines, key=lambda line: line.baseline)
    for frame in page.frames:
        if frame.role == "sidebar":
            yield from _split([ln for ln in page.lines if ln.frame == frame.name and ln.inked])


def _split(lines: Sequence[Line]) -> Iterable[Sequence[Line]]:
    """A box's lines in reading order: a line above the one before it begins a new column."""
    column: list[Line] = []
    for line in lines:
        if column and line.baseline < column[-1].baseline - 1 and not line.vertical:
            yield column
            column = []
        column.append(line)
    if column:
        yield column
