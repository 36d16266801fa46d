"""Forms onto sheets: where every page, crease and cut stands, in points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import error
from layout.errors import SheetError
from layout.geometry import POINTS_PER_MM, Pt, Rect, fits, mm
from layout.impose.creep import creep_of
from layout.impose.model import Form, Grid, Sheet, Side, Slot
from layout.impose.request import MILLED, ImposeRequest
from layout.impose.sizes import LARGEST, SheetSize
from layout.impose.work import on_one_plate
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

# Around the bleed, for marks: clear of it, the length of a mark, and a line of lettering.
CLEAR: Pt = mm(1)
MARK: Pt = mm(5)
LETTERING: Pt = mm(2)
SLUG: Pt = CLEAR + MARK + CLEAR + LETTERING + CLEAR


class PageSize(Record):
    """The trimmed page that a job is for, in points."""

    width: Pt
    height: Pt


class _Block(Record):
    """All trims of a sheet as one block: where its columns and rows begin, from its corner."""

    columns: tuple[Pt, ...]
    rows: tuple[Pt, ...]
    column_gaps: tuple[Pt, ...]
    row_gaps: tuple[Pt, ...]
    width: Pt
    height: Pt


def place_forms(
    forms: Sequence[Form], page: PageSize, request: ImposeRequest
) -> tuple[Sheet, ...]:
    """Every form on a sheet; all sheets are as large as the largest needs.

    Raises:
        SheetError: the pages do not go onto the sheet that was asked for, or onto any.
    """
    deepest = max(
        (cell.depth for form in forms for row in form.front for cell in row), default=0
    )
    plates = [on_one_plate(form, request.work) for form in forms]
    blocks = [_block(form, page, request) for form in plates]
    size = _sheet_size(blocks, request)
    return tuple(
        _sheet(at + 1, form, block, size, (page, request, deepest))
        for at, (form, block) in enumerate(zip(plates, blocks, strict=True))
    )


def _block(form: Form, page: PageSize, request: ImposeRequest) -> _Block:
    cut = 2 * request.bleed if request.trim_gap is None else request.trim_gap
    milled = 2 * MILLED if form.gathered else 0.0
    spine = milled if request.spine_gap is None else request.spine_gap
    spines = form.spine_columns
    columns, rows = len(form.front[0]), len(form.front)
    column_gaps = tuple(spine if at in spines else cut for at in range(1, columns))
    row_gaps = (cut,) * (rows - 1)
    lefts = tuple(at * page.width + sum(column_gaps[:at]) for at in range(columns))
    tops = tuple(at * page.height + sum(row_gaps[:at]) for at in range(rows))
    return _Block(
        lefts, tops, column_gaps, row_gaps, lefts[-1] + page.width, tops[-1] + page.height
    )


def _sheet_size(blocks: Sequence[_Block], request: ImposeRequest) -> SheetSize:
    """The sheet: as asked for, lying across if it must, else with a margin on every side."""
    width = max(block.width for block in blocks)
    height = max(block.height for block in blocks)
    grippers = request.gripper * (2 if request.work == "work-and-tumble" else 1)
    if request.sheet is None:
        slug = SLUG if request.marks else 0.0
        margin = request.bleed + slug if request.margin is None else request.margin
        size = SheetSize(width + 2 * margin, height + 2 * margin + grippers)
        if max(size.width, size.height) > LARGEST:
            raise _too_small(size, SheetSize(LARGEST, LARGEST))
        return size
    needed = SheetSize(width, height + grippers)
    asked = request.sheet
    for size in (asked, SheetSize(asked.height, asked.width)):
        if fits(needed.width, size.width) and fits(needed.height, size.height):
            return size
    raise _too_small(needed, asked)


def _too_small(needed: SheetSize, sheet: SheetSize) -> SheetError:
    message = f"the pages need {_in_mm(needed)}; the sheet has {_in_mm(sheet)}"
    hint = "choose a larger --sheet, fewer columns and rows, or a smaller --signature"
    return SheetError([error("sheet-too-small", message, hint=hint)])


def _in_mm(size: SheetSize) -> str:
    return f"{size.width / POINTS_PER_MM:.1f} × {size.height / POINTS_PER_MM:.1f} mm"


def _sheet(
    number: int,
    form: Form,
    block: _Block,
    size: SheetSize,
    job: tuple[PageSize, ImposeRequest, int],
) -> Sheet:
    """One sheet; the block stands in its middle, above the gripper margin."""
    request = job[1]
    gripper = 0.0 if request.work == "work-and-tumble" else request.gripper
    place = Rect(
        (size.width - block.width) / 2,
        (size.height - gripper - block.height) / 2,
        block.width,
        block.height,
    )
    front = Side(_slots(form.front, block, place, job))
    back = None
    if form.back is not None:
        behind = _mirrored(block)
        back = Side(_slots(form.back, behind, place, job))
    creases = (
        tuple(
            place.x + block.columns[at] - block.column_gaps[at - 1] / 2
            for at in form.creases[0]
        ),
        tuple(place.y + block.rows[at] - block.row_gaps[at - 1] / 2 for at in form.creases[1]),
    )
    return Sheet(
        number, form.signature, size.width, size.height, place, front, back, form, creases
    )


def _mirrored(block: _Block) -> _Block:
    """The block as it is seen from behind: its columns in the other order."""
    gaps = tuple(reversed(block.column_gaps))
    page = block.width - block.columns[-1]
    lefts = tuple(at * page + sum(gaps[:at]) for at in range(len(block.columns)))
    return _Block(lefts, block.rows, gaps, block.row_gaps, block.width, block.height)


def _slots(
    grid: Grid, block: _Block, place: Rect, job: tuple[PageSize, ImposeRequest, int]
) -> tuple[Slot, ...]:
    page, request, deepest = job
    slots = []
    for row, cells in enumerate(grid):
        for column, cell in enumerate(cells):
            left, top = place.x + block.columns[column], place.y + block.rows[row]
            bounds = Rect(left, top, page.width, page.height)
            creep = cell.spine * creep_of(request, cell.depth, deepest)
            trim = bounds.moved(creep, 0.0)
            clip = _clip(bounds, trim, request.bleed, _room(block, column, row))
            slots.append(Slot(cell.page, trim, cell.rotation, creep + 0.0, clip, column, row))
    return tuple(slots)


def _room(block: _Block, column: int, row: int) -> tuple[Pt, Pt, Pt, Pt]:
    """The room for bleed beyond a cell's left, top, right and bottom: half of each gap."""
    across = (LARGEST, *(gap / 2 for gap in block.column_gaps), LARGEST)
    down = (LARGEST, *(gap / 2 for gap in block.row_gaps), LARGEST)
    return across[column], down[row], across[column + 1], down[row + 1]


def _clip(bounds: Rect, trim: Rect, bleed: Pt, room: tuple[Pt, Pt, Pt, Pt]) -> Rect:
    """What may show: the trim and its bleed, as far as there is room beyond the cell."""
    left = max(trim.x - bleed, bounds.x - room[0])
    top = max(trim.y - bleed, bounds.y - room[1])
    right = min(trim.right + bleed, bounds.right + room[2])
    bottom = min(trim.bottom + bleed, bounds.bottom + room[3])
    return Rect(left, top, right - left, bottom - top)
