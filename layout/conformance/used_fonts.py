"""The fonts of a file with the codes that are shown in them, and what each code means.

Source: ISO 32000-1 9.6, 9.7, 9.10.
"""

from __future__ import annotations

import re
import struct
from functools import cached_property
from typing import TYPE_CHECKING

from layout.fonts.programs import BrokenProgram, ProgramFacts, character_map, read_program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.conformance.opened import Entries, Opened

IDENTITY = frozenset({"Identity-H", "Identity-V"})
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_SYMBOLIC = 4  # ISO 32000-1 table 123
_MOST_MAPPINGS = 1 << 20
_SECTION = re.compile(rb"begin(bfchar|bfrange|cidchar|cidrange)\b(.*?)end\1\b", re.DOTALL)
_CMAP_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])|(\d+)")


class UsedFont:
    """One font dictionary with what is shown in it."""

    def __init__(self, opened: Opened, key: str, entries: Entries) -> None:
        self._opened = opened
        self.key = key
        self.entries = entries
        self.kind = opened.name(entries.get("/Subtype"))
        self.composite = self.kind == "Type0"
        below = opened.row(entries.get("/DescendantFonts"))
        self.below = opened.entries(below[0]) if self.composite and below else entries
        self.descriptor = opened.entries(self.below.get("/FontDescriptor"))

    @property
    def title(self) -> str:
        """What a finding calls it."""
        name = self._opened.name(self.entries.get("/BaseFont"))
        return f"font {name or self.key}"

    @cached_property
    def program_ref(self) -> str:
        """The stream of its program; empty where none is embedded."""
        found = (self.descriptor.get(key) for key in _PROGRAMS)
        return next((str(ref) for ref in found if self._opened.is_stream(ref)), "")

    @cached_property
    def program_bytes(self) -> bytes:
        """Its program, unpacked."""
        return self._opened.bytes_of(self.program_ref)

    @cached_property
    def program(self) -> ProgramFacts | str | None:
        """What its program says; a word on why it cannot be read; None for none, or Type 1."""
        if not self.program_ref or "/FontFile" in self.descriptor:
            return None
        try:
            return read_program(self.program_bytes)
        except BrokenProgram as fault:
            return str(fault)

    @property
    def symbolic(self) -> bool:
        """Whether its characters are its own (ISO 32000-1 table 123)."""
        flags = self._opened.number(self.descriptor.get("/Flags"))
        return bool(int(flags or 0) & _SYMBOLIC)

    @cached_property
    def encoding(self) -> str:
        """The name of its encoding or CMap; empty for one of its own."""
        return self._opened.name(self.entries.get("/Encoding"))

    def shown(self, *, visible: bool | None = None) -> dict[int, frozenset[int]]:
        """The codes shown on each page; all of them, or only visible ones."""
        found: dict[int, set[int]] = {}
        for seen in (True, False):
            if visible is not None and seen is not visible:
                continue
            for page, strings in self._opened.drawn.shows.get((self.key, seen), {}).items():
                found.setdefault(page, set()).update(self.codes(b"".join(strings)))
        return {page: frozenset(codes) for page, codes in found.items()}

    def codes(self, content: bytes) -> tuple[int, ...] | bytes:
        """The codes of a string: of two bytes in a composite font, else of one."""
        if not self.composite:
            return content
        whole = len(content) // 2
        return struct.unpack_from(f">{whole}H", content)

    @cached_property
    def glyph_of_code(self) -> dict[int, int] | None:
        """The glyph of each code that is shown; None where that is not known here.

        A code that leads to no glyph is left out.
        """
        program = self.program
        if not isinstance(program, ProgramFacts):
            return None
        codes = frozenset().union(*self.shown().values())
        if not self.composite:
            return self._simple_glyphs(codes)
        if self.encoding not in IDENTITY:
            return None
        if program.kind == "truetype":
            return self._mapped(codes)
        if program.cids is None:
            return {code: code for code in codes if code < program.glyphs}
        cids = program.cids
        return {code: cids[code] for code in codes if code in cids}

    def _mapped(self, codes: frozenset[int]) -> dict[int, int]:
        """Through the CIDToGIDMap (ISO 32000-1 9.7.4.2)."""
        ref = self.below.get("/CIDToGIDMap")
        if not self._opened.is_stream(ref):
            return {code: code for code in codes}
        table = self._opened.bytes_of(ref)
        glyphs = struct.unpack_from(f">{len(table) // 2}H", table)
        return {code: glyphs[code] for code in codes if code < len(glyphs)}

    def _simple_glyphs(self, codes: frozenset[int]) -> dict[int, int] | None:
        """Of a symbolic TrueType font (ISO 32000-1 9.6.6.4); others go by names, not read here."""
        if self.kind != "TrueType" or not self.symbolic:
            return None
        try:
            symbols = character_map(self.program_bytes, 3, 0)
            roman = {} if symbols else character_map(self.program_bytes, 1, 0)
        except BrokenProgram:
            return None
        high = next(iter(symbols), 0) & 0xFF00
        found = {code: symbols.get(code | high, roman.get(code, 0)) for code in codes}
        return {code: glyph for code, glyph in found.items() if glyph}

    @cached_property
    def widths(self) -> dict[int, float]:
        """The widths the dictionary gives, by code; see `default_width` for the others."""
        opened = self._opened
        if self.composite:
            return dict(_cid_widths(opened, opened.row(self.below.get("/W"))))
        first = int(opened.number(self.entries.get("/FirstChar")) or 0)
        row = opened.row(self.entries.get("/Widths"))
        numbers = ((code, opened.number(value)) for code, value in enumerate(row, first))
        return {code: value for code, value in numbers if value is not None}

    @property
    def default_width(self) -> float:
        """The width of codes that the dictionary gives none for."""
        key, entries = (
            ("/DW", self.below) if self.composite else ("/MissingWidth", self.descriptor)
        )
        found = self._opened.number(entries.get(key))
        return found if found is not None else 1000 if self.composite else 0

    @cached_property
    def texts(self) -> dict[int, str] | None:
        """What ToUnicode says of each code; None where there is none."""
        ref = self.entries.get("/ToUnicode")
        if not self._opened.is_stream(ref):
            return None
        return to_unicode_of(self._opened.bytes_of(ref))


