"""What a house style holds once it is read: lengths in points, colours resolved."""

from __future__ import annotations

from dataclasses import dataclass, field

from layout.color import BLACK, Color
from layout.geometry import Pt


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a paragraph is set.

    `face`, `strong_face` and `kai_face` are roles of `fonts/fonts.yaml` (song, song-bold, hei,
    hei-bold, kai). Spaces before and after count in lines of the grid.
    """

    name: str
    face: str = "song"
    strong_face: str = "hei-bold"
    kai_face: str = "kai"
    size: Pt = 10.0
    leading: Pt = 18.0
    color: Color = BLACK
    align: str = "justify"  # justify | left | center | right
    indent_em: float = 0.0  # first line
    hanging_em: float = 0.0  # all lines but the first
    tracking_em: float = 0.0
    space_before: float = 0.0
    space_after: float = 0.0
    keep_with_next: bool = False
    keep_together: bool = False
    strictness: str = "strict"  # loose | normal | strict
    squeeze: str = "kaiming"  # quanjiao | kaiming | banjiao
    hang: bool = False
    autospace_em: float = 0.25
