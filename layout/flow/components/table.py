"""Tables: ruled rows on the grid, which break between rows with their head repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Table
from layout.flow.registry import sets

if TYPE_CHECKING:
    from layout.flow.model import Entry
    from layout.flow.setting import Setting


@sets(Table)
def table(block: Table, setting: Setting) -> tuple[Entry, ...]:
    """A table in its column or over the full measure, with its title and note."""
    from layout.flow.tables.set_table import set_table  # most issues have none

    return set_table(block, setting)
