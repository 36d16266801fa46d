"""Blocks over several columns that stand where copy comes to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest

from layout.display.model import TextLine
from layout.flow.compose import MakeUp, Plan, compose_article
from layout.flow.model import Box, BreakAfter, Entry, Float, PageDraft, Strip
from layout.pipeline import paginate
from layout.styles.model import BoxStyle, Master
from tests.support.issue_folders import make_article

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command_line import CommandLine

PAGE_ROWS = 20
HEAD = Strip(1, break_after=BreakAfter.FORBIDDEN)


def lines(count: int) -> list[Strip]:
    return [Strip(1) for _ in range(count)]


def composed(entries: list[Entry], columns: int = 3) -> tuple[PageDraft, ...]:
    master = Master("text", columns, 220.0, 20.0, 0.0)
    return compose_article(MakeUp(entries, Plan(master, master, PAGE_ROWS)))


def ends_above(draft: PageDraft, number: int = 0) -> list[int]:
    """The row after the last line of each column that is read before a block."""
    counts = draft.bands[number].counts
    columns = zip(draft.columns, counts, strict=True)
    return [column.placed[count - 1].row + 1 if count else 0 for column, count in columns]


def test_copy_before_a_block_over_two_of_three_columns_is_even_above_it() -> None:
    (draft,) = composed([*lines(15), Float(5, (), span=2), *lines(20)])
    (placed,) = draft.floats
    assert (placed.column, placed.row) == (0, 9)
    assert ends_above(draft) == [8, 7, 0]


def test_copy_after_a_block_goes_on_below_it_and_then_in_the_column_beside() -> None:
    after = lines(20)
    (draft,) = composed([*lines(14), Float(5, (), span=2), *after])
    below, right = draft.columns[0].placed[7:], draft.columns[2].placed
    assert below[0].strip is after[0]
    assert below[0].row == 7 + 1 + 5 + 1
    assert right[0].row == 0
    assert right[-1].strip is after[-1]


def test_a_column_at_the_left_of_a_block_runs_its_whole_length_before_it() -> None:
    before = lines(30)
    first, _ = composed([*before, Float(5, (), span=2), *lines(40)])
    (placed,) = first.floats
    assert (placed.column, placed.row) == (1, 6)
    assert [item.strip for item in first.columns[0].placed] == before[:PAGE_ROWS]
    assert ends_above(first) == [PAGE_ROWS, 5, 5]


def test_columns_of_a_last_page_end_on_one_row_at_both_sides_of_a_block() -> None:
    (draft,) = composed([*lines(24), Float(5, (), span=2), *lines(6)])
    ends = [column.end_row for column in draft.columns]
    assert draft.bands
    assert max(ends) - min(ends) <= 1
    assert max(ends) < PAGE_ROWS


@pytest.mark.parametrize("columns", [2, 3])
def test_a_block_over_all_columns_parts_the_copy_of_the_page(columns: int) -> None:
    before, after = lines(4 * columns), lines(3 * columns)
    (draft,) = composed([*before, Float(4, ()), *after], columns)
    assert draft.floats[0].row == 5
    assert ends_above(draft) == [4] * columns
    assert [column.placed[4].row for column in draft.columns] == [10] * columns
    assert [column.end_row for column in draft.columns] == [13] * columns


def test_a_head_before_a_block_goes_below_it_with_its_copy() -> None:
    (draft,) = composed([*lines(12), HEAD, Float(4, ()), *lines(12)], 2)
    assert ends_above(draft) == [6, 6]
    assert draft.columns[0].placed[6].strip is HEAD


def test_a_few_lines_go_below_a_block_where_the_columns_above_it_would_be_uneven() -> None:
    held = [HEAD, HEAD, HEAD, Strip(1)]
    (draft,) = composed([*lines(8), *held, Strip(1), Float(4, ()), *lines(12)], 2)
    assert draft.bands
    one, other = ends_above(draft)
    assert abs(one - other) <= 1


def test_a_box_is_not_cut_for_the_sake_of_even_columns() -> None:
    box = Box(BoxStyle("sidebar"), None, 200.0)
    boxed = [Strip(1, box=box) for _ in range(3)]
    (draft,) = composed([*lines(6), *boxed, Float(4, ()), *lines(12)], 2)
    placed = [item.strip for column in draft.columns for item in column.placed]
    assert all(any(strip is one for one in placed) for strip in boxed)
    counts = draft.bands[0].counts
    columns = zip(draft.columns, counts, strict=True)
    above = [item.strip for column, count in columns for item in column.placed[:count]]
    assert len([strip for strip in above if strip.box]) in {0, 3}


def test_a_block_with_hardly_a_row_below_it_stands_at_the_foot() -> None:
    first, _ = composed([*lines(26), Float(5, ()), *lines(40)], 2)
    assert not first.bands
    assert first.floats[0].row == PAGE_ROWS - 5


def test_two_blocks_after_one_another_stand_one_below_the_other() -> None:
    one, other = Float(3, ()), Float(4, ())
    (draft,) = composed([*lines(8), one, other, *lines(8)], 2)
    assert [(item.row, item.block) for item in draft.floats] == [(5, one), (9, other)]


def test_a_block_for_the_head_of_a_page_does_not_come_between_settled_copy() -> None:
    entries: list[Entry] = [*lines(8), Float(3, ()), *lines(8), Float(4, (), "top"), *lines(40)]
    first, second = composed(entries, 2)
    heads = [item.row for draft in (first, second) for item in draft.floats[-1:]]
    assert first.bands
    assert heads[0] + 4 == PAGE_ROWS or heads[1] == 0


# Signs that the plain face has, for copy before a block, in it, and after it.
BEFORE, INSIDE, AFTER = "把改换"
BLOCKS = {
    "pull quote": "::: pullquote {span=SPAN}\n改改改\n:::",
    "sidebar": "::: sidebar {span=SPAN}\n改改改\n:::",
    "table": "::: table {span=SPAN head=0}\n| 改 | 改 |\n| --- | --- |\n| 改 | 改 |\n:::",
    "chart": "::: chart {kind=bar span=SPAN}\nlabels: [改, 改改]\nvalues: [3, 1]\n:::",
}


def body_of(block: str) -> str:
    one, other = ("\n\n".join([sign * 60] * 4) for sign in (BEFORE, AFTER))
    return f"{one}\n\n{block}\n\n{other}\n"


@pytest.mark.parametrize("span", ["2", "full"])
@pytest.mark.parametrize("kind", BLOCKS)
def test_every_kind_of_block_over_several_columns_may_stand_in_mid_page(
    tmp_path: Path, kind: str, span: str
) -> None:
    issue = make_article(tmp_path, body_of(BLOCKS[kind].replace("SPAN", span)))
    (page,) = paginate(issue).pages
    lines_of = [item for item in page.items if isinstance(item, TextLine)]
    before, inside, after = (
        [line.y for line in lines_of if sign in line.text] for sign in (BEFORE, INSIDE, AFTER)
    )
    assert max(before) < min(inside)
    assert max(inside) < min(after)


def test_text_is_copied_in_the_order_it_is_read_around_a_block(banxin: CommandLine) -> None:
    body = body_of(BLOCKS["pull quote"].replace("SPAN", "full"))
    out = banxin.folder / "a.pdf"
    done = banxin.build(make_article(banxin.folder / "journal", body), "-o", out)
    assert done.code == 0
    with pypdfium2.PdfDocument(out) as document:
        text = document[0].get_textpage().get_text_bounded()
    copied = [sign for sign in text if sign in BEFORE + INSIDE + AFTER]
    assert "".join(copied) == BEFORE * 240 + INSIDE * 3 + AFTER * 240


def test_a_span_that_is_no_number_of_columns_is_refused(banxin: CommandLine) -> None:
    body = body_of(BLOCKS["sidebar"].replace("SPAN", "wide"))
    done = banxin.build(make_article(banxin.folder / "journal", body), before=("--json",))
    (finding,) = done.document["findings"]
    assert finding["severity"] == "error"
    assert "`span`" in finding["message"]
