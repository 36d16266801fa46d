"""What of a page looks otherwise though no word and no picture of it changed."""

from __future__ import annotations

from collections import Counter
from math import ceil, floor
from typing import TYPE_CHECKING

from layout.geometry import POINTS_PER_INCH, Rect
from layout.images.differ import Allowed, differences
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from layout.geometry import Pt
    from layout.images.differ import Cells
    from layout.proof.diff.model import Drawing, ProofLine, ProofPage
    from layout.proof.draw import DrawnPdf

# Points by which a line or a path may lie off and still be where it was.
NEAR = 0.75
# Around a line: ruby, emphasis dots, marks that reach out of their em box.
AROUND_SHARE = 0.45
# Around a picture or a path: its edge.
EDGE = 2.0
# Of a page's area, what a box takes whose inside is compared though its edge moved.
LARGE_SHARE = 0.05


class Explained(Record):
    """What is known to differ: rectangles of either page, and whether copy on it moved."""

    old: tuple[Rect, ...] = ()
    new: tuple[Rect, ...] = ()
    moved: bool = False


def shift_between(old: ProofPage, new: ProofPage) -> float:
    """How far copy lies to the right of where it was: the side that most lines agree on.

    The type area mirrors when a page changes from verso to recto.
    """
    if old.side == new.side and old.label == new.label:
        return 0.0
    places: dict[str, list[float]] = {}
    for line in old.lines:
        if not line.is_furniture:
            places.setdefault(line.key, []).append(line.rect.x)
    votes: Counter[float] = Counter()
    for line in new.lines:
        for x in places.get(line.key, ()):
            votes[round(line.rect.x - x, 2)] += 1
    return min(votes, key=lambda shift: (-votes[shift], abs(shift))) if votes else 0.0


def remains(
    old: tuple[ProofPage, DrawnPdf],
    new: tuple[ProofPage, DrawnPdf],
    explained: Explained,
    dpi: int,
) -> list[Rect]:
    """Rectangles of the old page whose pixels differ and that nothing known explains.

    The bleed is looked at too where both pages have one and are of the same side: the other
    side's is another strip of the sheet.
    """
    scale = dpi / POINTS_PER_INCH
    dx = shift_between(old[0], new[0])
    bleed = 0.0 if dx else min(drawn.bleed(page.page_index) for page, drawn in (old, new))
    one = old[1].draw_trimmed(old[0].page_index, dpi, bleed=bleed)
    other = new[1].draw_trimmed(new[0].page_index, dpi, moved=dx, bleed=bleed)
    if one.rgb == other.rgb:
        return []
    width = old[0].width + 2 * bleed
    sides = ceil(max(0.0, -dx) * scale), floor((width - max(0.0, dx)) * scale)
    sheet = _Sheet(old[0].width, old[0].height, bleed, scale)
    allowed = _allowed(old[0], new[0], explained, dx)
    found = differences(
        one,
        other,
        sides,
        Allowed(
            tuple(sheet.cells(rect) for rect in allowed[0]),
            tuple((sheet.cells(was), sheet.cells(now)) for was, now in allowed[1]),
        ),
    )
    return [sheet.rect(cells) for cells in found]


class _Sheet(Record):
    """A page drawn with its bleed at `scale` pixels to a point; lengths are points."""

    width: Pt  # of the trim
    height: Pt
    bleed: Pt
    scale: float

    def cells(self, rect: Rect) -> Cells:
        """The pixels of a rectangle; from an edge at the trim it goes on over the bleed."""
        left = rect.x if rect.x > 0 else -self.bleed
        top = rect.y if rect.y > 0 else -self.bleed
        right = rect.right if rect.right < self.width else self.width + self.bleed
        bottom = rect.bottom if rect.bottom < self.height else self.height + self.bleed
        edges = [int((edge + self.bleed) * self.scale) for edge in (left, top, right, bottom)]
        return edges[0], edges[1], edges[2] + 1, edges[3] + 1

    def rect(self, cells: Cells) -> Rect:
        """The rectangle of some pixels."""
        left, top, right, bottom = (cell / self.scale - self.bleed for cell in cells)
        return Rect(left, top, right - left, bottom - top)


def _allowed(
    old: ProofPage, new: ProofPage, explained: Explained, dx: float
) -> tuple[list[Rect], list[tuple[Rect, Rect]]]:
    """Where the pages may differ, in the old page's coordinates: whole, and moved boxes."""
    whole = [rect.grown(EDGE) for rect in explained.old]
    whole += [rect.moved(-dx, 0).grown(EDGE) for rect in explained.new]
    whole += [_around(rect) for rect in _unmatched_lines(old.lines, new.lines, dx)]
    boxes: list[tuple[Rect, Rect]] = []
    if explained.moved or dx:
        large = LARGE_SHARE * old.width * old.height
        for was, now in _moved_drawings(old.drawings, new.drawings, dx):
            if min(was.width * was.height, now.width * now.height) > large:
                boxes.append((was, now))
            else:
                whole += [was.grown(EDGE), now.grown(EDGE)]
    return whole, boxes


def _around(rect: Rect) -> Rect:
    return rect.grown(max(EDGE, AROUND_SHARE * min(rect.width, rect.height)))


def _unmatched_lines(
    old: Sequence[ProofLine], new: Sequence[ProofLine], dx: float
) -> Iterator[Rect]:
    """Lines that do not stand in the other page with the same words in the same place."""
    mine = [(line.key, line.rect) for line in old]
    others = [(line.key, line.rect.moved(-dx, 0)) for line in new]
    for row, against in ((mine, others), (others, mine)):
        known: dict[str, list[Rect]] = {}
        for key, rect in against:
            known.setdefault(key, []).append(rect)
        yield from (
            rect for key, rect in row if not any(_same(rect, at) for at in known.get(key, ()))
        )


def _same(one: Rect, other: Rect) -> bool:
    edges = zip(
        (one.x, one.y, one.right, one.bottom),
        (other.x, other.y, other.right, other.bottom),
        strict=True,
    )
    return all(abs(mine - theirs) <= NEAR for mine, theirs in edges)


def _moved_drawings(
    old: Iterable[Drawing], new: Iterable[Drawing], dx: float
) -> Iterator[tuple[Rect, Rect]]:
    """Paths of the same ink that lie elsewhere, each with one that may be what it became."""
    mine: dict[str, list[Rect]] = {}
    for drawing in old:
        mine.setdefault(drawing.ink, []).append(drawing.rect)
    others: dict[str, list[Rect]] = {}
    for drawing in new:
        rect = drawing.rect.moved(-dx, 0)
        rows = mine.get(drawing.ink, [])
        same = next((at for at, was in enumerate(rows) if _same(was, rect)), None)
        if same is None:
            others.setdefault(drawing.ink, []).append(rect)
        else:
            del rows[same]
    for ink, rects in others.items():
        yield from zip(mine.get(ink, ()), rects, strict=False)
