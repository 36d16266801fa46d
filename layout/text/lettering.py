"""Short lines of small type beside pages, in the faces of the house's own furniture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.display.model import TextLine
from layout.geometry import fits
from layout.record import replace
from layout.text.model import StyledParagraph, StyledRun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.color import Color
    from layout.geometry import Pt, Rect
    from layout.styles.model import HouseStyle
    from layout.text.model import SetLine
    from layout.text.typesetter import Typesetter

# A measure that nothing is broken to.
UNBOUNDED: Pt = 1_000_000.0


class Lettering:
    """Sets labels: one line each, cut with an ellipsis where it is too long.

    `role` says what the lines are. Characters that no face has show as a box, or are left out
    where `drops_missing` says so.
    """

    def __init__(
        self,
        house: HouseStyle,
        typesetter: Typesetter,
        role: str = "plan",
        *,
        drops_missing: bool = False,
    ) -> None:
        self._role = role
        furniture = house.text_styles["running-head"]
        self._style = replace(
            furniture,
            name=role,
            align="left",
            wrap="plain",
            section_color=False,
            tracking_em=0.0,
            indent_em=0.0,
            prefix="",
            suffix="",
        )
        self._bold = house.text_styles["folio"].face
        self._drops_missing = drops_missing
        self._typesetter = typesetter

    def write(
        self, text: str, place: Rect, size: Pt, color: Color, *, bold: bool = False
    ) -> Iterator[TextLine]:
        """A line with its left end and baseline at the place, no wider than it."""
        line = self._fitted(text, place.width, size, color, bold=bold)
        if line is not None:
            yield TextLine(
                place.x + line.x, place.y, line.width, line.runs, line.text, *(self._role,) * 2
            )

    def width(self, text: str, size: Pt, *, bold: bool = False) -> Pt:
        """How wide a label is."""
        line = self._set(text, size, self._style.color, bold=bold)
        return line.width if line is not None else 0.0

    def _fitted(
        self, text: str, width: Pt, size: Pt, color: Color, *, bold: bool
    ) -> SetLine | None:
        line = self._set(text, size, color, bold=bold)
        kept = text
        while line is not None and kept and not fits(line.width, width):
            kept = kept[: min(len(kept) - 1, int(len(kept) * width / line.width))]
            line = self._set(f"{kept.rstrip()}…", size, color, bold=bold)
        return line

    def _set(self, text: str, size: Pt, color: Color, *, bold: bool) -> SetLine | None:
        face = self._bold if bold else self._style.face
        style = replace(self._style, size=size, face=face, color=color)
        run = StyledRun(text, face)
        made = self._typesetter.set_paragraph(StyledParagraph((run,), style), UNBOUNDED)
        if made.missing and self._drops_missing:
            without = str.maketrans(dict.fromkeys((one.char for one in made.missing), ""))
            return self._set(text.translate(without), size, color, bold=bold)
        return made.lines[0] if made.lines else None
