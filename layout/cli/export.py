"""`banxin export`: the structure of an issue as plain JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from layout.files import write_whole
from layout.project import find_issue

if TYPE_CHECKING:
    from layout.cli import Globals


@click.command("export")
@click.argument("issue", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A file; else stdout.")
@click.pass_obj
def command(settings: Globals, issue: Path, output: Path | None) -> None:
    """Write the structure of ISSUE as plain JSON."""
    from layout.content import export_issue, read_issue

    document = export_issue(read_issue(find_issue(issue)))
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    if output is None:
        click.echo(text, nl=False)
        return
    write_whole(output, text.encode("utf-8"))
    if not settings.quiet:
        click.echo(f"{len(document['articles'])} articles", err=True)
