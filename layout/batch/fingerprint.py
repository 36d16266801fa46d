"""Checksums of everything a file is made from.

Contents are read every time: neither the time nor the size of a file says what stands in it.
Only the files of faces, of which all issues share a few large ones, are read once in a run.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from layout.batch.job import Input

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from layout.fonts.model import FontManifest
    from layout.project import Project

GONE = "gone"
CHANGED = "changed while it was used"
_CACHE = "cache:"
# What the bytes of a PDF depend on beside banxin itself.
LIBRARIES = ("fonttools", "Pillow", "pikepdf", "pyphen", "reportlab", "uharfbuzz", "uniseg")


def sum_of(content: bytes) -> str:
    """The SHA-256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


def sum_of_file(path: str | Path) -> str:
    """The SHA-256 of a file's content, or a word where there is none to read."""
    from layout.fonts.store import sha256_of

    try:
        return sha256_of(Path(path))
    except OSError:
        return GONE


def sum_of_folder(path: str | Path) -> str:
    """A checksum of the names that lie in a folder, or a word where it cannot be read."""
    try:
        names = sorted(os.listdir(path))  # noqa: PTH208 (names are all that is wanted)
    except OSError:
        return GONE
    return sum_of("\0".join(names).encode("utf-8", "surrogateescape"))


def sum_now(one: Input, base: str) -> str:
    """The checksum of an input as it is now."""
    path = Path(base, one.path)
    return sum_of_folder(path) if one.kind == "folder" else sum_of_file(path)


def told_from(base: str, path: str) -> str:
    """A path from the base where it lies below it, else as it is."""
    return path.removeprefix(base.rstrip(os.sep) + os.sep)


def face_name(path: str, cache: Path) -> str:
    """The file of a face, told from the cache where it lies in it: each machine has one."""
    return (
        _CACHE + told_from(os.fspath(cache), path) if Path(path).is_relative_to(cache) else path
    )


def face_path(name: str, cache: Path) -> str:
    """The file that `face_name` tells of, on this machine."""
    return os.fspath(cache / name.removeprefix(_CACHE)) if name.startswith(_CACHE) else name


def tool_versions() -> tuple[str, ...]:
    """The versions of this program and of the libraries that make its bytes."""
    from importlib.metadata import PackageNotFoundError, version

    from layout.version import __version__

    found = [f"banxin {__version__}"]
    for library in LIBRARIES:
        try:
            found.append(f"{library} {version(library)}")
        except PackageNotFoundError:
            found.append(f"{library} -")
    return tuple(found)


def places_of(issue: str, project: Project, base: str) -> tuple[str, ...]:
    """Where the surroundings of an issue are found; a nearer one that comes changes this."""
    homes = (Path(issue), Path(issue).resolve().parent)
    publication = next((one for one in homes if (one / "publication.yaml").is_file()), None)
    found = (*project.styles, project.fonts_manifest, publication or "")
    return tuple(told_from(base, os.fspath(path)) for path in found)


class Faces:
    """Which files the roles of a manifest are set in; each is read once for its checksum."""

    def __init__(self) -> None:
        self._sums: dict[str, str] = {}
        self._as_opened: dict[str, tuple[int, ...]] = {}
        self._roles: dict[tuple[object, ...], str] = {}

    def opened(self, path: str) -> None:
        """Note how a face's file stands as it is opened, before its checksum is taken."""
        self._as_opened.setdefault(path, _standing(path))

    def sum(self, path: str) -> str:
        """The checksum of a face's file; a word where it is another than was opened."""
        if path not in self._sums:
            found = sum_of_file(path)
            standing = _standing(path)
            same = self._as_opened.get(path, standing) == standing
            self._sums[path] = found if same else CHANGED
        return self._sums[path]

    def roles(self, manifest: FontManifest, cache: Path, font_path: Iterable[Path] = ()) -> str:
        """A checksum of which file each role is set in, not of what stands in it."""
        from layout.fonts.fontset import files_of_roles
        from layout.fonts.store import FontStore

        folders = tuple(font_path)
        key = (manifest, cache, folders)
        if key not in self._roles:
            found = files_of_roles(manifest, FontStore(cache, folders))
            lines = (
                f"{role} {face_name(os.fspath(path), cache) if path else '-'} {place}"
                for role, path, place in found
            )
            self._roles[key] = sum_of("\n".join(lines).encode("utf-8", "surrogateescape"))
        return self._roles[key]


def _standing(path: str) -> tuple[int, ...]:
    try:
        found = Path(path).stat()
    except OSError:
        return ()
    return found.st_size, found.st_mtime_ns, found.st_ino


def nearer(inputs: Iterable[Input], styles: Iterable[str]) -> Iterator[Input]:
    """Files that were not there and would have been read instead of one that was.

    A style's file is taken from the first folder that has it, so one of the same name in a
    folder before that one counts; paths are told from the same base.
    """
    folders = list(styles)
    for one in inputs:
        folder, _, name = one.path.rpartition("/")
        if folder in folders:
            for before in folders[: folders.index(folder)]:
                yield Input("file", f"{before}/{name}", GONE)
