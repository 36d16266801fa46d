"""The structure tree as the objects of a file.

Source: ISO 32000-1 14.7.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.pdf.canvas import literal
from layout.pdf.numbers import numbers
from layout.pdf.roles import GROUPS, TYPES
from layout.pdf.shapes import Shape, shapes_of
from layout.pdf.tree import Element, Piece
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from layout.pdf.canvas import Document
    from layout.pdf.tree import Annotated, Tree

_BULLETS = {"•": "Disc", "●": "Disc", "○": "Circle", "■": "Square", "□": "Square"}
_NUMBERINGS = (
    (re.compile(r"\W*[IVX]+\W*\Z"), "UpperRoman"),
    (re.compile(r"\W*[ivx]+\W*\Z"), "LowerRoman"),
    (re.compile(r"\W*[A-Z]\W*\Z"), "UpperAlpha"),
    (re.compile(r"\W*[a-z]\W*\Z"), "LowerAlpha"),
    # 一、, (2), ③: numbers of whatever script.
    (re.compile(r"\W*[\d一二三四五六七八九十①-⑳]+\W*\Z"), "Decimal"),
)


class Numbering(Record):
    """The numbers of objects and the keys that the tree is tied to the pages by.

    `annotations` has the object of each link of each page, `page_keys` each page's own key in
    the parent tree, `link_keys` those of its links.
    """

    pages: Mapping[int, int]
    annotations: Mapping[tuple[int, int], int]
    page_keys: Mapping[int, int]
    link_keys: Mapping[tuple[int, int], int]


def add_structure(document: Document, tree: Tree, numbering: Numbering) -> tuple[int, bool]:
    """Write the tree; gives the number of its root, and whether elements carry data."""
    top = shapes_of(tree)
    shapes = list(top.walk())
    first = document.reserve(len(shapes) + 2)
    root, parents = first, first + 1
    for number, shape in enumerate(shapes, first + 2):
        shape.number = number
    notes = [shape for shape in shapes if shape.standard == "Note"]
    names = {shape.number: f"note-{at:05}" for at, shape in enumerate(notes, 1)}
    tells = False
    for shape in shapes:
        written = _element(shape, root, numbering, names)
        tells = tells or _PROPERTIES in written
        document.hold(shape.number, written)
    document.hold(parents, _parent_tree(shapes, numbering))
    roles = {shape.name: shape.standard for shape in shapes if shape.name != shape.standard}
    entries = [
        f"/Type/StructTreeRoot/K {top.number} 0 R/ParentTree {parents} 0 R",
        f"/ParentTreeNextKey {len(numbering.page_keys) + len(numbering.link_keys)}",
    ]
    if roles:
        mapped = "".join(f"/{name}/{roles[name]}" for name in sorted(roles))
        entries.append(f"/RoleMap<<{mapped}>>")
    if names:
        tied = "".join(f"({name}){number} 0 R " for number, name in names.items())
        entries.append(f"/IDTree<</Names[{tied.strip()}]>>")
    document.hold(root, f"<<{''.join(entries)}>>".encode("ascii"))
    return root, tells


def _element(shape: Shape, root: int, numbering: Numbering, names: Mapping[int, str]) -> bytes:
    above = shape.parent.number if shape.parent is not None else root
    page = next((kid.page_index for kid in shape.kids if isinstance(kid, Piece)), None)
    parts = [f"<</Type/StructElem/S/{shape.name}/P {above} 0 R".encode("ascii")]
    if page is not None:
        parts.append(b"/Pg %d 0 R" % numbering.pages[page])
    kids = [_kid(kid, page, numbering) for kid in shape.kids]
    if kids:
        row = " ".join(kids)
        parts.append((f"/K {row}" if len(kids) == 1 else f"/K[{row}]").encode("ascii"))
    if shape.number in names:
        parts.append(f"/ID({names[shape.number]})".encode("ascii"))
    if shape.element is not None:
        parts += _texts(shape)
    parts += _attributes(shape, page)
    return b"".join((*parts, b">>"))


def _kid(kid: Shape | Piece | Annotated, page: int | None, numbering: Numbering) -> str:
    if isinstance(kid, Shape):
        return f"{kid.number} 0 R"
    here = numbering.pages[kid.page_index]
    if isinstance(kid, Piece):
        if kid.page_index == page:
            return str(kid.mcid)
        return f"<</Type/MCR/Pg {here} 0 R/MCID {kid.mcid}>>"
    annotation = numbering.annotations[kid.page_index, kid.at]
    return f"<</Type/OBJR/Pg {here} 0 R/Obj {annotation} 0 R>>"


def _texts(shape: Shape) -> Iterable[bytes]:
    """What is told of an element in words.

    A leaf whose glyphs say other than the manuscript's words carries them; what only holds
    others has its words as a title.
    """
    assert shape.element is not None, "what stands between has no words"
    element, node = shape.element, shape.element.node
    if node.language:
        yield b"/Lang" + literal(node.language)
    if node.alt:
        yield b"/Alt" + literal(node.alt)
    if not node.text:
        return
    if shape.standard in GROUPS and not element.said:
        yield b"/T" + literal(node.text)
    elif element.said and not element.children and "".join(element.said) != node.text:
        yield b"/ActualText" + literal(node.text)


def _attributes(shape: Shape, page: int | None) -> Iterable[bytes]:
    element = shape.element
    data = data_of(element) if element is not None else ()
    made = [make(shape, page) for make in _ATTRIBUTES.get(shape.standard, ())]
    owners = [one for one in (*made, _user_properties(data)) if one]
    if owners:
        row = b"".join(owners)
        yield b"/A" + (row if len(owners) == 1 else b"[" + row + b"]")


def _box(shape: Shape, page: int | None) -> bytes:
    """Where a figure stands on the page it is on, or on the first of them.

    Source: ISO 32000-1 14.8.5.4.3.
    """
    assert shape.element is not None, "a figure is an element"
    boxes = [box for where, box in shape.element.boxes if where == page]
    if not boxes:
        return b""
    lefts, lowers, rights, uppers = zip(*boxes, strict=True)
    edges = numbers(min(lefts), min(lowers), max(rights), max(uppers))
    return f"<</O/Layout/Placement/Block/BBox[{edges}]>>".encode("ascii")


def _numbering_of(shape: Shape, _: int | None) -> bytes:
    """How a list's items are marked, from the mark of the first (ISO 32000-1 table 347)."""
    label = next((one for one in shape.walk() if one.standard == "Lbl" and one.element), None)
    if label is None or label.element is None:
        return b""
    mark = label.element.text.strip()
    kinds = (kind for pattern, kind in _NUMBERINGS if pattern.match(mark))
    return f"<</O/List/ListNumbering/{next(kinds, _BULLETS.get(mark, 'Disc'))}>>".encode(
        "ascii"
    )