def _cid_widths(opened: Opened, row: list[object]) -> Iterator[tuple[int, float]]:
    """The W array (ISO 32000-1 9.7.4.3)."""
    at = 0
    while at + 1 < len(row):
        first, second = opened.number(row[at]), opened.at(row[at + 1])
        if first is None:
            return
        if isinstance(second, list):
            for cid, value in enumerate(second, int(first)):
                width = opened.number(value)
                if width is not None:
                    yield cid, width
            at += 2
        else:
            last, width = (
                opened.number(second),
                opened.number(row[at + 2]) if at + 2 < len(row) else None,
            )
            if last is None or width is None:
                return
            for cid in range(int(first), min(int(last), 0xFFFF) + 1):
                yield cid, width
            at += 3


def to_unicode_of(cmap: bytes) -> dict[int, str]:
    """The texts of codes in a ToUnicode CMap (ISO 32000-1 9.10.3)."""
    found: dict[int, str] = {}
    for section in _SECTION.finditer(cmap):
        tokens = list(_CMAP_TOKEN.finditer(section[2]))
        pairs = _chars(tokens) if section[1] == b"bfchar" else _ranges(tokens)
        for code, text in pairs:
            found[code] = text
            if len(found) > _MOST_MAPPINGS:
                return found
    return found


def _chars(tokens: list[re.Match[bytes]]) -> Iterator[tuple[int, str]]:
    hexes = [token[1] for token in tokens if token[1] is not None]
    for code, text in zip(hexes[::2], hexes[1::2], strict=False):
        yield _number(code), _utf16(text)


def _ranges(tokens: list[re.Match[bytes]]) -> Iterator[tuple[int, str]]:
    at = 0
    while at + 2 < len(tokens):
        first, last = _number(tokens[at][1] or b"0"), _number(tokens[at + 1][1] or b"0")
        at += 2
        if tokens[at][2]:
            at += 1
            code = first
            while at < len(tokens) and not tokens[at][3]:
                yield code, _utf16(tokens[at][1] or b"")
                at, code = at + 1, code + 1
        else:
            start = _utf16(tokens[at][1] or b"")
            for step in range(min(last - first, 0xFFFF) + 1):
                yield first + step, _stepped(start, step)
        at += 1


def _stepped(text: str, step: int) -> str:
    return text[:-1] + chr(min(ord(text[-1]) + step, 0x10FFFF)) if text else ""


def _number(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)


def _utf16(digits: bytes) -> str:
    joined = b"".join(digits.split()).decode("ascii")
    return bytes.fromhex(joined[: len(joined) // 4 * 4]).decode("utf-16-be", "replace")
