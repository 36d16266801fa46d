"""How far a galley goes in its columns."""

from __future__ import annotations

from layout.flow.distribute import Region, balance_columns, fill_columns
from layout.flow.model import BreakAfter, Float, Strip

PAGE_ROWS = 10


def lines(count: int, *, rows: int = 1) -> list[Strip]:
    return [Strip(rows) for _ in range(count)]


def region(rows: int = PAGE_ROWS, columns: int = 2) -> Region:
    return Region(columns, 0, rows, PAGE_ROWS)


def test_copy_fills_the_first_column_before_the_second() -> None:
    fill = fill_columns(lines(14), 0, region())
    assert [len(column.placed) for column in fill.columns] == [10, 4]
    assert fill.stopped_at == 14


def test_what_does_not_fit_is_left_for_the_next_page() -> None:
    fill = fill_columns(lines(25), 0, region())
    assert fill.stopped_at == 20


def test_white_vanishes_at_the_head_of_a_column() -> None:
    entries = [*lines(10), Strip(2, space=True), *lines(3)]
    fill = fill_columns(entries, 0, region())
    assert fill.columns[1].placed[0].row == 0


def test_white_at_the_foot_of_a_column_does_not_count_as_copy() -> None:
    entries = [*lines(9), Strip(3, space=True), *lines(3)]
    fill = fill_columns(entries, 0, region())
    assert fill.columns[0].end_row == 9
    assert fill.columns[1].placed[0].row == 0


def test_a_head_goes_to_the_next_column_with_its_copy() -> None:
    head = Strip(1, break_after=BreakAfter.FORBIDDEN)
    fill = fill_columns([*lines(9), head, *lines(4)], 0, region())
    assert fill.columns[0].end_row == 9
    assert fill.columns[1].placed[0].strip is head


def test_a_forced_column_break_ends_the_column() -> None:
    entries = [*lines(3), Strip(0, break_after=BreakAfter.COLUMN), *lines(2)]
    fill = fill_columns(entries, 0, region())
    assert [column.end_row for column in fill.columns] == [3, 2]


def test_a_forced_page_break_ends_the_page() -> None:
    entries = [*lines(3), Strip(0, break_after=BreakAfter.PAGE), *lines(2)]
    fill = fill_columns(entries, 0, region())
    assert fill.page_break
    assert fill.stopped_at == 4


def test_a_picture_that_does_not_fit_moves_to_the_next_column_and_copy_flows_on() -> None:
    picture = Strip(5, floats=True)
    entries = [*lines(7), picture, *lines(6)]
    fill = fill_columns(entries, 0, region())
    assert fill.columns[0].end_row == PAGE_ROWS
    assert fill.columns[1].placed[0].strip is picture


def test_filling_stops_before_a_float_that_has_no_place_yet() -> None:
    entries = [*lines(3), Float(4, ()), *lines(3)]
    assert fill_columns(entries, 0, region()).stopped_at == 3
    assert fill_columns(entries, 0, region(), done={3}).stopped_at == 7


def test_a_strip_taller_than_any_column_stands_alone_rather_than_get_lost() -> None:
    giant = Strip(PAGE_ROWS + 4)
    fill = fill_columns([giant, *lines(2)], 0, region())
    assert fill.columns[0].placed[0].strip is giant
    assert fill.stopped_at == 3


def test_a_strip_too_tall_for_a_short_region_waits_for_a_whole_page() -> None:
    fill = fill_columns([Strip(6), *lines(2)], 0, region(rows=4))
    assert fill.stopped_at == 0


def test_copy_that_must_keep_together_longer_than_a_column_is_cut_where_it_is_full() -> None:
    held = [Strip(1, break_after=BreakAfter.FORBIDDEN) for _ in range(15)]
    fill = fill_columns(held, 0, region())
    assert [column.end_row for column in fill.columns] == [10, 5]


def test_columns_of_a_last_page_are_even_and_an_odd_line_stays_on_the_left() -> None:
    fill = balance_columns(lines(7), 0, region())
    assert fill is not None
    assert [column.end_row for column in fill.columns] == [4, 3]


def test_copy_that_does_not_fit_cannot_be_balanced() -> None:
    assert balance_columns(lines(21), 0, region()) is None
