"""How the back of a sheet gets its ink: from a plate of its own, or from the front's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import error
from layout.errors import SheetError
from layout.impose.folding import upturned
from layout.record import replace

if TYPE_CHECKING:
    from layout.impose.model import Form
    from layout.impose.request import Work


def on_one_plate(form: Form, work: Work) -> Form:
    """A form with front and back on one plate, for a sheet printed twice with it; or as it is.

    Work-and-turn 自翻: the back stands at the right of the front. The sheet is turned over like
    a leaf, so that each half meets the other. Work-and-tumble 滚翻: the back stands below, head
    over; the sheet is turned over head to foot. Either way the sheet is cut in half and gives
    two copies. Folds and creases are told for the half with the front.

    Raises:
        SheetError: there is no back.
    """
    if work == "sheetwise":
        return form
    if form.back is None:
        message = f"{work} prints the back from the same plate; these sheets have no back"
        raise SheetError([error("no-back", message, hint="add --sides 2, or leave --work out")])
    columns, rows = len(form.front[0]), len(form.front)
    if work == "work-and-turn":
        pairs = zip(form.front, form.back, strict=True)
        both = tuple(front + back for front, back in pairs)
        creases = (_twice(form.creases[0], columns), form.creases[1])
    else:
        tumbled = tuple(
            tuple(upturned(cell) for cell in reversed(row)) for row in reversed(form.back)
        )
        both = form.front + tumbled
        creases = (form.creases[0], _twice(form.creases[1], rows))
    return replace(form, front=both, back=None, creases=creases)


def _twice(creases: tuple[int, ...], count: int) -> tuple[int, ...]:
    return (*creases, *(count + at for at in creases))
