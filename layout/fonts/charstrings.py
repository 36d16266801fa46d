"""CFF programs: how many glyphs, by which CIDs, and how wide each is.

Source: Adobe Technical Notes 5176 (The Compact Font Format) and 5177 (Type 2 Charstrings).
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CHARSET, _CHAR_STRINGS, _PRIVATE, _SUBRS = 15, 17, 18, 19
_DEFAULT_WIDTH, _NOMINAL_WIDTH = 20, 21
_MATRIX, _ROS, _FD_ARRAY, _FD_SELECT = 12 << 8 | 7, 12 << 8 | 30, 12 << 8 | 36, 12 << 8 | 37
_DEEPEST_CALL = 10  # Technical Note 5177, appendix B
_CALL, _CALL_GLOBAL = 10, 29
# Operators that clear the stack, by how many operands they take; a further one is the width.
# None: any even number.
_CLEARING: Mapping[int, int | None] = {
    **dict.fromkeys((1, 3, 18, 23, 19, 20)),
    21: 2,
    22: 1,
    4: 1,
    14: 0,
}
_NIBBLES = (*"0123456789", ".", "E", "E-", "", "-")
_SEAC = 4  # endchar with the parts of an accented letter


class _Index(NamedTuple):
    data: bytes
    first: int
    size: int
    entries: int
    end: int

    def entry(self, number: int) -> bytes:
        if not 0 <= number < self.entries:
            raise ValueError("it calls for what is not in an index")
        base = self.first + self.size * (self.entries + 1) - 1
        return self.data[base + self._offset(number) : base + self._offset(number + 1)]

    def _offset(self, number: int) -> int:
        at = self.first + self.size * number
        return int.from_bytes(self.data[at : at + self.size], "big")


class _Private(Record):
    default: float
    nominal: float
    subrs: _Index | None


class CffProgram(Record):
    """A CFF program, ready to be asked for widths; `glyph_of_cid` where it is keyed by CID."""

    glyphs: int
    upem: int
    strings: _Index
    global_subrs: _Index
    privates: tuple[_Private, ...]
    private_of: bytes
    glyph_of_cid: Mapping[int, int] | None

    def width(self, glyph: int) -> float:
        """A glyph's advance in units of the em. Raises ValueError, IndexError."""
        number = self.private_of[glyph] if self.private_of else 0
        private = self.privates[number]
        stack: list[float] = []
        begun = _first_width(self, private, self.strings.entry(glyph), stack, 0)
        if begun is None or begun.width is None:
            return private.default
        return private.nominal + begun.width


def read_cff(data: bytes) -> CffProgram:
    """Read a bare CFF program. Raises ValueError, IndexError, struct.error."""
    if len(data) < 4 or data[0] != 1:
        raise ValueError("it is no font program that is known here")
    names = _index(data, data[2])
    tops = _index(data, names.end)
    texts = _index(data, tops.end)
    top = _dict(tops.entry(0))
    strings = _index(data, int(top[_CHAR_STRINGS][-1]))
    keyed = _ROS in top
    if keyed:
        fonts = _index(data, int(top[_FD_ARRAY][-1]))
        dicts = [_dict(fonts.entry(number)) for number in range(fonts.entries)]
        private_of = _selected(data, int(top[_FD_SELECT][-1]), strings.entries)
    else:
        dicts, private_of = [top], b""
    matrix = top.get(_MATRIX) or (dicts[0].get(_MATRIX) if dicts else None)
    upem = round(1 / matrix[0]) if matrix and matrix[0] else 1000
    charset = int(top.get(_CHARSET, [0])[-1])
    return CffProgram(
        strings.entries,
        upem,
        strings,
        _index(data, texts.end),
        tuple(_private(data, one) for one in dicts),
        private_of,
        _charset(data, charset, strings.entries) if keyed else None,
    )


def _index(data: bytes, at: int) -> _Index:
    (count,) = struct.unpack_from(">H", data, at)
    if count == 0:
        return _Index(data, at + 2, 1, 0, at + 2)
    size = data[at + 2]
    first = at + 3
    base = first + size * (count + 1) - 1
    last = first + size * count
    return _Index(
        data, first, size, count, base + int.from_bytes(data[last : last + size], "big")
    )


