"""The issue's elements as a file's structure elements: standard types in their places.

The manuscript's tree knows no rules of containment; a file's has some: rows stand in tables,
copy of a list in its items. Where a kid may not stand in its parent, what must be between them
is put there.

Source: ISO 32000-1 14.8.4; ISO 14289-1 7.2 to 7.9.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from layout.display.structure import STEP
from layout.pdf.roles import DOCUMENT, GROUPS, HEADING, INLINE, TYPES
from layout.pdf.tree import Annotated, Element, Piece
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from layout.pdf.tree import Kid, Tree


class Shape:
    """One structure element: what it is called, what it holds, whose it is.

    `element` is the issue's; what only stands between two others has none. `span` is what a
    cell reaches over, in columns, `number` that of its object in the file.
    """

    __slots__ = ("element", "kids", "name", "number", "parent", "span", "standard")

    def __init__(self, name: str, standard: str, element: Element | None = None) -> None:
        self.name = name
        self.standard = standard
        self.element = element
        self.kids: list[Held] = []
        self.parent: Shape | None = None
        self.span = element.node.span if element is not None else 1
        self.number = 0

    def hold(self, kid: Held) -> None:
        """Hold one thing more, after what is there."""
        self.kids.append(kid)
        if isinstance(kid, Shape):
            kid.parent = self

    def walk(self) -> Iterator[Shape]:
        """It and all within it, in reading order."""
        waiting = [self]
        while waiting:
            shape = waiting.pop()
            yield shape
            waiting += [kid for kid in reversed(shape.kids) if isinstance(kid, Shape)]


Held: TypeAlias = Shape | Piece | Annotated


class _Rule(Record):
    """What may stand in a type, and what stands around all else there, the outermost first."""

    holds: frozenset[str]
    around: tuple[str, ...]


_HOLDS: Mapping[str, _Rule] = MappingProxyType(
    {
        "L": _Rule(frozenset(("LI", "L", "Caption")), ("LI", "LBody")),
        "LI": _Rule(frozenset(("Lbl", "LBody")), ("LBody",)),
        "Table": _Rule(frozenset(("TR", "Caption")), ("TR", "TD")),
        "TR": _Rule(frozenset(("TH", "TD")), ("TD",)),
        "TOC": _Rule(frozenset(("TOC", "TOCI")), ("TOCI", "Reference")),
        "TOCI": _Rule(frozenset(("Lbl", "Reference", "P", "TOC")), ("Reference",)),
        "Ruby": _Rule(frozenset(("RB", "RT")), ("RB",)),
        "Reference": _Rule(frozenset(("Lbl", "Link", "Note")), ("Lbl",)),
    }
)
# Where alone a type may stand, and what is written for it elsewhere.
_STANDS: Mapping[str, tuple[frozenset[str], str]] = MappingProxyType(
    {
        "LI": (frozenset(("L",)), "Div"),
        "LBody": (frozenset(("LI",)), "Div"),
        "TR": (frozenset(("Table",)), "Div"),
        "TH": (frozenset(("TR",)), "Div"),
        "TD": (frozenset(("TR",)), "Div"),
        "TOCI": (frozenset(("TOC",)), "Div"),
        "Lbl": (frozenset(("LI", "TOCI", "Reference", "Note")), "Span"),
        "RB": (frozenset(("Ruby",)), "Span"),
        "RT": (frozenset(("Ruby",)), "Span"),
    }
)
# What has a title or head of its own, beneath an article.
_BENEATH = frozenset(("sidebar", "editors-note", "item", "question", "group"))
_HEADED = frozenset(("question", "group"))  # whose head is what a title is to others
_DEEPEST = 6
_MOST_COLUMNS = 1000


def shapes_of(tree: Tree) -> Shape:
    """The document's structure element, with all others within it."""
    root = Shape(DOCUMENT.name, DOCUMENT.standard)
    _fill(root, tree.root)
    _number_headings(root)
    return root


def _fill(shape: Shape, element: Element) -> None:
    for kid in element.ordered():
        held = _shape_of(kid, shape.standard) if isinstance(kid, Element) else kid
        around = _around(shape, held)
        if around:
            _between(shape, around).hold(held)
        else:
            shape.hold(held)
    if shape.standard == "TR":
        _fill_row(shape)
    elif shape.standard == "Table":
        _widen(shape)


def _fill_row(row: Shape) -> None:
    """Put cells without copy where a row has none: every row of a table has as many columns.

    Source: ISO 14289-1 7.5.
    """
    cells = [kid for kid in row.kids if isinstance(kid, Shape)]
    row.kids = []
    column = 0
    for cell in cells:
        order = cell.element.node.order if cell.element is not None else 0
        column = _skip_to(row, column, order // STEP) + cell.span
        row.hold(cell)
    _skip_to(row, column, row.span)


def _skip_to(row: Shape, column: int, to: int) -> int:
    for _ in range(column, min(to, _MOST_COLUMNS)):
        row.hold(Shape("TD", "TD"))
    return max(column, to)


def _widen(table: Shape) -> None:
    """Let what stands under a table's rows be as wide as they are."""
    rows = [kid for kid in table.kids if isinstance(kid, Shape) and kid.standard == "TR"]
    columns = max((row.span for row in rows), default=1)
    for row in rows:
        if row.element is None and len(row.kids) == 1 and isinstance(row.kids[0], Shape):
            row.kids[0].span = columns


def _shape_of(element: Element, parent: str) -> Shape:
    known = TYPES[element.node.role]
    name, standard = known.name, known.standard
    parents, instead = _STANDS.get(standard, (None, ""))
    if parents is not None and parent not in parents:
        name = standard = instead
    shape = Shape(name, standard, element)
    _fill(shape, element)
    return shape


def _around(shape: Shape, held: Kid | Shape) -> tuple[str, ...]:
    """The names of what must stand between an element and a kid of it; none if none must."""
    standard = shape.standard
    kind = held.standard if isinstance(held, Shape) else ""
    rule = _HOLDS.get(standard)
    if kind == "Caption" and shape.kids:  # ISO 32000-1 table 337: first of all, if there
        return rule.around if rule is not None else ()
    if rule is not None:
        return () if kind in rule.holds or isinstance(held, Annotated) else rule.around
    if standard in GROUPS and (not kind or kind in INLINE):
        return ("P",)
    return ()


def _between(shape: Shape, around: tuple[str, ...]) -> Shape:
    """The innermost of what must stand around a kid; neighbours share it."""
    for name in around:
        last = shape.kids[-1] if shape.kids else None
        if not (isinstance(last, Shape) and last.element is None and last.name == name):
            last = Shape(name, name)
            shape.hold(last)
        shape = last
    return shape


def _number_headings(root: Shape) -> None:
    """Give every head its level: by how deep it is, and never more than one below the last.

    Source: ISO 14289-1 7.4.2.
    """
    before = 0
    for shape in root.walk():
        if shape.standard == HEADING:
            before = min(_depth(shape), before + 1, _DEEPEST)
            shape.name += str(before)
            shape.standard += str(before)


def _depth(shape: Shape) -> int:
    assert shape.element is not None, "only the issue's own elements are heads"
    node = shape.element.node
    depth, above = 1, shape.parent
    holder = ""
    while above is not None:
        role = above.element.node.role if above.element is not None else ""
        holder = holder or role
        depth += role in _BENEATH
        above = above.parent
    if node.role == "head" and holder not in _HEADED:
        depth += 1 + max(node.level - 2, 0)
    return depth
