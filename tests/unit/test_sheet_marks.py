"""Marks on a sheet: where they stand, and where they must not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from layout.fonts import Face
from layout.fonts.outline import OutlinePen, unite
from layout.geometry import Rect, mm
from layout.impose import Caption, ImposeRequest, PageSize, plan_sheets
from layout.impose.lettering import baseline_and_em, not_in_strokes, strokes_of, width_of
from layout.impose.marks import bounds_of
from layout.impose.model import Bar, Circle, Label, Line
from tests.support.plain_fonts import plain_font

if TYPE_CHECKING:
    from pathlib import Path

    from layout.impose import Sheet

WIDTH, HEIGHT = mm(210), mm(285)


def sheets(count: int, **request: object) -> tuple[Sheet, ...]:
    page = PageSize(WIDTH, HEIGHT)
    return plan_sheets(count, page, ImposeRequest(**request), Caption("tide.pdf")).sheets


def uprights(sheet: Sheet, *, dashed: bool) -> list[float]:
    """The x of the upright lines above the block."""
    return sorted(
        round(mark.x1, 3)
        for mark in sheet.front.marks
        if isinstance(mark, Line) and mark.dashed is dashed and mark.x1 == mark.x2
        if mark.y2 < sheet.block.y
    )


def test_crop_marks_stand_at_the_fore_edges_and_not_at_the_spine() -> None:
    (sheet,) = sheets(4, marks=("crop",))
    block = sheet.block
    assert uprights(sheet, dashed=False) == [round(block.x, 3), round(block.right, 3)]


def test_a_crop_mark_follows_the_page_that_creeps() -> None:
    inner = sheets(8, marks=("crop",), paper=mm(0.1))[1]
    left, right = uprights(inner, dashed=False)
    assert left - inner.block.x == pytest.approx(mm(0.1), abs=1e-3)
    assert inner.block.right - right == pytest.approx(mm(0.1), abs=1e-3)


def test_fold_marks_stand_at_every_crease_and_nowhere_else() -> None:
    (sheet,) = sheets(16, scheme="perfect", marks=("fold",), spine_gap=mm(6), trim_gap=mm(8))
    steps = (WIDTH + mm(3), 2 * WIDTH + mm(10), 3 * WIDTH + mm(17))
    assert uprights(sheet, dashed=True) == pytest.approx(
        [sheet.block.x + step for step in steps], abs=1e-3
    )
    (cut,) = sheets(2, scheme="cut-stack", marks=("fold",))
    assert cut.front.marks == ()


def test_the_back_s_fold_marks_are_behind_the_front_s() -> None:
    (sheet,) = sheets(16, scheme="perfect", marks=("fold",), spine_gap=mm(6), trim_gap=mm(8))
    assert sheet.back is not None
    front, back = (
        {
            round(mark.x1, 3)
            for mark in side.marks
            if isinstance(mark, Line) and mark.x1 == mark.x2
        }
        for side in (sheet.front, sheet.back)
    )
    assert {round(sheet.width - x, 3) for x in back} == front


@pytest.mark.parametrize("scheme", ["saddle", "perfect", "nup", "cut-stack"])
def test_no_mark_but_the_step_stands_where_a_page_prints(scheme: str) -> None:
    for sheet in sheets(16, scheme=scheme, columns=3, rows=2, paper=mm(0.1)):
        for _, side in sheet.sides:
            assert side.marks
            for mark in side.marks:
                if not isinstance(mark, Bar):
                    bounds = bounds_of(mark)
                    assert not any(overlap(bounds, slot.clip) for slot in side.slots)


def overlap(one: Rect, other: Rect) -> bool:
    return (
        one.x < other.right
        and other.x < one.right
        and one.y < other.bottom
        and other.y < one.bottom
    )


def test_steps_make_a_staircase_on_the_spine_from_the_head_down() -> None:
    tops = []
    for sheet in sheets(64, scheme="perfect", marks=("collation",)):
        (bar,) = sheet.front.marks
        assert isinstance(bar, Bar)
        first = next(slot for slot in sheet.front.slots if slot.page in {0, 16, 32, 48})
        # Beside the first page, in the middle of the gap at its spine.
        assert bar.rect.x + bar.rect.width / 2 == pytest.approx(first.trim.x - mm(3))
        assert first.rotation == 0
        tops.append(bar.rect.y - first.trim.y)
        assert sheet.back is not None
        assert sheet.back.marks == ()
    assert tops == pytest.approx([mm(8) * at for at in range(4)])


def test_the_staircase_begins_anew_where_the_page_ends() -> None:
    made = sheets(40 * 4, scheme="perfect", signature=4, marks=("collation",))
    tops = [bounds_of(sheet.front.marks[0]).y for sheet in made]
    # 285 mm hold 35 steps of 8 mm.
    assert tops[35] == pytest.approx(tops[0])
    assert max(tops) + mm(8) <= made[0].block.bottom + 0.01


def test_saddle_stitched_sheets_have_no_steps() -> None:
    assert sheets(8, marks=("collation",))[0].front.marks == ()


def test_a_label_names_job_scheme_signature_sheet_and_side() -> None:
    for sheet in sheets(32, scheme="perfect", marks=("label",)):
        for name, side in sheet.sides:
            (label,) = side.marks
            assert isinstance(label, Label)
            number = sheet.number
            assert label.caption.text == (
                f"tide.pdf - perfect - signature {number} - sheet {number} of 2 - {name}"
            )


def test_registration_marks_are_the_same_on_both_sides() -> None:
    (sheet,) = sheets(16, scheme="perfect", marks=("registration",))
    assert sheet.back is not None
    front, back = (
        {
            (round(mark.x, 3), round(mark.y, 3))
            for mark in side.marks
            if isinstance(mark, Circle)
        }
        for side in (sheet.front, sheet.back)
    )
    assert len(front) == 8
    assert {(round(sheet.width - x, 3), y) for x, y in back} == front


def test_lettering_stays_in_its_line() -> None:
    text = "".join(map(chr, range(0x20, 0x7F))) + "钱江"
    points = [point for stroke in strokes_of(text, 6.0) for point in stroke]
    assert all(0 <= y <= 6 for _, y in points)
    assert max(x for x, _ in points) <= width_of(text, 6.0)


def test_every_letter_and_figure_has_a_shape_of_its_own() -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:-_+/()'&#="
    shapes = {strokes_of(letter, 6.0) for letter in letters}
    assert len(shapes) == len(letters)
    assert strokes_of("钱", 6.0) not in shapes


def test_a_letter_of_a_face_is_drawn_in_its_outline_and_keeps_its_place() -> None:
    square = (((0.0, 0.0), *[(1.0, 0.0)] * 3, *[(1.0, 1.0)] * 3, *[(0.0, 1.0)] * 3),)
    caption = Caption("a期b", (("期", square),))
    plain = strokes_of("a b", 6.0)
    assert strokes_of(caption.text, 6.0, spared=frozenset("期")) == plain
    base, em = baseline_and_em(6.0)
    assert base - em * 0.88 >= 0
    assert base + em * 0.12 <= 6.0
    assert not_in_strokes("a期b期") == "期"


def test_an_outline_is_the_glyph_s_own(tmp_path: Path) -> None:
    file = tmp_path / "plain.ttf"
    file.write_bytes(plain_font({"期": 1000}))
    face = Face("plain", file)
    (contour,) = face.outline_em(face.glyph_id("期"))
    left, bottom, right, top = face.ink_em(face.glyph_id("期"))
    assert (len(contour) - 1) % 3 == 0
    assert {min(x for x, _ in contour), max(x for x, _ in contour)} == {left, right}
    assert {min(y for _, y in contour), max(y for _, y in contour)} == {bottom, top}


def _box(pen: Any, left: float, low: float, right: float, high: float) -> None:
    pen.moveTo((left, low))
    for corner in ((right, low), (right, high), (left, high)):
        pen.lineTo(corner)
    pen.closePath()


def test_a_united_outline_runs_around_all_of_the_ink_and_keeps_what_is_open_in_it() -> None:
    def cross_and_ring(pen: Any) -> None:
        _box(pen, 0, 400, 1000, 600)
        _box(pen, 400, 0, 600, 1000)
        _box(pen, 1200, 0, 1600, 400)
        pen.moveTo((1300, 100))  # the other way round: a hole
        for corner in ((1300, 300), (1500, 300), (1500, 100)):
            pen.lineTo(corner)
        pen.closePath()

    pen = OutlinePen(1000)
    unite(cross_and_ring, pen)
    corners = sorted(len(set(contour)) for contour in pen.contours)
    assert corners == [4, 4, 12]
    within = [x for contour in pen.contours for x, y in contour if 0.41 < x < 0.59]
    assert within == [], "nothing is left where the strokes of the cross meet"
