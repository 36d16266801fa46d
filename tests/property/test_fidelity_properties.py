"""What is read of set lines is what was written, character for character."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from layout.content.model import Inline, Mark
from layout.flow.setting import styled
from layout.record import replace
from layout.styles.model import TextStyle
from layout.text.typesetter import Typesetter
from tests.support.vertical_font import vertical_font_set

if TYPE_CHECKING:
    from layout.display.structure import Tag
    from layout.text.model import SetParagraph

SIZE = 10.0
STYLE = TextStyle("body", size=SIZE)
PIECES = [*"汉字旧码头换新颜的一是在", *"，。、：；！？“”（）《》·", "——", "……", "\u3000"]
WORDS = ["2031", "Pier", "harbour", "lighthouse", "har\u00adbour", "R&D", "5%", "CMO/CDMO"]
SPACES = [" ", " ", "  ", "\u2002"]
texts = st.lists(
    st.sampled_from([*PIECES, *PIECES, *WORDS, *SPACES]), min_size=1, max_size=60
).map("".join)
inlines = st.builds(
    Inline,
    texts,
    st.sampled_from([Mark.NONE, Mark.STRONG, Mark.DOTS]),
    st.sampled_from(["", "", "hàn zì"]),
    st.sampled_from(["", "", "harbour", "^1"]),
)
# Copy that is nothing but white shows nothing that could be read.
copies = (
    st.lists(inlines, min_size=1, max_size=4)
    .map(tuple)
    .filter(lambda copy: any(inline.text.strip(" \u2002") for inline in copy))
)
measures = st.integers(6, 40)


@cache
def typesetter() -> Typesetter:
    with tempfile.TemporaryDirectory() as folder:
        return Typesetter(vertical_font_set(Path(folder)))


def set_copy(copy: tuple[Inline, ...], measure: int, *, tagged: bool = True) -> SetParagraph:
    paragraph = styled(copy, STYLE)
    if not tagged:
        runs = tuple(replace(run, inline=()) for run in paragraph.runs)
        paragraph = replace(paragraph, runs=runs)
    return typesetter().set_paragraph(paragraph, measure * SIZE)


def read(made: SetParagraph) -> list[tuple[Tag, str]]:
    """What each run is read as, and the elements it stands in."""
    return [(run.inline, "".join(run.said)) for line in made.lines for run in line.runs]


def is_reading(tag: Tag) -> bool:
    return any(node.role == "ruby-text" for node in tag)


@given(copies, measures)
def test_a_paragraph_is_read_as_it_was_written(copy: tuple[Inline, ...], measure: int) -> None:
    said = "".join(text for tag, text in read(set_copy(copy, measure)) if not is_reading(tag))
    assert said == "".join(inline.text for inline in copy)


@given(copies, measures)
def test_links_and_bases_are_read_as_they_were_written(
    copy: tuple[Inline, ...], measure: int
) -> None:
    """But for white at their ends, which may go with what stands beside them."""
    said: dict[Tag, str] = {}
    for tag, text in read(set_copy(copy, measure)):
        if tag and not is_reading(tag):
            for depth in range(1, len(tag) + 1):
                said[tag[:depth]] = said.get(tag[:depth], "") + text
    for tag, text in said.items():
        if tag[-1].text:
            assert text.strip() == tag[-1].text.strip()


@given(copies, measures)
def test_elements_in_a_line_move_no_glyph(copy: tuple[Inline, ...], measure: int) -> None:
    def places(made: SetParagraph) -> list[tuple[int, int, float, float]]:
        return [
            (number, glyph, round(line.x + run.x + x, 6), run.rise)
            for number, line in enumerate(made.lines)
            for run in line.runs
            for glyph, x in zip(run.glyphs, run.xs, strict=True)
        ]

    assert places(set_copy(copy, measure)) == places(set_copy(copy, measure, tagged=False))
