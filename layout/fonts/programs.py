"""What a bare font program says of itself: glyphs, widths, cmaps.

Read by hand from the few tables it takes: a file that is checked holds programs of any maker,
cut down to fewer tables than a whole font needs, and a check must not wait for a library.

Source: ISO/IEC 14496-22 (OpenType); Adobe Technical Notes 5176 (CFF) and 5177 (Type 2).
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from layout.fonts.charstrings import CffProgram, read_cff
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_TABLES = 4096


class BrokenProgram(ValueError):  # noqa: N818 - reads as what it says of the program
    """A font program that cannot be read."""


class ProgramFacts(Record):
    """A font program. `kind` is truetype or cff; `cmaps` are platform and encoding ids.

    `cids` gives the glyph of each CID where the program is keyed by them.
    """

    kind: str
    glyphs: int
    upem: int
    cmaps: tuple[tuple[int, int], ...] = ()
    advances: tuple[int, ...] = ()
    cids: Mapping[int, int] | None = None
    cff: CffProgram | None = None

    def width(self, glyph: int) -> float | None:
        """A glyph's advance in thousandths of an em; None for a glyph that is not there."""
        if not 0 <= glyph < self.glyphs:
            return None
        if self.cff is not None:
            return self.cff.width(glyph) * 1000 / self.upem
        advance = self.advances[min(glyph, len(self.advances) - 1)]
        return advance * 1000 / self.upem


def read_program(data: bytes) -> ProgramFacts:
    """Read a TrueType, OpenType or bare CFF program.

    Raises:
        BrokenProgram: it cannot be read.
    """
    try:
        if data[:4] in {b"\0\1\0\0", b"true", b"OTTO"}:
            return _of_tables(data)
        cff = read_cff(data)
    except (struct.error, LookupError, ValueError, ArithmeticError) as fault:
        raise BrokenProgram(str(fault)) from fault
    return ProgramFacts("cff", cff.glyphs, cff.upem, cids=cff.glyph_of_cid, cff=cff)


def _of_tables(data: bytes) -> ProgramFacts:
    tables = _tables(data)
    cmaps = _cmaps(tables[b"cmap"]) if b"cmap" in tables else ()
    if b"CFF " in tables:
        cff = read_cff(tables[b"CFF "])
        return ProgramFacts("cff", cff.glyphs, cff.upem, cmaps, cids=cff.glyph_of_cid, cff=cff)
    missing = [
        tag
        for tag in (b"head", b"maxp", b"hhea", b"hmtx", b"loca", b"glyf")
        if tag not in tables
    ]
    if missing:
        raise ValueError(f"it has no table {missing[0].decode('latin-1')}")
    (upem,) = struct.unpack_from(">H", tables[b"head"], 18)
    (glyphs,) = struct.unpack_from(">H", tables[b"maxp"], 4)
    (metrics,) = struct.unpack_from(">H", tables[b"hhea"], 34)
    if not upem or not metrics:
        raise ValueError("its head or hhea table is not valid")
    pairs = struct.unpack_from(f">{2 * metrics}H", tables[b"hmtx"])
    return ProgramFacts("truetype", glyphs, upem, cmaps, pairs[::2])


def _tables(data: bytes) -> dict[bytes, bytes]:
    (count,) = struct.unpack_from(">H", data, 4)
    if count > _MOST_TABLES:
        raise ValueError("it has too many tables")
    tables: dict[bytes, bytes] = {}
    for number in range(count):
        tag, _, start, length = struct.unpack_from(">4sLLL", data, 12 + 16 * number)
        tables[tag] = data[start : start + length]
    return tables


def _cmaps(table: bytes) -> tuple[tuple[int, int], ...]:
    (count,) = struct.unpack_from(">H", table, 2)
    return tuple(
        struct.unpack_from(">HH", table, 4 + 8 * number) for number in range(min(count, 64))
    )


def character_map(data: bytes, platform: int, encoding: int) -> dict[int, int]:
    """The glyphs of the codes of one cmap subtable of format 0, 4 or 6; empty for others.

    Raises:
        BrokenProgram: it cannot be read.
    """
    try:
        table = _tables(data).get(b"cmap", b"")
        for number, found in enumerate(_cmaps(table) if table else ()):
            if found == (platform, encoding):
                (start,) = struct.unpack_from(">L", table, 8 + 8 * number)
                return _subtable(table[start:])
    except (struct.error, LookupError) as fault:
        raise BrokenProgram(str(fault)) from fault
    return {}


def _subtable(table: bytes) -> dict[int, int]:
    (form,) = struct.unpack_from(">H", table)
    if form == 0:
        return dict(enumerate(table[6:262]))
    if form == 6:
        first, count = struct.unpack_from(">HH", table, 6)
        return dict(enumerate(struct.unpack_from(f">{count}H", table, 10), first))
    return _segments(table) if form == 4 else {}


def _segments(table: bytes) -> dict[int, int]:
    (double,) = struct.unpack_from(">H", table, 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + double)
    deltas = struct.unpack_from(f">{count}H", table, 16 + 2 * double)
    at = 16 + 3 * double
    offsets = struct.unpack_from(f">{count}H", table, at)
    found: dict[int, int] = {}
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            if len(found) > 0x10000:
                return found
            glyph = code
            if offsets[number]:
                place = at + 2 * number + offsets[number] + 2 * (code - start)
                (glyph,) = struct.unpack_from(">H", table, place)
            if glyph or not offsets[number]:
                found[code] = (glyph + deltas[number]) & 0xFFFF
    return found
