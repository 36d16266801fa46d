"""A PDF opened to be checked: its objects as plain values, read once.

qpdf reads and mends the file and gives its objects as JSON, which holds ten thousand of them as
Python values in the time that asking for them one by one would take for a thousand. A name is
`/Name`, a text `u:text`, other bytes `b:hex`, a reference `12 0 R`.

The file is not trusted: what is not of the type it should be counts as not there, ways through
the file are bounded, and no stream is unpacked beyond `LARGEST_STREAM`.
"""

from __future__ import annotations

import io
import json
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from layout.conformance.labels import page_labels
from layout.conformance.unpack import Unreadable, unpacked
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

    from layout.conformance.drawn import Drawn
    from layout.conformance.packet import Packet
    from layout.conformance.tree import Tree
    from layout.conformance.used_fonts import UsedFont
    from layout.pdf.standards import Standard

Entries: TypeAlias = dict[str, object]

LARGEST_STREAM = 256 << 20  # bytes unpacked
LARGEST_TOTAL = 1 << 30
_LONGEST_CHAIN = 16
_DEEPEST_PAGE = 64
_MOST_PAGES = 100_000
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")


class NotReadable(ValueError):  # noqa: N818 - reads as what it says of the file
    """A file that is no PDF, or so broken or locked that nothing of it can be read."""


class PageView(Record):
    """A page with what it inherits; `explicit` says that its resources are its own."""

    index: int
    label: str
    ref: str
    entries: dict[str, object]
    explicit: bool


