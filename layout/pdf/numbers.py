"""Numbers as a PDF writes them: the one place where they are rounded."""

from __future__ import annotations

from functools import lru_cache

# A thousandth of a point is far below what any press or screen resolves.
_DECIMALS = 3


@lru_cache(maxsize=8192)
def number(value: float, decimals: int = _DECIMALS) -> str:
    """A number in the shortest plain form: no exponent, no trailing zeros, no negative zero.

    Source: ISO 32000-2 7.3.3.
    """
    text = f"{value:.{decimals}f}".rstrip("0").rstrip(".") if decimals else f"{value:.0f}"
    return "0" if text in {"-0", ""} else text


def numbers(*values: float) -> str:
    """Several numbers with a space between."""
    return " ".join(map(number, values))
