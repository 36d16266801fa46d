"""What is said of a line is what the composer reckoned (square font: numbers are whole)."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.content.model import Mark
from layout.styles.model import TextStyle
from layout.text.atoms import atoms_of
from layout.text.breaking import Breaker
from layout.text.explain import WatchedTypesetter, explain_paragraph
from layout.text.model import LineSlot, StyledParagraph, StyledRun
from layout.text.opportunities import BANNED, break_rules, rules_by_atom
from layout.text.reasons import rule_words
from layout.text.spacing import space_atoms
from layout.text.vertical import set_vertically
from tests.support.square_font import square_font_set

if TYPE_CHECKING:
    from layout.fonts import FontSet
    from layout.text.explain import ExplainedLine, ExplainedParagraph

SIZE = 10.0
ALPHABET = "汉字江水，。、“”（）——……·2031%年abc -/"
texts = st.text(st.sampled_from(ALPHABET), min_size=1, max_size=60)


@functools.cache
def square_fonts() -> FontSet:
    with tempfile.TemporaryDirectory() as folder:
        return square_font_set(Path(folder), latin_em=0.5)


@pytest.fixture(name="fonts")
def _fonts() -> FontSet:
    return square_fonts()


def explained(
    fonts: FontSet, *texts: str | tuple[str, Mark], em: float = 10.0, **style: object
) -> ExplainedParagraph:
    """A paragraph set to a measure in em, and explained."""
    typesetter = WatchedTypesetter(fonts)
    pairs = [(part, Mark.NONE) if isinstance(part, str) else part for part in texts]
    runs = tuple(StyledRun(text, "song", marks) for text, marks in pairs)
    made = TextStyle("body", size=SIZE, **style)  # type: ignore[arg-type]  # fields by name
    typesetter.set_paragraph(StyledParagraph(runs, made), em * SIZE)
    (watched,) = typesetter.watched
    return explain_paragraph(watched)


def rules_of(line: ExplainedLine) -> dict[str, str]:
    """Verdict by rule of every end that was not taken."""
    return {other.rule: other.verdict for other in (*line.earlier, *line.later)}


@given(texts, st.integers(4, 24))
def test_an_end_is_judged_as_the_search_reckons_it(text: str, measure: int) -> None:
    atoms = atoms_of(text)
    spacing = space_atoms(atoms, lambda word: 0.5 * len(word))
    breaker = Breaker(atoms.classes, spacing, break_rules(atoms, "strict").costs)
    for start in range(len(atoms.texts)):
        for end, cost in breaker.tried_ends(start, measure).items():
            judged = breaker.judged(start, end, measure)
            if judged.legal and judged.fits:
                assert judged.cost == cost
            else:
                assert cost >= 1e6


SIGNS = '$￥№々／%°℃/"!)(3月〇一\u00ade\u0301葛\U000e0100אяก'


@given(
    st.text(st.sampled_from(ALPHABET + SIGNS), min_size=1, max_size=30),
    st.sampled_from(["loose", "normal", "strict"]),
)
def test_every_cost_of_a_break_has_a_rule_that_says_so(text: str, strictness: str) -> None:
    atoms = atoms_of(text)
    held = [(0, min(3, len(atoms.texts)))]
    costs = break_rules(atoms, strictness, held).costs
    rules = rules_by_atom(atoms, strictness, held)
    for at in range(1, len(costs)):
        said = [cost for _, cost in rules[at]]
        assert costs[at] == 0.0 or costs[at] in said
        assert (costs[at] == BANNED) is (BANNED in said)


def test_the_lines_explained_are_the_lines_set(fonts: FontSet) -> None:
    typesetter = WatchedTypesetter(fonts)
    style = TextStyle("body", size=SIZE, indent_em=2.0)
    text = "江水向东，2031年的“旧码头”换了新颜；" * 9
    made = typesetter.set_paragraph(StyledParagraph((StyledRun(text, "song"),), style), 173.0)
    told = explain_paragraph(typesetter.watched[0])
    assert [line.text for line in told.lines] == [line.text for line in made.lines]
    assert [line.set_em * SIZE for line in told.lines] == pytest.approx(
        [line.width for line in made.lines]
    )
    assert told.cost == pytest.approx(sum(line.cost or 0.0 for line in told.lines))


def test_natural_width_and_steps_together_fill_the_room(fonts: FontSet) -> None:
    told = explained(fonts, "江水向东，2031年的“旧码头”换了新颜；" * 9, em=17.3)
    for line in told.lines[:-1]:
        moved = sum(step.total_em for step in line.steps)
        assert line.natural_em + moved == pytest.approx(line.room_em)


def test_a_mark_that_may_not_start_a_line_is_named(fonts: FontSet) -> None:
    first = explained(fonts, "汉" * 10 + "。" + "字" * 20).lines[0]
    named = [other for other in (*first.earlier, *first.later) if other.rule == "line-start"]
    assert [other.verdict for other in named] == ["forbidden"]
    assert [other.reason for other in named] == ["“。” may not start a line"]


def test_an_opening_mark_at_the_line_end_is_named(fonts: FontSet) -> None:
    first = explained(fonts, "汉" * 9 + "“" + "字" * 20).lines[0]
    assert first.text == "汉" * 9
    assert rules_of(first)["line-end"] == "forbidden"


@pytest.mark.parametrize(
    ("text", "at", "name", "words"),
    [
        ("汉“字", 2, "line-end", "““” may not end a line"),
        ("汉photo汉", 2, "", ""),
        ("于2031年4月26日", 4, "number", "“4月”: the parts of a date are never parted"),
        ("于2031年4月26日", 3, "date", "“年4”: a date would rather stay whole (+40)"),
        ("汉5 kg", 3, "number", "“5 kg”: a number keeps its sign or symbol"),
        ("江二〇二六年", 3, "digits", "“〇二” is a number written digit by digit"),
        ("汉(a)字", 1, "", ""),
        ("江)汉", 1, "half-width-mark", "“江)”: a half-width mark stays with its word"),
        ("江 $ 5", 4, "half-width-mark", "“$ 5”: a half-width mark stays with its word"),
        ("代〻字", 1, "rare-sign", "“〻” may not start a line"),
        ("价￥5", 2, "rare-sign", "“￥5”: “￥” stays with what follows"),
        ("汉ab/cd字", 2, "compound", "“ab/cd” is parted at its joint only if"),
        ("汉שלום字", 2, "other-script", "“של”: the Unicode rules allow no break (UAX #14)"),
        ("汉，）。字", 3, "marks-in-a-row", "“。” starts a line only where three closing"),
    ],
)
def test_each_rule_is_said_in_its_own_words(text: str, at: int, name: str, words: str) -> None:
    atoms = atoms_of(text)
    rules = rules_by_atom(atoms, "strict")[at]
    assert [found for found, _ in rules][:1] == ([name] if name else [])
    for found, cost in rules[:1]:
        assert rule_words(atoms, found, cost, at, "strict").startswith(words)


def test_a_departure_from_unicode_is_named() -> None:
    atoms = atoms_of("ก汉，字")
    rules = rules_by_atom(atoms, "strict")[2]
    assert [name for name, _ in rules] == ["line-start", "other-script"]
    said = rule_words(atoms, *rules[1], 2, "strict")
    assert said.startswith("“汉，”: marks that never do, interpuncts among them")


def test_a_hyphen_is_a_break_with_a_price(fonts: FontSet) -> None:
    told = explained(fonts, "汉" * 8 + "photographer" + "字" * 20, em=10.25, hyphenate=True)
    first = told.lines[0]
    assert first.text == "汉" * 8 + "pho"
    assert [name for name, _ in first.rules] == ["hyphen"]


def test_a_word_no_line_holds_is_cut_and_said_to_be(fonts: FontSet) -> None:
    first = explained(fonts, "p" * 25 + "字" * 20).lines[0]
    assert first.ends == "emergency"
    assert [name for name, _ in first.rules] == ["word-cut"]


def test_vertical_lines_are_told_as_they_were_set(fonts: FontSet) -> None:
    typesetter = WatchedTypesetter(fonts)
    style = TextStyle("quote", size=SIZE)
    runs = (StyledRun("江水向东，2031年的“旧码头”换了新颜；" * 3, "song"),)
    made = set_vertically(typesetter, StyledParagraph(runs, style), (LineSlot(0.0, 100.0),))
    (watched,) = typesetter.watched
    assert watched.made == made
    told = explain_paragraph(watched)
    assert [line.text for line in told.lines] == [line.text for line in made.lines]


def test_a_word_that_does_not_fit_is_said_to_stay_whole(fonts: FontSet) -> None:
    first = explained(fonts, "汉" * 8 + "photographer" + "字" * 20).lines[0]
    (later,) = first.later
    assert (later.verdict, later.rule) == ("too-wide", "measure")
    assert later.reason.startswith("“photographer” is never parted; ")


def test_a_two_em_dash_is_said_to_stay_whole(fonts: FontSet) -> None:
    first = explained(fonts, "汉" * 9 + "字——" + "字" * 20).lines[0]
    said = [other.reason for other in first.later]
    assert any("“——”" in reason for reason in said)


def test_what_nobr_holds_together_is_named(fonts: FontSet) -> None:
    first = explained(fonts, "汉" * 9, ("江水", Mark.NO_BREAK), "字" * 20).lines[0]
    assert first.text == "汉" * 9
    assert rules_of(first)["held"] == "forbidden"


def test_the_price_of_parting_a_number_and_its_unit_is_named(fonts: FontSet) -> None:
    first = explained(fonts, "汉" * 7 + "2031家" + "字" * 20, em=9.5).lines[0]
    reasons = [other.reason for other in (*first.earlier, *first.later)]
    reasons += [reason for _, reason in first.rules]
    assert "“2031家”: a number would rather keep its unit (+12)" in reasons


def test_a_last_line_of_one_character_is_named_as_what_was_avoided(fonts: FontSet) -> None:
    told = explained(fonts, "汉" * 10 + "字。")
    assert len(told.lines[-1].text) > 2
    rules = {rule for line in told.lines for rule in rules_of(line)}
    assert "runt" in rules


def test_a_better_line_loses_to_a_better_paragraph_by_its_total(fonts: FontSet) -> None:
    told = explained(fonts, "汉" * 10 + "字。")
    others = [other for line in told.lines for other in (*line.earlier, *line.later)]
    totals = [other.total for other in others if other.rule in {"runt", "rest"}]
    assert totals
    assert told.cost is not None
    assert all(total is not None and total > told.cost for total in totals)


def test_groups_shrink_by_what_each_of_them_gave(fonts: FontSet) -> None:
    first = explained(fonts, "江水，江水，江水江水" + "汉" * 6, em=9.5).lines[0]
    (step,) = first.steps
    assert (step.group, step.count, step.each_em) == ("comma", 2, -0.25)
    assert first.widest_han_gap_em == pytest.approx(0.0)


def test_the_widest_gap_between_han_is_told(fonts: FontSet) -> None:
    first = explained(fonts, "汉" * 40, em=10.5).lines[0]
    assert first.widest_han_gap_em == pytest.approx(0.5 / 9)
    assert [step.group for step in first.steps] == ["every"]


def test_a_line_no_rule_could_end_is_an_emergency_with_the_rule_it_breaks(
    fonts: FontSet,
) -> None:
    told = explained(fonts, ("江水" * 8, Mark.NO_BREAK), "字" * 9)
    first = told.lines[0]
    assert first.ends == "emergency"
    assert first.cost is None
    assert told.cost is None
    assert [name for name, _ in first.rules] == ["held"]


def test_a_break_by_hand_and_the_end_of_a_paragraph_have_no_other_ends(
    fonts: FontSet,
) -> None:
    told = explained(fonts, "旧码头\n换新颜", align="left")
    assert [line.ends for line in told.lines] == ["by-hand", "paragraph"]
    assert not any(line.earlier or line.later for line in told.lines)


def test_a_head_made_even_says_so(fonts: FontSet) -> None:
    told = explained(fonts, "汉" * 23, em=22, align="left", wrap="balance")
    assert told.method == "balanced"
    rules = {rule for line in told.lines for rule in rules_of(line)}
    assert "uneven" in rules


def test_each_line_is_told_in_its_own_slot(fonts: FontSet) -> None:
    typesetter = WatchedTypesetter(fonts)
    runs = (StyledRun("汉" * 30, "song"),)
    slots = (LineSlot(0.0, 60.0), LineSlot(0.0, 100.0))
    typesetter.set_in_slots(StyledParagraph(runs, TextStyle("body", size=SIZE)), slots)
    told = explain_paragraph(typesetter.watched[0])
    assert [line.room_em for line in told.lines[:3]] == [6.0, 10.0, 10.0]
    assert told.measures_em == (6.0, 10.0)


@given(texts, st.integers(5, 20))
def test_any_paragraph_can_be_explained(text: str, em: int) -> None:
    told = explained(square_fonts(), text, em=em, indent_em=1.0)
    assert "".join(line.text for line in told.lines).replace(" ", "") in text.replace(" ", "")
    assert not told.lines or told.lines[-1].ends in {"paragraph", "emergency"}
