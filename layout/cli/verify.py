"""`banxin verify`: a deposit held to everything it says."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from layout.audit.validators import VALIDATORS
from layout.cli.options import NamedPath
from layout.cli.report import DONE, MISSING, NOT_CONFORMING, print_json, show_findings

if TYPE_CHECKING:
    from layout.audit.model import Check, Verification
    from layout.cli import Globals

_COLORS = {"passed": "green", "failed": "red", "not run": "yellow"}


@click.command("verify")
@click.argument("deposit", type=click.Path(path_type=Path))
@click.option("--font-path", multiple=True, type=NamedPath(), help="More fonts.")
@click.option(
    "--timeout",
    type=click.IntRange(1, 86_400),
    default=600,
    show_default=True,
    help="Seconds the build may take.",
)
@click.option(
    "--without",
    multiple=True,
    type=click.Choice(sorted(VALIDATORS)),
    help="A validator to do without; may be given again.",
)
@click.pass_obj
def command(
    settings: Globals,
    deposit: Path,
    font_path: tuple[Path, ...],
    timeout: int,
    without: tuple[str, ...],
) -> int:
    """Hold DEPOSIT to its records, its standards and what it is built from."""
    from layout.audit.fence import BUILDING
    from layout.audit.verify import Terms, verify
    from layout.record import replace

    terms = Terms(
        tuple(path.absolute() for path in font_path),
        replace(BUILDING, seconds=float(timeout)),
        frozenset(without),
    )
    found = verify(deposit, terms)
    if settings.as_json:
        print_json(_document(deposit, found))
    else:
        _tell(settings, found)
    if found.failed:
        return NOT_CONFORMING
    return MISSING if found.not_run else DONE


def _document(deposit: Path, found: Verification) -> dict[str, object]:
    return {
        "ok": found.ok,
        "file": os.fspath(deposit),
        "standards": list(found.standards),
        "checks": [_check_json(check) for check in found.checks],
        "findings": [one.as_json() for check in found.checks for one in check.findings],
    }


def _check_json(check: Check) -> dict[str, object]:
    fields: dict[str, object] = {
        "check": check.name,
        "verdict": check.verdict,
        "says": check.says,
        "tool": check.tool,
        "version": check.version,
        "findings": [finding.as_json() for finding in check.findings],
    }
    return {key: value for key, value in fields.items() if value not in ("", [])}


def _tell(settings: Globals, found: Verification) -> None:
    for check in found.checks:
        verdict = click.style(f"{check.verdict:<8}", fg=_COLORS.get(check.verdict))
        tool = f" ({check.version})" if check.version else ""
        says = f": {check.says}" if check.says else ""
        click.echo(f"{verdict}{check.name}{tool}{says}")
        show_findings(check.findings, quiet=settings.quiet)
    if found.not_run:
        missing = ", ".join(found.not_run)
        hint = "install it, or say --without"
        click.echo(f"not verified: no tool for {missing}; {hint}", err=True)
