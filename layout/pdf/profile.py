"""What an output is for: the record that every profile fills in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from layout.display.model import Item, Page
from layout.record import Record

if TYPE_CHECKING:
    from layout.geometry import Pt

Mark: TypeAlias = Callable[[Page], tuple[Item, ...]]
"""A printer's mark: the items it adds outside a page's bleed, in the page's own coordinates."""


class Profile(Record):
    """How pages become a file: what shows around the trim and what the file says of itself.

    `slug` is the room outside the bleed on every side, for marks and notes. A picture with
    fewer than `least_ppi` pixels to an inch is told. `standards` are the names of those a file
    keeps where none are asked for (`layout.pdf.standards`). A `tagged` file says what its
    content is.
    """

    name: str
    summary: str
    pdf_version: tuple[int, int] = (1, 7)
    shows_bleed: bool = False
    slug: Pt = 0.0
    marks: tuple[Mark, ...] = ()
    least_ppi: float = 0.0
    standards: tuple[str, ...] = ()
    tagged: bool = False
