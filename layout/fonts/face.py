"""One face: its metrics, its glyphs, its shaping."""

from __future__ import annotations

import os
import string
import struct
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

from layout.diagnostics import error
from layout.errors import FontError
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from layout.fonts.outline import Outline

# Where the em box of a Chinese face reaches without tables that say so.
EM_BOX_TOP = 0.88
HAN_SCRIPT = "Hani"
SIMPLIFIED = "zh-Hans"
# Bits of OS/2 fsType that forbid embedding a subset. Source: OpenType OS/2 #fstype.
RESTRICTED_LICENCE = 0x0002
NO_SUBSETTING = 0x0100
BITMAP_ONLY = 0x0200
# What a PostScript name may hold. Source: OpenType `name` ID 6.
NAME_CHARACTERS = frozenset(string.ascii_letters + string.digits + "-_.+")
# The features of vertical forms: OpenType, tags `vert` and `vrt2`.
VERTICAL_FORMS = (("vert", 1), ("vrt2", 1))
COLLECTION = b"ttcf"
SFNT_MAGIC = (b"\x00\x01\x00\x00", b"OTTO", b"true", COLLECTION)


class Shaped(Record):
    """Glyphs in visual order; the tuples run in parallel, lengths are in em."""

    glyphs: tuple[int, ...]
    clusters: tuple[int, ...]
    advances_em: tuple[float, ...]
    x_offsets_em: tuple[float, ...]
    y_offsets_em: tuple[float, ...]


