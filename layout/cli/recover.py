"""`banxin recover`: extracted text → content files and a review report."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from layout.cli.options import NamedPath
from layout.cli.report import print_json
from layout.diagnostics import error
from layout.errors import ProjectError

if TYPE_CHECKING:
    from layout.cli import Globals


@click.command("recover")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=NamedPath(), help="The folder to make.")
@click.option("--force", is_flag=True, help="Replace files that have been edited since.")
@click.pass_obj
def command(settings: Globals, source: Path, output: Path, *, force: bool) -> None:
    """Turn SOURCE, the extracted text of an issue, into a publication folder to edit."""
    from layout.recover import recover_text, write_recovered

    try:
        content = source.read_bytes()
    except OSError as fault:
        raise ProjectError([error("no-such-source", f"{source}: {fault.strerror}")]) from fault
    recovered = recover_text(content, name=source.stem)
    files = write_recovered(recovered, output, force=force)
    articles = len(recovered.issue.articles)
    if settings.as_json:
        names = [path.relative_to(output).as_posix() for path in files]
        print_json({"ok": True, "articles": articles, "files": names})
        return
    if not settings.quiet:
        click.echo(f"{articles} articles, {len(files)} files", err=True)
    issue = next((path.parent for path in files if path.name == "issue.yaml"), output)
    click.echo(os.fspath(issue))
