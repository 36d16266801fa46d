"""`banxin pages`: pages as pictures."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from layout.cli.inputs import ProofFile, read_proof_file
from layout.cli.options import NamedPath
from layout.cli.progress import progress_bar
from layout.cli.report import print_json
from layout.diagnostics import error
from layout.errors import ContentError
from layout.files import write_whole
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.cli import Globals
    from layout.images.paste import Raster
    from layout.proof.draw import DrawnPdf

CONTACT_SHEET = "contact-sheet"
ENDINGS = {"png": "png", "jpeg": "jpg"}
# Just fine enough for small pages.
SHEET_DPI = 50


class _Options(Record):
    """How pages are drawn."""

    dpi: int
    facing: bool
    sheet: bool
    guides: bool
    kind: str


@click.command("pages")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=NamedPath(), help="A folder.")
@click.option("--dpi", default=110, show_default=True, type=click.IntRange(20, 600))
@click.option("--spreads", "facing", is_flag=True, help="Facing pages side by side.")
@click.option("--contact-sheet", "sheet", is_flag=True, help="All pages, small, as well.")
@click.option("--guides", is_flag=True, help="Boxes, frames and grid over the pages.")
@click.option("--layout", type=NamedPath(), help="The --layout-json of a PDF, for --guides.")
@click.option(
    "--format", "kind", default="png", show_default=True, type=click.Choice([*ENDINGS])
)
@click.option("--font-path", multiple=True, type=NamedPath(), help="More fonts.")
@click.pass_obj
def command(settings: Globals, /, source: Path, output: Path, **options: object) -> None:
    """Draw the pages of SOURCE, a PDF or an issue, as pictures in a folder."""
    wanted = _Options(
        int(str(options["dpi"])),
        bool(options["facing"]),
        bool(options["sheet"]),
        bool(options["guides"]),
        str(options["kind"]),
    )
    layout, paths = options["layout"], options["font_path"]
    named = layout if isinstance(layout, Path) else None
    if named is not None and not wanted.guides:
        raise click.UsageError("--layout is for --guides: give both, or leave it out")
    fonts = tuple(paths) if isinstance(paths, tuple) else ()
    # The screen profile has no bleed to show.
    profile = "proof" if wanted.guides else "screen"
    proof = read_proof_file(source, named, settings, fonts, profile=profile)
    names = _draw(proof, output, wanted, settings)
    if settings.as_json:
        print_json({"ok": True, "output": os.fspath(output), "files": names})
        return
    for name in names:
        click.echo(os.fspath(output / name))


def _draw(proof: ProofFile, output: Path, options: _Options, settings: Globals) -> list[str]:
    """Write the pictures; their names come back."""
    from layout.proof.draw import DrawnPdf

    names = []
    with DrawnPdf(proof.pdf, proof.name) as pdf:
        groups = _groups(pdf, facing=options.facing)
        with progress_bar(settings, "drawing pages", len(groups)) as step:
            for stem, picture in _pictures(pdf, proof, options, groups):
                names.append(_write(output, stem, picture, options.kind))
                step()
        if options.sheet:
            names += [
                _write(output, stem, picture, options.kind) for stem, picture in _sheets(pdf)
            ]
    return names


def _groups(pdf: DrawnPdf, *, facing: bool) -> list[tuple[int, ...]]:
    """The pages of each picture."""
    from layout.proof.draw import spreads

    return list(spreads(pdf.labels)) if facing else [(at,) for at in range(len(pdf.labels))]


def _pictures(
    pdf: DrawnPdf, proof: ProofFile, options: _Options, groups: list[tuple[int, ...]]
) -> Iterator[tuple[str, Raster]]:
    from layout.proof.draw import open_flat
    from layout.proof.guides import with_guides

    dpi = options.dpi
    layout = _layout(pdf, proof) if options.guides else None
    for group in groups:
        numbers = "-".join(f"{at + 1:03}" for at in group)
        pages = [
            with_guides(pdf, at, dpi, layout) if options.guides else pdf.draw(at, dpi)
            for at in group
        ]
        yield f"page-{numbers}", open_flat(pages)


def _layout(pdf: DrawnPdf, proof: ProofFile) -> dict[str, object] | None:
    """The layout that is that of the PDF; one that was only found may be another's.

    Raises:
        ContentError: the layout that was named is that of other pages.
    """
    from layout.proof.diff.read import fits_layout

    if proof.layout is None or fits_layout(pdf, proof.layout):
        return dict(proof.layout) if proof.layout is not None else None
    if not proof.given:
        return None
    hint = "give the file that `banxin build --layout-json` wrote with this PDF"
    message = f"the layout is not that of the pages of {proof.name}"
    raise ContentError([error("not-a-layout", message, hint=hint)])


def _sheets(pdf: DrawnPdf) -> Iterator[tuple[str, Raster]]:
    """The contact sheets: one, or as many as it takes, with numbers."""
    from layout.proof.draw import contact_sheets

    small = (pdf.draw(at, SHEET_DPI) for at in range(len(pdf.labels)))
    sheets = list(contact_sheets(small, pdf.labels))
    for number, sheet in enumerate(sheets, 1):
        yield CONTACT_SHEET if len(sheets) == 1 else f"{CONTACT_SHEET}-{number}", sheet


def _write(folder: Path, stem: str, picture: Raster, kind: str) -> str:
    from layout.images.paste import jpeg_of, png_of

    name = f"{stem}.{ENDINGS[kind]}"
    write_whole(folder / name, jpeg_of(picture) if kind == "jpeg" else png_of(picture))
    return name
