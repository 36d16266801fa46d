"""`banxin plan`: the flatplan."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from layout.cli.options import NamedPath, not_empty, spare_sources
from layout.cli.report import print_json, show_findings
from layout.files import write_whole
from layout.geometry import POINTS_PER_INCH, POINTS_PER_MM
from layout.project import find_issue

if TYPE_CHECKING:
    from layout.cli import Globals
    from layout.pipeline import PlanResult

ENDINGS = (".png", ".pdf")
# House style: beyond that no viewer of pictures is at ease; ISO 32000-1 annex C for the PDF.
MOST_PIXELS = 20_000
MOST_POINTS = 14_400


def _picture_name(_: click.Context, param: click.Parameter, value: Path | None) -> Path | None:
    if value is not None and value.suffix.lower() not in ENDINGS:
        message = f"{value} ends in neither {' nor '.join(ENDINGS)}"
        raise click.BadParameter(message, param=param)
    return value


@click.command("plan")
@click.argument("issue", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=NamedPath(), callback=_picture_name, help="A PNG or PDF to draw."
)
@click.option("--columns", type=click.IntRange(1, 99), help="Spreads in a row of the sheet.")
@click.option("--dpi", default=110, show_default=True, type=click.IntRange(20, 600))
@click.option("--style", callback=not_empty, help="A house style other than the publication's.")
@click.option("--font-path", multiple=True, type=NamedPath(), help="More fonts.")
@click.pass_obj
def command(settings: Globals, /, issue: Path, **options: object) -> None:
    """Show every spread of ISSUE with its articles and figures, and what copy fits."""
    from layout.cli.planned import as_document, print_plan
    from layout.pipeline import BuildRequest, plan_issue

    folder = find_issue(issue)
    style, paths, output = options["style"], options["font_path"], options["output"]
    request = BuildRequest(
        folder,
        str(style) if style else None,
        root=settings.root,
        font_path=tuple(paths) if isinstance(paths, tuple) else (),
    )
    if isinstance(output, Path):
        spare_sources([output], folder, lambda: request.font_path)
    planned = plan_issue(request)
    if isinstance(output, Path):
        columns = options["columns"]
        content = _drawn(
            planned,
            output.suffix.lower(),
            columns if isinstance(columns, int) else None,
            int(str(options["dpi"])),
        )
        write_whole(output, content)
    drawn = os.fspath(output) if isinstance(output, Path) else ""
    if settings.as_json:
        print_json({"ok": True, "output": drawn, **as_document(planned)})
        return
    show_findings(planned.findings, quiet=settings.quiet)
    if drawn and settings.quiet:
        click.echo(drawn)
        return
    print_plan(planned.plan)
    if drawn:
        click.echo(drawn)


def _drawn(planned: PlanResult, ending: str, columns: int | None, dpi: int) -> bytes:
    """The sheet as a file.

    Raises:
        click.UsageError: it would be larger than programs can show.
    """
    from layout.images.paste import png_of
    from layout.pipeline import draw_plan
    from layout.plan import sheet_size
    from layout.proof.draw import DrawnPdf

    size = max(sheet_size(planned.plan, planned.house.page, columns))
    if size > MOST_POINTS:
        raise click.UsageError(
            f"the sheet would be {size / POINTS_PER_MM / 1000:.1f} m long: "
            "choose another number of --columns"
        )
    if ending == ".png" and size * dpi / POINTS_PER_INCH > MOST_PIXELS:
        raise click.UsageError(
            f"the picture would be {size * dpi / POINTS_PER_INCH:.0f} pixels long: "
            "choose a lower --dpi or another number of --columns"
        )
    pdf = draw_plan(planned, columns)
    if ending == ".pdf":
        return pdf
    with DrawnPdf(pdf, "the flatplan") as sheet:
        return png_of(sheet.draw(0, dpi))
