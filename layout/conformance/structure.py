"""Clauses on the logical structure (ISO 19005-2 6.7; ISO 14289-1 7.1)."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from layout.conformance.graphics import faults_of
from layout.conformance.labels import numbers_below
from layout.conformance.records import WITH_TAGS, Breach, Clause
from layout.conformance.tree import STANDARD_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.conformance.opened import Opened

# RFC 5646 2.1, as loosely as ISO 32000-1 14.9.2 has it.
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\Z")


def _marked(opened: Opened) -> Iterator[Breach]:
    marks = opened.entries(opened.catalog.get("/MarkInfo"))
    if opened.at(marks.get("/Marked")) is not True:
        yield Breach("MarkInfo does not say that the file is tagged", "catalogue")


def _rooted(opened: Opened) -> Iterator[Breach]:
    if not opened.tree.there:
        yield Breach("there is no structure tree", "catalogue")
    elif not opened.tree.elements:
        yield Breach("the structure tree is empty", "StructTreeRoot")


def _well_formed(opened: Opened) -> Iterator[Breach]:
    tree = opened.tree
    for ref in tree.twice:
        yield Breach("the element stands in the tree twice", tree.by_ref[ref].way)
    if tree.too_deep:
        yield Breach("the structure tree is nested too deeply", "StructTreeRoot")
    for element in tree.elements:
        page = opened.label_of(element.page)
        if element.entries.get("/Type", "/StructElem") != "/StructElem":
            yield Breach("Type is not StructElem", element.way, page)
        above = element.parent.ref if element.parent is not None else None
        root = opened.catalog.get("/StructTreeRoot")
        if element.entries.get("/P") != (above or root):
            yield Breach("P does not lead to the element around it", element.way, page)


def _types(opened: Opened) -> Iterator[Breach]:
    told: set[str] = set()
    for element in opened.tree.elements:
        if not element.standard and element.kind not in told:
            told.add(element.kind)
            page = opened.label_of(element.page)
            says = "the type is mapped to no standard type"
            yield Breach(says, element.way, page, element.kind)


def _remapped(opened: Opened) -> Iterator[Breach]:
    for kind, target in sorted(opened.tree.roles.items()):
        if kind in STANDARD_TYPES and target != kind:
            yield Breach("a standard type is mapped to another", kind, measured=target)


def _untagged(opened: Opened) -> Iterator[Breach]:
    for index, count in sorted(opened.drawn.untagged.items()):
        says = "content is neither tagged nor an artifact"
        yield Breach(says, "the page's content", opened.pages[index].label, f"{count} times")
    claimed = _claims(opened)
    lost: Counter[int] = Counter()
    for key, index in opened.drawn.marked.items():
        if key not in claimed:
            lost[index] += 1
    for index, count in sorted(lost.items()):
        says = "marked content belongs to no element of the tree"
        yield Breach(says, "the page's content", opened.pages[index].label, f"{count} times")


def _claims(opened: Opened) -> Counter[tuple[str, int]]:
    return Counter(key for element in opened.tree.elements for key in element.content)


def _content_there(opened: Opened) -> Iterator[Breach]:
    marked = opened.drawn.marked
    told = 0
    for element in opened.tree.elements:
        for key in element.content:
            if key not in marked and told < 50:
                told += 1
                says = f"marked content {key[1]} is not on the page"
                yield Breach(says, element.way, opened.label_of(key[0]))


def _once(opened: Opened) -> Iterator[Breach]:
    yield from faults_of(opened, "mcid", "the number stands twice on the page")
    for (holder, number), count in _claims(opened).items():
        if count > 1:
            says = "marked content belongs to two elements"
            yield Breach(says, f"marked content {number}", opened.label_of(holder))


def _parents(opened: Opened) -> Iterator[Breach]:
    root = opened.entries(opened.catalog.get("/StructTreeRoot"))
    if not root:
        return
    known = dict(numbers_below(opened, root.get("/ParentTree")))
    owners = {key: element.ref for element in opened.tree.elements for key in element.content}
    rows: dict[str, list[object]] = {}
    for (holder, number), index in opened.drawn.marked.items():
        if holder not in rows:
            place = opened.number(opened.entries(holder).get("/StructParents"))
            rows[holder] = opened.row(known.get(int(place))) if place is not None else []
            if place is None or int(place) not in known:
                says = "StructParents does not lead into the ParentTree"
                yield Breach(says, "page", opened.pages[index].label)
                continue
        row = rows[holder]
        if not row:
            continue
        if number >= len(row) or row[number] != owners.get((holder, number), row[number]):
            says = "the ParentTree names another element"
            yield Breach(says, f"marked content {number}", opened.pages[index].label)


def _artifacts(opened: Opened) -> Iterator[Breach]:
    yield from faults_of(opened, "artifact-in-tag", "an artifact stands within tagged content")
    yield from faults_of(opened, "tag-in-artifact", "tagged content stands within an artifact")


def _languages(opened: Opened) -> Iterator[Breach]:
    says = "Lang is no language tag"
    if "/Lang" in opened.catalog:
        language = opened.text_of(opened.catalog["/Lang"])
        if not _LANGUAGE.match(language):
            yield Breach(says, "catalogue", measured=language)
    for element in opened.tree.elements:
        if "/Lang" in element.entries:
            language = opened.text_of(element.entries["/Lang"])
            if not _LANGUAGE.match(language):
                yield Breach(says, element.way, opened.label_of(element.page), language)
    for language, index in opened.drawn.languages:
        if not _LANGUAGE.match(language):
            yield Breach(says, "marked content", opened.pages[index].label, language)


CLAUSES = (
    Clause(
        "marked",
        "6.7.2.2",
        "",
        "6.2",
        "MarkInfo says that the file is tagged.",
        "Tagged files say so.",
        _marked,
        WITH_TAGS,
    ),
    Clause(
        "structure-tree",
        "6.7.3.1",
        "",
        "7.1",
        "The document has a structure tree.",
        "It is written from the flow.",
        _rooted,
        WITH_TAGS,
    ),
    Clause(
        "structure-element",
        "6.7.3.3",
        "",
        "7.1",
        "Elements stand once in the tree, and know what they stand in.",
        "Each element is written from one node.",
        _well_formed,
        WITH_TAGS,
    ),
    Clause(
        "structure-type",
        "6.7.3.4",
        "",
        "7.1",
        "Every type is a standard one, or mapped to one.",
        "Standard types are used, or the RoleMap names them.",
        _types,
        WITH_TAGS,
    ),
    Clause(
        "structure-type-remapped",
        "6.7.3.4",
        "",
        "7.1",
        "Standard types are not mapped to others.",
        "The RoleMap holds our own types only.",
        _remapped,
        WITH_TAGS,
    ),
    Clause(
        "untagged",
        "6.7.3.3",
        "",
        "7.1",
        "All content is tagged or an artifact.",
        "Items of the display list have a tag, or are furniture.",
        _untagged,
        WITH_TAGS,
    ),
    Clause(
        "content-missing",
        "6.7.3.3",
        "",
        "7.1",
        "What an element says is its content is on the page.",
        "Elements are written from what was painted.",
        _content_there,
        WITH_TAGS,
    ),
    Clause(
        "content-twice",
        "6.7.3.3",
        "",
        "7.1",
        "Marked content has a number of its own on its page, and one element.",
        "Numbers are counted page by page.",
        _once,
        WITH_TAGS,
    ),
    Clause(
        "parent-tree",
        "6.7.3.3",
        "",
        "7.1",
        "The ParentTree leads from marked content to its element.",
        "It is written along with the elements.",
        _parents,
        WITH_TAGS,
    ),
    Clause(
        "artifact-nested",
        "6.7.3.2",
        "",
        "7.1",
        "Artifacts and tagged content do not stand within each other.",
        "One ends before the other begins.",
        _artifacts,
        WITH_TAGS,
    ),
    Clause(
        "language-tag",
        "6.7.4",
        "",
        "7.2",
        "Every Lang is a language tag.",
        "Languages come from the manuscript, checked there.",
        _languages,
        WITH_TAGS,
    ),
)
