"""The house style's file alone gives the sample another trim, grid, faces and colours."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from layout.display.model import Area, TextLine
from layout.geometry import mm
from layout.pipeline import BuildRequest, fonts_of, lay_out, read_sources
from layout.styles import read_style
from layout.text.classes import FORBIDDEN_AT_END, FORBIDDEN_AT_START
from tests.support import real_issues

if TYPE_CHECKING:
    from pathlib import Path

    from layout.display.model import Pages
    from layout.styles import HouseStyle

WIDE = """name: wide
extends: magazine
page:
  trim: [230mm, 300mm]
  spine_margin: 20mm
  head_margin: 30mm
  columns: 3
  measure: 16em
  em: 10pt
  leading: 17pt
  rows: 38
palette:
  ink: {rgb: "#2b1b2e", cmyk: [60, 80, 40, 60]}
  warm: {rgb: "#f7eef2", cmyk: [2, 8, 2, 0]}
  tint: {rgb: "#eeeaf3", cmyk: [8, 8, 0, 0]}
  accent: {rgb: "#5b2a6b", cmyk: [70, 95, 10, 20]}
  section: {rgb: "#5b2a6b", cmyk: [70, 95, 10, 20]}
type_scale: {text: 10pt, note: 10pt, head: 13pt, title: 32pt}
text_styles:
  body: {face: hei, size: text, leading: 1row, indent: 2em, hyphenate: true}
  base-head:
    face: hei-black
    size: head
    leading: 1row
    align: left
    wrap: balance
    keep_with_next: true
    color: accent
  title: {extends: base-head, size: title, leading: 2.5row}
"""
SMALL = """name: small
extends: magazine
page:
  trim: [170mm, 240mm]
  spine_margin: 18mm
  head_margin: 26mm
  measure: 18em
  em: 9.5pt
  leading: 16.5pt
  rows: 30
type_scale: {text: 9.5pt, note: 9.5pt, head: 12.5pt, subtitle: 18pt, title: 24pt, display: 40pt}
"""
NEWS = """name: news
extends: gazette
page: {trim: [260mm, 340mm], columns: 4, measure: 15em, em: 9.5pt, leading: 15.5pt, rows: 52}
palette:
  accent: {rgb: "#14365e"}
  section: {rgb: "#14365e"}
"""
STYLES = {"wide": WIDE, "small": SMALL, "news": NEWS}


@cache
def built(folder: Path, name: str) -> tuple[HouseStyle, Pages]:
    real_issues.needs_fonts()
    (folder / f"{name}.yaml").write_text(STYLES[name], "utf-8")
    request = BuildRequest(real_issues.SAMPLE, root=real_issues.ROOT)
    sources = read_sources(request)
    house = read_style(name, [folder, real_issues.ROOT / "styles"])
    return house, lay_out(sources.issue, house, fonts_of(sources.manifest, request))


@pytest.fixture(scope="module", params=sorted(STYLES))
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[HouseStyle, Pages]:
    return built(tmp_path_factory.mktemp(request.param), request.param)


def lines_of(pages: Pages) -> list[TextLine]:
    return [item for page in pages.pages for item in page.items if isinstance(item, TextLine)]


def test_another_style_leaves_nothing_to_say(made: tuple[HouseStyle, Pages]) -> None:
    assert made[1].findings == ()


def test_copy_stands_in_the_columns_the_style_names(made: tuple[HouseStyle, Pages]) -> None:
    house, pages = made
    page = house.page
    assert {(one.width, one.height) for one in pages.pages} == {(page.width, page.height)}
    text = [one for one in pages.pages if one.master == "text"]
    assert text
    for one in text:
        left = page.left(one.side)
        columns = [frame.rect for frame in one.frames if frame.role == "body"]
        assert len(columns) <= page.columns
        for rect in columns:
            assert rect.width == pytest.approx(page.measure)
            column = (rect.x - left) / (page.measure + page.column_gap)
            assert column == pytest.approx(round(column), abs=1e-6)


def test_no_line_is_broken_against_a_rule(made: tuple[HouseStyle, Pages]) -> None:
    before: TextLine | None = None
    for line in lines_of(made[1]):
        if line.role != "body":
            before = None
            continue
        if before is not None and not before.paragraph_end:
            assert line.text[0] not in FORBIDDEN_AT_START, line.text
        if not line.paragraph_end:
            assert line.text[-1] not in FORBIDDEN_AT_END, line.text
        before = line


def test_nothing_is_set_off_the_page(made: tuple[HouseStyle, Pages]) -> None:
    house, pages = made
    for line in lines_of(pages):
        assert line.x >= 0, line.text
        assert line.x + line.width <= house.page.width, line.text
        assert 0 <= line.y <= house.page.height - mm(5), line.text


def test_titles_keep_to_the_scale(made: tuple[HouseStyle, Pages]) -> None:
    house, pages = made
    heads = [line for line in lines_of(pages) if line.role in {"title", "kicker", "rubric"}]
    assert heads
    for line in heads:
        assert {run.size for run in line.runs} <= set(house.head_sizes), line.text


def test_the_copy_is_the_same_in_every_style(tmp_path: Path) -> None:
    def copy_of(pages: Pages) -> list[str]:
        kept = ("body", "list", "title", "deck")
        text = "".join(line.text for line in lines_of(pages) if line.role in kept)
        # Words part elsewhere, and page references lead to other folios.
        return sorted(mark for mark in text if mark != "-" and not mark.isdigit())

    sample = copy_of(real_issues.sample().pages)
    assert {
        name: copy_of(built(tmp_path, name)[1]) == sample for name in STYLES
    } == dict.fromkeys(STYLES, True)


def test_colours_and_faces_are_the_style_s_own(tmp_path: Path) -> None:
    house, pages = built(tmp_path, "wide")
    faces = {run.face for line in lines_of(pages) if line.role == "body" for run in line.runs}
    assert any("Sans" in face for face in faces)
    fills = {item.fill for page in pages.pages for item in page.items if isinstance(item, Area)}
    assert {house.palette["warm"], house.palette["tint"]} <= fills
