"""编者按."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.recover.build import Draft
from layout.recover.registry import takes

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


def fill_note(reader: UnitReader, copies: list[Copy]) -> None:
    """The open note takes the copy up to where another measure begins."""
    body = reader.article.body
    note = next(d for d in reversed(body) if isinstance(d, Draft) and d.kind == "note")
    if copies:
        note.lines.append(copies.pop(0).text)
    while copies and copies[0].measure_em < reader.unit.column_em * NOTE_SHARE:
        note.lines.append(copies.pop(0).text)
    reader.note_open = False
