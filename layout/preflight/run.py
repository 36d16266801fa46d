"""The check of one issue: composed as a build does, then looked at by every rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import Severity, error
from layout.display.model import Pages
from layout.errors import ContentError
from layout.preflight.exempt import exempted
from layout.preflight.job import IssueJob
from layout.preflight.model import NO_PAGE, Finding
from layout.preflight.registry import FILE_RULES, ISSUE_RULES
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.conformance.opened import Opened
    from layout.fonts import FontSet
    from layout.pipeline import BuildRequest
    from layout.preflight.file_job import Sheet
    from layout.preflight.model import Rule
    from layout.styles.printer import PrinterProfile

# What is printed; all else is read on a screen, and no press rule is asked of it.
PRESS_PROFILES = frozenset({"press", "proof"})


class Choice(Record):
    """Which rules are asked: `only` these, where any are named, and none of `skip`."""

    only: frozenset[str] = frozenset()
    skip: frozenset[str] = frozenset()

    def takes(self, rule: str) -> bool:
        """Whether a rule is asked."""
        return rule not in self.skip and (not self.only or rule in self.only)


class Checked(Record):
    """What came of a check: findings by gravity, the pages they stand on, how to draw these.

    `name` is what was looked at. Without `fonts` the pages could not be set.
    """

    name: str
    printer: PrinterProfile
    pages: Pages
    findings: tuple[Finding, ...]
    labels: tuple[str, ...] = ()
    fonts: FontSet | None = None
    sheets: tuple[Sheet, ...] = ()
    job: IssueJob | None = None


def check_issue(request: BuildRequest, choice: Choice | None = None) -> Checked:
    """Look at an issue with every rule that concerns the request's profile.

    An issue that cannot be set is looked at as far as it can be read; what stops it is among
    the findings.

    Raises:
        ContentError, StyleError, FontError, ProjectError: it cannot be read at all.
    """
    from layout import pipeline

    choice = choice or Choice()
    sources = pipeline.read_sources(request)
    project = pipeline.project_of(request)
    profile = pipeline.printer_of(sources.issue, project, request.printer)
    fonts = pipeline.fonts_of(sources.manifest, request)
    stops: list[Finding] = []
    try:
        pages = pipeline.lay_out(sources.issue, sources.house, fonts)
    except ContentError as fault:
        pages = Pages(sources.issue.title, sources.issue.publication.language, ())
        stops = [Finding(one) for one in fault.diagnostics]
    noticed = (*sources.house.findings, *fonts.findings, *pages.findings)
    job = IssueJob(sources.issue, sources.house, profile, pages, tuple(dict.fromkeys(noticed)))
    press = request.profile in PRESS_PROFILES
    rules = [
        rule for rule in ISSUE_RULES if choice.takes(rule.id) and (press or not rule.press)
    ]
    found = [*stops, *asked(rules, job)] if pages.pages else [*stops, *_unset(rules, job)]
    told = exempted(found, profile.exemptions, frozenset(rule.id for rule in rules))
    name = f"{sources.issue.publication.title} {sources.issue.issue_line}".strip()
    return Checked(
        name,
        profile,
        pages,
        in_order(told),
        job.labels,
        fonts if pages.pages else None,
        job=job,
    )


def check_file(
    data: bytes, name: str, printer: PrinterProfile, choice: Choice | None = None
) -> Checked:
    """Look at any PDF with every rule of finished files.

    A file that claims PDF/X-1a must be flat. One that cannot be read gives that alone.
    """
    from layout.conformance.objects import NotReadable
    from layout.conformance.opened import Opened
    from layout.preflight.file_job import FileJob

    choice = choice or Choice()
    pages = Pages(name, "", ())
    try:
        opened = Opened(data)
    except NotReadable as fault:
        broken = Finding(error("file-sound", f"the file cannot be read: {fault}"))
        return Checked(name, printer, pages, (broken,))
    job = FileJob(opened, printer, flat="PDF/X-1" in claimed_x(opened))
    rules = [rule for rule in FILE_RULES if choice.takes(rule.id)]
    found = [finding for rule in rules for finding in rule.findings(job, job.labels)]
    told = exempted(found, printer.exemptions, frozenset(rule.id for rule in rules))
    return Checked(name, printer, pages, in_order(told), sheets=job.sheets, labels=job.labels)


def claimed_x(opened: Opened) -> str:
    """The version of PDF/X a file claims; empty for none (ISO 15930-1 6.2, 15930-7 6.4)."""
    from layout.conformance.packet import PDFX

    version = opened.text_of(opened.info.get("/GTS_PDFXVersion"))
    return version or opened.packet.text(PDFX, "GTS_PDFXVersion")


def asked(rules: Sequence[Rule[IssueJob]], job: IssueJob) -> list[Finding]:
    """What the rules find, in their order."""
    found = [finding for rule in rules for finding in rule.findings(job, job.labels)]
    return [_on_its_page(one, job) for one in found]


def _on_its_page(finding: Finding, job: IssueJob) -> Finding:
    """A finding of the copy with the page and the place where its block begins."""
    own = finding.diagnostic
    if finding.page_index != NO_PAGE or own.span is None:
        return finding
    index, rect = job.place_near(own.span)
    if rect is None:
        return finding
    return Finding(replace(own, page=job.labels[index]), index, rect)


def _unset(rules: Sequence[Rule[IssueJob]], job: IssueJob) -> list[Finding]:
    """What the rules find in copy that has no pages."""
    return asked([rule for rule in rules if not rule.press], job)


def in_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings by gravity, then by page."""
    return tuple(sorted(findings, key=lambda one: (-one.diagnostic.severity, one.page_index)))


def count_of(findings: Sequence[Finding], severity: Severity) -> int:
    """How many findings are of one severity."""
    return sum(one.diagnostic.severity is severity for one in findings)
