"""`banxin build`: the main job."""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from layout.cli.options import NamedPath, not_empty, rules_named, spare_sources
from layout.cli.report import CONTENT, json_text, print_json, show_findings
from layout.diagnostics import Severity
from layout.errors import ProjectError
from layout.files import write_together
from layout.pipeline import BuildRequest, BuildResult, build_issue, project_of
from layout.project import find_issue
from layout.record import replace

if TYPE_CHECKING:
    from layout.cli import Globals
    from layout.diagnostics import Diagnostic


def _date(_: click.Context, param: click.Parameter, value: str) -> str:
    """A date of ISO 8601; the clock is asked for `today` alone."""
    if value == "today":
        return datetime.date.today().isoformat()  # noqa: DTZ011 (the date on the desk's wall)
    try:
        return datetime.date.fromisoformat(value).isoformat() if value else ""
    except ValueError as fault:
        message = f"{value!r} is no date; write it as 2031-06-20, or `today`"
        raise click.BadParameter(message, param=param) from fault


@click.command("build")
@click.argument("issue", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=NamedPath(), help="The PDF to write.")
@click.option(
    "--profile", default="screen", show_default=True, help="screen, proof, archive or press."
)
@click.option(
    "--standard",
    "standards",
    multiple=True,
    help="A standard the file keeps, such as a-2u or ua-1; may be given again.",
)
@click.option("--style", callback=not_empty, help="A house style other than the publication's.")
@click.option(
    "--printer", callback=not_empty, help="A printer's profile other than the publication's."
)
@click.option(
    "--proof-number",
    type=click.IntRange(1, 9),
    help="Which proof this is: 2 is stamped 二校.",
)
@click.option(
    "--proof-date", default="", callback=_date, help="Of the proof: 2031-06-20, or `today`."
)
@click.option("--pages", "selection", default="", help="Only these folios, such as 3-8,11.")
@click.option("--embed-sources", is_flag=True, help="The file carries what it is built from.")
@click.option("--layout-json", type=NamedPath(), help="Where every line stands.")
@click.option("--font-path", multiple=True, type=NamedPath(), help="More fonts.")
@click.option("--strict", is_flag=True, help="Warnings are errors; the file is read back.")
@click.option(
    "--fail-on",
    default="",
    callback=rules_named,
    help="Rules that are errors: overset,missing-glyph …",
)
@click.pass_obj
def command(settings: Globals, /, issue: Path, **options: object) -> int:
    """Set ISSUE (a folder, or its issue.yaml) and write its PDF."""
    return _build(settings, find_issue(issue), _Options(options))


class _Options:
    """The verb's options, by name and with their types."""

    def __init__(self, options: dict[str, object]) -> None:
        self.output = _path(options["output"])
        self.layout_json = _path(options["layout_json"])
        self.profile = str(options["profile"])
        self.style = str(options["style"]) if options["style"] else None
        self.printer = str(options["printer"] or "")
        self.proof_number = int(str(options["proof_number"] or 0))
        self.proof_date = str(options["proof_date"])
        self.selection = str(options["selection"])
        standards = options["standards"]
        self.standards = tuple(standards) if isinstance(standards, tuple) else ()
        self.embed_sources = bool(options["embed_sources"])
        paths = options["font_path"]
        self.font_path = tuple(paths) if isinstance(paths, tuple) else ()
        self.strict = bool(options["strict"])
        rules = options["fail_on"]
        self.fail_on = rules if isinstance(rules, frozenset) else frozenset()


def _path(value: object) -> Path | None:
    return value if isinstance(value, Path) else None


def _build(settings: Globals, issue: Path, options: _Options) -> int:
    request = BuildRequest(
        issue,
        options.style,
        options.profile,
        options.selection,
        settings.root,
        options.font_path,
        standards=options.standards,
        embed_sources=options.embed_sources,
        printer=options.printer,
        proof_number=options.proof_number,
        proof_date=options.proof_date,
    )
    _check_proof(request)
    output = options.output or _default_output(issue)
    outputs = [output] if options.layout_json is None else [output, options.layout_json]
    if options.embed_sources:
        outputs += _outputs_beside(output, outputs)
    spare_sources(outputs, issue, lambda: _other_sources(request))
    with _progress(settings) as show:
        result = build_issue(request, progress=show, reader=settings.reader)
    if options.strict:
        result = replace(result, findings=(*result.findings, *_read_back(result)))
    refused = [item for item in result.findings if _refused(item, options)]
    if not refused:
        files = {output: result.pdf}
        if options.layout_json is not None:
            files[options.layout_json] = _layout(result)
        files |= _beside(output, result)
        write_together(files)
    _tell(settings, result, output, refused)
    return CONTENT if refused else 0


