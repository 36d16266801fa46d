"""Inks of any colour: within the press's range, grey in black alone, tints in proportion."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.color import Color, tint
from layout.pdf.press_file import press_job
from layout.pdf.standards import standards_of
from tests.support.inks import PRESS

shares = st.floats(0, 1)
rgbs = st.tuples(shares, shares, shares)
recipes = st.tuples(shares, shares, shares, shares)


@given(rgbs)
def test_any_colour_has_inks_from_none_to_full(rgb: tuple[float, float, float]) -> None:
    assert all(0 <= ink <= 1 for ink in PRESS.inks_of(Color(rgb)))


@given(shares, shares)
def test_a_darker_grey_has_no_less_black_and_no_other_ink(one: float, two: float) -> None:
    light, dark = max(one, two), min(one, two)
    more, less = PRESS.inks_of(Color((dark,) * 3)), PRESS.inks_of(Color((light,) * 3))
    assert more[:3] == less[:3] == (0.0, 0.0, 0.0)
    assert more[3] >= less[3]


@given(rgbs, recipes, st.floats(0.01, 1))
def test_a_tint_of_a_spot_is_the_same_ink_with_the_same_alternate(
    rgb: tuple[float, float, float], cmyk: tuple[float, float, float, float], share: float
) -> None:
    spot = Color(rgb, cmyk, "PANTONE 3272 C")
    pale = tint(spot, share)
    assert (pale.spot, pale.share) == (spot.spot, share)
    assert pale.full == pytest.approx(cmyk)


@given(rgbs, recipes)
def test_a_colour_with_a_recipe_is_never_converted(
    rgb: tuple[float, float, float], cmyk: tuple[float, float, float, float]
) -> None:
    job = press_job(PRESS, standards_of(["x-4"]))
    job.page_inks().fill(Color(rgb, cmyk))
    assert job.findings == ()
