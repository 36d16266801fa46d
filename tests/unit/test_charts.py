"""Charts: their scales, their colours, and what they show at the edges of what is possible."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest

from layout.color import BLACK, Color, lightness, shade, tint
from layout.content.model import Chart, Series
from layout.display.dump import layout_json
from layout.display.model import Area, Page, Pages, Path, Shape
from layout.display.move import moved
from layout.flow.charts.scale import (
    Scale,
    axis_ends,
    nice_ticks,
    percentages,
    printed,
    printed_ticks,
    spread,
)
from layout.flow.model import Float
from tests.support.figures import (
    em_box,
    figure_setting,
    graphics_of,
    pieces_of,
    set_figure,
)

MAGAZINE = figure_setting()
GAZETTE = figure_setting("gazette")


def chart(kind: str, *values: str, form: str = "", **settings: object) -> Chart:
    labels = settings.pop("labels", tuple("甲" for _ in values))
    return Chart(kind=kind, form=form, labels=labels, series=(Series(values),), **settings)


def texts(block: Chart, setting=MAGAZINE) -> list[str]:
    return [piece.line.text for piece in pieces_of(set_figure(block, setting), setting)]


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 97, (0, 20, 40, 60, 80, 100)),
        (2.9, 5.1, (2.5, 3, 3.5, 4, 4.5, 5, 5.5)),
        (-12.4, 8, (-15, -10, -5, 0, 5, 10)),
        (7, 7, (0, 2, 4, 6, 8)),
        (0, 0, (0, 0.2, 0.4, 0.6, 0.8, 1)),
    ],
)
def test_ticks_are_round_numbers(low: float, high: float, ticks: tuple[float, ...]) -> None:
    assert nice_ticks(low, high, 7) == pytest.approx(ticks)


def test_an_axis_of_points_begins_at_zero_where_that_is_near() -> None:
    assert axis_ends([3, 20]) == (0, 20)
    assert axis_ends([14, 20]) == (14, 20)
    assert axis_ends([-20, -3]) == (-20, 0)


def test_numbers_have_a_true_minus_and_long_ones_are_grouped() -> None:
    assert [printed(one) for one in ("-3.50", "1200", "12000", "-1234567.5")] == [
        "−3.50",
        "1200",
        "12,000",
        "−1,234,567.5",
    ]


def test_numbers_of_an_axis_have_as_many_decimals() -> None:
    assert printed_ticks((0, 0.5, 1)) == ("0.0", "0.5", "1.0")


def test_percentages_give_the_rest_to_the_largest_remainders() -> None:
    assert percentages([1, 1, 1]) == ("34%", "33%", "33%")
    assert percentages([999, 1]) == ("99.9%", "0.1%")


def test_names_that_would_stand_on_each_other_are_spread_apart() -> None:
    assert spread([50, 52, 10], 10, 0, 60) == pytest.approx((50, 60, 10))


def test_a_scale_of_one_value_has_one_place() -> None:
    assert Scale(0, 0, 5, 50).at(0) == 5


def test_a_tint_thins_the_inks_as_it_thins_the_colour() -> None:
    half = tint(Color((0, 0.5, 1), (1, 0.5, 0, 0)), 0.5)
    assert half == Color((0.5, 0.75, 1), (0.5, 0.25, 0, 0))
    assert lightness(shade(half, 1)) == lightness(BLACK) == 0


def test_bars_begin_at_zero() -> None:
    areas = [
        one.rect
        for one in graphics_of(
            set_figure(chart("bar", "40", "80", form="horizontal"), MAGAZINE), MAGAZINE
        )
        if isinstance(one, Area)
    ]
    assert areas[1].width == pytest.approx(2 * areas[0].width)
    assert areas[0].x == areas[1].x


def test_negative_bars_lead_the_other_way() -> None:
    up, down = (
        one.rect
        for one in graphics_of(
            set_figure(chart("bar", "40", "-40", form="vertical"), MAGAZINE), MAGAZINE
        )
        if isinstance(one, Area)
    )
    assert up.bottom == pytest.approx(down.y)
    assert up.height == pytest.approx(down.height)


def test_values_stand_at_the_ends_of_their_bars_and_a_dash_where_one_is_missing() -> None:
    assert texts(chart("bar", "40", "-3.5", "", form="horizontal", unit="%")) == [
        *("甲", "40%", "甲", "−3.5%", "甲", "—"),
    ]


def test_a_unit_of_words_stands_over_the_chart_once() -> None:
    assert texts(chart("bar", "40", form="horizontal", unit="万吨"))[0] == "单位：万吨"


def test_standing_bars_lie_down_where_their_names_have_no_room() -> None:
    long = ("北岸客运与岛际货运联合码头",) * 12
    lying = chart("bar", *("5",) * 12, form="horizontal", labels=long)
    upright = chart("bar", *("5",) * 12, form="vertical", labels=long)
    assert texts(upright) == texts(lying)


def test_crowded_standing_bars_have_an_axis_instead_of_figures() -> None:
    many = chart("bar", *("12345.5",) * 12, form="vertical")
    assert "0" in texts(many)
    assert "12,345.5" not in texts(many)


def test_a_line_is_interrupted_where_a_value_is_missing() -> None:
    drawn = graphics_of(set_figure(chart("line", "1", "2", "", "3", "4"), MAGAZINE), MAGAZINE)
    lines = [one for one in drawn if isinstance(one, Path)]
    assert [len(one.segments) for one in lines] == [1, 1]


def test_lines_are_named_at_their_ends_where_there_is_room() -> None:
    series = (Series(("1", "2"), "南岸"), Series(("2", "1"), "北岸"))
    block = Chart(kind="line", labels=("甲", "乙"), series=series)
    ends = {
        piece.line.text: piece
        for piece in pieces_of(set_figure(block, MAGAZINE), MAGAZINE)
        if piece.line.text in {"南岸", "北岸"}
    }
    assert ends["南岸"].dy < ends["北岸"].dy
    assert ends["南岸"].dx > MAGAZINE.measure / 2


def test_lines_with_long_names_have_a_key_above() -> None:
    series = (Series(("1", "2"), "南岸" * 8), Series(("2", "1"), "北岸"))
    block = Chart(kind="line", labels=("甲", "乙"), series=series)
    key = next(
        piece
        for piece in pieces_of(set_figure(block, MAGAZINE), MAGAZINE)
        if piece.line.text.startswith("南岸")
    )
    assert key.dx < MAGAZINE.measure / 4


def test_every_series_has_a_mark_of_its_own() -> None:
    series = tuple(Series((str(number), "9"), f"甲{number}") for number in range(1, 7))
    block = Chart(kind="line", labels=("甲", "乙"), series=series)
    drawn = graphics_of(set_figure(block, MAGAZINE), MAGAZINE)
    marks = {
        (type(one), len(one.points) if isinstance(one, Shape) else 0, bool(one.fill))
        for one in drawn
        if isinstance(one, Shape | Area | Path)
    }
    assert len(marks) >= 5


def test_the_pieces_of_a_bar_of_shares_fill_the_measure() -> None:
    drawn = graphics_of(
        set_figure(chart("share", "3", "1", "0", form="bar"), MAGAZINE), MAGAZINE
    )
    bars = [one.rect for one in drawn if isinstance(one, Area) and one.rect.height > 20]
    assert [rect.width for rect in bars] == pytest.approx(
        [MAGAZINE.measure * 3 / 4, MAGAZINE.measure / 4]
    )


def test_the_pieces_of_a_ring_keep_to_their_circles() -> None:
    drawn = graphics_of(set_figure(chart("share", "3", "1", form="donut"), MAGAZINE), MAGAZINE)
    rings = [one for one in drawn if isinstance(one, Path)]
    left = min(point[-2] for ring in rings for point in (ring.start, *ring.segments))
    outer = -(left - rings[0].start[0])
    middle = (rings[0].start[0], rings[0].start[1] + outer)
    for ring in rings:
        for point in (ring.start, *ring.segments):
            radius = hypot(point[-2] - middle[0], point[-1] - middle[1])
            assert min(abs(radius - outer), abs(radius - outer * 0.58)) < 0.01


def test_a_single_share_is_a_whole_ring() -> None:
    drawn = graphics_of(set_figure(chart("share", "5", form="donut"), MAGAZINE), MAGAZINE)
    (ring,) = (one for one in drawn if isinstance(one, Path))
    assert len(ring.segments) == 9


@pytest.mark.parametrize("setting", [MAGAZINE, GAZETTE], ids=["magazine", "gazette"])
@pytest.mark.parametrize(
    "block",
    [
        chart("bar", *("12",) * 40, form="horizontal", labels=("北岸客运联合码头站",) * 40),
        chart("bar", *("12",) * 40, form="vertical"),
        chart("line", *("12", "70") * 100, labels=("2031年10月",) * 200),
        chart("line", "12", labels=("北岸的客运与岛际货运联合码头在去年",)),
        chart("bar", "0", "0", form="horizontal"),
        chart("bar", "0", form="vertical"),
        chart("line", "0", "0"),
        chart("bar", "-99999999", "1", form="horizontal"),
        chart("share", *("1",) * 12, form="bar", labels=("北岸的客运与岛际货运" * 3,) * 12),
        chart("share", *("1000000",) * 12, form="donut", unit="万吨"),
        Chart(
            kind="bar",
            labels=("甲",) * 20,
            series=(Series(("5",) * 20, "今年"), Series(("6",) * 20, "去年")),
        ),
    ],
)
def test_extremes_show_nothing_over_anything_else(block: Chart, setting) -> None:
    boxes = [em_box(piece, setting) for piece in pieces_of(set_figure(block, setting), setting)]
    for one, other in combinations(boxes, 2):
        assert (
            one.right <= other.x + 0.02
            or other.right <= one.x + 0.02
            or one.bottom <= other.y + 0.02
            or other.bottom <= one.y + 0.02
        ), (one, other)
    assert all(box.x >= -0.01 and box.right <= setting.measure + 0.01 for box in boxes)


def test_a_chart_over_the_full_measure_finds_its_own_place() -> None:
    (block,) = set_figure(chart("bar", "1", form="horizontal", reach="full"), MAGAZINE)
    assert isinstance(block, Float)
    assert block.role == "chart"


def test_the_layout_dump_has_the_paths_of_a_page() -> None:
    path = Path((1.0, 2.0), ((3.0, 4.0), (5.0, 6.0, 7.0, 8.0, 9.0, 10.0)), stroke=BLACK)
    page = Page(0, "1", "recto", "text", 400, 600, 0, (moved(path, 10.0, 20.0),))
    dump = layout_json(Pages("江畔", "zh-CN", (page,)))
    assert dump["pages"][0]["paths"] == [
        {
            "points": [[11, 22], [13, 24], [15, 26, 17, 28, 19, 30]],
            "closed": False,
            "filled": False,
            "stroke_width": 0.0,
        }
    ]
