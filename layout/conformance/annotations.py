"""Clauses on annotations, forms and actions (6.3, 6.4, 6.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.conformance.marks import item_of
from layout.conformance.records import Breach, Clause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.conformance.marks import Annotation
    from layout.conformance.objects import Entries
    from layout.conformance.opened import Opened

_KINDS = frozenset(
    [
        "Text",
        "Link",
        "FreeText",
        "Line",
        "Square",
        "Circle",
        "Polygon",
        "PolyLine",
        "Highlight",
        "Underline",
        "Squiggly",
        "StrikeOut",
        "Stamp",
        "Caret",
        "Ink",
        "Popup",
        "FileAttachment",
        "Widget",
        "PrinterMark",
        "TrapNet",
        "Watermark",
        "Redact",
    ]
)
_ACTIONS = frozenset(["GoTo", "GoToR", "GoToE", "Thread", "URI", "Named", "SubmitForm"])
_ACTIONS_OF_4 = _ACTIONS | {"JavaScript", "RichMediaExecute", "GoToDp"}
_NAMED = frozenset(["NextPage", "PrevPage", "FirstPage", "LastPage"])
_TRIGGERS_OF_4 = frozenset(("/E", "/X", "/D", "/U", "/Fo", "/Bl"))
_INVISIBLE, _HIDDEN, _PRINT, _NO_ZOOM, _NO_ROTATE, _NO_VIEW, _TOGGLE = 1, 2, 4, 8, 16, 32, 256
_MOST_STEPS = 100


def _flags(opened: Opened, one: Annotation) -> int:
    return int(opened.number(one.entries.get("/F")) or 0)


def _kinds(opened: Opened) -> Iterator[Breach]:
    four = any(one.part == 4 for one in opened.standards)
    for one in opened.annotations:
        allowed = _KINDS | {"Projection"} if four else _KINDS
        if four and not any(standard.holds_files for standard in opened.standards):
            allowed = allowed - {"FileAttachment"}
        if one.kind not in allowed:
            yield Breach(
                "annotations of this kind are not allowed", one.item, one.page, one.kind
            )


def _have_flags(opened: Opened) -> Iterator[Breach]:
    for one in opened.annotations:
        if one.kind != "Popup" and opened.number(one.entries.get("/F")) is None:
            yield Breach("the annotation has no flags (F)", one.item, one.page)


def _print(opened: Opened) -> Iterator[Breach]:
    for one in opened.annotations:
        flags = _flags(opened, one)
        hides = flags & (_INVISIBLE | _HIDDEN | _NO_VIEW | _TOGGLE)
        if "/F" in one.entries and (hides or not flags & _PRINT):
            yield Breach(
                "the annotation is hidden or not printed", one.item, one.page, str(flags)
            )


def _still(opened: Opened) -> Iterator[Breach]:
    wanted = _NO_ZOOM | _NO_ROTATE
    for one in opened.annotations:
        if one.kind == "Text" and _flags(opened, one) & wanted != wanted:
            yield Breach("the note zooms or turns with the page", one.item, one.page)


def _appearances(opened: Opened) -> Iterator[Breach]:
    for one in opened.annotations:
        box = [opened.number(edge) for edge in opened.row(one.entries.get("/Rect"))]
        empty = len(box) == 4 and box[:2] == box[2:]
        spared = one.kind in {"Popup", "Link", "Projection"} or empty
        if not spared and not opened.entries(one.entries.get("/AP")):
            yield Breach("the annotation has no appearance", one.item, one.page)


def _appearance_states(opened: Opened) -> Iterator[Breach]:
    for one in opened.annotations:
        looks = opened.entries(one.entries.get("/AP"))
        if not looks:
            continue
        if set(looks) != {"/N"}:
            others = " ".join(sorted(looks.keys() - {"/N"})) or "no N"
            yield Breach("the appearance is not N alone", one.item, one.page, others, "N")
        button = one.kind == "Widget" and opened.name(one.entries.get("/FT")) == "Btn"
        if "/N" in looks and opened.is_stream(looks["/N"]) == button:
            says = "the appearance is a stream" if button else "the appearance is no stream"
            yield Breach(says, one.item, one.page)


def _widget_actions(opened: Opened) -> Iterator[Breach]:
    four = any(one.part == 4 for one in opened.standards)
    for one in opened.annotations:
        keys = {"/A"} if four else {"/A", "/AA"}
        if one.kind == "Widget" and one.entries.keys() & keys:
            yield Breach("the field has an action", one.item, one.page)


def _field_actions(opened: Opened) -> Iterator[Breach]:
    for ref, entries in opened.dictionaries():
        if "/FT" in entries and "/AA" in entries and entries.get("/Subtype") != "/Widget":
            yield Breach("the field has additional actions", item_of(ref))


def _appearances_wanted(opened: Opened) -> Iterator[Breach]:
    form = opened.entries(opened.catalog.get("/AcroForm"))
    if opened.at(form.get("/NeedAppearances")) is True:
        yield Breach("the form leaves appearances to the reader", "AcroForm")


def _xfa(opened: Opened) -> Iterator[Breach]:
    if "/XFA" in opened.entries(opened.catalog.get("/AcroForm")):
        yield Breach("the form is XFA", "AcroForm")


def _rendering(opened: Opened) -> Iterator[Breach]:
    if opened.at(opened.catalog.get("/NeedsRendering")) is True:
        yield Breach("the catalogue asks for rendering", "catalogue")


def _actions(opened: Opened) -> Iterator[tuple[str, str, Entries]]:
    """Every action with what holds it and its page."""
    for item, page, value in _first_actions(opened):
        for action in _chain(opened, value):
            yield item, page, action


def _first_actions(opened: Opened) -> Iterator[tuple[str, str, object]]:
    yield "OpenAction", "", opened.catalog.get("/OpenAction")
    for one in opened.annotations:
        yield one.item, one.page, one.entries.get("/A")
    for item, page, entries in _holders(opened):
        for trigger in opened.entries(entries.get("/AA")).values():
            yield item, page, trigger
    for ref, entries in opened.dictionaries():
        if entries.get("/Type") == "/Action":
            yield item_of(ref), "", ref
        elif "/A" in entries and "/Title" in entries:
            yield f"bookmark {item_of(ref)}", "", entries["/A"]


def _holders(opened: Opened) -> Iterator[tuple[str, str, Entries]]:
    """What may have additional actions: the document, pages, annotations."""
    yield "catalogue", "", opened.catalog
    for page in opened.pages:
        yield "page", page.label, page.entries
    for one in opened.annotations:
        yield one.item, one.page, one.entries


def _chain(opened: Opened, value: object) -> Iterator[Entries]:
    """An action and those that follow it."""
    waiting = [value]
    for _ in range(_MOST_STEPS):
        if not waiting:
            return
        entries = opened.entries(waiting.pop())
        if "/S" in entries:
            yield entries
            after = opened.at(entries.get("/Next"))
            waiting.extend(after if isinstance(after, list) else [after])


def _kinds_of_actions(opened: Opened) -> Iterator[Breach]:
    four = any(one.part == 4 for one in opened.standards)
    allowed = _ACTIONS_OF_4 if four else _ACTIONS
    told: set[tuple[str, str]] = set()
    for item, page, action in _actions(opened):
        kind = opened.name(action.get("/S"))
        if kind not in allowed and (item, kind) not in told:
            told.add((item, kind))
            yield Breach("actions of this kind are not allowed", item, page, kind)
    names = opened.entries(opened.catalog.get("/Names"))
    if not four and "/JavaScript" in names:
        yield Breach("the file has scripts", "Names", measured="JavaScript")


def _named_actions(opened: Opened) -> Iterator[Breach]:
    for item, page, action in _actions(opened):
        named = opened.name(action.get("/N"))
        if opened.name(action.get("/S")) == "Named" and named not in _NAMED:
            yield Breach("the named action is not one of the four", item, page, named)


def _triggers(opened: Opened) -> Iterator[Breach]:
    if "/AA" in opened.catalog:
        yield Breach("the document has additional actions", "catalogue")
    for page in opened.pages:
        if "/AA" in page.entries:
            yield Breach("the page has additional actions", "page", page.label)


def _triggers_of_4(opened: Opened) -> Iterator[Breach]:
    for item, label, entries in _holders(opened):
        keys = sorted(opened.entries(entries.get("/AA")).keys() - _TRIGGERS_OF_4)
        if keys and entries.get("/Subtype") != "/Widget":
            yield Breach("additional actions have other triggers", item, label, " ".join(keys))


CLAUSES = (
    Clause(
        "annotation-kind",
        "6.3.1",
        "6.3.1",
        "",
        "Annotations are of the kinds PDF knows; none is sound, film, screen or 3D.",
        "Links are the only annotations.",
        _kinds,
    ),
    Clause(
        "annotation-flags",
        "6.3.2",
        "6.3.2",
        "",
        "Every annotation but a popup has flags (F).",
        "Links have them.",
        _have_flags,
    ),
    Clause(
        "annotation-hidden",
        "6.3.2",
        "6.3.2",
        "",
        "Annotations are printed, and neither hidden nor invisible.",
        "Links have the flag Print and no other.",
        _print,
    ),
    Clause(
        "note-zooms",
        "6.3.2",
        "",
        "",
        "Notes have NoZoom and NoRotate.",
        "No note annotation is written.",
        _still,
    ),
    Clause(
        "appearance",
        "6.3.3",
        "6.3.3",
        "",
        "Every annotation but links, popups and empty ones has an appearance.",
        "Links are the only annotations.",
        _appearances,
    ),
    Clause(
        "appearance-states",
        "6.3.3",
        "6.3.3",
        "",
        "An appearance is N alone: a stream, or a dictionary of states for a button.",
        "Links have none.",
        _appearance_states,
    ),
    Clause(
        "widget-action",
        "6.4.1",
        "6.4.1",
        "",
        "Form fields do nothing by themselves.",
        "No form is written.",
        _widget_actions,
    ),
    Clause(
        "field-action",
        "6.4.1",
        "",
        "",
        "Fields have no additional actions.",
        "No form is written.",
        _field_actions,
    ),
    Clause(
        "need-appearances",
        "6.4.1",
        "6.4.1",
        "",
        "A form brings its appearances.",
        "No form is written.",
        _appearances_wanted,
    ),
    Clause(
        "xfa",
        "6.4.2",
        "6.4.2",
        "7.15",
        "There is no XFA.",
        "No form is written.",
        _xfa,
    ),
    Clause(
        "needs-rendering",
        "6.4.2",
        "6.4.2",
        "",
        "The catalogue does not ask for rendering.",
        "It is not written.",
        _rendering,
    ),
    Clause(
        "action",
        "6.5.1",
        "6.6.1",
        "",
        "Actions lead to places; none starts programs, plays, hides, resets or runs scripts.",
        "Links and bookmarks go to pages and addresses.",
        _kinds_of_actions,
    ),
    Clause(
        "named-action",
        "6.5.1",
        "6.6.1",
        "",
        "Named actions are the next, previous, first and last page.",
        "None is written.",
        _named_actions,
    ),
    Clause(
        "additional-actions",
        "6.5.2",
        "",
        "",
        "Neither the document nor a page has additional actions.",
        "None is written.",
        _triggers,
    ),
    Clause(
        "additional-action-triggers",
        "",
        "6.6.3",
        "",
        "Additional actions are started by the pointer and the focus only.",
        "None is written.",
        _triggers_of_4,
    ),
)
