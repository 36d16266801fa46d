"""Vertical lines in the house's own faces."""

from __future__ import annotations

import pytest

from layout.fonts import default_cache, load_fonts
from layout.styles.model import TextStyle
from layout.text.model import LineSlot, StyledParagraph, StyledRun
from layout.text.typesetter import Typesetter
from layout.text.vertical import set_vertically
from tests.support.real_issues import ROOT, needs_fonts

EM_TOP, EM_MIDDLE = 0.88, 0.38


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    needs_fonts()
    return Typesetter(load_fonts(ROOT / "fonts" / "fonts.yaml", cache=default_cache()))


def form(typesetter: Typesetter, face: str, mark: str) -> tuple[int, tuple[float, ...]]:
    """The glyph of a mark in a vertical line and its ink: left, bottom, right, top, in em."""
    copy = StyledParagraph((StyledRun(f"国{mark}国", face),), TextStyle("body", size=10.0))
    (line,) = set_vertically(typesetter, copy, (LineSlot(0.0, 90.0),)).lines
    shown = {
        text: glyph
        for run in line.runs
        for text, glyph in zip(run.texts, run.glyphs, strict=True)
    }
    return shown[mark], typesetter.book(face).font.han.face.ink_em(shown[mark])


@pytest.mark.parametrize("face", ["song", "song-bold", "hei", "hei-bold"])
@pytest.mark.parametrize("mark", "，。、")
def test_pause_and_stop_stand_in_the_upper_right(
    typesetter: Typesetter, face: str, mark: str
) -> None:
    """Source: GB/T 15834—2011 5.2.1."""
    left, bottom, right, top = form(typesetter, face, mark)[1]
    assert 0.5 < left < right <= 1.0
    assert EM_MIDDLE < bottom < top <= EM_TOP


@pytest.mark.parametrize("face", ["song", "hei"])
@pytest.mark.parametrize("mark", "（《“‘【")
def test_an_opening_mark_has_its_ink_at_the_foot_of_its_em(
    typesetter: Typesetter, face: str, mark: str
) -> None:
    glyph, (_, _, _, top) = form(typesetter, face, mark)
    assert top <= EM_MIDDLE + 0.02
    assert glyph != typesetter.book(face).font.han.face.glyph_id(mark)


@pytest.mark.parametrize("face", ["song", "hei"])
def test_the_dash_is_one_stroke_of_nearly_two_ems(typesetter: Typesetter, face: str) -> None:
    copy = StyledParagraph((StyledRun("国——国", face),), TextStyle("body", size=10.0))
    (line,) = set_vertically(typesetter, copy, (LineSlot(0.0, 90.0),)).lines
    (dash,) = [run for run in line.runs if "——" in run.texts]
    left, bottom, right, top = typesetter.book(face).font.han.face.ink_em(dash.glyphs[0])
    assert len(dash.glyphs) == 1
    assert (top - bottom) * dash.x_scale >= 1.9
    assert (left + right) / 2 == pytest.approx(0.5, abs=0.02)
