"""`banxin impose`: pages onto printing sheets."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from layout.cli.options import NamedPath
from layout.cli.report import print_json, show_findings
from layout.diagnostics import error
from layout.errors import FontError, ProjectError
from layout.files import write_whole
from layout.geometry import parse_length
from layout.impose import schemes
from layout.impose.request import BINDINGS, BLANKS, SIGNATURES, WORKS
from layout.project import find_project

if TYPE_CHECKING:
    from layout.cli import Globals
    from layout.impose import Caption, ImposeRequest, Imposition
    from layout.impose.sizes import SheetSize

LABEL_ROLE = "hei"
_ABOUT = "; ".join(f"{name}: {one.about}" for name, one in schemes().items())
_MOST_PLACES = 20
_BY = re.compile(r"(\d{1,4})[x×](\d{1,4})\Z", re.ASCII)
_SIGNATURES = tuple(str(pages) for pages in SIGNATURES)


def _length(_: click.Context, param: click.Parameter, value: str | None) -> float | None:
    """A length such as `0.1mm`, in points; never negative."""
    if value is None:
        return None
    try:
        length = parse_length(value)
    except ValueError as fault:
        raise click.BadParameter(str(fault), param=param) from fault
    if length < 0:
        raise click.BadParameter(f"{value} is less than nothing", param=param)
    return length


def _size(_: click.Context, param: click.Parameter, value: str) -> SheetSize | None:
    """A sheet's size; None for `auto`."""
    from layout.impose import parse_sheet_size

    if value == "auto":
        return None
    try:
        return parse_sheet_size(value)
    except ValueError as fault:
        raise click.BadParameter(str(fault), param=param) from fault


def _grid(
    _: click.Context, param: click.Parameter, value: str | None
) -> tuple[int, int] | None:
    """Columns by rows, such as `3x2`."""
    if value is None:
        return None
    match = _BY.match(value)
    if match is None:
        message = f"{value!r} is not columns by rows, such as 3x2"
        raise click.BadParameter(message, param=param)
    columns, rows = int(match[1]), int(match[2])
    if not (1 <= columns <= _MOST_PLACES and 1 <= rows <= _MOST_PLACES):
        raise click.BadParameter(f"{value!r}: from 1 to {_MOST_PLACES} of each", param=param)
    return columns, rows


