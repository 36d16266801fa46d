"""What the build itself finds, as rules: their findings get a place on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import Severity
from layout.preflight.model import Found, IssueRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.preflight.job import IssueJob

# The rule, what it asks, and the remedy where the finding names none of its own.
_ASKS = {
    "copy-not-shown": (
        "Every part of an article's head has its place in the house style.",
        "name the part in the house style's head, or strike it",
    ),
    "empty-continuation": (
        "A place that continues an article has copy to show.",
        "take the place out of the flatplan, or call it `optional`",
    ),
    "emergency-break": (
        "Every line ends where a break is allowed.",
        "shorten the word, or give it a wider measure",
    ),
    "figure-feature": (
        "Figures use nothing that will not show.",
        "draw it with plain shapes, or save the figure as PDF",
    ),
    "font-differs": (
        "Every face is the one that the manifest means.",
        "fetch the face that the manifest names: `banxin fonts fetch`",
    ),
    "font-substituted": (
        "No face is set in another one's place.",
        "fetch the face, or name its folder with `--font-path`",
    ),
    "furniture-over-copy": (
        "Running heads and tabs stand clear of the copy.",
        "move the furniture, or the copy, in the house style",
    ),
    "head-sizes": (
        "Heads take few sizes.",
        "let heads share sizes in the house style",
    ),
    "missing-glyph": (
        "Every character has a glyph.",
        "write it with another character, or give the role a face that has it",
    ),
    "note-not-set": (
        "Every footnote finds its place.",
        "shorten the note, or move its mark",
    ),
    "missing-alt": (
        "Every picture says in words what it shows.",
        "say with `alt` what it shows, in one sentence",
    ),
    "opener-not-used": (
        "An opener's picture is there where the master wants one.",
        "give the article a picture for its opener, or another master",
    ),
    "overset": (
        "All copy fits the room it has.",
        "cut the copy, or give it more `pages` in the flatplan",
    ),
    "several-frames": (
        "A picture file holds one picture.",
        "save the one you want as a file of its own",
    ),
    "unknown-kind": (
        "The house style knows every kind that the articles name.",
        "mend the name, or add the kind to the house style",
    ),
    "unknown-picture": (
        "Every picture that copy names is there.",
        "mend the id, or give the picture that id",
    ),
    "unknown-template": (
        "The house style has every master that the articles name.",
        "mend the name, or add the master to the house style",
    ),
    "unknown-ornament": (
        "The house style has every ornament that the articles name.",
        "mend the name, or add the ornament to the house style",
    ),
    "unsettled-references": (
        "The folios of references settle.",
        "change the copy beside the reference by a line",
    ),
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
    Rule(rule, _Noticed(rule), Severity.WARNING, asks, remedy)
    for rule, (asks, remedy) in _ASKS.items()
)
