"""From figures to lengths: scales, ticks at round numbers, numbers as they are printed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.geometry import Pt

MINUS = "\u2212"
# Figures from this many whole digits on are parted in threes. GB/T 15835—2011 5.1.1: 千分撇.
GROUPED_DIGITS = 5
# An axis that would begin above zero begins there if its least value is under this share.
NEAR_ZERO_SHARE = 0.4
# Units that stand behind every figure rather than over the chart.
CLOSE_UNITS = frozenset({"%", "％", "‰", "℃", "°"})


class Scale(Record):
    """A straight scale: the value `low` stands at `start`, `high` at `end` (points)."""

    low: float
    high: float
    start: Pt
    end: Pt

    def at(self, value: float) -> Pt:
        """Where a value stands."""
        reach = self.high - self.low
        share = (value - self.low) / reach if reach else 0.0
        return self.start + (self.end - self.start) * share


def nice_ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Round numbers at even steps that reach from no more than `low` to no less than `high`.

    Steps are 1, 2 or 5 times a power of ten, the smallest that needs no more than `most` ticks
    (at least three).
    """
    if low == high:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        high = 1.0
    power = math.floor(math.log10((high - low) / max(most, 3)))
    while True:
        for factor in (1, 2, 5):
            step = factor * 10.0**power
            first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
            if last - first < max(most, 3):
                digits = max(0, -power)
                return tuple(round(number * step, digits) for number in range(first, last + 1))
        power += 1


def axis_ends(values: Sequence[float]) -> tuple[float, float]:
    """What an axis of points must hold: its values, and zero where that is near."""
    low, high = min(values), max(values)
    if 0 < low < NEAR_ZERO_SHARE * high:
        low = 0.0
    if NEAR_ZERO_SHARE * low < high < 0:
        high = 0.0
    return low, high


def printed(number: str) -> str:
    """A number as written, with a true minus and long ones parted in threes."""
    sign = MINUS if number.startswith("-") else ""
    whole, point, rest = number.removeprefix("-").partition(".")
    if len(whole) >= GROUPED_DIGITS:
        whole = f"{int(whole):,}"
    return f"{sign}{whole}{point}{rest}"


def printed_ticks(ticks: Sequence[float]) -> tuple[str, ...]:
    """The numbers of an axis, all with as many decimals."""
    decimals = max(len(f"{tick:.9f}".rstrip("0").partition(".")[2]) for tick in ticks)
    return tuple(printed(f"{tick + 0.0:.{decimals}f}") for tick in ticks)


def percentages(values: Sequence[float]) -> tuple[str, ...]:
    """Each value's share of the whole in percent; together they make one hundred.

    With decimals, two at most, where a share would be printed as nothing. What rounding leaves
    goes to the largest remainders.
    """
    decimals = 0
    counts = _counts(values, 100)
    while decimals < 2 and any(
        value and not n for n, value in zip(counts, values, strict=True)
    ):
        decimals += 1
        counts = _counts(values, 100 * 10**decimals)
    return tuple(f"{count / 10**decimals:.{decimals}f}%" for count in counts)


def _counts(values: Sequence[float], whole: int) -> list[int]:
    """The values as whole numbers in proportion, which make `whole` together."""
    total = sum(values)
    exact = [value / total * whole for value in values]
    counts = [math.floor(share) for share in exact]
    order = sorted(range(len(exact)), key=lambda at: (counts[at] - exact[at], at))
    for at in order[: whole - sum(counts)]:
        counts[at] += 1
    return counts


def spread(places: Sequence[Pt], gap: Pt, first: Pt, last: Pt) -> tuple[Pt, ...]:
    """Places moved as little as needed to stand `gap` apart, between `first` and `last`.

    Their order is kept. More of them than there is room for run on below `last`.
    """
    order = sorted(range(len(places)), key=lambda at: places[at])
    moved = list(places)
    floor = first
    for at in order:
        moved[at] = floor = max(moved[at], floor)
        floor += gap
    ceiling = max(last, first + gap * (len(places) - 1))
    for at in reversed(order):
        moved[at] = ceiling = min(moved[at], ceiling)
        ceiling -= gap
    return tuple(moved)
