"""An issue's export made again from nothing but the elements of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layout.display.structure import STEP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.structure import Element

LISTS = {
    "deck": "deck",
    "head": "subheads",
    "paragraph": "paragraphs",
    "verse": "paragraphs",
    "list-copy": "list_items",
    "note": "notes",
    "pull-quote": "pull_quotes",
}
FIELDS = frozenset({"title", "kicker", "byline", "rubric", "marker", "date", "speaker"})


def rebuilt_articles(root: Element) -> list[dict[str, Any]]:
    """Every article's entry, as `export_issue` gives it."""
    return [_entry(article) for article in _articles(root)]


def _articles(element: Element) -> Iterator[Element]:
    for inner in element.elements:
        if inner.node.role == "article":
            yield inner
        elif inner.node.role == "section":
            yield from _articles(inner)


def _entry(element: Element) -> dict[str, Any]:
    entry: dict[str, Any] = dict.fromkeys(FIELDS, "")
    lists = {*LISTS.values(), "captions", "items", "sidebars"}
    entry |= {name: [] for name in lists}
    if element.node.role == "item":
        entry["marker"] = dict(element.node.data)["marker"]
    if element.node.role == "article":
        entry["title"] = dict(element.node.data)["title"]
    for inner in element.elements:
        _take(entry, inner, element)
    return entry


def written(element: Element) -> str:
    """What the manuscript has: with `{page}` where a folio is printed."""
    return dict(element.node.data).get("written", element.node.text)


def _take(entry: dict[str, Any], element: Element, outer: Element) -> None:
    role = element.node.role
    if role in FIELDS:
        entry[role] = written(element)
    elif role in LISTS:
        entry[LISTS[role]].append(written(element))
    elif role == "caption":
        shown = any(one.node.role == "picture" for one in outer.elements)
        entry["captions"] += [written(element)] if shown else written(element).split("\n")
    elif role == "credit":
        entry["byline"] = "\n".join(filter(None, (entry["byline"], written(element))))
    elif role in {"item", "sidebar"}:
        entry[f"{role}s"].append(_entry(element))
    elif role == "table":
        entry.setdefault("tables", []).append(_table(element))
    else:
        _take_inner(entry, element)


def _take_inner(entry: dict[str, Any], element: Element) -> None:
    by_role = {one.node.role: one for one in element.elements}
    if "figure-value" in by_role:
        parts = (by_role.get(f"figure-{name}") for name in ("label", "value", "unit"))
        entry["list_items"].append("".join(one.node.text for one in parts if one))
    elif "chart" in by_role:
        entry.setdefault("charts", []).append(_chart(by_role["chart"]))
    elif element.node.role in {"editors-note", "group", "list", "list-item", "question"}:
        alone = "picture" in by_role and "caption" not in by_role
        skipped = {"marker"} if element.node.role == "editors-note" else set()
        skipped |= {"credit"} if alone else set()
        for inner in element.elements:
            if inner.node.role not in skipped:
                _take(entry, inner, element)


def _table(element: Element) -> dict[str, Any]:
    made: dict[str, Any] = {"title": "", "head": [], "rows": [], "note": "", "credit": ""}
    for inner in element.elements:
        role = inner.node.role
        if role == "table-row":
            cells = {one.node.order: one for one in inner.elements}
            row = [
                written(cells[at * STEP]) if at * STEP in cells else ""
                for at in range("counted" in dict(inner.node.data), inner.node.span)
            ]
            is_head = any(one.node.role == "table-head" for one in inner.elements)
            made["head" if is_head else "rows"].append(row)
        elif role == "caption":
            made["title"] = written(inner)
        else:
            made["credit" if role == "credit" else "note"] = written(inner)
            for credit in inner.elements:
                if credit.node.role == "credit":
                    made["credit"] = written(credit)
    return made


def _chart(element: Element) -> dict[str, Any]:
    made: dict[str, Any] = {"labels": [], "series": []}
    for name, value in element.node.data:
        if name == "label":
            made["labels"].append(value)
        elif name == "series":
            made["series"].append({"name": value, "values": []})
        elif name == "value":
            made["series"][-1]["values"].append(value)
        else:
            made[name] = value
    return made
