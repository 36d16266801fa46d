"""Composite fonts: one Type0 font for each face, its program subset and embedded.

reportlab's own TrueType fonts are split into sets of 256 glyphs, take no CFF, and are addressed
by character; its document objects carry ours instead.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from layout.pdf.canvas import box, dictionary, name, row, text_string
from layout.pdf.cff import bare_cff, cids_of
from layout.pdf.codes import Cluster, CodePlan, escaped, plan_codes
from layout.pdf.numbers import number
from layout.pdf.tounicode import to_unicode
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reportlab.pdfbase.pdfdoc import PDFObject

    from layout.fonts import Face, FontProgram
    from layout.pdf.canvas import Document

# Widths are in thousandths of an em, rounded once: the same figures stand in the font's widths
# and in the content's adjustments, so their rounding never adds up along a line.
_WIDTH_DECIMALS = 2
_DEFAULT_WIDTH = 1000  # a Han character

_SYMBOLIC, _ITALIC = 1 << 2, 1 << 6  # ISO 32000-2 table 121


class CodedFont(Record):
    """A font of the file as the painter of text needs it.

    `codes` gives a glyph its bytes in a literal string and `widths` its width in thousandths of
    an em. The glyphs in `many` stand for more than one text, or for none: their bytes are those
    of the cluster. `spelled` holds the clusters whose text the content must spell out.
    """

    resource: str
    codes: Mapping[int, str]
    widths: Mapping[int, float]
    many: frozenset[int]
    clusters: Mapping[Cluster, str]
    spelled: frozenset[Cluster]


def code_font(
    resource: str, clusters: Iterable[Cluster], program: FontProgram
) -> tuple[CodedFont, CodePlan]:
    """A font's codes, as the content writes them and as the font's own tables need them."""
    cids = cids_of(program.data) if program.kind != "truetype" else None
    plan = plan_codes(clusters, program.glyph_map, cids)
    bytes_of = {cluster: escaped(code) for cluster, code in plan.codes.items()}
    counts = Counter(glyph for glyph, _ in bytes_of)
    many = {glyph for glyph, count in counts.items() if count > 1}
    many.update(glyph for glyph, _ in plan.spelled)
    font = CodedFont(
        resource,
        {glyph: code for (glyph, _), code in bytes_of.items()},
        {glyph: _thousandths(program.widths_em[program.glyph_map[glyph]]) for glyph in counts},
        frozenset(many),
        {cluster: code for cluster, code in bytes_of.items() if cluster[0] in many},
        plan.spelled,
    )
    return font, plan


def program_file(program: FontProgram) -> bytes:
    """What the font file holds: all of a TrueType program, of an OpenType one only its CFF."""
    return program.data if program.kind == "truetype" else bare_cff(program.data)


def add_font(
    document: Document, face: Face, program: FontProgram, plan: CodePlan, packed: bytes
) -> object:
    """Write a face's Type0 font with all that hangs on it; gives the reference to it.

    Args:
        document: the file in the making.
        face: the whole face, for its measures.
        program: the subset program.
        plan: the codes in use.
        packed: the program's file, deflated.

    Source: ISO 32000-2 9.7.
    """
    tag = _subset_tag(program.data)
    font_name = name(f"{tag}+{face.postscript_name}")
    truetype = program.kind == "truetype"
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
        "FontDescriptor": document.add(_descriptor(document, face, program, font_name, packed)),
        "DW": _DEFAULT_WIDTH,
        "W": _widths(plan, program.widths_em),
    }
    if truetype:
        descendant["CIDToGIDMap"] = _glyphs_of_codes(document, plan)
    return document.add(
        dictionary(
            {
                "Type": name("Font"),
                "Subtype": name("Type0"),
                "BaseFont": font_name,
                "Encoding": name("Identity-H"),
                "DescendantFonts": row([document.add(dictionary(descendant))]),
                "ToUnicode": document.add_stream(to_unicode(plan.texts), {}),
            }
        )
    )


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
    document: Document, face: Face, program: FontProgram, font_name: str, packed: bytes
) -> PDFObject:
    truetype = program.kind == "truetype"
    entries: dict[str, object] = {"Filter": name("FlateDecode")}
    if truetype:
        entries["Length1"] = len(program.data)
    else:
        entries["Subtype"] = name("CIDFontType0C")
    file = document.add_stream(packed, entries, packed=True)
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


def _widths(plan: CodePlan, widths_em: Sequence[float]) -> bytes:
    """The W array (ISO 32000-2 9.7.4.3): what differs from the default, neighbours together."""
    widths = [
        (code, _thousandths(widths_em[glyph])) for code, glyph in sorted(plan.glyphs.items())
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


def _neighbours(entries: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    for _, group in groupby(enumerate(entries), key=lambda item: item[1][0] - item[0]):
        yield [entry for _, entry in group]


def _glyphs_of_codes(document: Document, plan: CodePlan) -> object:
    """The CIDToGIDMap: a stream only where codes and glyphs differ."""
    if all(code == glyph for code, glyph in plan.glyphs.items()):
        return name("Identity")
    last = max(plan.glyphs)
    content = b"".join(plan.glyphs.get(code, 0).to_bytes(2, "big") for code in range(last + 1))
    return document.add_stream(content, {})
