"""Clauses on embedded files, optional content and the rest of the catalogue (6.8 to 6.11)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.conformance.marks import item_of
from layout.conformance.records import Breach, Clause
from layout.pdf.standards import STANDARDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.conformance.objects import Entries
    from layout.conformance.opened import Opened

_RELATIONS = frozenset(
    [
        "Source",
        "Data",
        "Alternative",
        "Supplement",
        "EncryptedPayload",
        "FormData",
        "Schema",
        "Unspecified",
    ]
)
_MIME = re.compile(r"[-\w+.]+/[-\w+.]+\Z")
_CLAIM = re.compile(rb"pdfaid:part\s*(?:=\s*[\"']|>)\s*([1-4])")
_PARTS_2 = frozenset({"a-2b", "a-2u", "a-2a"})
_PARTS_3 = frozenset({"a-3b", "a-3u", "a-3a"})
_PART_4 = frozenset({"a-4", "a-4f"})
_UA = frozenset({"ua-1"})
_PRESS = frozenset({"x-4", "x-1a"})
_NO_FILES = _PARTS_2 | {"a-4"}
_DEEPEST_ORDER = 32


def _specifications(opened: Opened) -> Iterator[tuple[str, str, Entries]]:
    """File specifications of embedded files: reference, title, entries."""
    for ref, entries in opened.dictionaries():
        if "/EF" in entries:
            name = opened.text_of(entries.get("/UF")) or opened.text_of(entries.get("/F"))
            yield ref, f"file {name or item_of(ref)}", entries


def _streams(opened: Opened) -> Iterator[tuple[str, object]]:
    for _, title, entries in _specifications(opened):
        files = {str(one): one for one in opened.entries(entries.get("/EF")).values()}
        for one in files.values():
            yield title, one


def _only_archives(opened: Opened) -> Iterator[Breach]:
    parts = b"1234" if any(one.part == 4 for one in opened.standards) else b"12"
    for title, ref in _streams(opened):
        content = opened.bytes_of(ref)
        claim = _CLAIM.search(content)
        if not content.startswith(b"%PDF-") or claim is None or claim[1] not in parts:
            yield Breach("the embedded file is no PDF/A", title)


def _file_names(opened: Opened) -> Iterator[Breach]:
    for _, title, entries in _specifications(opened):
        for key in ("/F", "/UF"):
            if not opened.text_of(entries.get(key)):
                yield Breach(f"the embedded file has no {key[1:]}", title)


def _relations(opened: Opened) -> Iterator[Breach]:
    for _, title, entries in _specifications(opened):
        relation = opened.name(entries.get("/AFRelationship"))
        if relation not in _RELATIONS:
            says = "the embedded file does not say what it is to the document"
            yield Breach(says, title, measured=relation, allowed="AFRelationship")


def _media_types(opened: Opened) -> Iterator[Breach]:
    for title, ref in _streams(opened):
        kind = opened.name(opened.entries(ref).get("/Subtype"))
        if not _MIME.match(kind):
            yield Breach("the embedded file has no media type", title, measured=kind)


def _associated(opened: Opened) -> Iterator[Breach]:
    named = {
        str(one)
        for _, entries in opened.dictionaries()
        for one in opened.row(entries.get("/AF"))
    }
    for ref, title, _ in _specifications(opened):
        if ref not in named:
            yield Breach("the embedded file is associated with nothing (AF)", title)


def _files_of_4f(opened: Opened) -> Iterator[Breach]:
    if not opened.entries(opened.entries(opened.catalog.get("/Names")).get("/EmbeddedFiles")):
        yield Breach("no file is embedded", "Names")


def _layers(opened: Opened) -> Iterator[tuple[str, Entries]]:
    """The configurations of optional content."""
    optional = opened.entries(opened.catalog.get("/OCProperties"))
    if not optional:
        return
    yield "default configuration", opened.entries(optional.get("/D"))
    for number, one in enumerate(opened.row(optional.get("/Configs")), start=1):
        yield f"configuration {number}", opened.entries(one)


def _layer_names(opened: Opened) -> Iterator[Breach]:
    for item, entries in _layers(opened):
        if not opened.text_of(entries.get("/Name")):
            yield Breach("optional content has no Name", item)


def _layer_names_differ(opened: Opened) -> Iterator[Breach]:
    known: set[str] = set()
    for item, entries in _layers(opened):
        name = opened.text_of(entries.get("/Name"))
        if name and name in known:
            yield Breach("two configurations have one name", item, measured=name)
        known.add(name)


def _layer_order(opened: Opened) -> Iterator[Breach]:
    groups = opened.row(opened.entries(opened.catalog.get("/OCProperties")).get("/OCGs"))
    for item, entries in _layers(opened):
        if "/Order" in entries:
            listed = set(_listed(opened, entries["/Order"], 0))
            for group in groups:
                if str(group) not in listed:
                    yield Breach("Order leaves out a group", item, measured=item_of(group))


def _listed(opened: Opened, value: object, depth: int) -> Iterator[str]:
    found = opened.at(value)
    if isinstance(found, list) and depth < _DEEPEST_ORDER:
        for one in found:
            yield from _listed(opened, one, depth + 1)
    else:
        yield str(value)


def _layer_usage(opened: Opened) -> Iterator[Breach]:
    for item, entries in _layers(opened):
        if "/AS" in entries:
            yield Breach("optional content changes by itself (AS)", item)


def _presentations(opened: Opened) -> Iterator[Breach]:
    if "/AlternatePresentations" in opened.entries(opened.catalog.get("/Names")):
        yield Breach("there are alternate presentations", "Names")
    for page in opened.pages:
        if "/PresSteps" in page.entries:
            yield Breach("the page has steps of a presentation", "page", page.label)


def _requirements(opened: Opened) -> Iterator[Breach]:
    if "/Requirements" in opened.catalog:
        yield Breach("the file asks for abilities of the reader", "catalogue")


CLAUSES = (
    Clause(
        "embedded-file",
        "6.8",
        "6.9",
        "",
        "An embedded file is PDF/A itself.",
        "Files are embedded in PDF/A-3 and PDF/A-4f only.",
        _only_archives,
        _NO_FILES,
    ),
    Clause(
        "embedded-file-name",
        "6.8",
        "6.9",
        "7.11",
        "An embedded file has F and UF.",
        "Both are the path in the deposit.",
        _file_names,
    ),
    Clause(
        "embedded-file-relation",
        "6.8",
        "6.9",
        "",
        "An embedded file says with AFRelationship what it is to the document.",
        "Sources are Source, records Data or Supplement.",
        _relations,
        _PARTS_3 | _PART_4,
    ),
    Clause(
        "embedded-file-type",
        "6.8",
        "6.9",
        "",
        "An embedded file has a media type.",
        "It goes by the file's ending.",
        _media_types,
        _PARTS_3 | _PART_4,
    ),
    Clause(
        "embedded-file-associated",
        "6.8",
        "",
        "",
        "Every embedded file is associated with the document or a part of it.",
        "All are associated with the document.",
        _associated,
        _PARTS_3,
    ),
    Clause(
        "embedded-files-4f",
        "",
        "6.9",
        "",
        "A PDF/A-4f holds embedded files.",
        "It is written with --embed-sources.",
        _files_of_4f,
        frozenset({"a-4f"}),
    ),
    Clause(
        "layer-name",
        "6.9",
        "6.10",
        "7.10",
        "Every configuration of optional content has a Name.",
        "No optional content is written; figures with it are looked at.",
        _layer_names,
    ),
    Clause(
        "layer-names-same",
        "6.9",
        "6.10",
        "",
        "No two configurations of optional content have one Name.",
        "No optional content is written.",
        _layer_names_differ,
    ),
    Clause(
        "layer-order",
        "6.9",
        "6.10",
        "",
        "Order lists every optional content group.",
        "No optional content is written.",
        _layer_order,
    ),
    Clause(
        "layer-usage",
        "6.9",
        "",
        "7.10",
        "Optional content does not change by itself: no AS.",
        "No optional content is written.",
        _layer_usage,
    ),
    Clause(
        "presentation",
        "6.10",
        "6.11",
        "",
        "There are no alternate presentations and no steps.",
        "None is written.",
        _presentations,
    ),
    Clause(
        "requirements",
        "6.11",
        "6.12",
        "",
        "The catalogue has no Requirements.",
        "None is written.",
        _requirements,
    ),
)
assert STANDARDS.keys() == _NO_FILES | _PARTS_3 | _PART_4 | _UA | _PRESS
