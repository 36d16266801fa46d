"""Composite fonts: one Type0 font for each face, its program subset and embedded.

reportlab's own TrueType fonts are split into sets of 256 glyphs, take no CFF, and are addressed
by character; its document objects carry ours instead.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from layout.fonts import subset_face
from layout.pdf.canvas import (
    OUTLINE_COMPRESSION_LEVEL,
    box,
    deflated,
    dictionary,
    name,
    row,
    text_string,
)
from layout.pdf.cff import bare_cff, cids_of
from layout.pdf.codes import Cluster, CodePlan, escaped, plan_codes
from layout.pdf.numbers import number
from layout.pdf.tounicode import plain_to_unicode, to_unicode
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from reportlab.pdfbase.pdfdoc import PDFObject

    from layout.fonts import Face, FontProgram
    from layout.pdf.canvas import Document

# Widths are in thousandths of an em, rounded once: the same figures stand in the font's widths
# and in the content's adjustments, so their rounding never adds up along a line.
_WIDTH_DECIMALS = 2
_DEFAULT_WIDTH = 1000  # a Han character
_DEFAULT_DROP = (1000, 880)  # advance and origin in vertical lines: ISO 32000-2 table 115

_SYMBOLIC, _ITALIC = 1 << 2, 1 << 6  # ISO 32000-2 table 121


NO_DROPS: Mapping[int, float] = MappingProxyType({})


class CodedFont(Record):
    """A font of the file as the painter of text needs it.

    `codes` gives a glyph its bytes in a literal string and `widths` its width in thousandths of
    an em. The glyphs in `many` stand for more than one text, or for none: their bytes are those
    of the cluster. `spelled` holds the clusters whose text the content must spell out.
    `vertical` is the same font for vertical lines and `drops` how far its glyphs lead down
    there, both empty where no glyph stands upright in one.
    """

    resource: str
    codes: Mapping[int, str]
    widths: Mapping[int, float]
    many: frozenset[int]
    clusters: Mapping[Cluster, str]
    spelled: frozenset[Cluster]
    vertical: str = ""
    drops: Mapping[int, float] = NO_DROPS


def code_font(
    resource: str,
    face: Face,
    clusters: Iterable[Cluster],
    program: FontProgram | None,
    upright: Iterable[int] = (),
) -> tuple[CodedFont, CodePlan]:
    """A font's codes, as the content writes them and as the font's own tables need them.

    Args:
        resource: the font's name in the pages' resources.
        face: the whole face.
        clusters: every glyph in use with each text it stands for.
        program: the subset program, if it is CFF: it has codes of its own.
        upright: the glyphs that stand upright in vertical lines.
    """
    plan = plan_codes(clusters, _own_codes(program) if program is not None else None)
    bytes_of = {cluster: escaped(code) for cluster, code in plan.codes.items()}
    counts = Counter(glyph for glyph, _ in bytes_of)
    many = {glyph for glyph, count in counts.items() if count > 1}
    many.update(glyph for glyph, _ in plan.spelled)
    drops = {glyph: _thousandths(face.vertical_metrics_em(glyph)[0]) for glyph in upright}
    font = CodedFont(
        resource,
        {glyph: code for (glyph, _), code in bytes_of.items()},
        {glyph: _thousandths(face.advance_em(glyph)) for glyph in counts},
        frozenset(many),
        {cluster: code for cluster, code in bytes_of.items() if cluster[0] in many},
        plan.spelled,
        f"{resource}V" if drops else "",
        drops,
    )
    return font, plan


def _own_codes(program: FontProgram) -> Mapping[int, int]:
    """The code of each glyph of the face in a CFF program: its CID, or its glyph id there."""
    cids = cids_of(program.data)
    return {old: cids[new] if cids else new for old, new in program.glyph_map.items()}


class PackedFont(Record):
    """All of a font that takes time to make, as the file holds it; streams are deflated.

    `glyphs` is the CIDToGIDMap, empty where every code is its glyph; `drops` is the W2 array,
    empty where every glyph that stands upright has the default em box.
    """

    tag: str
    kind: str
    program: bytes
    program_length: int
    glyphs: bytes
    texts: bytes
    widths: bytes
    drops: bytes = b""


def pack_font(
    face: Face,
    plan: CodePlan,
    program: FontProgram | None,
    upright: Collection[int] = (),
    *,
    for_archive: bool = False,
) -> PackedFont:
    """Subset a face (unless that is done) and pack what the file holds of it."""
    map_texts = plain_to_unicode if for_archive else to_unicode
    program = program or subset_face(face, sorted(set(plan.glyphs.values())))
    truetype = program.kind == "truetype"
    # Of an OpenType program with CFF outlines the file holds only its CFF table.
    data = program.data if truetype else bare_cff(program.data)
    glyphs = _glyphs_of_codes(plan, program) if truetype else b""
    return PackedFont(
        _subset_tag(program.data),
        program.kind,
        deflated(data, OUTLINE_COMPRESSION_LEVEL),
        len(program.data),
        deflated(glyphs) if glyphs else b"",
        deflated(map_texts(plan.texts)),
        _widths(face, plan),
        _drops(face, plan, upright),
    )


def add_font(
    document: Document, face: Face, packed: PackedFont, *encodings: str
) -> tuple[object, ...]:
    """Write a face's Type0 fonts, one for each encoding; gives the references to them.

    All that hangs on them they share. Source: ISO 32000-2 9.7.
    """
    font_name = name(f"{packed.tag}+{face.postscript_name}")
    truetype = packed.kind == "truetype"
    descendant: dict[str, object] = {
        "Type": name("Font"),
        "Subtype": name("CIDFontType2" if truetype else "CIDFontType0"),
        "BaseFont": font_name,
        "CIDSystemInfo": dictionary(
            {
                "Registry": text_string("Adobe"),
                "Ordering": text_string("Identity"),
                "Supplement": 0,
            }
        ),
        "FontDescriptor": document.add(_descriptor(document, face, packed, font_name)),
        "DW": _DEFAULT_WIDTH,
        "W": packed.widths,
    }
    if truetype:
        descendant["CIDToGIDMap"] = (
            _packed_stream(document, packed.glyphs) if packed.glyphs else name("Identity")
        )
    if packed.drops:
        # The default, [880 -1000], is the em box of a Chinese face.
        descendant["W2"] = packed.drops
    type0: dict[str, object] = {
        "Type": name("Font"),
        "Subtype": name("Type0"),
        "BaseFont": font_name,
    }
    shared: dict[str, object] = {
        "DescendantFonts": row([document.add(dictionary(descendant))]),
        "ToUnicode": _packed_stream(document, packed.texts),
    }
    return tuple(
        document.add(dictionary({**type0, "Encoding": name(encoding), **shared}))
        for encoding in encodings
    )


def _packed_stream(
    document: Document, content: bytes, entries: Mapping[str, object] | None = None
) -> object:
    filtered = {**(entries or {}), "Filter": name("FlateDecode")}
    return document.add_stream(content, filtered, packed=True)


def _thousandths(width_em: float) -> float:
    return round(width_em * 1000, _WIDTH_DECIMALS)


def _subset_tag(data: bytes) -> str:
    """Six capitals that differ when the subset does (ISO 32000-2 9.9.2)."""
    digest = int.from_bytes(hashlib.sha256(data).digest()[:8], "big")
    letters = []
    for _ in range(6):
        digest, letter = divmod(digest, 26)
        letters.append(chr(ord("A") + letter))
    return "".join(letters)


def _descriptor(
    document: Document, face: Face, packed: PackedFont, font_name: str
) -> PDFObject:
    truetype = packed.kind == "truetype"
    entries: dict[str, object] = (
        {"Length1": packed.program_length} if truetype else {"Subtype": name("CIDFontType0C")}
    )
    file = _packed_stream(document, packed.program, entries)
    scale = 1000 / face.upem
    return dictionary(
        {
            "Type": name("FontDescriptor"),
            "FontName": font_name,
            "Flags": _SYMBOLIC | (_ITALIC if face.italic_angle else 0),
            "FontBBox": box(tuple(round(edge * scale) for edge in face.bbox)),
            "ItalicAngle": number(face.italic_angle).encode("ascii"),
            "Ascent": round(face.ascent_em * 1000),
            "Descent": round(face.descent_em * 1000),
            "CapHeight": round(face.cap_height_em * 1000),
            "StemV": _stem_width(face.weight),
            "FontFile2" if truetype else "FontFile3": file,
        }
    )


def _stem_width(weight: int) -> int:
    """A stem's width guessed from the weight class; viewers use it to fake a missing font."""
    return round(10 + 0.244 * (weight - 50))


