"""N-up 拼版: pages in columns and rows, one after the other, or one page in every place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.impose.flat import flat_form, leaves_to_cut
from layout.impose.registry import scheme
from layout.impose.sequence import in_groups

if TYPE_CHECKING:
    from layout.impose.model import Form
    from layout.impose.request import ImposeRequest

_SIDES = 1


@scheme("nup", "so many columns and rows, in reading order, or one page repeated")
def nup(count: int, request: ImposeRequest) -> tuple[Form, ...]:
    """Sheets in the order of the pages; the last is filled up with blank cells."""
    sides = request.sides or _SIDES
    places = request.columns * request.rows
    leaves = leaves_to_cut(count, request, sides)
    if request.repeat:
        groups = [[leaf] * places for leaf in leaves]
    else:
        groups = [list(group) for group in in_groups(leaves, places)]
    return tuple(
        flat_form([*group, *[None] * (places - len(group))], at + 1, request, sides)
        for at, group in enumerate(groups)
    )
