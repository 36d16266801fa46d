"""What filling columns and composing pages must hold for any galley."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from layout.flow.compose import MakeUp, Plan, compose_article
from layout.flow.distribute import Region, Spot, balance_columns, fill_columns
from layout.flow.model import Box, BreakAfter, Entry, Float, PageDraft, PlacedFloat, Strip
from layout.flow.sheet import FLOAT_GAP
from layout.record import replace
from layout.styles.model import BoxStyle, Master

PAGE_ROWS = 20
breaks = st.sampled_from([BreakAfter.ALLOWED] * 4 + [BreakAfter.FORBIDDEN])


# `builds` would look up the types of fields, some of which only the type checker reads.
def a_strip(**fields: Any) -> Strip:
    return Strip(**fields)


def a_float(**fields: Any) -> Float:
    return Float(**fields)


strips = st.builds(a_strip, rows=st.integers(1, 5), break_after=breaks, floats=st.booleans())
spaces = st.builds(a_strip, rows=st.integers(1, 2), space=st.just(True))
floats = st.builds(
    a_float,
    rows=st.integers(1, PAGE_ROWS + 4),
    strips=st.just(()),
    place=st.sampled_from(["here", "here", "top", "bottom", "next-page", "inner", "outer"]),
    span=st.integers(0, 3),
)


@st.composite
def boxes(draw: st.DrawFn) -> list[Entry]:
    box = Box(BoxStyle("sidebar", padding_rows=draw(st.integers(0, 3))), None, 200.0)
    inside = draw(st.lists(st.one_of(strips, spaces), min_size=1, max_size=12))
    return [
        replace(strip, box=box, floats=False, opens=not at) for at, strip in enumerate(inside)
    ]


pieces = st.one_of(strips, strips, strips, spaces, floats).map(lambda entry: [entry])
galleys = st.lists(st.one_of(pieces, pieces, pieces, boxes()), max_size=60).map(
    lambda parts: [entry for part in parts for entry in part]
)
heads = st.one_of(st.none(), st.builds(a_float, rows=st.integers(1, 16), strips=st.just(())))


def master(columns: int, sink: int = 0) -> Master:
    return Master("text", columns, 220.0, 20.0, 0.0, sink=sink)


def copy_of(entries: list[Entry]) -> list[int]:
    return sorted(
        id(entry) for entry in entries if not (isinstance(entry, Strip) and entry.space)
    )


def placed_in(drafts: tuple[PageDraft, ...]) -> list[int]:
    found = []
    for draft in drafts:
        for column in draft.columns:
            found += [id(item.strip) for item in column.placed if not item.strip.space]
        found += [id(item.block) for item in draft.floats]
    return sorted(found)


sinks = st.integers(0, PAGE_ROWS - 2)


@given(galleys, heads, st.integers(1, 3), sinks, st.booleans(), st.booleans())
def test_composing_an_article_loses_and_repeats_nothing(
    entries: list[Entry],
    head: Float | None,
    columns: int,
    sink: int,
    balance: bool,
    in_order: bool,
) -> None:
    plan = Plan(master(columns), master(columns, sink), PAGE_ROWS, balance, in_order)
    drafts = compose_article(MakeUp(entries, plan, head))
    expected = copy_of([*entries, *([head] if head else [])])
    assert placed_in(drafts) == expected


def columns_under(placed: PlacedFloat, columns: int) -> range:
    """The columns that a block stands over."""
    return range(placed.column, min(placed.column + (placed.block.span or columns), columns))


@given(galleys, heads, st.integers(1, 3), st.booleans())
def test_nothing_on_a_page_overlaps(
    entries: list[Entry], head: Float | None, columns: int, in_order: bool
) -> None:
    plan = Plan(master(columns), master(columns), PAGE_ROWS, in_order=in_order)
    for draft in compose_article(MakeUp(entries, plan, head)):
        for at, column in enumerate(draft.columns):
            taken = [
                (item.row, item.row + item.block.rows)
                for item in draft.floats
                if at in columns_under(item, columns)
            ]
            taken += [(item.row, item.row + item.strip.rows) for item in column.placed]
            taken.sort()
            assert all(one[1] <= other[0] for one, other in pairwise(taken))


def pages_in_reading_order(draft: PageDraft) -> list[list[Strip | Float]]:
    """What is read before each block in mid-page with that block, and what is read last."""
    parts: list[list[Strip | Float]] = []
    done = [0] * len(draft.columns)
    for band in draft.bands:
        ends = list(zip(draft.columns, done, band.counts, strict=True))
        copy = [item.strip for column, one, other in ends for item in column.placed[one:other]]
        parts.append([*copy, band.block.block])
        done = list(band.counts)
    rest = zip(draft.columns, done, strict=True)
    return [*parts, [item.strip for column, one in rest for item in column.placed[one:]]]


@given(galleys, heads, st.integers(1, 3), st.booleans())
def test_copy_around_blocks_is_read_in_order(
    entries: list[Entry], head: Float | None, columns: int, in_order: bool
) -> None:
    plan = Plan(master(columns), master(columns), PAGE_ROWS, in_order=in_order)
    drafts = compose_article(MakeUp(entries, plan, head))
    read = [item for draft in drafts for part in pages_in_reading_order(draft) for item in part]
    order = {id(entry): at for at, entry in enumerate(entries)}
    still = [
        order[id(item)]
        for item in read
        if isinstance(item, Strip) and not item.floats and id(item) in order
    ]
    assert still == sorted(still)


@given(galleys, heads, st.integers(1, 3), st.booleans())
def test_a_block_in_mid_page_follows_the_copy_before_it(
    entries: list[Entry], head: Float | None, columns: int, in_order: bool
) -> None:
    plan = Plan(master(columns), master(columns), PAGE_ROWS, in_order=in_order)
    order = {id(entry): at for at, entry in enumerate(entries)}
    for draft in compose_article(MakeUp(entries, plan, head)):
        for part in pages_in_reading_order(draft)[:-1]:
            *copy, block = [order[id(item)] for item in part if id(item) in order]
            assert all(at < block for at in copy)


many_lines = st.lists(st.just(Strip(1)), min_size=4, max_size=50)


@given(many_lines, many_lines, st.integers(2, 3), st.integers(0, 2), st.integers(1, 9))
def test_columns_of_plain_lines_above_a_block_differ_by_one_line_at_most(
    before: list[Strip], after: list[Strip], columns: int, span: int, rows: int
) -> None:
    block = Float(rows, (), span=span)
    plan = Plan(master(columns), master(columns), PAGE_ROWS)
    read = 0
    for draft in compose_article(MakeUp([*before, block, *after], plan)):
        for band in draft.bands:
            over = columns_under(band.block, columns)
            depths = [
                sum(item.strip.rows for item in draft.columns[at].placed[: band.counts[at]])
                for at in over
            ]
            assert max(depths) - min(depths) <= 1
            assert all(depth + FLOAT_GAP >= band.block.row - 1 for depth in depths)
            assert read + sum(band.counts) == len(before)
        read += sum(len(column.placed) for column in draft.columns)


@given(st.lists(st.one_of(strips, spaces), max_size=40), st.integers(1, 3))
def test_filling_columns_takes_a_prefix_in_order(entries: list[Strip], columns: int) -> None:
    region = Region(columns, 0, PAGE_ROWS, PAGE_ROWS)
    fill = fill_columns(entries, Spot(0, region))
    placed = [item.strip for column in fill.columns for item in column.placed]
    still = [strip for strip in placed if not strip.floats and not strip.space]
    wanted = [
        strip for strip in entries[: fill.stopped_at] if not strip.floats and not strip.space
    ]
    assert [id(strip) for strip in still] == [id(strip) for strip in wanted]


@given(st.lists(st.just(Strip(1)), min_size=1, max_size=60), st.integers(1, 3))
def test_balanced_columns_of_plain_lines_differ_by_one_line_at_most(
    entries: list[Strip], columns: int
) -> None:
    region = Region(columns, 0, PAGE_ROWS, PAGE_ROWS)
    fill = balance_columns(entries, Spot(0, region))
    if fill is None:
        assert len(entries) > columns * PAGE_ROWS
        return
    depths = [len(column.placed) for column in fill.columns]
    assert max(depths) == -(-len(entries) // columns)
    assert depths == sorted(depths, reverse=True)
