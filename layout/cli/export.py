"""`banxin export`: the structure of an issue as plain JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from layout.cli.options import NamedPath, spare_sources
from layout.cli.report import give_json, json_text
from layout.files import write_whole
from layout.project import find_issue

if TYPE_CHECKING:
    from layout.cli import Globals


@click.command("export")
@click.argument("issue", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=NamedPath(), help="A file; else stdout.")
@click.pass_obj
def command(settings: Globals, issue: Path, output: Path | None) -> None:
    """Write the structure of ISSUE as plain JSON."""
    from layout.content import export_issue, read_issue

    home = find_issue(issue)
    if output is not None:
        spare_sources([output], home)
    document = export_issue(read_issue(home))
    if output is None:
        give_json(document)
        return
    write_whole(output, json_text(document))
    if not settings.quiet:
        click.echo(f"{len(document['articles'])} articles", err=True)
