"""What a tagged file says as plain JSON: what `layout.content.export` says of its source.

Elements go by the names that `layout.pdf` gives them; another program's file is read by its
standard types, as far as they tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.export import blank_entry
from layout.pdf.roles import ROLES_OF_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from layout.content.export import Entry
    from layout.reading.model import ReadElement

_HEADINGS = ("H", "H1", "H2", "H3", "H4", "H5", "H6")
# What a standard type most likely is where the file has no word of its own for it.
_ROLES_OF_TYPES = {"P": "paragraph", **dict.fromkeys(_HEADINGS, "head")}
# What stands in an element's lines and is no part of its text.
_ASIDE = frozenset(("note-mark", "ruby-text", "credit", "label", "note"))
_PICTURE_PARTS = frozenset(("picture", "caption", "credit"))


def export_structure(elements: Iterable[ReadElement]) -> Entry:
    """What a file says, as JSON values; nothing of it is left over."""
    articles = [_article(one) for top in elements for one in _articles(top)]
    return {"articles": articles, "furniture": [], "unplaced": []}


def _articles(element: ReadElement) -> Iterator[ReadElement]:
    if role_of(element) == "article":
        yield element
        return
    for kid in element.elements:
        yield from _articles(kid)


def role_of(element: ReadElement) -> str:
    """Which of our roles an element has; empty where none fits."""
    name = element.name
    bare = name.rstrip("123456")
    if element.standard in _HEADINGS and bare in ROLES_OF_NAMES:
        return ROLES_OF_NAMES[bare]
    role = ROLES_OF_NAMES.get(name) or ROLES_OF_NAMES.get(element.standard)
    return role or _ROLES_OF_TYPES.get(element.standard, "")


def words_of(element: ReadElement) -> str:
    """The manuscript's words for an element, as exact as the file knows them.

    What is written where folios stand goes first, then the words as such, then what is given
    in place of the glyphs, then what the glyphs say; marks of notes, readings and what else
    stands aside are left out.
    """
    data = dict(element.data)
    for key in ("written", "text"):
        if key in data:
            return data[key]
    if element.actual is not None:
        return element.actual
    return "".join(
        kid if isinstance(kid, str) else words_of(kid)
        for kid in element.kids
        if isinstance(kid, str) or role_of(kid) not in _ASIDE
    )


def _article(element: ReadElement) -> Entry:
    """An article; the captions it gathers in a place of their own come behind all others."""
    entry = _entry(element)
    if not entry["title"]:  # it is on no page
        entry["title"] = dict(element.data).get("title", "")
    gathered = [one for one in element.elements if _is_gathered(one)]
    entry["captions"] += [words_of(one) for one in gathered]
    return entry


def _is_gathered(element: ReadElement) -> bool:
    return role_of(element) == "caption" and "number" in dict(element.data)


def _entry(element: ReadElement) -> Entry:
    entry = blank_entry()
    _add_all(entry, element)
    return entry


def _add_all(entry: Entry, element: ReadElement) -> None:
    kids = list(element.elements)
    for at, kid in enumerate(kids):
        after = kids[at + 1] if at + 1 < len(kids) else None
        # The head over a list of contents is no part of the manuscript.
        if after is None or role_of(after) != "contents" or role_of(kid) != "head":
            _add(entry, kid)


def _add(entry: Entry, element: ReadElement) -> None:
    role = role_of(element)
    if role in _ONE:
        entry[role] = words_of(element)
    elif role in _MANY:
        entry[_MANY[role]].append(words_of(element))
        entry["notes"] += [words_of(one) for one in _notes_in(element)]
    elif role in _ENTRIES:
        entry[_ENTRIES[role]].append(_ENTRY_MAKERS[role](element))
    elif role in _ADDERS:
        _ADDERS[role](entry, element)
    elif role not in _PASSED_OVER:
        _add_all(entry, element)


_ONE = frozenset(("title", "kicker", "byline", "rubric", "marker", "date", "speaker"))
_MANY: Mapping[str, str] = {
    "deck": "deck",
    "head": "subheads",
    "paragraph": "paragraphs",
    "verse": "paragraphs",
    "list-item": "list_items",
    "pull-quote": "pull_quotes",
    "note": "notes",
}
_ENTRIES: Mapping[str, str] = {"sidebar": "sidebars", "item": "items"}
# What says nothing of its own, or again what is said elsewhere.
_PASSED_OVER = frozenset(("contents", "picture", "plain", "attribution", "label"))


def _item(element: ReadElement) -> Entry:
    entry = _entry(element)
    entry["marker"] = dict(element.data).get("marker", entry["marker"])
    return entry


_ENTRY_MAKERS: Mapping[str, Callable[[ReadElement], Entry]] = {
    "sidebar": _entry,
    "item": _item,
}


def _notes_in(element: ReadElement) -> Iterator[ReadElement]:
    for kid in element.elements:
        if role_of(kid) == "note":
            yield kid
        else:
            yield from _notes_in(kid)


def _add_caption(entry: Entry, element: ReadElement) -> None:
    """A caption of the copy; each of its lines is one."""
    if not _is_gathered(element):
        entry["captions"] += words_of(element).split("\n")


def _add_credit(entry: Entry, element: ReadElement) -> None:
    lines = (entry["byline"], words_of(element))
    entry["byline"] = "\n".join(line for line in lines if line)


def _add_note_of_editors(entry: Entry, element: ReadElement) -> None:
    for kid in element.elements:
        if role_of(kid) != "marker":  # the house's own word
            _add(entry, kid)


def _add_group(entry: Entry, element: ReadElement) -> None:
    roles = [role_of(kid) for kid in element.elements]
    parts = dict(zip(roles, element.elements, strict=True))
    if "chart" in parts:
        _add(entry, parts["chart"])
    elif "figure-value" in parts:
        said = (words_of(kid) for kid in element.elements if role_of(kid) in _FIGURE_PARTS)
        entry["list_items"].append("".join(said))
    elif "picture" in parts and _PICTURE_PARTS.issuperset(roles):
        captions = [kid for kid in element.elements if role_of(kid) == "caption"]
        entry["captions"] += map(words_of, captions)
    else:
        _add_all(entry, element)


_FIGURE_PARTS = frozenset(("figure-label", "figure-value", "figure-unit"))


def _add_table(entry: Entry, element: ReadElement) -> None:
    head: list[list[str]] = []
    rows: list[list[str]] = []
    table: Entry = {"title": "", "head": head, "rows": rows, "note": "", "credit": ""}
    for kid in element.elements:
        if role_of(kid) == "caption":
            table["title"] = words_of(kid)
        elif role_of(kid) == "table-row" and _is_told_of(kid):
            table |= _told_of(kid)
        elif role_of(kid) == "table-row":
            cells = list(kid.elements)[1 if "counted" in dict(kid.data) else 0 :]
            named = any(role_of(cell) == "table-head" for cell in cells)
            (head if named else rows).append([words_of(cell) for cell in cells])
    entry.setdefault("tables", []).append(table)


def _is_told_of(row: ReadElement) -> bool:
    """Whether a row is the note and credit that stand under a table."""
    cells = list(row.elements)
    inner = [role_of(one) for one in cells[0].elements] if len(cells) == 1 else []
    return bool(inner) and set(inner) <= {"plain", "credit"}


def _told_of(row: ReadElement) -> dict[str, str]:
    told = {}
    (cell,) = row.elements
    for one in cell.elements:
        if role_of(one) == "plain":
            told["note"] = words_of(one)
            told.update(("credit", words_of(kid)) for kid in one.elements)
        else:
            told["credit"] = words_of(one)
    return told


def _add_chart(entry: Entry, element: ReadElement) -> None:
    """A chart, from the figures that it carries as its properties."""
    chart: Entry = {"kind": "", "title": "", "unit": "", "labels": [], "series": []}
    chart |= {"note": "", "credit": ""}
    for key, told in element.data:
        if key == "label":
            chart["labels"].append(told)
        elif key == "series":
            chart["series"].append({"name": told, "values": []})
        elif key == "value" and chart["series"]:
            chart["series"][-1]["values"].append(told)
        elif key in chart:
            chart[key] = told
    entry.setdefault("charts", []).append(chart)


_ADDERS: Mapping[str, Callable[[Entry, ReadElement], None]] = {
    "caption": _add_caption,
    "credit": _add_credit,
    "editors-note": _add_note_of_editors,
    "group": _add_group,
    "table": _add_table,
    "chart": _add_chart,
}
