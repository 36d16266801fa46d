"""Printer's marks: one file for each, and its line here."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from layout.pdf.marks import colour_bar, crop, fold, registration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layout.pdf.marks.site import Mark

_REGISTERED = (
    crop.MARK,
    fold.MARK,
    registration.MARK,
    colour_bar.MARK,
)

MARKS: Mapping[str, Mark] = MappingProxyType({mark.name: mark for mark in _REGISTERED})
