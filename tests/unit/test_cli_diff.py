"""`banxin diff`: what it takes, what it refuses, how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command_line import CommandLine


@pytest.fixture
def pdf(banxin: CommandLine) -> Path:
    assert banxin.build(banxin.new(), "-o", "one.pdf").code == 0
    return banxin.folder / "one.pdf"


def test_an_issue_and_its_own_pdf_are_the_same(pdf: Path, banxin: CommandLine) -> None:
    done = banxin("diff", pdf, "riverside", "-o", "d", "--font-path", banxin.fonts)
    assert done.code == 0, done.err
    assert done.out == "d/diff.html\n"


def test_another_style_is_a_change(pdf: Path, banxin: CommandLine) -> None:
    other = banxin.build(banxin.folder / "riverside", "-o", "two.pdf", "--style", "gazette")
    assert other.code == 0, other.err
    assert banxin("diff", pdf, "two.pdf", "-o", "d").code == 1


def test_another_colour_is_something_else_that_changed(pdf: Path, banxin: CommandLine) -> None:
    style = banxin.folder / "styles" / "magazine.yaml"
    style.write_text(style.read_text("utf-8").replace("#0a5a63", "#a5301f"), "utf-8")
    assert banxin.build(banxin.folder / "riverside", "-o", "two.pdf").code == 0
    document = banxin("--json", "diff", pdf, "two.pdf", "-o", "d").document
    assert document["ok"] is False
    assert {change["kind"] for change in document["changes"]} == {"other"}
    assert all(change["new"]["rects"] for change in document["changes"])


def test_the_profile_and_its_marks_outside_the_trim_do_not_matter(
    pdf: Path, banxin: CommandLine
) -> None:
    proof = banxin.build(banxin.folder / "riverside", "-o", "two.pdf", "--profile", "proof")
    assert proof.code == 0
    done = banxin("diff", pdf, "two.pdf", "-o", "d")
    assert done.code == 0, done.err


def test_the_report_is_the_same_bytes_every_time(pdf: Path, banxin: CommandLine) -> None:
    assert (
        banxin.build(banxin.folder / "riverside", "-o", "b.pdf", "--style", "gazette").code == 0
    )
    made = []
    for name in ("d", "e"):
        assert banxin("diff", pdf, "b.pdf", "-o", name).code == 1
        files = sorted((banxin.folder / name).iterdir())
        made.append([(file.name, file.read_bytes()) for file in files])
    assert made[0] == made[1]


@pytest.mark.parametrize("content", [b"", b"no PDF at all"])
def test_what_is_no_pdf_is_no_change(content: bytes, pdf: Path, banxin: CommandLine) -> None:
    (banxin.folder / "broken.pdf").write_bytes(content)
    done = banxin("diff", pdf, "broken.pdf", "-o", "d")
    assert done.code == 2
    assert "broken.pdf" in done.err
    assert not (banxin.folder / "d").exists()


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"schema": "banxin/layout/1"}'])
def test_a_layout_that_is_none_is_told(content: str, pdf: Path, banxin: CommandLine) -> None:
    (banxin.folder / "x.json").write_text(content)
    words = ("--old-layout", "x.json", "--new-layout", "x.json")
    done = banxin("diff", pdf, pdf, "-o", "d", *words)
    assert done.code == 2
    assert "layout" in done.err


def test_a_layout_of_an_issue_is_refused(pdf: Path, banxin: CommandLine) -> None:
    done = banxin("diff", "riverside", pdf, "-o", "d", "--old-layout", "x.json")
    assert done.code == 2
    assert "its own layout" in done.err


def test_what_is_not_there_is_told(pdf: Path, banxin: CommandLine) -> None:
    done = banxin("diff", pdf, "nowhere.pdf", "-o", "d")
    assert done.code == 2
    assert "nowhere.pdf" in done.err
