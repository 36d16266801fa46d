"""Blocks that stand apart from the copy of one column, or of some of a page's columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.flow.model import Float, Strip
from layout.geometry import Pt, whole_ems

if TYPE_CHECKING:
    from layout.flow.setting import Setting

# Places for which a block of one column's measure leaves the copy it was met in.
OWN_PLACES = frozenset({"top", "bottom", "inner", "outer", "facing", "next-page"})
# A block in the middle reaches so far into the columns at both sides of it.
MIDDLE_REACH = 0.4


def span_of(reach: str, setting: Setting) -> int:
    """How many columns the value of `span` stands for: 1 inside a box."""
    columns = 1 if setting.boxed else setting.master.columns
    if reach in {"column", "full"}:
        return 1 if reach == "column" else columns
    return min(int(reach), columns)


def float_width(place: str, span: int, setting: Setting) -> Pt:
    """How wide a block at that place is, over so many columns."""
    master = setting.master
    if place == "middle":
        reach = whole_ems(MIDDLE_REACH * min(master.column_measures("recto")), master.em)
        return 2 * reach + master.column_gap
    first = master.columns - span if place == "outer" else 0
    if span == 1 and place not in {"inner", "outer"}:
        return setting.measure
    return master.span_width("recto", range(first, first + span))


def leaves_copy(place: str, span: int, setting: Setting) -> bool:
    """Whether a block at that place stands apart from the copy, and not in line with it."""
    if setting.boxed or setting.master.columns == 1:
        return False
    return place == "middle" or place in OWN_PLACES or span > 1


def float_of(strip: Strip, place: str, span: int, setting: Setting, role: str) -> Float:
    """The float that shows a strip of `float_width`."""
    columns = 0 if span >= setting.master.columns else span
    width = float_width(place, span, setting) if place == "middle" else 0.0
    return Float(strip.rows, ((0.0, 0, strip),), place, role=role, span=columns, width=width)
