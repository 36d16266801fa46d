"""What the file says of itself and its pages: boxes, marks, labels, outline, metadata."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from layout.color import BLACK, Color
from layout.display.model import Area, Bookmark, PageLink, Rule, Shape
from layout.display.model import Path as Line
from layout.geometry import Rect, mm
from layout.pdf import PROFILES, SCREEN
from layout.pdf.numbers import number
from tests.support.pdf_pages import (
    RED,
    content,
    ink_at,
    issue,
    line,
    opened,
    page,
    plain_fonts,
    run,
    written,
)

FONTS = plain_fonts()
PROOF = PROFILES["proof"]
FULL_BLEED = Area(Rect(-8.5, -8.5, 417.0, 617.0), RED)


def box_of(data: bytes, name: str) -> list[float]:
    pdf = opened(data)
    return [float(edge) for edge in pdf.pages[0][name]]


def test_a_screen_page_is_its_trim() -> None:
    data = written(issue(page(FULL_BLEED)), FONTS)
    for name in ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox"):
        assert box_of(data, name) == [0, 0, 400, 600]


def test_a_proof_shows_trim_inside_bleed_inside_slug() -> None:
    data = written(issue(page(FULL_BLEED)), FONTS, PROOF)
    edge = 8.5 + mm(9)
    assert box_of(data, "/MediaBox") == pytest.approx(
        [0, 0, 400 + 2 * edge, 600 + 2 * edge], abs=0.001
    )
    assert box_of(data, "/CropBox") == box_of(data, "/MediaBox")
    assert box_of(data, "/TrimBox") == pytest.approx(
        [edge, edge, 400 + edge, 600 + edge], abs=0.001
    )
    assert box_of(data, "/BleedBox") == pytest.approx(
        [edge - 8.5, edge - 8.5, 408.5 + edge, 608.5 + edge], abs=0.001
    )


def test_crop_marks_stand_clear_of_the_bleed_in_line_with_the_trim() -> None:
    edge = 8.5 + mm(9)
    data = written(issue(page(FULL_BLEED)), FONTS, PROOF)
    far = edge - 8.5 - mm(3)
    assert ink_at(data, far, edge) != (255, 255, 255)
    assert ink_at(data, edge, far) != (255, 255, 255)
    assert ink_at(data, edge - 8.5 - mm(0.5), edge) == (255, 255, 255)


def test_nothing_but_marks_shows_outside_the_bleed() -> None:
    wild = Area(Rect(-100.0, -100.0, 700.0, 900.0), RED)
    data = written(issue(page(wild)), FONTS, PROOF)
    edge = 8.5 + mm(9)
    assert ink_at(data, edge - 8.5 - 2, 300) == (255, 255, 255)
    assert ink_at(data, edge - 8.5 + 2, 300) == (255, 0, 0)


def test_profiles_are_found_by_the_names_of_their_files() -> None:
    assert set(PROFILES) == {"archive", "press", "proof", "screen"}
    assert PROFILES["screen"] is SCREEN


def test_folios_that_count_up_are_one_label_and_all_else_stands_as_it_is() -> None:
    labels = ["封面", "ii", "1", "2", "3", "8", "9", "010", "封底"]
    pages = [page(index=at, label=label) for at, label in enumerate(labels)]
    pdf = opened(written(issue(*pages), FONTS))
    assert [one.label for one in pdf.pages] == labels
    assert len(list(pdf.Root.PageLabels.Nums)) == 2 * 6


def test_bookmarks_nest_by_level_and_lead_to_their_place() -> None:
    bookmarks = (
        Bookmark("卷首", 0, 20.0),
        Bookmark("专题", 0, 40.0),
        Bookmark("小标题", 1, 60.0, level=1),
        Bookmark("很深", 1, 80.0, level=3),
        Bookmark("结尾", 1, 0.0),
    )
    pdf = opened(written(issue(page(), page(index=1), bookmarks=bookmarks), FONTS))
    with pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root] == ["卷首", "专题", "结尾"]
        assert [entry.title for entry in outline.root[1].children] == ["小标题"]
        assert [entry.title for entry in outline.root[1].children[0].children] == ["很深"]
    destination = pdf.Root.Outlines.First.Dest
    assert destination[0] == pdf.pages[0].obj
    assert float(destination[3]) == 580.0
    assert pdf.Root.Outlines.Count == 5


def test_links_lead_to_their_page_and_show_no_frame() -> None:
    link = PageLink(Rect(10.0, 20.0, 30.0, 40.0), 1)
    pdf = opened(written(issue(page(link), page(index=1)), FONTS))
    (annotation,) = pdf.pages[0].Annots
    assert annotation.Dest[0] == pdf.pages[1].obj
    assert [float(edge) for edge in annotation.Rect] == [10, 540, 40, 580]
    assert list(annotation.Border) == [0, 0, 0]


def test_what_leads_to_a_page_left_out_is_left_out_too() -> None:
    link = PageLink(Rect(10.0, 20.0, 30.0, 40.0), 0)
    made = issue(page(link, index=4, label="5"), bookmarks=(Bookmark("封面", 0, 0.0),))
    pdf = opened(written(made, FONTS))
    assert "/Annots" not in pdf.pages[0]
    assert "/Outlines" not in pdf.Root


def test_info_and_xmp_say_the_same() -> None:
    made = issue(
        page(), title="钱塘 <&> \x08刊", author="编辑部", subject="试刊", created="2021-04-01"
    )
    pdf = opened(written(made, FONTS))
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == "钱塘 <&> 刊"
        assert list(xmp["dc:creator"]) == ["编辑部"]
        assert xmp["dc:description"] == "试刊"
        assert xmp["xmp:CreateDate"] == "2021-04-01"
        assert str(pdf.docinfo.Producer) == xmp["pdf:Producer"]
    assert str(pdf.docinfo.CreationDate) == "D:20210401"
    assert str(pdf.Root.Lang) == "zh-Hans"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


@pytest.mark.parametrize(
    ("created", "info"),
    [
        ("2021", "D:2021"),
        ("2021-04", "D:202104"),
        ("2021-04-01T09:30:00Z", "D:20210401093000Z"),
        ("2021-04-01T09:30:00+08:00", "D:20210401093000+08'00'"),
    ],
)
def test_a_date_is_as_exact_as_it_was_given(created: str, info: str) -> None:
    pdf = opened(written(issue(page(), created=created), FONTS))
    assert str(pdf.docinfo.CreationDate) == info


def test_an_issue_without_a_date_gives_a_file_without_one() -> None:
    pdf = opened(written(issue(page()), FONTS))
    assert "/CreationDate" not in pdf.docinfo
    assert "/ModDate" not in pdf.docinfo


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="四月"):
        written(issue(page(), created="二〇二一年四月"), FONTS)


def test_the_file_has_no_leftovers_of_the_library() -> None:
    data = written(issue(page(line(run(FONTS, "han", "旧")))), FONTS)
    for leftover in (b"Helvetica", b"/Trans", b"BasicFonts", b"anonymous", b"unspecified"):
        assert leftover not in data
    assert data.startswith(b"%PDF-1.7\n")


def test_every_object_is_reached_from_the_trailer() -> None:
    text = line(run(FONTS, "han", "一⼀"), run(FONTS, "latin", "GDP", x=20.0))
    made = issue(page(text, PageLink(Rect(0, 0, 9, 9), 0)), bookmarks=(Bookmark("一", 0, 0.0),))
    pdf = opened(written(made, FONTS))
    count = len(pdf.objects)
    seen: set[tuple[int, int]] = set()
    queue: list[pikepdf.Object] = [pdf.trailer]
    while queue:
        value = queue.pop()
        if isinstance(value, pikepdf.Object) and value.is_indirect:
            if value.objgen in seen:
                continue
            seen.add(value.objgen)
        if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
            queue.extend(value[key] for key in value.keys())  # noqa: SIM118
        elif isinstance(value, pikepdf.Array):
            queue.extend(value)
    assert len(seen) == count


SCRIPT = """
import hashlib
from tests.support.pdf_pages import issue, line, page, plain_fonts, run, written
fonts = plain_fonts()
text = line(run(fonts, "han", "一⼀旧码头换新颜"), run(fonts, "latin", "GDP 2030", x=80.0))
print(hashlib.sha256(written(issue(page(text), created="2021-04-01"), fonts)).hexdigest())
"""


def test_the_same_pages_give_the_same_bytes_in_every_process() -> None:
    hashes = set()
    for seed, settings in (("1", {}), ("2", {"RL_pdfComments": "1", "RL_pdfMultiLine": "1"})):
        environment = {
            **os.environ,
            **settings,
            "PYTHONHASHSEED": seed,
            "SOURCE_DATE_EPOCH": seed,
        }
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**environment, "PYTHONPATH": str(Path.cwd())},
            check=True,
            capture_output=True,
            text=True,
        )
        hashes.add(done.stdout)
    assert len(hashes) == 1


def test_the_identity_of_a_file_comes_from_what_is_in_it() -> None:
    one, same, other = (
        opened(written(issue(page(line(run(FONTS, "han", text)))), FONTS)).trailer.ID[0]
        for text in ("旧", "旧", "新")
    )
    assert bytes(one) == bytes(same) != bytes(other)


def test_rules_areas_and_shapes_stand_where_they_were_laid() -> None:
    items = (
        Area(Rect(50.0, 50.0, 100.0, 40.0), RED, BLACK, 4.0),
        Rule(50.0, 200.0, 150.0, 200.0, 6.0, Color((0.0, 0.0, 1.0))),
        Shape(((50.0, 300.0), (150.0, 300.0), (100.0, 400.0)), Color((0.0, 1.0, 0.0))),
        Area(Rect(200.0, 50.0, 100.0, 100.0), RED, radius=40.0),
    )
    data = written(issue(page(*items)), FONTS)
    assert ink_at(data, 100, 70) == (255, 0, 0)
    assert ink_at(data, 50, 70) == (0, 0, 0)
    assert ink_at(data, 100, 200) == (0, 0, 255)
    assert ink_at(data, 100, 320) == (0, 255, 0)
    assert ink_at(data, 55, 390) == (255, 255, 255)
    assert ink_at(data, 250, 100) == (255, 0, 0)
    assert ink_at(data, 204, 54) == (255, 255, 255)


def test_a_dash_ends_with_its_rule() -> None:
    dashed = Rule(50.0, 200.0, 150.0, 200.0, 1.0, BLACK, (2.0, 1.5))
    plain = Rule(50.0, 220.0, 150.0, 220.0, 1.0, BLACK)
    operators = content(written(issue(page(dashed, plain)), FONTS))
    assert operators.splitlines() == [
        "[2 1.5] 0 d",
        "50 400 m 150 400 l S",
        "[] 0 d",
        "50 380 m 150 380 l S",
    ]


def test_importing_the_package_does_not_import_reportlab() -> None:
    code = "import sys, layout.pdf; print(sorted({'reportlab', 'PIL'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (-0.0001, "0"), (12.0, "12"), (0.12345, "0.123"), (-3.5, "-3.5"), (1e-9, "0")],
)
def test_a_number_is_written_as_plainly_as_it_can_be(value: float, text: str) -> None:
    assert number(value) == text


def test_a_sheer_fill_lets_what_lies_under_it_show_and_nothing_after_it_is_sheer() -> None:
    white = Color((1.0, 1.0, 1.0))
    panel = Area(Rect(50.0, 50.0, 100.0, 100.0), white, opacity=0.5)
    after = Area(Rect(200.0, 50.0, 100.0, 100.0), white)
    data = written(issue(page(FULL_BLEED, panel, after)))
    red, *others = ink_at(data, 100.0, 100.0)
    assert red == 255
    assert all(100 < part < 160 for part in others)
    assert ink_at(data, 250.0, 100.0) == (255, 255, 255)
    pdf = opened(data)  # its pages live no longer than the file is open
    shown = pdf.pages[0]
    assert "/Group" in shown
    assert [float(state["/ca"]) for state in shown["/Resources"]["/ExtGState"].values()] == [
        0.5
    ]


def test_a_page_without_sheer_fills_has_no_transparency() -> None:
    pdf = opened(written(issue(page(FULL_BLEED))))
    shown = pdf.pages[0]
    assert "/Group" not in shown
    assert "/ExtGState" not in shown["/Resources"]


def test_a_filled_path_follows_its_curves() -> None:
    """A disc of four quarter circles: its corners stay white."""
    reach = 50 * 0.5522847498
    disc = Line(
        (200, 250),
        (
            (200 + reach, 250, 250, 300 - reach, 250, 300),
            (250, 300 + reach, 200 + reach, 350, 200, 350),
            (200 - reach, 350, 150, 300 + reach, 150, 300),
            (150, 300 - reach, 200 - reach, 250, 200, 250),
        ),
        closed=True,
        fill=RED,
    )
    data = written(issue(page(disc)))
    assert ink_at(data, 200, 300) == ink_at(data, 168, 268) == (255, 0, 0)
    assert ink_at(data, 153, 253) == (255, 255, 255)


def test_a_stroked_path_has_round_corners_and_leaves_others_square() -> None:
    line = Line((50, 100), ((100, 60), (150, 100)), stroke=RED, stroke_width=4.0)
    operators = content(written(issue(page(line, Rule(0, 10, 50, 10, 1.0, RED)))))
    drawn = operators[operators.index("1 J 1 j") :].split("\n")
    assert drawn[:5] == ["1 J 1 j", "50 500 m", "100 540 l", "150 500 l", "S"]
    assert drawn[5] == "0 J 0 j"
