"""Lines that the writer broke."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Inline, Text, Verse
from layout.flow.registry import sets
from layout.flow.strips import bound, space, text_strips, without_white
from layout.flow.vertical import Upright, band_strip, bands, upright_lines, vertical_style

if TYPE_CHECKING:
    from layout.flow.model import Strip
    from layout.flow.setting import Setting

# A stanza longer than this may be cut by a column.
LONGEST_HELD_STANZA = 8
# No vertical line of verse reaches further down than this share of the column. House style: the
# standard leaves this open.
TALLEST_BAND_SHARE = 0.6


@sets(Verse)
def verse(block: Verse, setting: Setting) -> tuple[Strip, ...]:
    """Verse, a stanza at a time; a stanza stays whole unless it is long."""
    if block.direction == "vertical":
        return _vertical_verse(block, setting)
    role = "verse-center" if block.align == "center" else "verse"
    own = setting.under("verse", verse_words(block.lines))
    strips: list[Strip] = []
    for stanza in stanzas(block.lines):
        lines = text_strips(stanza, role, own, span=block.span)
        copy = without_white(lines)
        held = bound(copy) if 1 < len(copy) <= LONGEST_HELD_STANZA else copy
        strips += [*space(1), *held]
    return (*strips, *space(1))


def _vertical_verse(block: Verse, setting: Setting) -> tuple[Strip, ...]:
    """Verse line by line from right to left, a line of white between stanzas."""
    style = vertical_style("verse", setting)
    setting = setting.under("verse", verse_words(block.lines))
    height = int(setting.house.page.rows * TALLEST_BAND_SHARE) * setting.row
    lines: list[Upright] = []
    for stanza in stanzas(block.lines):
        if lines:
            lines.append(Upright(style, "verse"))
        lines += upright_lines(stanza, "verse", height, setting, block.span)
    strips: list[Strip] = []
    for band in bands(lines, setting.measure):
        align = "center" if block.align == "center" else "right"
        strips += [*space(1), band_strip(band, setting, align=align)]
    return (*strips, *space(1))


def verse_words(lines: tuple[Text, ...]) -> Text:
    """The text of verse, its lines parted by line feeds."""
    feed = (Inline("\n"),)
    parted = (part for line in lines for part in (*feed, *line))
    return tuple(parted)[1:]


def stanzas(lines: tuple[Text, ...]) -> tuple[Text, ...]:
    """The lines between empty lines, each stanza one text with its breaks."""
    result: list[Text] = []
    current: list[Inline] = []
    for line in (*lines, ()):
        if line:
            current += [Inline("\n"), *line] if current else line
        elif current:
            result.append(tuple(current))
            current = []
    return tuple(result)
