"""编者按."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.recover.build import Draft
from layout.recover.lines import join_lines
from layout.recover.registry import takes
from layout.recover.signs import ends_sentence

if TYPE_CHECKING:
    from layout.recover.paragraphs import Copy
    from layout.recover.reader import UnitReader
    from layout.recover.segments import Segment

HOUSE_NOTE_WORD = "编者按"
# The copy of a note is set narrower than the columns by so much.
NOTE_SHARE = 0.8


@takes("editors-note")
def editors_note(reader: UnitReader, index: int, segment: Segment) -> None:  # noqa: ARG001
    """The word opens the note; the style prints its own word."""
    reader.note_open = True
    reader.article.body.append(Draft("note", src=str(segment.first.number)))
    if segment.first.text.rstrip(":：") != HOUSE_NOTE_WORD:
        reader.leave(segment.lines, "编者按的原名")


def _sentences_apart(copy: Copy) -> list[str]:
    """The paragraphs of a note: a line that ends in a stop far before the next ends one."""
    parts: list[list[str]] = [[]]
    for line, after in zip(copy.lines, copy.lines[1:], strict=False):
        parts[-1].append(line.text)
        if ends_sentence(line.text) and line.width_em < after.width_em * NOTE_SHARE:
            parts.append([])
    parts[-1].append(copy.lines[-1].text)
    return [join_lines(part) for part in parts]


def fill_note(reader: UnitReader, copies: list[Copy]) -> None:
    """The open note takes the copy up to where another measure begins."""
    body = reader.article.body
    note = next(d for d in reversed(body) if isinstance(d, Draft) and d.kind == "note")
    if copies:
        note.lines += _sentences_apart(copies.pop(0))
    while copies and copies[0].measure_em < reader.unit.column_em * NOTE_SHARE:
        note.lines.append(copies.pop(0).text)
    reader.note_open = False
