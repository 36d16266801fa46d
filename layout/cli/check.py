"""`banxin check`: an issue or a PDF looked at before it goes to the printer or the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from layout.cli.check_options import CheckOptions
from layout.cli.options import NamedPath, not_empty, rule_names
from layout.cli.report import NOT_CONFORMING, print_json, show_findings
from layout.diagnostics import error
from layout.errors import ProjectError

if TYPE_CHECKING:
    from pathlib import Path

    from layout.cli import Globals
    from layout.conformance import Report


def _rules(_: click.Context, param: click.Parameter, value: str) -> frozenset[str]:
    """Rules by name; one that is none would choose nothing."""
    from layout.preflight.exempt import known_rules

    rules = rule_names(value)
    unknown = sorted(rules - known_rules()) if rules else []
    if unknown:
        from layout.diagnostics import suggest

        near = suggest(unknown[0], sorted(known_rules()))
        message = f"no rule {unknown[0]!r}; {near or 'docs/preflight.md lists them'}"
        raise click.BadParameter(message, param=param)
    return rules


@click.command("check")
@click.argument("source", metavar="ISSUE|FILE.pdf", type=NamedPath())
@click.option(
    "--standard",
    "standards",
    multiple=True,
    help="A standard to hold a PDF to, such as a-2a or ua-1; may be given again.",
)
@click.option("--printer", callback=not_empty, help="The printer's profile.")
@click.option(
    "--profile",
    default="press",
    show_default=True,
    help="What the issue is for: press, proof, screen or archive.",
)
@click.option("--style", callback=not_empty, help="A house style other than the publication's.")
@click.option("--font-path", multiple=True, type=NamedPath(), help="More fonts.")
@click.option("--only", default="", callback=_rules, help="Ask these rules alone.")
@click.option("--skip", default="", callback=_rules, help="Do not ask these rules.")
@click.option("--sarif", type=NamedPath(), help="Write a SARIF 2.1.0 log.")
@click.option(
    "--html", type=NamedPath(), help="Write a page with pictures: a file or a folder."
)
@click.option("--record", is_flag=True, help="Record the issue's pictures in pictures.lock.")
@click.option("--strict", is_flag=True, help="Warnings are errors.")
@click.option("--fail-on", default="", callback=_rules, help="Rules that are errors.")
@click.pass_obj
def command(settings: Globals, /, source: Path, **options: object) -> int:
    """Look at an issue or a PDF before it goes to the printer.

    A PDF is held to the standards it claims, or to those that are named; with --printer, or
    where it claims PDF/X, it is looked at for the press as well.
    """
    asked = _options(options)
    if source.is_dir() or source.name == "issue.yaml":
        from layout.cli.checked import look_at_issue

        return look_at_issue(settings, source, asked)
    data = _content(source)
    from layout.cli.checked import is_for_press, look_at_file

    if is_for_press(data, asked):
        return look_at_file(settings, source, data, asked)
    return _conforms(settings, source, data, asked.standards)


def _options(options: dict[str, object]) -> CheckOptions:
    # click gives what the options' types and callbacks make.
    return CheckOptions(**options)  # type: ignore[arg-type]


def _conforms(settings: Globals, file: Path, data: bytes, standards: tuple[str, ...]) -> int:
    from layout.conformance import report_on

    report = report_on(data, standards)
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
        hint = "name an issue or a PDF file"
        message = f"{file} cannot be read: {fault.strerror}"
        raise ProjectError([error("no-such-file", message, hint=hint)]) from fault


def _unclaimed(settings: Globals, file: Path) -> int:
    """Say that there is nothing to hold the file to."""
    hint = "name one with --standard, such as --standard a-2u, or a printer with --printer"
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
