"""A PDF opened to be checked: its objects, and what is read from them, each once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from layout.conformance.marks import Annotation, annotations_of
from layout.conformance.objects import Objects
from layout.conformance.packet import Packet, packet_of
from layout.conformance.page_tree import PageView, pages_of
from layout.conformance.raw import Heads, Written, heads_of, written_streams
from layout.conformance.reading import drawn_of
from layout.conformance.tree import Tree, tree_of
from layout.conformance.used_fonts import UsedFont

if TYPE_CHECKING:
    from layout.conformance.drawn import Drawn
    from layout.pdf.standards import Standard


class Opened(Objects):
    """A file as the clauses see it, held to some standards."""

    def __init__(self, data: bytes, standards: tuple[Standard, ...] = ()) -> None:
        """Open a file. Raises NotReadable."""
        super().__init__(data)
        self.standards = standards

    @cached_property
    def pages(self) -> tuple[PageView, ...]:
        """The pages in order."""
        return pages_of(self)

    @cached_property
    def page_of(self) -> dict[str, PageView]:
        """The pages by reference."""
        return {page.ref: page for page in self.pages}

    def label_of(self, ref: object) -> str:
        """The label of the page a reference leads to; empty where it leads to none."""
        page = self.page_of.get(ref) if isinstance(ref, str) else None
        return page.label if page is not None else ""

    @cached_property
    def heads(self) -> Heads:
        """Where objects begin in the bytes."""
        return heads_of(self.data)

    @cached_property
    def written(self) -> tuple[Written, ...]:
        """How every stream is written."""
        return tuple(written_streams(self, self.heads))

    @cached_property
    def annotations(self) -> tuple[Annotation, ...]:
        """Every annotation, page by page."""
        return tuple(annotations_of(self, self.pages))

    @cached_property
    def drawn(self) -> Drawn:
        """What the pages' content draws, and with what."""
        return drawn_of(self, self.pages)

    @cached_property
    def used_fonts(self) -> tuple[UsedFont, ...]:
        """Every font that the content of the pages uses, once."""
        fonts = self.drawn.fonts.items()
        return tuple(UsedFont(self, self.drawn, key, entries) for key, entries in fonts)

    @cached_property
    def tree(self) -> Tree:
        """The structure tree."""
        return tree_of(self)

    @cached_property
    def packet(self) -> Packet:
        """The XMP packet of the document."""
        return packet_of(self)
