"""What an imposition is: sheets with a front and a back, and the pages in their slots.

Lengths are points. A side's origin is its sheet's top left corner as that side is looked at,
y downward; only `layout/impose/write.py` flips it. The back is looked at after the sheet was
turned over like a leaf, about its vertical middle line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from layout.record import Record

if TYPE_CHECKING:
    from layout.geometry import Pt, Rect

Edge: TypeAlias = Literal["left", "right", "top", "bottom"]


class Cell(Record):
    """A page in the grid of a flat sheet, before the sheet has a size.

    `page` counts from 0 and is None for a blank; `rotation` is 0 or 180 degrees. `spine` is
    the side of the cell where the spine is, as this side of the sheet is looked at: -1 left,
    1 right, 0 none. `depth` counts the folded sheets around this one, at the spine; `outside`
    is whether the page is the first or the last of a folded signature.
    """

    page: int | None
    rotation: int = 0
    spine: int = 0
    depth: int = 0
    outside: bool = False


Grid: TypeAlias = tuple[tuple[Cell, ...], ...]
"""Rows of cells, from the top; as many in every row."""


class Fold(Record):
    """One fold of a sheet, its front being looked at: which part turns, about which line.

    The crease stands after so many columns (a vertical one) or rows; `over` is whether the part
    comes to lie over the front, else behind it.
    """

    moves: Edge
    after: int
    over: bool

    @property
    def vertical(self) -> bool:
        """Whether the crease is."""
        return self.moves in {"left", "right"}


class Form(Record):
    """What a sheet carries, before it has a size.

    `creases` are the lines where it is folded, after so many columns and after so many rows; at
    every other line it is cut. `folds` are in the order in which they are made. `spine_columns`
    are the creases that become the spine. `gathered` is whether signatures lie on each other.
    """

    signature: int
    front: Grid
    back: Grid | None = None
    folds: tuple[Fold, ...] = ()
    creases: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
    gathered: bool = False

    @property
    def spine_columns(self) -> frozenset[int]:
        """After which columns the spine stands."""
        top = self.front[0]
        return frozenset(at for at in range(1, len(top)) if top[at - 1].spine == 1)


class Slot(Record):
    """A page's place on one side of a sheet.

    `trim` is where the page's trim box goes, moved by `creep` (negative: to the left); `clip`
    is what of the page may show: its trim and the bleed there is room for.
    """

    page: int | None
    trim: Rect
    rotation: int
    creep: Pt
    clip: Rect
    column: int
    row: int


class Line(Record):
    """A hairline in registration colour."""

    x1: Pt
    y1: Pt
    x2: Pt
    y2: Pt
    dashed: bool = False


class Circle(Record):
    """The ring of a registration mark."""

    x: Pt
    y: Pt
    radius: Pt


class Bar(Record):
    """A filled mark, such as the step on a spine."""

    rect: Rect


Outline: TypeAlias = tuple[tuple[tuple[float, float], ...], ...]
"""A letter's closed contours in em, y upward: a first point, then three for each curve."""


class Caption(Record):
    """What a job is called on its sheets, with outlines for letters that are no strokes."""

    text: str = ""
    outlines: tuple[tuple[str, Outline], ...] = ()


class Label(Record):
    """A line of lettering, its top left corner at a point."""

    caption: Caption
    x: Pt
    y: Pt
    height: Pt


Mark: TypeAlias = Line | Circle | Bar | Label


class Side(Record):
    """One side of a sheet: what is on its plate."""

    slots: tuple[Slot, ...]
    marks: tuple[Mark, ...] = ()


class Sheet(Record):
    """A printing sheet. `back` is None where it stays white or the front prints it too."""

    number: int
    signature: int
    width: Pt
    height: Pt
    block: Rect
    front: Side
    back: Side | None
    form: Form
    creases: tuple[tuple[Pt, ...], tuple[Pt, ...]]

    @property
    def sides(self) -> tuple[tuple[str, Side], ...]:
        """The sides that get a plate, each with its name."""
        back = (("back", self.back),) if self.back is not None else ()
        return (("front", self.front), *back)
