"""PNG files whose rows a page can take as they are, without decoding them."""

from __future__ import annotations

import struct
import zlib
from typing import NamedTuple

from layout.images.faults import broken
from layout.images.model import Channels, Packing, PreparedPicture

# Source: ISO/IEC 15948 (PNG) 5.3, 11.2.
_SIGNATURE_LENGTH = 8
_COLOR_TYPES = {0: Channels.GREY, 2: Channels.RGB, 3: Channels.PALETTE}


class _Chunks(NamedTuple):
    header: bytes
    palette: bytes
    rows: bytes
    has_transparency: bool


def png_rows(data: bytes, icc: bytes = b"") -> PreparedPicture | None:
    """The picture of a PNG file, its rows as they stand.

    None where the rows are no rows of plain colour: interlaced, or with transparency.

    Raises:
        PictureFault: the file breaks off, or a checksum is wrong.
    """
    chunks = _chunks(data)
    width, height, bits, color_type, _, _, interlaced = struct.unpack(">LLBBBBB", chunks.header)
    channels = _COLOR_TYPES.get(color_type)
    if channels is None or interlaced or chunks.has_transparency:
        return None
    if channels is Channels.PALETTE and not chunks.palette:
        raise broken("the palette is missing")
    return PreparedPicture(
        data=chunks.rows,
        packing=Packing.PNG_ROWS,
        channels=channels,
        bits=bits,
        width_px=width,
        height_px=height,
        palette=chunks.palette if channels is Channels.PALETTE else b"",
        icc=icc,
    )


def _chunks(data: bytes) -> _Chunks:
    found: dict[bytes, bytes] = {}
    rows: list[bytes] = []
    at = _SIGNATURE_LENGTH
    while b"IEND" not in found:
        if at + 12 > len(data):
            raise broken("the file breaks off")
        length, kind = struct.unpack_from(">L4s", data, at)
        body = data[at + 8 : at + 8 + length]
        checksum = data[at + 8 + length : at + 12 + length]
        if len(checksum) < 4:
            raise broken("the file breaks off")
        if zlib.crc32(body, zlib.crc32(kind)) != int.from_bytes(checksum, "big"):
            raise broken("the file is damaged")
        if kind == b"IDAT":
            rows.append(body)
        else:
            found[kind] = body
        at += 12 + length
    header = found.get(b"IHDR", b"")
    if len(header) != 13 or not rows:
        raise broken("the file holds no picture")
    return _Chunks(header, found.get(b"PLTE", b""), b"".join(rows), b"tRNS" in found)
