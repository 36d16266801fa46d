"""The file as reportlab's document objects: numbers, streams, cross-references, trailer.

No other module reaches into reportlab's private names.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc

from layout.pdf.numbers import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# Measured on a hundred pages of Chinese: level 9 saves 0.2 % over 6; level 1 costs 6 % more
# and is a third faster.
COMPRESSION_LEVEL = 6


# Outlines hardly shrink further: level 6 saves 1.8 % over 4 and takes a third longer.
OUTLINE_COMPRESSION_LEVEL = 4


def deflated(content: bytes, level: int = COMPRESSION_LEVEL) -> bytes:
    """Content as a FlateDecode stream holds it."""
    return zlib.compress(content, level)


def dictionary(entries: Mapping[str, object]) -> pdfdoc.PDFDictionary:
    """A PDF dictionary; the keys are names without their slash."""
    return pdfdoc.PDFDictionary(dict(entries))


def name(text: str) -> str:
    """A PDF name with its slash."""
    return pdfdoc.PDFName(text)


def text_string(text: str) -> pdfdoc.PDFString:
    """A PDF text string, in UTF-16 where PDFDocEncoding does not reach."""
    return pdfdoc.PDFString(text)


_ESCAPED = ((b"\\", b"\\\\"), (b"(", b"\\("), (b")", b"\\)"), (b"\r", b"\\r"))


def literal(text: str) -> bytes:
    """A PDF text string as bytes, for objects written by hand (ISO 32000-1 7.9.2.2)."""
    written = (
        text.encode("ascii") if _is_plain(text) else b"\xfe\xff" + text.encode("utf-16-be")
    )
    for sign, escaped in _ESCAPED:
        written = written.replace(sign, escaped)
    return b"(" + written + b")"


def _is_plain(text: str) -> bool:
    """Whether ASCII says it: all of it but controls, which PDFDocEncoding reads its own way."""
    return text.isascii() and text.isprintable()


def row(values: Iterable[object]) -> pdfdoc.PDFArray:
    """A PDF array on as few lines as it takes."""
    return pdfdoc.PDFArrayCompact(list(values))


def box(values: tuple[float, ...]) -> bytes:
    """A rectangle or other short row of numbers."""
    return f"[{' '.join(map(number, values))}]".encode("ascii")


class Stream(pdfdoc.PDFObject):
    """A stream whose content is already as the file holds it.

    reportlab's own `PDFStream` writes no line end before `endstream`, which ISO 19005-2 6.1.7.1
    demands, and copies its content once more.
    """

    __RefOnly__ = 1

    def __init__(self, entries: Mapping[str, object], content: bytes) -> None:
        self.entries = entries
        self.content = content

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """The stream's bytes; `format` is the name by which reportlab asks for them."""
        head = dictionary({**self.entries, "Length": len(self.content)}).format(document)
        # After a carriage return a line feed alone would read as the rest of one line end, and
        # the stream as a byte longer than it is.
        end = b"\r\nendstream\n" if self.content.endswith(b"\r") else b"\nendstream\n"
        return b"".join((head, b"\nstream\n", self.content, end))


Holder: TypeAlias = Stream | pdfdoc.PDFDictionary | pdfdoc.PDFArray
"""What may have a number of its own."""


