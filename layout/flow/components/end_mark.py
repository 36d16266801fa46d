"""The mark that closes an article's copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import (
    Groups,
    Item,
    ListBlock,
    Measure,
    Paragraph,
    Question,
    Verse,
    as_text,
)
from layout.display.structure import UNTAGGED
from layout.flow.components.ornament import END_MARK, ornament_text
from layout.flow.model import BreakAfter, Piece, Strip
from layout.flow.setting import UNBOUNDED
from layout.geometry import TOLERANCE, fits
from layout.record import replace
from layout.text.model import LineSlot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from layout.content.model import Block
    from layout.flow.lines import SetAgain
    from layout.flow.model import Entry
    from layout.flow.setting import Setting
    from layout.geometry import Pt
    from layout.styles.model import HouseStyle

# Least white between the last line of the copy and the mark on it, in em of the body.
# House style: the standard leaves this open.
GAP_EM = 1.0
# What lines of running copy are set as; a head, a caption or a quote has another role.
COPY_ROLES = frozenset({"body", "list", "verse", "verse-center"})


def wants_end_mark(setting: Setting) -> bool:
    """Whether the article, or its kind, closes with the style's end mark."""
    kind = setting.house.kind(setting.article.kind)
    return kind.end_mark or END_MARK in setting.article.ornaments


def is_copy(block: Block, house: HouseStyle) -> bool:
    """Whether a block goes on with the article's running copy, so that the copy may end in it.

    The mark tells who reads on that the story is over, so it stands where the thread of the
    story ends, as in magazines: in prose, a list, verse, an answer, or an item in the open.
    What is read at any time and stands where it finds room (sidebars and other boxes, quotes,
    pictures, tables, charts) is beside that thread: a mark in it would say that the box is
    over. A credit line signs the copy and stands behind its mark.

    House style: the standards leave the mark to the magazine.
    """
    match block:
        case Paragraph() | ListBlock() | Verse() | Groups():
            return True
        case Question(answer=blocks) | Measure(blocks=blocks):
            return any(is_copy(inner, house) for inner in blocks)
        case Item(kind=kind, blocks=blocks):
            return kind not in house.boxes and any(is_copy(inner, house) for inner in blocks)
        case _:
            return False


def with_end_mark(
    entries: Iterable[Entry], setting: Setting, slots: Sequence[LineSlot] = ()
) -> list[Entry]:
    """Copy closed by the end mark, flush right: on its last line, or on one below it.

    `slots` are those of the lines where every entry is one; else all stand in the measure.
    """
    made = list(entries)
    text = ornament_text(END_MARK, setting)
    at = next((at for at in reversed(range(len(made))) if _last_copy(made[at])), -1)
    last = made[at] if at >= 0 else None
    end = _last_copy(last)
    if not text or not isinstance(last, Strip) or end is None:
        return made
    mark = setting.set_text(as_text(text), END_MARK, measure=UNBOUNDED)
    line = mark.lines[0]
    slots = slots or (LineSlot(0.0, setting.measure),)
    dx = _edge(end, slots[min(at, len(slots) - 1)]) - line.width
    taken = end.dx + end.line.x + end.line.width + GAP_EM * setting.house.page.em
    if not end.line.em and fits(taken, dx):
        own = {"style": mark.style.name, "role": END_MARK, "tag": UNTAGGED}
        piece = replace(end, dx=dx, line=line, **own)
        made[at] = replace(last, pieces=(*last.pieces, piece))
        return made
    if at + 1 < len(slots):
        below = slots[at + 1]
        dx = below.offset + below.measure - line.width
    made[at] = replace(last, break_after=BreakAfter.FORBIDDEN)
    piece = Piece(dx, setting.baseline, line, mark.style.name, END_MARK, end.span)
    made.insert(at + 1, Strip(1, (piece,), break_after=last.break_after))
    return made


def closed(again: SetAgain, setting: Setting) -> SetAgain:
    """The last paragraph of the copy set again for slots, closed by the end mark."""

    def closed_again(slots: Sequence[LineSlot], kept: Sequence[int]) -> list[Strip]:
        made = with_end_mark(again(slots, kept), setting, slots)
        return [entry for entry in made if isinstance(entry, Strip)]

    return closed_again


def _last_copy(entry: Entry | None) -> Piece | None:
    """The last line of running copy in an entry that stands in the open.

    What is drawn behind several rows is a box that keeps together, or boxes side by side.
    """
    if not isinstance(entry, Strip) or entry.box is not None:
        return None
    if entry.graphics and entry.rows > 1:
        return None
    return next((piece for piece in reversed(entry.pieces) if piece.role in COPY_ROLES), None)


def _edge(end: Piece, slot: LineSlot) -> Pt:
    """Where the measure of a line in a slot ends: copy beside a picture leaves room for it."""
    if end.line.em:
        return slot.offset + slot.measure
    right, start = slot.offset + slot.measure, end.dx + end.line.x
    at_right = start >= right - end.line.measure - TOLERANCE
    return right if at_right else end.dx + end.line.measure