def _dict(data: bytes) -> dict[int, list[float]]:
    entries: dict[int, list[float]] = {}
    operands: list[float] = []
    at = 0
    while at < len(data):
        lead = data[at]
        if lead < 22:
            wide = lead == 12
            entries[lead << 8 | data[at + 1] if wide else lead] = operands
            operands = []
            at += 2 if wide else 1
        elif lead == 30:
            value, at = _real(data, at + 1)
            operands.append(value)
        elif lead == 29:
            operands.append(int.from_bytes(data[at + 1 : at + 5], "big", signed=True))
            at += 5
        else:
            value, at = _whole(data, at)
            operands.append(value)
    return entries


def _real(data: bytes, at: int) -> tuple[float, int]:
    written = ""
    while at < len(data):
        for nibble in divmod(data[at], 16):
            if nibble == 15:
                return float(written or "0"), at + 1
            written += _NIBBLES[nibble]
        at += 1
    raise ValueError("a number has no end")


def _whole(data: bytes, at: int) -> tuple[float, int]:
    lead = data[at]
    if lead == 28:
        return int.from_bytes(data[at + 1 : at + 3], "big", signed=True), at + 3
    if lead == 255:
        return int.from_bytes(data[at + 1 : at + 5], "big", signed=True) / 65536, at + 5
    if lead < 247:
        return lead - 139, at + 1
    if lead < 251:
        return (lead - 247) * 256 + data[at + 1] + 108, at + 2
    return -(lead - 251) * 256 - data[at + 1] - 108, at + 2


def _private(data: bytes, entries: Mapping[int, Sequence[float]]) -> _Private:
    size, start = (int(value) for value in entries.get(_PRIVATE, (0, 0)))
    private = _dict(data[start : start + size])
    default = private.get(_DEFAULT_WIDTH, [0])[-1]
    nominal = private.get(_NOMINAL_WIDTH, [0])[-1]
    offset = private.get(_SUBRS)
    return _Private(default, nominal, _index(data, start + int(offset[-1])) if offset else None)


def _selected(data: bytes, at: int, glyphs: int) -> bytes:
    """The font dictionary of each glyph (FDSelect)."""
    if data[at] == 0:
        return data[at + 1 : at + 1 + glyphs]
    (count,) = struct.unpack_from(">H", data, at + 1)
    found = bytearray()
    for number in range(count):
        first, which, last = struct.unpack_from(">HBH", data, at + 3 + 3 * number)
        found += bytes([which]) * max(0, min(last, glyphs) - first)
    return bytes(found)


def _charset(data: bytes, at: int, glyphs: int) -> dict[int, int]:
    if at <= 2:  # a predefined charset, which no program keyed by CID has
        return {glyph: glyph for glyph in range(glyphs)}
    form, at = data[at], at + 1
    if form == 0:
        cids = struct.unpack_from(f">{glyphs - 1}H", data, at)
        return {0: 0, **{cid: glyph for glyph, cid in enumerate(cids, 1)}}
    entry = struct.Struct(">HB" if form == 1 else ">HH")
    found = {0: 0}
    glyph = 1
    while glyph < glyphs:
        first, left = entry.unpack_from(data, at)
        for cid in range(first, first + min(left, glyphs - glyph - 1) + 1):
            found[cid] = glyph
            glyph += 1
        at += entry.size
    return found


class _Begun(NamedTuple):
    """A charstring of which the first operator is known; `width` if one came before."""

    width: float | None


def _first_width(
    program: CffProgram, private: _Private, code: bytes, stack: list[float], depth: int
) -> _Begun | None:
    """How a charstring begins; None for a subroutine that returns before it is known."""
    at = 0
    while at < len(code):
        lead = code[at]
        if lead == 28 or lead >= 32:
            value, at = _whole(code, at)
            stack.append(value)
            continue
        at += 1
        if lead in _CLEARING:
            return _Begun(_spare(lead, stack))
        if lead not in {_CALL, _CALL_GLOBAL}:
            break
        subrs = private.subrs if lead == _CALL else program.global_subrs
        if subrs is None or depth >= _DEEPEST_CALL or not stack:
            raise ValueError("a glyph calls what is not there")
        called = subrs.entry(int(stack.pop()) + _bias(subrs.entries))
        begun = _first_width(program, private, called, stack, depth + 1)
        if begun is not None:
            return begun
    return None


def _spare(operator: int, stack: Sequence[float]) -> float | None:
    takes = _CLEARING[operator]
    if takes is None:
        return stack[0] if len(stack) % 2 else None
    spare = len(stack) - takes
    return stack[0] if spare == 1 or (operator == 14 and spare == 1 + _SEAC) else None


def _bias(count: int) -> int:
    return 107 if count < 1240 else 1131 if count < 33900 else 32768
