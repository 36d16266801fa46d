"""CJK counters: 一、（一）①."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"
_CIRCLED_ONE = 0x2460


def han_number(number: int) -> str:
    """A number from 1 to 99 in Chinese words; larger ones in figures.

    Source: GB/T 15835—2011 5.1: 一, 十, 十一, 二十, 二十一.
    """
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def counter(form: str, number: int) -> str:
    """The counter of a form, which is its own first: `（一）`, `一、`, `①`, `1.`."""
    if "一" in form:
        return form.replace("一", han_number(number))
    if "①" in form and 0 < number <= 20:
        return form.replace("①", chr(_CIRCLED_ONE + number - 1))
    return form.replace("①" if "①" in form else "1", str(number))
