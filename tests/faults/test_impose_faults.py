"""What cannot be imposed is told in words, and nothing is written."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.support.numbered_pdf import numbered

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command_line import CommandLine, Outcome


def impose(banxin: CommandLine, content: bytes, *words: object) -> Outcome:
    (banxin.folder / "book.pdf").write_bytes(content)
    if "--scheme" not in words:
        words = ("--scheme", "saddle", *words)
    return banxin("--json", "impose", "book.pdf", "-o", "sheets.pdf", *words)


def fault_of(done: Outcome, code: int, folder: Path) -> str:
    """The rule and the message of the one finding."""
    assert done.code == code
    assert done.document["ok"] is False
    (finding,) = done.document["findings"]
    assert not (folder / "sheets.pdf").exists()
    return f"{finding['rule']}: {finding['message']} {finding.get('hint', '')}"


def saved(pdf: pikepdf.Pdf, **settings: object) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer, **settings)
    return buffer.getvalue()


@pytest.mark.parametrize("content", [b"", b"no PDF at all", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_told(content: bytes, banxin: CommandLine) -> None:
    told = fault_of(impose(banxin, content), 1, banxin.folder)
    assert told.startswith("not-a-pdf: book.pdf is damaged, or no PDF")


@pytest.mark.parametrize(
    ("user", "why"), [("secret", "a password locks it"), ("", "its owner has locked it")]
)
def test_a_locked_pdf_is_told(user: str, why: str, banxin: CommandLine) -> None:
    with pikepdf.open(io.BytesIO(numbered(4))) as pdf:
        locked = saved(pdf, encryption=pikepdf.Encryption(owner="owner", user=user))
    told = fault_of(impose(banxin, locked), 1, banxin.folder)
    assert told == f"locked-pdf: book.pdf: {why} save it again without a password"


def test_a_pdf_without_pages_is_told(banxin: CommandLine) -> None:
    with pikepdf.new() as pdf:
        told = fault_of(impose(banxin, saved(pdf)), 1, banxin.folder)
    assert told.startswith("no-pages: book.pdf has no pages")


def test_pages_without_a_size_are_each_told(banxin: CommandLine) -> None:
    with pikepdf.open(io.BytesIO(numbered(4))) as pdf:
        for at in (1, 3):
            pdf.pages[at].obj.TrimBox = [10, 10, 10, 400]
        done = impose(banxin, saved(pdf))
    assert done.code == 1
    messages = [finding["message"] for finding in done.document["findings"]]
    assert messages == [f"book.pdf: page {number} has no size" for number in (2, 4)]


def test_a_box_that_is_none_is_told(banxin: CommandLine) -> None:
    with pikepdf.open(io.BytesIO(numbered(4))) as pdf:
        pdf.pages[1].obj.TrimBox = [10, 10, pikepdf.Name.Wide]
        told = fault_of(impose(banxin, saved(pdf)), 1, banxin.folder)
    assert told.startswith("not-a-pdf: book.pdf is damaged")


def test_a_broken_page_tree_is_told(banxin: CommandLine) -> None:
    broken = numbered(4).replace(b"/Count 4", b"/Coumt 4").replace(b"[ 3 0 R", b"[ 3 0 X")
    told = fault_of(impose(banxin, broken), 1, banxin.folder)
    assert told.startswith("not-a-pdf: book.pdf is damaged")


def test_a_message_names_no_place_in_memory(banxin: CommandLine) -> None:
    assert "0x" not in fault_of(impose(banxin, b"no PDF at all"), 1, banxin.folder)


def test_a_pdf_that_had_to_be_repaired_is_imposed_and_told(banxin: CommandLine) -> None:
    done = impose(banxin, numbered(4)[:-40])
    assert done.code == 0
    assert [one["rule"] for one in done.document["findings"]] == ["damaged-pdf"]
    assert (banxin.folder / "sheets.pdf").exists()


def test_pages_too_large_for_the_sheet_are_told_with_what_they_need(
    banxin: CommandLine,
) -> None:
    told = fault_of(impose(banxin, numbered(4), "--sheet", "A4"), 2, banxin.folder)
    assert told.startswith(
        "sheet-too-small: the pages need 420.0 × 285.0 mm; the sheet has 210"
    )


def test_a_sheet_larger_than_a_pdf_can_be_is_told(banxin: CommandLine) -> None:
    words = ("--scheme", "nup", "--grid", "20x20", "--bleed", "9mm", "--trim-gap", "90mm")
    told = fault_of(impose(banxin, numbered(1), *words), 2, banxin.folder)
    assert told.startswith("sheet-too-small")


def test_one_plate_for_a_sheet_without_a_back_is_told(banxin: CommandLine) -> None:
    words = ("--scheme", "nup", "--work", "work-and-turn")
    told = fault_of(impose(banxin, numbered(4), *words), 2, banxin.folder)
    assert told.startswith("no-back")
    assert "--sides 2" in told


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--paper", "thick"), "'thick' is not a length"),
        (("--paper", "-1mm"), "-1mm is less than nothing"),
        (("--sheet", "A33"), "A33"),
        (("--sheet", "0x100"), "more than 0"),
        (("--sheet", "9000x100"), "at most 5080 mm"),
        (("--scheme", "nup", "--grid", "3"), "not columns by rows"),
        (("--scheme", "nup", "--grid", "0x4"), "from 1 to 20"),
        (("--marks", "crop,stars"), "there is no mark `stars`"),
        (("--scheme", "perfct"), "perfct"),
        (("--grid", "3x2"), "--grid is for nup and cut-stack only"),
        (("--repeat",), "--repeat is for nup only"),
        (("--sides", "1"), "--sides is for nup and cut-stack only"),
        (("--scheme", "nup", "--signature", "8"), "--signature is for saddle and perfect only"),
        (("--scheme", "nup", "--paper", "0.1mm"), "--paper is for saddle and perfect only"),
        (("--paper", "0.1mm", "--creep", "1mm"), "not both"),
        (("--sheet", "A2", "--margin", "5mm"), "leave --sheet out"),
    ],
)
def test_a_wrong_option_is_told(words: tuple[str, ...], says: str, banxin: CommandLine) -> None:
    assert says in fault_of(impose(banxin, numbered(4), *words), 2, banxin.folder)


def test_an_output_is_named_or_none_is_made(banxin: CommandLine) -> None:
    (banxin.folder / "book.pdf").write_bytes(numbered(4))
    done = banxin("impose", "book.pdf", "--scheme", "saddle")
    assert done.code == 2
    assert "--dry-run" in done.err


def test_the_source_is_never_the_output(banxin: CommandLine) -> None:
    content = numbered(4)
    (banxin.folder / "book.pdf").write_bytes(content)
    done = banxin("impose", "book.pdf", "-o", "./book.pdf", "--scheme", "saddle")
    assert done.code == 2
    assert "name another output" in done.err
    assert (banxin.folder / "book.pdf").read_bytes() == content


def test_a_file_that_is_not_there_is_told(banxin: CommandLine) -> None:
    done = banxin("impose", "none.pdf", "-o", "sheets.pdf", "--scheme", "saddle")
    assert done.code == 2
    assert "none.pdf: No such file" in done.err


def test_a_sheet_that_cannot_be_written_is_told(banxin: CommandLine) -> None:
    (banxin.folder / "book.pdf").write_bytes(numbered(4))
    (banxin.folder / "taken").write_text("a file")
    done = banxin("impose", "book.pdf", "-o", "taken/sheets.pdf", "--scheme", "saddle")
    assert done.code == 5
    assert "taken is a file, not a folder" in done.err
