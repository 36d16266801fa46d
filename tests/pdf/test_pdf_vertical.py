"""Vertical lines in the file: their fonts, their places, their text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from layout.content.model import Mark
from layout.display.model import TextLine
from layout.pdf import SCREEN, write_pdf
from layout.record import replace
from layout.styles.model import TextStyle
from layout.text.model import LineSlot, StyledParagraph, StyledRun
from layout.text.typesetter import Typesetter
from layout.text.vertical import set_vertically
from tests.support.pdf_pages import (
    content,
    extracted,
    ink_at,
    issue,
    line,
    opened,
    page,
    plain_fonts,
    run,
    written,
)
from tests.support.vertical_font import FORM_WIDTH, vertical_font_set

if TYPE_CHECKING:
    from pathlib import Path

    import pikepdf

    from layout.fonts import FontSet

SIZE = 20.0
HEAD = 100.0


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return vertical_font_set(tmp_path_factory.mktemp("faces"))


def vertical(
    fonts: FontSet, text: str, *, right: float = 300.0, height: float = 300.0
) -> list[TextLine]:
    """The lines of a text, from right to left, as a page has them."""
    style = TextStyle("body", size=SIZE, leading=2 * SIZE, align="left")
    copy = StyledParagraph((StyledRun(text, "song", Mark.NONE),), style)
    made = set_vertically(Typesetter(fonts), copy, (LineSlot(0.0, height),))
    return [
        TextLine(
            right - SIZE - at * style.leading,
            HEAD + one.x,
            SIZE,
            one.runs,
            one.text,
            "body",
            vertical=True,
            height=one.width,
        )
        for at, one in enumerate(made.lines)
    ]


def pdf_of(fonts: FontSet, *lines: TextLine) -> bytes:
    return write_pdf(issue(page(*lines)), fonts, profile=SCREEN)


def fonts_of(data: bytes) -> dict[str, dict[str, Any]]:
    """The fonts of the first page by their encoding, as plain values."""
    with opened(data) as pdf:
        found = pdf.pages[0].Resources.Font.values()
        return {str(font.Encoding): _plain(font) for font in found}


def _plain(font: pikepdf.Object) -> dict[str, Any]:
    descendant = font.DescendantFonts[0]
    drops = list(descendant.get("/W2", []))
    return {
        "shared": (descendant.objgen, font.ToUnicode.objgen),
        "widths": [float(one) for group in list(descendant.W)[1::2] for one in group],
        "drops": [[float(one) for one in group] for group in drops[1::2]],
    }


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_upright_glyphs_are_written_in_a_vertical_font(fonts: FontSet) -> None:
    assert set(fonts_of(pdf_of(fonts, *vertical(fonts, "国《日》，")))) == {"/Identity-V"}


def test_both_ways_of_a_face_share_one_program(fonts: FontSet) -> None:
    both = fonts_of(pdf_of(fonts, *vertical(fonts, "国2031年")))
    assert set(both) == {"/Identity-V", "/Identity-H"}
    first, second = both.values()
    assert first["shared"] == second["shared"]


def test_horizontal_pages_have_nothing_vertical() -> None:
    plain = plain_fonts()
    data = written(issue(page(line(run(plain, "han", "旧码头")))), plain)
    assert set(fonts_of(data)) == {"/Identity-H"}
    assert not fonts_of(data)["/Identity-H"]["drops"]


def test_the_glyphs_of_marks_are_their_vertical_forms(fonts: FontSet) -> None:
    """In the test font only vertical forms are 0.9 em wide."""
    font = fonts_of(pdf_of(fonts, *vertical(fonts, "国“日”，《")))["/Identity-V"]
    assert font["widths"] == [FORM_WIDTH] * 4


def test_the_em_box_is_the_default_and_goes_without_saying(fonts: FontSet) -> None:
    font = fonts_of(pdf_of(fonts, *vertical(fonts, "国，")))["/Identity-V"]
    assert not font["drops"]


def test_a_faces_own_vertical_metrics_are_told(tmp_path: Path) -> None:
    fonts = vertical_font_set(tmp_path, metrics=True)
    font = fonts_of(pdf_of(fonts, *vertical(fonts, "国——国")))["/Identity-V"]
    # The ink of the dash ends 0.7 em over the baseline, 0.65 em under its vertical origin.
    assert font["drops"] == [[-2000, FORM_WIDTH / 2, 1350]]


SENTENCES = (
    "国《旧码头》，日",
    "“汉字”：‘换新颜’——年……",
    "26年3.0日120是A+国",
    "国Pier 26在2031年，（日）。",
    "国？！旧。国～〔汉〕字",
)


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize("height", [80.0, 300.0])
def test_the_text_reads_as_it_was_written(fonts: FontSet, text: str, height: float) -> None:
    data = pdf_of(fonts, *vertical(fonts, text, height=height))
    assert squeezed(extracted(data)) == squeezed(text)


@pytest.mark.parametrize("text", [*SENTENCES, "『国』和“日”"])
def test_the_text_of_cff_faces_reads_as_it_was_written(tmp_path: Path, text: str) -> None:
    """A code of theirs stands for one text only: of “ and 『, both ﹃, one is spelled out."""
    cff = vertical_font_set(tmp_path, cff=True)
    assert squeezed(extracted(pdf_of(cff, *vertical(cff, text)))) == squeezed(text)


def test_neighbouring_lines_read_from_right_to_left(fonts: FontSet) -> None:
    text = "旧码头\n换新颜\n一二三\n年月日"
    data = pdf_of(fonts, *vertical(fonts, text))
    assert squeezed(extracted(data)) == squeezed(text)


@pytest.mark.parametrize("drop", [at * SIZE / 4 for at in range(17)])
@pytest.mark.parametrize(
    "text", ["旧码头换新", "旧26新颜码", "一二三", "《旧》码", "旧New码头换"]
)
def test_lines_read_in_order_wherever_the_next_begins(
    fonts: FontSet, text: str, drop: float
) -> None:
    first, *_ = vertical(fonts, text)
    second = vertical(fonts, "年月日", right=260.0)[0]
    data = pdf_of(fonts, first, replace(second, y=HEAD + drop))
    assert squeezed(extracted(data)) == f"{text}年月日"


def test_no_text_is_spelled_out_beside_its_codes(fonts: FontSet) -> None:
    data = pdf_of(fonts, *vertical(fonts, "".join(SENTENCES)))
    assert "ActualText" not in content(data)


def test_glyphs_stand_in_their_em_boxes(fonts: FontSet) -> None:
    """The ink of a test glyph reaches from the baseline to 0.7 em, all but over its em."""
    data = pdf_of(fonts, *vertical(fonts, "国日"))
    for box in (0, 1):
        top = HEAD + box * SIZE
        assert ink_at(data, 290, top + 0.5 * SIZE) == (0, 0, 0)
        assert ink_at(data, 290, top + 0.1 * SIZE) == (255, 255, 255)
        assert ink_at(data, 290, top + 0.95 * SIZE) == (255, 255, 255)
    assert ink_at(data, 275, HEAD + 0.5 * SIZE) == (255, 255, 255)


def test_words_lie_down_clockwise(fonts: FontSet) -> None:
    """Their baseline is on the left, 0.38 em from the axis, and the ink 0.7 em wide."""
    data = pdf_of(fonts, *vertical(fonts, "MMMM"))
    middle = HEAD + 0.25 * SIZE
    assert ink_at(data, 290 - 0.30 * SIZE, middle) == (0, 0, 0)
    assert ink_at(data, 290 - 0.45 * SIZE, middle) == (255, 255, 255)
    assert ink_at(data, 290 + 0.25 * SIZE, middle) == (0, 0, 0)
    assert ink_at(data, 290 + 0.38 * SIZE, middle) == (255, 255, 255)


def test_horizontal_lines_are_as_they_were_beside_vertical_ones(fonts: FontSet) -> None:
    """Spacing, scale and place of a vertical line do not reach the next line."""
    style = TextStyle("body", size=SIZE)
    copy = StyledParagraph((StyledRun("国旧——码头", "song"),), style)
    (made,) = Typesetter(fonts).set_paragraph(copy, 300.0).lines
    flat = TextLine(50.0, 50.0, made.width, made.runs, made.text, "body")
    data = pdf_of(fonts, flat, *vertical(fonts, "国2031年"), flat)
    assert squeezed(extracted(data)) == "国旧——码头国2031年国旧——码头"
    alone = pdf_of(fonts, flat)
    assert ink_at(data, 60, 45) == ink_at(alone, 60, 45) == (0, 0, 0)
