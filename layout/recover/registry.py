"""What is done with each kind of segment: one file each in `kinds/`, registered by `takes`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from layout.recover.reader import UnitReader
    from layout.recover.segments import Segment

Taker: TypeAlias = "Callable[[UnitReader, int, Segment], None]"

_TAKERS: dict[str, Taker] = {}


def takes(*kinds: str) -> Callable[[Taker], Taker]:
    """Register the function below as the one that takes segments of these kinds."""

    def register(function: Taker) -> Taker:
        _TAKERS.update(dict.fromkeys(kinds, function))
        return function

    return register


def taker_for(kind: str) -> Taker:
    """The taker of a kind of segment.

    Raises:
        LookupError: none takes that kind (a fault of ours).
    """
    return _TAKERS[kind]
