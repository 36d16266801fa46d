"""A PDF opened to be checked: its objects as plain values, read once.

qpdf reads and mends the file and gives its objects as JSON, which holds ten thousand of them as
Python values in the time that asking for them one by one would take for a thousand. A name is
`/Name`, a text `u:text`, other bytes `b:hex`, a reference `12 0 R`.

The file is not trusted: what is not of the type it should be counts as not there, ways through
the file are bounded, and no stream is unpacked beyond `LARGEST_STREAM`.
"""

from __future__ import annotations

import decimal
import io
import json
import re
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from layout.conformance.unpack import Unreadable, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf


Entries: TypeAlias = dict[str, object]

LARGEST_STREAM = 64 << 20  # bytes unpacked
LARGEST_TOTAL = 512 << 20
_LONGEST_CHAIN = 16
_IN_MEMORY = re.compile(r"(stream )?<_io\.BytesIO[^>]*>:? *")
_MOST_NUMBERS = 1_000_000


class NotReadable(ValueError):  # noqa: N818 - reads as what it says of the file
    """A file that is no PDF, or so broken or locked that nothing of it can be read."""


class Objects:
    """The objects of a file, by reference."""

    def __init__(self, data: bytes) -> None:
        """Open a file. Raises NotReadable."""
        self.data = data
        self._file, self.objects, self.streams, self.text = _objects(data)
        self.warnings = tuple(_words(one) for one in self._file.get_warnings())
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

    def dictionaries(self) -> Iterator[tuple[str, Entries]]:
        """Every dictionary that has a number of its own, with its reference."""
        for ref, value in self.objects.items():
            if isinstance(value, dict):
                yield ref, value


def _objects(
    data: bytes,
) -> tuple[pikepdf.Pdf, dict[str, object], frozenset[str], bytes]:
    """The file, its objects by reference, which of them are streams, and all of it as JSON."""
    import pikepdf

    try:
        file = pikepdf.open(
            io.BytesIO(data), suppress_warnings=True, inherit_page_attributes=False
        )
        found = list(file.objects)
        # (A mere number comes as one of Python's, whatever the annotations say.)
        holders = [value for value in found if hasattr(value, "objgen")]
        refs = [f"{number} {generation} R" for number, generation in map(_number_of, holders)]
        texts = [value.to_json(dereference=True) for value in holders]
        pairs = zip(refs, holders, strict=True)
        streams = frozenset(ref for ref, value in pairs if isinstance(value, pikepdf.Stream))
        text = b"[" + b",".join(texts) + b"]"
        objects = dict(zip(refs, _rows(text), strict=True))
        if len(holders) < len(found):
            objects |= _numbers(file, objects)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, RuntimeError) as fault:
        raise NotReadable(_words(fault)) from fault
    return file, objects, streams, text


def _words(fault: object) -> str:
    """What qpdf says, without what it calls a file that is in memory."""
    return _IN_MEMORY.sub("", str(fault))


def _number_of(value: pikepdf.Object) -> tuple[int, int]:
    return value.objgen


def _numbers(file: pikepdf.Pdf, known: dict[str, object]) -> dict[str, object]:
    """Objects that are a mere number or truth value: qpdf gives them without their number."""
    size = file.trailer.get("/Size", 0)
    last = min(int(size), _MOST_NUMBERS) if isinstance(size, int) else 0
    found: dict[str, object] = {}
    for number in range(1, last):
        ref = f"{number} 0 R"
        if ref not in known:
            value = file.get_object(number, 0)
            if isinstance(value, bool | int):
                found[ref] = value
            elif isinstance(value, decimal.Decimal):
                found[ref] = float(value)
    return found


def _rows(text: bytes) -> list[object]:
    try:
        rows: list[object] = json.loads(text)
    except (RecursionError, ValueError) as fault:
        raise NotReadable("its objects are nested too deeply") from fault
    return rows


def _loaded(text: bytes) -> Entries:
    found = _rows(b"[" + text + b"]")[0]
    return found if isinstance(found, dict) else {}
