"""Clauses of PDF/UA-1 on the document and its elements (ISO 14289-1 7.1 to 7.20)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.conformance.marks import item_of
from layout.conformance.packet import DC
from layout.conformance.records import Breach, Clause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.conformance.opened import Opened
    from layout.conformance.tree import Element

_HEADING = re.compile(r"H([1-6])\Z")
_MIME = re.compile(r"[-\w+.]+/[-\w+.]+\Z")


def _title(opened: Opened) -> Iterator[Breach]:
    if not opened.packet.text(DC, "title"):
        yield Breach("the metadata have no dc:title", "XMP")


def _shows_title(opened: Opened) -> Iterator[Breach]:
    wishes = opened.entries(opened.catalog.get("/ViewerPreferences"))
    if opened.at(wishes.get("/DisplayDocTitle")) is not True:
        yield Breach("the window does not show the title (DisplayDocTitle)", "catalogue")


def _suspects(opened: Opened) -> Iterator[Breach]:
    marks = opened.entries(opened.catalog.get("/MarkInfo"))
    if opened.at(marks.get("/Suspects")) is True:
        yield Breach("MarkInfo says that the tags are doubtful", "catalogue")


def _language(opened: Opened) -> Iterator[Breach]:
    if opened.text_of(opened.catalog.get("/Lang")):
        return
    yield Breach("nothing says in which language the metadata are", "catalogue")
    if "/Outlines" in opened.catalog:
        yield Breach("nothing says in which language the bookmarks are", "Outlines")
    for element in opened.tree.elements:
        speaks = element.content or element.entries.keys() & {"/Alt", "/ActualText", "/E"}
        if speaks and not _spoken(opened, element):
            says = "nothing says in which language the text is"
            yield Breach(says, element.way, opened.label_of(element.page))


def _spoken(opened: Opened, element: Element) -> bool:
    here: Element | None = element
    while here is not None:
        if opened.text_of(here.entries.get("/Lang")):
            return True
        here = here.parent
    return False


def _figures(opened: Opened) -> Iterator[Breach]:
    for element in opened.tree.of("Figure"):
        if not _told(opened, element):
            page = opened.label_of(_page_of(element))
            yield Breach("the figure has no alternate text", element.way, page)


def _formulas(opened: Opened) -> Iterator[Breach]:
    for element in opened.tree.of("Formula"):
        if not _told(opened, element):
            page = opened.label_of(_page_of(element))
            yield Breach("the formula has no alternate text", element.way, page)


def _told(opened: Opened, element: Element) -> bool:
    return any(
        opened.text_of(element.entries.get(key)).strip() for key in ("/Alt", "/ActualText")
    )


def _page_of(element: Element) -> object:
    """The page of an element, or of the first below it that is on one."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one.page, str):
            return one.page
        if one.content:
            return one.content[0][0]
        waiting.extend(reversed(one.kids))
    return None


def _headings(opened: Opened) -> Iterator[Breach]:
    last = 0
    for element in opened.tree.elements:
        match = _HEADING.match(element.standard)
        if match is None:
            continue
        level = int(match[1])
        if level > last + 1:
            page = opened.label_of(_page_of(element))
            says = "a heading level is skipped" if last else "the first heading is not H1"
            yield Breach(says, element.way, page, f"H{level}", f"H{last + 1}")
        last = level


def _heading_kinds(opened: Opened) -> Iterator[Breach]:
    plain = opened.tree.of("H")
    if plain and any(_HEADING.match(one.standard) for one in opened.tree.elements):
        page = opened.label_of(_page_of(plain[0]))
        yield Breach("both H and H1 to H6 are used", plain[0].way, page)
    for element in opened.tree.elements:
        if sum(1 for kid in element.kids if kid.standard == "H") > 1:
            yield Breach(
                "the element has more than one H",
                element.way,
                opened.label_of(_page_of(element)),
            )


def _notes(opened: Opened) -> Iterator[Breach]:
    known: set[str] = set()
    for element in opened.tree.of("Note"):
        identity = opened.text_of(element.entries.get("/ID"))
        page = opened.label_of(_page_of(element))
        if not identity:
            yield Breach("the note has no ID", element.way, page)
        elif identity in known:
            yield Breach("another note has the same ID", element.way, page, identity)
        known.add(identity)


def _in_annot(opened: Opened) -> Iterator[Breach]:
    holders = opened.tree.holders
    for one in opened.annotations:
        wanted = {"Link": "Link", "Widget": "Form"}.get(one.kind, "Annot")
        if one.kind in {"Popup", "PrinterMark"} or wanted != "Annot":
            continue
        holder = holders.get(one.ref)
        if holder is None or holder.standard != "Annot":
            yield Breach("the annotation stands in no Annot", one.item, one.page)
        elif not opened.text_of(one.entries.get("/Contents")) and not _told(opened, holder):
            yield Breach("nothing says what the annotation is", one.item, one.page)


def _links(opened: Opened) -> Iterator[Breach]:
    holders = opened.tree.holders
    for one in opened.annotations:
        holder = holders.get(one.ref)
        if one.kind == "Link" and (holder is None or holder.ancestor("Link") is None):
            yield Breach("the link stands in no Link", one.item, one.page)


