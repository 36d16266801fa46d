"""Hyphens in Latin words, and words no line holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layout.styles.model import TextStyle
from layout.text.hyphenation import hyphenated
from layout.text.model import StyledParagraph, StyledRun
from layout.text.typesetter import Typesetter
from tests.support.pdf_pages import extracted, issue, page, written
from tests.support.square_font import square_font_set

if TYPE_CHECKING:
    from pathlib import Path

    from layout.fonts import FontSet
    from layout.text.model import SetLine, SetParagraph

SIZE = 10.0
COPY = "有关biotechnology的研究需要multidisciplinary团队understanding其进行"


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    folder: Path = tmp_path_factory.mktemp("faces")
    return square_font_set(folder, latin_em=0.5)


@pytest.fixture(scope="module")
def typesetter(fonts: FontSet) -> Typesetter:
    return Typesetter(fonts)


def set_copy(typesetter: Typesetter, text: str, em: float, **style: object) -> SetParagraph:
    made = TextStyle("body", size=SIZE, **style)  # type: ignore[arg-type]  # fields by name
    run = StyledRun(text, "song")
    return typesetter.set_paragraph(StyledParagraph((run,), made), em * SIZE)


def drawn(line: SetLine) -> int:
    return sum(len(run.glyphs) for run in line.runs)


def has_hyphen(line: SetLine) -> bool:
    return drawn(line) == len(line.text) + 1


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("biotechnology", ["biotech", "nol", "ogy"]),
        ("(understanding),", ["(un", "der", "stand", "ing),"]),
        ("ago", None),
        ("Shanghai", None),
        ("NATO", None),
        ("iPhone", None),
        ("covid19", None),
        ("name@example", None),
    ],
)
def test_small_words_part_and_names_and_acronyms_do_not(
    word: str, parts: list[str] | None
) -> None:
    found = hyphenated([word]).get(word)
    assert (found and [part for part, _ in found]) == parts


def test_a_name_may_part_where_it_must_and_an_acronym_never() -> None:
    found = hyphenated(["Boleophthalmus", "UNESCO", "iPhone"], names=True)
    assert list(found) == ["Boleophthalmus"]


def test_a_name_parts_only_where_the_line_would_gape(typesetter: Typesetter) -> None:
    for han, parted in ((7, True), (9, False)):
        made = set_copy(
            typesetter, "汉" * han + "Boleophthalmus" + "字" * 9, 12, hyphenate=True
        )
        assert has_hyphen(made.lines[0]) == parted, made.lines[0].text


def test_two_letters_stay_before_a_hyphen_and_three_behind_it() -> None:
    words = ["international", "abandon", "ideology", "commercialization", "enough", "easily"]
    for parts in hyphenated(words).values():
        assert len(parts[0][0]) >= 2
        assert len(parts[-1][0]) >= 3


def test_a_word_parts_with_a_hyphen_that_counts_and_is_not_in_the_text(
    typesetter: Typesetter,
) -> None:
    made = set_copy(typesetter, COPY, 8, hyphenate=True)
    assert made.emergencies == 0
    parted = [line for line in made.lines if has_hyphen(line)]
    assert parted
    assert "".join(line.text for line in made.lines) == COPY
    for line in parted:
        last = line.runs[-1]
        assert last.texts[-1] == ""
        assert line.x + last.x + last.xs[-1] + SIZE / 2 == pytest.approx(8 * SIZE)
        assert line.width == pytest.approx(8 * SIZE)


def test_words_stay_whole_where_the_style_does_not_ask_for_hyphens(
    typesetter: Typesetter,
) -> None:
    made = set_copy(typesetter, COPY, 12)
    assert not any(has_hyphen(line) for line in made.lines)
    assert any("multidisciplinary" in line.text for line in made.lines)


def test_words_stay_whole_where_lines_are_good_without(typesetter: Typesetter) -> None:
    made = set_copy(typesetter, "汉字" * 9 + "biotechnology", 18, hyphenate=True)
    assert [line.text for line in made.lines] == ["汉字" * 9, "biotechnology"]


def test_no_more_than_two_lines_in_a_row_end_with_a_hyphen(typesetter: Typesetter) -> None:
    words = "extraordinarily uncomplicated representation considerable imagination "
    for em in (5, 6, 7, 8):
        made = set_copy(typesetter, words * 4, em, hyphenate=True)
        row = "".join("h" if has_hyphen(line) else "." for line in made.lines)
        assert "h" in row
        assert "hhh" not in row


def test_a_soft_hyphen_of_the_writer_shows_only_where_the_line_ends(
    typesetter: Typesetter,
) -> None:
    made = set_copy(typesetter, "汉字bio\u00adtech", 4.5)
    assert [line.text for line in made.lines] == ["汉字bio\u00ad", "tech"]
    assert made.lines[0].width == pytest.approx(4.5 * SIZE)
    whole = set_copy(typesetter, "汉字bio\u00adtech", 9)
    assert whole.lines[0].width == pytest.approx((2.25 + 3.5) * SIZE)
    assert not made.missing


def test_a_word_no_line_holds_is_cut_and_counted(typesetter: Typesetter) -> None:
    made = set_copy(typesetter, "汉Donaudampfschifffahrt字", 8)
    assert made.emergencies == 1
    assert all(line.x + line.width <= 8 * SIZE + 0.01 for line in made.lines)
    assert "".join(line.text for line in made.lines) == "汉Donaudampfschifffahrt字"


def test_what_is_copied_is_the_word(fonts: FontSet, typesetter: Typesetter) -> None:
    from layout.display.model import TextLine

    made = set_copy(typesetter, "研究biotechnology", 7, hyphenate=True)
    items = [
        TextLine(20.0, 20.0 + 20 * at, line.width, line.runs, line.text, "body")
        for at, line in enumerate(made.lines)
    ]
    assert has_hyphen(made.lines[0])
    text = extracted(written(issue(page(*items)), fonts))
    assert "".join(text.split()) == "研究biotechnology"
