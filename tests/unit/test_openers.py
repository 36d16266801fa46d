"""How articles open: pictures over half a page, a page, a spread; advertisements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from layout.display.model import Area, Page, PlacedPicture, TextLine
from layout.geometry import mm
from layout.pipeline import lay_out, load
from tests.support.issue_folders import make_issue
from tests.support.opened import COPY, PICTURE, pages_of, variant
from tests.support.picture_files import as_bytes
from tests.support.square_font import square_font_set

if TYPE_CHECKING:
    from pathlib import Path

WIDTH, HEIGHT, BLEED = mm(210), mm(285), mm(3)


def pictures(page: Page) -> list[PlacedPicture]:
    return [item for item in page.items if isinstance(item, PlacedPicture)]


def lines(page: Page, role: str = "") -> list[TextLine]:
    found = [item for item in page.items if isinstance(item, TextLine)]
    return [line for line in found if not role or line.role == role]


def copy_of(page: Page) -> list[TextLine]:
    return lines(page, "body")


@pytest.mark.parametrize("start", [2, 3])
def test_a_half_page_picture_bleeds_off_three_edges(tmp_path: Path, start: int) -> None:
    page = pages_of(tmp_path, template="half-opener", start=start).pages[0]
    (picture,) = pictures(page)
    rect = picture.rect
    assert (rect.x, rect.y) == pytest.approx((-BLEED, -BLEED))
    assert rect.right == pytest.approx(WIDTH + BLEED)
    assert rect.bottom == pytest.approx(HEIGHT / 2, abs=mm(9))
    assert min(line.y for line in lines(page)) > rect.bottom


def test_a_long_head_takes_its_room_from_the_picture_over_it(tmp_path: Path) -> None:
    deck = "deck: [" + "潮水退去以后码头上只剩下缆绳和灯。" * 24 + "]\n"
    more = f"{deck}images: [{{file: wide.jpg, place: opener, alt: 海}}]\n"
    made = pages_of(tmp_path, template="half-opener", more=more)
    assert [finding.rule for finding in made.findings] == []
    assert pictures(made.pages[0])[0].rect.bottom < HEIGHT / 2


def test_a_page_opener_fills_the_verso_and_copy_begins_on_the_recto(tmp_path: Path) -> None:
    first, second = pages_of(tmp_path, template="page-opener").pages[:2]
    assert (first.side, second.side) == ("verso", "recto")
    (picture,) = pictures(first)
    assert picture.rect.x == pytest.approx(-BLEED)
    assert picture.rect.width == pytest.approx(WIDTH + 2 * BLEED)
    assert picture.rect.height == pytest.approx(HEIGHT + 2 * BLEED)
    assert not lines(first)
    assert lines(second, "title")
    assert copy_of(second)


def test_both_halves_of_a_spread_join_at_the_spine(tmp_path: Path) -> None:
    verso, recto = pages_of(tmp_path, template="spread-opener").pages[:2]
    (left,), (right,) = pictures(verso), pictures(recto)
    assert left.rect.right == pytest.approx(WIDTH)
    assert right.rect.x == pytest.approx(0.0)
    assert left.crop[2] == right.crop[0]
    assert (left.crop[1], left.crop[3]) == (right.crop[1], right.crop[3])
    assert (left.rect.x, right.rect.right) == pytest.approx((-BLEED, WIDTH + BLEED))
    # One scale for both: a point of the picture is as wide on the one page as on the other.
    wide = [shown.rect.width / (shown.crop[2] - shown.crop[0]) for shown in (left, right)]
    assert wide[0] == pytest.approx(wide[1])


@pytest.mark.parametrize(
    ("page", "place"), [("left", "top"), ("right", "middle"), ("right", "bottom")]
)
def test_the_head_on_a_spread_stands_on_its_panel_in_its_colour(
    tmp_path: Path, page: str, place: str
) -> None:
    panel = f"{{page: {page}, place: {place}, measure: 20em, fill: ink, color: paper}}"
    style = f"masters:\n  over: {{picture: spread, head_panel: {panel}}}\n"
    made = pages_of(tmp_path, style, template="over").pages
    shown, other = (made[0], made[1]) if page == "left" else (made[1], made[0])
    assert not lines(other)
    (frame,) = [frame for frame in shown.frames if frame.role == "head"]
    (area,) = [item for item in shown.items if isinstance(item, Area)]
    assert area.rect == frame.rect
    assert lines(shown, "title")
    for line in lines(shown):
        assert frame.rect.x < line.x
        assert line.x + line.width < frame.rect.right
        assert frame.rect.y < line.y < frame.rect.bottom
        assert {run.color.rgb for run in line.runs} == {(1.0, 1.0, 1.0)}
    assert copy_of(made[2])
    assert not lines(made[2], "title")


@pytest.mark.parametrize("template", ["page-opener", "spread-opener"])
def test_an_opener_over_a_verso_never_begins_on_a_recto(tmp_path: Path, template: str) -> None:
    blank, first = pages_of(
        tmp_path,
        template=template,
        start=3,
        more="start: right\nimages: [{file: wide.jpg, place: opener, alt: 海}]\n",
    ).pages[:2]
    assert not blank.items
    assert not blank.shows_folio
    assert (first.side, len(pictures(first))) == ("verso", 1)


def test_a_master_may_say_where_its_articles_start(tmp_path: Path) -> None:
    style = "masters:\n  right-opener: {start: right, sink: 2}\n"
    made = pages_of(tmp_path, style, template="right-opener", start=2, more="").pages
    assert copy_of(made[1])
    assert not made[0].items


@pytest.mark.parametrize("template", ["half-opener", "page-opener", "spread-opener"])
def test_without_a_picture_an_article_opens_plainly_and_it_is_told(
    tmp_path: Path, template: str
) -> None:
    made = pages_of(tmp_path, template=template, more="", start=3)
    (finding,) = made.findings
    assert finding.rule == "opener-not-used"
    assert "place: opener" in finding.message
    assert made.pages[0].master == "opener"
    assert lines(made.pages[0], "title")


def test_a_master_of_other_columns_is_not_taken_and_it_is_told(tmp_path: Path) -> None:
    style = "masters:\n  lone: {columns: 1, measure: 30em}\n"
    made = pages_of(tmp_path, style, template="lone", more="")
    (finding,) = made.findings
    assert (finding.rule, made.pages[0].master) == ("opener-not-used", "opener")


def test_an_advertisement_is_its_picture_and_says_what_it_is(tmp_path: Path) -> None:
    more = "images: [{file: wide.jpg, alt: 海}]\n"
    made = pages_of(tmp_path, kind="advertisement", more=more, body="")
    (page,) = made.pages
    assert [line.text for line in lines(page)] == ["广告"]
    assert pictures(page)[0].rect.height == pytest.approx(HEIGHT + 2 * BLEED)
    assert not page.shows_folio
    assert made.findings == ()


def test_copy_in_an_advertisement_is_not_lost_without_a_word(tmp_path: Path) -> None:
    more = "images: [{file: wide.jpg, alt: 海}]\n"
    made = pages_of(tmp_path, kind="advertisement", more=more, body="打折。\n")
    assert [finding.rule for finding in made.findings] == ["copy-not-shown"]


def test_copy_of_an_article_is_the_same_however_it_opens(tmp_path: Path) -> None:
    told = set()
    for template in ("", "half-opener", "page-opener", "spread-opener"):
        made = pages_of(tmp_path, template=template).pages
        told.add("".join(line.text for page in made for line in copy_of(page)))
    assert told == {COPY.replace("\n", "")}


@pytest.mark.parametrize(("side", "edge"), [(2, "outer"), (3, "outer"), (2, "inner")])
def test_a_narrow_master_is_mirrored(tmp_path: Path, side: int, edge: str) -> None:
    style = (
        f"masters:\n  narrow: {{columns: 1, measure: 30em, align: {edge}}}\n"
        "kinds:\n  imprint: {opener: narrow, continuation: narrow, head: plain}\n"
    )
    house = variant(tmp_path, style)
    (page,) = pages_of(tmp_path, style, kind="imprint", more="", start=side, body="灯。").pages
    (line,) = copy_of(page)
    left = house.page.left(page.side)
    at_left = (edge == "outer") is (page.side == "verso")
    x = left if at_left else left + house.page.full_measure - 30 * house.page.em
    assert line.x == pytest.approx(x + 2 * house.page.em)


def divided(folder: Path, template: str, pages: int) -> list[Page]:
    """The pages of an article that leaves after so many pages, with another in between."""
    style = variant(folder, "")
    front = "---\nid: NAME\nkind: feature\ntitle: [旧码头]\nMORE---\n"
    more = f"template: {template}\n{PICTURE}"
    plan = f"  - {{file: a.md, pages: {pages}}}\n  - {{file: b.md}}\n  - {{continues: a}}\n"
    home = make_issue(
        folder / "journal",
        {
            "07/issue.yaml": "issue: {title: 江畔, folio_start: 2}\nflatplan:\n" + plan,
            "07/articles/a.md": front.replace("NAME", "a").replace("MORE", more) + COPY * 12,
            "07/articles/b.md": front.replace("NAME", "b").replace("MORE", "") + COPY,
            "07/wide.jpg": as_bytes(Image.new("RGB", (300, 200), (10, 90, 99)), "JPEG"),
        },
    )
    return list(lay_out(load(home), style, square_font_set(folder)).pages)


def jump_lines(pages: list[Page]) -> list[tuple[int, str]]:
    return [(page.page_index, line.text) for page in pages for line in lines(page, "jump-line")]


@pytest.mark.parametrize(("template", "filled"), [("spread-opener", 2), ("page-opener", 1)])
def test_pages_that_an_opener_fills_count_where_an_article_leaves(
    tmp_path: Path, template: str, filled: int
) -> None:
    pages = divided(tmp_path, template, filled + 1)
    (leaving, first), (arriving, second) = jump_lines(pages)
    assert pages[leaving + 1].article == "b"
    assert first == f"下转第{pages[arriving].label}页"
    assert second == f"上接第{pages[leaving].label}页"


def test_copy_that_goes_on_behind_an_opener_begins_under_a_jump_line(tmp_path: Path) -> None:
    pages = divided(tmp_path, "spread-opener", 2)
    ((arriving, text),) = jump_lines(pages)
    assert text == "上接第3页"
    assert [page.article for page in pages[: arriving + 1]][-2:] == ["b", "a"]
