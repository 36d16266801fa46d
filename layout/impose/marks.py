"""Sheet marks, outside the trims: where to cut and fold, what registers, what is gathered.

Source: ISO 32000-2 14.11.3 leaves the shape of marks to the printer; these are the usual ones.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from layout.geometry import Pt, Rect, fits, mm, same_length
from layout.impose.model import Bar, Caption, Circle, Form, Label, Line, Mark, Sheet, Side, Slot
from layout.impose.place import CLEAR, LETTERING, MARK
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layout.impose.request import ImposeRequest

_RADIUS: Pt = mm(1.5)
# The step of one signature, and how wide it may be.
_STEP: Pt = mm(8)
_STEP_WIDTH: Pt = mm(2)


class _Plate(Record):
    """One side of a sheet, ready for marks. `near` is where they begin, outside the bleed."""

    sheet: Sheet
    name: str
    side: Side
    request: ImposeRequest
    job: Caption
    sheets: int

    @property
    def near(self) -> Rect:
        return self.sheet.block.grown(self.request.bleed + CLEAR)

    @property
    def far(self) -> Rect:
        return self.near.grown(MARK)

    @property
    def creases(self) -> tuple[tuple[Pt, ...], tuple[Pt, ...]]:
        """The creases of this side, as it is looked at."""
        upright, level = self.sheet.creases
        if self.name == "back":
            upright = tuple(self.sheet.width - x for x in upright)
        return upright, level


def with_marks(
    sheet: Sheet, request: ImposeRequest, job: Caption, sheets: int
) -> tuple[Sheet, tuple[str, ...]]:
    """The sheet with its marks, and the kinds of which some would stand off the sheet.

    `job` and how many `sheets` there are go onto the label.
    """
    lost: dict[str, None] = {}
    marked = []
    paper = Rect(0.0, 0.0, sheet.width, sheet.height)
    for name, side in sheet.sides:
        plate = _Plate(sheet, name, side, request, job, sheets)
        kept: list[Mark] = []
        for kind in request.marks:
            made = tuple(_MARKS[kind](plate))
            inside = [mark for mark in made if _is_on(mark, paper)]
            kept += inside
            if len(inside) < len(made):
                lost[kind] = None
        marked.append(replace(side, marks=tuple(kept)))
    back = marked[1] if len(marked) > 1 else None
    return replace(sheet, front=marked[0], back=back), tuple(lost)


def _is_on(mark: Mark, paper: Rect) -> bool:
    bounds = bounds_of(mark)
    return (
        fits(0.0, bounds.x)
        and fits(0.0, bounds.y)
        and fits(bounds.right, paper.width)
        and fits(bounds.bottom, paper.height)
    )


def bounds_of(mark: Mark) -> Rect:
    """The place a mark takes."""
    if isinstance(mark, Bar):
        return mark.rect
    if isinstance(mark, Circle):
        return Rect(mark.x, mark.y, 0.0, 0.0).grown(mark.radius)
    if isinstance(mark, Label):
        from layout.impose.lettering import width_of

        return Rect(mark.x, mark.y, width_of(mark.caption.text, mark.height), mark.height)
    left, right = sorted((mark.x1, mark.x2))
    top, bottom = sorted((mark.y1, mark.y2))
    return Rect(left, top, right - left, bottom - top)


def _crop(plate: _Plate) -> Iterator[Mark]:
    """Crop marks 裁切线 at every cut, outside the block; where creep moves a cut, there."""
    near, far = plate.near, plate.far
    spines = _at_spines(plate)
    edges = [edge for slot in plate.side.slots for edge in (slot.trim.x, slot.trim.right)]
    for x in _each_once(edge for edge in edges if edge not in spines):
        yield Line(x, far.y, x, near.y)
        yield Line(x, near.bottom, x, far.bottom)
    levels = (edge for slot in plate.side.slots for edge in (slot.trim.y, slot.trim.bottom))
    for y in _each_once(levels):
        yield Line(far.x, y, near.x, y)
        yield Line(near.right, y, far.right, y)


def _at_spines(plate: _Plate) -> frozenset[Pt]:
    """The trims that lie at a spine: nothing is cut there."""
    grid = plate.sheet.form.front if plate.name == "front" else plate.sheet.form.back or ()
    spines = set()
    for slot in plate.side.slots:
        side = grid[slot.row][slot.column].spine
        if side:
            spines.add(slot.trim.x if side < 0 else slot.trim.right)
    return frozenset(spines)


def _fold(plate: _Plate) -> Iterator[Mark]:
    """Fold marks 折线: dashed, at every crease."""
    near, far = plate.near, plate.far
    upright, level = plate.creases
    for x in upright:
        yield Line(x, far.y, x, near.y, dashed=True)
        yield Line(x, near.bottom, x, far.bottom, dashed=True)
    for y in level:
        yield Line(far.x, y, near.x, y, dashed=True)
        yield Line(near.right, y, far.right, y, dashed=True)


def _registration(plate: _Plate) -> Iterator[Mark]:
    """Registration marks 规矩线: crosses in rings beside the outer columns and rows."""
    near, far = plate.near, plate.far
    slots = plate.side.slots
    middles = _each_once(
        slot.trim.x - slot.creep + slot.trim.width / 2 for slot in (slots[0], slots[-1])
    )
    heights = _each_once(slot.trim.y + slot.trim.height / 2 for slot in (slots[0], slots[-1]))
    half = MARK / 2
    for x in middles:
        for y in (near.y - half, near.bottom + half):
            yield from _cross(x, y)
    for y in heights:
        for x in (far.x + half, near.right + half):
            yield from _cross(x, y)


def _cross(x: Pt, y: Pt) -> Iterator[Mark]:
    reach = MARK / 2
    yield Circle(x, y, _RADIUS)
    yield Line(x - reach, y, x + reach, y)
    yield Line(x, y - reach, x, y + reach)


def _collation(plate: _Plate) -> Iterator[Mark]:
    """The step 折标 on a signature's spine, one lower on each, then from the head again.

    It stands in the gap that is milled off, between the first page and the last: on the
    gathered book the steps are a staircase, and a signature that is missing or misplaced
    breaks it.
    """
    form = plate.sheet.form
    if not form.gathered or plate.name != "front":
        return
    for left, right in _outer_pairs(plate.side, form):
        x = (left.trim.right + right.trim.x - left.creep - right.creep) / 2
        gap = right.trim.x - left.trim.right + left.creep - right.creep
        width = min(_STEP_WIDTH, gap)
        steps = max(int(left.trim.height / _STEP), 1)
        down = (plate.sheet.signature - 1) % steps * _STEP
        height = min(_STEP, left.trim.height)
        y = left.trim.y + down if not left.rotation else left.trim.bottom - down - height
        if width > 0:
            yield Bar(Rect(x - width / 2, y, width, height))


def _outer_pairs(side: Side, form: Form) -> Iterator[tuple[Slot, Slot]]:
    """The pages that meet at the spine of a signature's outside: its first and its last."""
    for left, right in itertools.pairwise(side.slots):
        one, other = (form.front[slot.row][slot.column] for slot in (left, right))
        if left.row == right.row and one.spine == 1 and one.outside and other.outside:
            yield left, right


def _label(plate: _Plate) -> Iterator[Mark]:
    """What sheet this is, at its head: job, scheme, signature, sheet and side."""
    sheet, request = plate.sheet, plate.request
    side = plate.name if request.work == "sheetwise" else f"both sides ({request.work})"
    words = (
        plate.job.text,
        request.scheme,
        f"signature {sheet.signature}",
        f"sheet {sheet.number} of {plate.sheets}",
        side,
    )
    y = plate.far.y - CLEAR - LETTERING
    caption = replace(plate.job, text=" - ".join(words))
    yield Label(caption, sheet.block.x, y, LETTERING)


def _each_once(lengths: Iterable[Pt]) -> list[Pt]:
    """Lengths from the smallest, each once to the eye of a press."""
    kept: list[Pt] = []
    for length in sorted(lengths):
        if not kept or not same_length(kept[-1], length):
            kept.append(length)
    return kept


_Maker: TypeAlias = Callable[[_Plate], Iterator[Mark]]
_MARKS: dict[str, _Maker] = {
    "crop": _crop,
    "fold": _fold,
    "registration": _registration,
    "collation": _collation,
    "label": _label,
}
