"""Clauses of PDF/UA-1 on tables, lists and contents (ISO 14289-1 7.2, 7.5, 7.6)."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from layout.conformance.records import Breach, Clause

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from layout.conformance.objects import Entries
    from layout.conformance.opened import Opened
    from layout.conformance.records import Find
    from layout.conformance.tree import Element

_IN: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "TR": frozenset({"Table", "THead", "TBody", "TFoot"}),
        **dict.fromkeys(("THead", "TBody", "TFoot"), frozenset({"Table"})),
        **dict.fromkeys(("TH", "TD"), frozenset({"TR"})),
        "LI": frozenset({"L"}),
        "LBody": frozenset({"LI"}),
        "TOCI": frozenset({"TOC"}),
    }
)
# The kids an element may have, as their types in a row.
_KIDS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        kind: re.compile(pattern + r"\Z")
        for kind, pattern in {
            "Table": r"(Caption )?((TR|THead|TBody|TFoot) )*(?(1)|(Caption )?)",
            "TR": r"((TH|TD) )*",
            **dict.fromkeys(("THead", "TBody", "TFoot"), r"(TR )*"),
            "L": r"(Caption )?((L|LI) )*",
            "LI": r"((Lbl|LBody) )*",
            "TOC": r"(Caption )?((TOC|TOCI) )*",
        }.items()
    }
)
_MOST_CELLS = 1_000_000
_WIDEST = 1000


def _page(opened: Opened, element: Element) -> str:
    while not isinstance(element.page, str) and element.kids:
        element = element.kids[0]
    return opened.label_of(element.page)


def _nested(*kinds: str) -> Find:
    """What finds elements of these types in a wrong place, or with wrong ones in them."""

    def find(opened: Opened) -> Iterator[Breach]:
        for element in opened.tree.of(*kinds):
            above = element.parent.standard if element.parent is not None else ""
            if element.standard in _IN and above not in _IN[element.standard]:
                says = f"{element.standard} stands in {above or 'nothing'}"
                allowed = " ".join(sorted(_IN[element.standard]))
                yield Breach(says, element.way, _page(opened, element), above, allowed)
            pattern = _KIDS.get(element.standard)
            kids = "".join(f"{kid.standard or kid.kind} " for kid in element.kids)
            if pattern is not None and not pattern.match(kids):
                says = f"{element.standard} holds what it must not, or in a wrong order"
                yield Breach(says, element.way, _page(opened, element), kids.strip()[:80])

    return find


def _table_parts(opened: Opened) -> Iterator[Breach]:
    for table in opened.tree.of("Table"):
        kinds = [kid.standard for kid in table.kids]
        twice = kinds.count("THead") > 1 or kinds.count("TFoot") > 1
        bodiless = {"THead", "TFoot"} & set(kinds) and "TBody" not in kinds
        if twice or bodiless:
            says = "the table has two heads or feet, or one without a body"
            yield Breach(says, table.way, _page(opened, table))


def _rows(table: Element) -> list[Element]:
    rows: list[Element] = []
    for kid in table.kids:
        if kid.standard == "TR":
            rows.append(kid)
        elif kid.standard in {"THead", "TBody", "TFoot"}:
            rows.extend(one for one in kid.kids if one.standard == "TR")
    return rows


def attributes_of(opened: Opened, element: Element, owner: str) -> Entries:
    """An element's attributes of one owner (ISO 32000-1 14.7.5)."""
    found = opened.at(element.entries.get("/A"))
    merged: Entries = {}
    for one in found if isinstance(found, list) else [found]:
        entries = opened.entries(one)
        if opened.name(entries.get("/O")) == owner:
            merged |= entries
    return merged


def _spans(opened: Opened, cell: Element) -> tuple[int, int]:
    attributes = attributes_of(opened, cell, "Table")
    across = opened.number(attributes.get("/ColSpan")) or 1
    down = opened.number(attributes.get("/RowSpan")) or 1
    return max(1, min(_WIDEST, int(across))), max(1, min(_WIDEST, int(down)))


