"""Rows of a page: whatever stands on it, none is counted twice and none is forgotten."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from layout.content.model import Article
from layout.flow.model import ColumnFill, Float, PageDraft, PlacedFloat, PlacedStrip, Strip
from layout.plan.rows import page_rows
from layout.project import house_folder
from layout.styles import read_style

HOUSE = read_style("magazine", (house_folder() / "styles",))
FEATURE = Article(id="a", kind="feature")
PAGE_ROWS = HOUSE.page.rows


def column(first: int, rows: int) -> ColumnFill:
    placed = tuple(PlacedStrip(first + at, Strip(1)) for at in range(rows))
    return ColumnFill(placed, first + rows)


columns = st.builds(column, st.integers(0, 12), st.integers(0, PAGE_ROWS + 6))
floats = st.builds(
    lambda row, rows: PlacedFloat(row, Float(rows, ())),
    st.integers(0, PAGE_ROWS),
    st.integers(1, 12),
)
masters = st.sampled_from(["text", "opener"])


@st.composite
def drafts(draw: st.DrawFn) -> PageDraft:
    pair = (draw(columns), draw(columns))
    return PageDraft(draw(masters), pair, tuple(draw(st.lists(floats, max_size=2))))


@given(drafts())
def test_used_rows_are_no_more_than_there_are_and_white_rows_no_deeper(
    draft: PageDraft,
) -> None:
    found = page_rows(draft, FEATURE, HOUSE)
    assert 0 <= found.used <= found.rows <= 2 * PAGE_ROWS
    assert 0 <= found.white <= found.foot <= PAGE_ROWS
    assert found.used + 2 * found.white <= found.rows


@given(st.integers(0, PAGE_ROWS), st.integers(0, PAGE_ROWS))
def test_a_line_more_is_a_row_more(left: int, right: int) -> None:
    draft = PageDraft("text", (column(0, left), column(0, right)))
    found = page_rows(draft, FEATURE, HOUSE)
    assert found.used == left + right
    assert found.white == PAGE_ROWS - max(left, right)
