"""Clauses on fonts (ISO 19005-2 6.2.11; ISO 14289-1 7.21)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.conformance.records import Breach, Clause
from layout.conformance.shown import listed, page_of_font
from layout.conformance.used_fonts import IDENTITY
from layout.fonts.programs import ProgramFacts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.conformance.opened import Opened
    from layout.conformance.used_fonts import UsedFont

_KINDS = frozenset({"Type1", "MMType1", "TrueType", "Type3", "Type0"})
_WIDTH_TOLERANCE = 1  # thousandths of an em: ISO 19005-4 6.2.10.5
_PROGRAM_KINDS = frozenset({"", "Type1C", "CIDFontType0C", "OpenType"})
_WMODE = re.compile(rb"/WMode\s+(\d)")
_USECMAP = re.compile(rb"/([^\s/]+)\s+usecmap")
# ISO 32000-1 table 118.
_CMAPS = (
    "GB-EUC GBpc-EUC GBK-EUC GBKp-EUC GBK2K UniGB-UCS2 UniGB-UTF16 B5pc HKscs-B5 "
    "ETen-B5 ETenms-B5 CNS-EUC UniCNS-UCS2 UniCNS-UTF16 83pv-RKSJ 90ms-RKSJ 90msp- "
    "RKSJ 90pv-RKSJ Add-RKSJ EUC Ext-RKSJ UniJIS-UCS2 UniJIS-UCS2-HW UniJIS-UTF16 "
    "KSC-EUC KSCms-UHC KSCms-UHC-HW KSCpc-EUC UniKS-UCS2 UniKS-UTF16"
)
_PREDEFINED = (
    IDENTITY | {"H", "V"} | {f"{name}-{way}" for name in _CMAPS.split() for way in "HV"}
)


def _visible(opened: Opened) -> Iterator[UsedFont]:
    """The fonts in which something is seen."""
    for font in opened.used_fonts:
        if font.seen:
            yield font


def _dictionaries(opened: Opened) -> Iterator[Breach]:
    for font in opened.used_fonts:
        page = page_of_font(opened, font)
        if opened.name(font.entries.get("/Type")) != "Font" or font.kind not in _KINDS:
            yield Breach("Type or Subtype is not that of a font", font.title, page, font.kind)
        if font.kind != "Type3" and not isinstance(font.entries.get("/BaseFont"), str):
            yield Breach("the font has no BaseFont", font.title, page)
        if font.composite and not font.below:
            yield Breach("the font has no descendant", font.title, page)
        if not font.composite and font.program_ref:
            yield from _simple_widths(opened, font, page)
        subtype = opened.name(opened.entries(font.descriptor.get("/FontFile3")).get("/Subtype"))
        if subtype not in _PROGRAM_KINDS:
            yield Breach("the font program's Subtype is not known", font.title, page, subtype)


def _simple_widths(opened: Opened, font: UsedFont, page: str) -> Iterator[Breach]:
    first, last = (opened.number(font.entries.get(key)) for key in ("/FirstChar", "/LastChar"))
    row = opened.row(font.entries.get("/Widths"))
    if first is None or last is None or len(row) != last - first + 1:
        yield Breach("FirstChar, LastChar and Widths do not fit", font.title, page)


def _programs(opened: Opened) -> Iterator[Breach]:
    for font in _visible(opened):
        if isinstance(font.program, str):
            says = f"the font program cannot be read: {font.program}"
            yield Breach(says, font.title, page_of_font(opened, font))


def _embedded(opened: Opened) -> Iterator[Breach]:
    for font in _visible(opened):
        if font.kind != "Type3" and not font.program_ref:
            yield Breach("the font is not embedded", font.title, page_of_font(opened, font))


def _system_info(opened: Opened) -> Iterator[Breach]:
    for font in opened.used_fonts:
        if not font.composite or font.encoding in IDENTITY:
            continue
        cmap = opened.entries(
            opened.entries(font.entries.get("/Encoding")).get("/CIDSystemInfo")
        )
        own = opened.entries(font.below.get("/CIDSystemInfo"))
        if not cmap:  # a predefined CMap: it is not in the file to be compared
            continue
        same = all(
            opened.text_of(cmap.get(key)) == opened.text_of(own.get(key))
            for key in ("/Registry", "/Ordering")
        )
        if not same:
            says = "the CIDSystemInfo of font and CMap differ"
            yield Breach(says, font.title, page_of_font(opened, font))


def _glyph_maps(opened: Opened) -> Iterator[Breach]:
    for font in opened.used_fonts:
        if opened.name(font.below.get("/Subtype")) != "CIDFontType2" or not font.program_ref:
            continue
        found = font.below.get("/CIDToGIDMap")
        if not opened.is_stream(found) and opened.name(found) != "Identity":
            says = "CIDToGIDMap is missing, or is neither a stream nor Identity"
            yield Breach(says, font.title, page_of_font(opened, font))


def _cmaps(opened: Opened) -> Iterator[Breach]:
    for font in opened.used_fonts:
        if font.composite and font.encoding not in _PREDEFINED:
            page = page_of_font(opened, font)
            if not opened.is_stream(font.entries.get("/Encoding")):
                yield Breach("the CMap is not in the file", font.title, page, font.encoding)


def _writing_modes(opened: Opened) -> Iterator[Breach]:
    for font in opened.used_fonts:
        ref = font.entries.get("/Encoding")
        if font.composite and opened.is_stream(ref):
            match = _WMODE.search(opened.bytes_of(ref))
            inner = int(match[1]) if match else 0
            said = opened.number(opened.entries(ref).get("/WMode")) or 0
            if said != inner:
                page = page_of_font(opened, font)
                says = "WMode of the CMap and of its dictionary differ"
                yield Breach(says, font.title, page, f"{said:g}", str(inner))


def _used_cmaps(opened: Opened) -> Iterator[Breach]:
    for font in opened.used_fonts:
        ref = font.entries.get("/Encoding")
        if font.composite and opened.is_stream(ref):
            match = _USECMAP.search(opened.bytes_of(ref))
            name = match[1].decode("latin-1") if match else ""
            if name and name not in _PREDEFINED:
                page = page_of_font(opened, font)
                yield Breach("the CMap builds on one that is not known", font.title, page, name)


def _glyphs_there(opened: Opened) -> Iterator[Breach]:
    for font in _visible(opened):
        program, glyphs = font.program, font.glyph_of_code
        if not isinstance(program, ProgramFacts) or glyphs is None:
            continue
        codes = font.seen
        missing = {
            code for code in codes if code not in glyphs or glyphs[code] >= program.glyphs
        }
        if missing:
            says = "the font program lacks glyphs that are shown"
            page = page_of_font(opened, font, missing)
            yield Breach(says, font.title, page, listed(missing))


def _widths(opened: Opened) -> Iterator[Breach]:
    for font in _visible(opened):
        program, glyphs = font.program, font.glyph_of_code
        if not isinstance(program, ProgramFacts) or glyphs is None:
            continue
        codes = font.seen
        wrong = list(
            _wrong_widths(font, program, {code: glyphs[code] for code in codes & glyphs.keys()})
        )
        if wrong:
            code, said, real = wrong[0]
            page = page_of_font(opened, font, {code for code, _, _ in wrong})
            says = (
                f"the width of {len(wrong)} glyphs is not that of the program, first {code:04X}"
            )
            yield Breach(says, font.title, page, f"{said:g}", f"{real:g}")


def _wrong_widths(
    font: UsedFont, program: ProgramFacts, glyphs: dict[int, int]
) -> Iterator[tuple[int, float, float]]:
    widths, default = font.widths, font.default_width
    for code, glyph in sorted(glyphs.items()):
        said = widths.get(code, default)
        try:
            real = program.width(glyph)
        except (ValueError, IndexError):
            real = None
        if real is not None and abs(said - real) > _WIDTH_TOLERANCE:
            yield code, said, real


def _cid_sets(opened: Opened) -> Iterator[Breach]:
    for font in opened.used_fonts:
        ref, program = font.descriptor.get("/CIDSet"), font.program
        if not opened.is_stream(ref) or not isinstance(program, ProgramFacts):
            continue
        bits = opened.bytes_of(ref)
        said = {
            8 * at + bit
            for at, byte in enumerate(bits)
            for bit in range(8)
            if byte << bit & 128
        }
        there = _all_cids(opened, font, program)
        if there is not None and not there <= said:
            says = "CIDSet leaves out glyphs that the program has"
            yield Breach(says, font.title, page_of_font(opened, font), listed(there - said))


def _all_cids(opened: Opened, font: UsedFont, program: ProgramFacts) -> set[int] | None:
    """Every CID that a program has a glyph for, 0 aside."""
    if program.cids is not None:
        return set(program.cids) - {0}
    ref = font.below.get("/CIDToGIDMap")
    if not opened.is_stream(ref):
        return set(range(1, program.glyphs))
    table = opened.bytes_of(ref)
    pairs = (int.from_bytes(table[at : at + 2], "big") for at in range(0, len(table) - 1, 2))
    return {cid for cid, glyph in enumerate(pairs) if glyph}


def _encodings(opened: Opened) -> Iterator[Breach]:
    for font in _visible(opened):
        if font.kind != "TrueType":
            continue
        page = page_of_font(opened, font)
        if font.symbolic and "/Encoding" in font.entries:
            yield Breach("a symbolic font has an Encoding", font.title, page)
        if not font.symbolic:
            inner = opened.name(
                opened.entries(font.entries.get("/Encoding")).get("/BaseEncoding")
            )
            if not {font.encoding, inner} & {"MacRomanEncoding", "WinAnsiEncoding"}:
                yield Breach("the font's encoding is not a standard one", font.title, page)
        if isinstance(font.program, ProgramFacts):
            yield from _cmap_tables(font, font.program, page)


def _cmap_tables(font: UsedFont, program: ProgramFacts, page: str) -> Iterator[Breach]:
    found = set(program.cmaps)
    if font.symbolic and len(found) != 1 and (3, 0) not in found:
        yield Breach(
            "the font program has several cmaps and none for symbols", font.title, page
        )
    if not font.symbolic and not found & {(3, 1), (1, 0)}:
        yield Breach("the font program has no cmap for letters", font.title, page)


CLAUSES = (
    Clause(
        "font-dictionary",
        "6.2.11.2",
        "6.2.10.2",
        "",
        "A font says what it is: Type, Subtype, BaseFont, and widths that fit its codes.",
        "All fonts are Type 0 with their descendants.",
        _dictionaries,
    ),
    Clause(
        "font-program",
        "6.2.11.2",
        "6.2.10.2",
        "",
        "Embedded font programs are sound.",
        "Subsets are made by HarfBuzz from faces known by checksum.",
        _programs,
        x4="fonts",
        x1="fonts",
    ),
    Clause(
        "font-system-info",
        "6.2.11.3.1",
        "6.2.10.3.1",
        "7.21.3.1",
        "CIDSystemInfo of a CIDFont and of its CMap agree, but for Identity.",
        "The CMaps are Identity-H and Identity-V.",
        _system_info,
    ),
    Clause(
        "font-glyph-map",
        "6.2.11.3.2",
        "6.2.10.3.2",
        "7.21.3.2",
        "An embedded CIDFontType2 has a CIDToGIDMap: a stream, or Identity.",
        "Every TrueType face gets one.",
        _glyph_maps,
    ),
    Clause(
        "font-cmap",
        "6.2.11.3.3",
        "6.2.10.3.3",
        "7.21.3.3",
        "A CMap that PDF does not know is in the file.",
        "The CMaps are Identity-H and Identity-V.",
        _cmaps,
    ),
    Clause(
        "font-writing-mode",
        "6.2.11.3.3",
        "6.2.10.3.3",
        "7.21.3.3",
        "WMode in an embedded CMap is that of its dictionary.",
        "No CMap is embedded.",
        _writing_modes,
    ),
    Clause(
        "font-cmap-used",
        "6.2.11.3.3",
        "6.2.10.3.3",
        "7.21.3.3",
        "An embedded CMap builds on CMaps that PDF knows only.",
        "No CMap is embedded.",
        _used_cmaps,
    ),
    Clause(
        "font-embedded",
        "6.2.11.4.1",
        "6.2.10.4.1",
        "7.21.4.1",
        "The program of every font that is seen is in the file.",
        "Every face is embedded as a subset; one that forbids it is refused.",
        _embedded,
        x4="fonts",
        x1="fonts",
    ),
    Clause(
        "font-glyphs",
        "6.2.11.4.1",
        "6.2.10.4.1",
        "7.21.4.1",
        "A font program has every glyph that is shown.",
        "The subset is made of the glyphs that were set.",
        _glyphs_there,
        x4="fonts",
        x1="fonts",
    ),
    Clause(
        "font-cid-set",
        "6.2.11.4.2",
        "",
        "7.21.4.2",
        "A CIDSet, if there is one, lists every CID of the program.",
        "None is written, which PDF 2.0 asks for too.",
        _cid_sets,
    ),
    Clause(
        "font-widths",
        "6.2.11.5",
        "6.2.10.5",
        "7.21.5",
        "Widths in the dictionary are those of the program, to a thousandth of the em.",
        "Both come from the face.",
        _widths,
    ),
    Clause(
        "font-encoding",
        "6.2.11.6",
        "6.2.10.6",
        "7.21.6",
        "Simple TrueType fonts have a standard encoding, or are symbolic with a cmap.",
        "No simple font is written; figures with them are looked at.",
        _encodings,
    ),
)
