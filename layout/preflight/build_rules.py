"""What the build itself finds, as rules: their findings get a place on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import Severity
from layout.preflight.model import Found, IssueRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.preflight.job import IssueJob

# The rule, and what it asks. Remedies come with the findings.
_ASKS = {
    "copy-not-shown": "Every part of an article's head has its place in the house style.",
    "empty-continuation": "A place that continues an article has copy to show.",
    "emergency-break": "Every line ends where a break is allowed.",
    "figure-feature": "Figures use nothing that will not show.",
    "font-differs": "Every face is the one that the manifest means.",
    "font-substituted": "No face is set in another one's place.",
    "furniture-over-copy": "Running heads and tabs stand clear of the copy.",
    "head-sizes": "Heads take few sizes.",
    "missing-glyph": "Every character has a glyph.",
    "note-not-set": "Every footnote finds its place.",
    "missing-alt": "Every picture says in words what it shows.",
    "opener-not-used": "An opener's picture is there where the master wants one.",
    "overset": "All copy fits the room it has.",
    "several-frames": "A picture file holds one picture.",
    "unknown-kind": "The house style knows every kind that the articles name.",
    "unknown-picture": "Every picture that copy names is there.",
    "unknown-template": "The house style has every master that the articles name.",
    "unknown-ornament": "The house style has every ornament that the articles name.",
    "unsettled-references": "The folios of references settle.",
}


class _Noticed:
    """Finds what the build noticed under one rule."""

    def __init__(self, rule: str) -> None:
        self._rule = rule

    def __call__(self, job: IssueJob) -> Iterator[Found]:
        for one in job.noticed:
            if one.rule == self._rule:
                page_index, rect = job.place_of(one)
                yield Found(
                    one.message,
                    one.span if one.span is not None and one.span.path else None,
                    page_index,
                    rect,
                    one.article,
                    one.measured,
                    one.allowed,
                    one.severity,
                    one.hint,
                )


RULES: tuple[IssueRule, ...] = tuple(
    Rule(rule, _Noticed(rule), Severity.WARNING, asks, "") for rule, asks in _ASKS.items()
)
