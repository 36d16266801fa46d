"""Which part of a picture a frame shows, and how finely it shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from layout.geometry import POINTS_PER_INCH, Rect
from layout.record import Record

if TYPE_CHECKING:
    from layout.content.model import Picture
    from layout.geometry import Pt
    from layout.images import PictureInfo

Edges: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom of a part, in fractions of the upright picture."""

WHOLE: Edges = (0.0, 0.0, 1.0, 1.0)


class Shown(Record):
    """A picture as its writer shows it: the part that may show, and what stays in view."""

    part: Edges
    focus: tuple[float, float]  # in fractions of the whole picture
    ratio: float  # width to height that the picture asks for


def shown(block: Picture, info: PictureInfo) -> Shown:
    """The part, the focus and the ratio of a picture; the middle where no focus is written."""
    part = part_of(block, info)
    left, top, right, bottom = part
    focus = (left + right) / 2, (top + bottom) / 2
    if block.focus is not None:
        focus = block.focus.x.of(info.width_px), block.focus.y.of(info.height_px)
    if block.ratio is not None:
        ratio = block.ratio[0] / block.ratio[1]
    else:
        ratio = (right - left) * info.width_px / ((bottom - top) * info.height_px)
    return Shown(part, focus, ratio)


def part_of(block: Picture, info: PictureInfo) -> Edges:
    """The part of a picture that its `crop` leaves; all of it without one."""
    crop = block.crop
    if crop is None:
        return WHOLE
    left, top = crop.x.of(info.width_px), crop.y.of(info.height_px)
    width, height = crop.width.of(info.width_px), crop.height.of(info.height_px)
    return left, top, min(left + width, 1.0), min(top + height, 1.0)


def crop_to(wanted: float, seen: Shown, info: PictureInfo) -> Edges:
    """The largest stretch of the part with the wanted ratio of width to height.

    Its middle is the focus, or as near to it as the part's edges let it come: a picture is cut
    to its frame, never stretched.
    """
    left, top, right, bottom = seen.part
    natural = (right - left) * info.width_px / ((bottom - top) * info.height_px)
    if natural > wanted:
        left, right = _about(seen.focus[0], (left, right), wanted / natural)
    else:
        top, bottom = _about(seen.focus[1], (top, bottom), natural / wanted)
    return left, top, right, bottom


def inside(rect: Rect, ratio: float) -> Rect:
    """The largest rectangle of a ratio of width to height in the middle of another."""
    width = min(rect.width, rect.height * ratio)
    height = width / ratio
    dx, dy = (rect.width - width) / 2, (rect.height - height) / 2
    return Rect(rect.x + dx, rect.y + dy, width, height)


def _about(middle: float, ends: tuple[float, float], share: float) -> tuple[float, float]:
    """The share of a stretch that stands about a point, moved inside the stretch."""
    first, last = ends
    if share >= 1:
        return ends
    length = (last - first) * share
    start = min(max(middle - length / 2, first), last - length)
    return start, start + length


def effective_ppi(rect: Rect, crop: Edges, info: PictureInfo) -> float:
    """Pixels to an inch of paper, along the side where there are fewer.

    0 for a figure drawn in lines, which has none.
    """
    if info.is_vector:
        return 0.0
    left, top, right, bottom = crop
    across = _ppi((right - left) * info.width_px, rect.width)
    return min(across, _ppi((bottom - top) * info.height_px, rect.height))


def _ppi(pixels: float, length: Pt) -> float:
    return pixels * POINTS_PER_INCH / length
