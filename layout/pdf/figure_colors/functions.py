"""Functions of a PDF, evaluated: sampled, exponential, stitched; `calculator` has one more.

Source: ISO 32000-1 7.10.
"""

from __future__ import annotations

import math
from itertools import product
from typing import TYPE_CHECKING, Protocol, TypeAlias

from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Pair: TypeAlias = tuple[float, float]
Values: TypeAlias = tuple[float, ...]


class Function(Protocol):
    """Takes as many values as `domain` has pairs, gives `outputs` values.

    `breaks` are the places within the domain of one value where it may jump.
    """

    @property
    def domain(self) -> tuple[Pair, ...]:
        """The range of each value that it takes."""
        ...

    @property
    def outputs(self) -> int:
        """How many values it gives."""
        ...

    @property
    def breaks(self) -> Values:
        """Places where it may jump, lowest first."""
        ...

    def __call__(self, values: Sequence[float]) -> Values:
        """What it gives for values; those outside its domain are moved into it."""
        ...


def clipped(values: Iterable[float], limits: Iterable[Pair]) -> Values:
    """Values moved into their limits."""
    return tuple(
        min(max(value, low), high) for value, (low, high) in zip(values, limits, strict=True)
    )


def between(value: float, inner: Pair, outer: Pair) -> float:
    """Where a value of one range lies in another."""
    low, high = inner
    if low == high:
        return outer[0]
    return outer[0] + (value - low) * (outer[1] - outer[0]) / (high - low)


class Several(Record):
    """Functions that each give one of the values."""

    functions: tuple[Function, ...]

    @property
    def domain(self) -> tuple[Pair, ...]:
        """That of the first: all have the same."""
        return self.functions[0].domain

    @property
    def outputs(self) -> int:
        """As many as all give."""
        return sum(one.outputs for one in self.functions)

    @property
    def breaks(self) -> Values:
        """Wherever one of them may jump."""
        return tuple(sorted({at for one in self.functions for at in one.breaks}))

    def __call__(self, values: Sequence[float]) -> Values:
        """What all give, one after the other."""
        return tuple(value for one in self.functions for value in one(values))


class Plain(Record):
    """A function that tells of no jumps and gives as many values as its range has pairs."""

    domain: tuple[Pair, ...]
    limits: tuple[Pair, ...]

    @property
    def outputs(self) -> int:
        """As many as its range has pairs."""
        return len(self.limits)

    @property
    def breaks(self) -> Values:
        """None that it tells of."""
        return ()


class Exponential(Plain):
    """From `start` to `end` by a power of the one value (ISO 32000-1 7.10.3)."""

    start: Values
    end: Values
    power: float

    @property
    def outputs(self) -> int:
        """As many as its ends have."""
        return len(self.start)

    def __call__(self, values: Sequence[float]) -> Values:
        """The mix of its ends at a value."""
        (value,) = clipped(values, self.domain)
        share = value if self.power == 1 else value**self.power
        found = tuple(a + share * (b - a) for a, b in zip(self.start, self.end, strict=True))
        return clipped(found, self.limits) if self.limits else found


class Stitched(Record):
    """Functions of one value, each for a part of the domain (ISO 32000-1 7.10.4)."""

    domain: tuple[Pair, ...]
    limits: tuple[Pair, ...]
    functions: tuple[Function, ...]
    bounds: Values
    encode: tuple[Pair, ...]

    @property
    def outputs(self) -> int:
        """As many as each of its parts gives."""
        return self.functions[0].outputs

    @property
    def breaks(self) -> Values:
        """Where its parts meet, and where these jump themselves."""
        low, high = self.domain[0]
        found = set(self.bounds)
        for at, one in enumerate(self.functions):
            part, inside = self._part(at), self.encode[at]
            if inside[0] != inside[1]:
                found.update(between(place, inside, part) for place in one.breaks)
        return tuple(sorted(place for place in found if low < place < high))

    def _part(self, at: int) -> Pair:
        low, high = self.domain[0]
        ends = (low, *self.bounds, high)
        return ends[at], ends[at + 1]

    def __call__(self, values: Sequence[float]) -> Values:
        """What the part gives that a value lies in; at a bound that is the later one."""
        (value,) = clipped(values, self.domain)
        at = sum(bound <= value for bound in self.bounds)
        found = self.functions[at]((between(value, self._part(at), self.encode[at]),))
        return clipped(found, self.limits) if self.limits else found


class Sampled(Plain):
    """A table, read between its samples in straight lines (ISO 32000-1 7.10.2).

    The first value's samples follow each other most closely. Splines (`Order` 3) are read in
    straight lines as well, as most readers do.
    """

    size: tuple[int, ...]
    encode: tuple[Pair, ...]
    decode: tuple[Pair, ...]
    samples: Sequence[int]
    largest: int

    def __call__(self, values: Sequence[float]) -> Values:
        """The mix of the samples around a place."""
        corners: list[tuple[tuple[int, float], ...]] = []
        step = 1
        for at, value in enumerate(clipped(values, self.domain)):
            last = self.size[at] - 1
            place = between(value, self.domain[at], self.encode[at])
            place = min(max(place, 0.0), float(last))
            below = min(math.floor(place), max(last - 1, 0))
            share = place - below
            near = (below * step, 1 - share)
            corners.append((near, ((below + 1) * step, share)) if share else (near,))
            step *= self.size[at]
        sums = [0.0] * self.outputs
        for corner in product(*corners):
            weight = math.prod(share for _, share in corner)
            first = sum(start for start, _ in corner) * len(sums)
            for at in range(len(sums)):
                sums[at] += weight * self.samples[first + at]
        found = (
            between(one, (0, self.largest), pair)
            for one, pair in zip(sums, self.decode, strict=True)
        )
        return clipped(found, self.limits)
