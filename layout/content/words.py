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
ItemKind: TypeAlias = Literal["statement", "dated_item", "profile", "brief", "gallery_item"]

ALIGNMENTS: tuple[str, ...] = typing.get_args(Alignment)
SIDEBAR_PLACES: tuple[str, ...] = typing.get_args(SidebarPlace)
QUOTE_PLACES: tuple[str, ...] = typing.get_args(QuotePlace)
PICTURE_PLACES: tuple[str, ...] = typing.get_args(PicturePlace)
DIRECTIONS: tuple[str, ...] = typing.get_args(Direction)
ITEM_KINDS: tuple[str, ...] = typing.get_args(ItemKind)
