"""Clauses that only files for the press are asked for: ISO 15930-7 and ISO 15930-4."""

from __future__ import annotations

from layout.conformance.press import claims, colours, intents, sheets

CLAUSES = (*claims.CLAUSES, *intents.CLAUSES, *colours.CLAUSES, *sheets.CLAUSES)

__all__ = ["CLAUSES"]
