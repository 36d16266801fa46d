"""The two ways to find breaks, patterns over classes and Unicode with tailorings, agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.text.opportunities import break_opportunities
from layout.text.tailorings import tailored_breaks

PIECES = [
    *"汉字年月日的三二〇",
    *"，。、；：！？“”‘’（）《》·—～／℃％￥№々…ー①●　",
    *("——", "……", " ", "2031", "69.9%", "¥100", "-5", "iPhone", "CMO/CDMO", "5G", "R&D", "kg"),
    *('"', "-", "/", "(", ")", ".", ",", "$", "+", "%", "x", "km/h", "°", "!", ".NET"),
]
texts = (
    st.lists(st.sampled_from(PIECES), min_size=2, max_size=5)
    .map("".join)
    # Where a run of spaces or of three dashes breaks is asked nowhere else.
    .filter(lambda text: "  " not in text and "———" not in text)
)


@pytest.mark.parametrize("strictness", ["loose", "normal", "strict"])
@given(text=texts)
def test_patterns_and_tailored_unicode_give_the_same_breaks(strictness: str, text: str) -> None:
    found = set(break_opportunities(text, strictness=strictness))
    for at, answer in enumerate(tailored_breaks(text, strictness)):
        if at and answer is not None:
            assert (at in found) == answer
