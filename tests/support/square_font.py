"""The square test font: every glyph fills its em, so that expected widths are whole numbers."""

from __future__ import annotations

import functools
import string
from pathlib import Path

from layout.fonts import CompositeFont, Face, FaceUse, FontSet
from layout.fonts.manifest import read_manifest
from tests.support.plain_fonts import UPEM, plain_font

MANIFEST = Path(__file__).resolve().parents[2] / "fonts" / "fonts.yaml"
ASCII = " " + string.ascii_letters + string.digits + string.punctuation
MARKS = "，。、：；？！“”‘’「」『』（）〔〕［］【】《》〈〉—…·～－／　×÷±°％℃α"
SQUARE_KEY = "Square"


def gb2312_characters() -> str:
    """The 6,763 Han characters of GB/T 2312, in its order (rows 16 to 87)."""
    rows = range(0xB0, 0xF8)
    pairs = bytes(byte for row in rows for cell in range(0xA1, 0xFF) for byte in (row, cell))
    return pairs.decode("gb2312", "ignore")


@functools.cache
def square_font(chars: str = "", *, latin_em: float = 1.0) -> bytes:
    """A TrueType font with ASCII, Chinese marks, the Han of GB/T 2312 and `chars`.

    Every glyph is one em wide, ASCII `latin_em`. The Han of GB/T 2312 share one glyph, which
    makes the font small and quick to build; each of `chars` has its own.
    """
    own = "".join(sorted({*chars, *MARKS} - {*ASCII}))
    shared = "".join(char for char in gb2312_characters() if char not in own)
    latin = dict.fromkeys(ASCII, round(latin_em * UPEM))
    return plain_font({**latin, **dict.fromkeys([*own, shared], UPEM)}, name="Square")


def square_face(folder: Path, chars: str = "", *, latin_em: float = 1.0) -> Face:
    """The square font, written to a folder and opened."""
    file = folder / "Square.ttf"
    file.write_bytes(square_font(chars, latin_em=latin_em))
    return Face(SQUARE_KEY, file)


def square_font_set(folder: Path, chars: str = "", *, latin_em: float = 1.0) -> FontSet:
    """Every role of the house's manifest, set in the square font."""
    use = FaceUse(square_face(folder, chars, latin_em=latin_em))
    roles = [role.name for role in read_manifest(MANIFEST).roles]
    return FontSet({role: CompositeFont(role, use, use) for role in roles})
