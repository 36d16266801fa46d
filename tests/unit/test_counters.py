"""Counters of lists."""

from __future__ import annotations

import pytest

from layout.content.counters import counter


@pytest.mark.parametrize(
    ("form", "number", "shown"),
    [
        ("（一）", 12, "（十二）"),
        ("一、", 20, "二十、"),
        ("①", 20, "⑳"),
        ("①", 21, "21"),
        ("①", 31, "31"),
        ("1.", 11, "11."),
        ("(1)", 111, "(111)"),
    ],
)
def test_a_counter_is_counted_in_its_own_form(form: str, number: int, shown: str) -> None:
    assert counter(form, number) == shown
