"""Imposition 拼大版: the pages of any PDF onto printing sheets.

`plan_sheets` is geometry only: forms by a scheme, sheets with slots, marks. `impose_pdf`
reads a PDF, plans, and writes the sheets.
"""

from layout.impose.impose import Imposed, Imposition, impose_pdf, plan_sheets, scheme_named
from layout.impose.model import Caption, Sheet, Side, Slot
from layout.impose.place import PageSize
from layout.impose.registry import schemes
from layout.impose.request import ImposeRequest
from layout.impose.sizes import parse_sheet_size

__all__ = [
    "Caption",
    "ImposeRequest",
    "Imposed",
    "Imposition",
    "PageSize",
    "Sheet",
    "Side",
    "Slot",
    "impose_pdf",
    "parse_sheet_size",
    "plan_sheets",
    "scheme_named",
    "schemes",
]
