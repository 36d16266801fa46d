"""How far a galley goes in its columns."""

from __future__ import annotations

from layout.color import BLACK
from layout.flow.compose import MakeUp, Plan, compose_article
from layout.flow.distribute import Region, Spot, balance_columns, fill_columns
from layout.flow.model import (
    Box,
    BreakAfter,
    ColumnFill,
    Entry,
    Fill,
    Float,
    PlacedStrip,
    Strip,
)
from layout.flow.placing import unused_rows
from layout.flow.sheet import blank_sheet
from layout.flow.strips import collapse_spaces
from layout.styles.model import BoxStyle, Master

PAGE_ROWS = 10


def lines(count: int, *, rows: int = 1) -> list[Strip]:
    return [Strip(rows) for _ in range(count)]


def region(rows: int = PAGE_ROWS, columns: int = 2) -> Region:
    return Region(columns, 0, rows, PAGE_ROWS)


def test_copy_fills_the_first_column_before_the_second() -> None:
    fill = fill_columns(lines(14), Spot(0, region()))
    assert [len(column.placed) for column in fill.columns] == [10, 4]
    assert fill.stopped_at == 14


def test_what_does_not_fit_is_left_for_the_next_page() -> None:
    fill = fill_columns(lines(25), Spot(0, region()))
    assert fill.stopped_at == 20


def test_white_vanishes_at_the_head_of_a_column() -> None:
    entries = [*lines(10), Strip(2, space=True), *lines(3)]
    fill = fill_columns(entries, Spot(0, region()))
    assert fill.columns[1].placed[0].row == 0


def test_white_at_the_foot_of_a_column_does_not_count_as_copy() -> None:
    entries = [*lines(9), Strip(3, space=True), *lines(3)]
    fill = fill_columns(entries, Spot(0, region()))
    assert fill.columns[0].end_row == 9
    assert fill.columns[1].placed[0].row == 0


def test_a_head_goes_to_the_next_column_with_its_copy() -> None:
    head = Strip(1, break_after=BreakAfter.FORBIDDEN)
    fill = fill_columns([*lines(9), head, *lines(4)], Spot(0, region()))
    assert fill.columns[0].end_row == 9
    assert fill.columns[1].placed[0].strip is head


def test_a_forced_column_break_ends_the_column() -> None:
    entries = [*lines(3), Strip(0, break_after=BreakAfter.COLUMN), *lines(2)]
    fill = fill_columns(entries, Spot(0, region()))
    assert [column.end_row for column in fill.columns] == [3, 2]


def test_a_forced_page_break_ends_the_page() -> None:
    entries = [*lines(3), Strip(0, break_after=BreakAfter.PAGE), *lines(2)]
    fill = fill_columns(entries, Spot(0, region()))
    assert fill.page_break
    assert fill.stopped_at == 4


def test_a_picture_that_does_not_fit_moves_to_the_next_column_and_copy_flows_on() -> None:
    picture = Strip(5, floats=True)
    entries = [*lines(7), picture, *lines(6)]
    fill = fill_columns(entries, Spot(0, region()))
    assert fill.columns[0].end_row == PAGE_ROWS
    assert fill.columns[1].placed[0].strip is picture


def test_filling_stops_before_a_float_that_has_no_place_yet() -> None:
    entries = [*lines(3), Float(4, ()), *lines(3)]
    assert fill_columns(entries, Spot(0, region())).stopped_at == 3
    assert fill_columns(entries, Spot(0, region(), done=frozenset({3}))).stopped_at == 7


def test_a_strip_taller_than_any_column_stands_alone_rather_than_get_lost() -> None:
    giant = Strip(PAGE_ROWS + 4)
    fill = fill_columns([giant, *lines(2)], Spot(0, region()))
    assert fill.columns[0].placed[0].strip is giant
    assert fill.stopped_at == 3


def test_a_strip_too_tall_for_a_short_region_waits_for_a_whole_page() -> None:
    fill = fill_columns([Strip(6), *lines(2)], Spot(0, region(rows=4)))
    assert fill.stopped_at == 0


def test_copy_that_must_keep_together_longer_than_a_column_is_cut_where_it_is_full() -> None:
    held = [Strip(1, break_after=BreakAfter.FORBIDDEN) for _ in range(15)]
    fill = fill_columns(held, Spot(0, region()))
    assert [column.end_row for column in fill.columns] == [10, 5]


def test_columns_of_a_last_page_are_even_and_an_odd_line_stays_on_the_left() -> None:
    fill = balance_columns(lines(7), Spot(0, region()))
    assert fill is not None
    assert [column.end_row for column in fill.columns] == [4, 3]


def test_copy_that_does_not_fit_cannot_be_balanced() -> None:
    assert balance_columns(lines(21), Spot(0, region())) is None


def test_white_behind_a_head_never_parts_it_from_its_copy() -> None:
    head = Strip(1, break_after=BreakAfter.FORBIDDEN)
    entries = collapse_spaces([*lines(8), head, Strip(1, space=True), *lines(4)])
    fill = fill_columns(entries, Spot(0, region()))
    assert fill.columns[1].placed[0].strip is head


def test_white_around_a_picture_that_moved_away_does_not_add_up() -> None:
    picture = Strip(5, floats=True)
    white = Strip(1, space=True)
    fill = fill_columns([*lines(6), white, picture, white, *lines(6)], Spot(0, region()))
    assert [item.row for item in fill.columns[0].placed] == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]


