"""Characters no face has, and those that only look so: marks, selectors, beyond the BMP.

The face has a variation sequence of its own (cmap format 14), a letter with its accent, and the
accent itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layout.display.model import Page, TextLine
from layout.flow.findings import missing_glyphs
from layout.fonts import CompositeFont, Face, FaceUse, FontSet
from layout.styles.model import TextStyle
from layout.text import break_lines, set_widths
from layout.text.hyphenation import cut_anywhere
from layout.text.model import LineSlot, StyledParagraph, StyledRun
from layout.text.typesetter import Typesetter
from layout.text.vertical import set_vertically
from tests.support.pdf_pages import extracted, issue, page, written
from tests.support.plain_fonts import plain_font

if TYPE_CHECKING:
    from layout.diagnostics import Diagnostic
    from layout.text.model import SetParagraph

KNOWN = "葛\U000e0100"  # the face has a glyph for it
UNKNOWN = "葛\U000e0101"  # it has only the character
ACCENT = "\u0301"
ACCENTED = f"e{ACCENT}"
SIZE = 10.0
CHARACTERS = {
    **dict.fromkeys(["葛", "汉", "字", "𠮷", "，"], 1000),
    **dict.fromkeys([" ", "a", "e", "é"], 500),
    ACCENT: 0,
}


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    file = tmp_path_factory.mktemp("faces") / "sequences.ttf"
    file.write_bytes(plain_font(CHARACTERS, variants=(KNOWN,)))
    use = FaceUse(Face("sequences", file))
    return FontSet({"song": CompositeFont("song", use, use)})


@pytest.fixture
def typesetter(fonts: FontSet) -> Typesetter:
    return Typesetter(fonts)


def set_line(typesetter: Typesetter, *texts: str) -> SetParagraph:
    runs = tuple(StyledRun(text, "song") for text in texts)
    return typesetter.set_paragraph(
        StyledParagraph(runs, TextStyle("body", size=SIZE)), 30 * SIZE
    )


def glyphs(made: SetParagraph) -> list[int]:
    return [glyph for line in made.lines for run in line.runs for glyph in run.glyphs]


def text_line(made: SetParagraph, article: str = "one") -> TextLine:
    (line,) = made.lines
    return TextLine(50.0, 50.0, line.width, line.runs, line.text, "body", article=article)


def found(*lines: TextLine) -> list[Diagnostic]:
    sheet = Page(0, "7", "recto", "text", 300, 300, 0, lines)
    return missing_glyphs([sheet])


def test_a_variation_sequence_of_the_face_has_its_own_glyph(typesetter: Typesetter) -> None:
    plain, varied = glyphs(set_line(typesetter, "葛")), glyphs(set_line(typesetter, KNOWN))
    assert len(varied) == 1
    assert varied != plain


def test_a_selector_the_face_lacks_draws_nothing_and_is_not_missing(
    typesetter: Typesetter,
) -> None:
    made = set_line(typesetter, f"汉{UNKNOWN}字")
    assert glyphs(made) == glyphs(set_line(typesetter, "汉葛字"))
    assert made.missing == ()
    assert found(text_line(made)) == []


@pytest.mark.parametrize("sequence", [KNOWN, UNKNOWN, f"𠮷{UNKNOWN[1]}", f"葛{ACCENT}"])
def test_a_character_and_what_belongs_to_it_take_one_em(
    sequence: str, typesetter: Typesetter
) -> None:
    made = set_line(typesetter, f"汉{sequence}字")
    assert made.lines[0].width == 3 * SIZE
    assert set_widths(f"汉{sequence}字") == [1.0, 1.0, 0.0, 1.0]


@pytest.mark.parametrize(
    "text", [KNOWN, UNKNOWN, ACCENTED, f"汉{ACCENT}", "\U000e0100汉", "𠮷"]
)
def test_the_text_of_a_line_is_the_source_to_the_code_point(
    text: str, typesetter: Typesetter
) -> None:
    made = set_line(typesetter, f"字{text}字")
    assert made.lines[0].text == f"字{text}字"
    assert found(text_line(made)) == []


def test_no_line_begins_with_a_mark_or_a_selector() -> None:
    for count in range(5, 9):
        for sequence in (KNOWN, ACCENTED, f"汉{ACCENT}"):
            lines = break_lines("汉" * count + sequence * 9, 6)
            assert "".join(lines) == "汉" * count + sequence * 9
            assert not any(line[0] in sequence[1:] for line in lines)


def test_a_letter_and_its_accent_are_drawn_as_one_where_the_face_can(
    typesetter: Typesetter,
) -> None:
    assert glyphs(set_line(typesetter, f"a{ACCENTED}a")) == glyphs(set_line(typesetter, "aéa"))


def test_an_accent_no_face_has_is_missing_once_and_its_letter_is_not(
    typesetter: Typesetter,
) -> None:
    made = set_line(typesetter, "汉a\u0302汉")
    assert [(lost.char, lost.count) for lost in made.missing] == [("\u0302", 1)]
    (finding,) = found(text_line(made))
    assert "U+0302" in finding.message
    assert "\u25cc\u0302" in finding.message


def test_a_base_no_face_has_counts_without_its_selector(typesetter: Typesetter) -> None:
    made = set_line(typesetter, "龘\U000e0100汉龘")
    assert [(lost.char, lost.count) for lost in made.missing] == [("龘", 2)]
    (finding,) = found(text_line(made))
    assert "'龘' (U+9F98), wanted 2 times" in finding.message


def test_a_character_beyond_the_bmp_is_told_by_its_whole_code_point(
    typesetter: Typesetter,
) -> None:
    made = set_line(typesetter, "𪚥汉")
    (finding,) = found(text_line(made))
    assert "U+2A6A5" in finding.message
    assert finding.message.endswith("wanted once")
    assert 0 in glyphs(made)


def test_characters_with_their_marks_stand_in_vertical_lines(typesetter: Typesetter) -> None:
    runs = (StyledRun(f"汉{KNOWN}{UNKNOWN}葛{ACCENT}字", "song"),)
    paragraph = StyledParagraph(runs, TextStyle("body", size=SIZE))
    made = set_vertically(typesetter, paragraph, (LineSlot(0.0, 30 * SIZE),))
    (line,) = made.lines
    assert line.width == 5 * SIZE
    assert line.text == runs[0].text
    assert made.missing == ()
    assert glyphs(set_line(typesetter, KNOWN))[0] in glyphs(made)


def test_a_word_no_line_holds_is_not_cut_before_its_accents() -> None:
    parts = cut_anywhere(f"a{ACCENTED}a")
    assert [part for part, _ in parts] == ["a", ACCENTED, "a"]


def test_a_joiner_between_characters_no_face_has_is_no_character_of_its_own(
    typesetter: Typesetter,
) -> None:
    made = set_line(typesetter, "😀\u200d😁")
    assert [lost.char for lost in made.missing] == ["😀", "😁"]
    assert made.lines[0].text == "😀\u200d😁"


def test_each_article_has_its_own_finding_with_the_page(typesetter: Typesetter) -> None:
    made = set_line(typesetter, "龘汉")
    findings = found(text_line(made, "one"), text_line(made, "two"), text_line(made, "two"))
    assert [(item.article, item.page) for item in findings] == [("one", "7"), ("two", "7")]
    assert "wanted 2 times" in findings[1].message


def test_sequences_and_marks_are_copied_from_the_file_as_they_were_written(
    typesetter: Typesetter, fonts: FontSet
) -> None:
    text = f"汉{KNOWN}葛{UNKNOWN}字，𠮷{ACCENTED}a"
    made = set_line(typesetter, text)
    pdf = written(issue(page(text_line(made))), fonts)
    # The reader guesses a space where the gap before Latin stands.
    assert extracted(pdf).replace(" ", "").replace("\r\n", "") == text