def _grid(opened: Opened, table: Element) -> tuple[list[int], bool]:
    """How many columns each row of a table fills, and whether cells lie over each other."""
    filled: dict[int, set[int]] = {}
    clash = False
    rows = _rows(table)
    for row, element in enumerate(rows):
        column = 0
        here = filled.setdefault(row, set())
        for cell in element.kids:
            across, down = _spans(opened, cell)
            while column in here:
                column += 1
            for below in range(row, row + down):
                wanted = set(range(column, column + across))
                taken = filled.setdefault(below, set())
                clash = clash or bool(taken & wanted)
                taken |= wanted
            column += across
        if sum(map(len, filled.values())) > _MOST_CELLS:
            return [], True
    return [len(filled[row]) for row in sorted(filled)], clash or len(filled) > len(rows) > 0


def _regular(opened: Opened) -> Iterator[Breach]:
    for table in opened.tree.of("Table"):
        widths, clash = _grid(opened, table)
        if clash or len(set(widths)) > 1:
            counts = " ".join(map(str, widths[:12]))
            says = "rows of the table fill different numbers of columns"
            yield Breach(says, table.way, _page(opened, table), counts)


def _headers(opened: Opened) -> Iterator[Breach]:
    for table in opened.tree.of("Table"):
        cells = [cell for row in _rows(table) for cell in row.kids]
        heads = [cell for cell in cells if cell.standard == "TH"]
        ids = {opened.text_of(cell.entries.get("/ID")) for cell in heads} - {""}
        named = all(_names_heads(opened, cell, ids) for cell in cells if cell.standard == "TD")
        bare = [head for head in heads if not _has_scope(opened, head)]
        if not heads and cells:
            yield Breach("the table has no head cell", table.way, _page(opened, table))
        elif bare and not (named and ids):
            yield Breach("the head cell has no Scope", bare[0].way, _page(opened, bare[0]))


def _has_scope(opened: Opened, head: Element) -> bool:
    scope = opened.name(attributes_of(opened, head, "Table").get("/Scope"))
    return scope in {"Row", "Column", "Both"}


def _names_heads(opened: Opened, cell: Element, ids: set[str]) -> bool:
    named = opened.row(attributes_of(opened, cell, "Table").get("/Headers"))
    return bool(named) and {opened.text_of(one) for one in named} <= ids


def _list_numbering(opened: Opened) -> Iterator[Breach]:
    for one in opened.tree.of("L"):
        labels = any(kid.standard == "Lbl" for item in one.kids for kid in item.kids)
        attributes = attributes_of(opened, one, "List")
        numbering = opened.name(attributes.get("/ListNumbering"))
        if labels and numbering == "None":
            yield Breach(
                "the list has labels and says it has none", one.way, _page(opened, one)
            )


CLAUSES = (
    Clause(
        "table-nesting",
        "",
        "",
        "7.2",
        "Tables hold rows, rows hold cells, and nothing stands outside of them.",
        "Tables are written from the rows of the manuscript.",
        _nested("Table", "THead", "TBody", "TFoot", "TR", "TH", "TD"),
    ),
    Clause(
        "table-parts",
        "",
        "",
        "7.2",
        "A table has one head and one foot at most, and then a body.",
        "Rows stand in the table itself, or in head and body.",
        _table_parts,
    ),
    Clause(
        "table-regular",
        "",
        "",
        "7.2",
        "All rows of a table fill the same columns.",
        "Rows are written cell by cell, as the table is set.",
        _regular,
    ),
    Clause(
        "table-headers",
        "",
        "",
        "7.5",
        "Head cells say what they are the head of (Scope), or cells name them.",
        "Head cells have Scope Column or Row.",
        _headers,
    ),
    Clause(
        "list-nesting",
        "",
        "",
        "7.2",
        "Lists hold items, items hold labels and bodies.",
        "They are written from the lists of the manuscript.",
        _nested("L", "LI", "LBody"),
    ),
    Clause(
        "list-numbering",
        "",
        "",
        "7.6",
        "A list with labels does not say that it has none.",
        "ListNumbering goes by the labels.",
        _list_numbering,
    ),
    Clause(
        "contents-nesting",
        "",
        "",
        "7.2",
        "A table of contents holds its entries, and they stand nowhere else.",
        "It is written from the contents page.",
        _nested("TOC", "TOCI"),
    ),
)
