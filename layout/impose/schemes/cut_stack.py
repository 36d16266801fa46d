"""Cut and stack 裁切叠配: cut the pile of sheets, lay the stacks on each other, done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.impose.flat import flat_form, leaves_to_cut
from layout.impose.registry import scheme

if TYPE_CHECKING:
    from layout.impose.model import Form
    from layout.impose.request import ImposeRequest

_SIDES = 2


@scheme("cut-stack", "the cut stacks, laid on each other, are the book")
def cut_stack(count: int, request: ImposeRequest) -> tuple[Form, ...]:
    """Each place of the sheets holds a run of leaves, from the first sheet to the last."""
    sides = request.sides or _SIDES
    places = request.columns * request.rows
    leaves = leaves_to_cut(count, request, sides)
    sheets = -(-len(leaves) // places)
    filled = [*leaves, *[None] * (sheets * places - len(leaves))]
    return tuple(flat_form(filled[at::sheets], at + 1, request, sides) for at in range(sheets))
