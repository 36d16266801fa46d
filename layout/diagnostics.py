"""Findings: what is wrong, where it stands and what to do about it."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence


class Severity(enum.IntEnum):
    """How much a finding matters; the order is the order of gravity."""

    NOTE = 0
    WARNING = 1
    ERROR = 2

    @property
    def word(self) -> str:
        """The word that messages and JSON use."""
        return self.name.lower()


class SourceSpan(Record):
    """A place in a file the user can open: line and column count from 1.

    `path` is relative to the publication (or as the user gave it), never an absolute path of
    one machine, so that findings and layout dumps are the same everywhere.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Diagnostic(Record):
    """One finding. `rule` is a stable id such as `overset` or `missing-glyph`."""

    severity: Severity
    rule: str
    message: str
    span: SourceSpan | None = None
    hint: str = ""
    page: str = ""
    article: str = ""
    measured: str = ""
    allowed: str = ""

    def __str__(self) -> str:
        place = f"{self.span}: " if self.span else ""
        where = f" (page {self.page})" if self.page else ""
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{place}{self.severity.word} {self.rule}: {self.message}{where}{hint}"

    def as_json(self) -> dict[str, object]:
        """The finding as JSON has it; empty fields are left out."""
        fields: dict[str, object] = {
            "severity": self.severity.word,
            "rule": self.rule,
            "message": self.message,
            "file": self.span.path if self.span else "",
            "line": self.span.line if self.span else 0,
            "column": self.span.column if self.span else 0,
            "hint": self.hint,
            "page": self.page,
            "article": self.article,
            "measured": self.measured,
            "allowed": self.allowed,
        }
        return {key: value for key, value in fields.items() if value not in ("", 0)}


def error(
    rule: str, message: str, span: SourceSpan | None = None, hint: str = ""
) -> Diagnostic:
    """A finding that stops the stage that made it."""
    return Diagnostic(Severity.ERROR, rule, message, span, hint)


def warning(
    rule: str, message: str, span: SourceSpan | None = None, hint: str = ""
) -> Diagnostic:
    """A finding that rides along with the result."""
    return Diagnostic(Severity.WARNING, rule, message, span, hint)


def suggest(word: str, known: Sequence[str]) -> str:
    """A hint that names the nearest of the known words, or all of a few; else nothing."""
    import difflib

    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f"did you mean `{near[0]}`?"
    return f"it may be {', '.join(known)}" if 0 < len(known) <= 12 else ""