class Face:
    """A face of one file at one weight; tables are read when first asked for.

    All `_em` metrics are fractions of the em; `bbox` is in font units.
    """

    def __init__(
        self,
        key: str,
        path: Path,
        *,
        index: int = 0,
        axes: Mapping[str, float] | None = None,
        weight: int = 400,
    ) -> None:
        """Open a font file.

        Raises:
            FontError: the file cannot be read, is cut short, or is no font.
        """
        import uharfbuzz

        self.key = key
        self.path = path
        self.index = index
        self.axes = dict(axes or {})
        self.weight = weight
        try:
            with path.open("rb") as file:
                tables = _whole_tables(path, file, index)
            self._blob = uharfbuzz.Blob.from_file_path(str(path))
        except OSError as fault:
            raise _broken(path, fault.strerror or "it cannot be read") from fault
        except uharfbuzz.HarfBuzzError as fault:
            raise _broken(path, "it cannot be read") from fault
        self.hb_face: Any = uharfbuzz.Face(self._blob, index)  # uharfbuzz has no types
        self._font: Any = uharfbuzz.Font(self.hb_face)
        if self.axes:
            self._font.set_variations(self.axes)
        self.upem: int = self.hb_face.upem
        self._glyphs: dict[str, int] = {}
        self._advances: dict[int, float] = {}
        self._read_tables(tables)

    def _read_tables(self, tables: set[str]) -> None:
        try:
            needed = {"head", "hhea", "maxp", "cmap", "OS/2"}
            if not needed <= tables or not tables & {"glyf", "CFF ", "CFF2"}:
                lacking = ", ".join(sorted(needed - tables)) or "outlines"
                raise _broken(self.path, f"it lacks {lacking}")
            head = self._table("head")
            self.bbox: tuple[int, ...] = struct.unpack(">4h", head[36:44])
            os2 = self._table("OS/2")
            self.weight_class: int = struct.unpack(">H", os2[4:6])[0]
            self.fs_type: int = struct.unpack(">H", os2[8:10])[0]
            ascent, descent = struct.unpack(">2h", os2[68:72])
            version = struct.unpack(">H", os2[:2])[0]
            heights = struct.unpack(">2h", os2[86:90]) if version >= 2 else (0, 0)
        except struct.error as fault:
            raise _broken(self.path, "a table is cut short") from fault
        self.has_vertical_metrics = "vmtx" in tables
        self.outlines = "truetype" if "glyf" in tables else "cff"
        self.ascent_em = ascent / self.upem
        self.descent_em = descent / self.upem
        self.x_height_em = heights[0] / self.upem or 0.5
        self.cap_height_em = heights[1] / self.upem or 0.7

    def _table(self, tag: str) -> bytes:
        return bytes(self.hb_face.reference_table(tag).data)

    @property
    def postscript_name(self) -> str:
        """The name the PDF knows the face by; a pinned axis is part of it."""
        import uharfbuzz

        name = self.hb_face.get_name(uharfbuzz.OTNameIdPredefined.POSTSCRIPT_NAME) or self.key
        pinned = "".join(f"-{tag}{round(value)}" for tag, value in sorted(self.axes.items()))
        return "".join(char for char in name + pinned if char in NAME_CHARACTERS)

    @property
    def family_names(self) -> tuple[str, ...]:
        """The names of its family, the typographic one first. Source: OpenType `name` 16, 1."""
        import uharfbuzz

        ids = uharfbuzz.OTNameIdPredefined
        names = (ids.TYPOGRAPHIC_FAMILY, ids.FONT_FAMILY)
        return tuple(filter(None, (self.hb_face.get_name(name) for name in names)))

    @property
    def italic_angle(self) -> float:
        """Degrees from upright, negative where letters lean right. Source: OpenType `post`."""
        post = self._table("post")
        return struct.unpack(">i", post[4:8])[0] / 65536 if len(post) >= 8 else 0.0

    @property
    def version(self) -> str:
        """The font's own version string."""
        import uharfbuzz

        return self.hb_face.get_name(uharfbuzz.OTNameIdPredefined.VERSION_STRING) or ""

    @property
    def may_be_embedded(self) -> bool:
        """Whether the licence bits allow a subset in a document.

        Source: OpenType OS/2 #fstype.
        """
        usage = self.fs_type & 0x000F
        return usage != RESTRICTED_LICENCE and not self.fs_type & (NO_SUBSETTING | BITMAP_ONLY)

    def glyph_id(self, char: str) -> int:
        """The glyph of a character, 0 where the face has none."""
        found = self._glyphs.get(char)
        if found is None:
            found = self._font.get_nominal_glyph(ord(char)) or 0
            self._glyphs[char] = found
        return found

    def advance_em(self, glyph: int) -> float:
        """The advance width of a glyph."""
        found = self._advances.get(glyph)
        if found is None:
            found = self._font.get_glyph_h_advance(glyph) / self.upem
            self._advances[glyph] = found
        return found

    def ink_em(self, glyph: int) -> tuple[float, float, float, float]:
        """The glyph's ink: left, bottom, right, top."""
        extents = self._font.get_glyph_extents(glyph)
        if extents is None:
            return (0.0, 0.0, 0.0, 0.0)
        left, top = extents.x_bearing, extents.y_bearing
        edges = (left, top + extents.height, left + extents.width, top)
        return tuple([edge / self.upem for edge in edges])

    def outline_em(self, glyph: int, *, united: bool = False) -> Outline:
        """The glyph's contours; see `layout.fonts.outline`.

        Strokes of a glyph may lie over each other, which only shows where the contours are
        drawn as lines: `united` ones run around all of the ink.
        """
        from layout.fonts.outline import OutlinePen, unite

        pen = OutlinePen(self.upem)
        if united:
            unite(partial(self._font.draw_glyph_with_pen, glyph), pen)
        else:
            self._font.draw_glyph_with_pen(glyph, pen)
        return tuple(pen.contours)

    def coverage(self) -> frozenset[int]:
        """Every code point the face has."""
        return frozenset(self.hb_face.unicodes)

    def shape(
        self,
        text: str,
        *,
        features: tuple[tuple[str, int], ...] = (),
        direction: str = "ltr",
        script: str = HAN_SCRIPT,
        language: str = SIMPLIFIED,
    ) -> Shaped:
        """The glyphs of a run of one script."""
        import uharfbuzz

        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.direction = direction
        buffer.script = script
        buffer.language = language
        uharfbuzz.shape(self._font, buffer, dict(features))
        # HarfBuzz gives None, not an empty list, for the positions of no glyphs.
        infos, positions, upem = buffer.glyph_infos, buffer.glyph_positions or (), self.upem
        return Shaped(
            tuple([info.codepoint for info in infos]),
            tuple([info.cluster for info in infos]),
            tuple([place.x_advance / upem for place in positions]),
            tuple([place.x_offset / upem for place in positions]),
            tuple([place.y_offset / upem for place in positions]),
        )

    def han_glyphs(self, chars: Iterable[str]) -> dict[str, tuple[int, float]]:
        """Glyph and advance (em) of each distinct Han character or mark, in one shaping.

        Such glyphs do not act on each other; the local forms of Simplified Chinese are applied.
        Characters the face has not are left out.
        """
        known = [char for char in dict.fromkeys(chars) if self.glyph_id(char)]
        if not known:
            return {}
        # U+200B keeps neighbours such as two em dashes from joining while they are looked up.
        plain = (("ccmp", 0), ("liga", 0), ("kern", 0), ("chws", 0))
        shaped = self.shape("\u200b".join(known), features=plain)
        found: dict[str, tuple[int, float]] = {}
        position = {2 * at: char for at, char in enumerate(known)}
        rows = zip(shaped.glyphs, shaped.clusters, shaped.advances_em, strict=True)
        for glyph, cluster, advance in rows:
            char = position.get(cluster)
            if char is not None and char not in found:
                found[char] = (glyph, advance)
        return found

    def vertical_glyphs(self, chars: Iterable[str]) -> dict[str, int]:
        """The glyph of each distinct character in a vertical line, in one shaping.

        The forms of the features `vert` and `vrt2` are applied; a character without one comes
        with its horizontal glyph. Characters the face has not are left out.
        """
        known = [char for char in dict.fromkeys(chars) if self.glyph_id(char)]
        if not known:
            return {}
        features = (("ccmp", 0), ("liga", 0), *VERTICAL_FORMS)
        shaped = self.shape("\u200b".join(known), features=features, direction="ttb")
        found: dict[str, int] = {}
        for glyph, cluster in zip(shaped.glyphs, shaped.clusters, strict=True):
            if not cluster % 2:
                found.setdefault(known[cluster // 2], glyph)
        return found

    def vertical_metrics_em(self, glyph: int) -> tuple[float, float]:
        """A glyph's advance in a vertical line, and the height of its vertical origin.

        From `vmtx` and `VORG`; a face without them is set on its em box.

        Source: OpenType #vmtx, #vorg.
        """
        if not self.has_vertical_metrics:
            return 1.0, EM_BOX_TOP
        advance = -self._font.get_glyph_v_advance(glyph) / self.upem
        return advance, self._font.get_glyph_v_origin(glyph)[1] / self.upem

    def __repr__(self) -> str:
        return f"Face({self.key!r})"


def _whole_tables(path: Path, file: BinaryIO, index: int) -> set[str]:
    """The tags of a face's tables, which all lie inside the file: cut short, some would not.

    Only the directory is read. Source: OpenType #organization-of-an-opentype-font.

    Raises:
        FontError: the file is no font, is cut short, or has no face of that index.
    """
    size = file.seek(0, os.SEEK_END)
    start = file.seek(0)
    head = file.read(12)
    if head[:4] not in SFNT_MAGIC:
        raise _broken(path, "this is no TrueType or OpenType font")
    try:
        faces = struct.unpack(">I", head[8:12])[0] if head[:4] == COLLECTION else 1
        if not 0 <= index < faces:
            raise _broken(path, f"there is no face {index} in it, the last is {faces - 1}")
        if head[:4] == COLLECTION:
            file.seek(12 + 4 * index)
            start = struct.unpack(">I", file.read(4))[0]
        file.seek(start)
        count = struct.unpack(">4xH6x", file.read(12))[0]
        records = list(struct.iter_unpack(">4s4xII", file.read(16 * count)))
    except struct.error as fault:
        raise _broken(path, "its table directory is cut off") from fault
    if len(records) < count or any(place + length > size for _, place, length in records):
        raise _broken(path, "it is cut short")
    return {tag.decode("latin-1") for tag, _, _ in records}


def _broken(path: Path, reason: str) -> FontError:
    hint = "run `banxin fonts fetch --again`, or put a whole copy in its place"
    return FontError([error("bad-font", f"{path.name}: {reason}", hint=hint)])
