"""The closed lists of words the format knows."""

from __future__ import annotations

import typing
from typing import Literal, TypeAlias

Start: TypeAlias = Literal["any", "left", "right", "spread"]
Alignment: TypeAlias = Literal["left", "center"]
SidebarPlace: TypeAlias = Literal[
    "here", "top", "bottom", "inner", "outer", "facing", "next-page"
]
QuotePlace: TypeAlias = Literal["here", "top", "bottom", "inner", "outer", "middle"]
PicturePlace: TypeAlias = Literal[
    "here",
    "top",
    "bottom",
    "inner",
    "outer",
    "middle",
    "facing",
    "left",
    "right",
    "top-left",
    "top-right",
    "bottom-left",
    "bottom-right",
    "next-page",
    "full",
    "bleed",
    "head",
    "opener",
]
Direction: TypeAlias = Literal["horizontal", "vertical"]
Reach: TypeAlias = Literal["column", "2", "3", "full"]
ColumnAlign: TypeAlias = Literal["left", "center", "right", "decimal"]
ChartKind: TypeAlias = Literal["bar", "line", "share"]
ItemKind: TypeAlias = Literal["statement", "dated_item", "profile", "brief", "gallery_item"]

ALIGNMENTS: tuple[str, ...] = typing.get_args(Alignment)
SIDEBAR_PLACES: tuple[str, ...] = typing.get_args(SidebarPlace)
QUOTE_PLACES: tuple[str, ...] = typing.get_args(QuotePlace)
PICTURE_PLACES: tuple[str, ...] = typing.get_args(PicturePlace)
DIRECTIONS: tuple[str, ...] = typing.get_args(Direction)
ITEM_KINDS: tuple[str, ...] = typing.get_args(ItemKind)
REACHES: tuple[str, ...] = typing.get_args(Reach)
COLUMN_ALIGNS: tuple[str, ...] = typing.get_args(ColumnAlign)
CHART_KINDS: tuple[str, ...] = typing.get_args(ChartKind)
# What the first of a numbering holds.
COUNTER_ONES = "一①1"
CHART_FORMS: dict[str, tuple[str, ...]] = {
    "bar": ("horizontal", "vertical"),
    "line": (),
    "share": ("bar", "donut"),
}