def _widths(face: Face, plan: CodePlan) -> bytes:
    """The W array (ISO 32000-2 9.7.4.3): what differs from the default, neighbours together."""
    widths = [
        (code, _thousandths(face.advance_em(glyph)))
        for code, glyph in sorted(plan.glyphs.items())
    ]
    entries = [
        (code, number(width, _WIDTH_DECIMALS))
        for code, width in widths
        if width != _DEFAULT_WIDTH
    ]
    parts = (
        f"{group[0][0]} [{' '.join(width for _, width in group)}]"
        for group in _neighbours(entries)
    )
    return f"[{' '.join(parts)}]".encode("ascii")


def _drops(face: Face, plan: CodePlan, upright: Collection[int]) -> bytes:
    """The W2 array (ISO 32000-2 9.7.4.3): advance and origin of what differs from the default.

    Empty where nothing does.
    """
    parts = []
    for code, glyph in sorted(plan.glyphs.items()):
        if glyph in upright:
            advance, origin = face.vertical_metrics_em(glyph)
            drop = (_thousandths(advance), _thousandths(origin))
            if drop != _DEFAULT_DROP:
                middle = number(_thousandths(face.advance_em(glyph)) / 2, _WIDTH_DECIMALS)
                down, up = (number(value, _WIDTH_DECIMALS) for value in drop)
                parts.append(f"{code} [-{down} {middle} {up}]")
    return f"[{' '.join(parts)}]".encode("ascii") if parts else b""


def _neighbours(entries: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    for _, group in groupby(enumerate(entries), key=lambda item: item[1][0] - item[0]):
        yield [entry for _, entry in group]


def _glyphs_of_codes(plan: CodePlan, program: FontProgram) -> bytes:
    """The CIDToGIDMap (ISO 32000-2 9.7.4.2); empty where every code is its glyph."""
    mapped = {code: program.glyph_map[glyph] for code, glyph in plan.glyphs.items()}
    if all(code == glyph for code, glyph in mapped.items()):
        return b""
    last = max(mapped)
    return b"".join(mapped.get(code, 0).to_bytes(2, "big") for code in range(last + 1))
