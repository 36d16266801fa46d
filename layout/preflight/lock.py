"""The record of an issue's pictures: which file it was that was proofed.

`pictures.lock` lies beside `issue.yaml`. Its lines are those of the usual checksum tools
(`sha256sum --check pictures.lock`), in the order of the names.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from layout.content.walk import all_pictures

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from layout.content.model import Issue

NAME = "pictures.lock"
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")


def checksums(issue: Issue) -> dict[str, str]:
    """SHA-256 of every picture file of an issue, by its name; none that is not there."""
    names = {picture.file for article in issue.articles for picture in all_pictures(article)}
    found: dict[str, str] = {}
    for name in sorted(names):
        try:
            with (issue.root / name).open("rb") as file:
                found[name] = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:  # the build has told
            continue
    return found


def lock_text(sums: Mapping[str, str]) -> str:
    """The record as a file holds it."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))


def read_lock(root: Path) -> dict[str, tuple[str, int]] | None:
    """What was recorded: the checksum and the line of each file; None where nothing was."""
    try:
        text = (root / NAME).read_text("utf-8")
    except (OSError, ValueError):
        return None
    lines = enumerate(text.splitlines(), 1)
    found = ((number, _LINE.fullmatch(line)) for number, line in lines)
    return {match[2]: (match[1], number) for number, match in found if match}
