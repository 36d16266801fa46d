"""Section tabs on the fore-edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layout.display.model import Area, Page, TextLine
from layout.errors import StyleError
from layout.geometry import Rect, mm
from tests.support.opened import PICTURE, pages_of, variant

if TYPE_CHECKING:
    from pathlib import Path

WIDTH, HEIGHT, BLEED = mm(210), mm(285), mm(3)


def tab_of(page: Page) -> Rect | None:
    return next((frame.rect for frame in page.frames if frame.role == "tab"), None)


def names_of(page: Page) -> list[TextLine]:
    return [item for item in page.items if isinstance(item, TextLine) and item.role == "tab"]


def tab(folder: Path, style: str = "", **settings: object) -> Rect:
    rect = tab_of(pages_of(folder, style, more="", **settings).pages[0])  # type: ignore[arg-type]
    assert rect is not None
    return rect


def test_a_tab_bleeds_off_the_outer_edge_and_is_mirrored(tmp_path: Path) -> None:
    verso, recto = (tab(tmp_path, start=start) for start in (2, 3))
    assert (verso.x, verso.right) == pytest.approx((-BLEED, mm(12)))
    assert (recto.x, recto.right) == pytest.approx((WIDTH - mm(12), WIDTH + BLEED))
    assert (verso.y, verso.height) == (recto.y, recto.height)


def test_each_section_has_its_tab_a_step_lower(tmp_path: Path) -> None:
    tops = [tab(tmp_path, section=section).y for section in ("one", "two", "three")]
    assert tops[1] - tops[0] == pytest.approx(tops[2] - tops[1])
    assert tops[0] < tops[1]
    assert tops[1] >= tops[0] + tab(tmp_path).height - 0.01


def test_tabs_of_many_sections_stay_above_the_foot(tmp_path: Path) -> None:
    style = "tab: {width: 8mm, height: 40%, top: 10%, bottom: 90%}\n"
    last = tab(tmp_path, style, section="three")
    assert last.bottom <= 0.9 * HEIGHT + 0.01


def test_the_name_stands_from_top_to_bottom_on_the_section_s_colour(tmp_path: Path) -> None:
    page = pages_of(tmp_path, more="", section="two").pages[0]
    (name,) = names_of(page)
    rect = tab_of(page)
    assert rect is not None
    assert (name.text, name.vertical) == ("街坊", True)
    assert name.x + name.width / 2 == pytest.approx(mm(6))
    assert name.y + name.height / 2 == pytest.approx(rect.y + rect.height / 2, abs=1.0)
    area = next(item for item in page.items if isinstance(item, Area) and item.rect == rect)
    assert area.fill is not None
    assert area.fill.rgb == pytest.approx((0xB4 / 255, 0x47 / 255, 0x2A / 255))


@pytest.mark.parametrize(("height", "shown"), [("45%", 2), ("12%", 1)])
def test_latin_names_stand_on_all_tabs_or_on_none(
    tmp_path: Path, height: str, shown: int
) -> None:
    style = f'tab: {{width: 8mm, height: {height}, latin: "{{section.en}}"}}\n'
    for section in ("one", "two", "three"):
        page = pages_of(tmp_path, style, more="", section=section).pages[0]
        assert len(names_of(page)) == shown


def test_a_name_longer_than_its_tab_makes_the_tab_taller(tmp_path: Path) -> None:
    page = pages_of(tmp_path, "tab: {height: 2mm}\n", more="").pages[0]
    rect = tab_of(page)
    (name,) = names_of(page)
    assert rect is not None
    assert rect.y <= name.y
    assert name.y + name.height <= rect.bottom


def test_masters_and_styles_may_silence_tabs(tmp_path: Path) -> None:
    for style in ("masters:\n  opener: {tab: false}\n", "tab: {show: false}\n"):
        assert tab_of(pages_of(tmp_path, style, more="").pages[0]) is None


def test_pictures_that_bleed_and_blank_pages_have_no_tab(tmp_path: Path) -> None:
    made = [
        pages_of(tmp_path, template="half-opener").pages[:1],
        pages_of(tmp_path, template="page-opener", start=3).pages[:2],
        pages_of(tmp_path, template="spread-opener").pages[:2],
        pages_of(tmp_path, kind="advertisement", more=PICTURE, body="").pages,
    ]
    assert [tab_of(page) for pages in made for page in pages] == [None] * 6


def test_an_article_of_no_section_has_no_tab(tmp_path: Path) -> None:
    assert tab_of(pages_of(tmp_path, more="", section='""').pages[0]) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("tab: {fill: nocolor}\n", "nocolor"),
        ('tab: {text: "{section.zh}"}\n', "section.zh"),
        ("tab: {height: 60%, top: 50%}\n", "below `bottom`"),
        ("tab: {top: 130%}\n", "no share"),
        ("tab: {widht: 3mm}\n", "did you mean `width`"),
    ],
)
def test_a_tab_that_cannot_be_is_refused_with_its_place(
    tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(StyleError) as caught:
        variant(tmp_path, text)
    assert told in str(caught.value)
    assert "mine.yaml:3:" in str(caught.value)


def test_a_tab_over_the_copy_is_a_warning(tmp_path: Path) -> None:
    findings = variant(tmp_path, "tab: {width: 60mm}\n").findings
    assert [finding.rule for finding in findings] == ["furniture-over-copy"]
