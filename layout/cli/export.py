"""`banxin export`: the structure of an issue as plain JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from layout.cli.options import NamedPath, spare_sources
from layout.cli.report import give_json, json_text
from layout.diagnostics import error
from layout.errors import ProjectError
from layout.files import write_whole
from layout.project import find_issue

if TYPE_CHECKING:
    from layout.cli import Globals
    from layout.content.export import Entry


@click.command("export")
@click.argument("issue", type=click.Path(path_type=Path), required=False)
@click.option("--from-pdf", type=NamedPath(), help="A tagged PDF to read in place of an issue.")
@click.option("-o", "--output", type=NamedPath(), help="A file; else stdout.")
@click.pass_obj
def command(
    settings: Globals, issue: Path | None, from_pdf: Path | None, output: Path | None
) -> None:
    """Write the structure of ISSUE, or of a tagged PDF, as plain JSON."""
    document = _document(issue, from_pdf, output)
    if output is None:
        give_json(document)
        return
    write_whole(output, json_text(document))
    if not settings.quiet:
        click.echo(f"{len(document['articles'])} articles", err=True)


def _document(issue: Path | None, from_pdf: Path | None, output: Path | None) -> Entry:
    if issue is not None and from_pdf is None:
        return _of_issue(issue, output)
    if from_pdf is not None and issue is None:
        return _of_pdf(from_pdf, output)
    raise click.UsageError("name an ISSUE, or a PDF with --from-pdf")


def _of_issue(issue: Path, output: Path | None) -> Entry:
    from layout.content import export_issue, read_issue

    home = find_issue(issue)
    if output is not None:
        spare_sources([output], home)
    return export_issue(read_issue(home))


def _of_pdf(file: Path, output: Path | None) -> Entry:
    from layout.reading import export_structure, read_structure

    if output is not None and file.exists() and output.exists() and output.samefile(file):
        raise click.UsageError(f"{output} is the PDF to read: name another output")
    try:
        return export_structure(read_structure(file))
    except OSError as fault:
        raise ProjectError([error("no-such-pdf", f"{file}: {fault.strerror}")]) from fault
