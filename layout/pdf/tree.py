"""The elements of the issue as painting finds them: which piece of which page is whose."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from layout.display.structure import Node
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.display.model import PageLink
    from layout.display.structure import Tag


class Piece(Record):
    """A sequence of marked content: the page it is on and its number there."""

    page_index: int
    mcid: int


class Annotated(Record):
    """A link's annotation: the page it is on and its place among that page's links."""

    page_index: int
    at: int


Kid: TypeAlias = "Piece | Annotated | Element"


class Element:
    """An element of the issue: its node, and what it holds in the order it was met."""

    __slots__ = ("boxes", "children", "kids", "node", "said", "starts")

    def __init__(self, node: Node) -> None:
        self.node = node
        self.children: dict[Node, Element] = {}
        self.kids: list[Kid] = []
        self.said: list[str] = []  # what its own runs say
        self.starts: list[int] = []  # where in that each of its pieces begins
        self.boxes: list[tuple[int, tuple[float, float, float, float]]] = []

    def child(self, node: Node) -> Element:
        """The child that a node stands for; made where there is none."""
        found = self.children.get(node)
        if found is None:
            found = self.children[node] = Element(node)
            self.kids.append(found)
        return found

    @property
    def text(self) -> str:
        """The manuscript's words for it, else what its runs say."""
        return self.node.text or "".join(self.said)

    @property
    def texts(self) -> list[str]:
        """What each of its own pieces says."""
        pairs = pairwise((*self.starts, len(self.said)))
        return ["".join(self.said[start:end]) for start, end in pairs]

    def ordered(self) -> list[Kid]:
        """What it holds in reading order.

        Elements follow their places. Where it has text of its own they stand within it as
        they were met.
        """
        places = [at for at, kid in enumerate(self.kids) if isinstance(kid, Element)]
        elements = sorted(self.children.values(), key=lambda one: one.node.order)
        row = list(self.kids)
        for at, element in zip(places, elements, strict=True):
            row[at] = element
        return row


class Tree:
    """All elements, and whose each piece of each page is.

    `owners` has for each page the element of each of its pieces, by their numbers.
    """

    def __init__(self) -> None:
        self.root = Element(Node(0, ""))
        self.owners: dict[int, list[Element]] = {}

    def element(self, tag: Tag) -> Element:
        """The element at the end of a way; made where there is none."""
        found = self.root
        for node in tag:
            found = found.child(node)
        return found

    def take(self, element: Element, page_index: int) -> int:
        """Begin a piece of an element on a page; gives its number there."""
        owners = self.owners.setdefault(page_index, [])
        mcid = len(owners)
        element.starts.append(len(element.said))
        owners.append(element)
        element.kids.append(Piece(page_index, mcid))
        return mcid

    def add_links(self, links: Sequence[PageLink], page_index: int) -> list[Element]:
        """Hang the links that a page shows on their elements, each on one of role `link`.

        Gives these elements. Source: ISO 14289-1 7.18.5.
        """
        owners = []
        for at, link in enumerate(links):
            tag = link.tag
            if not tag or tag[-1].role != "link":
                tag = (*tag, Node(_AFTER_ALL + page_index * _AFTER_ALL + at, "link"))
            element = self.element(tag)
            element.kids.append(Annotated(page_index, at))
            owners.append(element)
        return owners


# Links of no element of their own come after their siblings.
_AFTER_ALL = 1 << 20
