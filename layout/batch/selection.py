"""Which issues of a publication's folder a manifest means."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, error, suggest, warning
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

ISSUE_FILE = "issue.yaml"
_WILD = frozenset("*?[")


class Chosen(Record):
    """Issues in the order of their names; faults with the key and entry they stand at."""

    issues: tuple[Path, ...]
    faults: tuple[tuple[str, int, Diagnostic], ...] = ()


def chosen_issues(folder: Path, patterns: Sequence[str], exclude: Sequence[str]) -> Chosen:
    """The issues that patterns take in and exclusions do not strike out.

    A pattern is told from the publication's folder; `*` and `?` stand for any part of a name,
    `**` for folders at any depth. Only folders with an `issue.yaml` are issues.
    """
    faults: list[tuple[str, int, Diagnostic]] = []
    taken: set[Path] = set()
    for at, pattern in enumerate(patterns):
        found, fault = _issues_named(folder, pattern)
        taken.update(found)
        if fault is not None:
            faults.append(("issues", at, fault))
    for at, pattern in enumerate(exclude):
        outside = _leaves(pattern)
        if outside is not None:
            faults.append(("exclude", at, outside))
            continue
        struck = taken.intersection(folder.glob(pattern))
        taken -= struck
        if not struck and taken:
            message = f"`{pattern}` strikes out nothing"
            faults.append(("exclude", at, warning("empty-exclusion", message)))
    ordered = sorted(taken, key=lambda issue: issue.relative_to(folder).parts)
    return Chosen(tuple(ordered), tuple(faults))


def _issues_named(folder: Path, pattern: str) -> tuple[list[Path], Diagnostic | None]:
    outside = _leaves(pattern)
    if outside is not None:
        return [], outside
    found = [path for path in folder.glob(pattern) if (path / ISSUE_FILE).is_file()]
    if found:
        return found, None
    if _WILD.isdisjoint(pattern):
        names = sorted(path.parent.name for path in folder.glob(f"*/{ISSUE_FILE}"))
        message = f"there is no issue `{pattern}` in {folder.name}"
        return [], error("no-such-issue", message, hint=suggest(pattern, names))
    hint = f"issues are folders with an {ISSUE_FILE}, below {folder.name}"
    return [], error("empty-selection", f"`{pattern}` takes in no issue", hint=hint)


def _leaves(pattern: str) -> Diagnostic | None:
    """A fault where a pattern leads out of the publication's folder, or is none."""
    path = PurePosixPath(pattern)
    if pattern.strip() in {"", "."} or path.is_absolute() or ".." in path.parts:
        hint = "write a name below the publication's folder, such as 2031-*"
        return error("path-outside", f"`{pattern}` is no name below the folder", hint=hint)
    return None
