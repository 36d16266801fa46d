"""The bytes of a file as they are written, beyond what its objects say.

Source: ISO 32000-1 7.3.8, 7.3.10, 7.5.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.conformance.objects import Objects

_OBJ = re.compile(rb"obj")
_HEAD = re.compile(rb"(\d{1,10})([\s\0]{1,9})(\d{1,5})([\s\0]{1,9})\Z")
_LONGEST_HEAD = 40
_LINE_ENDS = frozenset(b"\r\n")
_STREAM = re.compile(rb"stream(\r\n|\n|\r|)")
_END = re.compile(rb"(\r\n|\n|\r|)endstream\b")
_HEX = re.compile(rb"(?<![<])<(?![<])([^<>]{0,65536})>(?!>)")
_GAP = re.compile(rb"([\s\0]*)\d")
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


class Heads(NamedTuple):
    """Where objects begin in the bytes, which are not spaced as they must be, and bad ends."""

    places: dict[str, int]
    unclean: frozenset[str]
    unclean_ends: int


def heads_of(data: bytes) -> Heads:
    """Find the head and end of every object that is not packed."""
    places: dict[str, int] = {}
    clean: set[str] = set()
    ends = 0
    for match in _OBJ.finditer(data):
        start, end = match.span()
        after = data[end : end + 1]
        if data[start - 3 : start] == b"end":
            ends += not (data[start - 4] in _LINE_ENDS and (not after or after in b"\r\n"))
            continue
        before = data[max(0, start - _LONGEST_HEAD) : start]
        head = _HEAD.search(before)
        if head is None:
            continue
        ref = f"{int(head[1])} {int(head[3])} R"
        places[ref] = end
        lined = head.start() == 0 or before[head.start() - 1] in _LINE_ENDS
        if lined and head[2] == b" " and head[4] == b" " and after in (b"\r", b"\n"):
            clean.add(ref)
    return Heads(places, frozenset(places.keys() - clean), ends)


def written_streams(file: Objects, heads: Heads) -> Iterator[Written]:
    """How every stream of the file is written."""
    data, places = file.data, heads.places
    for ref in file.streams:
        said = file.number(file.entries(ref).get("/Length"))
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


def unclean_hex(file: Objects) -> Iterator[bytes]:
    """Hexadecimal strings outside of streams with an odd digit, or what is no digit."""
    for part in _outside_streams(file.data):
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
    found = 0
    for match in re.finditer(rb"xref", data):
        start, end = match.span()
        gap = _GAP.match(data, end)
        if data[start - 1] in _LINE_ENDS and gap is not None:
            found += gap[1] not in {b"\n", b"\r\n", b"\r"}
    return found
