"""Programs with only the glyphs a document uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layout.diagnostics import error
from layout.errors import FontError
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from layout.fonts.face import Face

# Tables a PDF has no use for: it places glyphs by id, with the positions of the display list.
# fmt: off
DROPPED_TABLES = (
    "BASE", "GDEF", "GPOS", "GSUB", "JSTF", "MATH", "STAT", "DSIG", "VORG", "vhea", "vmtx",
    "name", "post", "OS/2", "cmap", "meta", "gasp", "avar", "HVAR", "MVAR", "VVAR",
)
# fmt: on


class FontProgram(Record):
    """A subset program. `glyph_map` leads from the face's glyph ids to the program's.

    `kind` is `truetype` or `cff`.
    """

    data: bytes
    kind: str
    glyph_map: Mapping[int, int]


def subset_face(face: Face, glyphs: Sequence[int]) -> FontProgram:
    """The program of a face with those glyphs and .notdef, axes pinned, hints dropped.

    The same face and glyphs give the same bytes.

    Raises:
        FontError: the licence bits forbid embedding, or the outlines cannot be read.
    """
    import uharfbuzz

    if not face.may_be_embedded:
        message = f"{face.path.name} forbids embedding a subset (fsType {face.fs_type:#06x})"
        hint = "choose another face in fonts/fonts.yaml"
        raise FontError([error("font-licence", message, hint=hint)])
    wanted: Any = uharfbuzz.SubsetInput()
    wanted.glyph_set.update({0, *glyphs})
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    wanted.drop_table_tag_set.update(
        int.from_bytes(tag.encode("ascii"), "big") for tag in DROPPED_TABLES
    )
    for tag, value in face.axes.items():
        wanted.pin_axis_location(face.hb_face, tag, value)
    try:
        plan: Any = uharfbuzz.SubsetPlan(face.hb_face, wanted)
        made: Any = plan.execute()
    except (RuntimeError, ValueError, uharfbuzz.HarfBuzzError) as fault:
        message = f"{face.path.name}: its outlines cannot be read"
        raise FontError([error("bad-font", message)]) from fault
    mapping = {int(old): int(new) for old, new in plan.old_to_new_glyph_mapping.items()}
    kind = "truetype" if face.outlines == "truetype" else "cff"
    return FontProgram(bytes(made.blob.data), kind, mapping)
