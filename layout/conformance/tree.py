"""The structure tree of a file (ISO 32000-1 14.7), flat: each element knows its parent and kids."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layout.conformance.opened import Entries, Opened

_DEEPEST = 500
_MOST_ELEMENTS = 1_000_000
_LONGEST_MAPPING = 32

# ISO 32000-1 14.8.4.
STANDARD_TYPES = frozenset(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 "
    "H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry "
    "Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form".split()
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

    def of(self, *standards: str) -> list[Element]:
        """The elements of these standard types."""
        return [element for element in self.elements if element.standard in standards]


def tree_of(opened: Opened) -> Tree:
    """Read the tree from its root, without recursion."""
    root = opened.entries(opened.catalog.get("/StructTreeRoot"))
    roles = {
        key[1:]: opened.name(value)
        for key, value in opened.entries(root.get("/RoleMap")).items()
    }
    tree = Tree(roles)
    tree.there = bool(root)
    known: dict[str, str] = {}
    waiting = [(kid, None, 0) for kid in reversed(_kids(opened, root))]
    while waiting and len(tree.elements) < _MOST_ELEMENTS:
        kid, parent, depth = waiting.pop()
        if depth > _DEEPEST:
            tree.too_deep = True
            continue
        element = _element(opened, tree, kid, parent)
        if element is None:
            continue
        if element.kind not in known:
            known[element.kind] = standard_of(element.kind, roles)
        element.standard = known[element.kind]
        below = [(one, element, depth + 1) for one in _kids(opened, element.entries)]
        waiting.extend(reversed(below))  # type: ignore[arg-type] - parents are elements or None
    return tree


def _kids(opened: Opened, entries: Entries) -> list[object]:
    kids = opened.at(entries.get("/K"))
    if isinstance(kids, list):
        return kids
    return [] if kids is None else [entries["/K"]]


def _element(opened: Opened, tree: Tree, kid: object, parent: Element | None) -> Element | None:
    """A kid that is an element; other kids are noted with their parent."""
    if isinstance(kid, int):
        if parent is not None and isinstance(parent.page, str):
            parent.content.append((parent.page, kid))
        return None
    entries = opened.entries(kid)
    kind = entries.get("/Type")
    if kind == "/MCR" or kind == "/OBJR":
        if parent is not None:
            _note(opened, parent, entries)
        return None
    if not entries:
        return None
    ref = kid if isinstance(kid, str) else ""
    if ref in tree.by_ref:
        tree.twice.append(ref)
        return None
    element = Element(ref, entries, parent)
    element.kind = opened.name(entries.get("/S"))
    element.page = entries.get("/Pg", element.page)
    tree.elements.append(element)
    if ref:
        tree.by_ref[ref] = element
    if parent is not None:
        parent.kids.append(element)
    return element


def _note(opened: Opened, parent: Element, entries: Entries) -> None:
    if entries.get("/Type") == "/OBJR":
        parent.objects.append(str(entries.get("/Obj")))
        return
    number = opened.at(entries.get("/MCID"))
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