def _check_proof(request: BuildRequest) -> None:
    """See that what is said of a proof is said of one. Raises UsageError."""
    from layout.pdf import PROFILES

    profile = PROFILES.get(request.profile)
    if profile is None or profile.proofs:  # a profile that is not there the build will tell
        return
    for name, given in (
        ("--proof-number", request.proof_number),
        ("--proof-date", request.proof_date if not profile.slug_line else ""),
    ):
        if given:
            message = f"{name} is for proofs, and {request.profile} makes none"
            raise click.UsageError(f"{message}; add --profile proof")


def _outputs_beside(output: Path, outputs: list[Path]) -> list[Path]:
    """The record that is written beside a deposit; its checksums join those that are there.

    Raises:
        click.UsageError: an output has the name of the file of checksums.
    """
    from layout.deposit.beside import record_path, sums_path

    sums = os.path.realpath(sums_path(output))
    if any(os.path.realpath(one) == sums for one in outputs):
        raise click.UsageError(f"{sums} is where the checksums go: name another output")
    return [record_path(output)]


def _beside(output: Path, result: BuildResult) -> dict[Path, bytes]:
    """What stands beside a deposit that is a file of its own, not a pipe."""
    if result.deposit is None or (output.exists() and not output.is_file()):
        return {}
    from layout.deposit.beside import files_beside

    return files_beside(output, result.pdf, result.deposit, len(result.pages.pages))


def _other_sources(request: BuildRequest) -> tuple[Path, ...]:
    """What a build reads outside its issue."""
    try:
        project = project_of(request)
    except ProjectError:  # the build itself will tell
        return request.font_path
    return (*project.styles, project.fonts_manifest, *request.font_path)


def _default_output(issue: Path) -> Path:
    """`out/<publication>-<issue>.pdf`, however the issue's folder was named."""
    home = Path(os.path.abspath(issue))  # noqa: PTH100 (resolve() would follow links)
    return Path("out") / f"{home.parent.name}-{home.name}.pdf".lstrip("-")


def _read_back(result: BuildResult) -> list[Diagnostic]:
    """Under --strict the file is read again before it gets its name."""
    from layout.pdf.check import check_written

    return check_written(result.pdf)


def _refused(finding: Diagnostic, options: _Options) -> bool:
    if finding.severity is Severity.ERROR or finding.rule in options.fail_on:
        return True
    return options.strict and finding.severity is Severity.WARNING


def _layout(result: BuildResult) -> bytes:
    from layout.display.dump import layout_json

    return json_text(layout_json(result.pages), indent=1)


def _as_refused(finding: Diagnostic) -> Diagnostic:
    """What --strict or --fail-on refused is an error, and is told as one."""
    return replace(finding, severity=Severity.ERROR)


def _tell(
    settings: Globals, result: BuildResult, output: Path, refused: list[Diagnostic]
) -> None:
    findings = [_as_refused(item) if item in refused else item for item in result.findings]
    if settings.as_json:
        print_json(
            {
                "ok": not refused,
                "output": "" if refused else os.fspath(output),
                "pages": len(result.pages.pages),
                "bytes": len(result.pdf),
                "findings": [finding.as_json() for finding in findings],
            }
        )
        return
    show_findings(findings, quiet=settings.quiet)
    if refused:
        click.echo(f"nothing was written: {len(refused)} findings are errors here", err=True)
        return
    if settings.verbose:
        for stage, seconds in result.seconds:
            click.echo(f"{stage:>14} {seconds * 1000:7.0f} ms", err=True)
    if not settings.quiet:
        count = len(result.pages.pages)
        click.echo(f"{count} pages, {len(result.pdf) / 1e6:.1f} MB", err=True)
    click.echo(os.fspath(output))


class _progress:  # noqa: N801 (reads as the statement it serves)
    """A line that says which stage has ended, on a terminal only; it vanishes at the end."""

    def __init__(self, settings: Globals) -> None:
        self._shows = not settings.quiet and not settings.as_json and sys.stderr.isatty()

    def __enter__(self) -> _progress:
        return self

    def __call__(self, stage: str) -> None:
        if self._shows:
            click.echo(f"\r\x1b[K{stage} …", nl=False, err=True)

    def __exit__(self, *_: object) -> None:
        if self._shows:
            click.echo("\r\x1b[K", nl=False, err=True)
