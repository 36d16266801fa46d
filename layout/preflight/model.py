"""What a rule is, what it looks at, and what it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from layout.diagnostics import Diagnostic, Severity
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from layout.diagnostics import SourceSpan
    from layout.geometry import Rect
    from layout.preflight.file_job import FileJob
    from layout.preflight.job import IssueJob

NO_PAGE = -1
JobT = TypeVar("JobT")


class Found(Record):
    """What a rule found, before it has the rule's name on it.

    `page_index` counts from 0; `rect` is in points from the trim's top left corner. `severity`
    and `hint` stand for the rule's own where they are given.
    """

    message: str
    span: SourceSpan | None = None
    page_index: int = NO_PAGE
    rect: Rect | None = None
    article: str = ""
    measured: str = ""
    allowed: str = ""
    severity: Severity | None = None
    hint: str = ""


class Finding(Record):
    """A finding with its place on a page: `rect` in points from the trim's top left corner.

    One that the printer lets pass is `exempt`: it stays a note, whatever else is asked.
    """

    diagnostic: Diagnostic
    page_index: int = NO_PAGE
    rect: Rect | None = None
    exempt: bool = False

    def as_json(self) -> dict[str, object]:
        """The finding as JSON has it: a diagnostic, and where it stands on the page."""
        fields = self.diagnostic.as_json()
        if self.page_index != NO_PAGE:
            fields["page_index"] = self.page_index
        if self.rect is not None:
            rect = self.rect
            edges = (rect.x, rect.y, rect.width, rect.height)
            fields["rect"] = [round(edge, 2) for edge in edges]
        return fields


class Rule(Record, Generic[JobT]):
    """One rule: its name, how much it matters, what it asks, and how it is looked for.

    `press` says that it only matters for what is printed.
    """

    id: str
    find: Callable[[JobT], Iterator[Found]]
    severity: Severity
    asks: str  # one sentence
    remedy: str
    press: bool = False

    def findings(self, job: JobT, labels: Sequence[str]) -> Iterator[Finding]:
        """What the rule finds; `labels` are those of the pages."""
        for found in self.find(job):
            severity = self.severity if found.severity is None else found.severity
            at = found.page_index
            diagnostic = Diagnostic(
                severity,
                self.id,
                found.message,
                found.span,
                hint=found.hint or self.remedy,
                page=labels[at] if 0 <= at < len(labels) else "",
                article=found.article,
                measured=found.measured,
                allowed=found.allowed,
            )
            yield Finding(diagnostic, at, found.rect)


IssueRule: TypeAlias = "Rule[IssueJob]"
FileRule: TypeAlias = "Rule[FileJob]"
