"""Charts: figures drawn as bars, lines and shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Chart
from layout.flow.registry import sets

if TYPE_CHECKING:
    from layout.flow.model import Entry
    from layout.flow.setting import Setting


@sets(Chart)
def chart(block: Chart, setting: Setting) -> tuple[Entry, ...]:
    """A chart in its column or over the full measure, with its title and note."""
    from layout.flow.charts.set_chart import set_chart  # most issues have none

    return set_chart(block, setting)
