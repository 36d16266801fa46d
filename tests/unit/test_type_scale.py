"""The type scale of a house style, and titles that step down it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from layout.display.model import TextLine
from layout.errors import StyleError
from layout.geometry import fits
from layout.styles import read_style
from layout.styles.scale import LEAST_STEP, MOST_HEAD_SIZES, steps_down
from tests.support.opened import pages_of, variant
from tests.support.real_issues import ROOT

if TYPE_CHECKING:
    from pathlib import Path

STYLES = ROOT / "styles"


@pytest.mark.parametrize("name", ["magazine", "gazette", "specimen"])
def test_heads_take_few_sizes_far_apart(name: str) -> None:
    sizes = read_style(name, [STYLES]).head_sizes
    assert 2 <= len(sizes) <= MOST_HEAD_SIZES
    for smaller, larger in pairwise(sizes):
        assert larger >= LEAST_STEP * smaller


def test_one_line_of_the_scale_changes_every_style_that_names_it(tmp_path: Path) -> None:
    before = read_style("magazine", [STYLES]).text_styles
    after = variant(tmp_path, "type_scale: {head: 15pt}\n").text_styles
    changed = {name for name, style in after.items() if style.size != before[name].size}
    assert {"subhead-2", "sidebar-title", "dated-item-title", "pull-quote"} <= changed
    assert {after[name].size for name in changed} == {15.0}
    assert {before[name].size for name in changed} == {14.0}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("text_styles:\n  title: {size: titel}\n", "did you mean `title`"),
        ("text_styles:\n  title: {size: 28}\n", "mm, cm, in, pt"),
        ("type_scale: {head: large}\n", "mm, cm, in, pt"),
        ("type_scale: {head: 0.5pt}\n", "from 1pt to 2000pt"),
    ],
)
def test_a_size_that_is_none_is_refused_with_its_place(
    tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(StyleError) as caught:
        variant(tmp_path, text)
    assert told in str(caught.value)
    assert "mine.yaml:" in str(caught.value)


@pytest.mark.parametrize(
    ("scale", "told"),
    [("{head: 15pt, subtitle: 16pt}", "15 and 16 pt"), ("{}", "6 sizes")],
)
def test_heads_in_many_or_close_sizes_are_a_warning(
    tmp_path: Path, scale: str, told: str
) -> None:
    sixth = "  question: {extends: base-head, size: 17pt}\n" if scale == "{}" else ""
    styles = f"text_styles:\n{sixth}" if sixth else ""
    (finding,) = variant(tmp_path, f"type_scale: {scale}\n{styles}").findings
    assert finding.rule == "head-sizes"
    assert told in finding.message


def test_steps_lead_down_the_scale_and_stop_above_the_heads_of_the_copy() -> None:
    house = read_style("magazine", [STYLES])
    row = house.page.leading
    for name in ("title", "title-small", "title-display"):
        style = house.text_styles[name]
        steps = list(steps_down(style, house))
        sizes = [step.size for step in steps]
        assert sizes == sorted(set(sizes), reverse=True)
        assert set(sizes) <= {*house.head_sizes, style.size}
        assert all(size > house.text_styles["subhead-2"].size for size in sizes)
        for step in steps[1:]:
            assert step.leading % (row / 2) == pytest.approx(0.0, abs=1e-6)
            assert fits(step.leading, style.leading)
            assert step.leading >= step.size


def title_of(folder: Path, title: str) -> list[TextLine]:
    style = "heads:\n  feature: {parts: [title]}\n"
    pages = pages_of(folder, style, more="", title=title).pages
    return [
        item for item in pages[0].items if isinstance(item, TextLine) and item.role == "title"
    ]


# The type area is 483 pt wide: 17 characters of 28 pt, or 24 of 20 pt.
@pytest.mark.parametrize(("many", "size", "count"), [(17, 28, 1), (20, 20, 1), (30, 20, 2)])
def test_a_title_too_long_for_its_line_takes_the_next_size_or_one_more_line(
    tmp_path: Path, many: int, size: float, count: int
) -> None:
    lines = title_of(tmp_path, "潮" * many)
    assert len(lines) == count
    assert {run.size for line in lines for run in line.runs} == {size}
