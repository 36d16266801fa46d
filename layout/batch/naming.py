"""Names of outputs: the pattern they are made by, and which may not be."""

from __future__ import annotations

import os
import string
import unicodedata
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from layout.batch.job import Job

FIELDS = ("publication", "issue", "profile", "style")
ENDING = ".pdf"
_PDF = b"%PDF-"


def check_pattern(pattern: str) -> tuple[str, str] | None:
    """What is wrong with a pattern of names, and what to do; None where it is sound."""
    try:
        parts = list(string.Formatter().parse(pattern))
    except ValueError as fault:
        return f"`{pattern}`: {fault}", "write `{issue}` for the issue's name"
    known = f"there are {', '.join(f'{{{field}}}' for field in FIELDS)}"
    for _, field, form, conversion in parts:
        if field is not None and (field not in FIELDS or form or conversion):
            return f"`{{{field}}}` is no field of a name", known
    path = PurePosixPath(pattern)
    if path.is_absolute() or ".." in path.parts or "\\" in pattern:
        return f"`{pattern}` leads out of the output folder", "write a relative path"
    if not pattern.endswith(ENDING):
        return f"`{pattern}` does not end in {ENDING}", "what is written is a PDF"
    return None


def filled(pattern: str, words: Mapping[str, str]) -> str:
    """The name that a sound pattern gives."""
    return pattern.format_map(words)


def same_file_key(path: str) -> str:
    """Paths that some file system takes for one have the same key.

    Case and the Unicode form of a name do not part files everywhere. Source: UAX #15, D145 of
    the Unicode Standard (canonical caseless matching).
    """
    decomposed = unicodedata.normalize("NFD", path)
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", decomposed.casefold()))


def check_names(jobs: Iterable[Job], output: Path) -> Iterator[tuple[str, str, str]]:
    """Rule, message and hint for each output that may not be: two of one name, or a source."""
    first: dict[str, str] = {}
    issues: set[str] = set()
    for job in jobs:
        key = same_file_key(job.output)
        shown = os.path.relpath(job.output, output)
        if key in first:
            hint = "put a field into `name` that tells them apart, such as {profile}"
            message = f"{first[key]} and {job.name} would both be written to {shown}"
            yield "same-name", message, hint
        first.setdefault(key, job.name)
        issues.add(os.path.realpath(job.issue))
        if _takes_a_source(job.output):
            hint = "choose another `output` or `name`"
            yield "output-is-source", f"{shown} is there and is no PDF", hint
    yield from _inside_issues(output, issues)


def _takes_a_source(output: str) -> bool:
    path = Path(output)
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(_PDF)) not in {_PDF, b""}
    except OSError:
        return False  # writing it will tell


def _inside_issues(output: Path, issues: set[str]) -> Iterator[tuple[str, str, str]]:
    real = Path(os.path.realpath(output))
    for folder in (real, *real.parents):
        if os.fspath(folder) in issues:
            hint = "choose an `output` outside of the issues"
            yield "output-is-source", f"{output} lies inside the issue {folder.name}", hint
