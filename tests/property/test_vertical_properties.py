"""What vertical composition holds for any text in any height."""

from __future__ import annotations

import tempfile
from functools import cache
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from layout.content.model import Mark
from layout.styles.model import TextStyle
from layout.text.atoms import without_habit_spaces
from layout.text.classes import FORBIDDEN_AT_END, FORBIDDEN_AT_START
from layout.text.model import LineSlot, SetParagraph, StyledParagraph, StyledRun
from layout.text.typesetter import Typesetter
from layout.text.vertical import set_vertically
from tests.support.vertical_font import vertical_font_set

SIZE = 10.0
PIECES = [*"汉字旧码头换新颜的一是在", *"，。、：；！？“”‘’（）《》～", "——", "……", "\u3000"]
WORDS = ["2031", "26", "3.0", "A+", "B", "ABC", "Pier", "5%", " "]
texts = st.lists(st.sampled_from([*PIECES, *PIECES, *WORDS]), min_size=1, max_size=60)
marks = st.sampled_from([Mark.NONE, Mark.NONE, Mark.TCY, Mark.SUPERSCRIPT, Mark.DOTS])
runs = st.lists(st.tuples(texts.map("".join), marks), min_size=1, max_size=4)
heights = st.integers(8, 40)


@cache
def typesetter() -> Typesetter:
    with tempfile.TemporaryDirectory() as folder:
        return Typesetter(vertical_font_set(Path(folder)))


def set_down(made: list[tuple[str, Mark]], height: int, **style: object) -> SetParagraph:
    copy = tuple(StyledRun(text, "song", mark) for text, mark in made)
    look = TextStyle("body", size=SIZE, **style)  # type: ignore[arg-type]  # fields by name
    return set_vertically(
        typesetter(), StyledParagraph(copy, look), (LineSlot(0.0, height * SIZE),)
    )


@given(runs, heights, st.sampled_from(["sideways", "upright"]))
def test_no_text_is_lost_or_turned_round(
    made: list[tuple[str, Mark]], height: int, acronyms: str
) -> None:
    lines = set_down(made, height, vertical_acronyms=acronyms).lines
    written = without_habit_spaces("".join(text for text, _ in made))
    assert "".join(line.text for line in lines) == written
    read = [text for line in lines for run in line.runs for text in run.said]
    assert "".join(read) == "".join(text for text, _ in made)


@given(runs, heights)
def test_ink_never_goes_back_up_the_line(made: list[tuple[str, Mark]], height: int) -> None:
    for line in set_down(made, height).lines:
        tops = [
            run.x + place + (run.size / 2 if text in FORBIDDEN_AT_END else 0.0)
            for run in line.runs
            if run.orientation == "upright"
            for place, text in zip(run.xs, run.texts, strict=True)
        ]
        assert tops == sorted(tops)


@given(texts.map("".join), heights)
def test_no_line_begins_or_ends_with_a_forbidden_mark(text: str, height: int) -> None:
    made = set_down([(text, Mark.NONE)], height)
    if made.emergencies:
        return
    for before, after in pairwise(made.lines):
        assert before.text.rstrip(" ")[-1:] not in {*FORBIDDEN_AT_END}
        assert after.text[:1] not in {*FORBIDDEN_AT_START}


@given(texts.map("".join), heights)
def test_no_line_reaches_below_its_measure(text: str, height: int) -> None:
    made = set_down([(text, Mark.NONE)], height)
    if made.emergencies:
        return
    assert all(line.x + line.width <= height * SIZE + 0.01 for line in made.lines)
