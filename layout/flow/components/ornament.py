"""Ornaments of an article: the mark at its end, and what stands large over its head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import as_text
from layout.display.structure import UNTAGGED
from layout.flow.model import BreakAfter, Entry, Piece, Strip
from layout.flow.setting import UNBOUNDED, fill_in
from layout.flow.strips import text_strips
from layout.geometry import fits
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.flow.setting import Setting

END_MARK = "end-mark"
# Least white between the last line of the copy and the mark on it, in em of the body.
# House style: the standard leaves this open.
GAP_EM = 1.0


def ornament_text(name: str, setting: Setting) -> str:
    """What an ornament of the house style prints; nothing where the style has none so named."""
    issue = setting.issue
    names = {"publication": issue.publication.title, "issue": issue.issue_line}
    return fill_in(setting.house.ornaments.get(name, ""), names)


def head_ornaments(setting: Setting) -> tuple[Strip, ...]:
    """The ornaments an article asks for but the end mark, large over its head."""
    setting = setting.untagged()
    return tuple(
        strip
        for name in setting.article.ornaments
        if name != END_MARK
        for strip in text_strips(as_text(ornament_text(name, setting)), name, setting)
    )


def wants_end_mark(setting: Setting) -> bool:
    """Whether the article, or its kind, closes with the style's end mark."""
    kind = setting.house.kind(setting.article.kind)
    return kind.end_mark or END_MARK in setting.article.ornaments


def with_end_mark(entries: Sequence[Entry], setting: Setting) -> list[Entry]:
    """Copy closed by the end mark, flush right: on its last line, or on one below it."""
    made = list(entries)
    text = ornament_text(END_MARK, setting)
    last = made[-1] if made else None
    if not text or not isinstance(last, Strip) or not last.pieces:
        return made
    mark = setting.set_text(as_text(text), END_MARK, measure=UNBOUNDED)
    line, end = mark.lines[0], last.pieces[-1]
    taken = end.dx + end.line.x + end.line.width + GAP_EM * setting.house.page.em
    dx = setting.measure - line.width
    if fits(taken, dx):
        own = {"style": mark.style.name, "role": END_MARK, "tag": UNTAGGED}
        piece = replace(end, dx=dx, line=line, **own)
        made[-1] = replace(last, pieces=(*last.pieces, piece))
        return made
    made[-1] = replace(last, break_after=BreakAfter.FORBIDDEN)
    piece = Piece(dx, setting.baseline, line, mark.style.name, END_MARK, end.span)
    return [*made, Strip(1, (piece,))]
