"""`banxin pages`: pages as pictures."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from layout.cli.options import NamedPath
from layout.cli.progress import progress_bar
from layout.cli.report import print_json
from layout.diagnostics import error
from layout.errors import ProjectError
from layout.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.cli import Globals
    from layout.images.paste import Raster
    from layout.proof.draw import DrawnPdf

CONTACT_SHEET = "contact-sheet.png"
# Just fine enough for small pages.
SHEET_DPI = 50


@click.command("pages")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=NamedPath(), help="A folder.")
@click.option("--dpi", default=110, show_default=True, type=click.IntRange(20, 600))
@click.option("--spreads", "facing", is_flag=True, help="Facing pages side by side.")
@click.option("--contact-sheet", "sheet", is_flag=True, help="All pages on one sheet as well.")
@click.pass_obj
def command(settings: Globals, /, source: Path, output: Path, **options: object) -> None:
    """Draw the pages of SOURCE, a PDF or an issue, as PNG files."""
    from layout.proof.draw import DrawnPdf, contact_sheet

    dpi, facing = int(str(options["dpi"])), bool(options["facing"])
    with DrawnPdf(_pdf_of(source, settings), source.name) as pdf:
        names = []
        groups = _groups(pdf, facing=facing)
        with progress_bar(settings, "drawing pages", len(groups)) as step:
            for name, picture in _pictures(pdf, dpi, groups):
                _write(output / name, picture)
                names.append(name)
                step()
        if options["sheet"]:
            _write(output / CONTACT_SHEET, contact_sheet(list(_small_pages(pdf))))
            names.append(CONTACT_SHEET)
    if settings.as_json:
        print_json({"ok": True, "output": os.fspath(output), "files": names})
        return
    for name in names:
        click.echo(os.fspath(output / name))


def _pdf_of(source: Path, settings: Globals) -> bytes:
    if source.suffix.lower() == ".pdf":
        try:
            return source.read_bytes()
        except OSError as fault:
            raise ProjectError(
                [error("no-such-file", f"{source}: {fault.strerror}")]
            ) from fault
    from layout.pipeline import BuildRequest, build_issue
    from layout.project import find_issue

    return build_issue(BuildRequest(find_issue(source), root=settings.root)).pdf


def _groups(pdf: DrawnPdf, *, facing: bool) -> list[tuple[int, ...]]:
    """The pages of each picture."""
    from layout.proof.draw import spreads

    return list(spreads(pdf.labels)) if facing else [(at,) for at in range(len(pdf.labels))]


def _pictures(
    pdf: DrawnPdf, dpi: int, groups: list[tuple[int, ...]]
) -> Iterator[tuple[str, Raster]]:
    from layout.proof.draw import open_flat

    for group in groups:
        numbers = "-".join(f"{at + 1:03}" for at in group)
        yield f"page-{numbers}.png", open_flat([pdf.draw(at, dpi) for at in group])


def _small_pages(pdf: DrawnPdf) -> Iterator[Raster]:
    """Pages for the contact sheet."""
    for at in range(len(pdf.labels)):
        yield pdf.draw(at, SHEET_DPI)


def _write(path: Path, picture: Raster) -> None:
    from layout.images.paste import png_of

    write_whole(path, png_of(picture))
