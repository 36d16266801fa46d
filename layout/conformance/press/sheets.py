"""Clauses on the sheets of a file for the press: boxes, annotations, actions, layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.conformance.marks import item_of
from layout.conformance.press.claims import is_flat
from layout.conformance.records import Breach, press_clause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.conformance.opened import Opened
    from layout.conformance.page_tree import PageView

_NEAR = 0.01  # points: boxes are written to a thousandth
_WITHIN = (("BleedBox", "MediaBox"), ("TrimBox", "BleedBox"), ("ArtBox", "BleedBox"))
_OF_PRESSES = frozenset({"PrinterMark", "TrapNet"})
_AREAS = ("/ViewArea", "/ViewClip", "/PrintArea", "/PrintClip")

Box = tuple[float, float, float, float]


def box_of(opened: Opened, page: PageView, key: str) -> Box | None:
    """A page's box from its lower left; None where there is none, or none that is sound."""
    values = [opened.number(one) for one in opened.row(page.entries.get(f"/{key}"))]
    numbers = [one for one in values if one is not None]
    if len(values) != 4 or len(numbers) != 4:
        return None
    x1, y1, x2, y2 = numbers
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _trim(opened: Opened) -> Iterator[Breach]:
    for page in opened.pages:
        found = [key for key in ("TrimBox", "ArtBox") if box_of(opened, page, key) is not None]
        if len(found) != 1:
            says = "the page does not have either a TrimBox or an ArtBox"
            yield Breach(says, "page", page.label, " and ".join(found) or "none")


def _nested(opened: Opened) -> Iterator[Breach]:
    for page in opened.pages:
        for inner, outer in _WITHIN:
            within = box_of(opened, page, inner)
            around = box_of(opened, page, outer) or box_of(opened, page, "MediaBox")
            if within is None or around is None or _is_within(within, around):
                continue
            yield Breach(f"{inner} is not within {outer}", "page", page.label)


def _is_within(inner: Box, outer: Box) -> bool:
    low = all(inner[at] >= outer[at] - _NEAR for at in (0, 1))
    return low and all(inner[at] <= outer[at] + _NEAR for at in (2, 3))


def _annotations(opened: Opened) -> Iterator[Breach]:
    for page in opened.pages:
        printed = next(
            (
                box
                for key in ("BleedBox", "TrimBox", "ArtBox", "MediaBox")
                if (box := box_of(opened, page, key)) is not None
            ),
            None,
        )
        for one in opened.row(page.entries.get("/Annots")):
            kind = opened.name(opened.entries(one).get("/Subtype"))
            rect = [
                opened.number(at) or 0.0 for at in opened.row(opened.entries(one).get("/Rect"))
            ]
            if kind in _OF_PRESSES or printed is None or len(rect) != 4:
                continue
            if _meet((rect[0], rect[1], rect[2], rect[3]), printed):
                says = "the annotation lies on what is printed"
                yield Breach(f"{says}: {kind}", item_of(one), page.label)


def _meet(one: Box, two: Box) -> bool:
    across = min(one[0], one[2]) < two[2] and max(one[0], one[2]) > two[0]
    return across and min(one[1], one[3]) < two[3] and max(one[1], one[3]) > two[1]


def _actions(opened: Opened) -> Iterator[Breach]:
    names = opened.entries(opened.catalog.get("/Names"))
    if "/JavaScript" in names:
        yield Breach("the document has scripts", "catalogue")
    if "/AA" in opened.catalog or opened.entries(opened.catalog.get("/OpenAction")):
        yield Breach("the document does something by itself", "catalogue")
    for page in opened.pages:
        if "/AA" in page.entries:
            yield Breach("the page does something by itself", "page", page.label)
    for ref, entries in opened.dictionaries():
        if "/A" in entries and opened.entries(entries["/A"]).get("/S") is not None:
            yield Breach("it holds an action", item_of(ref))


def _areas(opened: Opened) -> Iterator[Breach]:
    preferences = opened.entries(opened.catalog.get("/ViewerPreferences"))
    for key in _AREAS:
        if key in preferences and opened.name(preferences[key]) not in {"MediaBox", "BleedBox"}:
            says = "the reader is told to show or print a part of the page"
            yield Breach(says, key[1:], measured=opened.name(preferences[key]))


def _layers(opened: Opened) -> Iterator[Breach]:
    properties = opened.entries(opened.catalog.get("/OCProperties"))
    if properties and is_flat(opened):
        yield Breach("the file has layers", "OCProperties")
        return
    configs = [properties.get("/D"), *opened.row(properties.get("/Configs"))]
    for config in configs:
        if "/AS" in opened.entries(config):
            yield Breach("layers change by themselves", "OCProperties")


def _packed(opened: Opened) -> Iterator[Breach]:
    for ref in sorted(opened.streams):
        if opened.name(opened.entries(ref).get("/Type")) in {"ObjStm", "XRef"}:
            yield Breach("objects are packed as PDF 1.4 does not know", item_of(ref))


CLAUSES = (
    press_clause(
        "press-trim",
        "page boxes",
        "page boxes",
        "Every page has a TrimBox or an ArtBox, not both.",
        "It has a TrimBox.",
        _trim,
    ),
    press_clause(
        "press-boxes",
        "page boxes",
        "page boxes",
        "The BleedBox is within the MediaBox, the TrimBox or ArtBox within the BleedBox.",
        "They are, by the bleed and the slug.",
        _nested,
    ),
    press_clause(
        "press-annotation",
        "annotations",
        "annotations",
        "Annotations lie outside the BleedBox, but for printer's marks and traps.",
        "There are none: links are left out.",
        _annotations,
    ),
    press_clause(
        "press-action",
        "actions",
        "actions",
        "There are no actions and no scripts.",
        "There are none; bookmarks lead to places.",
        _actions,
    ),
    press_clause(
        "press-view",
        "viewer preferences",
        "viewer preferences",
        "What is shown or printed of a page is its MediaBox or BleedBox.",
        "Nothing is said of it.",
        _areas,
    ),
    press_clause(
        "press-layers",
        "optional content",
        "optional content",
        "Layers do not change by themselves (AS); PDF/X-1a has none.",
        "There are none.",
        _layers,
    ),
    press_clause(
        "press-packed",
        "",
        "file structure",
        "Objects are written one by one.",
        "They are.",
        _packed,
    ),
)
