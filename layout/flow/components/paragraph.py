"""Prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Inline, Mark, Paragraph, Text
from layout.flow.lines import lines, set_again
from layout.flow.registry import sets
from layout.flow.setting import styled
from layout.flow.strips import text_strips
from layout.record import replace

if TYPE_CHECKING:
    from layout.flow.lines import SetAgain
    from layout.flow.model import Strip
    from layout.flow.setting import Setting

# A run-in head is followed by one em of white, never by a break.
RUN_IN_GAP = "\u3000"


@sets(Paragraph)
def paragraph(block: Paragraph, setting: Setting) -> tuple[Strip, ...]:
    """A paragraph on the grid; a run-in head stands bold at its beginning."""
    own = setting.under("paragraph", paragraph_words(block))
    return text_strips(paragraph_text(block), "body", own, span=block.span)


@lines(Paragraph)
def paragraph_lines(block: Paragraph, setting: Setting) -> tuple[SetAgain, ...]:
    """The paragraph's lines, for slots."""
    text = paragraph_text(block)
    if not text:
        return ()
    style, own = setting.style("body"), setting.under("paragraph", paragraph_words(block))
    return (set_again(styled(text, style, block.span, setting.accent), "body", own),)


def paragraph_words(block: Paragraph) -> Text:
    """The text of a paragraph as the manuscript has it, its run-in head before it."""
    return (*block.run_in, *block.text)


def paragraph_text(block: Paragraph) -> Text:
    """The text with its run-in head, if it has one, bold before it."""
    if not block.run_in:
        return block.text
    head = tuple(replace(part, marks=part.marks | Mark.STRONG) for part in block.run_in)
    ends_in_mark = head[-1].text[-1:] in "。！？：…"
    gap = () if ends_in_mark else (Inline(RUN_IN_GAP),)
    return (*head, *gap, *block.text)