def _link_contents(opened: Opened) -> Iterator[Breach]:
    for one in opened.annotations:
        if one.kind == "Link" and not opened.text_of(one.entries.get("/Contents")).strip():
            yield Breach("the link does not say where it leads (Contents)", one.item, one.page)


def _widgets(opened: Opened) -> Iterator[Breach]:
    holders = opened.tree.holders
    for one in opened.annotations:
        holder = holders.get(one.ref)
        if one.kind == "Widget" and (holder is None or holder.standard != "Form"):
            yield Breach("the field stands in no Form", one.item, one.page)


def _never(opened: Opened) -> Iterator[Breach]:
    holders = opened.tree.holders
    for one in opened.annotations:
        if one.kind == "TrapNet":
            yield Breach("trap networks are not allowed", one.item, one.page)
        if one.kind == "PrinterMark" and one.ref in holders:
            yield Breach("a printer's mark stands in the structure", one.item, one.page)


def _tabs(opened: Opened) -> Iterator[Breach]:
    for page in opened.pages:
        if opened.row(page.entries.get("/Annots")):
            order = opened.name(page.entries.get("/Tabs"))
            if order != "S":
                says = "annotations are not gone through in the order of the structure (Tabs)"
                yield Breach(says, "page", page.label, order or "none", "S")


def _media(opened: Opened) -> Iterator[Breach]:
    for ref, entries in opened.dictionaries():
        if entries.get("/S") == "/MCD":
            if not _MIME.match(opened.text_of(entries.get("/CT"))):
                yield Breach("the media clip has no media type (CT)", item_of(ref))
            if not opened.row(entries.get("/Alt")):
                yield Breach("the media clip has no alternate text", item_of(ref))


def _forms_once(opened: Opened) -> Iterator[Breach]:
    for ref in sorted(opened.drawn.form_marks):
        if opened.drawn.form_uses[ref] > 1:
            page = opened.pages[opened.drawn.forms[ref][1]].label
            yield Breach("a form with tagged content is shown twice", item_of(ref), page)


CLAUSES = (
    Clause(
        "title",
        "",
        "",
        "7.1",
        "The metadata have a title.",
        "It is the publication's with the issue.",
        _title,
    ),
    Clause(
        "title-shown",
        "",
        "",
        "7.1",
        "The reader shows the title, not the name of the file.",
        "DisplayDocTitle is true.",
        _shows_title,
    ),
    Clause(
        "suspects",
        "",
        "",
        "7.1",
        "The tags are not marked as doubtful.",
        "Suspects is not written.",
        _suspects,
    ),
    Clause(
        "language",
        "",
        "",
        "7.2",
        "The language of all text is known.",
        "The catalogue has the publication's language.",
        _language,
    ),
    Clause(
        "figure-alt",
        "",
        "",
        "7.3",
        "Every figure has Alt or ActualText.",
        "It comes from the manuscript's alt; a picture without is the finding missing-alt.",
        _figures,
    ),
    Clause(
        "heading-skipped",
        "",
        "",
        "7.4.2",
        "Headings begin with H1 and go down one level at a time.",
        "Levels come from the manuscript, closed up.",
        _headings,
    ),
    Clause(
        "heading-kinds",
        "",
        "",
        "7.4.4",
        "A document uses H, once in an element, or H1 to H6, not both.",
        "H1 to H6 are used.",
        _heading_kinds,
    ),
    Clause(
        "formula-alt",
        "",
        "",
        "7.7",
        "Every formula has Alt or ActualText.",
        "No formula is written.",
        _formulas,
    ),
    Clause(
        "note-id",
        "",
        "",
        "7.9",
        "Every note has an ID of its own.",
        "It is counted through the file.",
        _notes,
    ),
    Clause(
        "annotation-tagged",
        "",
        "",
        "7.18.1",
        "Annotations but links, fields and popups stand in an Annot and say what they are.",
        "Links are the only annotations.",
        _in_annot,
    ),
    Clause(
        "annotation-never",
        "",
        "",
        "7.18.2",
        "There are no trap networks, and printer's marks are not in the structure.",
        "Printer's marks are artifacts of the page.",
        _never,
    ),
    Clause(
        "tab-order",
        "",
        "",
        "7.18.3",
        "A page with annotations has Tabs S.",
        "It is written on every such page.",
        _tabs,
    ),
    Clause(
        "widget-tagged",
        "",
        "",
        "7.18.4",
        "Fields stand in a Form.",
        "No form is written.",
        _widgets,
    ),
    Clause(
        "link-tagged",
        "",
        "",
        "7.18.5",
        "Links stand in a Link.",
        "Each has an element with an OBJR.",
        _links,
    ),
    Clause(
        "link-contents",
        "",
        "",
        "7.18.5",
        "Links say in Contents where they lead.",
        "They come with the link.",
        _link_contents,
    ),
    Clause(
        "media-clip",
        "",
        "",
        "7.18.6.2",
        "Media clips have a type and an alternate text.",
        "None is written.",
        _media,
    ),
    Clause(
        "form-twice",
        "",
        "",
        "7.20",
        "A form with tagged content is shown once.",
        "Content is tagged around forms, never in them.",
        _forms_once,
    ),
)
