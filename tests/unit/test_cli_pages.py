"""`banxin pages`: pictures of pages, spreads and contact sheets."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest

from layout.images.paste import Raster, paste_rows, png_of, shrink
from layout.proof.draw import contact_sheets, spreads

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command_line import CommandLine


def size_of(png: Path) -> tuple[int, int]:
    data = png.read_bytes()
    assert data.startswith(b"\x89PNG")
    width, height = struct.unpack(">LL", data[16:24])
    return width, height


@pytest.fixture
def pdf(banxin: CommandLine) -> Path:
    assert banxin.build(banxin.new(), "-o", "one.pdf").code == 0
    return banxin.folder / "one.pdf"


def test_every_page_is_drawn_at_its_size(pdf: Path, banxin: CommandLine) -> None:
    done = banxin("pages", pdf, "-o", "pictures", "--dpi", "72")
    assert done.code == 0, done.err
    files = done.out.split()
    assert files == [f"pictures/page-{number:03}.png" for number in range(1, len(files) + 1)]
    # The trim of the house style: 210 × 285 mm.
    assert {size_of(banxin.folder / file) for file in files} == {(596, 808)}


def test_facing_pages_lie_side_by_side(pdf: Path, banxin: CommandLine) -> None:
    document = banxin("--json", "pages", pdf, "-o", "p", "--spreads", "--dpi", "36").document
    assert document["files"][:2] == ["page-001.png", "page-002-003.png"]
    single, double = (size_of(banxin.folder / "p" / name) for name in document["files"][:2])
    assert double == (2 * single[0], single[1])


def test_a_contact_sheet_comes_beside_the_pages(pdf: Path, banxin: CommandLine) -> None:
    document = banxin(
        "--json", "pages", pdf, "-o", "p", "--dpi", "36", "--contact-sheet"
    ).document
    assert document["files"][-1] == "contact-sheet.png"
    # One row of pages, each with a label below it.
    assert size_of(banxin.folder / "p" / "contact-sheet.png")[1] == 240 + 20 + 2 * 14


def test_many_pages_make_several_contact_sheets() -> None:
    pages = [Raster(2, 3, bytes(18))] * 65
    sheets = list(contact_sheets(pages, [str(at) for at in range(65)]))
    assert [sheet.height_px for sheet in sheets] == [
        8 * (240 + 20 + 14) + 14,
        240 + 20 + 2 * 14,
    ]


def test_pages_may_be_jpeg_files(pdf: Path, banxin: CommandLine) -> None:
    words = ("-o", "p", "--dpi", "36", "--format", "jpeg")
    document = banxin("--json", "pages", pdf, *words).document
    assert document["files"][0] == "page-001.jpg"
    assert (banxin.folder / "p" / "page-001.jpg").read_bytes().startswith(b"\xff\xd8\xff")


def test_guides_lie_over_the_page(pdf: Path, banxin: CommandLine) -> None:
    for name, words in (("plain", ()), ("guided", ("--guides",))):
        assert banxin("pages", pdf, "-o", name, "--dpi", "36", *words).code == 0
    plain, guided = (banxin.folder / name / "page-002.png" for name in ("plain", "guided"))
    assert size_of(plain) == size_of(guided)
    assert plain.read_bytes() != guided.read_bytes()


def test_a_layout_adds_frames_and_grid_to_the_guides(banxin: CommandLine) -> None:
    made = banxin.build(banxin.new(), "-o", "one.pdf", "--layout-json", "lines.json")
    assert made.code == 0
    for name, words in (("boxes", ()), ("grid", ("--layout", "lines.json"))):
        done = banxin("pages", "one.pdf", "-o", name, "--guides", "--dpi", "36", *words)
        assert done.code == 0, done.err
    boxes, grid = (banxin.folder / name / "page-002.png" for name in ("boxes", "grid"))
    assert boxes.read_bytes() != grid.read_bytes()


def test_an_issue_with_guides_shows_its_bleed(banxin: CommandLine) -> None:
    words = ("-o", "p", "--guides", "--dpi", "72", "--font-path", banxin.fonts)
    done = banxin("pages", banxin.new(), *words)
    assert done.code == 0, done.err
    assert size_of(banxin.folder / "p" / "page-001.png") > (596, 808)


def test_a_layout_without_guides_is_refused(pdf: Path, banxin: CommandLine) -> None:
    done = banxin("pages", pdf, "-o", "p", "--layout", "x.json")
    assert done.code == 2
    assert "--guides" in done.err


def test_an_even_folio_opens_a_spread_and_a_cover_stands_alone() -> None:
    assert list(spreads(["封面", "2", "3", "4", "5", "6"])) == [(0,), (1, 2), (3, 4), (5,)]
    assert list(spreads(["1", "2", "3"])) == [(0,), (1, 2)]
    assert list(spreads(["2", "7", "8", "9"])) == [(0,), (1,), (2, 3)]
    assert list(spreads([])) == []


def test_a_sheet_shows_each_picture_where_it_stands() -> None:
    red, blue = (Raster(1, 1, color) for color in (b"\xff\0\0", b"\0\0\xff"))
    sheet = paste_rows([[red, blue], [blue]], gap_px=0)
    assert (sheet.width_px, sheet.height_px) == (2, 2)
    assert sheet.rgb[:9] == red.rgb + blue.rgb + blue.rgb


def test_a_shrunk_picture_keeps_its_proportions() -> None:
    small = shrink(Raster(40, 20, bytes(2400)), 10)
    assert (small.width_px, small.height_px) == (20, 10)
    assert png_of(small).startswith(b"\x89PNG")


@pytest.mark.parametrize("content", [b"", b"no PDF at all", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_told(content: bytes, banxin: CommandLine) -> None:
    (banxin.folder / "broken.pdf").write_bytes(content)
    done = banxin("pages", "broken.pdf", "-o", "pictures")
    assert done.code == 1
    assert "broken.pdf" in done.err
    assert not (banxin.folder / "pictures").exists()


def test_a_pdf_that_is_not_there_is_told(banxin: CommandLine) -> None:
    done = banxin("pages", "nowhere.pdf", "-o", "pictures")
    assert done.code == 2
    assert "nowhere.pdf" in done.err


@pytest.mark.parametrize("dpi", ["0", "5000", "fine"])
def test_a_resolution_out_of_range_is_a_usage_error(dpi: str, banxin: CommandLine) -> None:
    assert banxin("pages", "one.pdf", "-o", "pictures", "--dpi", dpi).code == 2
