"""Which page stands where on a sheet that will be folded: found by unfolding the signature.

A folded signature is a stack of leaves, the first on top, heads up, the spine at the side
where the book is bound. Its last fold is undone first: the upper half of the stack turns
about the edge of that fold and comes to lie beside the rest, face down. When every fold is
undone, one leaf lies in each cell of the flat sheet. A leaf that turns about a side shows its
other page; one that turns about head or foot shows it upside down.

Source: the trade's rule of right-angle folding, each fold across the one before, the last of
them in the spine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from layout.impose.model import Cell, Edge, Fold, Form, Grid
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.impose.request import Binding

# The edges that are opened, the spine first, for a book bound at the left; by pages.
_OPENED: dict[int, tuple[Edge, ...]] = {
    4: ("left",),
    8: ("left", "top"),
    16: ("left", "top", "right"),
    32: ("left", "top", "right", "bottom"),
}
_MIRRORED: dict[Edge, Edge] = {
    "left": "right",
    "right": "left",
    "top": "top",
    "bottom": "bottom",
}


class Leaf(Record):
    """A leaf of a signature: the pages of its two sides, None for a blank, and its depth."""

    recto: int | None
    verso: int | None
    depth: int


class _Layer(Record):
    """A leaf in a stack: the page that looks up, and the other."""

    up: Cell
    down: Cell


_Stack: TypeAlias = tuple[_Layer, ...]
_Stacks: TypeAlias = tuple[tuple[_Stack, ...], ...]


def leaves_of(pages: Sequence[int | None], outer: int = 0) -> tuple[Leaf, ...]:
    """The leaves of a signature, with `outer` folded sheets around it."""
    count = len(pages) // 2
    return tuple(
        Leaf(pages[2 * at], pages[2 * at + 1], outer + min(at, count - 1 - at))
        for at in range(count)
    )


def folded_form(
    leaves: Sequence[Leaf], signature: int, binding: Binding, *, gathered: bool
) -> Form:
    """The flat sheet that folds to these leaves; its front is the side of the first page."""
    opened = _OPENED[2 * len(leaves)]
    if binding == "right":
        opened = tuple(_MIRRORED[edge] for edge in opened)
    up, down = _sides(_unfold(_closed(leaves, binding), opened))
    # The first leaf is on top of every stack and turns with each fold.
    up_is_front = len(opened) % 2 == 0
    front, back = (up, down) if up_is_front else (down, up)
    columns, rows = len(front[0]), len(front)
    return Form(
        signature,
        front,
        back,
        _folds(opened, columns, rows, front_is_up=up_is_front),
        (tuple(range(1, columns)), tuple(range(1, rows))),
        gathered,
    )


def _closed(leaves: Sequence[Leaf], binding: Binding) -> _Stacks:
    """The folded signature: one stack. Where it is bound at the left, rectos have it there."""
    spine = -1 if binding == "left" else 1
    last = len(leaves) - 1
    stack = tuple(
        _Layer(
            Cell(leaf.recto, 0, spine, leaf.depth, outside=at == 0),
            Cell(leaf.verso, 0, -spine, leaf.depth, outside=at == last),
        )
        for at, leaf in enumerate(leaves)
    )
    return ((stack,),)


def _unfold(stacks: _Stacks, edges: Sequence[Edge]) -> _Stacks:
    for edge in edges:
        stacks = _opened(stacks, edge)
    return stacks


def _opened(stacks: _Stacks, edge: Edge) -> _Stacks:
    """The upper half of every stack turned about an edge of the whole."""
    across = edge in {"left", "right"}
    half = len(stacks[0][0]) // 2
    kept = tuple(tuple(stack[half:] for stack in row) for row in stacks)
    turned = tuple(
        tuple(_turned(stack[:half], upside_down=not across) for stack in row) for row in stacks
    )
    if across:
        sides = [(tuple(reversed(new)), old) for new, old in zip(turned, kept, strict=True)]
        return tuple(new + old if edge == "left" else old + new for new, old in sides)
    new_rows = tuple(reversed(turned))
    return new_rows + kept if edge == "top" else kept + new_rows


def _turned(stack: _Stack, *, upside_down: bool) -> _Stack:
    """A stack turned over: the lowest leaf on top, the other sides up."""
    layers = tuple(_Layer(layer.down, layer.up) for layer in reversed(stack))
    if not upside_down:
        return layers
    return tuple(_Layer(upturned(layer.up), upturned(layer.down)) for layer in layers)


def upturned(cell: Cell) -> Cell:
    """A cell as seen from the other end of the sheet."""
    return replace(cell, rotation=(cell.rotation + 180) % 360, spine=-cell.spine)


def _sides(stacks: _Stacks) -> tuple[Grid, Grid]:
    """Both sides of a sheet of single leaves, each as one looks at it."""
    up = tuple(tuple(layer.up for (layer,) in row) for row in stacks)
    down = tuple(tuple(layer.down for (layer,) in reversed(row)) for row in stacks)
    return up, down


def _folds(
    opened: Sequence[Edge], columns: int, rows: int, *, front_is_up: bool
) -> tuple[Fold, ...]:
    """The folds in the order in which they are made, as the front is looked at."""
    left, right, top, bottom = 0, columns, 0, rows
    folds = []
    for edge in reversed(opened):
        if edge in {"left", "right"}:
            crease = (left + right) // 2
            left, right = (crease, right) if edge == "left" else (left, crease)
            after = crease if front_is_up else columns - crease
        else:
            after = (top + bottom) // 2
            top, bottom = (after, bottom) if edge == "top" else (top, after)
        moves = edge if front_is_up else _MIRRORED[edge]
        folds.append(Fold(moves, after, over=front_is_up))
    return tuple(folds)
