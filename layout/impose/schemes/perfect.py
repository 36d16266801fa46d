"""Perfect binding 胶订, also thread-sewn: signatures gathered one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.impose.folding import folded_form, leaves_of
from layout.impose.registry import scheme
from layout.impose.sequence import padded

if TYPE_CHECKING:
    from layout.impose.model import Form
    from layout.impose.request import ImposeRequest

SIGNATURE = 16
# A sheet folded once.
_SMALLEST = 4


@scheme("perfect", "perfect binding: signatures gathered in order")
def perfect(count: int, request: ImposeRequest) -> tuple[Form, ...]:
    """Signatures in the order of the book; what is left at the end makes smaller ones."""
    pages = padded(count, _SMALLEST, request.blanks)
    forms: list[Form] = []
    at, size = 0, request.signature or SIGNATURE
    while at < len(pages):
        while size > len(pages) - at:
            size //= 2
        leaves = leaves_of(pages[at : at + size])
        forms.append(folded_form(leaves, len(forms) + 1, request.binding, gathered=True))
        at += size
    return tuple(forms)
