"""The pages of a file in order, with what they inherit (ISO 32000-1 7.7.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.conformance.labels import page_labels
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.conformance.objects import Entries, Objects

_DEEPEST = 64
_MOST_PAGES = 100_000
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")


class PageView(Record):
    """A page with what it inherits; `explicit` says that its resources are its own."""

    index: int
    label: str
    ref: str
    entries: dict[str, object]
    explicit: bool


def pages_of(file: Objects) -> tuple[PageView, ...]:
    """The pages in order."""
    found = list(_below(file, file.catalog.get("/Pages"), {}, 0, set()))
    labels = page_labels(file, len(found))
    return tuple(
        PageView(index, labels[index], ref, entries, explicit)
        for index, (ref, entries, explicit) in enumerate(found)
    )


def _below(
    file: Objects, ref: object, inherited: Entries, depth: int, seen: set[str]
) -> Iterator[tuple[str, Entries, bool]]:
    entries = file.entries(ref)
    known = isinstance(ref, str) and ref in seen
    if not entries or known or depth > _DEEPEST or len(seen) > _MOST_PAGES:
        return
    seen.add(str(ref))
    own = {key: entries[key] for key in _INHERITED if key in entries}
    kids = entries.get("/Kids")
    if kids is None:
        yield str(ref), {**inherited, **entries}, "/Resources" in entries
    for kid in file.row(kids):
        yield from _below(file, kid, {**inherited, **own}, depth + 1, seen)
