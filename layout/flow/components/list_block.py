"""Lists with marks (◆ ● ◎ ■ ——) or counters (（一）)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.counters import counter
from layout.content.model import Inline, ListBlock, ListItem, Mark
from layout.display.structure import STEP
from layout.flow.inlines import beneath, node_of
from layout.flow.lines import lines, set_again
from layout.flow.model import BreakAfter
from layout.flow.registry import sets
from layout.flow.setting import Setting, styled
from layout.flow.strips import paragraph_strips, space, text_strips, without_white
from layout.record import replace

if TYPE_CHECKING:
    from layout.flow.lines import SetAgain
    from layout.flow.model import Strip
    from layout.styles.model import TextStyle
    from layout.text.model import StyledParagraph


@sets(ListBlock)
def list_block(block: ListBlock, setting: Setting) -> tuple[Strip, ...]:
    """A list: the mark hangs, the copy of every item is aligned behind it.

    No column begins with its last item alone, or ends with its first one.
    """
    strips: list[Strip] = list(space(setting.style("list").space_before))
    if block.head:
        setting = setting.under("group")
        head = setting.under("head", block.head)
        strips += text_strips(block.head, "subhead-4", head, span=block.span)
        setting = setting.at(1)
    inner = setting.under("list")
    items = [
        list(list_item(item, _mark(block, number), inner.at(number - 1)))
        for number, item in enumerate(block.items, 1)
    ]
    for at in {0, len(items) - 2}:
        if 0 <= at < len(items) - 1 and items[at]:
            items[at][-1] = replace(items[at][-1], break_after=BreakAfter.FORBIDDEN)
    strips += [strip for item in items for strip in item]
    return (*strips, *space(setting.style("list").space_after))


@lines(ListBlock)
def list_lines(block: ListBlock, setting: Setting) -> tuple[SetAgain, ...]:
    """The lines of a list without a head, for slots."""
    if block.head:
        return ()
    inner = setting.under("list")
    return tuple(
        set_again(
            _item(item, _mark(block, number), setting),
            "list",
            inner.part(number - 1, "list-item"),
        )
        for number, item in enumerate(block.items, 1)
    )


def _mark(block: ListBlock, number: int) -> str:
    return counter(block.numbering, number) if block.numbering else block.mark


def list_item(item: ListItem, mark: str, setting: Setting) -> tuple[Strip, ...]:
    """One item: mark, bold lead-in, text."""
    made = setting.typesetter.set_paragraph(_item(item, mark, setting), setting.measure)
    return tuple(without_white(paragraph_strips(made, "list", setting.under("list-item"))))


def _item(item: ListItem, mark: str, setting: Setting) -> StyledParagraph:
    style = _hanging(setting.style("list"), mark)
    lead = tuple(replace(part, marks=part.marks | Mark.STRONG, ruby="") for part in item.lead)
    colon = (
        (Inline("："),) if lead and item.text and lead[-1].text[-1:] not in "。：！？" else ()
    )
    gap = MARK_GAP if _is_set_off(mark) else ""
    text = (Inline(mark + gap, part="label"), *lead, *colon, *item.text)
    paragraph = styled(text, style, item.span, setting.accent)
    if not style.section_color and setting.accent is not None:
        first = replace(paragraph.runs[0], color=setting.accent)
        paragraph = replace(paragraph, runs=(first, *paragraph.runs[1:]))
    copy = node_of(STEP, "list-copy", (*item.lead, *item.text))
    return beneath(paragraph, copy, but="label")


# A mark is set off from its copy by half an em; a counter in brackets has its own white.
MARK_GAP = "\u2002"
MARK_GAP_EM = 0.5


def _is_set_off(mark: str) -> bool:
    """Whether white is set behind a mark: brackets and 、 bring their own."""
    return len(mark) <= 2 and not mark.endswith("、")


def _hanging(style: TextStyle, mark: str) -> TextStyle:
    """The list style with its lines hung behind the mark; long counters do not hang."""
    if len(mark) > 2:
        return style
    width = len(mark) + (MARK_GAP_EM if _is_set_off(mark) else 0.0)
    return replace(style, hanging_em=style.indent_em + width)
