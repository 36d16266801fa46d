"""`banxin impose`: the plan in words and as JSON, and the sheets it writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest

from tests.support.numbered_pdf import numbered

if TYPE_CHECKING:
    from tests.support.command_line import CommandLine


@pytest.fixture
def book(banxin: CommandLine) -> CommandLine:
    (banxin.folder / "book.pdf").write_bytes(numbered(16))
    return banxin


def test_sheets_are_written_and_their_path_is_the_result(book: CommandLine) -> None:
    done = book("impose", "book.pdf", "-o", "out/sheets.pdf", "--scheme", "saddle")
    assert done.code == 0, done.err
    assert done.out == "out/sheets.pdf\n"
    assert "saddle: 16 pages of 210.0 × 285.0 mm on 4 sheets" in done.err
    assert len(pypdfium2.PdfDocument(book.folder / "out" / "sheets.pdf")) == 8


def test_a_dry_run_draws_every_sheet_and_writes_nothing(book: CommandLine) -> None:
    done = book("impose", "book.pdf", "--scheme", "perfect", "--dry-run", "-o", "sheets.pdf")
    assert done.code == 0, done.err
    picture = (
        "front                           back\n"
        "┌──────┬──────┬──────┬──────┐   ┌──────┬──────┬──────┬──────┐\n"
        "│  5↓  ┊ 12↓  ┊  9↓  ┊  8↓  │   │  7↓  ┊ 10↓  ┊ 11↓  ┊  6↓  │\n"
        "├┄┄┄┄┄┄┼┄┄┄┄┄┄┼┄┄┄┄┄┄┼┄┄┄┄┄┄┤   ├┄┄┄┄┄┄┼┄┄┄┄┄┄┼┄┄┄┄┄┄┼┄┄┄┄┄┄┤\n"
        "│  4↑  ┊ 13↑  ┊ 16↑  ┊  1↑  │   │  2↑  ┊ 15↑  ┊ 14↑  ┊  3↑  │\n"
        "└──────┴──────┴──────┴──────┘   └──────┴──────┴──────┴──────┘\n"
    )
    assert picture in done.out
    assert "fold 1: the left part behind the rest, after column 2" in done.out
    assert not (book.folder / "sheets.pdf").exists()


def test_the_plan_as_json_says_where_each_page_stands(book: CommandLine) -> None:
    words = ("--scheme", "saddle", "--paper", "0.1mm", "--dry-run")
    document = book("--json", "impose", "book.pdf", *words).document
    assert document["ok"] is True
    assert document["output"] == ""
    assert (document["pages"], document["blanks"]) == (16, 0)
    second = document["sheets"][1]
    assert second["size_mm"] == [446.0, 311.0]
    assert second["creases_mm"] == {"x": [223.0], "y": []}
    left, right = second["front"]
    assert (left["page"], right["page"]) == (14, 3)
    assert left["creep_mm"] == 0.1
    assert left["trim_mm"] == [13.1, 13.0, 210.0, 285.0]
    assert right["trim_mm"] == [222.9, 13.0, 210.0, 285.0]
    assert right["clip_mm"] == [223.0, 10.0, 212.9, 291.0]


@pytest.mark.parametrize(("where", "last"), [("end", [None, 1]), ("before-last", [13, 1])])
def test_blanks_stand_where_they_are_wanted(
    where: str, last: list[int | None], banxin: CommandLine
) -> None:
    (banxin.folder / "book.pdf").write_bytes(numbered(13))
    words = ("--scheme", "saddle", "--blanks", where, "--dry-run")
    document = banxin("--json", "impose", "book.pdf", *words).document
    assert document["blanks"] == 3
    assert [slot["page"] for slot in document["sheets"][0]["front"]] == last


def test_marks_that_find_no_room_are_told_and_the_sheet_is_written(book: CommandLine) -> None:
    words = ("-o", "sheets.pdf", "--scheme", "saddle", "--sheet", "A3")
    done = book("impose", "book.pdf", *words)
    assert done.code == 0
    assert "marks-left-out" in done.err
    assert "label" in done.err


def test_a_named_sheet_lies_as_the_pages_need_it(book: CommandLine) -> None:
    words = ("--scheme", "saddle", "--sheet", "sra3", "--dry-run")
    document = book("--json", "impose", "book.pdf", *words).document
    assert document["sheets"][0]["size_mm"] == [450.0, 320.0]


def test_a_label_without_a_face_for_it_is_told(book: CommandLine) -> None:
    done = book("impose", "book.pdf", "-o", "s.pdf", "--scheme", "nup", "--label", "第一期")
    assert done.code == 0, done.err
    assert "label-in-boxes" in done.err
    assert "第一期" in done.err
