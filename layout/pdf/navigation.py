"""Ways through the file: the outline and the links between pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.pdf.canvas import box, dictionary, name, row, text_string

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObjectReference

    from layout.display.model import Bookmark, PageLink
    from layout.geometry import Pt
    from layout.pdf.boxes import PageBoxes
    from layout.pdf.canvas import Document

_PRINTS = 1 << 2  # ISO 32000-2 table 167; ISO 19005-2 6.3.2 demands it of every annotation


def outline(
    document: Document, bookmarks: Sequence[Bookmark], boxes: Mapping[int, PageBoxes]
) -> PDFObjectReference | None:
    """The outline, all of it open; `boxes` holds those of the pages in the file.

    Bookmarks of other pages are left out. One that skips a level hangs on the nearest above it.

    Source: ISO 32000-2 12.3.3.
    """
    root = dictionary({"Type": name("Outlines")})
    open_entries: list[tuple[int, PDFDictionary]] = [(-1, root)]
    last_child: dict[int, PDFDictionary] = {}
    for bookmark in bookmarks:
        if bookmark.page_index not in boxes:
            continue
        while open_entries[-1][0] >= bookmark.level:
            open_entries.pop()
        parent = open_entries[-1][1]
        place = boxes[bookmark.page_index]
        entry = dictionary(
            {
                "Title": text_string(bookmark.title),
                "Parent": document.add(parent),
                "Dest": destination(document, bookmark.page_index, place.top - bookmark.y),
            }
        )
        _append(document, parent, entry, last_child)
        for _, ancestor in open_entries:
            ancestor["Count"] = ancestor.dict.get("Count", 0) + 1
        open_entries.append((bookmark.level, entry))
    return document.add(root) if last_child else None


def _append(
    document: Document,
    parent: PDFDictionary,
    entry: PDFDictionary,
    last_child: dict[int, PDFDictionary],
) -> None:
    """Make an entry the last child of its parent; `last_child` goes by the parent's id."""
    reference = document.add(entry)
    before = last_child.get(id(parent))
    if before is None:
        parent["First"] = reference
    else:
        before["Next"] = reference
        entry["Prev"] = document.add(before)
    parent["Last"] = reference
    last_child[id(parent)] = entry


def links(
    document: Document,
    page_links: Iterable[PageLink],
    here: PageBoxes,
    boxes: Mapping[int, PageBoxes],
    more: Sequence[Mapping[str, object]] = (),
) -> list[PDFDictionary]:
    """The link annotations of a page; all lead to pages that are in the file.

    `more` has further entries for each of them. Source: ISO 32000-2 12.5.6.5.
    """
    entries = [
        {
            "Type": name("Annot"),
            "Subtype": name("Link"),
            "Rect": box(here.flipped(link.rect)),
            "Border": box((0, 0, 0)),
            "F": _PRINTS,
            "Dest": destination(document, link.page_index, boxes[link.page_index].trim[3]),
        }
        for link in page_links
    ]
    if more:
        entries = [{**one, **two} for one, two in zip(entries, more, strict=True)]
    return [dictionary(one) for one in entries]


def destination(document: Document, page_index: int, top: Pt) -> object:
    """A place on a page, at whatever size the reader shows it."""
    return row(
        [document.page_reference(page_index), name("XYZ"), "null", round(top, 3), "null"]
    )
