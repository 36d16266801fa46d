"""Sheets that are cut and not folded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.impose.folding import Leaf
from layout.impose.model import Cell, Form, Grid
from layout.impose.sequence import in_groups, padded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.impose.request import ImposeRequest


def leaves_to_cut(count: int, request: ImposeRequest, sides: int) -> tuple[Leaf, ...]:
    """The leaves of a book, printed on one side or on both."""
    if sides == 1:
        return tuple(Leaf(page, None, 0) for page in range(count))
    pages = padded(count, 2, request.blanks)
    return tuple(
        Leaf(recto, verso, 0) for recto, verso in zip(pages[::2], pages[1::2], strict=True)
    )


def flat_form(
    leaves: Sequence[Leaf | None], number: int, request: ImposeRequest, sides: int
) -> Form:
    """Leaves in rows, from the side where one begins to read; None leaves a cell empty.

    The back's rows run the other way, so that a leaf's two pages meet.
    """
    front = tuple(_row(row, request) for row in in_groups(leaves, request.columns))
    back: Grid | None = None
    if sides == 2:
        versos = [Leaf(leaf.verso, None, 0) if leaf else None for leaf in leaves]
        rows = (_row(row, request) for row in in_groups(versos, request.columns))
        back = tuple(tuple(reversed(row)) for row in rows)
    return Form(number, front, back)


def _row(leaves: Sequence[Leaf | None], request: ImposeRequest) -> tuple[Cell, ...]:
    cells = tuple(Cell(leaf.recto if leaf else None) for leaf in leaves)
    return cells if request.binding == "left" else tuple(reversed(cells))
