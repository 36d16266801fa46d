"""Annotations, and what findings call the objects of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from layout.conformance.objects import Objects
    from layout.conformance.page_tree import PageView


def item_of(ref: object) -> str:
    """An object by its number, as a finding names it."""
    return (
        f"object {ref.partition(' ')[0]}" if isinstance(ref, str) and ref.endswith(" R") else ""
    )


class Annotation(Record):
    """An annotation with its page; `item` is what findings call it."""

    kind: str
    item: str
    page: str
    ref: str
    entries: dict[str, object]


def annotations_of(file: Objects, pages: Iterable[PageView]) -> Iterator[Annotation]:
    """Every annotation, page by page."""
    for page in pages:
        for number, one in enumerate(file.row(page.entries.get("/Annots")), start=1):
            entries = file.entries(one)
            if entries:
                kind = file.name(entries.get("/Subtype"))
                where = item_of(one).removeprefix("object ") or f"no. {number}"
                ref = one if isinstance(one, str) else ""
                yield Annotation(
                    kind, f"{kind or 'annotation'} {where}", page.label, ref, entries
                )
