"""Issues on disk, from a few files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HEAD = "---\nid: harbour\nkind: feature\n---\n"
ISSUE = "issue:\n  title: 江畔\nflatplan:\n  - {file: harbour.md}\n"


def make_issue(home: Path, files: Mapping[str, str | bytes]) -> Path:
    """A publication with one issue in `home`; the files replace or join the plain ones."""
    plain: dict[str, str | bytes] = {
        "publication.yaml": "title: 江畔\n",
        "07/issue.yaml": ISSUE,
        "07/articles/harbour.md": HEAD + "潮水退去。\n",
    }
    for name, text in {**plain, **files}.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return home / "07"


def make_article(home: Path, body: str) -> Path:
    """An issue of one article, whose copy begins on line 5."""
    return make_issue(home, {"07/articles/harbour.md": HEAD + body})
