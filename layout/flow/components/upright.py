"""An article's copy from top to bottom: whole frames of vertical lines, in tiers.

Source: CLREQ 4 #vertical_writing_mode; a page set so has one column, and its tiers (段) follow
each other downward, each read from right to left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Paragraph, Subhead, Verse, as_text
from layout.flow.components.paragraph import paragraph_text, paragraph_words
from layout.flow.components.subhead import subhead_role, subhead_setting, subhead_text
from layout.flow.components.verse import stanzas, verse_words
from layout.flow.galley import set_blocks
from layout.flow.strips import space
from layout.flow.vertical import (
    Upright,
    band_strip,
    bands,
    measure_in,
    upright_lines,
    vertical_style,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from layout.content.model import Block, Text
    from layout.flow.model import Entry
    from layout.flow.setting import Setting


def upright_galley(blocks: Iterable[Block], rows: int, setting: Setting) -> list[Entry]:
    """Blocks as tiers so many rows tall; what is never vertical stands between them."""
    entries: list[Entry] = []
    lines: list[Upright] = []
    height = measure_in(rows, vertical_style("body", setting).size, setting)
    for order, block in enumerate(blocks, setting.order):
        parts = list(upright_texts(block, setting.at(order)))
        if not parts:
            entries += _tiers(lines, setting)
            lines = []
            entries += set_blocks((block,), setting.at(order))
        for text, role, white, own in parts:
            if white and lines:
                lines.append(Upright(setting.style("body"), role))
            if text:
                lines += upright_lines(text, role, height, own, block.span)
    return [*entries, *_tiers(lines, setting)]


def _tiers(lines: Sequence[Upright], setting: Setting) -> Iterator[Entry]:
    for at, band in enumerate(bands(lines, setting.measure)):
        if at:
            yield from space(1)
        yield band_strip(band, setting)


def upright_texts(block: Block, setting: Setting) -> Iterator[tuple[Text, str, bool, Setting]]:
    """Each text of a block with its role, whether white stands before it, and its surroundings.

    None for a block that is never vertical.
    """
    if isinstance(block, Paragraph):
        own = setting.under("paragraph", paragraph_words(block))
        yield paragraph_text(block), "body", False, own
    elif isinstance(block, Subhead):
        own = subhead_setting(block, setting)
        yield as_text(block.label), "subhead-label", bool(block.label), own
        yield subhead_text(block), subhead_role(block), not block.label, own
    elif isinstance(block, Verse):
        own = setting.under("verse", verse_words(block.lines))
        for stanza in stanzas(block.lines):
            yield stanza, "verse", True, own