def _marks(_: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:
    """Kinds of marks parted by commas, `all` or `none`."""
    from layout.impose.request import MARKS

    if value == "all":
        return MARKS
    asked = [] if value == "none" else [word.strip() for word in value.split(",")]
    for word in asked:
        if word not in MARKS:
            message = f"there is no mark `{word}`; there are {', '.join(MARKS)}"
            raise click.BadParameter(message, param=param)
    return tuple(kind for kind in MARKS if kind in asked)


@click.command("impose")
@click.argument("pdf", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=NamedPath(), help="The PDF to write.")
@click.option("--scheme", type=click.Choice(tuple(schemes())), required=True, help=_ABOUT)
@click.option("--signature", type=click.Choice(_SIGNATURES), help="Pages to a folded sheet.")
@click.option(
    "--grid",
    metavar="CxR",
    callback=_grid,
    help="Columns by rows (nup, cut-stack); 2x1 without.",
)
@click.option("--repeat", is_flag=True, help="One page in every place of a sheet (nup).")
@click.option("--sides", type=click.Choice(("1", "2")), help="Of a sheet (nup, cut-stack).")
@click.option("--binding", type=click.Choice(BINDINGS), default="left", show_default=True)
@click.option("--blanks", type=click.Choice(BLANKS), default="end", show_default=True)
@click.option("--work", type=click.Choice(WORKS), default="sheetwise", show_default=True)
@click.option(
    "--paper", metavar="LENGTH", callback=_length, help="Thickness of a leaf, for creep."
)
@click.option(
    "--creep",
    metavar="LENGTH",
    callback=_length,
    help="Push-out of the innermost sheet, measured.",
)
@click.option("--bleed", metavar="LENGTH", default="3mm", callback=_length, show_default=True)
@click.option(
    "--spine-gap", metavar="LENGTH", callback=_length, help="Between two pages at the spine."
)
@click.option(
    "--trim-gap", metavar="LENGTH", callback=_length, help="Between pages that are cut apart."
)
@click.option(
    "--sheet", metavar="SIZE", default="auto", callback=_size, help="A3, SRA3, 720x1020 (mm) …"
)
@click.option(
    "--margin", metavar="LENGTH", callback=_length, help="Around the trims of a sheet `auto`."
)
@click.option(
    "--gripper",
    metavar="LENGTH",
    default="0mm",
    callback=_length,
    help="Left white at the foot.",
)
@click.option(
    "--marks", metavar="KINDS", default="all", callback=_marks, help="Kinds, `all` or `none`."
)
@click.option("--label", default="", help="On the sheets, instead of the file's name.")
@click.option("--dry-run", is_flag=True, help="Show the plan, write nothing.")
@click.pass_obj
def command(settings: Globals, /, pdf: Path, **options: Any) -> None:  # Any: click's values
    """Put the pages of PDF onto printing sheets that fold, or are cut, to the right order."""
    from layout.impose import impose_pdf
    from layout.impose.words import as_document, summary

    output: Path | None = options["output"]
    dry_run = bool(options["dry_run"])
    if output is None and not dry_run:
        raise click.UsageError("name the PDF to write with -o, or ask for --dry-run")
    content = _read(pdf, output)
    request = _request(options)
    label = _caption(options["label"] or pdf.name, settings)
    imposed = impose_pdf(content, request, pdf.name, label=label, dry_run=dry_run)
    written = ""
    if output is not None and not dry_run:
        write_whole(output, imposed.pdf)
        written = os.fspath(output)
    if settings.as_json:
        print_json({"ok": True, "output": written, **as_document(imposed.plan)})
        return
    show_findings(imposed.plan.findings, quiet=settings.quiet)
    if dry_run:
        _print_plan(imposed.plan)
        return
    if not settings.quiet:
        click.echo(summary(imposed.plan), err=True)
    click.echo(written)


def _read(pdf: Path, output: Path | None) -> bytes:
    """The file's bytes.

    Raises:
        click.UsageError: the output would take its place.
        ProjectError: it cannot be read.
    """
    try:
        content = pdf.read_bytes()
        same = output is not None and output.exists() and output.samefile(pdf)
    except OSError as fault:
        raise ProjectError([error("no-such-file", f"{pdf}: {fault.strerror}")]) from fault
    if same:
        raise click.UsageError(f"{output} is the PDF to impose: name another output")
    return content


def _caption(text: str, settings: Globals) -> Caption:
    """The job's name, with outlines of the house's sans serif for what has no strokes."""
    from layout.impose import Caption
    from layout.impose.lettering import not_in_strokes

    others = not_in_strokes(text)
    if not others:
        return Caption(text)
    from layout.fonts import default_cache, letter_outlines, load_fonts

    manifest = find_project(Path.cwd(), settings.root).fonts_manifest
    try:
        fonts = load_fonts(manifest, cache=default_cache())
        outlines = letter_outlines(fonts, LABEL_ROLE, others)
    except FontError:  # boxes will do; the plan tells of them
        return Caption(text)
    return Caption(text, tuple(outlines.items()))


def _request(options: dict[str, Any]) -> ImposeRequest:
    from layout.impose import ImposeRequest

    _refuse_what_does_not_apply(options)
    columns, rows = options["grid"] or (2, 1)
    signature, sides = options["signature"], options["sides"]
    same = ("scheme", "binding", "blanks", "work", "repeat", "creep", "bleed")
    more = ("spine_gap", "trim_gap", "sheet", "margin", "gripper", "marks")
    return ImposeRequest(
        signature=int(signature) if signature else None,
        columns=columns,
        rows=rows,
        sides=int(sides) if sides else None,
        paper=options["paper"] or 0.0,
        **{name: options[name] for name in (*same, *more)},
    )


# Options that mean nothing with some schemes, and with which they do.
_ONLY_FOR = {
    "signature": ("saddle", "perfect"),
    "paper": ("saddle", "perfect"),
    "creep": ("saddle", "perfect"),
    "spine_gap": ("saddle", "perfect"),
    "grid": ("nup", "cut-stack"),
    "repeat": ("nup",),
    "sides": ("nup", "cut-stack"),
}


def _refuse_what_does_not_apply(options: dict[str, Any]) -> None:
    for name, only in _ONLY_FOR.items():
        if options[name] not in {None, False} and options["scheme"] not in only:
            named = " and ".join(only)
            raise click.UsageError(f"--{name.replace('_', '-')} is for {named} only")
    if options["creep"] is not None and options["paper"]:
        raise click.UsageError("give --paper or --creep, not both")
    if options["margin"] is not None and options["sheet"] is not None:
        raise click.UsageError("--margin makes a sheet as large as needed: leave --sheet out")


def _print_plan(plan: Imposition) -> None:
    """The plan as a table, then every sheet as a picture."""
    from layout.impose.words import fold_words, sheet_picture, summary, table_rows

    click.echo(summary(plan))
    click.echo()
    rows = [("signature", "sheet", "side", "pages", "creep mm"), *table_rows(plan)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())
    for sheet in plan.sheets:
        click.echo()
        click.echo(f"signature {sheet.signature}, sheet {sheet.number}")
        for line in sheet_picture(sheet):
            click.echo(line)
        for at, fold in enumerate(sheet.form.folds):
            click.echo(f"  fold {at + 1}: {fold_words(fold)}")
