"""What a flattened page holds beside the items of any page.

Both are made where a page is flattened (`layout.pdf.flat`) and known to the painter alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.display.model import Area, Item, PlacedPicture
from layout.images.flattening import Flattening  # noqa: TC001 - a record's field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Window(Area, kw_only=True):
    """An area that paints nothing: its items show inside its outline, and nowhere else.

    With `over` they print over what is there, each plate for itself; its rectangle only says
    where they are then.
    """

    items: tuple[Item, ...]
    over: bool = False


class FlatPicture(PlacedPicture, kw_only=True):
    """A picture with what it takes to print it where nothing may show through."""

    flattening: Flattening


def every_item(items: Iterable[Item]) -> Iterator[Item]:
    """The items, those in windows too."""
    for item in items:
        if isinstance(item, Window):
            yield from every_item(item.items)
        else:
            yield item
