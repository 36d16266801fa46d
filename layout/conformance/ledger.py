"""The ledger: every clause of the standards that a machine can decide, one record each.

What is not here needs a person: whether an alternate text tells what a picture shows, whether
the order of reading makes sense, whether colours differ enough.
"""

from __future__ import annotations

from layout.conformance import (
    accessible,
    attachments,
    characters,
    colour,
    file_structure,
    fonts,
    graphics,
    limits,
    metadata,
    nesting,
    structure,
    transparency,
)
from layout.conformance.annotations import CLAUSES as ANNOTATION_CLAUSES
from layout.conformance.press import CLAUSES as PRESS_CLAUSES

LEDGER = (
    *file_structure.CLAUSES,
    *limits.CLAUSES,
    *graphics.CLAUSES,
    *colour.CLAUSES,
    *transparency.CLAUSES,
    *fonts.CLAUSES,
    *characters.CLAUSES,
    *ANNOTATION_CLAUSES,
    *metadata.CLAUSES,
    *structure.CLAUSES,
    *attachments.CLAUSES,
    *accessible.CLAUSES,
    *nesting.CLAUSES,
    *PRESS_CLAUSES,
)
