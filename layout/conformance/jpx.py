"""What the header of a JPEG 2000 picture says (ISO/IEC 15444-1 annex I)."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_BOXES = 1000
_CIEJAB = 19
_DEPTHS_DIFFER = 255


def jpx_faults(data: bytes, *, spaced: bool) -> Iterator[str]:
    """What ISO 19005-2 6.2.8.3 forbids; `spaced` where the PDF names the colour space."""
    try:
        header = dict_of(data).get(b"jp2h", [b""])[0]
        boxes = dict_of(header)
        sizes = boxes.get(b"ihdr", [b""])[0]
        _, _, channels, depth = struct.unpack_from(">LLHB", sizes)
    except struct.error:
        yield "the JPEG 2000 header cannot be read"
        return
    if channels not in {1, 3, 4}:
        yield f"JPEG 2000 with {channels} channels"
    if depth == _DEPTHS_DIFFER or b"bpcc" in boxes or not 1 <= (depth & 127) + 1 <= 38:
        yield "JPEG 2000 whose channels differ in depth"
    if not spaced:
        yield from _colour_faults(boxes.get(b"colr", []))


def _colour_faults(colours: list[bytes]) -> Iterator[str]:
    if len(colours) > 1 and sum(1 for one in colours if one[2:3] == b"\1") != 1:
        yield "JPEG 2000 with several colour spaces and not one that is exact"
    for one in colours:
        if one[:1] not in {b"\1", b"\2", b"\3"}:
            yield "JPEG 2000 with a colour method that PDF does not know"
        elif one[:1] == b"\1" and int.from_bytes(one[3:7], "big") == _CIEJAB:
            yield "JPEG 2000 in CIEJab"


def dict_of(data: bytes) -> dict[bytes, list[bytes]]:
    """The boxes of a file or a box, by type. Raises struct.error."""
    boxes: dict[bytes, list[bytes]] = {}
    at = 0
    for _ in range(_MOST_BOXES):
        if at + 8 > len(data):
            break
        length, kind = struct.unpack_from(">L4s", data, at)
        head = 8
        if length == 1:
            (length,) = struct.unpack_from(">Q", data, at + 8)
            head = 16
        end = at + length if length else len(data)
        if end < at + head:
            break
        boxes.setdefault(kind, []).append(data[at + head : end])
        at = end
    return boxes
