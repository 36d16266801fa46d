"""A glance at an issue's files, before they are read and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.errors import ContentError
from layout.yaml_source import YamlMap, YamlScalar, read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from layout.yaml_source import YamlNode


def likely_style(path: Path) -> str:
    """The house style an issue seems to name; empty where a glance does not tell.

    Only a guess to begin with: what holds is what `read_issue` gives.
    """
    root = path if path.is_dir() else path.parent
    for file, keys in (
        (root / "issue.yaml", ("issue", "style")),
        (root / "publication.yaml", ("style",)),
        (root.resolve().parent / "publication.yaml", ("style",)),
    ):
        found = _scalar_at(file, keys)
        if found:
            return found
    return ""


def _scalar_at(file: Path, keys: tuple[str, ...]) -> str:
    try:
        node: YamlNode | None = read_yaml(file.read_bytes(), file.name)
    except (OSError, ContentError):
        return ""
    for key in keys:
        node = node.get(key) if isinstance(node, YamlMap) else None
    return node.text if isinstance(node, YamlScalar) and not node.is_null else ""
