"""The order of a page's items: as they are read, and nothing in front of what stands on it.

What is drawn stays the same: text stands beside text, a box is drawn before all that it holds,
and a picture that lies under a head or a cover goes with what stands on it as one.
"""

from __future__ import annotations

from operator import le
from typing import TYPE_CHECKING, TypeAlias

from layout.display.model import PageLink
from layout.display.structure import UNTAGGED, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layout.display.model import Item

Place: TypeAlias = tuple[int, ...]

# Before every element of the issue.
FIRST: Place = ()


class ContentOrder:
    """Takes what stands on a page a group at a time, and gives it in reading order.

    A group is what is drawn together: a box with its copy, a strip of a column, a float. What
    is not read stands before its group where it came before anything that is read (a box, the
    rules of a table), else behind what it followed.
    """

    def __init__(self) -> None:
        self._items: list[Item] = []
        self._places: list[Place] = []
        self._last = FIRST

    def add(self, group: Iterable[Item], *, whole: bool = False) -> None:
        """Take a group; one that is `whole` keeps its own order, and nothing goes between."""
        items = list(group)
        places: list[Place | None] = []
        tag, place = UNTAGGED, None
        least: Place | None = None
        for item in items:
            if item.tag and item.tag is not tag and not isinstance(item, PageLink):
                tag = item.tag
                place = place_of(tag)
                if least is None or place < least:
                    least = place
            places.append(place)
        if least is None:
            least = self._last
        self._items += items
        self._places += [least if whole or place is None else place for place in places]
        self._last = self._places[-1] if items else self._last

    def items(self) -> list[Item]:
        """All groups' items in reading order; what has one place stays as it came."""
        places = self._places
        if all(map(le, places, places[1:])):
            return self._items
        ranks = sorted(range(len(places)), key=places.__getitem__)
        return [self._items[at] for at in ranks]
