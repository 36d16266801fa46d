"""Findings and errors as words or JSON, and the exit codes that go with them."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import click

from layout.diagnostics import error
from layout.errors import (
    ConformanceError,
    ContentError,
    FontError,
    LayoutError,
    OutputError,
    ProfileError,
    ProjectError,
    RecoverError,
    SchedulerError,
    SheetError,
    StyleError,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layout.diagnostics import Diagnostic

DONE = 0
CONTENT = 1
USAGE = 2
PARTIAL = 3
MISSING = 4
OUTPUT = 5
NOT_CONFORMING = 6
INTERRUPTED = 130

EXIT_CODES: tuple[tuple[type[LayoutError], int], ...] = (
    (ContentError, CONTENT),
    (StyleError, CONTENT),
    (RecoverError, CONTENT),
    (ProjectError, USAGE),
    (SheetError, USAGE),
    (FontError, MISSING),
    (ProfileError, MISSING),
    (SchedulerError, MISSING),
    (OutputError, OUTPUT),
    (ConformanceError, NOT_CONFORMING),
)
COLORS = {"error": "red", "warning": "yellow", "note": "blue"}


def exit_code_of(fault: LayoutError) -> int:
    """The exit code of an error. Codes are part of the contract; see docs/guide.md."""
    return next((code for kind, code in EXIT_CODES if isinstance(fault, kind)), CONTENT)


def show_error(fault: LayoutError, *, as_json: bool) -> None:
    """An error's findings: JSON on stdout if asked for, else words on stderr."""
    if as_json:
        print_json({"ok": False, "findings": [item.as_json() for item in fault.diagnostics]})
    else:
        show_findings(fault.diagnostics)


def show_usage(fault: click.ClickException, *, as_json: bool) -> None:
    """A wrong call: JSON on stdout if asked for, else click's own words on stderr."""
    if not as_json:
        fault.show()
        return
    finding = error("usage", fault.format_message(), hint="see `banxin --help`")
    print_json({"ok": False, "findings": [finding.as_json()]})


def show_interrupt(*, as_json: bool) -> None:
    """That the user broke off: JSON on stdout if asked for, else a word on stderr."""
    if not as_json:
        click.echo("banxin: interrupted", err=True)
        return
    finding = error("interrupted", "interrupted before the end")
    print_json({"ok": False, "findings": [finding.as_json()]})


def show_findings(findings: Iterable[Diagnostic], *, quiet: bool = False) -> None:
    """Findings in words, one a line, their hints below."""
    for finding in findings:
        word = finding.severity.word
        if quiet and word != "error":
            continue
        place = f"{finding.span}: " if finding.span and finding.span.path else ""
        where = f" (page {finding.page})" if finding.page else ""
        styled = click.style(f"{word} {finding.rule}:", fg=COLORS[word], bold=True)
        click.echo(f"{place}{styled} {finding.message}{where}", err=True)
        if finding.hint:
            click.echo(f"    {finding.hint}", err=True)


def print_json(document: dict[str, Any]) -> None:
    """One JSON document on stdout, of JSON values of every kind (hence Any)."""
    give_json({"schema": "banxin/report/1", **document})


def give_json(document: object) -> None:
    """A document on stdout in UTF-8, whatever the terminal has. Source: RFC 8259, 8.1."""
    # A byte of a file name that is no UTF-8 is a lone surrogate; its escape is JSON's own.
    text = json_text(document).decode("utf-8")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    click.echo(text, nl=False)


def json_text(document: object, *, indent: int = 2) -> bytes:
    """A document as JSON in UTF-8, with a line feed at its end."""
    text = json.dumps(document, ensure_ascii=False, indent=indent) + "\n"
    return text.encode("utf-8", "backslashreplace")
