"""Which paths a deposit may hold: such as stay inside a folder on every system.

Source: house rule; what systems take for a path elsewhere is drawn from POSIX.1-2017 4.13 and
the rules of Windows for names (drive letters, streams, devices, dots and spaces at the end).
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# What common file systems take for one name, in bytes of UTF-8, and for a whole path.
LONGEST_NAME = 255
LONGEST_PATH = 1024
DEEPEST = 32
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³"}
)


def path_fault(path: str) -> str:
    """Why a path may not stand in a deposit; empty for one that may."""
    names = path.split("/")
    if not path:
        return "is empty"
    if len(path.encode("utf-8", "surrogatepass")) > LONGEST_PATH or len(names) > DEEPEST:
        return "is too long"
    return next(filter(None, map(_name_fault, names)), "")


def _name_fault(name: str) -> str:
    if name == "":
        return "is absolute, or has an empty name in it"
    if name in {".", ".."}:
        return "leads out of its folder"
    if "\\" in name or ":" in name:
        return "has a backslash or a colon in it"
    if any(unicodedata.category(char) in {"Cc", "Cs"} for char in name):
        return "has a control character in it"
    if name[-1] in ". ":
        return "has a name in it that ends with a dot or a space"
    if name.partition(".")[0].rstrip().casefold() in _DEVICES:
        return "has the name of a device in it"
    return "is too long" if len(name.encode("utf-8")) > LONGEST_NAME else ""


def folded(path: str) -> str:
    """What paths share that some file system takes for the same: case and composition aside."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", path).casefold())


def collisions(paths: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of paths that cannot be together: one file on some system, or file and folder.

    Paths are looked at in their order; of each pair the one that came first stands first.
    """
    found: list[tuple[str, str]] = []
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    for path in paths:
        name = folded(path)
        above = _folders(name)
        other = files.get(name) or folders.get(name)
        other = other or next((files[one] for one in above if one in files), None)
        if other is not None:
            found.append((other, path))
            continue
        files[name] = path
        for one in above:
            folders.setdefault(one, path)
    return found


def _folders(path: str) -> list[str]:
    names = path.split("/")
    return ["/".join(names[:count]) for count in range(1, len(names))]
