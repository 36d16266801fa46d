"""The figures of a chart of bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.record import Record

if TYPE_CHECKING:
    from layout.color import Color
    from layout.flow.labels import Label
    from layout.geometry import Pt


class Bars(Record):
    """The figures of bars with what is written at them."""

    values: tuple[tuple[float | None, ...], ...]  # of each series
    labels: tuple[tuple[Label, ...], ...]
    colors: tuple[Color, ...]

    @property
    def ends(self) -> tuple[float, float]:
        """The least and the greatest of the figures, and zero."""
        known = [value for row in self.values for value in row if value is not None]
        return min(0.0, *known), max(0.0, *known)

    def room(self, *, below: bool) -> Pt:
        """The widest label of a bar that reaches below zero, or of all others."""
        return max(
            (
                label.width
                for row, labels in zip(self.values, self.labels, strict=True)
                for value, label in zip(row, labels, strict=True)
                if (value is not None and value < 0) is below
            ),
            default=0.0,
        )
