"""Vertical lines set in a test font whose Han are one em and whose figures are half an em."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from layout.content.model import Mark
from layout.styles.model import TextStyle
from layout.text.classes import FORBIDDEN_AT_END, FORBIDDEN_AT_START
from layout.text.model import LineSlot, SetLine, StyledParagraph, StyledRun
from layout.text.typesetter import Typesetter
from layout.text.vertical import set_vertically
from tests.support.square_font import square_font_set
from tests.support.vertical_font import JOINED, form_of, vertical_font_set

if TYPE_CHECKING:
    from pathlib import Path

    from layout.display.model import GlyphRun

SIZE = 10.0
NEAR = 0.01 * SIZE


@pytest.fixture(scope="module")
def typesetter(tmp_path_factory: pytest.TempPathFactory) -> Typesetter:
    return Typesetter(vertical_font_set(tmp_path_factory.mktemp("faces")))


@pytest.fixture(scope="module")
def plain_typesetter(tmp_path_factory: pytest.TempPathFactory) -> Typesetter:
    """With a face that has no vertical form of anything."""
    return Typesetter(square_font_set(tmp_path_factory.mktemp("square"), latin_em=0.5))


def lines_of(
    typesetter: Typesetter, *runs: tuple[str, Mark], height: float = 100.0, **style: object
) -> tuple[SetLine, ...]:
    made = TextStyle("body", size=SIZE, **style)  # type: ignore[arg-type]  # fields by name
    copy = StyledParagraph(tuple(StyledRun(text, "song", marks) for text, marks in runs), made)
    return set_vertically(typesetter, copy, (LineSlot(0.0, height * SIZE),)).lines


def line_of(typesetter: Typesetter, text: str, **style: object) -> SetLine:
    (line,) = lines_of(typesetter, (text, Mark.NONE), **style)
    return line


def places(line: SetLine) -> list[float]:
    """Where each glyph, or each group of figures abreast, stands down the line, in em."""
    return [
        (run.x + x) / SIZE
        for run in line.runs
        for x in (run.xs[:1] if run.orientation == "standing" else run.xs)
    ]


def glyph(typesetter: Typesetter, char: str) -> int:
    return typesetter.book("song").font.han.face.glyph_id(char)


def only(line: SetLine, orientation: str) -> GlyphRun:
    (run,) = [run for run in line.runs if run.orientation == orientation]
    return run


def test_han_stand_one_below_the_other_on_the_axis(typesetter: Typesetter) -> None:
    line = line_of(typesetter, "旧码头")
    assert places(line) == pytest.approx([0, 1, 2], abs=0.01)
    assert [(run.orientation, run.rise) for run in line.runs] == [("upright", 0.0)]
    assert (line.em, line.width) == (SIZE, 3 * SIZE)


@pytest.mark.parametrize("mark", "，。、：；！？《》（）")
def test_a_mark_takes_its_vertical_form_and_stays_the_mark_it_was(
    typesetter: Typesetter, mark: str
) -> None:
    run = only(line_of(typesetter, f"国{mark}国"), "upright")
    assert run.glyphs[1] == glyph(typesetter, form_of(mark))
    assert run.texts == ("国", mark, "国")


@pytest.mark.parametrize(
    ("style", "outer", "inner"), [("double", "『", "「"), ("single", "「", "『")]
)
def test_quotation_marks_become_corners_after_the_house_style(
    typesetter: Typesetter, style: str, outer: str, inner: str
) -> None:
    run = only(line_of(typesetter, "国“国‘国", vertical_quotes=style), "upright")
    assert run.glyphs[1] == glyph(typesetter, form_of(outer))
    assert run.glyphs[3] == glyph(typesetter, form_of(inner))
    assert "".join(run.texts) == "国“国‘国"


def test_two_em_dashes_are_one_stroke_of_two_ems(typesetter: Typesetter) -> None:
    line = line_of(typesetter, "国——国")
    dash = line.runs[1]
    assert dash.glyphs == (glyph(typesetter, JOINED),)
    assert dash.texts == ("——",)
    assert places(line)[-1] == pytest.approx(3.0, abs=0.01)


def test_a_dash_without_a_form_lies_on_its_side_in_the_middle(
    plain_typesetter: Typesetter,
) -> None:
    dash = only(line_of(plain_typesetter, "国——国"), "sideways")
    assert dash.texts == ("——",)
    # The ink of the test font reaches from the baseline to 0.7 em.
    assert dash.rise / SIZE == pytest.approx(-0.35, abs=0.01)


def test_a_dash_joined_only_in_horizontal_lines_lies_on_its_side(tmp_path: Path) -> None:
    flat = Typesetter(vertical_font_set(tmp_path, joins_flat=True))
    dash = only(line_of(flat, "国——国"), "sideways")
    assert (dash.texts, dash.glyphs) == (("——",), (glyph(flat, JOINED),))


def test_the_ellipsis_has_two_ems_of_its_vertical_form(typesetter: Typesetter) -> None:
    line = line_of(typesetter, "国……国")
    run = only(line, "upright")
    assert run.glyphs[1:3] == (glyph(typesetter, form_of("…")),) * 2
    assert places(line) == pytest.approx([0, 1, 2, 3], abs=0.01)


def test_two_marks_that_meet_take_an_em_and_a_half(typesetter: Typesetter) -> None:
    line = line_of(typesetter, "国》，国")
    assert places(line) == pytest.approx([0, 1, 1.5, 2.5], abs=0.01)


def test_a_tall_mark_keeps_its_em_but_not_the_blank_of_a_bracket(
    typesetter: Typesetter,
) -> None:
    """Source: GB/T 15834—2011 5.2.1: these stand on the right, as tall as they are."""
    assert places(line_of(typesetter, "国：国")) == pytest.approx([0, 1, 2], abs=0.01)
    assert places(line_of(typesetter, "国：「国")) == pytest.approx([0, 1, 1.5, 2.5], abs=0.01)
    assert line_of(typesetter, "国？").width == pytest.approx(2 * SIZE)


def test_a_mark_at_the_foot_takes_half_an_em(typesetter: Typesetter) -> None:
    first, *_ = lines_of(typesetter, ("汉" * 9 + "，" + "字" * 20, Mark.NONE), height=9.5)
    assert first.text.endswith("，")
    assert first.width == pytest.approx(9.5 * SIZE)


def test_an_opening_mark_at_the_head_loses_its_blank_half(typesetter: Typesetter) -> None:
    assert places(line_of(typesetter, "《国")) == pytest.approx([-0.5, 0.5], abs=0.01)


def test_query_and_exclamation_share_one_em(typesetter: Typesetter) -> None:
    line = line_of(typesetter, "国？！国")
    pair = only(line, "standing")
    assert pair.texts == ("？", "！")
    assert (pair.rise, pair.xs) == (-0.5 * SIZE, (0.0, 0.5 * SIZE))
    assert places(line)[-1] == pytest.approx(2.0, abs=0.01)


@pytest.mark.parametrize("figures", ["2", "26", "120", "3.0", "A+", "5%", "B"])
def test_short_figures_share_one_em_centred(typesetter: Typesetter, figures: str) -> None:
    line = line_of(typesetter, f"国{figures}国")
    run = only(line, "standing")
    assert "".join(run.texts) == figures
    step = SIZE / 2 * run.x_scale
    assert run.rise == pytest.approx(-step * len(figures) / 2, abs=NEAR)
    assert run.xs == pytest.approx([step * at for at in range(len(figures))], abs=NEAR)
    assert step * len(figures) <= SIZE + NEAR
    # The height of the capitals, 0.73 em, about the middle of the em box.
    assert run.x / SIZE == pytest.approx(1 + 0.5 + 0.365, abs=0.01)
    assert places(line)[-1] == pytest.approx(2.0, abs=0.01)


def test_the_house_style_says_how_many_figures_share_an_em(typesetter: Typesetter) -> None:
    line = line_of(typesetter, "国120国26国", tate_chu_yoko=2)
    assert only(line, "sideways").texts == ("1", "2", "0")
    assert only(line, "standing").texts == ("2", "6")


def test_what_is_marked_so_shares_one_em_whatever_it_is(typesetter: Typesetter) -> None:
    (line,) = lines_of(
        typesetter, ("国", Mark.NONE), ("2031", Mark.TCY), ("国", Mark.NONE), height=9
    )
    run = only(line, "standing")
    assert run.texts == tuple("2031")
    assert run.x_scale == pytest.approx(0.5)
    assert places(line)[-1] == pytest.approx(2.0, abs=0.01)


def test_words_and_long_numbers_lie_on_their_side_a_quarter_em_from_han(
    typesetter: Typesetter,
) -> None:
    for word in ("Harbour", "2031", "1,200"):
        run = only(line_of(typesetter, f"国{word}国"), "sideways")
        assert "".join(run.texts) == word
        assert run.x / SIZE == pytest.approx(1.25, abs=0.01)
        assert run.rise / SIZE == pytest.approx(-0.38, abs=0.01)


def test_figures_between_words_lie_down_with_them(typesetter: Typesetter) -> None:
    run = only(line_of(typesetter, "国Pier 26国"), "sideways")
    assert "".join(run.texts) == "Pier 26"


def test_acronyms_stand_upright_where_the_house_style_says_so(typesetter: Typesetter) -> None:
    assert only(line_of(typesetter, "国ABC国"), "sideways").texts == tuple("ABC")
    line = line_of(typesetter, "国ABC国", vertical_acronyms="upright")
    assert [run.texts for run in line.runs[1:4]] == [("A",), ("B",), ("C",)]
    assert places(line)[-1] == pytest.approx(4.0, abs=0.01)


def test_an_upright_acronym_is_never_parted(typesetter: Typesetter) -> None:
    lines = lines_of(
        typesetter, ("国国ABC国国", Mark.NONE), height=4, vertical_acronyms="upright"
    )
    assert lines[0].text == "国国"


def test_a_bracket_without_a_vertical_form_lies_on_its_side(typesetter: Typesetter) -> None:
    run = only(line_of(typesetter, "国〔国"), "sideways")
    assert run.texts == ("〔",)
    assert run.glyphs == (glyph(typesetter, "〔"),)


def test_a_comma_without_a_vertical_form_goes_to_the_upper_right(
    plain_typesetter: Typesetter,
) -> None:
    line = line_of(plain_typesetter, "国，国")
    comma = line.runs[1]
    assert (comma.orientation, comma.rise) == ("upright", 0.5 * SIZE)
    assert places(line) == pytest.approx([0, 0.5, 2], abs=0.01)


def test_justified_lines_reach_down_to_their_measure(typesetter: Typesetter) -> None:
    text = "汉字2031年，旧码头“换新颜”在一起；" * 6
    for height in (9.7, 14.3, 22.0):
        for line in lines_of(typesetter, (text, Mark.NONE), height=height)[:-1]:
            assert line.x + line.width == pytest.approx(height * SIZE, abs=0.02 * SIZE)


@pytest.mark.parametrize("height", range(6, 20))
def test_no_line_begins_or_ends_with_a_forbidden_mark(
    typesetter: Typesetter, height: int
) -> None:
    text = "旧码头，《新颜》：“一二三！？”26年……国——汉（字）Pier国、日；月？" * 3
    lines = lines_of(typesetter, (text, Mark.NONE), height=height)
    assert "".join(line.text for line in lines) == text
    for before, after in pairwise(lines):
        assert before.text[-1] not in FORBIDDEN_AT_END
        assert after.text[0] not in FORBIDDEN_AT_START


def test_emphasis_dots_stand_on_the_right(typesetter: Typesetter) -> None:
    (line,) = lines_of(typesetter, ("国", Mark.NONE), ("旧", Mark.DOTS))
    (dot,) = line.dots
    assert dot.x == pytest.approx(1.5 * SIZE)
    assert dot.drop > SIZE / 2


def test_a_reading_stands_on_the_right_of_its_base(typesetter: Typesetter) -> None:
    style = TextStyle("body", size=SIZE)
    copy = StyledParagraph(
        (StyledRun("国", "song", ruby="guo"), StyledRun("日", "song")), style
    )
    (line,) = set_vertically(typesetter, copy, (LineSlot(0.0, 90.0),)).lines
    reading = line.runs[-1]
    assert (reading.orientation, reading.size) == ("sideways", SIZE / 2)
    assert reading.rise > SIZE / 2


def test_a_character_no_face_has_is_told(typesetter: Typesetter) -> None:
    copy = StyledParagraph((StyledRun("国𠮷国𠮷", "song"),), TextStyle("body", size=SIZE))
    made = set_vertically(typesetter, copy, (LineSlot(0.0, 90.0),))
    assert [(lack.char, lack.count) for lack in made.missing] == [("𠮷", 2)]
