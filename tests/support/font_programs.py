"""The widths of a file's fonts: as the file tells them, and as its programs have them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from fontTools.cffLib import CFFFontSet
from fontTools.misc.psCharStrings import T2WidthExtractor
from fontTools.ttLib import TTFont

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf


def widths_of(descendant: pikepdf.Object) -> dict[int, float]:
    """The W array by code (ISO 32000-1 9.7.4.3)."""
    widths: dict[int, float] = {}
    entries = list(descendant.W)
    while entries:
        first, row = entries.pop(0), entries.pop(0)
        widths |= {int(first) + at: float(one) for at, one in enumerate(row)}
    return widths


def program_widths(descendant: pikepdf.Object) -> dict[int, float]:
    """The widths that the embedded program gives its CIDs, in thousandths of an em."""
    descriptor = descendant.FontDescriptor
    if "/FontFile2" in descriptor:
        font = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()))
        names, upem = font.getGlyphOrder(), font["head"].unitsPerEm
        glyphs = [font["hmtx"][name][0] * 1000 / upem for name in names]
        order = descendant.CIDToGIDMap
        if order == "/Identity":
            return dict(enumerate(glyphs))
        table = order.read_bytes()
        pairs = (int.from_bytes(table[at : at + 2], "big") for at in range(0, len(table), 2))
        return {cid: glyphs[glyph] for cid, glyph in enumerate(pairs)}
    cff = CFFFontSet()
    cff.decompile(io.BytesIO(descriptor.FontFile3.read_bytes()), None)
    (top,) = (cff[name] for name in cff.keys())  # noqa: SIM118 - no mapping
    return dict(_cff_widths(top))


def _cff_widths(top: object) -> Iterator[tuple[int, float]]:
    for cid, name in enumerate(top.charset):
        program = top.CharStrings[name]
        program.decompile()
        private = program.private
        subrs = getattr(private, "Subrs", [])
        reader = T2WidthExtractor(
            subrs, program.globalSubrs, private.nominalWidthX, private.defaultWidthX
        )
        reader.execute(program)
        scale = top.FontMatrix[0] * 1000 if hasattr(top, "FontMatrix") else 1.0
        yield cid, reader.width * scale
