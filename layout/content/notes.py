"""Footnotes in the copy: `text[^a]` and, on a line of its own, `[^a]: the note`.

A note has one mark, and a mark its note in the same text. Notes belong to running copy:
paragraphs, entries of lists and verse.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.content.model import Block, Inline, ListBlock, Note, Paragraph, Text, Verse
from layout.content.walk import all_blocks, all_inlines
from layout.diagnostics import error, suggest
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from layout.diagnostics import Diagnostic, SourceSpan

NOTE_MARK = re.compile(r"\[\^([\w.-]+)\]")
WHERE_NOTES_STAND = "notes belong to paragraphs, entries of lists and verse"
NOTE_START = re.compile(r"\[\^([\w.-]+)\]:[ \t]*")


class Notes:
    """The notes of one text while it is read: what is defined, and what has its mark.

    What is wrong goes to `findings`.
    """

    def __init__(self, findings: list[Diagnostic]) -> None:
        self._findings = findings
        self._defined: dict[str, Note] = {}
        self._marked: set[str] = set()

    def define(self, label: str, text: Text, span: SourceSpan) -> None:
        """Take a note's text."""
        if label in self._defined:
            self._add("duplicate-note", f"the note `{label}` stands twice", span)
        elif not text:
            hint = "write it behind the colon"
            self._add("empty-note", f"the note `{label}` has no text", span, hint)
        self._defined.setdefault(label, Note(label, text, span))

    def mark(self, label: str, span: SourceSpan) -> Note | None:
        """The note of a mark; None where there is none."""
        note = self._defined.get(label)
        if note is None:
            hint = suggest(label, tuple(self._defined)) or f"write `[^{label}]: …` below"
            self._add("mark-without-note", f"no note is called `{label}`", span, hint)
        elif label in self._marked:
            hint = "give the second mark a note of its own"
            self._add("duplicate-note", f"the note `{label}` has its mark already", span, hint)
        self._marked.add(label)
        return note

    def end(self, blocks: Sequence[Block]) -> None:
        """Tell of notes that no mark calls, and of marks that stand in no running copy."""
        if self._marked:
            self._check_places(blocks)
        for label, note in self._defined.items():
            if label not in self._marked:
                hint = f"put `[^{label}]` where it belongs, or strike the note"
                message = f"no mark calls the note `{label}`"
                self._add("note-without-mark", message, note.span, hint)

    def _check_places(self, blocks: Sequence[Block]) -> None:
        kept = {id(note) for note in all_notes(blocks)}
        for inline in all_inlines(tuple(blocks)):
            if inline.note is not None and id(inline.note) not in kept:
                message = (
                    f"the mark of the note `{inline.note.label}` stands in no running copy"
                )
                self._add("misplaced-note", message, inline.note.span, WHERE_NOTES_STAND)

    def _add(self, rule: str, message: str, span: SourceSpan, hint: str = "") -> None:
        self._findings.append(error(rule, message, span, hint))


def notes_of(block: Block) -> Iterator[Note]:
    """The notes whose marks stand in a block's own copy, in reading order."""
    for text in _noted_texts(block):
        for inline in text:
            if inline.note is not None:
                yield inline.note


def _noted_texts(block: Block) -> Iterator[Text]:
    if isinstance(block, Paragraph):
        yield block.run_in
        yield block.text
    elif isinstance(block, ListBlock):
        for item in block.items:
            yield item.lead
            yield item.text
    elif isinstance(block, Verse):
        yield from block.lines


def all_notes(blocks: Iterable[Block]) -> tuple[Note, ...]:
    """The notes of blocks and of those inside them, in reading order."""
    return tuple(note for block in all_blocks(blocks) for note in notes_of(block))


def relabelled(inline: Inline, prefix: str) -> Inline:
    """The text with its note called otherwise, for a file that already has one of the name."""
    if inline.note is None:
        return inline
    return replace(inline, note=replace(inline.note, label=f"{prefix}-{inline.note.label}"))
