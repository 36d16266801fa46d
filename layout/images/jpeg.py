"""JPEG files as they are: checked from marker to marker, never decoded."""

from __future__ import annotations

import re

from layout.images.faults import broken

# Source: ISO/IEC 10918-1 (ITU-T T.81) table B.1.
_START_OF_IMAGE = b"\xff\xd8"
_END_OF_IMAGE = 0xD9
_START_OF_SCAN = 0xDA
_COMMENT = 0xFE
_APP_0, _APP_14, _APP_15 = 0xE0, 0xEE, 0xEF
# A marker inside a scan: not a stuffed zero, not a restart, not a fill byte.
_MARKER_IN_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_FILL = 0xFF


def bare_jpeg(data: bytes) -> bytes:
    """A JPEG file from its start to its end without what is no part of the picture.

    Left out are notes, previews, places and profiles (the APP segments but for JFIF's and
    Adobe's, which say what the colours mean), comments, and anything behind the end.

    Raises:
        PictureFault: the file breaks off.
    """
    parts = [_START_OF_IMAGE]
    at = len(_START_OF_IMAGE)
    while True:
        marker, at = _marker(data, at)
        if marker == _END_OF_IMAGE:
            parts.append(bytes((0xFF, _END_OF_IMAGE)))
            return b"".join(parts)
        end = at + int.from_bytes(data[at : at + 2], "big")
        if end < at + 2 or end > len(data):
            raise broken("the file breaks off")
        start = at - 2
        if marker == _START_OF_SCAN:
            found = _MARKER_IN_SCAN.search(data, end)
            if found is None:
                raise broken("the file breaks off inside the picture")
            end = found.start()
        if not _is_note(marker):
            parts.append(data[start:end])
        at = end


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """The marker at a place and where what belongs to it begins."""
    while at + 1 < len(data) and data[at] == 0xFF:
        if data[at + 1] != _FILL:
            return data[at + 1], at + 2
        at += 1
    raise broken("the file breaks off" if at + 1 >= len(data) else "the file is damaged")


def _is_note(marker: int) -> bool:
    return marker == _COMMENT or (_APP_0 < marker <= _APP_15 and marker != _APP_14)
