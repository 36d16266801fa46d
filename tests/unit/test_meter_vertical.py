"""The meter of vertical lines: what it passes, and that a wrong one fails its measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layout.record import replace
from tests.meter.measure import measure
from tests.meter.report import FAIL, PASS, UNMEASURED
from tests.meter.sheets import (
    COLUMN,
    FIRST,
    GAP,
    LEADING,
    LEFT,
    SIZE,
    TOP,
    good_lines,
    rows_of,
    set_line,
    sheet,
    verdict,
    written,
)
from tests.meter.upright_sheets import HEAD, set_upright

if TYPE_CHECKING:
    from pathlib import Path

    from layout.display.model import Page, TextLine

RIGHT = LEFT + 2 * COLUMN + GAP - SIZE  # the em boxes of a line at the right edge
COPY = {"role": "body", "style": "box", "frame": "column-2"}


def page_with(*lines: TextLine) -> Page:
    """A page whose first column is horizontal and whose second is vertical."""
    return sheet(*good_lines(0), *lines)


def caption(text: str, x: float = RIGHT, **settings: object) -> TextLine:
    return set_upright(text, x, **{"frame": "column-2", **settings})


def second(x: float = RIGHT - LEADING, **settings: object) -> TextLine:
    return caption("三上下不", x, **settings)


def test_rightly_set_vertical_lines_fail_nowhere(tmp_path: Path) -> None:
    first = caption("丁“（12），”Ab", paragraph_end=False)
    rows = rows_of(tmp_path, page_with(first, second())).values()
    assert [row for row in rows if row.verdict == FAIL] == []
    vertical = [row.name for row in rows if row.number == 13 and row.verdict == UNMEASURED]
    assert vertical == []


def test_without_vertical_lines_their_measures_say_why_they_are_not_taken(
    tmp_path: Path,
) -> None:
    rows = rows_of(tmp_path, sheet(*good_lines(0))).values()
    assert {row.verdict for row in rows if row.number == 13} == {UNMEASURED}


# Measures of one line: the row that must fail, the line's text, and what is done to it.
LINES: dict[str, tuple[str, str, dict[str, object]]] = {
    "off-axis": ("origins of a line share x", "丁七万丈", {"aside": {2: 1.0}}),
    "all-off-axis": (
        "origins of a line share x",
        "丁七万",
        {"aside": dict.fromkeys(range(3), 1.0)},
    ),
    "digits-aside": ("digits ≤ 1 em wide, centred", "丁12七", {"aside": {1: 1.0}}),
    "one-digit-aside": ("digits ≤ 1 em wide, centred", "丁1七", {"aside": {1: -1.0}}),
    "low-comma": ("stops' ink in the top right quarter", "丁，七万", {"flat": {1}}),
    "left-comma": ("stops' ink in the top right quarter", "丁，七万", {"aside": {1: -5.0}}),
    "standing-bracket": ("brackets turned (wider than tall)", "丁（七万）", {"flat": {1}}),
    "curly-quote": ("quotes are corner brackets", "丁“七万”", {"flat": {1}}),
    "too-long": ("ink between head and foot", "丁七万丈", {"shifts": {3: 0.3}}),
    "above-its-head": ("ink between head and foot", "丁七万丈", {"shifts": {0: -0.2}}),
    "other-text": ("text of lines = the layout's", "丁七万丈", {"claim": "丁七万三"}),
    "other-order": ("text of lines = the layout's", "丁七万丈", {"claim": "七丁万丈"}),
    "doubled-gap": ("U+0020 between Han and Latin", "丁Ab 七", {}),
    "wide-gap": ("lines with a Han gap > 0.10 em", "丁七万丈", {**COPY, "shifts": {2: 0.2}}),
    "torn-dash": ("—— as one stroke", "丁——七万", {"shifts": {2: 0.1}}),
    "ellipsis-aside": ("…… centred", "丁……七万", {"aside": {1: 1.0, 2: 1.0}}),
}


@pytest.mark.parametrize("name", LINES)
def test_a_wrong_vertical_line_fails_its_measure(tmp_path: Path, name: str) -> None:
    row, text, fault = LINES[name]
    assert verdict(tmp_path, row, page_with(caption(text, **fault))) == FAIL


@pytest.mark.parametrize("name", [name for name in LINES if LINES[name][2]])
def test_the_same_vertical_line_without_its_fault_passes(tmp_path: Path, name: str) -> None:
    row, text, fault = LINES[name]
    claims = {key: value for key, value in fault.items() if key in COPY}
    assert verdict(tmp_path, row, page_with(caption(text, **claims))) == PASS


def test_marks_that_meet_in_a_vertical_line_take_an_em_and_a_half(tmp_path: Path) -> None:
    row = "pairs of marks"
    for shift, expected in ((0.0, FAIL), (-0.5, PASS)):
        line = caption("丁七）」万丈", shifts={3: shift}, **COPY)
        assert verdict(tmp_path, row, page_with(line)) == expected


def test_figures_wider_than_an_em_fail(tmp_path: Path) -> None:
    row = "digits ≤ 1 em wide, centred"
    assert verdict(tmp_path, row, page_with(caption("丁123七"))) == FAIL


def test_lines_of_a_paragraph_that_run_to_the_right_fail(tmp_path: Path) -> None:
    row = "lines run from right to left"
    first = caption("丁七万丈", paragraph_end=False)
    assert verdict(tmp_path, row, page_with(first, second())) == PASS
    swapped = replace(first, x=RIGHT - LEADING), second(RIGHT)
    assert verdict(tmp_path, row, page_with(*swapped)) == FAIL


def test_a_band_below_begins_at_the_right_again(tmp_path: Path) -> None:
    row = "lines run from right to left"
    first = caption("丁七", paragraph_end=False)
    left = caption("万丈", RIGHT - LEADING, paragraph_end=False)
    below = second(y=HEAD + 40, paragraph_end=True)
    assert verdict(tmp_path, row, page_with(first, left, replace(below, x=RIGHT))) == PASS


def test_a_line_claimed_vertical_but_set_flat_fails(tmp_path: Path) -> None:
    file, layout = written(tmp_path, page_with(set_line("丁七万丈三", 0, 1)))
    claim = layout["pages"][0]["lines"][-1]
    claim |= {"direction": "vertical", "width": SIZE, "height": 50.0, "baseline": HEAD}
    rows = {row.name: row for row in measure(file, layout)}
    assert rows["text of lines = the layout's"].verdict == FAIL
    assert rows["glyphs no line of the layout claims"].verdict == FAIL


def test_vertical_lines_that_stand_in_each_other_fail(tmp_path: Path) -> None:
    row = "lines whose ink overlaps"
    for x, expected in ((RIGHT - SIZE, PASS), (RIGHT - SIZE / 2, FAIL)):
        lines = caption("丁七万丈"), second(x, source="other.md")
        assert verdict(tmp_path, row, page_with(*lines)) == expected


def test_a_vertical_line_over_a_horizontal_one_fails(tmp_path: Path) -> None:
    over = caption("丁七万丈", LEFT + 33, y=FIRST - 4)
    assert verdict(tmp_path, "lines whose ink overlaps", page_with(over)) == FAIL


@pytest.mark.parametrize(
    "place", [{"x": RIGHT + 3}, {"y": TOP - 5}, {"y": HEAD + 50.0}, {"x": LEFT - 3}]
)
def test_a_vertical_line_outside_the_type_area_fails(
    tmp_path: Path, place: dict[str, float]
) -> None:
    row = "copy outside the type area"
    line = caption("丁七万丈三上")
    assert verdict(tmp_path, row, page_with(line)) == PASS
    assert verdict(tmp_path, row, page_with(replace(line, **place))) == FAIL


def test_a_stop_may_hang_below_the_type_area_but_not_beside_it(tmp_path: Path) -> None:
    row = "copy outside the type area"
    low = caption("丁七万丈三，", y=TOP + 96 - 52.0)
    assert verdict(tmp_path, row, page_with(low)) == PASS
    aside = caption("丁七万丈三，", RIGHT + 3)
    assert verdict(tmp_path, row, page_with(aside)) == FAIL


def test_a_reading_beside_a_vertical_line_belongs_to_it(tmp_path: Path) -> None:
    line = caption("丁七万丈", RIGHT - LEADING)
    base = line.runs[0]
    reading = replace(base, size=5.0, x=10.0, rise=0.6 * SIZE, orientation="sideways")
    row = "glyphs no line of the layout claims"
    read = replace(line, runs=(*line.runs, reading))
    rows = rows_of(tmp_path, page_with(read))
    assert rows[row].verdict == PASS
    assert rows["text of lines = the layout's"].verdict == PASS
    astray = replace(line, runs=(*line.runs, replace(reading, rise=3 * SIZE)))
    assert verdict(tmp_path, row, page_with(astray)) == FAIL
