"""What `banxin check` says of an issue or a PDF for the press, and the reports it writes."""

from __future__ import annotations

import os
from itertools import groupby
from typing import TYPE_CHECKING

import click

from layout.cli.options import spare_sources
from layout.cli.report import COLORS, CONTENT, NOT_CONFORMING, json_text, print_json
from layout.diagnostics import Severity
from layout.files import write_together
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from layout.cli import Globals
    from layout.cli.check_options import CheckOptions
    from layout.preflight.model import Finding
    from layout.preflight.run import Checked, Choice

PAGE_NAME = "preflight.html"


def look_at_issue(settings: Globals, source: Path, options: CheckOptions) -> int:
    """Check an issue, say what was found and write the reports that are asked for."""
    from layout.pipeline import BuildRequest
    from layout.preflight.run import check_issue
    from layout.project import find_issue

    issue = find_issue(source)
    request = BuildRequest(
        issue,
        options.style,
        _profile(options.profile),
        "",
        settings.root,
        options.font_path,
        printer=options.printer or "",
    )
    spare_sources(_outputs(options), issue)
    checked = check_issue(request, _choice(options))
    checked = _graver(checked, options)
    files = _reports(checked, options, lambda: _pdf_of(checked))
    if options.record:
        files |= _lock(checked)
    _write(files)
    return _end(settings, checked, files, conforming=True)


def _profile(name: str) -> str:
    """The name of a profile. Raises ProfileError for one that is none."""
    from layout.pipeline import standards_asked

    standards_asked(name)
    return name


def is_for_press(data: bytes, options: CheckOptions) -> bool:
    """Whether a PDF is looked at for the press: a printer is named, or it claims PDF/X."""
    if options.printer or options.sarif or options.html:
        return True
    return b"GTS_PDFX" in data or _claims_x(data)


def _claims_x(data: bytes) -> bool:
    from layout.conformance.objects import NotReadable
    from layout.conformance.opened import Opened
    from layout.preflight.run import claimed_x

    if b"/ObjStm" not in data:  # nothing is packed: the claim would stand there in plain
        return False
    try:
        return bool(claimed_x(Opened(data)))
    except NotReadable:
        return False


def look_at_file(settings: Globals, file: Path, data: bytes, options: CheckOptions) -> int:
    """Check a PDF for the press, and hold it to the standards it claims or that are named."""
    from layout.conformance import report_on
    from layout.preflight.model import Finding
    from layout.preflight.run import check_file, in_order
    from layout.project import find_project
    from layout.styles.printer import DEFAULT_PRINTER, read_printer

    project = find_project(file, settings.root)
    printer = read_printer(options.printer or DEFAULT_PRINTER, project.styles)
    checked = check_file(data, file.name, printer, _choice(options))
    report = report_on(data, options.standards)
    broken = [Finding(one) for one in report.diagnostics] if report.standards else []
    checked = replace(checked, findings=in_order([*checked.findings, *broken]))
    checked = _graver(checked, options)
    files = _reports(checked, options, lambda: data, file.name)
    _write(files)
    names = [standard.name for standard in report.standards]
    return _end(settings, checked, files, conforming=not broken, standards=names)


def _choice(options: CheckOptions) -> Choice:
    from layout.preflight.run import Choice

    return Choice(options.only, options.skip)


def _graver(checked: Checked, options: CheckOptions) -> Checked:
    """What --strict and --fail-on make errors."""

    def made(finding: Finding) -> Finding:
        own = finding.diagnostic
        strict = options.strict and own.severity is Severity.WARNING
        if finding.exempt or (not strict and own.rule not in options.fail_on):
            return finding
        return replace(finding, diagnostic=replace(own, severity=Severity.ERROR))

    from layout.preflight.run import in_order

    return replace(checked, findings=in_order([made(one) for one in checked.findings]))


def _outputs(options: CheckOptions) -> list[Path]:
    return [path for path in (options.sarif, _page_path(options.html)) if path is not None]


