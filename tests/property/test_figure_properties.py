"""What holds for every table and every chart, whatever stands in it."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.color import Color, lightness
from layout.content.model import Chart, Inline, Series, Table, TableRow, plain
from layout.display.model import Area, Rule
from layout.flow.charts.parts import tints
from layout.flow.charts.scale import nice_ticks, percentages, spread
from layout.flow.distribute import Region, Spot, fill_columns
from layout.flow.model import Strip
from layout.flow.tables.columns import Wish, column_widths
from layout.flow.tables.rows import in_whole_rows
from layout.geometry import TOLERANCE, fits
from layout.record import replace
from tests.support.figures import (
    em_box,
    figure_setting,
    graphics_of,
    pieces_of,
    set_figure,
)

SETTINGS = {name: figure_setting(name) for name in ("magazine", "gazette")}
styles = st.sampled_from(sorted(SETTINGS))
words = st.text(st.sampled_from("一二三泊位码头，。（12.5%)ab"), max_size=24)
labels = st.text(st.sampled_from("甲乙丙丁戊己庚年12"), min_size=1, max_size=14)
figures = st.one_of(
    st.just(""), st.integers(-9999, 99999).map(str), st.floats(-99, 99).map("{:.1f}".format)
)


@st.composite
def tables(draw: st.DrawFn, most_rows: int = 8) -> Table:
    columns, rows = draw(st.integers(1, 5)), draw(st.integers(1, most_rows))
    cells = draw(st.lists(words, min_size=columns * (rows + 1), max_size=columns * (rows + 1)))
    texts = [(Inline(cell),) if cell else () for cell in cells]
    made = [TableRow(tuple(texts[at : at + columns])) for at in range(0, len(texts), columns)]
    aligns = st.sampled_from(("left", "center", "right", "decimal"))
    return Table(
        rows=tuple(made),
        align=tuple(draw(aligns) for _ in range(columns)),
        widths=tuple(draw(st.sampled_from((0.0, 0.0, 4.0))) for _ in range(columns)),
        head=draw(st.integers(0, 1)),
        numbering=draw(st.sampled_from(("", "一"))),
        reach=draw(st.sampled_from(("column", "full"))),
    )


@st.composite
def charts(draw: st.DrawFn, kind: str, form: str = "") -> Chart:
    count = draw(st.integers(1, 12))
    series = 1 if kind == "share" else draw(st.integers(1, 6 if kind == "line" else 3))
    numbers = st.integers(0, 999).map(str) if kind == "share" else figures
    rows = []
    for number in range(series):
        values = draw(st.lists(numbers, min_size=count, max_size=count))
        name = draw(labels) if series > 1 else ""
        rows.append(Series((("7",) if not number else ("",)) + tuple(values[1:]), name))
    return Chart(
        kind=kind,
        form=form,
        labels=tuple(draw(st.lists(labels, min_size=count, max_size=count))),
        series=tuple(rows),
        unit=draw(st.sampled_from(("", "%", "万吨"))),
        title=(Inline("一图看清"),),
        reach=draw(st.sampled_from(("column", "full"))),
    )


KINDS = (
    ("bar", "horizontal"),
    ("bar", "vertical"),
    ("line", ""),
    ("share", "bar"),
    ("share", "donut"),
)


@settings()
@given(tables(), styles)
def test_a_table_loses_no_cell(table: Table, style: str) -> None:
    setting = SETTINGS[style]
    pieces = pieces_of(set_figure(table, setting), setting)
    written = [plain(cell) for row in table.rows for cell in row.cells]
    numbers = _counts(table) if table.numbering else []
    found = "".join(piece.line.text for piece in pieces)
    assert sorted(found) == sorted("".join([*written, *numbers]))


def _counts(table: Table) -> list[str]:
    from layout.content.counters import counter

    many = len(table.rows) - table.head
    return [counter(table.numbering, number) for number in range(1, many + 1)]


@settings()
@given(tables(), styles)
def test_lines_of_a_table_never_overlap(table: Table, style: str) -> None:
    setting = SETTINGS[style]
    boxes = [
        em_box(piece, setting)
        for piece in pieces_of(set_figure(table, setting), setting)
        if piece.line.text.strip()
    ]
    for one, other in combinations(boxes, 2):
        assert _apart(one, other), (one, other)


def _apart(one, other) -> bool:
    slack = TOLERANCE + 0.01
    return (
        one.right <= other.x + slack
        or other.right <= one.x + slack
        or one.bottom <= other.y + slack
        or other.bottom <= one.y + slack
    )


@settings()
@given(tables(), styles)
def test_no_line_of_a_table_crosses_a_rule(table: Table, style: str) -> None:
    setting = SETTINGS[style]
    entries = set_figure(table, setting)
    heights = [
        graphic.y1 for graphic in graphics_of(entries, setting) if isinstance(graphic, Rule)
    ]
    for piece in pieces_of(entries, setting):
        box = em_box(piece, setting)
        assert not any(box.y + 0.01 < height < box.bottom - 0.01 for height in heights)


@settings()
@given(tables(most_rows=40), styles, st.integers(12, 30))
def test_a_broken_table_has_its_head_in_every_column_and_each_row_once(
    table: Table, style: str, rows: int
) -> None:
    setting = SETTINGS[style]
    table = replace(table, reach="column", numbering="")
    entries = [entry for entry in set_figure(table, setting) if isinstance(entry, Strip)]
    rows = max(rows, 3 * max(strip.rows for strip in entries) + 6)
    placed = []
    index = 0
    while index < len(entries):
        fill = fill_columns(entries, Spot(index, Region(2, 0, rows, rows)))
        assert fill.stopped_at > index
        placed += [column for column in fill.columns if column.placed]
        index = fill.stopped_at
    strips = [item.strip for column in placed for item in column.placed]
    heads = [strip for strip in strips if strip in {e.resumes_under for e in entries}]
    for entry in entries:
        assert entry in strips
    if table.head and len(placed) > 1:
        assert len(heads) == len(placed) - 1
    for column in placed:
        for one, other in pairwise(column.placed):
            assert one.row + one.strip.rows <= other.row


wishes = st.lists(
    st.builds(
        lambda least, more, fixed: Wish(least, least + more, fixed),
        st.floats(5, 60),
        st.floats(0, 300),
        st.sampled_from((0.0, 0.0, 30.0)),
    ),
    min_size=1,
    max_size=8,
)


@given(wishes, st.floats(40, 500))
def test_columns_take_no_more_than_the_room(some: list[Wish], room: float) -> None:
    widths = column_widths(some, room)
    assert len(widths) == len(some)
    assert fits(sum(widths), room)
    assert all(width > 0 for width in widths)


@given(wishes, st.floats(40, 500))
def test_no_column_is_narrower_than_its_least_where_all_fit(
    some: list[Wish], room: float
) -> None:
    least = sum(wish.fixed or wish.least for wish in some)
    if fits(least, room):
        for wish, width in zip(some, column_widths(some, room), strict=True):
            assert fits(wish.fixed or wish.least, width)


@given(st.lists(st.integers(2, 9), min_size=1, max_size=30))
def test_rows_add_up_to_whole_rows_and_grow_by_half_a_row_at_most(heights: list[int]) -> None:
    groups = in_whole_rows(heights)
    assert all(sum(group) % 2 == 0 for group in groups)
    flat = [height for group in groups for height in group]
    assert len(flat) == len(heights)
    assert all(0 <= new - old <= 1 for old, new in zip(heights, flat, strict=True))


@pytest.mark.parametrize(("kind", "form"), KINDS)
@settings()
@given(data=st.data(), style=styles)
def test_nothing_written_in_a_chart_overlaps_or_leaves_it(
    kind: str, form: str, data: st.DataObject, style: str
) -> None:
    setting = SETTINGS[style]
    block = data.draw(charts(kind, form))
    entries = set_figure(block, setting)
    measure = setting.master.width if block.reach == "full" else setting.measure
    boxes = [em_box(piece, setting) for piece in pieces_of(entries, setting)]
    for one, other in combinations(boxes, 2):
        assert _apart(one, other), (block, one, other)
    for box in boxes:
        assert box.x >= -0.01
        assert box.right <= measure + 0.01, block


@settings()
@given(st.lists(st.integers(-500, 999), min_size=1, max_size=12), styles)
def test_bars_are_as_long_as_their_values(values: list[int], style: str) -> None:
    setting = SETTINGS[style]
    if not any(values):
        values = [*values, 1]
    block = Chart(
        kind="bar",
        form="horizontal",
        labels=tuple("甲" for _ in values),
        series=(Series(tuple(map(str, values))),),
    )
    drawn = graphics_of(set_figure(block, setting), setting)
    areas = [graphic.rect for graphic in drawn if isinstance(graphic, Area)]
    some = [value for value in values if value]
    factor = areas[0].width / abs(some[0])
    for value, rect in zip(some, areas, strict=True):
        assert rect.width == pytest.approx(abs(value) * factor, abs=1e-6)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.integers(3, 9))
def test_ticks_are_few_even_and_hold_the_values(one: float, other: float, most: int) -> None:
    low, high = sorted((round(one, 3), round(other, 3)))
    ticks = nice_ticks(low, high, most)
    steps = {round(after - before, 6) for before, after in pairwise(ticks)}
    assert len(ticks) <= most
    unseen = 1e-8 * (ticks[1] - ticks[0])
    assert ticks[0] <= low + unseen
    assert high - unseen <= ticks[-1]
    assert len(steps) == 1


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=12).filter(any))
def test_percentages_make_one_hundred(values: list[int]) -> None:
    assert sum(float(part.removesuffix("%")) for part in percentages(values)) == pytest.approx(
        100
    )


@given(st.lists(st.floats(0, 100), min_size=1, max_size=9), st.floats(1, 10))
def test_names_spread_apart_keep_their_order(places: list[float], gap: float) -> None:
    moved = spread(places, gap, 0.0, 100.0)
    order = sorted(range(len(places)), key=lambda at: places[at])
    assert all(moved[after] - moved[before] >= gap - 1e-6 for before, after in pairwise(order))
    assert min(moved) >= -1e-6
    assert max(moved) <= 100.0 + 1e-6


rgb = st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))


@given(rgb, st.integers(2, 6))
def test_tints_of_any_colour_are_told_apart_in_grey(
    color: tuple[float, float, float], count: int
) -> None:
    setting = replace(SETTINGS["magazine"], accent=Color(color))
    greys = [lightness(one) for one in tints(count, setting)]
    assert all(after - before >= 0.07 for before, after in pairwise(greys))
    assert greys[-1] <= 0.92
