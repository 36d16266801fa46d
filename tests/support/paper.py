"""Paper that tests fold, cut and gather: it knows where ink stands, and nothing of imposition.

A sheet is a pile of pieces, each with a page on either side. Places are as the front is looked
at, y downward; a page's `head` is the direction of its top.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from layout.impose import Sheet, Side

# Half of the largest gap and creep that tests use: pieces of one pile may be so far apart.
APART = 20.0


@dataclass(frozen=True)
class Face:
    page: int | None
    head: tuple[int, int]


@dataclass(frozen=True)
class Piece:
    """A leaf of the sheet: where its middle is, the face one sees and the one behind."""

    x: float
    y: float
    seen: Face
    behind: Face


def printed(sheet: Sheet, work: str) -> list[Piece]:
    """The pieces of a printed sheet; of one printed twice from one plate, half of them."""
    front = _faces(sheet.front)
    if work == "work-and-turn":
        back = [(sheet.width - x, y, _mirrored(face, across=True)) for x, y, face in front]
        front = [ink for ink in front if ink[0] < sheet.width / 2]
    elif work == "work-and-tumble":
        back = [(x, sheet.height - y, _mirrored(face, across=False)) for x, y, face in front]
        front = [ink for ink in front if ink[1] < sheet.height / 2]
    elif sheet.back is None:
        back = [(x, y, Face(None, face.head)) for x, y, face in front]
    else:
        faces = _faces(sheet.back)
        back = [(sheet.width - x, y, _mirrored(face, across=True)) for x, y, face in faces]
    return [Piece(x, y, face, _behind(x, y, back)) for x, y, face in front]


def _faces(side: Side) -> list[tuple[float, float, Face]]:
    return [
        (
            slot.trim.x + slot.trim.width / 2,
            slot.trim.y + slot.trim.height / 2,
            Face(slot.page, _head(slot.rotation)),
        )
        for slot in side.slots
    ]


def _head(rotation: int) -> tuple[int, int]:
    angle = math.radians(rotation)
    return round(math.sin(angle)), round(-math.cos(angle))


def _mirrored(face: Face, *, across: bool) -> Face:
    x, y = face.head
    return Face(face.page, (-x, y) if across else (x, -y))


def _behind(x: float, y: float, back: Iterable[tuple[float, float, Face]]) -> Face:
    """What is printed exactly behind a place: to a thousandth of a point."""
    (face,) = [f for bx, by, f in back if abs(bx - x) < 1e-3 and abs(by - y) < 1e-3]
    return face


def folded(sheet: Sheet, pieces: Sequence[Piece]) -> tuple[list[Piece], float]:
    """The pile after every fold, from the one seen first; and where the last crease is."""
    pile, crease = list(pieces), 0.0
    for fold in sheet.form.folds:
        crease = sheet.creases[0 if fold.vertical else 1][fold.after - 1]
        moving = [piece for piece in pile if _moves(piece, fold.moves, crease)]
        staying = [piece for piece in pile if piece not in moving]
        assert len(moving) == len(staying), "a fold halves what is folded"
        turned = [_turned(piece, crease, upright=fold.vertical) for piece in reversed(moving)]
        pile = turned + staying if fold.over else staying + turned
    return pile, crease


def _moves(piece: Piece, part: str, crease: float) -> bool:
    at = piece.x if part in {"left", "right"} else piece.y
    return at < crease if part in {"left", "top"} else at > crease


def _turned(piece: Piece, crease: float, *, upright: bool) -> Piece:
    seen = _mirrored(piece.behind, across=upright)
    behind = _mirrored(piece.seen, across=upright)
    if upright:
        return Piece(2 * crease - piece.x, piece.y, seen, behind)
    return Piece(piece.x, 2 * crease - piece.y, seen, behind)


def read(pile: Sequence[Piece], spine: float, binding: str) -> list[int | None]:
    """The pages of a folded signature, held heads up with its spine where it is bound.

    Whoever holds it knows nothing of page numbers: only heads and the spine.
    """
    first = pile[0]
    assert all(abs(one.x - first.x) < APART and abs(one.y - first.y) < APART for one in pile)
    heads = {face.head for one in pile for face in (one.seen, one.behind)}
    assert len(heads) == 1, "all heads lie together"
    upside_down = heads == {(0, 1)}
    spine_at_left = (spine < first.x) != upside_down
    if spine_at_left != (binding == "left"):
        pile = [replace(one, seen=one.behind, behind=one.seen) for one in reversed(pile)]
    return [face.page for one in pile for face in (one.seen, one.behind)]


def inserted(signatures: Sequence[Sequence[int | None]]) -> list[int | None]:
    """Signatures laid into each other, the first outside."""
    book: list[int | None] = []
    for pages in reversed(signatures):
        half = len(pages) // 2
        book = [*pages[:half], *book, *pages[half:]]
    return book


def gathered(signatures: Sequence[Sequence[int | None]]) -> list[int | None]:
    """Signatures laid on each other, the first on top."""
    return [page for pages in signatures for page in pages]


def stacked(sheets: Sequence[Sequence[Piece]], binding: str) -> list[int | None]:
    """Cut sheets: each place's pile, the piles laid on each other in reading order."""
    way = 1 if binding == "left" else -1
    places = sorted({(round(one.y, 2), way * round(one.x, 2)) for one in sheets[0]})
    return [
        face.page
        for y, x in places
        for pieces in sheets
        for one in pieces
        if abs(one.y - y) < 0.1 and abs(one.x - way * x) < 0.1
        for face in (one.seen, one.behind)
    ]
