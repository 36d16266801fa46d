"""A caption whose picture is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Caption
from layout.flow.registry import sets
from layout.flow.strips import space, text_strips
from layout.flow.vertical import even_bands, measure_in, upright_lines, vertical_style

if TYPE_CHECKING:
    from layout.flow.model import Strip
    from layout.flow.setting import Setting
    from layout.flow.vertical import Upright

# A vertical caption reaches down so many rows before it takes a second line.
# House style: the standard leaves this open.
CAPTION_ROWS = 12


@sets(Caption)
def caption(block: Caption, setting: Setting) -> tuple[Strip, ...]:
    """The caption in its own style between white; a vertical one stands at the right edge."""
    setting = setting.under("caption", block.text)
    if block.direction == "horizontal":
        strips = text_strips(block.text, "caption", setting, span=block.span)
        return (*space(1), *strips, *space(1))
    most = setting.house.page.rows

    def lines(rows: int) -> tuple[Upright, ...]:
        height = measure_in(rows, vertical_style("caption", setting).size, setting)
        return upright_lines(block.text, "caption", height, setting, block.span)

    made = even_bands(lines, (min(CAPTION_ROWS, most), most), setting, "right")
    return (*space(1), *made, *space(1))
