"""The fonts of a file with the codes that are shown in them, and what each code means.

Source: ISO 32000-1 9.6, 9.7, 9.10.
"""

from __future__ import annotations

import re
import struct
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from layout.fonts.programs import BrokenProgram, ProgramFacts, character_map, read_program

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from layout.conformance.drawn import Drawn
    from layout.conformance.objects import Entries, Objects

IDENTITY = frozenset({"Identity-H", "Identity-V"})
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_SYMBOLIC = 4  # ISO 32000-1 table 123
_MOST_MAPPINGS = 1 << 20
_BLANKS = b"\0\t\n\f\r "
_SECTION = re.compile(rb"begin(bfchar|bfrange|cidchar|cidrange)\b(.*?)end\1\b", re.DOTALL)
_CMAP_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])|(\d+)")


class UsedFont:
    """One font dictionary with what is shown in it."""

    def __init__(self, file: Objects, drawn: Drawn, key: str, entries: Entries) -> None:
        self._file = file
        self._drawn = drawn
        self.key = key
        self.entries = entries
        self.kind = file.name(entries.get("/Subtype"))
        self.composite = self.kind == "Type0"
        below = file.row(entries.get("/DescendantFonts"))
        self.below = file.entries(below[0]) if self.composite and below else entries
        self.descriptor = file.entries(self.below.get("/FontDescriptor"))

    @property
    def title(self) -> str:
        """What a finding calls it."""
        name = self._file.name(self.entries.get("/BaseFont"))
        return f"font {name or self.key}"

    @cached_property
    def program_ref(self) -> str:
        """The stream of its program; empty where none is embedded."""
        found = (self.descriptor.get(key) for key in _PROGRAMS)
        return next((str(ref) for ref in found if self._file.is_stream(ref)), "")

    @cached_property
    def program_bytes(self) -> bytes:
        """Its program, unpacked."""
        return self._file.bytes_of(self.program_ref)

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
        flags = self._file.number(self.descriptor.get("/Flags"))
        return bool(int(flags or 0) & _SYMBOLIC)

    @cached_property
    def encoding(self) -> str:
        """The name of its encoding or CMap; empty for one of its own."""
        return self._file.name(self.entries.get("/Encoding"))

    def shown(self) -> frozenset[int]:
        """All codes that are shown, visible or not."""
        return self.seen | self.unseen

    @cached_property
    def seen(self) -> frozenset[int]:
        """The codes that are visible where they are shown."""
        return self._codes(self._drawn.shows.get((self.key, True), {}))

    @cached_property
    def unseen(self) -> frozenset[int]:
        """The codes that are shown where they are not visible."""
        return self._codes(self._drawn.shows.get((self.key, False), {}))

    @cached_property
    def bare(self) -> frozenset[int]:
        """The codes shown where no ActualText speaks for them."""
        return self._codes(self._drawn.plain.get(self.key, {}))

    def _codes(self, pages: Mapping[int, list[bytes]]) -> frozenset[int]:
        return self._codes_in(chain.from_iterable(pages.values()))

    def _codes_in(self, strings: Iterable[bytes]) -> frozenset[int]:
        """The codes of strings: of two bytes in a composite font, else of one."""
        if not self.composite:
            return frozenset(b"".join(strings))
        content = b"".join(one if len(one) % 2 == 0 else one[:-1] for one in strings)
        return frozenset(struct.unpack(f">{len(content) // 2}H", content))

    def first_page(self, codes: Collection[int] | None = None) -> int | None:
        """The page that first shows the font, or one of these codes; None for none."""
        shows = self._drawn.shows
        pages = [shows.get((self.key, visible), {}) for visible in (True, False)]
        for index in sorted({index for one in pages for index in one}):
            strings = [*pages[0].get(index, ()), *pages[1].get(index, ())]
            if codes is None or not self._codes_in(strings).isdisjoint(codes):
                return index
        return None

    @cached_property
    def glyph_of_code(self) -> dict[int, int] | None:
        """The glyph of each code that is shown; None where that is not known here.

        A code that leads to no glyph is left out.
        """
        program = self.program
        if not isinstance(program, ProgramFacts):
            return None
        codes = self.shown()
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
        if not self._file.is_stream(ref):
            return {code: code for code in codes}
        table = self._file.bytes_of(ref)
        glyphs = struct.unpack_from(f">{len(table) // 2}H", table)
        return {code: glyphs[code] for code in codes if code < len(glyphs)}

    def _simple_glyphs(self, codes: frozenset[int]) -> dict[int, int] | None:
        """Of a symbolic TrueType font (ISO 32000-1 9.6.6.4); others go by names."""
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
        file = self._file
        if self.composite:
            return dict(_cid_widths(file, file.row(self.below.get("/W"))))
        first = int(file.number(self.entries.get("/FirstChar")) or 0)
        row = file.row(self.entries.get("/Widths"))
        numbers = ((code, file.number(value)) for code, value in enumerate(row, first))
        return {code: value for code, value in numbers if value is not None}

    @property
    def default_width(self) -> float:
        """The width of codes that the dictionary gives none for."""
        key, entries = (
            ("/DW", self.below) if self.composite else ("/MissingWidth", self.descriptor)
        )
        found = self._file.number(entries.get(key))
        return found if found is not None else 1000 if self.composite else 0

    @cached_property
    def texts(self) -> dict[int, str] | None:
        """What ToUnicode says of each code; None where there is none."""
        ref = self.entries.get("/ToUnicode")
        if not self._file.is_stream(ref):
            return None
        return to_unicode_of(self._file.bytes_of(ref))


def _cid_widths(file: Objects, row: list[object]) -> Iterator[tuple[int, float]]:
    """The W array (ISO 32000-1 9.7.4.3)."""
    at = 0
    while at + 1 < len(row):
        first, second = file.number(row[at]), file.at(row[at + 1])
        if first is None:
            return
        if isinstance(second, list):
            for cid, value in enumerate(second, int(first)):
                width = file.number(value)
                if width is not None:
                    yield cid, width
            at += 2
        else:
            last, width = (
                file.number(second),
                file.number(row[at + 2]) if at + 2 < len(row) else None,
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
    return int(digits.translate(None, _BLANKS) or b"0", 16)


def _utf16(digits: bytes) -> str:
    if len(digits) == 4 and digits[:1] not in b"dD \t\r\n":  # one character, as nearly all are
        return chr(int(digits, 16))
    joined = digits.translate(None, _BLANKS)
    return bytes.fromhex(joined[: len(joined) // 4 * 4].decode("ascii")).decode(
        "utf-16-be", "replace"
    )
