"""The ledger: every clause of the standards that a machine can decide, one record each.

What is not here needs a person: whether an alternate text tells what a picture shows, whether
the order of reading makes sense, whether colours differ enough.
"""

from __future__ import annotations

from layout.conformance import (
    accessible,
    annotations,
    attachments,
    colour,
    file_structure,
    fonts,
    graphics,
    metadata,
    nesting,
    structure,
    transparency,
)

LEDGER = (
    *file_structure.CLAUSES,
    *graphics.CLAUSES,
    *colour.CLAUSES,
    *transparency.CLAUSES,
    *fonts.CLAUSES,
    *annotations.CLAUSES,
    *metadata.CLAUSES,
    *structure.CLAUSES,
    *attachments.CLAUSES,
    *accessible.CLAUSES,
    *nesting.CLAUSES,
)
