"""Characters as Chinese editors count them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.surround.counts import count_characters


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("潮水退去。", 5),
        ("潮水退去，　码头还在。", 10),
        ("——", 2),
        ("他说……", 4),
        ("“好！”", 4),
        ("有3.14亿", 3),
        ("2031 年 7 月", 4),
        ("GDP增长5.2%", 5),
        ("don't stop", 2),
        ("e-mail 地址", 3),
        ("R&D", 1),
        ("Hello, world!", 4),
        ("km/h", 1),
        ("１２", 2),
        ("カタ", 2),
        ("𠮷野家", 3),
        ("re\u0301sume\u0301", 1),
        ("Москва", 1),
        ("《Nature》杂志", 5),
    ],
)
def test_a_hand_count(text: str, count: int) -> None:
    assert count_characters(text) == count


HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5))


@given(text=HAN)
def test_every_han_character_is_one(text: str) -> None:
    assert count_characters(text) == len(text)


@given(one=HAN, other=HAN, white=st.sampled_from([" ", "\u3000", "\n", "\t", "\u00a0"]))
def test_white_is_none(one: str, other: str, white: str) -> None:
    assert count_characters(one + white + other) == len(one) + len(other)
