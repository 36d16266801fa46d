"""Figures drawn in lines: embedded as lines, whole, upright, and as they were drawn."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pikepdf
import pytest

from layout.color import Color
from layout.display.model import Area, PlacedPicture
from layout.fonts import Face
from layout.geometry import Rect
from layout.pdf.check import check_written
from tests.support.pdf_pages import extracted, ink_at, issue, opened, page, plain_fonts, written
from tests.support.picture_files import (
    BLUE,
    GREEN,
    RED,
    WHITE,
    in_a_file,
    pdf_figure,
    quarters,
    saved,
    svg,
)
from tests.support.plain_fonts import plain_font

if TYPE_CHECKING:
    from pathlib import Path

FONTS = plain_fonts()
FRAME = Rect(100.0, 200.0, 128.0, 64.0)
TALL = Rect(100.0, 200.0, 64.0, 128.0)
YELLOW = (255, 255, 0)


class _OneFace:
    """The faces of an issue with one family on disk, as SVG text asks for it."""

    def __init__(self, folder: Path) -> None:
        program = plain_font({"旧": 1000, "码": 1000}, family="Plain")
        self.faces = (Face("plain", in_a_file(program, folder / "plain.ttf")),)

    def face(self, _key: str) -> Face:
        return self.faces[0]


def quarters_at(data: bytes, rect: Rect) -> list[tuple[int, int, int]]:
    xs = (rect.x + rect.width / 4, rect.x + rect.width * 3 / 4)
    ys = (rect.y + rect.height / 4, rect.y + rect.height * 3 / 4)
    return [ink_at(data, x, y) for y in ys for x in xs]


def built(file: Path, rect: Rect = FRAME, **settings: object) -> bytes:
    return written(issue(page(PlacedPicture(rect, str(file), **settings))), FONTS)


def forms_of(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [
        one for one in pdf.pages[0].Resources.XObject.values() if one.get("/Subtype") == "/Form"
    ]


@pytest.mark.parametrize("data", [svg(), pdf_figure()], ids=["svg", "pdf"])
def test_a_figure_shows_its_colours_as_lines_and_not_as_pixels(
    data: bytes, tmp_path: Path
) -> None:
    made = built(in_a_file(data, tmp_path / "figure"))
    assert quarters_at(made, FRAME) == [RED, GREEN, BLUE, WHITE]
    pdf = opened(made)
    assert len(forms_of(pdf)) == 1
    assert not [one for one in pdf.objects if _is_image(one)]
    assert check_written(made) == []


def _is_image(one: pikepdf.Object) -> bool:
    return isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"


def test_what_lies_outside_the_trim_of_a_pdf_stays_outside(tmp_path: Path) -> None:
    made = built(in_a_file(pdf_figure(), tmp_path / "a.pdf"))
    around = ((98, 230), (230, 230), (160, 198), (160, 266))
    assert [ink_at(made, x, y) for x, y in around] == [WHITE] * 4


@pytest.mark.parametrize(
    ("turn", "seen"),
    [
        (90, [BLUE, RED, WHITE, GREEN]),
        (180, [WHITE, BLUE, GREEN, RED]),
        (270, [GREEN, WHITE, RED, BLUE]),
    ],
)
def test_a_turned_page_of_a_pdf_stands_as_a_reader_sees_it(
    turn: int, seen: list[tuple[int, int, int]], tmp_path: Path
) -> None:
    rect = FRAME if turn == 180 else TALL
    made = built(in_a_file(pdf_figure(turn=turn), tmp_path / "a.pdf"), rect)
    assert quarters_at(made, rect) == seen


def test_the_page_that_is_asked_for_is_shown(tmp_path: Path) -> None:
    file = in_a_file(pdf_figure("", "1 1 0 rg 0 0 64 32 re f"), tmp_path / "a.pdf")
    assert quarters_at(built(file, page=2), FRAME) == [YELLOW] * 4
    assert quarters_at(built(file, page=1), FRAME)[0] == RED


@pytest.mark.parametrize("data", [svg(), pdf_figure()], ids=["svg", "pdf"])
def test_a_crop_of_a_figure_fills_the_frame(data: bytes, tmp_path: Path) -> None:
    made = built(in_a_file(data, tmp_path / "figure"), crop=(0.5, 0.0, 1.0, 0.5))
    assert quarters_at(made, FRAME) == [GREEN] * 4
    assert ink_at(made, 96, 230) == WHITE


def test_a_figure_is_see_through_where_nothing_is_drawn(tmp_path: Path) -> None:
    hole = svg('<rect x="32" width="32" height="32" fill="#00f" opacity="0"/>')
    empty = hole.replace(b'<rect width="32" height="16" fill="#f00"/>', b"")
    placed = PlacedPicture(FRAME, str(in_a_file(empty, tmp_path / "a.svg")))
    under = Area(FRAME, Color((1.0, 1.0, 0.0)))
    made = written(issue(page(under, placed)), FONTS)
    assert quarters_at(made, FRAME) == [YELLOW, GREEN, BLUE, WHITE]
    pdf = opened(made)
    assert pdf.pages[0].Group.CS == "/DeviceRGB"


def test_a_figure_placed_often_is_embedded_once(tmp_path: Path) -> None:
    file = in_a_file(pdf_figure(), tmp_path / "a.pdf")
    placed = [PlacedPicture(FRAME, str(file)), PlacedPicture(TALL, str(file), (0, 0, 1, 0.5))]
    pdf = opened(written(issue(page(*placed), page(*placed, index=1)), FONTS))
    forms = [one for one in pdf.objects if _is_form(one)]
    assert len(forms) == 1


def _is_form(one: pikepdf.Object) -> bool:
    return isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"


def test_objects_that_refer_to_each_other_are_copied_once(tmp_path: Path) -> None:
    source = pikepdf.open(in_a_file(pdf_figure(), tmp_path / "plain.pdf"))
    ring = source.make_indirect(pikepdf.Dictionary({"/A B": pikepdf.Name("/C D")}))
    ring.Other = source.make_indirect(pikepdf.Array([ring, pikepdf.String("é"), 0.5, True]))
    source.pages[0].Resources = pikepdf.Dictionary(Properties={"/Ring": ring})
    source.save(tmp_path / "ring.pdf")
    pdf = opened(built(tmp_path / "ring.pdf"))
    copied = forms_of(pdf)[0].Resources.Properties.Ring
    assert copied["/A B"] == "/C D"
    assert copied.Other[0].objgen == copied.objgen
    assert [str(copied.Other[1]), float(copied.Other[2]), copied.Other[3]] == ["é", 0.5, True]


def test_text_of_an_svg_is_set_in_a_face_of_the_issue_and_can_be_copied(tmp_path: Path) -> None:
    text = '<text x="2" y="14" font-size="12" font-family="Plain">旧码</text>'
    file = in_a_file(svg(text), tmp_path / "a.svg")
    made = written(issue(page(PlacedPicture(FRAME, str(file)))), _OneFace(tmp_path))
    assert extracted(made).strip() == "旧码"
    assert check_written(made) == []


@pytest.mark.parametrize("data", [svg(), pdf_figure()], ids=["svg", "pdf"])
def test_the_bytes_of_a_figure_do_not_depend_on_the_folder(data: bytes, tmp_path: Path) -> None:
    made = set()
    for folder in ("here", "elsewhere"):
        (tmp_path / folder).mkdir()
        made.add(built(in_a_file(data, tmp_path / folder / "figure")))
    assert len(made) == 1


@pytest.mark.parametrize("library", ["pikepdf", "svg2pdf_py", "layout.pdf.figures"])
def test_an_issue_without_figures_loads_no_library_for_them(
    library: str, tmp_path: Path
) -> None:
    file = saved(quarters(), tmp_path / "a.png")
    code = (
        "import sys, pathlib, layout.pdf.write\n"
        "from layout.images import prepare, probe, read_figure\n"
        f"path = pathlib.Path({str(file)!r})\n"
        "assert not read_figure(path)\n"
        "probe(path), prepare(path)\n"
        f"print({library!r} in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.PIPE)
    assert done.stdout.strip() == b"False"
