"""Every component has a page in docs/components, made from an example that builds."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from docs.catalogue.claims import registered
from docs.catalogue.examples import COMPONENTS, HOUSE_STYLES, read_example, read_examples
from docs.catalogue.pages import index_of, page_of, picture_name
from docs.catalogue.sheets import Desk, styles_of
from layout.errors import ContentError
from layout.pipeline import lay_out
from layout.record import replace
from tests.support import real_issues

if TYPE_CHECKING:
    from pathlib import Path

    from docs.catalogue.examples import Example

EXAMPLES = read_examples()
LARGEST_PICTURE, LARGEST_FOLDER = 60_000, 4_000_000  # bytes
each = pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.name)


@cache
def desk(style: str) -> Desk:
    real_issues.needs_fonts()
    return Desk(style)


def test_every_component_that_the_code_knows_has_a_page() -> None:
    there_is = registered({name: desk(name).sources.house for name in HOUSE_STYLES})
    claimed = {claim for example in EXAMPLES for claim in example.header.shows}
    assert sorted(there_is - claimed) == []
    assert sorted(claimed - there_is) == []


@each
def test_an_example_shows_what_its_page_claims(example: Example) -> None:
    shown = [desk(style).claims(example) for style in example.header.styles]
    assert set(example.header.shows) <= frozenset().union(*shown)


@each
def test_the_page_of_an_example_is_current(example: Example) -> None:
    sheets = [desk(style).sheet(example) for style in example.header.styles]
    written = (COMPONENTS / f"{example.name}.md").read_text("utf-8")
    assert written == page_of(example, sheets), "run `make docs`"


@pytest.mark.parametrize("style", styles_of(EXAMPLES))
def test_the_examples_are_set_without_a_finding_but_for_faces(style: str) -> None:
    own = desk(style)
    issue = own.sources.issue
    chosen = tuple(own.article(one) for one in EXAMPLES if style in one.header.styles)
    plan = tuple(entry for entry in issue.flatplan if entry.article in {a.id for a in chosen})
    some = replace(issue, articles=chosen, flatplan=plan)
    pages = lay_out(some, own.sources.house, own.fonts)
    findings = (*own.fonts.findings, *pages.findings)
    assert [str(one) for one in findings if one.rule != "font-substituted"] == []


def test_the_index_is_current() -> None:
    assert (COMPONENTS / "README.md").read_text("utf-8") == index_of(EXAMPLES)


@pytest.mark.parametrize("page", sorted(COMPONENTS.glob("*.md")), ids=lambda page: page.stem)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = re.findall(
        r"\]\((?!https?:)([^)#]+)|(?:src|href)=\"([^\"]+)", page.read_text("utf-8")
    )
    shown = [one or other for one, other in links if not (one or other).startswith("images/")]
    assert shown
    assert [link for link in shown if not (page.parent / link).exists()] == []


def test_there_is_a_small_picture_for_every_page_and_none_besides() -> None:
    wanted = {
        COMPONENTS / picture_name(example, style)
        for example in EXAMPLES
        for style in example.header.styles
    }
    pictures = set((COMPONENTS / "pictures").iterdir())
    assert pictures == wanted
    sizes = [picture.stat().st_size for picture in pictures]
    assert max(sizes) <= LARGEST_PICTURE
    assert sum(sizes) <= LARGEST_FOLDER


def test_no_page_is_left_without_an_example() -> None:
    pages = {page.stem for page in COMPONENTS.glob("*.md")} - {"README"}
    assert pages == {example.name for example in EXAMPLES}


def test_a_header_that_says_too_little_is_told(tmp_path: Path) -> None:
    file = tmp_path / "thing.md"
    file.write_text("---\n# title: 物\n# english: Thing\nid: thing\n---\n甲\n", "utf-8")
    with pytest.raises(ContentError, match="`group` is missing"):
        read_example(file)
