"""What a comparison reads of a proof, and what it finds.

Lengths are points, the origin is the trim's top left corner, y grows downward; what lies
outside the trim (bleed, marks, the slug with its dates) is no part of a proof here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layout.geometry import Pt, Rect

FURNITURE = frozenset({"folio", "running-head", "tab"})
# Lines that no manuscript holds: the engine makes them from heads and folios.
GENERATED = ("contents-", "jump-")


class ProofLine(Record):
    """A line of text. `ends` tells whether its paragraph ends with it."""

    text: str
    rect: Rect
    role: str = ""
    article: str = ""
    source: str = ""  # file:line
    ends: bool = True

    @property
    def key(self) -> str:
        """The characters without spaces, which a line's end may swallow."""
        return "".join(self.text.split())

    @property
    def is_furniture(self) -> bool:
        """Whether it stands outside the type area and belongs to no article."""
        return self.role in FURNITURE

    @property
    def is_generated(self) -> bool:
        """Whether it is made from heads and folios."""
        return self.role.startswith(GENERATED)


class ProofPicture(Record):
    """A picture; `digest` is of its embedded data, empty for a figure drawn in lines."""

    rect: Rect
    digest: str
    file: str = ""
    article: str = ""
    source: str = ""


class Drawing(Record):
    """A rule, a box or another path; `ink` tells colours, weight and whether it is filled."""

    rect: Rect
    ink: str


class PageReference(Record):
    """A link to a page, with the characters one clicks."""

    text: str
    page_index: int


class ProofPage(Record):
    """One page, of a trim `width` × `height`."""

    page_index: int
    label: str
    width: Pt
    height: Pt
    lines: tuple[ProofLine, ...]
    pictures: tuple[ProofPicture, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    references: tuple[PageReference, ...] = ()
    article: str = ""
    side: str = ""


class Proof(Record):
    """A proof as it is compared. `titles` names articles; `knows_source` if it had a layout."""

    name: str
    pages: tuple[ProofPage, ...]
    titles: Mapping[str, str]
    knows_source: bool = False


class Place(Record):
    """Where a change shows: a page and what of it, the source if it is known."""

    page_index: int
    label: str
    rects: tuple[Rect, ...] = ()
    source: str = ""
    file: str = ""


class Change(Record):
    """One thing that is not as it was.

    `lead` and `tail` are the words around `before` and `after`. `more` are other places of the
    same change: a picture over a spread shows on two pages.
    """

    kind: str
    old: Place | None = None
    new: Place | None = None
    article: str = ""
    title: str = ""
    before: str = ""
    after: str = ""
    lead: str = ""
    tail: str = ""
    more: tuple[Place, ...] = ()


class Consequence(Record):
    """What follows from the changes and is none of its own: folios, lines broken elsewhere."""

    kind: str
    message: str
    pages: tuple[int, ...] = ()  # of the new proof


class PagePair(Record):
    """A page of the old proof and the page of the new one that it became; None for none."""

    old: int | None
    new: int | None


class Comparison(Record):
    """Two proofs, how their pages go together, and what changed."""

    old: Proof
    new: Proof
    pairs: tuple[PagePair, ...]
    changes: tuple[Change, ...]
    consequences: tuple[Consequence, ...]

    @property
    def changed_pairs(self) -> tuple[PagePair, ...]:
        """The pairs that a change shows on, in the order of the new proof."""
        old, new = set[int](), set[int]()
        for change in self.changes:
            for place in (change.old, *(change.more if change.new is None else ())):
                if place is not None:
                    old.add(place.page_index)
            for place in (change.new, *(change.more if change.new is not None else ())):
                if place is not None:
                    new.add(place.page_index)
        return tuple(pair for pair in self.pairs if pair.old in old or pair.new in new)
