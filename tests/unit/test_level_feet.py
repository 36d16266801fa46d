"""Columns whose feet stand on one line."""

from __future__ import annotations

from layout.flow.compose import MakeUp, Plan, compose_article
from layout.flow.distribute import Region, Spot, balance_columns, fill_columns
from layout.flow.level import Levelled, level_ends, level_feet
from layout.flow.model import BreakAfter, ColumnFill, Fill, Strip
from layout.styles.model import Master

PAGE_ROWS = 10
WHITE = Strip(1, space=True)
HEAD = Strip(1, break_after=BreakAfter.FORBIDDEN)


def lines(count: int) -> list[Strip]:
    return [Strip(1) for _ in range(count)]


def region(columns: int = 2) -> Region:
    return Region(columns, 0, PAGE_ROWS, PAGE_ROWS)


def feet(fill: Fill) -> list[int]:
    return [column.end_row for column in fill.columns]


def levelled(entries: list[Strip]) -> Fill:
    spot = Spot(0, region())
    return level_feet(Levelled(entries, spot, fill_columns(entries, spot))).fill


def copy_in(column: ColumnFill) -> list[int]:
    return [id(item.strip) for item in column.placed if not item.strip.space]


def test_white_that_stands_in_a_short_column_opens_until_its_foot_is_level() -> None:
    entries = [*lines(4), WHITE, *lines(4), HEAD, *lines(20)]
    plain = fill_columns(entries, Spot(0, region()))
    assert feet(plain) == [9, 10]
    level = levelled(entries)
    assert feet(level) == [10, 10]
    rows = [item.row for item in level.columns[0].placed if not item.strip.space]
    assert rows == [0, 1, 2, 3, 6, 7, 8, 9]


def test_without_white_every_column_of_the_page_ends_a_row_earlier() -> None:
    entries = [*lines(9), HEAD, *lines(20)]
    level = levelled(entries)
    assert feet(level) == [9, 9]
    assert level.stopped_at == 18


def test_where_nothing_helps_each_column_is_as_full_as_it_goes() -> None:
    held = [Strip(1, break_after=BreakAfter.FORBIDDEN) for _ in range(4)]
    entries = [*lines(6), *held, *lines(20)]
    assert levelled(entries) == fill_columns(entries, Spot(0, region()))


def test_white_is_opened_in_every_place_alike_before_any_opens_twice() -> None:
    part = [*lines(2), WHITE, *lines(2), WHITE, *lines(2)]
    held = [Strip(1, break_after=BreakAfter.FORBIDDEN) for _ in range(3)]
    entries = [*part, *held, *lines(20)]
    (first, _) = levelled(entries).columns
    rows = [item.row for item in first.placed if not item.strip.space]
    assert rows == [0, 1, 4, 5, 8, 9]


def test_a_column_that_its_writer_ended_is_left_as_it_is() -> None:
    entries = [*lines(3), WHITE, *lines(3), Strip(0, break_after=BreakAfter.COLUMN), *lines(20)]
    level = levelled(entries)
    assert level.columns[0] == fill_columns(entries, Spot(0, region())).columns[0]


def test_columns_at_an_end_that_differ_by_more_than_a_line_are_opened_at_their_white() -> None:
    held = [Strip(1, break_after=BreakAfter.FORBIDDEN) for _ in range(6)]
    entries = [*lines(2), WHITE, *lines(1), *held]
    balanced = balance_columns(entries, Spot(0, region()))
    assert balanced is not None
    assert feet(balanced) == [4, 6]
    assert feet(level_ends(Levelled(entries, Spot(0, region()), balanced)).fill) == [5, 6]


def test_opened_pages_hold_the_copy_once_and_in_order() -> None:
    part = [*lines(5), WHITE, HEAD, *lines(3)]
    entries = [*part, *part, *part, *part, *part, *part]
    entries = [
        Strip(entry.rows, break_after=entry.break_after, space=entry.space) for entry in entries
    ]
    master = Master("text", 2, 220.0, 20.0, 0.0)
    drafts = compose_article(MakeUp(entries, Plan(master, master, PAGE_ROWS)))
    placed = [
        strip for draft in drafts for column in draft.columns for strip in copy_in(column)
    ]
    assert placed == [id(entry) for entry in entries if not entry.space]
    for draft in drafts[:-1]:
        assert len({column.end_row for column in draft.columns}) == 1


def test_boxes_that_may_be_taller_make_up_for_white_that_is_not_there() -> None:
    card = Strip(4, frame=1)
    held = [Strip(1, break_after=BreakAfter.FORBIDDEN) for _ in range(3)]
    entries = [card, card, *held, *lines(20)]
    (first, second) = levelled(entries).columns
    assert [item.taller for item in first.placed] == [1, 1]
    assert [item.row for item in first.placed] == [0, 5]
    assert first.end_row == second.end_row == PAGE_ROWS


def test_no_box_is_taller_by_more_than_half() -> None:
    card = Strip(3, frame=1)
    held = [Strip(1, break_after=BreakAfter.FORBIDDEN) for _ in range(8)]
    entries = [card, *held, *lines(20)]
    assert levelled(entries) == fill_columns(entries, Spot(0, region()))
