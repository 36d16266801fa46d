"""Streams unpacked, never beyond a bound.

Source: ISO 32000-1 7.4.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pikepdf


class Unreadable(ValueError):  # noqa: N818 - reads as what it says of the stream
    """A stream that cannot be unpacked, or would be larger than is allowed."""


def unpacked(stream: pikepdf.Object, filters: Sequence[tuple[str, bool]], room: int) -> bytes:
    """What a stream holds; `filters` are their names, each with whether it has parameters.

    Raises:
        Unreadable: it is too large, or not packed as it says.
    """
    import pikepdf

    try:
        content = bytes(stream.read_raw_bytes())
        for name, parameters in filters:
            content = _step(name, content, room)
            if parameters and name in {"FlateDecode", "Fl"}:
                # With a predictor: qpdf undoes it, now that the size is known to be bounded.
                return bytes(stream.read_bytes())
    except (pikepdf.PdfError, zlib.error, binascii.Error, ValueError) as fault:
        raise Unreadable(str(fault)) from fault
    return content


def _step(name: str, content: bytes, room: int) -> bytes:
    if name in {"FlateDecode", "Fl"}:
        return _inflated(content, room)
    if name in {"ASCIIHexDecode", "AHx"}:
        digits = b"".join(content.partition(b">")[0].split())
        return binascii.unhexlify(digits + b"0" * (len(digits) % 2))
    if name in {"ASCII85Decode", "A85"}:
        return base64.a85decode(content.partition(b"~>")[0])
    if name == "Crypt":
        return content
    raise Unreadable(f"{name or 'its filter'} is not one that is unpacked here")


def _inflated(content: bytes, room: int) -> bytes:
    unpacker = zlib.decompressobj()
    found = unpacker.decompress(content, max(room, 1))
    if unpacker.unconsumed_tail:
        raise Unreadable(f"it holds more than {room} bytes")
    return found
