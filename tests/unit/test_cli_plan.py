"""`banxin plan`: tables, JSON, and one sheet of small pages."""

from __future__ import annotations

import io
import re
import struct
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest

from layout.cli.report import CONTENT, OUTPUT, USAGE
from layout.pdf.check import check_written
from layout.pipeline import BuildRequest, draw_plan, plan_issue
from layout.plan import plan_sheet
from layout.proof.draw import DrawnPdf
from layout.text.typesetter import Typesetter

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command_line import CommandLine, Outcome

TITLE = "写在前面　关于这本刊物的几句话"


def plan(banxin: CommandLine, issue: Path, *words: object, json: bool = False) -> Outcome:
    before = ("--json",) if json else ()
    return banxin(*before, "plan", issue, "--font-path", banxin.fonts, *words)


def png_size(png: Path) -> tuple[int, int]:
    data = png.read_bytes()
    assert data.startswith(b"\x89PNG")
    width, height = struct.unpack(">LL", data[16:24])
    return width, height


def plan_pages(issue: Path, pages: int, *, paragraphs: int = 0) -> None:
    article = issue / "2031-01" / "articles" / "02-first.md"
    copy = "\n把这一段换成你自己的文字。\n" * paragraphs
    article.write_text(article.read_text("utf-8") + copy, "utf-8")
    file = issue / "2031-01" / "issue.yaml"
    written = file.read_text("utf-8").replace("start: any}", f"start: right, pages: {pages}}}")
    file.write_text(written, "utf-8")


def test_every_spread_is_a_line_with_its_articles_and_how_full_it_is(
    banxin: CommandLine,
) -> None:
    done = plan(banxin, banxin.new())
    assert done.code == 0, done.err
    (spread,) = (line for line in done.out.splitlines() if line.startswith("2–3"))
    assert "目录 2 / " + TITLE + " 3" in spread
    assert "街坊" in spread
    assert "contents / opener" in spread
    assert re.search(r"\d%, \d+ rows white / \d+%", spread)
    assert "\x1b" not in done.out


def test_the_last_lines_tell_the_pages_against_whole_sheets(banxin: CommandLine) -> None:
    done = plan(banxin, banxin.new())
    assert "3 pages on 2 spreads" in done.out
    assert "3 pages over a multiple of 4, 1 short of the next" in done.out


def test_what_misses_the_plan_is_a_warning_with_lines_and_characters(
    banxin: CommandLine,
) -> None:
    issue = banxin.new()
    plan_pages(issue, 1, paragraphs=60)
    done = plan(banxin, issue)
    assert done.code == 0
    (told,) = (line for line in done.err.splitlines() if "over-plan" in line)
    assert told.startswith("2031-01/articles/02-first.md:1:1: warning over-plan: ")
    assert "2 pages, 1 planned" in told
    assert "lines over: cut" in told
    assert "overset:" not in done.err
    assert "overset" in done.out


def test_the_document_has_every_figure(banxin: CommandLine) -> None:
    issue = banxin.new()
    plan_pages(issue, 3)
    document = plan(banxin, issue, json=True).document
    assert document["ok"] is True
    assert document["pages"] == 3
    assert document["multiples"][0] == {"of": 4, "over": 3, "short": 1}
    assert [spread["folios"] for spread in document["spreads"]] == [["封面"], ["2", "3"]]
    page = document["spreads"][1]["pages"][1]
    assert page["fill"] == pytest.approx(page["used_rows"] / page["rows"], abs=0.001)
    first = document["articles"][-1]
    assert (first["pages"], first["planned"], first["verdict"]) == (1, 3, "under-plan")
    assert first["room_characters"] == first["room_lines"] * first["line_characters"]
    assert [item["rule"] for item in document["findings"]] == ["under-plan"]


def test_a_blank_page_is_told_with_its_cause(banxin: CommandLine) -> None:
    issue = banxin.new()
    file = issue / "2031-01" / "issue.yaml"
    file.write_text(file.read_text("utf-8").replace("start: any", "start: left"), "utf-8")
    done = plan(banxin, issue)
    assert f"page 3 is blank: {TITLE} starts left" in done.out


def test_the_sheet_is_one_page_with_every_page_in_it_as_a_form(banxin: CommandLine) -> None:
    done = plan(banxin, banxin.new(), "-o", "plan.pdf")
    assert done.code == 0, done.err
    assert done.out.splitlines()[-1] == "plan.pdf"
    pdf = (banxin.folder / "plan.pdf").read_bytes()
    assert check_written(pdf) == []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        (page,) = document.pages
        forms = page.Resources.XObject
        # Three pages of the issue, and what lies under and over them.
        assert [str(form.Subtype) for form in forms.values()] == ["/Form"] * 5
        assert "/Outlines" not in document.Root
    with pypdfium2.PdfDocument(pdf) as drawn:
        text = drawn[0].get_textpage().get_text_range()
    assert "写在前面" in text
    assert "3 pages, 2 spreads" in text


def test_the_picture_is_the_sheet_at_its_resolution(banxin: CommandLine) -> None:
    issue = banxin.new()
    for ending, dpi in (("pdf", 72), ("png", 72), ("PNG", 144)):
        done = plan(banxin, issue, "-o", f"{dpi}.{ending}", "--dpi", dpi, "--columns", 2)
        assert done.code == 0, done.err
    with pikepdf.open(banxin.folder / "72.pdf") as document:
        box = [float(edge) for edge in document.pages[0].mediabox]
    one, two = png_size(banxin.folder / "72.png"), png_size(banxin.folder / "144.PNG")
    assert one == pytest.approx(box[2:], abs=1)
    assert two == pytest.approx([2 * side for side in box[2:]], abs=2)