def _cell(shape: Shape, _: int | None) -> bytes:
    scope = "/Scope/Column" if shape.standard == "TH" else ""
    spans = f"/ColSpan {shape.span}" if shape.span > 1 else ""
    return f"<</O/Table{scope}{spans}>>".encode("ascii") if scope or spans else b""


_ATTRIBUTES: Mapping[str, Sequence[Callable[[Shape, int | None], bytes]]] = {
    "Figure": (_box,),
    "L": (_numbering_of,),
    "TH": (_cell,),
    "TD": (_cell,),
}


_PROPERTIES = b"<</O/UserProperties"


def _user_properties(data: Iterable[tuple[str, str]]) -> bytes:
    """Source: ISO 32000-1 14.7.5.4."""
    if not data:
        return b""
    pairs = (b"<</N" + literal(key) + b"/V" + literal(told) + b">>" for key, told in data)
    return _PROPERTIES + b"/P[" + b"".join(pairs) + b"]>>"


# What stands within an element's lines and is no part of its text.
_ASIDE = frozenset(("note-mark", "ruby-text", "credit", "label", "note"))


def data_of(element: Element) -> tuple[tuple[str, str], ...]:
    """What a machine may want to know of an element.

    Text given in place of what the glyphs say would hide the elements within: where it holds
    some and its glyphs say other than the manuscript, the manuscript's `text` is told here.
    """
    node = element.node
    holds = element.children and TYPES[node.role].standard not in GROUPS
    if holds and node.text and _spoken(element) != node.text:
        return (*node.data, ("text", node.text))
    return node.data


def _spoken(element: Element) -> str:
    """What an element's glyphs say, with all within it that is part of its text."""
    parts = []
    texts = iter(element.texts)
    for kid in element.ordered():
        if isinstance(kid, Piece):
            parts.append(next(texts))
        elif isinstance(kid, Element) and kid.node.role not in _ASIDE:
            parts.append(_spoken(kid))
    return "".join(parts)


def _parent_tree(shapes: Iterable[Shape], numbering: Numbering) -> bytes:
    """From pieces and annotations back to their elements (ISO 32000-1 14.7.4.4)."""
    owners: dict[int, dict[int, int]] = {}
    entries: dict[int, str] = {}
    for shape in shapes:
        for kid in shape.kids:
            if isinstance(kid, Piece):
                owners.setdefault(kid.page_index, {})[kid.mcid] = shape.number
            elif not isinstance(kid, Shape):
                entries[numbering.link_keys[kid.page_index, kid.at]] = f" {shape.number} 0 R"
    for page_index, of_page in owners.items():
        row = " ".join(f"{of_page[mcid]} 0 R" for mcid in range(len(of_page)))
        entries[numbering.page_keys[page_index]] = f"[{row}]"
    nums = "".join(f"{key}{entries[key]} " for key in sorted(entries))
    return f"<</Nums[{nums.strip()}]>>".encode("ascii")
