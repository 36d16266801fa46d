"""Creep, or shingling 爬移: what nesting folded sheets costs at the fore-edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layout.geometry import Pt
    from layout.impose.request import ImposeRequest


def creep_of(request: ImposeRequest, depth: int, deepest: int) -> Pt:
    """How far a page moves towards its spine, `depth` folded sheets lying around its own.

    With leaves of thickness t, the crease of the outermost sheet is the back of the book.
    Between it and the crease of the sheet that lies inside k others there are k layers of
    paper, each t thick where it is pressed flat; that sheet is therefore pushed out by

        push_out(k) = k · t

    and so is its fore-edge. The book is trimmed flush with the outermost leaf: the page loses
    k·t there, and what is printed on it must stand k·t nearer to the spine for its outer
    margin to stay as designed. Of n nested sheets the innermost moves (n − 1) · t.

    Paper that does not fold sharply creeps up to π/2 times as much (a round back: each layer
    lengthens the way by a quarter circle of radius t on each side). Where a folded dummy was
    measured, its push-out is `request.creep`: the innermost sheet moves just so far, the others
    in proportion, which is the same line through two measured points.

    Source: the trade's rule, one caliper for each sheet around (derivation above).
    """
    if request.creep is None:
        return depth * request.paper
    return request.creep * depth / deepest if deepest else 0.0
