"""An imposition in words: a table, a picture of each sheet in letters, and JSON values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layout.geometry import POINTS_PER_MM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.geometry import Pt, Rect
    from layout.impose.impose import Imposition
    from layout.impose.model import Fold, Form, Sheet, Side, Slot

# A thousandth of a millimetre: ten times finer than anything is cut.
_DECIMALS = 3
_BLANK = "blank"
# Heads up, heads down.
_ARROWS = {0: "↑", 180: "↓"}


def summary(plan: Imposition) -> str:
    """One line for the whole job."""
    blank = _blanks(plan)
    size = f"{_mm(plan.page.width):.1f} × {_mm(plan.page.height):.1f} mm"
    pages = _counted(plan.pages, "page")
    more = f" and {_counted(blank, 'blank')}" if blank else ""
    sheets = _counted(len(plan.sheets), "sheet")
    first = plan.sheets[0]
    paper = f"{_mm(first.width):.1f} × {_mm(first.height):.1f} mm"
    return f"{plan.request.scheme}: {pages}{more} of {size} on {sheets} of {paper}"


def _blanks(plan: Imposition) -> int:
    """How many places stay empty."""
    sides = (side for sheet in plan.sheets for _, side in sheet.sides)
    return sum(slot.page is None for side in sides for slot in side.slots)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def table_rows(plan: Imposition) -> Iterator[tuple[str, ...]]:
    """Signature, sheet, side, pages in their places, creep in mm: one row for each side."""
    for sheet in plan.sheets:
        for name, side in sheet.sides:
            rows = " / ".join(
                " ".join(str(page_name(slot)) for slot in side.slots if slot.row == row)
                for row in range(len(sheet.form.front))
            )
            creep = max(abs(_mm(slot.creep)) for slot in side.slots)
            yield str(sheet.signature), str(sheet.number), name, rows, f"{creep:.2f}"


def page_name(slot: Slot) -> str:
    """A slot's page as printed in a plan, counted from 1, with an arrow to its head."""
    if slot.page is None:
        return _BLANK
    return f"{slot.page + 1}{_ARROWS[slot.rotation]}"


def sheet_picture(sheet: Sheet) -> list[str]:
    """Both sides of a sheet beside each other, as lines of text."""
    drawn = [_side_picture(name, side, sheet.form) for name, side in sheet.sides]
    if len(drawn) == 1:
        return drawn[0]
    return [f"{left}   {right}".rstrip() for left, right in zip(*drawn, strict=True)]


def _side_picture(name: str, side: Side, form: Form) -> list[str]:
    """A side: `┊` and `┄` are folds, `│` and `─` cuts."""
    columns, rows = len(form.front[0]), len(form.front)
    upright, level = form.creases
    if name == "back":
        upright = tuple(columns - at for at in upright)
    width = max(6, *(len(page_name(slot)) + 2 for slot in side.slots))
    between = ["┊" if at in upright else "│" for at in range(1, columns)]
    lines = [_rule("┌", "┬", "┐", "─" * width, columns)]
    for row in range(rows):
        names = [page_name(slot).center(width) for slot in side.slots if slot.row == row]
        inner = "".join(one + line for one, line in zip(names, [*between, ""], strict=True))
        lines.append(f"│{inner}│")
        dash = "┄" if row + 1 in level else "─"
        last = row == rows - 1
        ends = ("└", "┴", "┘") if last else ("├", "┼", "┤")
        lines.append(_rule(*ends, ("─" if last else dash) * width, columns))
    return [name.ljust(len(lines[0])), *lines]


def _rule(left: str, middle: str, right: str, dashes: str, columns: int) -> str:
    return left + middle.join([dashes] * columns) + right


def fold_words(fold: Fold) -> str:
    """A fold as one says it to the folder: `fold the left part over, after column 2`."""
    way = "over" if fold.over else "behind"
    line = "column" if fold.vertical else "row"
    return f"the {fold.moves} part {way} the rest, after {line} {fold.after}"


# Any below: JSON values of every kind.
def as_document(plan: Imposition) -> dict[str, Any]:
    """The plan as JSON has it: lengths in mm from a side's top left corner, pages from 1."""
    request = plan.request
    return {
        "scheme": request.scheme,
        "binding": request.binding,
        "work": request.work,
        "pages": plan.pages,
        "blanks": _blanks(plan),
        "page_mm": [_mm(plan.page.width), _mm(plan.page.height)],
        "sheets": [_sheet(sheet) for sheet in plan.sheets],
        "findings": [finding.as_json() for finding in plan.findings],
    }


def _sheet(sheet: Sheet) -> dict[str, Any]:
    folds = [
        {"moves": fold.moves, "after": fold.after, "over": fold.over}
        for fold in sheet.form.folds
    ]
    return {
        "sheet": sheet.number,
        "signature": sheet.signature,
        "size_mm": [_mm(sheet.width), _mm(sheet.height)],
        "block_mm": _rect(sheet.block),
        "creases_mm": {
            "x": [_mm(x) for x in sheet.creases[0]],
            "y": [_mm(y) for y in sheet.creases[1]],
        },
        "folds": folds,
        **{name: [_slot(slot) for slot in side.slots] for name, side in sheet.sides},
    }


def _slot(slot: Slot) -> dict[str, Any]:
    return {
        "page": None if slot.page is None else slot.page + 1,
        "column": slot.column + 1,
        "row": slot.row + 1,
        "rotation": slot.rotation,
        "creep_mm": _mm(slot.creep),
        "trim_mm": _rect(slot.trim),
        "clip_mm": _rect(slot.clip),
    }


def _rect(rect: Rect) -> list[float]:
    return [_mm(rect.x), _mm(rect.y), _mm(rect.width), _mm(rect.height)]


def _mm(length: Pt) -> float:
    return round(length / POINTS_PER_MM, _DECIMALS) + 0.0
