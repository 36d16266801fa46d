"""Saddle stitch 骑马订: folded sheets laid into each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.impose.folding import folded_form, leaves_of
from layout.impose.registry import scheme
from layout.impose.sequence import padded

if TYPE_CHECKING:
    from layout.impose.model import Form
    from layout.impose.request import ImposeRequest

SIGNATURE = 4


@scheme("saddle", "saddle stitch: folded sheets laid into each other")
def saddle(count: int, request: ImposeRequest) -> tuple[Form, ...]:
    """Sheets from the outermost inward, each with the first and the last pages still left.

    The innermost may be smaller than the others where the pages are no multiple of a signature.
    """
    pages = padded(count, SIGNATURE, request.blanks)
    largest = request.signature or SIGNATURE
    forms: list[Form] = []
    outer = 0  # pages at each end that are already on a sheet
    while left := len(pages) - 2 * outer:
        size = largest
        while size > left:
            size //= 2
        half, end = size // 2, len(pages) - outer
        section = pages[outer : outer + half] + pages[end - half : end]
        leaves = leaves_of(section, outer // 2)
        form = folded_form(leaves, len(forms) + 1, request.binding, gathered=False)
        forms.append(form)
        outer += half
    return tuple(forms)
