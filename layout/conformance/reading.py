"""The content of all pages, read once into a `Drawn`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.conformance.content import Reader
from layout.conformance.drawn import Drawn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layout.conformance.objects import Entries, Objects
    from layout.conformance.page_tree import PageView

_MOST_STREAMS = 200_000


def drawn_of(file: Objects, pages: Iterable[PageView]) -> Drawn:
    """Read the content of every page, with its forms, patterns and appearances."""
    drawn = Drawn()
    for page in pages:
        _read_page(file, drawn, page)
    return drawn


def _read_page(file: Objects, drawn: Drawn, page: PageView) -> None:
    entries = page.entries
    resources = file.entries(entries.get("/Resources"))
    group = file.entries(entries.get("/Group"))
    if group:
        drawn.groups[page.index] = group
    reader = Reader(file, drawn, page.index)
    if group.get("/CS") is not None:
        reader.use_space(group["/CS"], resources)
    contents = file.at(entries.get("/Contents"))
    parts = contents if isinstance(contents, list) else [entries.get("/Contents")]
    content = b"\n".join(file.bytes_of(part) for part in parts[:_MOST_STREAMS])
    reader.read(content, resources, page.ref)
    if reader.named and not page.explicit:
        drawn.fault("inherited", page.index, "the page's content")
    for annotation in file.row(entries.get("/Annots")):
        _read_appearance(file, reader, file.entries(annotation))


def _read_appearance(file: Objects, reader: Reader, annotation: Entries) -> None:
    normal = file.entries(annotation.get("/AP")).get("/N")
    states = [normal] if file.is_stream(normal) else file.entries(normal).values()
    for state in states:
        if file.is_stream(state):
            reader.read_form(state, {}, aside=True)