class Later(pdfdoc.PDFObject):
    """An object whose number is known before what it holds: objects may refer to each other."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.entry: Holder | None = None

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """What it holds by now, as the file has it."""
        assert self.entry is not None, "what has a number is filled before the file is written"
        written: bytes = self.entry.format(document)
        return written


class Document(pdfdoc.PDFDocument):
    """A PDF file in the making that holds only what it is given.

    reportlab's document starts with an empty dictionary for the standard fonts, stamps the time
    and signs itself with it. None of that may reach the output: fonts are embedded, and the
    same pages give the same bytes.
    """

    Catalog: pdfdoc.PDFCatalog
    Pages: pdfdoc.PDFPages
    _pdfVersion: tuple[int, int]  # noqa: N815 - reportlab's own name

    def __init__(self, pdf_version: tuple[int, int], *, packed: bool = False) -> None:
        with _without_time():
            super().__init__(invariant=1, pdfVersion=pdf_version)
        self.packed = packed  # whether objects are packed into streams
        self.objectcounter = 0
        self._held: dict[int, bytes] = {}
        self._names = pdfdoc.PDFDictionary({})
        for register in (self.idToObject, self.numberToId, self.idToObjectNumberAndVersion):
            register.clear()
        self.set_catalog(Outlines=None, PageMode=None)
        self._fingerprint = hashlib.sha256()

    def add(self, entry: pdfdoc.PDFObject) -> pdfdoc.PDFObjectReference:
        """Give an object a number; the reference stands for it anywhere in the file."""
        reference: pdfdoc.PDFObjectReference = self.Reference(entry)  # type: ignore[no-untyped-call]
        return reference

    def reserve(self, count: int) -> int:
        """Keep a row of numbers for objects written by hand (`hold`); gives the first."""
        first = self.objectcounter + 1
        self.objectcounter += count
        return first

    def hold(self, number: int, body: bytes) -> None:
        """Give an object, written by hand, the number reserved for it; packed files only."""
        self._fingerprint.update(body)
        self._held[number] = body

    def number_of(self, reference: object) -> int:
        """The number of an object that has one."""
        assert isinstance(reference, pdfdoc.PDFObjectReference), "a reference stands for it"
        number: int = self.idToObjectNumberAndVersion[reference.name][0]
        return number

    def set_catalog(self, **entries: object) -> None:
        """Set entries of the document catalogue; None takes one out."""
        for key, entry in entries.items():
            setattr(self.Catalog, key, entry)
            if key not in self.Catalog.__NoDefault__:  # reportlab writes what it knows
                self.Catalog.__NoDefault__ = [*self.Catalog.__NoDefault__, key]

    def add_names(self, kind: str, tree: pdfdoc.PDFDictionary) -> None:
        """Put a name tree into the catalogue: of destinations, of embedded files (table 31)."""
        self._names[kind] = tree
        self.set_catalog(Names=self._names)

    def has_names(self, kind: str) -> bool:
        """Whether the catalogue has a name tree of a kind."""
        return kind in self._names.dict

    def add_page(self, page_index: int, entries: Mapping[str, object]) -> None:
        """Add a page after those already there."""
        page = dictionary({"Type": name("Page"), "Parent": self.add(self.Pages), **entries})
        self.Reference(page, _page_name(page_index))  # type: ignore[no-untyped-call]
        self.Pages.addPage(page)

    def page_reference(self, page_index: int) -> pdfdoc.PDFObjectReference:
        """What stands for a page that is in the file, or will be when the file is finished."""
        return pdfdoc.PDFObjectReference(_page_name(page_index))

    def add_stream(
        self, content: bytes, entries: Mapping[str, object], *, packed: bool = False
    ) -> pdfdoc.PDFObjectReference:
        """Give a stream a number; `packed` content is written as it is."""
        self._fingerprint.update(content)
        if not packed:
            content = deflated(content)
            entries = {**entries, "Filter": name("FlateDecode")}
        return self.add(Stream(entries, content))

    def stream(self, content: bytes, entries: Mapping[str, object]) -> Stream:
        """A packed stream without a number yet, for what has its own (`Later`)."""
        self._fingerprint.update(content)
        return Stream(entries, content)

    @property
    def fingerprint(self) -> str:
        """What is in the file so far, in 32 hexadecimal digits."""
        return self._fingerprint.hexdigest()[:32]

    def ID(self) -> bytes:  # noqa: N802 - reportlab asks for the file's identity by this name
        """The identity of the file, from what is in it (ISO 32000-2 14.4)."""
        identity = self.fingerprint.upper()
        return f"[<{identity}> <{identity}>]".encode("ascii")

    def finished(self, info: pdfdoc.PDFDictionary | None) -> bytes:
        """The whole file; `info` is its Info dictionary, if it has one."""
        # reportlab's own Info object leaves nothing out.
        self.info = info  # type: ignore[assignment]
        with _fixed_settings():
            return self._packed(info) if self.packed else self.format()

    def _packed(self, info: pdfdoc.PDFDictionary | None) -> bytes:
        """The whole file with its objects in streams; formatting may add more of them."""
        from layout.pdf.compact import Packer

        trailer = {"Root": self.add(self.Catalog).format(self)}
        if info is not None:
            trailer["Info"] = self.add(info).format(self)
        packer = Packer(pdfdoc.PDFFile(self._pdfVersion).format(self), deflated)
        number = 0
        while number < self.objectcounter:
            number += 1
            if number in self._held:
                packer.add_packed(number, self._held[number])
                continue
            entry = self.idToObject[self.numberToId[number]]
            body = pdfdoc.format(entry, self, toplevel=1)
            held = entry.entry if isinstance(entry, Later) else entry
            add = packer.add_stream if isinstance(held, Stream) else packer.add_packed
            add(number, body)
        return packer.finished(number + 1, {**trailer, "ID": self.ID()})


@contextmanager
def _without_time() -> Iterator[None]:
    """Keep the time of the environment from reportlab, which takes any word of it as a number.

    No time is written: the same pages give the same bytes.
    """
    name = "SOURCE_DATE_EPOCH"
    kept = os.environ.pop(name, None)
    try:
        yield
    finally:
        if kept is not None:
            os.environ[name] = kept


def _page_name(page_index: int) -> str:
    return f"Page{page_index}"


@contextmanager
def _fixed_settings() -> Iterator[None]:
    """Hold reportlab's settings still: a user's own settings file may not change a byte."""
    wanted = {"invariant": 1, "pdfComments": 0, "pdfMultiLine": 0}
    found = {key: getattr(rl_config, key) for key in wanted}
    try:
        for key, setting in wanted.items():
            setattr(rl_config, key, setting)
        yield
    finally:
        for key, setting in found.items():
            setattr(rl_config, key, setting)
