"""What the pages' content draws, and with what: gathered in one reading of each stream."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from layout.conformance.content import Reader
from layout.record import Record

if TYPE_CHECKING:
    from layout.conformance.opened import Entries, Opened, PageView

_MOST_STREAMS = 200_000


class Fault(Record):
    """Something in a content stream that a clause asks about; `kind` says which."""

    kind: str
    page_index: int
    item: str
    measured: str = ""


class Drawn:
    """What was found. Sets of pages are kept as the first page something is used on."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        # Device colours and ICC profiles by name or reference, with the first page.
        self.colours: dict[str, int] = {}
        # Arrays of Separation and DeviceN spaces, as written.
        self.spots: list[tuple[list[object], int]] = []
        # The strings shown in a font, by whether they are visible, by page.
        self.shows: dict[tuple[str, bool], dict[int, list[bytes]]] = defaultdict(
            lambda: defaultdict(list)
        )
        # Strings shown where no ActualText speaks for them.
        self.plain: dict[str, dict[int, list[bytes]]] = defaultdict(lambda: defaultdict(list))
        self.fonts: dict[str, Entries] = {}
        self.images: dict[str, tuple[Entries, int]] = {}
        self.forms: dict[str, tuple[Entries, int]] = {}
        self.states: dict[str, tuple[Entries, int]] = {}
        self.transparent: set[int] = set()
        self.groups: dict[int, Entries] = {}
        self.untagged: dict[int, int] = defaultdict(int)
        # Marked content by who holds it (a page or form) and its number.
        self.marked: dict[tuple[str, int], int] = {}
        self.form_uses: dict[str, int] = defaultdict(int)
        self.form_marks: set[str] = set()
        # Lang entries and ActualText of marked content.
        self.languages: list[tuple[str, int]] = []
        self.actual_texts: list[tuple[str, str, int]] = []
        self.overprint: dict[int, str] = {}

    def fault(self, kind: str, page_index: int, item: str, measured: str = "") -> None:
        """Keep a fault, once for each item."""
        fault = Fault(kind, page_index, item, measured)
        if fault not in self.faults[-50:]:
            self.faults.append(fault)


def drawn_of(opened: Opened) -> Drawn:
    """Read the content of every page, with its forms, patterns and appearances."""
    drawn = Drawn()
    for page in opened.pages:
        _read_page(opened, drawn, page)
    return drawn


def _read_page(opened: Opened, drawn: Drawn, page: PageView) -> None:
    entries = page.entries
    resources = opened.entries(entries.get("/Resources"))
    group = opened.entries(entries.get("/Group"))
    if group:
        drawn.groups[page.index] = group
    reader = Reader(opened, drawn, page.index)
    if group.get("/CS") is not None:
        reader.use_space(group["/CS"], resources)
    contents = opened.at(entries.get("/Contents"))
    parts = contents if isinstance(contents, list) else [entries.get("/Contents")]
    content = b"\n".join(opened.bytes_of(part) for part in parts[:_MOST_STREAMS])
    reader.read(content, resources, page.ref)
    if reader.named and not page.explicit:
        drawn.fault("inherited", page.index, "the page's content")
    for annotation in opened.row(entries.get("/Annots")):
        _read_appearance(opened, reader, opened.entries(annotation))


def _read_appearance(opened: Opened, reader: Reader, annotation: Entries) -> None:
    normal = opened.entries(annotation.get("/AP")).get("/N")
    states = [normal] if opened.is_stream(normal) else opened.entries(normal).values()
    for state in states:
        if opened.is_stream(state):
            reader.read_form(state, {}, aside=True)