class Opened:
    """A file as the clauses see it, held to some standards."""

    def __init__(self, data: bytes, standards: tuple[Standard, ...] = ()) -> None:
        """Open a file. Raises NotReadable."""
        self.data = data
        self.standards = standards
        self._file, self.objects, self.streams, self.text = _objects(data)
        self.warnings = tuple(str(one) for one in self._file.get_warnings())
        self.trailer = _loaded(self._file.trailer.to_json(dereference=True))
        self.encrypted = self._file.is_encrypted or "/Encrypt" in self.trailer
        self._unpacked = 0

    def at(self, value: object) -> object:
        """A value, or what a reference leads to; None where that is nothing."""
        for _ in range(_LONGEST_CHAIN):
            if not (
                isinstance(value, str) and value.endswith(" R") and value[0] in "123456789"
            ):
                return value
            value = self.objects.get(value)
        return None

    def entries(self, value: object) -> Entries:
        """A dictionary, or that of a stream; empty for anything else."""
        found = self.at(value)
        return found if isinstance(found, dict) else {}

    def row(self, value: object) -> list[object]:
        """An array; empty for anything else."""
        found = self.at(value)
        return found if isinstance(found, list) else []

    def name(self, value: object) -> str:
        """A name without its slash; empty for anything else."""
        found = self.at(value)
        return found[1:] if isinstance(found, str) and found.startswith("/") else ""

    def text_of(self, value: object) -> str:
        """A text string; empty for anything else."""
        found = self.at(value)
        return found[2:] if isinstance(found, str) and found[:2] in {"u:", "b:"} else ""

    def number(self, value: object) -> float | None:
        """A number; None for anything else."""
        found = self.at(value)
        return found if isinstance(found, int | float) and not isinstance(found, bool) else None

    def is_stream(self, value: object) -> bool:
        """Whether a value is a reference to a stream."""
        return isinstance(value, str) and value in self.streams

    def bytes_of(self, ref: object) -> bytes:
        """What a stream holds, unpacked; empty for what is no stream or cannot be unpacked."""
        try:
            return self.unpack(ref)
        except Unreadable:
            return b""

    def unpack(self, ref: object) -> bytes:
        """What a stream holds, unpacked.

        Raises:
            Unreadable: it is no stream, too large, or not packed as it says.
        """
        if not isinstance(ref, str) or ref not in self.streams:
            raise Unreadable("it is not a stream")
        number, generation, _ = ref.split(" ")
        stream = self._file.get_object(int(number), int(generation))
        room = min(LARGEST_STREAM, LARGEST_TOTAL - self._unpacked)
        content = unpacked(stream, self._filters(self.entries(ref)), room)
        self._unpacked += len(content)
        return content

    def packed(self, ref: str) -> bytes:
        """What a stream holds as it is written."""
        number, generation, _ = ref.split(" ")
        return bytes(self._file.get_object(int(number), int(generation)).read_raw_bytes())

    def _filters(self, entries: Entries) -> list[tuple[str, bool]]:
        """The filters of a stream, each with whether it has parameters."""
        found = self.at(entries.get("/Filter"))
        names = found if isinstance(found, list) else [found] if found else []
        given = self.at(entries.get("/DecodeParms"))
        parameters = given if isinstance(given, list) else [given] * len(names)
        padded = [*parameters, *[None] * len(names)]
        return [(self.name(one), bool(self.at(more))) for one, more in zip(names, padded)]  # noqa: B905 - padded

    @cached_property
    def catalog(self) -> Entries:
        """The document catalogue."""
        return self.entries(self.trailer.get("/Root"))

    @cached_property
    def info(self) -> Entries:
        """The document information dictionary."""
        return self.entries(self.trailer.get("/Info"))

    @cached_property
    def pages(self) -> tuple[PageView, ...]:
        """The pages in order."""
        found = list(self._pages_below(self.catalog.get("/Pages"), {}, 0, set()))
        labels = page_labels(self, len(found))
        return tuple(
            PageView(index, labels[index], ref, entries, explicit)
            for index, (ref, entries, explicit) in enumerate(found)
        )

    def _pages_below(
        self, ref: object, inherited: Entries, depth: int, seen: set[str]
    ) -> Iterator[tuple[str, Entries, bool]]:
        entries = self.entries(ref)
        known = isinstance(ref, str) and ref in seen
        if not entries or known or depth > _DEEPEST_PAGE or len(seen) > _MOST_PAGES:
            return
        seen.add(str(ref))
        own = {key: entries[key] for key in _INHERITED if key in entries}
        kids = entries.get("/Kids")
        if kids is None:
            yield str(ref), {**inherited, **entries}, "/Resources" in entries
        for kid in self.row(kids):
            yield from self._pages_below(kid, {**inherited, **own}, depth + 1, seen)

    @cached_property
    def page_of(self) -> dict[str, PageView]:
        """The pages by reference."""
        return {page.ref: page for page in self.pages}

    def label_of(self, ref: object) -> str:
        """The label of the page a reference leads to; empty where it leads to none."""
        page = self.page_of.get(ref) if isinstance(ref, str) else None
        return page.label if page is not None else ""

    def dictionaries(self) -> Iterator[tuple[str, Entries]]:
        """Every dictionary that has a number of its own, with its reference."""
        for ref, value in self.objects.items():
            if isinstance(value, dict):
                yield ref, value

    @cached_property
    def drawn(self) -> Drawn:
        """What the pages' content draws, and with what."""
        from layout.conformance.drawn import drawn_of

        return drawn_of(self)

    @cached_property
    def used_fonts(self) -> tuple[UsedFont, ...]:
        """Every font that the content of the pages uses, once."""
        from layout.conformance.used_fonts import UsedFont

        return tuple(UsedFont(self, key, entries) for key, entries in self.drawn.fonts.items())

    @cached_property
    def tree(self) -> Tree:
        """The structure tree."""
        from layout.conformance.tree import tree_of

        return tree_of(self)

    @cached_property
    def packet(self) -> Packet:
        """The XMP packet of the document."""
        from layout.conformance.packet import packet_of

        return packet_of(self)


def item_of(ref: object) -> str:
    """An object by its number, as a finding names it."""
    return (
        f"object {ref.partition(' ')[0]}" if isinstance(ref, str) and ref.endswith(" R") else ""
    )


def _objects(
    data: bytes,
) -> tuple[pikepdf.Pdf, dict[str, object], frozenset[str], bytes]:
    """The file, its objects by reference, which of them are streams, and all of it as JSON."""
    import pikepdf

    try:
        file = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
        refs: list[str] = []
        texts: list[bytes] = []
        streams: set[str] = set()
        for value in file.objects:
            number, generation = value.objgen
            ref = f"{number} {generation} R"
            refs.append(ref)
            texts.append(value.to_json(dereference=True))
            if isinstance(value, pikepdf.Stream):
                streams.add(ref)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, RuntimeError) as fault:
        raise NotReadable(str(fault)) from fault
    text = b"[" + b",".join(texts) + b"]"
    return file, dict(zip(refs, _rows(text), strict=True)), frozenset(streams), text


def _rows(text: bytes) -> list[object]:
    try:
        rows: list[object] = json.loads(text)
    except (RecursionError, ValueError) as fault:
        raise NotReadable("its objects are nested too deeply") from fault
    return rows


def _loaded(text: bytes) -> Entries:
    found = _rows(b"[" + text + b"]")[0]
    return found if isinstance(found, dict) else {}
