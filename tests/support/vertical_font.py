"""The square test font with vertical forms: each a glyph of its own, 0.9 em wide."""

from __future__ import annotations

import functools
import io
from typing import TYPE_CHECKING

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont, newTable

from layout.fonts import CompositeFont, Face, FaceUse, FontSet
from layout.fonts.manifest import read_manifest
from tests.support.plain_fonts import UPEM, plain_font
from tests.support.square_font import ASCII, MANIFEST

if TYPE_CHECKING:
    from pathlib import Path

HAN = "汉字国和旧码头换新颜一二三日月年的是在"
# Marks with a vertical form; `～` and `〔` have none and have to lie on their side.
FORMED = "，。、：；！？《》（）「」『』—…"
UNFORMED = "“”‘’·～〔〕　"
JOINED = "\ue0ff"  # what two em dashes become in a vertical line
FORM_WIDTH = 900
VERTICAL_KEY = "Upright"


def form_of(char: str) -> str:
    """The private character whose glyph is the vertical form of a mark."""
    return chr(0xE000 + FORMED.index(char))


@functools.cache
def vertical_font(
    *, metrics: bool = False, cff: bool = False, joins_flat: bool = False
) -> bytes:
    """A font whose marks have vertical forms, with `vmtx` or CFF outlines where asked.

    With `joins_flat` two dashes join before they could take their vertical form.
    """
    widths = {
        **dict.fromkeys(ASCII, UPEM // 2),
        **dict.fromkeys([*HAN, *FORMED, *UNFORMED], UPEM),
        **dict.fromkeys([form_of(char) for char in FORMED], FORM_WIDTH),
        JOINED: FORM_WIDTH,
    }
    font = TTFont(io.BytesIO(plain_font(widths, name="Upright", cff=cff)))
    cmap = font.getBestCmap()
    rules = [f"sub {cmap[ord(char)]} by {cmap[ord(form_of(char))]};" for char in FORMED]
    dash = cmap[ord(form_of("—"))]
    if joins_flat:
        dash = cmap[ord("—")]
    joined = f"sub {dash} {dash} by {cmap[ord(JOINED)]};"
    pair = f"lookup two {{ {joined} }} two;"
    addOpenTypeFeaturesFromString(
        font,
        f"lookup forms {{ {' '.join(rules)} }} forms; {pair} "
        + ("feature ccmp { lookup two; } ccmp;" if joins_flat else "")
        + "feature vert { lookup forms; lookup two; } vert;",
    )
    if metrics:
        _give_metrics(font, cmap[ord(JOINED)])
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def _give_metrics(font: TTFont, joined: str) -> None:
    """Every glyph 1 em tall with its ink 180 units under the origin; the joined dash 2 em."""
    head, heights = newTable("vhea"), newTable("vmtx")
    head.tableVersion, head.numberOfVMetrics = 0x00011000, len(font.getGlyphOrder())
    for name in ("ascent", "descent", "lineGap", "advanceHeightMax", "minTopSideBearing"):
        setattr(head, name, 0)
    for name in ("minBottomSideBearing", "yMaxExtent", "caretSlopeRise", "caretSlopeRun"):
        setattr(head, name, 0)
    for name in ("caretOffset", "reserved1", "reserved2", "reserved3", "reserved4"):
        setattr(head, name, 0)
    head.metricDataFormat = 0
    heights.metrics = dict.fromkeys(font.getGlyphOrder(), (UPEM, 180))
    heights.metrics[joined] = (2 * UPEM, 650)
    font["vhea"], font["vmtx"] = head, heights


def vertical_face(folder: Path, **settings: bool) -> Face:
    """The font, written to a folder and opened."""
    file = folder / "Upright.ttf"
    file.write_bytes(vertical_font(**settings))
    return Face(VERTICAL_KEY, file)


def vertical_font_set(folder: Path, **settings: bool) -> FontSet:
    """Every role of the house's manifest, set in that font."""
    use = FaceUse(vertical_face(folder, **settings))
    roles = [role.name for role in read_manifest(MANIFEST).roles]
    return FontSet({role: CompositeFont(role, use, use) for role in roles})
