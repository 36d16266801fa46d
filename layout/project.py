"""Where a publication's surroundings are: house styles and the font manifest."""

from __future__ import annotations

from pathlib import Path

from layout.diagnostics import error
from layout.errors import ProjectError
from layout.record import Record

STYLES = "styles"
MANIFEST = Path("fonts") / "fonts.yaml"
# The wheel carries the house's own styles and manifest in a folder of this name beside this
# file.
PACKAGED = "house"


class Project(Record):
    """Folders of house styles, in the order they are searched, and the font manifest."""

    root: Path
    styles: tuple[Path, ...]
    fonts_manifest: Path


def find_project(start: Path, root: Path | None = None) -> Project:
    """The project around a path: the nearest folder above it that has styles or fonts.

    What it lacks comes from the house's own styles and manifest. `root` names the folder
    instead of searching for it.

    Raises:
        ProjectError: `root` is no folder.
    """
    if root is not None and not root.is_dir():
        raise ProjectError([error("no-such-folder", f"--root {root} is no folder")])
    found = root or _above(start.resolve()) or Path.cwd()
    house = house_folder()
    styles = [folder for folder in (found / STYLES, house / STYLES) if folder.is_dir()]
    own = found / MANIFEST
    return Project(
        found, tuple(dict.fromkeys(styles)), own if own.is_file() else house / MANIFEST
    )


def house_folder() -> Path:
    """The folder with the house's own styles and fonts: the checkout, or the package's."""
    checkout = Path(__file__).resolve().parent.parent
    if (checkout / MANIFEST).is_file():
        return checkout
    return Path(__file__).resolve().parent / PACKAGED


def _above(start: Path) -> Path | None:
    for folder in (start, *start.parents):
        if (folder / STYLES).is_dir() or (folder / MANIFEST).is_file():
            return folder
    return None


def find_issue(path: Path) -> Path:
    """The issue folder a user means: the folder, its issue.yaml, or the one issue inside.

    Raises:
        ProjectError: there is none, or more than one.
    """
    if path.name == "issue.yaml" and path.is_file():
        return path.parent
    if (path / "issue.yaml").is_file():
        return path
    if not path.exists():
        raise ProjectError([error("no-such-issue", f"{path}: no such file or folder")])
    issues = sorted(folder.parent for folder in path.glob("*/issue.yaml"))
    if len(issues) == 1:
        return issues[0]
    if issues:
        names = ", ".join(folder.name for folder in issues)
        hint = f"name one of them: {names}"
        raise ProjectError(
            [error("many-issues", f"{path} holds {len(issues)} issues", hint=hint)]
        )
    hint = "an issue is a folder with an issue.yaml; `banxin new DIR` makes one"
    raise ProjectError([error("no-issue", f"{path} holds no issue", hint=hint)])
