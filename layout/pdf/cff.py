"""What a composite font must know of a CFF program: by which number each glyph is called."""

from __future__ import annotations

import struct
from typing import NamedTuple

# Operators of a Top DICT. Source: Adobe Technical Note 5176, tables 9 and 10.
_CHARSET = 15
_CHAR_STRINGS = 17
_ROS = 12 << 8 | 30
_PREDEFINED_CHARSETS = 3  # offsets below this name a standard charset, which no CID font has
_REAL = 30


class _Index(NamedTuple):
    entries: int
    first: int  # where the first entry begins
    last: int  # where it ends
    end: int  # where the index ends


def cids_of(program: bytes) -> tuple[int, ...] | None:
    """The CID of each glyph of a CFF program, or None where they are the glyph ids themselves.

    A CID-keyed program is called by the numbers of its charset; any other by glyph id.

    Source: ISO 32000-2 9.7.4.2; Adobe Technical Note 5176 section 13.
    """
    cff = bare_cff(program)
    names = _index(cff, cff[2])
    tops = _index(cff, names.end)
    top = _top_dict(cff[tops.first : tops.last])
    if _ROS not in top:
        return None
    count = _index(cff, top[_CHAR_STRINGS]).entries
    charset = top.get(_CHARSET, 0)
    if charset < _PREDEFINED_CHARSETS:
        return None
    cids = _charset(cff, charset, count)
    return None if cids == tuple(range(count)) else cids


def bare_cff(program: bytes) -> bytes:
    """A CFF program without the OpenType file around it."""
    if not program.startswith(b"OTTO"):
        return program
    (count,) = struct.unpack_from(">H", program, 4)
    for number in range(count):
        tag, _, start, length = struct.unpack_from(">4sLLL", program, 12 + 16 * number)
        if tag == b"CFF ":
            return program[start : start + length]
    raise ValueError("the font program has no CFF table")


def _index(cff: bytes, at: int) -> _Index:
    count: int = struct.unpack_from(">H", cff, at)[0]
    if count == 0:
        return _Index(0, at + 2, at + 2, at + 2)
    size = cff[at + 2]
    offsets = at + 3
    data = offsets + size * (count + 1) - 1

    def offset(number: int) -> int:
        start = offsets + size * number
        return data + int.from_bytes(cff[start : start + size], "big")

    return _Index(count, offset(0), offset(1), offset(count))


def _top_dict(data: bytes) -> dict[int, int]:
    """The last whole-number operand of every operator."""
    entries: dict[int, int] = {}
    at = operand = 0
    while at < len(data):
        lead = data[at]
        if lead < 22:
            two_bytes = lead == 12
            entries[lead << 8 | data[at + 1] if two_bytes else lead] = operand
            at += 2 if two_bytes else 1
        elif lead == _REAL:
            at += 1
            while data[at] & 15 != 15:
                at += 1
            at += 1
        else:
            operand, at = _whole_number(data, at)
    return entries


def _whole_number(data: bytes, at: int) -> tuple[int, int]:
    lead = data[at]
    if lead == 28:
        return int.from_bytes(data[at + 1 : at + 3], "big", signed=True), at + 3
    if lead == 29:
        return int.from_bytes(data[at + 1 : at + 5], "big", signed=True), at + 5
    if lead < 247:
        return lead - 139, at + 1
    if lead < 251:
        return (lead - 247) * 256 + data[at + 1] + 108, at + 2
    return -(lead - 251) * 256 - data[at + 1] - 108, at + 2


def _charset(cff: bytes, at: int, count: int) -> tuple[int, ...]:
    """The charset's numbers; glyph 0 is not in it and is always 0."""
    form = cff[at]
    at += 1
    if form == 0:
        return 0, *struct.unpack_from(f">{count - 1}H", cff, at)
    entry = struct.Struct(">HB" if form == 1 else ">HH")
    cids = [0]
    while len(cids) < count:
        first, left = entry.unpack_from(cff, at)
        cids.extend(range(first, first + left + 1))
        at += entry.size
    return tuple(cids[:count])
