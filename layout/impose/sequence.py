"""The pages of a book in order, with the blank ones that fill its last sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.impose.request import Blanks

PageSequence: TypeAlias = tuple[int | None, ...]
_Item = TypeVar("_Item")


def padded(count: int, multiple: int, blanks: Blanks) -> PageSequence:
    """Pages from 0 and so many blanks, None, that the whole is a multiple.

    Blanks stand at the end, or before the last page, so that a back cover stays outside.
    """
    missing = (None,) * (-count % multiple)
    kept = count if blanks == "end" else max(count - 1, 0)
    return (*range(kept), *missing, *range(kept, count))


def in_groups(items: Sequence[_Item], size: int) -> Iterator[Sequence[_Item]]:
    """Items, so many at a time; the last group may be smaller."""
    return (items[at : at + size] for at in range(0, len(items), size))
