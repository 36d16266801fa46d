"""`banxin diff`: what changed between two proofs."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from layout.cli.inputs import ProofFile, read_proof_file
from layout.cli.options import NamedPath, spare_sources
from layout.cli.progress import progress_bar
from layout.cli.report import CONTENT, DONE, exit_code_of, json_text, print_json
from layout.diagnostics import Diagnostic, Severity, SourceSpan
from layout.errors import LayoutError, OutputError, ProjectError
from layout.files import write_together

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from layout.cli import Globals
    from layout.proof.diff import Change, Comparison
    from layout.proof.draw import DrawnPdf

JSON_FILE, HTML_FILE = "diff.json", "diff.html"


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=NamedPath(), help="A folder.")
@click.option("--dpi", default=72, show_default=True, type=click.IntRange(36, 300))
@click.option("--old-layout", type=NamedPath(), help="The --layout-json of OLD.")
@click.option("--new-layout", type=NamedPath(), help="The --layout-json of NEW.")
@click.option("--font-path", multiple=True, type=NamedPath(), help="More fonts.")
@click.pass_obj
def command(settings: Globals, /, old: Path, new: Path, **options: object) -> int:
    """Show what changed from OLD to NEW, each a PDF or an issue; exit 1 if anything did."""
    output, dpi = Path(str(options["output"])), int(str(options["dpi"]))
    paths = options["font_path"]
    fonts = tuple(paths) if isinstance(paths, tuple) else ()
    outputs = [output / JSON_FILE, output / HTML_FILE]
    for source in (old, new):
        if source.is_dir():
            spare_sources(outputs, source)
    layouts = [
        layout if isinstance(layout := options[name], Path) else None
        for name in ("old_layout", "new_layout")
    ]
    try:
        sides = [
            read_proof_file(source, layout, settings, fonts)
            for source, layout in zip((old, new), layouts, strict=True)
        ]
        found = _compared(sides, output, dpi, settings)
    except OutputError:
        raise
    except LayoutError as fault:
        # An exit code of 1 says that something changed, and nothing else.
        if exit_code_of(fault) == CONTENT:
            raise ProjectError(fault.diagnostics) from fault
        raise
    _tell(found, sides, output, settings)
    return CONTENT if found.changes else DONE


def _compared(
    sides: Sequence[ProofFile], output: Path, dpi: int, settings: Globals
) -> Comparison:
    from layout.proof.diff import compare, read_proof
    from layout.proof.diff.document import diff_json
    from layout.proof.diff.html import diff_html
    from layout.proof.diff.sheets import draw_sheets
    from layout.proof.draw import DrawnPdf
    from layout.proof.layers import without_stamp

    with ExitStack() as stack:
        shown = [(without_stamp(side.pdf), side.name) for side in sides]
        pdfs = [stack.enter_context(DrawnPdf(*one)) for one in shown]
        layouts = _layouts(sides, pdfs)
        proofs = [
            (read_proof(pdf, side.name, layout), pdf)
            for pdf, side, layout in zip(pdfs, sides, layouts, strict=True)
        ]
        total = max(len(pdf.labels) for pdf in pdfs)
        with progress_bar(settings, "comparing pages", total) as step:
            found = compare(proofs[0], proofs[1], dpi, step)
        sheets = draw_sheets(found, pdfs[0], pdfs[1], dpi)
    files = {
        JSON_FILE: json_text(diff_json(found, sheets, dpi), indent=1),
        HTML_FILE: diff_html(found, sheets).encode("utf-8", "backslashreplace"),
        **{name: data for sheet in sheets for name, data in sheet.files},
    }
    write_together({output / name: data for name, data in files.items()})
    return found


def _layouts(
    sides: Sequence[ProofFile], pdfs: Sequence[DrawnPdf]
) -> list[Mapping[str, Any] | None]:
    """The layouts to use: both or none, one that was only found if it is that of its PDF."""
    from layout.proof.diff.read import fits_layout

    layouts = [
        side.layout
        if side.layout is not None and (side.given or fits_layout(pdf, side.layout))
        else None
        for side, pdf in zip(sides, pdfs, strict=True)
    ]
    return layouts if None not in layouts else [None, None]


def _tell(
    found: Comparison, sides: Sequence[ProofFile], output: Path, settings: Globals
) -> None:
    from layout.proof.diff.document import change_json
    from layout.proof.diff.messages import in_words

    report = os.fspath(output / HTML_FILE)
    if settings.as_json:
        print_json(
            {
                "ok": not found.changes,
                "output": os.fspath(output),
                "changes": [
                    change_json(change, at) for at, change in enumerate(found.changes, 1)
                ],
                "consequences": [one.message for one in found.consequences],
                "findings": [_finding(change).as_json() for change in found.changes],
            }
        )
        return
    if not settings.quiet:
        for change in found.changes:
            click.echo(in_words(change), err=True)
        for one in found.consequences:
            click.echo(f"    {one.message}", err=True)
        if not found.old.knows_source:
            lacking = ", ".join(side.name for side in sides if side.layout is None)
            click.echo(
                f"note: told without article lines: there is no layout of {lacking or 'one'} "
                "(--old-layout, --new-layout)",
                err=True,
            )
        count = len(found.changes)
        click.echo(f"{count or 'no'} {'change' if count == 1 else 'changes'}", err=True)
    click.echo(report)


def _finding(change: Change) -> Diagnostic:
    """A change as a finding: a note, at its place in the source."""
    from layout.proof.diff.messages import in_words

    place = change.new or change.old
    span = None
    if place is not None and place.source:
        path, _, line = place.source.rpartition(":")
        span = SourceSpan(path, int(line) if line.isdecimal() else 1)
    return Diagnostic(
        Severity.NOTE,
        change.kind,
        in_words(change),
        span,
        page=place.label if place is not None else "",
        article=change.article,
    )
