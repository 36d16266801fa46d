"""Lists with marks (◆ ● ◎ ■ ——) or counters (（一）)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.counters import counter
from layout.content.model import Inline, ListBlock, ListItem, Mark
from layout.flow.registry import sets
from layout.flow.setting import Setting, styled
from layout.flow.strips import paragraph_strips, space, text_strips
from layout.record import replace

if TYPE_CHECKING:
    from layout.flow.model import Strip
    from layout.styles.model import TextStyle


@sets(ListBlock)
def list_block(block: ListBlock, setting: Setting) -> tuple[Strip, ...]:
    """A list: the mark hangs, the copy of every item is aligned behind it."""
    strips: list[Strip] = list(space(setting.style("list").space_before))
    if block.head:
        strips += text_strips(block.head, "subhead-4", setting, span=block.span)
    for number, item in enumerate(block.items, 1):
        mark = counter(block.numbering, number) if block.numbering else block.mark
        strips += list_item(item, mark, setting)
    return (*strips, *space(setting.style("list").space_after))


def list_item(item: ListItem, mark: str, setting: Setting) -> tuple[Strip, ...]:
    """One item: mark, bold lead-in, text."""
    style = _hanging(setting.style("list"), mark)
    lead = tuple(Inline(part.text, part.marks | Mark.STRONG) for part in item.lead)
    colon = (
        (Inline("："),) if lead and item.text and lead[-1].text[-1:] not in "。：！？" else ()
    )
    gap = MARK_GAP if len(mark) <= 2 else ""
    text = (Inline(mark + gap), *lead, *colon, *item.text)
    paragraph = styled(text, style, item.span, setting.accent)
    if not style.section_color and setting.accent is not None:
        first = replace(paragraph.runs[0], color=setting.accent)
        paragraph = replace(paragraph, runs=(first, *paragraph.runs[1:]))
    made = setting.typesetter.set_paragraph(paragraph, setting.measure)
    return tuple(strip for strip in paragraph_strips(made, "list", setting) if not strip.space)


# A mark is set off from its copy by half an em; a counter in brackets has its own white.
MARK_GAP = "\u2002"
MARK_GAP_EM = 0.5


def _hanging(style: TextStyle, mark: str) -> TextStyle:
    """The list style with its lines hung behind the mark; long counters do not hang."""
    if len(mark) > 2:
        return style
    width = len(mark) + MARK_GAP_EM
    return replace(style, hanging_em=style.indent_em + width)
