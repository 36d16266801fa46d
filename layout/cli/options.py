"""Kinds of options, and which outputs a command line may name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

SOURCE_ENDINGS = frozenset({".md", ".yaml", ".yml"})


class NamedPath(click.Path):
    """A path; an empty one, which a shell gives for a variable that is not set, is refused."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        """The path. Fails for an empty one: it would mean the folder one stands in."""
        if not os.fspath(value):
            self.fail("the path is empty", param, ctx)
        return Path(value)


def not_empty(_: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A name as given, or None; refuses an empty one."""
    if value is not None and not value.strip():
        raise click.BadParameter("the name is empty", param=param)
    return value


def rule_names(value: str) -> frozenset[str]:
    """The rules of an option's value, parted by commas."""
    return frozenset(rule.strip() for rule in value.split(",") if rule.strip())


def rules_named(_: click.Context, param: click.Parameter, value: str) -> frozenset[str]:
    """Rules by name; one that no build gives would gate nothing."""
    from layout.pipeline import RULES

    rules = rule_names(value)
    unknown = sorted(rules - RULES)
    if unknown:
        known = ", ".join(sorted(RULES))
        raise click.BadParameter(f"no rule {unknown[0]!r}; there are {known}", param=param)
    return rules


def spare_sources(
    outputs: Sequence[Path], issue: Path, more: Callable[[], Iterable[Path]] = tuple
) -> None:
    """Refuse outputs that would take the place of what an issue is made from, or of each other.

    `issue` is the issue's folder; `more` gives other files and folders with sources, if it must
    be asked.

    Raises:
        click.UsageError: an output is a source, or two outputs are one file.
    """
    real = [os.path.realpath(output) for output in outputs]
    if len(set(real)) < len(real):
        raise click.UsageError(f"{outputs[-1]} is named for two outputs: name another for one")
    for output in outputs:
        # (os.path: a path that cannot be looked at is no source; writing it will tell.)
        there = os.path.isfile(output)  # noqa: PTH113
        if there and not _is_result(output) and _is_source(output, issue, more):
            raise click.UsageError(f"{output} is a source of this issue: name another output")


def _is_result(path: Path) -> bool:
    """Whether a file is what a build or an export writes: a PDF, or JSON under its own name."""
    if path.suffix.lower() in SOURCE_ENDINGS:
        return False
    try:
        with path.open("rb") as file:
            head = file.read(5)
    except OSError:
        return False
    return head == b"%PDF-" or head[:1] == b"{"


def _is_source(output: Path, issue: Path, more: Callable[[], Iterable[Path]]) -> bool:
    if Path(os.path.realpath(output)).is_relative_to(os.path.realpath(issue)):
        return True
    places = (issue, issue.parent / "publication.yaml", *more())
    return any(output.samefile(file) for place in places for file in _files(place))


def _files(place: Path) -> Iterable[Path]:
    """A file, or the files of a folder at any depth."""
    return (file for file in (place, *place.rglob("*")) if os.path.isfile(file))  # noqa: PTH113
