"""Where copy stands in its file, and the list of what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, SourceSpan, error
from layout.record import Record

if TYPE_CHECKING:
    from layout.content.library import Library
    from layout.content.notes import Notes


class Faults:
    """The findings of one reading, in the order they were met, and the file being read.

    `library` finds other files of the issue; without it, files are not looked for. `notes` are
    those of the text being read; `references` the page references met, with their places.
    """

    __slots__ = ("findings", "library", "notes", "path", "references")

    def __init__(
        self,
        path: str,
        findings: list[Diagnostic] | None = None,
        library: Library | None = None,
    ) -> None:
        self.path = path
        self.library = library
        self.findings: list[Diagnostic] = [] if findings is None else findings
        self.notes: Notes | None = None
        self.references: list[tuple[str, SourceSpan]] = []

    def beside(self, path: str) -> Faults:
        """The same list for another file of the article."""
        faults = Faults(path, self.findings, self.library)
        faults.references = self.references
        return faults

    def add(self, rule: str, message: str, span: SourceSpan, hint: str = "") -> None:
        """Note one fault."""
        self.findings.append(error(rule, message, span, hint))

    def span(self, line: int, column: int) -> SourceSpan:
        """A place in the file being read."""
        return SourceSpan(self.path, line, column)


class Copy(Record):
    """Source text whose lines know where they stand: one (line, column) for each line."""

    text: str
    starts: tuple[tuple[int, int], ...]

    def span(self, offset: int, faults: Faults) -> SourceSpan:
        """The place of a character of the text."""
        row = min(self.text.count("\n", 0, offset), len(self.starts) - 1)
        line, column = self.starts[row]
        return faults.span(line, column + offset - (self.text.rfind("\n", 0, offset) + 1))

    def part(self, start: int, end: int) -> Copy:
        """A stretch of the text that knows its places; it must hold its first line's start."""
        row = self.text.count("\n", 0, start)
        line, column = self.starts[row]
        first = (line, column + start - (self.text.rfind("\n", 0, start) + 1))
        return Copy(self.text[start:end], (first, *self.starts[row + 1 :]))
