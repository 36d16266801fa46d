"""The elements of whole issues: everything that is read has one, in reading order, whole."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

import pytest

from layout.content import export_issue, read_issue
from layout.display.model import Area, PageLink, PlacedPicture, TextLine
from layout.display.structure import ROLES
from layout.pipeline import BuildRequest, fonts_of, lay_out, read_sources
from layout.project import find_project
from layout.styles import read_style
from tests.support import real_issues
from tests.support.rebuilt import rebuilt_articles
from tests.support.structure import all_elements, lines_of, places_on, tree_of

if TYPE_CHECKING:
    from pathlib import Path

    from layout.display.model import Page, Pages

EXAMPLES = real_issues.ROOT / "docs" / "components" / "examples"
SPECIMEN = real_issues.SAMPLE.parent / "specimen"

# What is printed and not read.
FURNITURE = {"folio", "running-head", "tab", "jump-line", "jump-title", "end-mark", "quotation"}
# What is printed around or between the characters of an element, or in place of some of them,
# besides the line ends that line feeds are and what the house style sets round a text.
DRESS = {
    "byline": {(" ", "\u3000"), ("", "\u3000")},
    "speaker": {(" ", "\u3000")},
    "paragraph": {("", "\u3000")},  # behind a run-in head
    "list-copy": {("", "：")},  # behind a lead-in
    "label": {("", "\u2002")},
    "title": {("", "I"), ("", "◎")},  # the initial of a display word, the mark of an item
    "plain": {("", "\u3000")},  # before a credit on the same line
    "caption": {("", "\u3000")} | {("", f"{number}\u3000") for number in range(1, 10)},
}


@cache
def examples(style: str) -> Pages:
    real_issues.needs_fonts()
    request = BuildRequest(EXAMPLES, style, root=real_issues.ROOT)
    sources = read_sources(request)
    return lay_out(sources.issue, sources.house, fonts_of(sources.manifest, request))


@pytest.fixture(scope="module", params=["sample", "gazette", "examples", "real issue"])
def issue(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Pages]:
    """The folder of an issue, and its pages."""
    if request.param == "examples":
        return EXAMPLES, examples("magazine")
    if request.param == "real issue":
        home = tmp_path_factory.mktemp("seed")
        pages = real_issues.recovered(home).pages
        return next(home.rglob("issue.yaml")).parent, pages
    style = None if request.param == "sample" else request.param
    return real_issues.SAMPLE, real_issues.sample(style).pages


@pytest.fixture
def pages(issue: tuple[Path, Pages]) -> Pages:
    return issue[1]


def test_every_line_but_the_furniture_is_an_element(pages: Pages) -> None:
    bare = {line.role for line in lines_of(pages) if not line.tag}
    assert bare <= FURNITURE


def test_no_furniture_is_read(pages: Pages) -> None:
    assert not [line.text for line in lines_of(pages) if line.tag and line.role in FURNITURE]


def test_every_picture_is_an_element_with_words(pages: Pages) -> None:
    pictures = [item for page in pages.pages for item in page.items]
    shown = [item.tag[-1] for item in pictures if isinstance(item, PlacedPicture)]
    assert all(node.role == "picture" for node in shown)
    assert all(node.alt for node in shown)


def test_every_element_has_a_role_that_is_known(pages: Pages) -> None:
    assert {one.node.role for one in all_elements(tree_of(pages))} <= ROLES


def test_siblings_have_places_of_their_own(pages: Pages) -> None:
    root = tree_of(pages)
    for element in (root, *all_elements(root)):
        orders = [one.node.order for one in element.elements]
        assert len(orders) == len(set(orders)), element.node


def test_the_items_of_a_page_come_as_they_are_read(pages: Pages) -> None:
    for page in pages.pages:
        places = places_on(page)
        assert places == sorted(places), page.label


def test_the_lines_of_an_element_stand_together_on_their_page(pages: Pages) -> None:
    for page in pages.pages:
        tags = [one for one, _ in groupby(line.tag for line in lines_of([page]) if line.tag)]
        assert len(tags) == len(set(tags)), page.label


def test_furniture_and_backgrounds_stand_around_what_is_read(pages: Pages) -> None:
    for page in pages.pages:
        roles = [item.role for item in page.items if isinstance(item, TextLine)]
        running = [role in {"folio", "running-head", "tab"} for role in roles]
        assert running == sorted(running), page.label


def _ink(page: Page) -> list[Area]:
    return [item for item in page.items if isinstance(item, Area) and item.fill]


def test_no_fill_comes_after_a_line_that_stands_on_it(pages: Pages) -> None:
    for page in pages.pages:
        at = {id(item): number for number, item in enumerate(page.items)}
        lines = [line for line in lines_of([page]) if not line.vertical]
        for area in _ink(page):
            rect = area.rect
            if rect.width < 2 * 9 or area.radius:  # dots and swatches
                continue
            covered = [
                line.text
                for line in lines
                if rect.x <= line.x < rect.right
                and rect.y < line.y - 2 < rect.bottom
                and at[id(line)] < at[id(area)]
            ]
            assert covered == [], page.label


def test_the_elements_say_all_that_the_manuscript_says(issue: tuple[Path, Pages]) -> None:
    folder, pages = issue
    wanted = export_issue(read_issue(folder))["articles"]
    assert rebuilt_articles(tree_of(pages)) == wanted


def _changes(text: str, printed: str) -> set[tuple[str, str]]:
    matched = SequenceMatcher(None, text.replace("\n", ""), printed, autojunk=False)
    return {
        (matched.a[a:b], matched.b[c:d])
        for kind, a, b, c, d in matched.get_opcodes()
        if kind != "equal"
    }


def test_printed_characters_are_the_manuscripts_but_for_dress(pages: Pages) -> None:
    styles = find_project(real_issues.SAMPLE).styles
    own = {
        ("", dress)
        for name in ("magazine", "gazette")
        for style in read_style(name, styles).text_styles.values()
        for dress in (style.prefix, style.suffix)
    }
    strange = [
        (one.node.role, one.node.text, one.printed)
        for one in all_elements(tree_of(pages))
        if one.node.text
        and not _changes(one.node.text, one.printed) <= own | DRESS.get(one.node.role, set())
    ]
    assert strange == []


def test_every_link_that_is_read_is_an_element_with_words(pages: Pages) -> None:
    for page in pages.pages:
        links = [item for item in page.items if isinstance(item, PageLink) and item.tag]
        assert all(link.tag[-1].role == "link" and link.alt for link in links)
