"""`banxin rebuild`: a deposit's workspace written back, and built."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from layout.cli.options import NamedPath
from layout.cli.report import DONE, NOT_CONFORMING, print_json, show_findings

if TYPE_CHECKING:
    from layout.cli import Globals


@click.command("rebuild")
@click.argument("deposit", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=NamedPath(), required=True, help="A new or empty folder.")
@click.option("--font-path", multiple=True, type=NamedPath(), help="More fonts.")
@click.pass_obj
def command(settings: Globals, deposit: Path, output: Path, font_path: tuple[Path, ...]) -> int:
    """Write back what DEPOSIT was built from, and build it."""
    from layout.audit.rebuild import rebuild
    from layout.files import write_whole

    paths = tuple(path.absolute() for path in font_path)
    made = rebuild(deposit, output, paths)
    name = "-".join(made.issue.relative_to(output).parts)
    pdf = output / "out" / f"{name}.pdf"
    write_whole(pdf, made.pdf)
    sound = made.identical or not made.same_means
    if settings.as_json:
        print_json(
            {
                "ok": sound,
                "output": os.fspath(pdf),
                "issue": os.fspath(made.issue),
                "identical": made.identical,
                "same_means": made.same_means,
                "bytes": len(made.pdf),
                "findings": [finding.as_json() for finding in made.findings],
            }
        )
        return DONE if sound else NOT_CONFORMING
    show_findings(made.findings, quiet=settings.quiet)
    if made.identical and not settings.quiet:
        click.echo("identical to the deposit, byte for byte", err=True)
    click.echo(os.fspath(pdf))
    return DONE if sound else NOT_CONFORMING
