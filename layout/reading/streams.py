"""Streams of a file that is not trusted, unpacked no further than is safe."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from layout.reading.faults import MOST_BYTES, MOST_BYTES_IN_ALL, too_large

if TYPE_CHECKING:
    import pikepdf

# Packed data of this size unpacks to less than is allowed, whatever its filters.
_SMALL = MOST_BYTES // 1100
# What it takes to read a stream at all, in bytes read.
_COST = 4096


class Streams:
    """Unpacks streams, and counts."""

    def __init__(self) -> None:
        self._left = MOST_BYTES_IN_ALL

    def bytes_of(self, stream: pikepdf.Object) -> bytes:
        """What a stream holds.

        Raises:
            ReadingError: it holds more than any page of a magazine does.
        """
        raw = stream.read_raw_bytes()
        if len(raw) <= _SMALL and _is_one_filter(stream):
            data = stream.read_bytes()
        elif "/Filter" not in stream:
            data = raw
        elif _is_flate(stream):
            data = _inflated(raw)
        else:
            raise too_large("a stream is packed in a way that hides its size")
        self.spend(len(data) + _COST)
        return data

    def spend(self, effort: int) -> None:
        """Count work that is about as much as reading so many bytes.

        Raises:
            ReadingError: that was more than any magazine asks for.
        """
        self._left -= effort
        if self._left < 0:
            raise too_large("its streams hold more than 512 megabytes")


def _is_one_filter(stream: pikepdf.Object) -> bool:
    import pikepdf

    filters = stream.get("/Filter")
    return not isinstance(filters, pikepdf.Array) or len(filters) <= 1


def _is_flate(stream: pikepdf.Object) -> bool:
    import pikepdf

    filters = stream.get("/Filter")
    if isinstance(filters, pikepdf.Array) and len(filters) == 1:
        filters = filters[0]
    return filters == "/FlateDecode" and "/DecodeParms" not in stream


def _inflated(raw: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    data = unpacking.decompress(raw, MOST_BYTES)
    if unpacking.unconsumed_tail:
        raise too_large("a stream holds more than 64 megabytes")
    return data
