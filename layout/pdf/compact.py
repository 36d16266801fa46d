"""A file with its objects packed: object streams, found by a cross-reference stream.

Thousands of structure elements in plain would be larger than all text of the pages. PDF/A
allows both kinds of stream from its second part on.

Source: ISO 32000-1 7.5.7, 7.5.8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

# Readers unpack the whole of a stream for one object in it.
_TOGETHER = 200
_FREE, _PLAIN, _PACKED = 0, 1, 2  # ISO 32000-1 table 18
_LAST_GENERATION = 65535
_PREDICT_UP = 12  # ISO 32000-1 table 10


class Packer:
    """Puts a file together object by object; `deflate` packs content with Flate."""

    def __init__(self, header: bytes, deflate: Callable[[bytes], bytes]) -> None:
        self._deflate = deflate
        self._parts = [header]
        self._offset = len(header)
        self._entries: dict[int, tuple[int, int, int]] = {0: (_FREE, 0, _LAST_GENERATION)}
        self._waiting: list[tuple[int, bytes]] = []

    def add_stream(self, number: int, body: bytes) -> None:
        """Write an object as it is."""
        self._entries[number] = (_PLAIN, self._offset, 0)
        end = b"" if body.endswith(b"\n") else b"\n"
        written = b"%d 0 obj\n" % number + body + end + b"endobj\n"
        self._parts.append(written)
        self._offset += len(written)

    def add_packed(self, number: int, body: bytes) -> None:
        """Let an object that is no stream wait for others to be packed with."""
        self._waiting.append((number, body.strip()))

    def finished(self, free: int, trailer: Mapping[str, bytes]) -> bytes:
        """The whole file; `free` is the first number that is not taken."""
        for start in range(0, len(self._waiting), _TOGETHER):
            together = self._waiting[start : start + _TOGETHER]
            self.add_stream(free, self._object_stream(together))
            for at, (packed, _) in enumerate(together):
                self._entries[packed] = (_PACKED, free, at)
            free += 1
        offset = self._offset
        self._entries[free] = (_PLAIN, offset, 0)
        self.add_stream(free, self._cross_references(free + 1, trailer))
        self._parts.append(b"startxref\n%d\n%%%%EOF\n" % offset)
        return b"".join(self._parts)

    def _cross_references(self, size: int, trailer: Mapping[str, bytes]) -> bytes:
        wide = max(1, (self._offset.bit_length() + 7) // 8)
        rows = [
            kind.to_bytes(1, "big") + place.to_bytes(wide, "big") + at.to_bytes(2, "big")
            for kind, place, at in (self._entries[one] for one in range(size))
        ]
        columns = wide + 3
        entries = {
            "Type": b"/XRef",
            "Size": b"%d" % size,
            "W": b"[1 %d 2]" % wide,
            "DecodeParms": b"<</Predictor %d/Columns %d>>" % (_PREDICT_UP, columns),
            **trailer,
        }
        return self._stream(entries, _differences(rows))

    def _object_stream(self, together: Sequence[tuple[int, bytes]]) -> bytes:
        places, offset = [], 0
        for number, body in together:
            places.append(f"{number} {offset}")
            offset += len(body) + 1
        head = (" ".join(places) + "\n").encode("ascii")
        entries = {
            "Type": b"/ObjStm",
            "N": b"%d" % len(together),
            "First": b"%d" % len(head),
        }
        return self._stream(entries, head + b"\n".join(body for _, body in together))

    def _stream(self, entries: Mapping[str, bytes], content: bytes) -> bytes:
        packed = self._deflate(content)
        told = {**entries, "Filter": b"/FlateDecode", "Length": b"%d" % len(packed)}
        head = b"".join(b"/" + key.encode("ascii") + b" " + told[key] for key in told)
        return b"<<" + head + b">>\nstream\n" + packed + b"\nendstream\n"


def _differences(rows: Iterable[bytes]) -> bytes:
    """Rows as the differences to the one above, which shrink to almost nothing.

    Source: ISO 32000-1 7.4.4.4 (the Up predictor of PNG).
    """
    above = b""
    made = []
    for row in rows:
        above = above or bytes(len(row))
        pairs = zip(row, above, strict=True)
        made.append(b"\2" + bytes((new - old) & 255 for new, old in pairs))
        above = row
    return b"".join(made)