def test_copy_under_a_picture_at_the_head_of_a_column_stands_off_it() -> None:
    picture = Strip(5, floats=True)
    fill = fill_columns([*lines(7), picture, *lines(6)], Spot(0, region()))
    (first, *copy) = [item for item in fill.columns[1].placed if not item.strip.space]
    assert first.strip is picture
    assert copy[0].row == 6


def boxed(count: int, *, padding_rows: int = 1) -> list[Strip]:
    box = Box(BoxStyle("sidebar", padding_rows=padding_rows), None, 200.0)
    white = Strip(padding_rows, box=box, break_after=BreakAfter.FORBIDDEN, opens=True)
    return [white, *(Strip(1, box=box) for _ in range(count)), Strip(padding_rows, box=box)]


def test_a_box_that_goes_on_in_the_next_column_has_white_on_both_sides_of_the_break() -> None:
    entries = [*lines(4), *boxed(8)]
    fill = fill_columns(entries, Spot(0, region()))
    first, second = ([item.strip for item in column.placed] for column in fill.columns)
    assert fill.stopped_at == len(entries)
    assert len(first) == PAGE_ROWS
    # The white of the break is none of the galley's own strips, and belongs to the box.
    for white in (first[-1], second[0]):
        assert white.box is first[4].box
        assert all(white is not entry for entry in entries)
    assert [strip.opens for strip in first] == [False] * 4 + [True] + [False] * 5
    assert not any(strip.opens for strip in second)


def test_a_box_of_any_height_comes_to_an_end() -> None:
    for rows in range(1, 6):
        entries: list[Entry] = [*lines(3), *boxed(40, padding_rows=rows)]
        drafts = compose_article(MakeUp(entries, plan()))
        columns = [column for draft in drafts for column in draft.columns]
        placed = [item.strip for column in columns for item in column.placed]
        kept = [strip for strip in placed if any(strip is entry for entry in entries)]
        assert len(kept) == len(entries)


def plan(*, in_order: bool = False) -> Plan:
    master = Master("text", 2, 220.0, 20.0, 0.0)
    return Plan(master, master, PAGE_ROWS, in_order=in_order)


def test_a_head_with_no_copy_under_it_has_no_rule_there() -> None:
    head = Float(8, (), role="head", foot_rule=BLACK)
    opener, following = compose_article(MakeUp([Strip(4)], plan(), head))
    assert opener.floats[0].block.foot_rule is None
    assert following.columns[0].placed
    (whole,) = compose_article(MakeUp([Strip(2)], plan(), head))
    assert whole.floats[0].block is head


def test_a_block_over_the_full_measure_keeps_its_place_in_order() -> None:
    before, block, after = Strip(2), Float(3, ()), Strip(2)
    (draft,) = compose_article(MakeUp([before, block, after], plan(in_order=True)))
    rows = {id(item.strip): item.row for item in draft.columns[0].placed}
    (placed,) = draft.floats
    assert rows[id(before)] + 2 <= placed.row
    assert placed.row + 3 <= rows[id(after)]


def test_a_block_in_order_that_does_not_fit_takes_what_follows_to_the_next_page() -> None:
    entries = [Strip(6), Float(6, ()), Strip(2)]
    first, second = compose_article(MakeUp(entries, plan(in_order=True)))
    assert not first.floats
    assert second.floats[0].block is entries[1]
    assert second.columns[0].placed[0].strip is entries[2]


def test_copy_flows_on_where_a_picture_is_too_tall_for_every_column_of_the_page() -> None:
    picture = Strip(9, floats=True)
    fill = fill_columns([picture, *lines(12)], Spot(0, region(6)))
    assert [len(column.placed) for column in fill.columns] == [6, 6]
    assert fill.carried == (picture,)


def table_rows(count: int, head: Strip) -> list[Strip]:
    return [Strip(1, resumes_under=head) for _ in range(count)]


def test_a_table_that_goes_on_begins_its_column_with_its_head() -> None:
    head = Strip(2, break_after=BreakAfter.FORBIDDEN)
    fill = fill_columns([head, *table_rows(14, head)], Spot(0, region()))
    assert [column.placed[0].strip for column in fill.columns] == [head, head]
    assert [len(column.placed) for column in fill.columns] == [9, 7]


def test_a_head_is_not_repeated_over_nothing() -> None:
    head = Strip(2)
    last = [Strip(5, break_after=BreakAfter.FORBIDDEN, resumes_under=head), Strip(5)]
    fill = fill_columns(last, Spot(0, region(8)))
    assert [len(column.placed) for column in fill.columns] == [0, 0]
    assert fill.stopped_at == 0


def test_nothing_rises_from_the_foot_onto_a_block_that_copy_goes_around() -> None:
    master = Master("text", 2, 220.0, 20.0, 0.0)
    quote = Float(6, (), place="middle", width=160.0)
    sheet = blank_sheet(master, "recto", 20, 20).with_notch(quote, 8)
    assert sheet is not None
    (notch,) = sheet.notches
    line = PlacedStrip(0, Strip(1))
    ended = Fill((ColumnFill((line,), 1), ColumnFill((line,), 1)), 0)
    assert notch.end > 2
    assert sheet.bottoms[0] - unused_rows(ended, sheet) == notch.end
