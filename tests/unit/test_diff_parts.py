"""Parts of a comparison: pages and paragraphs in pairs, words, pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.color import BLACK, WHITE
from layout.display.model import Area
from layout.geometry import Rect
from layout.images.differ import CELL_PX, Allowed, differences
from layout.images.paste import Raster
from layout.pdf import PROFILES
from layout.proof.diff.align import align
from layout.proof.diff.model import ProofLine
from layout.proof.diff.read import read_proof
from layout.proof.diff.remains import Explained, remains
from layout.proof.diff.words import Paragraph, changed_spans, written
from layout.proof.draw import DrawnPdf
from tests.support.pdf_pages import issue, page
from tests.support.pdf_pages import written as written_pdf

if TYPE_CHECKING:
    from layout.display.model import Item

rows = st.lists(st.integers(0, 6), max_size=9)
copy = st.text("潮水退去码头 abc，。", min_size=1, max_size=30)


def equal(one: list[int], other: list[int]) -> tuple[tuple[int | None, int | None], ...]:
    alike = lambda row, column: float(one[row] == other[column])  # noqa: E731
    return align(len(one), len(other), alike, 0.5)


def paragraph(text: str, measure: int = 1000) -> Paragraph:
    pieces = [text[at : at + measure].strip() for at in range(0, len(text), measure)]
    lines = [
        ProofLine(piece, Rect(0, 20 * at, 100, 10)) for at, piece in enumerate(pieces) if piece
    ]
    return Paragraph("", "", "", tuple((0, line) for line in lines))


def edits(old: str, new: str) -> list[tuple[str, str]]:
    one, other = paragraph(old), paragraph(new)
    return [
        (
            written(one, span.old_start, span.old_end),
            written(other, span.new_start, span.new_end),
        )
        for span in changed_spans(one, other)
    ]


@given(rows, rows)
def test_every_page_is_paired_once_and_in_order(one: list[int], other: list[int]) -> None:
    pairs = equal(one, other)
    assert [row for row, _ in pairs if row is not None] == list(range(len(one)))
    assert [column for _, column in pairs if column is not None] == list(range(len(other)))


@given(rows)
def test_what_is_the_same_is_paired_with_itself(one: list[int]) -> None:
    assert equal(one, one) == tuple((at, at) for at in range(len(one)))


@given(st.lists(st.integers(), unique=True, max_size=9), st.data())
def test_what_was_put_in_stands_alone(one: list[int], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(one)))
    other = [*one[:at], max(one, default=0) + 1, *one[at:]]
    assert [pair for pair in equal(one, other) if None in pair] == [(None, at)]


@given(st.text("潮水退去码头，。", min_size=1, max_size=40), st.integers(1, 9))
def test_lines_broken_elsewhere_are_no_change(text: str, measure: int) -> None:
    assert changed_spans(paragraph(text), paragraph(text, measure)) == ()


@given(copy, copy)
def test_the_changed_parts_make_the_new_copy_of_the_old(old: str, new: str) -> None:
    one, other = paragraph(old), paragraph(new)
    made, at = "", 0
    for span in changed_spans(one, other):
        made += one.key[at : span.old_start] + other.key[span.new_start : span.new_end]
        at = span.old_end
    assert made + one.key[at:] == other.key


def test_one_character_of_chinese_is_named_alone() -> None:
    assert edits("放了一只木盆。", "放了一只木桶。") == [("盆", "桶")]


def test_a_latin_word_is_named_whole() -> None:
    assert edits("the tide was low", "the tile was low") == [("tide", "tile")]


def test_a_number_is_named_whole() -> None:
    assert edits("共有1962人", "共有1972人") == [("1962", "1972")]


def test_a_space_between_words_is_a_change() -> None:
    assert edits("any one came", "anyone came") == [("y o", "yo")]


def test_two_edits_of_a_paragraph_are_two() -> None:
    old, new = "潮水退去以后，码头上只剩下缆绳。", "潮水涨起以后，码头上只剩下灯。"
    assert edits(old, new) == [("退去", "涨起"), ("缆绳", "灯")]


def picture(*inked: tuple[int, int, int]) -> Raster:
    """White, 40 by 40; `inked` are shades from a column to another."""
    shades = [255] * 40
    for left, right, shade in inked:
        shades[left:right] = [shade] * (right - left)
    return Raster(40, 40, bytes(value for shade in shades for value in (shade,) * 3) * 40)


def test_another_colour_is_found_where_it_is() -> None:
    [cells] = differences(picture((10, 20, 0)), picture((10, 20, 90)), (0, 40), Allowed())
    assert cells[0] <= 10
    assert cells[2] >= 20


def test_an_edge_that_falls_a_pixel_off_is_no_difference() -> None:
    old, new = picture((10, 20, 0)), picture((10, 20, 0), (20, 21, 128))
    assert differences(old, new, (0, 40), Allowed()) == []


def test_what_is_allowed_to_differ_is_not_told() -> None:
    allowed = Allowed(whole=((8, 0, 22, 40),))
    assert differences(picture((10, 20, 0)), picture((10, 20, 90)), (0, 40), allowed) == []


def remaining(old: Item, new: Item, *explained: Rect) -> list[Rect]:
    """What differs between two pages with bleed that hold one item each."""
    pdfs = [written_pdf(issue(page(item)), profile=PROFILES["proof"]) for item in (old, new)]
    with DrawnPdf(pdfs[0], "old") as one, DrawnPdf(pdfs[1], "new") as other:
        (was,), (now,) = read_proof(one, "old").pages, read_proof(other, "new").pages
        return remains((was, one), (now, other), Explained(explained, explained), 72)


def test_what_changed_in_the_bleed_alone_is_found_there() -> None:
    in_bleed = Rect(-8.0, 100, 7.0, 60)
    (found,) = remaining(Area(in_bleed, BLACK), Area(in_bleed, WHITE))
    assert found.x == pytest.approx(-8, abs=1.5)
    assert found.right <= CELL_PX
    assert found.y == pytest.approx(100, abs=1.5)


def test_a_change_at_the_trim_explains_its_bleed() -> None:
    known = Rect(0, 100, 40, 60)
    reaching = Rect(-8.0, 100, 48.0, 60)
    assert remaining(Area(reaching, BLACK), Area(reaching, WHITE), known) == []
    assert remaining(Area(reaching, BLACK), Area(reaching, WHITE), known.moved(5, 0)) != []
