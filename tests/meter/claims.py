"""Which line of the layout claims a glyph, and in what order a line's glyphs are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.meter.glyphs import Glyph

# A glyph belongs to a line if its origin is no farther from it than this, in em of the line.
_NEAR_BASELINE_EM = 0.35
_NEAR_ENDS_EM = 1.2
# Of a vertical line: the middle of its ink, outside the line's em boxes.
_NEAR_EM_BOX_EM = 0.15
# Ruby, superscripts and emphasis dots: so small against their line, so far above and below; in
# a vertical line so far to the right and to the left of its axis.
_SMALL, _HIGHEST_EM, _LOWEST_EM = 0.75, 1.2, 0.6
_RIGHTMOST_EM, _LEFTMOST_EM = 1.5, 1.0
# The em box of a Han face about its baseline.
EM_BOX_TOP, EM_BOX_MIDDLE = 0.88, 0.38
_ABREAST_EM = 0.1


def sort_glyphs(
    glyphs: Sequence[Glyph], claims: Sequence[Mapping[str, Any]]
) -> tuple[list[list[Glyph]], list[Glyph]]:
    """Each line's glyphs, by nearness, and those that are near none."""
    own: list[list[Glyph]] = [[] for _ in claims]
    loose = []
    bounds = [_bounds(claim) for claim in claims]
    for glyph in glyphs:
        at = _nearest(glyph, bounds)
        if at is None:
            loose.append(glyph)
        else:
            own[at].append(glyph)
    return own, loose


def sort_raised(
    glyphs: Sequence[Glyph],
    claims: Sequence[Mapping[str, Any]],
    own: Sequence[Sequence[Glyph]],
) -> tuple[list[list[Glyph]], list[Glyph]]:
    """Small glyphs beside a line, and those that belong to no line at all."""
    raised: list[list[Glyph]] = [[] for _ in claims]
    loose = []
    sizes = [max((glyph.size for glyph in row), default=0.0) for row in own]
    for glyph in glyphs:
        for at, line in enumerate(claims):
            is_small = glyph.size <= _SMALL * sizes[at]
            if is_small and _is_beside(glyph, line, sizes[at]):
                raised[at].append(glyph)
                break
        else:
            loose.append(glyph)
    return raised, loose


def in_order(glyphs: Sequence[Glyph], *, vertical: bool) -> tuple[Glyph, ...]:
    """The glyphs from left to right, or downward and those abreast from left to right."""
    if not vertical:
        return tuple(sorted(glyphs, key=lambda glyph: glyph.x))
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=head_of):
        if rows and head_of(glyph) - head_of(rows[-1][0]) < _ABREAST_EM * glyph.size:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return tuple(glyph for row in rows for glyph in sorted(row, key=lambda glyph: glyph.x))


def head_of(glyph: Glyph) -> float:
    """Where a glyph of a vertical line begins: its em box, or its advance if it is turned."""
    if glyph.turned:
        return glyph.y
    if len(glyph.text) > 1:  # a two-em dash, larger than its line so as to fill two ems
        return (glyph.ink[1] + glyph.ink[3]) / 2 - glyph.size
    return glyph.y - EM_BOX_TOP * glyph.size


def _bounds(claim: Mapping[str, Any]) -> tuple[bool, float, float, float, float]:
    """Whether a line is vertical, and its left, right, head and foot."""
    left, top = claim["x"], claim["baseline"]
    vertical = claim.get("direction") == "vertical"
    return vertical, left, left + claim["width"], top, top + claim.get("height", 0.0)


def _nearest(
    glyph: Glyph, bounds: Sequence[tuple[bool, float, float, float, float]]
) -> int | None:
    best, least = None, float("inf")
    for at, (vertical, left, right, head, foot) in enumerate(bounds):
        if vertical:
            off = _from_column(glyph, left, right, head, foot)
        else:
            off = _from_row(glyph, left, right, head)
        if off < least:
            best, least = at, off
    return best


def _from_row(glyph: Glyph, left: float, right: float, baseline: float) -> float:
    """How far a glyph is from a horizontal line; infinite if too far to belong to it."""
    off = abs(glyph.y - baseline)
    rise, reach = _NEAR_BASELINE_EM * glyph.size, _NEAR_ENDS_EM * glyph.size
    if glyph.turned or off > rise or not left - reach <= glyph.x <= right + reach:
        return float("inf")
    return off + max(0.0, left - glyph.x, glyph.x - right)


def _from_column(glyph: Glyph, left: float, right: float, head: float, foot: float) -> float:
    """How far a glyph is from a vertical line's em boxes; infinite if too far."""
    middle, begins = middle_of(glyph), head_of(glyph)
    aside = max(0.0, left - middle, middle - right)
    beyond = max(0.0, head - begins, begins - foot)
    if aside > _NEAR_EM_BOX_EM * glyph.size or beyond > _NEAR_ENDS_EM * glyph.size:
        return float("inf")
    return aside + beyond


def middle_of(glyph: Glyph) -> float:
    """The x of the middle of a glyph's ink, or of a space."""
    if not glyph.text.strip():
        return glyph.x + (EM_BOX_MIDDLE * glyph.size if glyph.turned else glyph.advance / 2)
    return (glyph.ink[0] + glyph.ink[2]) / 2


def _is_beside(glyph: Glyph, line: Mapping[str, Any], size: float) -> bool:
    reach = glyph.size
    vertical, left, right, top, foot = _bounds(line)
    if vertical:
        aside = middle_of(glyph) - (left + right) / 2
        level = -_LEFTMOST_EM * size <= aside <= _RIGHTMOST_EM * size
        return level and top - reach <= glyph.y <= foot + reach
    level = -_LOWEST_EM * size <= top - glyph.y <= _HIGHEST_EM * size
    return not glyph.turned and level and left - reach <= glyph.x <= right + reach
