"""The first character of an article, as tall as its first lines."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from layout.content.model import Inline
from layout.flow.components.paragraph import paragraph_words
from layout.flow.model import BreakAfter, Piece, Strip
from layout.flow.setting import IDEOGRAPHIC_ASCENT_EM, styled
from layout.flow.strips import paragraph_strips, without_white
from layout.record import replace
from layout.text.model import LineSlot

if TYPE_CHECKING:
    from layout.content.model import Paragraph, Text
    from layout.flow.setting import Setting

ROLE = "drop-cap"
# White between the cap and its lines, at least.
LEAST_GAP_EM = 0.25


def may_drop(block: Paragraph) -> bool:
    """Whether a paragraph begins with a character that can stand alone: no mark, no head."""
    first = block.text[0] if block.text else None
    return bool(first and first.text[:1].isalpha() and not block.run_in and not first.ruby)


def drop_cap(block: Paragraph, rows: int, setting: Setting) -> tuple[Strip, ...]:
    """The paragraph with its first character over `rows` lines, which stand beside it.

    The cap's em box reaches from the first line's top to the last one's foot, and takes a whole
    number of ems of the measure, so that the lines beside it stay on their grid.
    """
    em, row = setting.house.page.em, setting.row
    size = (rows - 1) * row + em
    room = math.ceil(size / em + LEAST_GAP_EM) * em
    cap, rest = _parted(block.text)
    own = setting.under("paragraph", paragraph_words(block))
    style = replace(setting.style(ROLE), size=size, leading=rows * row, align="left")
    letter = setting.typesetter.set_paragraph(
        styled(cap, style, block.span, setting.accent), 2 * room
    ).lines[0]
    beside = LineSlot(room, setting.measure - room)
    body = replace(setting.style("body"), indent_em=0.0)
    made = setting.typesetter.set_in_slots(
        styled(rest, body, block.span, setting.accent),
        [*[beside] * rows, LineSlot(0.0, setting.measure)],
    )
    strips = without_white(paragraph_strips(made, "body", own))
    strips += [Strip(1) for _ in range(rows - len(strips))]
    top = (row - em) / 2 + IDEOGRAPHIC_ASCENT_EM * size
    piece = Piece(0.0, top, letter, style.name, ROLE, block.span, own.tag)
    strips[0] = replace(strips[0], pieces=(piece, *strips[0].pieces))
    held = [replace(strip, break_after=BreakAfter.FORBIDDEN) for strip in strips[: rows - 1]]
    return (*held, *strips[rows - 1 :])


def _parted(text: Text) -> tuple[Text, Text]:
    """The first character, and what is left."""
    first, *others = text
    left = replace(first, text=first.text[1:])
    return (Inline(first.text[0], first.marks),), (*((left,) if left.text else ()), *others)
