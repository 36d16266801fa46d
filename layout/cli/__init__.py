"""The command line: arguments, messages, exit codes, and nothing else.

Human words go to stderr, results and JSON to stdout. One file for each verb.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

import click

from layout.cli.options import NamedPath
from layout.cli.report import (
    INTERRUPTED,
    exit_code_of,
    show_error,
    show_interrupt,
    show_usage,
)
from layout.errors import LayoutError, OutputError
from layout.record import Record
from layout.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from layout.pipeline import Reader

# One line registers a verb: its module holds a click command called `command`.
VERBS = {
    "new": "make a publication that can be built at once",
    "recover": "turn the extracted text of an old issue into content files",
    "build": "set an issue and write its PDF",
    "batch": "build the issues of a manifest, unattended",
    "plan": "show every spread, what is white or overset, what fits",
    "explain": "show why an article's lines end where they do",
    "export": "write the structure of an issue as plain JSON",
    "diff": "show what changed between two proofs",
    "pages": "draw the pages of a PDF or an issue as pictures",
    "rebuild": "write back what a deposit was built from, and build it",
    "verify": "hold a deposit to its records, its standards, itself",
    "impose": "put the pages of a PDF onto printing sheets",
    "fonts": "list, fetch and check the faces",
    "check": "look at an issue or a PDF before it goes to the printer",
    "doctor": "look at everything banxin needs on this machine",
}


class Globals(Record):
    """Options that stand before the verb."""

    root: Path | None
    quiet: bool
    verbose: bool
    as_json: bool
    reader: Reader | None = None


class _Verbs(click.Group):
    """A group whose commands are imported when they are called for: start-up is a feature."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        return list(VERBS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 (click's signature)
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in VERBS:
            return None
        if ctx.resilient_parsing:
            return click.Command(name, short_help=VERBS[name])
        module = importlib.import_module(f"layout.cli.{name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        import difflib

        name = args[0]
        if name not in VERBS and not name.startswith("-"):
            near = difflib.get_close_matches(name, VERBS, n=1)
            hint = f" Did you mean `{near[0]}`?" if near else ""
            ctx.fail(f"there is no verb `{name}`.{hint}")
        return super().resolve_command(ctx, args)


@click.command(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--root", type=NamedPath(), help="The folder with styles/ and fonts/.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say how long each stage took.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
@click.version_option(__version__, prog_name="banxin")
@click.pass_context
def banxin(
    ctx: click.Context,
    *,
    root: Path | None,
    quiet: bool,
    verbose: bool,
    as_json: bool,
) -> None:
    """Regenerate printable Chinese magazines from structured content."""
    ctx.obj = Globals(root, quiet, verbose, as_json, ctx.obj)


def run(reader: Reader | None = None) -> None:
    """The console script: `main`, then out at once.

    Taking the objects of a whole issue apart, one by one, would only cost time.
    """
    import contextlib
    import os

    code: object = 0
    try:
        main(reader=reader)
    except SystemExit as end:
        code = end.code
    with contextlib.suppress(LayoutError):  # it has been told
        sys.stdout.flush()
    os._exit(code if isinstance(code, int) else 0 if code is None else 1)


def main(arguments: list[str] | None = None, *, reader: Reader | None = None) -> None:
    """Run a command line and leave with its exit code (see `layout.cli.report`).

    `reader` is on its way already, for a build to ask.
    """
    words = sys.argv[1:] if arguments is None else arguments
    as_json = "--json" in words
    try:
        sys.exit(_code_of(words, reader, as_json=as_json))
    except OutputError as fault:  # the report itself: words are left, if there are any
        show_error(fault, as_json=False)
        sys.exit(exit_code_of(fault))


def _code_of(words: list[str], reader: Reader | None, *, as_json: bool) -> int:
    """Run a command line; what went wrong is shown, and its exit code comes back."""
    try:
        code = banxin.main(words, prog_name="banxin", standalone_mode=False, obj=reader)
    except LayoutError as fault:
        show_error(fault, as_json=as_json)
        return exit_code_of(fault)
    except click.exceptions.Abort:
        show_interrupt(as_json=as_json)
        return INTERRUPTED
    except click.ClickException as fault:
        show_usage(fault, as_json=as_json)
        return fault.exit_code
    return code if isinstance(code, int) else 0
