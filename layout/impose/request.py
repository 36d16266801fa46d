"""What one asks of an imposition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from layout.geometry import Pt, mm
from layout.record import Record

if TYPE_CHECKING:
    from layout.impose.sizes import SheetSize

Binding: TypeAlias = Literal["left", "right"]
Blanks: TypeAlias = Literal["end", "before-last"]
Work: TypeAlias = Literal["sheetwise", "work-and-turn", "work-and-tumble"]

BINDINGS: tuple[Binding, ...] = ("left", "right")
BLANKS: tuple[Blanks, ...] = ("end", "before-last")
WORKS: tuple[Work, ...] = ("sheetwise", "work-and-turn", "work-and-tumble")
SIGNATURES = (4, 8, 16, 32)
MARKS = ("crop", "fold", "registration", "collation", "label")

# House style, the usual allowances of the trade: 3 mm of bleed; a back milled off by 3 mm.
BLEED: Pt = mm(3)
MILLED: Pt = mm(3)


class ImposeRequest(Record):
    """How pages go onto sheets; lengths in points, None for what the scheme itself would take.

    `signature` is pages to a folded sheet; `columns` and `rows` are for `nup` and
    `cut-stack`. `paper` is the thickness of one leaf, `creep` instead the whole push-out of
    the innermost sheet. `spine_gap` lies between two pages at their spine, `trim_gap`
    wherever pages are cut apart. `sheet` None is a sheet just large enough; `margin` is then
    the white around the trims.
    """

    scheme: str = "saddle"
    binding: Binding = "left"
    blanks: Blanks = "end"
    work: Work = "sheetwise"
    signature: int | None = None
    columns: int = 2
    rows: int = 1
    sides: int | None = None
    repeat: bool = False
    paper: Pt = 0.0
    creep: Pt | None = None
    bleed: Pt = BLEED
    spine_gap: Pt | None = None
    trim_gap: Pt | None = None
    sheet: SheetSize | None = None
    margin: Pt | None = None
    gripper: Pt = 0.0
    marks: tuple[str, ...] = MARKS
