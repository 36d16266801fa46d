"""Copy set narrower beside a picture, and wide again below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Block, Measure, Paragraph, Picture
from layout.flow.components.paragraph import paragraph_text, paragraph_words
from layout.flow.components.picture import caption_text, picture_settings, placed_picture
from layout.flow.galley import set_blocks
from layout.flow.model import BreakAfter, Entry, Strip
from layout.flow.registry import component_for, sets
from layout.flow.setting import Setting, styled
from layout.flow.strips import paragraph_strips, shifted, stack, stacked_strip
from layout.geometry import Rect
from layout.record import replace
from layout.text.model import LineSlot

if TYPE_CHECKING:
    from layout.geometry import Pt


# The least width of a picture beside copy, and of copy beside a picture.
LEAST_PICTURE_EM = 5
LEAST_COPY_EM = 8


@sets(Measure)
def measure(block: Measure, setting: Setting) -> tuple[Entry, ...]:
    """Copy at `em` beside its picture; without a picture, simply at that measure.

    Where that leaves the picture a sliver, the copy gives way; where there is no room for both,
    the picture stands above it.
    """
    em = setting.house.page.em
    narrow = min(block.em * em, setting.measure)
    picture = _picture_of(block.beside, setting)
    setting = setting.under("group")
    copy = setting.at(1)  # behind the picture
    if picture is None:
        return tuple(set_blocks(block.blocks, copy.within(narrow)))
    narrow = min(narrow, setting.measure - (LEAST_PICTURE_EM + 1) * em)
    if narrow < LEAST_COPY_EM * em:
        above = component_for(picture)(replace(picture, place="here"), setting)
        return (*above, *set_blocks(block.blocks, copy))
    width = setting.measure - narrow - em
    left = picture.place.endswith("left")
    side = _side_picture(picture, width, setting)
    offset = width + em if left else 0.0
    strips = _beside(block.blocks, side.rows, LineSlot(offset, narrow), copy)
    return _with_picture(strips, shifted(side, 0.0 if left else setting.measure - width))


def _picture_of(name: str, setting: Setting) -> Picture | None:
    return next((item for item in setting.article.pictures if name and item.id == name), None)


def _side_picture(picture: Picture, width: Pt, setting: Setting) -> Strip:
    """The picture with its caption below, as a strip as wide as the picture."""
    rows = picture.height_lines or max(3, round(width * 4 / 3 / setting.row))
    inset = (setting.row - setting.house.page.em) / 2
    rect = Rect(0.0, inset, width, rows * setting.row - 2 * inset)
    caption = caption_text(picture, width, setting)
    seen, told = picture_settings(picture, setting)
    below: tuple[Strip, ...] = ()
    if caption:
        made = setting.set_text(caption, "caption", measure=width, span=picture.span)
        below = (stacked_strip(made, "caption", told),)
    shown = Strip(rows, graphics=(placed_picture(picture, rect, seen),))
    return stack((shown, *below), setting.row)


def _beside(
    blocks: tuple[Block, ...], rows: int, slot: LineSlot, setting: Setting
) -> list[Strip]:
    """The blocks' strips: narrow lines while the picture lasts, full lines after it."""
    strips: list[Strip] = []
    for order, block in enumerate(blocks, setting.order):
        own = setting.at(order)
        done = sum(strip.rows for strip in strips)
        if isinstance(block, Paragraph) and done < rows:
            full = LineSlot(0.0, setting.measure)
            slots = [slot] * (rows - done) + [full]
            text = paragraph_text(block)
            paragraph = styled(text, setting.style("body"), block.span, setting.accent)
            made = setting.typesetter.set_in_slots(paragraph, slots)
            own = own.under("paragraph", paragraph_words(block))
            strips += paragraph_strips(made, "body", own)
        else:
            strips += (entry for entry in set_blocks((block,), own) if isinstance(entry, Strip))
    return strips


def _with_picture(strips: list[Strip], side: Strip) -> tuple[Strip, ...]:
    """The strips with what stands beside them, on the first and held with all it reaches."""
    short = side.rows - sum(strip.rows for strip in strips)
    if short > 0:
        strips.append(Strip(short))
    first = strips[0]
    strips[0] = replace(
        first,
        graphics=(*side.graphics, *first.graphics),
        pieces=(*side.pieces, *first.pieces),
    )
    covered = 0
    for index, strip in enumerate(strips):
        covered += strip.rows
        if covered >= side.rows:
            break
        strips[index] = replace(strip, break_after=BreakAfter.FORBIDDEN)
    return tuple(strips)
