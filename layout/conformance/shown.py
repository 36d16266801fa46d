"""How findings name codes and the pages that show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from layout.conformance.opened import Opened
    from layout.conformance.used_fonts import UsedFont

_SHOWN_CODES = 5  # of those that are wrong, in one finding


def page_of_font(opened: Opened, font: UsedFont, codes: Collection[int] | None = None) -> str:
    """The label of the page that first shows a font, or one of these codes."""
    index = font.first_page(codes)
    return opened.pages[index].label if index is not None else ""


def listed(codes: Iterable[int]) -> str:
    """The first codes, in order."""
    found = sorted(codes)
    more = " …" if len(found) > _SHOWN_CODES else ""
    return " ".join(f"{code:04X}" for code in found[:_SHOWN_CODES]) + more
