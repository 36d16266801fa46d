"""The bytes of a file as they are written, beyond what its objects say.

Source: ISO 32000-1 7.3.8, 7.3.10, 7.5.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.conformance.opened import Opened

_CLEAN_HEAD = re.compile(rb"(?<=[\r\n])(\d{1,10}) (\d{1,5}) obj(?=[\r\n])")
_ANY_HEAD = re.compile(rb"(?<!\d)(\d{1,10})[\s\0]{1,9}(\d{1,5})[\s\0]{1,9}obj\b")
_CLEAN_TAIL = re.compile(rb"(?<=[\r\n])endobj(?=[\r\n]|\Z)")
_STREAM = re.compile(rb"stream(\r\n|\n|\r|)")
_END = re.compile(rb"(\r\n|\n|\r|)endstream\b")
_HEX = re.compile(rb"(?<![<])<(?![<])([^<>]{0,65536})>(?!>)")
_XREF = re.compile(rb"(?<=[\r\n])xref([\s\0]*)(?=\d)")
_PAST_DICTIONARY = 1 << 16


class Written(NamedTuple):
    """How a stream is written: its line ends, and the length it really has."""

    ref: str
    start_is_clean: bool
    end_is_clean: bool
    said: int
    real: int


def header_of(data: bytes) -> tuple[bytes, bytes]:
    """The first line and the four bytes after the percent sign of the next."""
    match = re.match(rb"([^\r\n]{0,64})(\r\n|\r|\n)%(.{0,4})", data, re.DOTALL)
    return (match[1], match[3]) if match else (data[:16], b"")


def after_end(data: bytes) -> bytes:
    """What stands after the last end-of-file marker, but for one line end."""
    tail = data[data.rfind(b"%%EOF") + 5 :] if b"%%EOF" in data else data[-16:]
    for end in (b"\r\n", b"\n", b"\r"):
        if tail.startswith(end):
            return tail[len(end) :]
    return tail


def unclean_objects(opened: Opened) -> Iterator[str]:
    """Objects whose number, generation and `obj` are not spaced as they must be.

    Packed objects have no heads at all.
    """
    data = opened.data
    clean = {f"{int(one)} {int(two)} R" for one, two in _CLEAN_HEAD.findall(data)}
    missing = opened.objects.keys() - clean
    if not missing:
        return
    loose = {f"{int(one)} {int(two)} R" for one, two in _ANY_HEAD.findall(data)}
    yield from sorted(missing & loose, key=_order)


def unclean_ends(opened: Opened) -> int:
    """How many `endobj` do not stand on a line of their own."""
    return max(
        0, len(re.findall(rb"\bendobj\b", opened.data)) - len(_CLEAN_TAIL.findall(opened.data))
    )


def written_streams(opened: Opened) -> Iterator[Written]:
    """How every stream of the file is written."""
    data = opened.data
    places = {
        f"{int(match[1])} {int(match[2])} R": match.end() for match in _ANY_HEAD.finditer(data)
    }
    for ref in opened.streams:
        said = opened.number(opened.entries(ref).get("/Length"))
        start = _start(data, places.get(ref))
        if start is None:
            continue
        end = _END.match(data, start.end() + int(said or 0)) if said is not None else None
        real = int(said or 0)
        if end is None:
            end = _END.search(data, start.end())
            real = end.start() - start.end() if end is not None else -1
        yield Written(
            ref,
            start[1] in {b"\n", b"\r\n"},
            end is not None and end[1] != b"",
            int(said or 0),
            real,
        )


def _start(data: bytes, head: int | None) -> re.Match[bytes] | None:
    """Where a stream's data begin: behind its dictionary."""
    if head is None:
        return None
    at = head
    while (found := data.find(b"stream", at, head + _PAST_DICTIONARY)) >= 0:
        if data[head:found].rstrip().endswith(b">>") and data[found - 3 : found] != b"end":
            return _STREAM.match(data, found)
        at = found + 6
    return None


def unclean_hex(opened: Opened) -> Iterator[bytes]:
    """Hexadecimal strings outside of streams with an odd digit, or what is no digit."""
    for part in _outside_streams(opened.data):
        for digits in _HEX.findall(part):
            bare = bytes(digits.translate(None, b"\0\t\n\f\r "))
            if len(bare) % 2 or bare.translate(None, b"0123456789abcdefABCDEF"):
                yield bare


def _outside_streams(data: bytes) -> Iterator[bytes]:
    at = 0
    while True:
        start = data.find(b"stream", at)
        if start < 0:
            yield data[at:]
            return
        yield data[at:start]
        end = data.find(b"endstream", start)
        if end < 0:
            return
        at = end + 9


def unclean_tables(data: bytes) -> int:
    """How many `xref` keywords are not followed by one line end only."""
    return sum(1 for gap in _XREF.findall(data) if gap not in {b"\n", b"\r\n", b"\r"})


def _order(ref: str) -> int:
    return int(ref.partition(" ")[0])