def test_columns_say_how_many_spreads_stand_in_a_row(banxin: CommandLine) -> None:
    issue = banxin.new()
    sizes = []
    for columns in (1, 2):
        name = f"{columns}.png"
        assert plan(banxin, issue, "-o", name, "--columns", columns, "--dpi", 36).code == 0
        sizes.append(png_size(banxin.folder / name))
    assert sizes[0][0] < sizes[1][0]
    assert sizes[0][1] > sizes[1][1]


def test_the_same_issue_gives_the_same_sheet(banxin: CommandLine) -> None:
    issue = banxin.new()
    files = [banxin.folder / name for name in ("one.pdf", "two.pdf")]
    for file in files:
        assert plan(banxin, issue, "-o", file).code == 0
    assert files[0].read_bytes() == files[1].read_bytes()


def test_another_style_gives_another_plan(banxin: CommandLine) -> None:
    issue = banxin.new()
    one, other = (
        plan(banxin, issue, "--style", style, json=True).document["spreads"]
        for style in ("magazine", "gazette")
    )
    assert one != other


@pytest.mark.parametrize("columns", ["0", "-1", "many", "100"])
def test_columns_that_cannot_be_are_a_wrong_call(banxin: CommandLine, columns: str) -> None:
    done = plan(banxin, banxin.new(), "-o", "plan.png", "--columns", columns)
    assert done.code == USAGE
    assert "--columns" in done.err
    assert not (banxin.folder / "plan.png").exists()


@pytest.mark.parametrize("name", ["plan.jpg", "plan", "plan.png.txt"])
def test_a_picture_is_a_png_or_a_pdf(banxin: CommandLine, name: str) -> None:
    done = plan(banxin, banxin.new(), "-o", name)
    assert done.code == USAGE
    assert "ends in neither .png nor .pdf" in done.err


def test_a_picture_too_large_to_open_is_refused_with_what_helps(banxin: CommandLine) -> None:
    issue = banxin.new()
    home = issue / "2031-01"
    copy = "---\nid: {0}\n---\n把这一段换成你自己的文字。\n"
    names = [f"x{at}" for at in range(48)]
    for name in names:
        (home / "articles" / f"{name}.md").write_text(copy.format(name), "utf-8")
    file = home / "issue.yaml"
    more = "".join(f"  - {{file: {name}.md}}\n" for name in names)
    file.write_text(file.read_text("utf-8") + more, "utf-8")
    done = plan(banxin, issue, "-o", "plan.png", "--columns", 1, "--dpi", 600)
    assert done.code == USAGE
    assert "choose a lower --dpi" in done.err


def test_a_sheet_that_cannot_be_written_ends_with_its_own_code(banxin: CommandLine) -> None:
    (banxin.folder / "file").write_text("no folder", "utf-8")
    done = plan(banxin, banxin.new(), "-o", "file/plan.png")
    assert done.code == OUTPUT
    assert "file is a file, not a folder" in done.err


def test_a_source_is_never_written_over(banxin: CommandLine) -> None:
    issue = banxin.new()
    picture = issue / "2031-01" / "cover.png"
    picture.write_bytes(b"a picture")
    done = plan(banxin, issue, "-o", picture)
    assert done.code == USAGE
    assert picture.read_bytes() == b"a picture"


def test_a_broken_issue_is_told_with_file_and_line(banxin: CommandLine) -> None:
    issue = banxin.new()
    article = issue / "2031-01" / "articles" / "02-first.md"
    article.write_text(article.read_text("utf-8").replace("rubric:", "rubrik:"), "utf-8")
    done = plan(banxin, issue, "-o", "plan.png")
    assert done.code == CONTENT
    assert "2031-01/articles/02-first.md:4:" in done.err
    assert not (banxin.folder / "plan.png").exists()


def test_a_quiet_plan_says_only_where_the_picture_is(banxin: CommandLine) -> None:
    issue = banxin.new()
    done = banxin("-q", "plan", issue, "--font-path", banxin.fonts, "-o", "plan.pdf")
    assert (done.code, done.out, done.err) == (0, "plan.pdf\n", "")


def test_every_page_stands_in_its_place_on_the_sheet(banxin: CommandLine) -> None:
    folder = banxin.new() / "2031-01"
    request = BuildRequest(folder, root=banxin.folder, font_path=(banxin.fonts,))
    planned = plan_issue(request)
    sheet = plan_sheet(planned.plan, planned.house, Typesetter(planned.fonts))
    assert [at for at, _ in sheet.places] == [0, 1, 2]
    cover, verso, recto = (place for _, place in sheet.places)
    # Two pages meet at the fold; all are of one size.
    assert verso.right == pytest.approx(recto.x)
    assert {cover.width, cover.height} == {verso.width, verso.height}
    with DrawnPdf(draw_plan(planned), "the sheet") as drawn:
        raster = drawn.draw(0, 72)
    x, y = round(cover.x + cover.width / 2), round(cover.y + cover.height / 2)
    start = 3 * (y * raster.width_px + x)
    accent = planned.house.palette["accent"].rgb
    assert list(raster.rgb[start : start + 3]) == pytest.approx(
        [255 * part for part in accent], abs=3
    )
