"""What the pages' content draws, and with what."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from layout.record import Record

if TYPE_CHECKING:
    from layout.conformance.objects import Entries


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