def _page_path(given: Path | None) -> Path | None:
    """Where the page of a report goes: the file, or one in the folder."""
    if given is None or given.suffix.lower() in {".html", ".htm"}:
        return given
    return given / PAGE_NAME


def _reports(
    checked: Checked, options: CheckOptions, pdf: Callable[[], bytes], artifact: str = ""
) -> dict[Path, bytes]:
    files: dict[Path, bytes] = {}
    page = _page_path(options.html)
    if options.sarif is not None:
        from layout.preflight.sarif import sarif_log

        files[options.sarif] = json_text(sarif_log(checked, artifact))
    if page is not None:
        from layout.preflight.drawn_pages import page_pictures
        from layout.preflight.html import html_report

        pictures = page_pictures(checked, pdf()) if checked.labels else ()
        files[page] = html_report(checked, pictures).encode()
    return files


def _write(files: dict[Path, bytes]) -> None:
    if files:
        write_together(files)


def _pdf_of(checked: Checked) -> bytes:
    """The issue's pages as a reader sees them, for their pictures."""
    from layout.pipeline import write

    assert checked.fonts is not None, "pages that were set have their faces"
    return write(checked.pages, checked.fonts)


def _lock(checked: Checked) -> dict[Path, bytes]:
    from layout.preflight.lock import NAME, checksums, lock_text

    assert checked.job is not None, "an issue was looked at"
    issue = checked.job.issue
    return {issue.root / NAME: lock_text(checksums(issue)).encode()}


def _end(
    settings: Globals,
    checked: Checked,
    files: dict[Path, bytes],
    *,
    conforming: bool,
    standards: Sequence[str] = (),
) -> int:
    """Say what was found; gives the exit code."""
    from layout.preflight.report import as_document, counts

    found = counts(checked.findings)
    ok = conforming and not found["errors"]
    if settings.as_json:
        print_json(as_document(checked, ok=ok, standards=standards))
    else:
        show_by_page(settings, checked.findings)
        if not settings.quiet:
            told = ", ".join(_count(words, count) for words, count in found.items() if count)
            click.echo(
                f"{checked.name}, {len(checked.labels)} pages for {checked.printer.name}: "
                f"{told or 'nothing was found'}",
                err=True,
            )
        for path in files:
            click.echo(os.fspath(path))
    if not conforming:
        return NOT_CONFORMING
    return 0 if ok else CONTENT


def _count(words: str, count: int) -> str:
    return f"{count} {words[:-1] if count == 1 else words}"


def show_by_page(settings: Globals, findings: Sequence[Finding]) -> None:
    """Findings in words, by gravity and page; notes are only counted, but with -v."""
    for severity, group in groupby(findings, key=lambda one: one.diagnostic.severity):
        if settings.quiet and severity is not Severity.ERROR:
            continue
        own = list(group)
        if severity is Severity.NOTE and not settings.verbose:
            _count_notes(own)
            continue
        for page, listed in groupby(own, key=lambda one: one.diagnostic.page):
            _show_page(page, list(listed))


def _show_page(page: str, findings: Sequence[Finding]) -> None:
    click.echo(click.style(f"page {page}" if page else "the whole", bold=True), err=True)
    for finding in findings:
        own = finding.diagnostic
        word = own.severity.word
        place = f"{own.span}: " if own.span is not None and own.span.path else ""
        styled = click.style(f"{word} {own.rule}:", fg=COLORS[word], bold=True)
        values = f" [{own.measured}; {own.allowed}]" if own.measured and own.allowed else ""
        click.echo(f"  {place}{styled} {own.message}{values}", err=True)
        if own.hint:
            click.echo(f"      {own.hint}", err=True)


def _count_notes(notes: Sequence[Finding]) -> None:
    rules: dict[str, int] = {}
    for one in notes:
        rules[one.diagnostic.rule] = rules.get(one.diagnostic.rule, 0) + 1
    told = ", ".join(f"{rule} {count}" for rule, count in sorted(rules.items()))
    click.echo(f"notes: {told} (-v shows them)", err=True)
