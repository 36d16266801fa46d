"""The type specimen: each pair shows a difference, and the left side keeps every rule."""

from __future__ import annotations

from functools import cache
from itertools import groupby

import pytest

from layout.content.model import Block, Parallel, Text
from layout.content.walk import all_blocks
from layout.display.model import TextLine
from layout.pipeline import BuildRequest, BuildResult, build_issue, load
from layout.text.classes import FORBIDDEN_AT_END, FORBIDDEN_AT_START
from tests.support import real_issues

SPECIMEN = real_issues.ROOT / "content" / "tideshore" / "specimen"


@cache
def built() -> BuildResult:
    real_issues.needs_fonts()
    return build_issue(BuildRequest(SPECIMEN, root=real_issues.ROOT))


def pairs() -> list[Parallel]:
    (article,) = load(SPECIMEN / "issue.yaml").articles
    return [block for block in article.blocks if isinstance(block, Parallel)]


def title_of(pair: Parallel) -> str:
    head: Text = pair.head
    return head[0].text.strip()


def lines_of(column: tuple[Block, ...]) -> list[TextLine]:
    """The set lines of a column's copy, by the lines of the manuscript it stands in."""
    spans = {str(block.span) for block in all_blocks(column)}
    return [
        item
        for page in built().pages.pages
        for item in page.items
        if isinstance(item, TextLine) and str(item.span) in spans
    ]


def look_of(lines: list[TextLine]) -> list[tuple[object, ...]]:
    """Characters and where they stand, in their column."""
    return [
        (
            line.text,
            round(line.y - lines[0].y, 1),
            round(line.x - min(one.x for one in lines), 1),
            tuple((run.face, *(round(run.x + x, 2) for x in run.xs)) for run in line.runs),
        )
        for line in lines
    ]


@pytest.mark.parametrize("pair", pairs(), ids=title_of)
def test_each_pair_shows_a_difference(pair: Parallel) -> None:
    ruled, unruled = (lines_of(column) for column in pair.columns)
    assert ruled
    assert unruled
    assert look_of(ruled) != look_of(unruled)


def test_the_left_side_keeps_the_rules_at_its_edges() -> None:
    for pair in pairs():
        for _, lines in groupby(lines_of(pair.columns[0]), key=lambda line: str(line.span)):
            column = list(lines)
            assert all(line.text[0] not in FORBIDDEN_AT_START for line in column[1:])
            assert all(line.text[-1] not in FORBIDDEN_AT_END for line in column[:-1])


def test_the_specimen_is_set_without_a_finding_but_for_faces() -> None:
    assert {finding.rule for finding in built().findings} <= {"font-substituted"}
