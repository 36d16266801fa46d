"""What a tagged file has beyond its pages: structure, threads, named places, and the ties.

Source: ISO 32000-1 14.7, 14.8; ISO 14289-1 7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.pdf.canvas import dictionary, name, row, text_string
from layout.pdf.marked import Marking
from layout.pdf.structure import Numbering, add_structure
from layout.pdf.threads import add_threads, destinations
from layout.pdf.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reportlab.pdfbase.pdfdoc import PDFObjectReference

    from layout.display.model import PageLink, Pages
    from layout.pdf.boxes import PageBoxes
    from layout.pdf.canvas import Document


class Tagging:
    """Gathers what pages say of themselves while they are painted and added, then writes it."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._tree = Tree()
        self.marking = Marking(self._tree, pages.language)
        self._page_keys = {page.page_index: at for at, page in enumerate(pages.pages)}
        self._labels = {page.page_index: page.label for page in pages.pages}
        self._link_keys: dict[tuple[int, int], int] = {}
        self._annotations: dict[tuple[int, int], int] = {}
        self._beads: dict[int, list[PDFObjectReference]] = {}

    def begin(self, document: Document, boxes: Mapping[int, PageBoxes]) -> None:
        """Write the articles' threads, which pages refer to."""
        self._beads = add_threads(document, self._pages.pages, boxes)

    def of_links(self, page_index: int, links: Sequence[PageLink]) -> list[dict[str, object]]:
        """What the annotations of a page's links have beside: words, and a key to the tree.

        Source: ISO 14289-1 7.18.5.
        """
        entries: list[dict[str, object]] = []
        for at, element in enumerate(self._tree.add_links(links, page_index)):
            key = len(self._page_keys) + len(self._link_keys)
            self._link_keys[page_index, at] = key
            said = links[at].alt or element.text or self._labels[links[at].page_index]
            entries.append({"StructParent": key, "Contents": text_string(said)})
        return entries

    def of_page(
        self, page_index: int, annotations: Iterable[PDFObjectReference], document: Document
    ) -> dict[str, object]:
        """What a page has beside: its key to the tree, its beads, the order of its links."""
        entries: dict[str, object] = {}
        for at, reference in enumerate(annotations):
            self._annotations[page_index, at] = document.number_of(reference)
            entries["Tabs"] = name("S")
        if page_index in self._tree.owners:
            entries["StructParents"] = self._page_keys[page_index]
        if page_index in self._beads:
            entries["B"] = row(self._beads[page_index])
        return entries

    def finish(self, document: Document, boxes: Mapping[int, PageBoxes]) -> None:
        """Write the tree, when all pages are there."""
        numbering = Numbering(
            {at: document.number_of(document.page_reference(at)) for at in self._page_keys},
            self._annotations,
            self._page_keys,
            self._link_keys,
        )
        root, tells = add_structure(document, self._tree, numbering)
        marks: dict[str, object] = {"Marked": "true"}
        if tells:
            marks["UserProperties"] = "true"
        document.set_catalog(
            MarkInfo=dictionary(marks), StructTreeRoot=f"{root} 0 R".encode("ascii")
        )
        places = destinations(document, self._pages.pages, boxes)
        if places is not None:
            document.add_names("Dests", places)
