"""An opener's white, given and taken where the pages need it."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from layout.flow.compose import MakeUp, Plan, compose_article
from layout.flow.fitting import fit_article
from layout.flow.model import BreakAfter, Float, PageDraft, Strip
from layout.record import replace
from layout.styles.model import Master

PAGE_ROWS = 12


def lines(count: int) -> list[Strip]:
    return [Strip(1) for _ in range(count)]


def held(count: int) -> list[Strip]:
    return [Strip(1, break_after=BreakAfter.FORBIDDEN) for _ in range(count)]


def plan(sink: int = 0) -> Plan:
    text = Master("text", 2, 220.0, 20.0, 0.0)
    return Plan(replace(text, name="opener", sink=sink), text, PAGE_ROWS)


def head(rows: int, least: int) -> Float:
    return Float(rows, (), least_rows=least)


def feet(draft: PageDraft) -> list[int]:
    return [column.end_row for column in draft.columns]


def test_white_under_the_head_gives_way_to_a_last_page_of_a_few_lines() -> None:
    entries = lines(20)
    assert len(compose_article(MakeUp(entries, plan(), head(4, 1)))) == 2
    (only,) = fit_article(MakeUp(entries, plan(), head(4, 1)))
    assert sum(len(column.placed) for column in only.columns) == len(entries)


def test_feet_that_the_head_leaves_uneven_are_levelled_by_a_row_of_its_white() -> None:
    entries = [*lines(5), *held(3), *lines(30)]
    plain = compose_article(MakeUp(entries, plan(), head(5, 2)))
    assert len(set(feet(plain[0]))) == 2
    assert len(set(feet(fit_article(MakeUp(entries, plan(), head(5, 2)))[0]))) == 1


def test_an_opener_rises_where_a_block_needs_more_rows_than_its_head_can_give() -> None:
    block = Strip(9)
    entries = [*lines(1), block, *lines(30)]
    sunk = plan(sink=3)
    plain = compose_article(MakeUp(entries, sunk, head(1, 1)))
    assert len(set(feet(plain[0]))) == 2
    fitted = fit_article(MakeUp(entries, sunk, head(1, 1)))
    assert len(set(feet(fitted[0]))) == 1
    assert fitted[0].top_row < plain[0].top_row


def test_a_page_that_was_pulled_in_is_levelled_too() -> None:
    entries = [*lines(6), Strip(3), *lines(27)]
    tight = plan(sink=2)
    pulled = fit_article(MakeUp(entries, tight, head(6, 1)))
    assert len(pulled) < len(compose_article(MakeUp(entries, tight, head(6, 1))))
    assert len(set(feet(pulled[0]))) == 1


def a_strip(**fields: Any) -> Strip:
    return Strip(**fields)


breaks = st.sampled_from([BreakAfter.ALLOWED] * 3 + [BreakAfter.FORBIDDEN])
strips = st.builds(a_strip, rows=st.integers(1, 6), break_after=breaks)
galleys = st.lists(strips, min_size=1, max_size=40)


@given(galleys, st.integers(1, 6), st.integers(0, 4), st.integers(0, 3))
def test_no_fitting_makes_more_pages_or_loses_a_strip(
    entries: list[Strip], least: int, more: int, sink: int
) -> None:
    opener = head(least + more, least)
    plain = compose_article(MakeUp(entries, plan(sink), opener))
    fitted = fit_article(MakeUp(entries, plan(sink), opener))
    assert len(fitted) <= len(plain)
    placed = [
        id(item.strip) for page in fitted for column in page.columns for item in column.placed
    ]
    assert placed == [id(entry) for entry in entries]
