"""`banxin fonts`: list, fetch and check the faces."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from layout.cli.report import CONTENT, DONE, MISSING, print_json, show_findings
from layout.diagnostics import Severity
from layout.fonts import default_cache
from layout.project import find_project
from layout.record import asdict

if TYPE_CHECKING:
    from layout.cli import Globals
    from layout.fonts.fetch import RoleState


@click.group("fonts")
def command() -> None:
    """List, fetch and check the faces of fonts/fonts.yaml."""


@command.command("fetch")
@click.option("--again", is_flag=True, help="Fetch also what is there already.")
@click.pass_obj
def fetch(settings: Globals, *, again: bool) -> int:
    """Get every family into the font cache."""
    from layout.fonts.fetch import fetch_fonts

    manifest = find_project(Path.cwd(), settings.root).fonts_manifest

    def say(line: str) -> None:
        if not settings.quiet and not settings.as_json:
            click.echo(line, err=True)

    report = fetch_fonts(manifest, cache=default_cache(), progress=say, again=again)
    lacking = any(finding.severity is Severity.ERROR for finding in report.findings)
    code = MISSING if lacking else DONE
    if settings.as_json:
        print_json(
            {
                "ok": not lacking,
                "families": dict(report.families),
                "findings": [finding.as_json() for finding in report.findings],
            }
        )
        return code
    for family, source in report.families:
        if not settings.quiet:
            click.echo(f"{family}: {source}", err=True)
    show_findings(report.findings, quiet=settings.quiet)
    return code


@command.command("list")
@click.pass_obj
def show(settings: Globals) -> int:
    """Show every role and the file behind it."""
    return _show(settings, verify=False)


@command.command("check")
@click.pass_obj
def check(settings: Globals) -> int:
    """Read every byte of every file and compare it with the manifest."""
    return _show(settings, verify=True)


def _show(settings: Globals, *, verify: bool) -> int:
    from layout.fonts.fetch import list_roles

    manifest = find_project(Path.cwd(), settings.root).fonts_manifest
    states = list_roles(manifest, cache=default_cache(), verify=verify)
    intact = all(state.intact is not False for state in states)
    if settings.as_json:
        print_json({"ok": intact, "roles": [asdict(state) for state in states]})
    else:
        for state in states:
            click.echo(_line(state, verify=verify))
    if not intact:
        return CONTENT
    return DONE if any(state.file for state in states) else MISSING


def _line(state: RoleState, *, verify: bool) -> str:
    head = f"{state.role:<12} {state.family} {state.weight}"
    if not state.file:
        return f"{head}: missing"
    if state.intact is False:
        return f"{head}: {state.file} is altered: run `banxin fonts fetch --again`"
    if not verify:
        return f"{head}: {state.file} ({state.source}, {state.licence})"
    word = "intact"
    return f"{head}: {state.file}, {state.characters} characters, {state.version}: {word}"
