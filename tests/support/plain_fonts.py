"""Fonts drawn for tests: every glyph a box, in TrueType or CFF outlines."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

UPEM = 1000


def plain_font(
    chars: Mapping[str, int],
    *,
    name: str = "Plain-Test",
    cff: bool = False,
    cids: Mapping[str, int] | None = None,
    family: str = "Plain",
    weight: int = 400,
    variants: Sequence[str] = (),
) -> bytes:
    """A font whose characters have the widths given, in thousandths of an em.

    Several characters that map to one glyph are written as one key: `"一⼀"`. With `cids` the
    outlines are CFF keyed by those CIDs, one for each key of `chars`. Each of `variants`, a
    character with a variation selector behind it, has a glyph of its own, one em wide (cmap
    format 14).
    """
    numbers = cids.values() if cids else range(1, len(chars) + 1)
    named = [f"variant{number}" for number in range(len(variants))]
    glyphs = [".notdef", *(f"cid{number:05d}" for number in numbers), *named]
    advances = (500, *chars.values(), *(UPEM for _ in named))
    widths = dict(zip(glyphs, advances, strict=True))
    cmap = {
        ord(char): glyph for glyph, key in zip(glyphs[1:], chars, strict=False) for char in key
    }
    sequences = [
        (ord(base), ord(selector), glyph)
        for (base, selector), glyph in zip(variants, named, strict=True)
    ]
    builder = FontBuilder(UPEM, isTTF=not (cff or cids))
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap(cmap, uvs=sequences or None)
    if cff or cids:
        strings = {
            glyph: _box(T2CharStringPen(width, None), width) for glyph, width in widths.items()
        }
        builder.setupCFF(name, {"FullName": name}, strings, {})
    else:
        builder.setupGlyf(
            {glyph: _box(TTGlyphPen(None), width) for glyph, width in widths.items()}
        )
    builder.setupHorizontalMetrics({glyph: (width, 50) for glyph, width in widths.items()})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Test", "psName": name})
    builder.setupOS2(
        usWeightClass=weight, sTypoAscender=880, sTypoDescender=-120, sCapHeight=730, fsType=0
    )
    builder.setupPost()
    if cids:
        _key_by_cid(builder.font, max(cids.values()))
    buffer = io.BytesIO()
    builder.save(buffer)
    return buffer.getvalue()


def _box(pen: T2CharStringPen | TTGlyphPen, width: int) -> object:
    left, right = 50, max(60, width - 50)
    pen.moveTo((left, 0))
    pen.lineTo((left, 700))
    pen.lineTo((right, 700))
    pen.lineTo((right, 0))
    pen.closePath()
    return pen.getCharString() if isinstance(pen, T2CharStringPen) else pen.glyph()


def _key_by_cid(font, highest: int) -> None:
    """Turn a name-keyed CFF table into one keyed by CID, with a single font dict."""
    from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict

    top = font["CFF "].cff.topDictIndex[0]
    top.rawDict["ROS"] = top.ROS = ("Adobe", "Identity", 0)
    top.CIDCount = highest + 1
    font_dict = FontDict()
    font_dict.Private = top.Private
    font_dict.setCFF2(False)
    array = FDArrayIndex()
    array.append(font_dict)
    top.FDArray = array
    top.FDSelect = FDSelect()
    top.FDSelect.format = 3
    for name in top.charset:
        top.FDSelect.append(0)
        top.CharStrings[name].fdSelectIndex = 0
    del top.Private
    top.CharStrings.fdArray, top.CharStrings.fdSelect = array, top.FDSelect
