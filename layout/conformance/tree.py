"""The structure tree of a file (ISO 32000-1 14.7): its elements, in reading order."""

from __future__ import annotations

from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layout.conformance.objects import Entries, Objects

_DEEPEST = 500
_MOST_ELEMENTS = 1_000_000
_LONGEST_MAPPING = 32
_REFERENCES = ("/MCR", "/OBJR")  # kids that are no elements

# ISO 32000-1 14.8.4.
STANDARD_TYPES = frozenset(
    [
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Quote",
        "Note",
        "Reference",
        "BibEntry",
        "Code",
        "Link",
        "Annot",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Warichu",
        "WT",
        "WP",
        "Figure",
        "Formula",
        "Form",
    ]
)
NO_ROLES: Mapping[str, str] = MappingProxyType({})


class Element:
    """One element. `kind` is its type as written, `standard` the standard type that means."""

    __slots__ = (
        "content",
        "entries",
        "kids",
        "kind",
        "objects",
        "page",
        "parent",
        "ref",
        "standard",
    )

    def __init__(self, ref: str, entries: Entries, parent: Element | None) -> None:
        self.ref = ref
        self.entries = entries
        self.parent = parent
        self.kind = ""
        self.standard = ""
        self.page: object = parent.page if parent is not None else None
        self.kids: list[Element] = []
        # Marked content by the page or stream it is in and its number; annotations and so on.
        self.content: list[tuple[str, int]] = []
        self.objects: list[str] = []

    @property
    def way(self) -> str:
        """The way to it from the root, as findings name it."""
        steps: list[str] = []
        here: Element | None = self
        while here is not None and len(steps) < 12:
            steps.append(here.kind or "?")
            here = here.parent
        return "/".join(reversed(steps)) + f" ({self.ref.partition(' ')[0]})"

    def ancestor(self, *standards: str) -> Element | None:
        """The nearest element of these types that this one stands in, or is."""
        here: Element | None = self
        while here is not None and here.standard not in standards:
            here = here.parent
        return here


class Tree:
    """All elements in reading order, and what was wrong on the way."""

    def __init__(self, roles: Mapping[str, str] = NO_ROLES) -> None:
        self.there = False
        self.roles = roles
        self.elements: list[Element] = []
        self.by_ref: dict[str, Element] = {}
        self.twice: list[str] = []
        self.too_deep = False

    @cached_property
    def holders(self) -> dict[str, Element]:
        """The element that each annotation or other object stands in."""
        return {ref: element for element in self.elements for ref in element.objects}

    def of(self, *standards: str) -> list[Element]:
        """The elements of these standard types."""
        return [element for element in self.elements if element.standard in standards]


def tree_of(file: Objects) -> Tree:
    """Read the tree from its root, without recursion."""
    root = file.entries(file.catalog.get("/StructTreeRoot"))
    roles = {
        key[1:]: file.name(value) for key, value in file.entries(root.get("/RoleMap")).items()
    }
    tree = Tree(roles)
    tree.there = bool(root)
    known: dict[str, str] = {}
    waiting: list[tuple[object, Element | None, int]] = [
        (kid, None, 0) for kid in reversed(_kids(file, root))
    ]
    while waiting and len(tree.elements) < _MOST_ELEMENTS:
        kid, parent, depth = waiting.pop()
        if depth > _DEEPEST:
            tree.too_deep = True
            continue
        element = _element(file, tree, kid, parent)
        if element is None:
            continue
        if element.kind not in known:
            known[element.kind] = standard_of(element.kind, roles)
        element.standard = known[element.kind]
        kids = reversed(_kids(file, element.entries))
        waiting.extend((one, element, depth + 1) for one in kids)
    return tree


def _kids(file: Objects, entries: Entries) -> list[object]:
    kids = file.at(entries.get("/K"))
    if isinstance(kids, list):
        return kids
    return [] if kids is None else [entries["/K"]]


def _element(file: Objects, tree: Tree, kid: object, parent: Element | None) -> Element | None:
    """A kid that is an element; other kids are noted with their parent."""
    if isinstance(kid, int):
        if parent is not None and isinstance(parent.page, str):
            parent.content.append((parent.page, kid))
        return None
    entries = file.entries(kid)
    if entries.get("/Type") in _REFERENCES:
        if parent is not None:
            _note(file, parent, entries)
        return None
    return _added(file, tree, kid, parent) if entries else None


def _added(file: Objects, tree: Tree, kid: object, parent: Element | None) -> Element | None:
    """An element that is now in the tree; None for one that was already."""
    ref = kid if isinstance(kid, str) else ""
    if ref in tree.by_ref:
        tree.twice.append(ref)
        return None
    element = Element(ref, file.entries(kid), parent)
    element.kind = file.name(element.entries.get("/S"))
    element.page = element.entries.get("/Pg", element.page)
    tree.elements.append(element)
    if ref:
        tree.by_ref[ref] = element
    if parent is not None:
        parent.kids.append(element)
    return element


def _note(file: Objects, parent: Element, entries: Entries) -> None:
    if entries.get("/Type") == "/OBJR":
        parent.objects.append(str(entries.get("/Obj")))
        return
    number = file.at(entries.get("/MCID"))
    holder = entries.get("/Stm") or entries.get("/Pg") or parent.page
    if isinstance(number, int) and isinstance(holder, str):
        parent.content.append((holder, number))


def standard_of(kind: str, roles: Mapping[str, str]) -> str:
    """The standard type a type is mapped to; empty where it is mapped to none."""
    for _ in range(_LONGEST_MAPPING):
        if kind in STANDARD_TYPES:
            return kind
        kind = roles.get(kind, "")
    return ""
