"""`banxin check`: a file held to the standards it claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from layout.cli.options import NamedPath
from layout.cli.report import NOT_CONFORMING, print_json, show_findings
from layout.diagnostics import error
from layout.errors import ProjectError

if TYPE_CHECKING:
    from pathlib import Path

    from layout.cli import Globals
    from layout.conformance import Report


@click.command("check")
@click.argument("file", type=NamedPath())
@click.option(
    "--standard",
    "standards",
    multiple=True,
    help="A standard to hold it to, such as a-2a or ua-1; may be given again.",
)
@click.pass_obj
def command(settings: Globals, /, file: Path, standards: tuple[str, ...]) -> int:
    """Hold FILE.pdf to the standards it claims, or to those that are named."""
    from layout.conformance import report_on

    report = report_on(_content(file), standards)
    if not report.standards and not report.found:
        return _unclaimed(settings, file)
    if settings.as_json:
        _print(report)
    else:
        _tell(settings, file, report)
    return NOT_CONFORMING if report.found else 0


def _content(file: Path) -> bytes:
    """The bytes of the file. Raises ProjectError."""
    try:
        return file.read_bytes()
    except OSError as fault:
        hint = "name a PDF file"
        message = f"{file} cannot be read: {fault.strerror}"
        raise ProjectError([error("no-such-file", message, hint=hint)]) from fault


def _unclaimed(settings: Globals, file: Path) -> int:
    """Say that there is nothing to hold the file to."""
    hint = "name one with --standard, such as --standard a-2u"
    finding = error("no-claim", f"{file} claims no standard", hint=hint)
    if settings.as_json:
        print_json({"ok": False, "standards": [], "findings": [finding.as_json()]})
    else:
        show_findings([finding])
    return NOT_CONFORMING


def _print(report: Report) -> None:
    print_json(
        {
            "ok": not report.found,
            "standards": [standard.name for standard in report.standards],
            "findings": [one.as_json() for one in report.found],
        }
    )


def _tell(settings: Globals, file: Path, report: Report) -> None:
    show_findings(report.diagnostics)
    titles = " and ".join(standard.title for standard in report.standards) or "PDF"
    if report.found:
        click.echo(f"{file} falls short of {titles}: {len(report.found)} findings", err=True)
    elif not settings.quiet:
        click.echo(f"{file} keeps {titles}", err=True)
