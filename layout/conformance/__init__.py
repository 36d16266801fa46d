"""Standards for archives and for accessibility: the ledger of their clauses, and the check."""

from __future__ import annotations

from layout.conformance.check import (
    Report,
    check_conformance,
    claims_of,
    hold_to,
    report_on,
)
from layout.conformance.ledger import LEDGER
from layout.conformance.records import Breach, Clause

__all__ = [
    "LEDGER",
    "Breach",
    "Clause",
    "Report",
    "check_conformance",
    "claims_of",
    "hold_to",
    "report_on",
]
