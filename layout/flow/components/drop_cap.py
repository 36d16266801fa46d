"""The first character of an article, as tall as its first lines."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from layout.content.model import Inline
from layout.flow.components.paragraph import paragraph_words
from layout.flow.galley import noted
from layout.flow.lines import set_again
from layout.flow.model import BreakAfter, Piece, Strip
from layout.flow.setting import IDEOGRAPHIC_ASCENT_EM, styled
from layout.flow.strips import only_strips, paragraph_strips, without_white
from layout.geometry import fits, same_length
from layout.record import replace
from layout.text.model import LineSlot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from layout.content.model import Paragraph, Text
    from layout.flow.lines import SetAgain
    from layout.flow.setting import Setting
    from layout.geometry import Pt

ROLE = "drop-cap"
# White between the cap and its lines, at least.
LEAST_GAP_EM = 0.25
# The least measure of the lines beside a cap: shorter ones cannot be justified.
# House style: the standard leaves this open.
LEAST_BESIDE_EM = 6


def may_drop(block: Paragraph) -> bool:
    """Whether a paragraph begins with a character that can stand alone: no mark, no head."""
    first = block.text[0] if block.text else None
    return bool(first and first.text[:1].isalpha() and not block.run_in and not first.ruby)


def drop_cap(block: Paragraph, rows: int, setting: Setting) -> SetAgain:
    """The paragraph for slots, its first character over the `rows` lines that stand beside it.

    The cap's em box reaches from the first line's top to the last one's foot, and takes a whole
    number of ems of the measure, so that the lines beside it stay on their grid; each fills
    what is left of its own slot. Slots that leave too little beside it, or do not begin at one
    left edge, have the paragraph without a cap.
    """
    own = setting.under("paragraph", paragraph_words(block))
    plain = set_again(
        styled(block.text, setting.style("body"), block.span, setting.accent), "body", own
    )

    def again(slots: Sequence[LineSlot], kept: Sequence[int]) -> Iterable[Strip]:
        beside = _slots_beside(slots, rows, setting)
        if beside is None:
            return plain(slots, kept)
        strips = _capped(block, beside, [*slots[rows:]] or [slots[-1]], kept, setting)
        return only_strips(noted([*strips], setting))

    return again


def has_room(slots: Sequence[LineSlot], rows: int, setting: Setting) -> bool:
    """Whether a cap over `rows` lines, the first of them in these slots, finds room in them."""
    return _slots_beside(slots, rows, setting) is not None


def _slots_beside(
    slots: Sequence[LineSlot], rows: int, setting: Setting
) -> list[LineSlot] | None:
    """What a cap leaves of the slots of its lines; None where it finds no room in them."""
    own = [slots[min(at, len(slots) - 1)] for at in range(rows)]
    room = _cap_room(rows, setting)
    beside = [LineSlot(slot.offset + room, slot.measure - room) for slot in own]
    one_edge = all(same_length(slot.offset, own[0].offset) for slot in own)
    least = min(slot.measure for slot in beside)
    return beside if one_edge and fits(LEAST_BESIDE_EM * setting.house.page.em, least) else None


def _cap_size(rows: int, setting: Setting) -> Pt:
    return (rows - 1) * setting.row + setting.house.page.em


def _cap_room(rows: int, setting: Setting) -> Pt:
    """What the cap takes of its lines, in whole ems."""
    em = setting.house.page.em
    return math.ceil(_cap_size(rows, setting) / em + LEAST_GAP_EM) * em


def _capped(
    block: Paragraph,
    beside: Sequence[LineSlot],
    below: Sequence[LineSlot],
    kept: Sequence[int],
    setting: Setting,
) -> list[Strip]:
    """The paragraph's lines beside its cap and below it; a short one still makes room."""
    rows = len(beside)
    cap, rest = _parted(block.text)
    own = setting.under("paragraph", paragraph_words(block))
    body = replace(setting.style("body"), indent_em=0.0)
    made = setting.typesetter.set_in_slots(
        styled(rest, body, block.span, setting.accent), [*beside, *below], kept
    )
    strips = without_white(paragraph_strips(made, "body", own))
    strips += [Strip(1) for _ in range(rows - len(strips))]
    room = _cap_room(rows, setting)
    piece = _cap_piece(block, cap, rows, own)
    piece = replace(piece, dx=beside[0].offset - room)
    strips[0] = replace(strips[0], pieces=(piece, *strips[0].pieces))
    held = [replace(strip, break_after=BreakAfter.FORBIDDEN) for strip in strips[: rows - 1]]
    return [*held, *strips[rows - 1 :]]


def _cap_piece(block: Paragraph, cap: Text, rows: int, setting: Setting) -> Piece:
    """The cap at the left edge of its first line."""
    em, row, size = setting.house.page.em, setting.row, _cap_size(rows, setting)
    style = replace(setting.style(ROLE), size=size, leading=rows * row, align="left")
    letter = setting.typesetter.set_paragraph(
        styled(cap, style, block.span, setting.accent), 2 * _cap_room(rows, setting)
    ).lines[0]
    top = (row - em) / 2 + IDEOGRAPHIC_ASCENT_EM * size
    return Piece(0.0, top, letter, style.name, ROLE, block.span, setting.tag)


def _parted(text: Text) -> tuple[Text, Text]:
    """The first character, and what is left."""
    first, *others = text
    left = replace(first, text=first.text[1:])
    return (Inline(first.text[0], first.marks),), (*((left,) if left.text else ()), *others)
