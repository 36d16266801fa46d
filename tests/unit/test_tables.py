"""Tables as they are written, and as they stand in their columns."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from layout.content.model import Table, plain
from layout.content.write_markdown import write_blocks
from layout.display.model import Area, Rule
from layout.flow.model import BreakAfter, Float, Strip
from layout.flow.tables.columns import Wish, column_widths
from layout.flow.tables.decimals import split_number
from layout.flow.tables.rows import half_rows, in_whole_rows
from layout.record import replace
from layout.styles.model import TextStyle
from tests.support.figures import (
    figure_setting,
    graphics_of,
    pieces_of,
    read_figure,
    set_figure,
)
from tests.support.issue_folders import make_issue

if TYPE_CHECKING:
    from tests.support.command_line import CommandLine

MAGAZINE = figure_setting()
BERTHS = """::: table {title=吞吐量 align="left decimal"}
| 泊位 | 吞吐量 |
| --- | ---: |
| 一号 | 12.5 |
| 二号 | 108.25% |
| 三号 | −7 |
| 四号 | — |
:::"""


def berths(**changes: object) -> Table:
    table = read_figure(BERTHS)
    assert isinstance(table, Table)
    return replace(table, **changes)


def long_table(rows: int, **changes: object) -> Table:
    (head, row, *_) = berths().rows
    return berths(rows=(head, *([row] * rows)), **changes)


def test_colons_in_the_line_of_dashes_align_the_columns() -> None:
    table = read_figure("::: table\n| 甲 | 乙 | 丙 |\n| --- | :-: | --: |\n| 1 | 2 | 3 |\n:::")
    assert isinstance(table, Table)
    assert table.align == ("left", "center", "right")


def test_a_pipe_in_a_reading_or_behind_a_backslash_parts_no_cells() -> None:
    table = read_figure("::: table\n| {漢|hàn} | a\\|b |\n| - | - |\n| 丙 | 丁 |\n:::")
    assert isinstance(table, Table)
    assert [plain(cell) for cell in table.rows[0].cells] == ["漢", "a|b"]


def test_a_backslash_before_white_breaks_a_line_in_its_cell() -> None:
    table = read_figure("::: table\n| 吞吐量 \\ （万吨） |\n| - |\n| 丙 |\n:::")
    assert isinstance(table, Table)
    assert plain(table.rows[0].cells[0]) == "吞吐量\n（万吨）"
    assert "吞吐量 \\ （万吨）" in write_blocks((table,))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("12.5", ("12", ".5")),
        ("−0.8%", ("−0", ".8%")),
        ("+12%", ("+12", "%")),
        ("1,204.6", ("1,204", ".6")),
        ("7", ("7", "")),
        ("约3", None),
        ("—", ("—", "")),
        ("检修", None),
    ],
)
def test_a_number_is_parted_at_its_point(text: str, parts: tuple[str, str] | None) -> None:
    assert split_number(text) == parts


def test_decimal_points_stand_one_below_the_other() -> None:
    pieces = pieces_of(set_figure(berths(), MAGAZINE), MAGAZINE)
    half = MAGAZINE.style("table-cell").size / 2  # of every letter of the face
    points = {
        piece.line.text: piece.dx + piece.line.x + half * len(before)
        for piece in pieces
        if piece.line.text in {"12.5", "108.25%"}
        for before in [piece.line.text.partition(".")[0]]
    }
    first, second = points.values()
    assert first == pytest.approx(second)


def test_columns_have_what_they_want_and_share_the_rest_by_it() -> None:
    assert column_widths([Wish(10, 10), Wish(10, 30)], 80) == (20, 60)


def test_a_modest_column_keeps_its_width_beside_a_greedy_one() -> None:
    assert column_widths([Wish(10, 30), Wish(20, 500)], 100) == (30, 70)


def test_a_given_width_holds() -> None:
    assert column_widths([Wish(25, 25, 25), Wish(10, 30)], 100) == (25, 75)


def test_rows_of_several_lines_take_half_rows_more() -> None:
    style = TextStyle("cell", size=9.0, leading=13.0)
    assert [half_rows(lines, style, 20.5) for lines in (0, 1, 2, 3)] == [2, 2, 3, 5]


def test_lines_on_the_grid_take_whole_rows() -> None:
    style = TextStyle("cell", size=9.0, leading=20.5)
    assert [half_rows(lines, style, 20.5) for lines in (1, 2, 3)] == [2, 4, 6]


def test_the_row_of_odd_height_is_the_one_that_grows() -> None:
    assert in_whole_rows([3, 2, 2, 2]) == [[4, 2, 2], [2]]


def test_single_lines_of_a_table_stand_on_the_grid() -> None:
    row = MAGAZINE.row
    for piece in pieces_of(set_figure(berths(), MAGAZINE), MAGAZINE):
        if piece.role == "table-cell":
            assert piece.dy % row == pytest.approx(MAGAZINE.baseline % row)


def test_rules_are_heavy_at_the_top_and_the_bottom_and_thin_between() -> None:
    drawn = graphics_of(set_figure(berths(), MAGAZINE), MAGAZINE)
    rules = sorted((one for one in drawn if isinstance(one, Rule)), key=lambda one: one.y1)
    weights = [round(one.width, 2) for one in rules]
    assert weights == [1.0, 0.6, 0.4, 0.4, 0.4, 1.0]


def test_a_style_may_set_the_head_on_a_ground() -> None:
    gazette = figure_setting("gazette")
    drawn = graphics_of(set_figure(berths(), gazette), gazette)
    assert any(isinstance(one, Area) for one in drawn)


def test_a_short_table_is_one_piece_that_may_wait_for_the_next_column() -> None:
    (strip,) = set_figure(berths(), MAGAZINE)
    assert isinstance(strip, Strip)
    assert strip.floats


def test_a_wide_table_taller_than_a_page_goes_on_under_its_head() -> None:
    floats = set_figure(long_table(80, reach="full"), MAGAZINE)
    assert len(floats) > 1
    for block in floats:
        assert isinstance(block, Float)
        assert block.rows <= MAGAZINE.house.page.rows
        texts = [piece.line.text for piece in pieces_of([block], MAGAZINE)]
        assert texts.count("泊位") == 1
    rows = [piece.line.text for piece in pieces_of(floats, MAGAZINE)]
    assert rows.count("一号") == 80


def test_rows_are_numbered_in_the_form_that_is_asked_for() -> None:
    texts = [
        piece.line.text
        for piece in pieces_of(set_figure(berths(numbering="（一）"), MAGAZINE), MAGAZINE)
    ]
    assert [text for text in texts if text.startswith("（")] == [
        "（一）",
        "（二）",
        "（三）",
        "（四）",
    ]


def test_a_long_table_breaks_over_columns_with_its_head_repeated(banxin: CommandLine) -> None:
    rows = "".join(f"| 第{number}班 | {number}.5 |\n" for number in range(1, 61))
    table = f"::: table {{title=班次}}\n| 班次 | 吞吐量 |\n| - | -: |\n{rows}:::"
    pages = laid_out(banxin, table)
    lines = [line for page in pages for line in page["lines"]]
    columns = {
        (page["index"], line["frame"])
        for page in pages
        for line in page["lines"]
        if line["role"] == "table-cell"
    }
    heads = [line["text"] for line in lines if line["role"] == "table-head"]
    assert len(columns) > 2
    assert heads.count("吞吐量") == len(columns)
    cells = [line["text"] for line in lines if line["role"] == "table-cell"]
    assert [text for text in cells if text.startswith("第")] == [
        f"第{number}班" for number in range(1, 61)
    ]


def test_a_table_in_a_sidebar_stands_in_its_box(banxin: CommandLine) -> None:
    body = "::: sidebar\n# 链接\n\n" + BERTHS + "\n:::"
    pages = laid_out(banxin, body)
    cells = [line for line in pages[0]["lines"] if line["role"] == "table-cell"]
    assert [line["text"] for line in cells][:2] == ["一号", "12.5"]


def laid_out(banxin: CommandLine, body: str) -> list[dict[str, Any]]:
    """The pages of an issue of one article."""
    head = "---\nid: harbour\nkind: feature\ntitle: [标题]\n---\n"
    files = {"07/articles/harbour.md": f"{head}{body}\n"}
    folder = make_issue(banxin.folder / "journal", files)
    dump = banxin.folder / "layout.json"
    done = banxin.build(folder, "--layout-json", dump, before=("--json",))
    assert done.code == 0, done.document
    pages: list[dict[str, Any]] = json.loads(dump.read_text("utf-8"))["pages"]
    return pages


def test_no_column_ends_after_the_first_row_of_a_table_or_before_its_last() -> None:
    rows = [
        strip
        for strip in set_figure(long_table(30), MAGAZINE)
        if isinstance(strip, Strip) and strip.resumes_under
    ]
    held = [strip.break_after is BreakAfter.FORBIDDEN for strip in rows]
    assert held == [True, *[False] * 27, True, False]
