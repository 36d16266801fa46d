"""An issue and its surroundings, sent to a machine that does not see them.

The other machine keeps the tree of what it was sent below a folder that stands for the root
of the file system. Every issue comes with the list of all that is to lie in that tree, and with
the contents of what does not lie there yet, so that what issues share is sent once.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from layout.batch.fingerprint import Faces, sum_of, sum_of_file
from layout.batch.selection import ISSUE_FILE
from layout.batch.work import cache_of, request_of
from layout.pipeline import project_of
from layout.project import house_folder
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from layout.batch.job import Job
    from layout.fonts.model import FontManifest

# What may lie in the tree besides files, which have their checksum.
FOLDER = "folder"
LINK = "link "
_PUBLICATION = "publication.yaml"


class Parcel(Record):
    """What is to lie in the tree, by its absolute path here, and contents that do not yet."""

    listed: tuple[tuple[str, str], ...]
    contents: tuple[tuple[str, bytes], ...] = ()
    is_fresh: bool = False  # whatever lies there is of no use


class Packer:
    """Packs what jobs need. Files of faces are read once in a run for their checksum."""

    def __init__(self, font_path: tuple[str, ...]) -> None:
        self._font_path = font_path
        self._faces = Faces()

    def faces(self) -> dict[str, str]:
        """The files in the folders with more faces, with their checksums."""
        found: dict[str, str] = {}
        for folder in self._font_path:
            found.update(_links_above(folder))
            for path in _walk(folder):
                is_file = not (path.is_dir() or path.is_symlink())
                found[os.fspath(path)] = (
                    self._faces.sum(os.fspath(path)) if is_file else _kind(path)
                )
        return found

    def listed(self, job: Job) -> dict[str, str]:
        """Everything a job may read besides the faces of the cache.

        Raises:
            LayoutError: the surroundings of the issue cannot be found.
        """
        project = project_of(request_of(job))
        home = Path(job.issue).resolve().parent
        house = house_folder()
        found = self.faces()
        for top in (job.issue, job.base, project.root):
            found.update(_links_above(os.fspath(top)))
        found[os.fspath(project.root)] = FOLDER
        found.update(_summed(_walk(job.issue)))
        own = Path(job.issue, _PUBLICATION)
        if not own.is_file() and (home / _PUBLICATION).is_file():
            output = Path(job.staging).parent.parent
            found.update(_summed(_publication(home, output)))
        for folder in project.styles:
            if not folder.is_relative_to(house):
                found.update(_summed(_walk(folder)))
        if not project.fonts_manifest.is_relative_to(house):
            found.update(_summed(iter((project.fonts_manifest,))))
        return found


def packed(listed: dict[str, str], there: Mapping[str, str]) -> Parcel:
    """The list with the contents that are not there, as they are now."""
    contents = []
    now = dict(listed)
    if any(path in there and _sort(there[path]) != _sort(kind) for path, kind in now.items()):
        there = {}
    for path, kind in sorted(listed.items()):
        if kind == FOLDER or kind.startswith(LINK) or there.get(path) == kind:
            continue
        try:
            content = Path(path).read_bytes()
        except OSError:  # it went in between: the issue will say so
            del now[path]
            continue
        now[path] = sum_of(content)
        contents.append((path, content))
    return Parcel(tuple(sorted(now.items())), tuple(contents), is_fresh=not there)


def _sort(kind: str) -> str:
    """Whether something is a folder, a link or a file."""
    return kind.partition(" ")[0] if kind == FOLDER or kind.startswith(LINK) else "file"


def _walk(top: str | Path, walked: frozenset[Path] = frozenset()) -> Iterator[Path]:
    """A folder and all that lies in it; a link to a folder, and what lies in that folder."""
    top = Path(top)
    yield top
    if not top.is_dir() or top.resolve() in walked:
        return
    walked = walked | {top.resolve()}
    if top.is_symlink():
        yield from _walk(top.resolve(), walked - {top.resolve()})
        return
    for path in sorted(top.iterdir()):
        yield from _walk(path, walked)


def _publication(home: Path, output: Path) -> Iterator[Path]:
    """What a publication's folder holds besides issues, outputs and what is hidden."""
    yield home
    for path in sorted(home.iterdir()):
        if path.name.startswith(".") or path == output or path.is_symlink():
            continue
        if not path.is_dir():
            yield path
        elif not (path / ISSUE_FILE).is_file():
            yield from _publication(path, output)


def _summed(paths: Iterator[Path]) -> Iterator[tuple[str, str]]:
    for path in paths:
        yield os.fspath(path), _kind(path)


def _kind(path: Path) -> str:
    if path.is_symlink() and path.is_dir():
        return LINK + os.fspath(path.resolve())
    return FOLDER if path.is_dir() else sum_of_file(path)


def _links_above(path: str) -> Iterator[tuple[str, str]]:
    """The folders above a path that are links: what lies below is found through them."""
    for folder in Path(path).parents:
        if folder.is_symlink():
            yield os.fspath(folder), LINK + os.fspath(folder.resolve())


class Tree:
    """What a machine was sent, below a folder of its own. `above` is that folder's path."""

    def __init__(self, folder: Path) -> None:
        self.above = os.path.realpath(folder)
        self._there: dict[str, str] = {}

    def hold(self, parcel: Parcel) -> None:
        """Have the tree hold what a parcel lists, and nothing else.

        Raises:
            OSError: it cannot be written; then the tree is empty.
        """
        try:
            if parcel.is_fresh:
                self.empty()
            self._hold(dict(parcel.listed), dict(parcel.contents))
        except OSError:
            self.empty()
            raise

    def empty(self) -> None:
        """Take everything out."""
        self._there = {}
        shutil.rmtree(self.above, ignore_errors=True)

    def _hold(self, wanted: dict[str, str], contents: dict[str, bytes]) -> None:
        for path in sorted(self._there, reverse=True):
            if wanted.get(path) != self._there[path]:
                self._remove(path)
        for path, kind in sorted(wanted.items()):
            if path not in self._there:
                self._make(path, kind, contents)
                self._there[path] = kind

    def _make(self, path: str, kind: str, contents: dict[str, bytes]) -> None:
        place = Path(self.above + path)
        place.parent.mkdir(parents=True, exist_ok=True)
        if kind == FOLDER:
            place.mkdir(exist_ok=True)
            return
        if place.is_dir():  # one that was made for what lay below it
            shutil.rmtree(place)
        if kind.startswith(LINK):
            target = Path(self.above + kind.removeprefix(LINK))
            target.mkdir(parents=True, exist_ok=True)
            place.symlink_to(target)
        else:
            place.write_bytes(contents[path])

    def _remove(self, path: str) -> None:
        place = Path(self.above + path)
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)
        del self._there[path]


class Roles:
    """Checksums of which files roles are set in here; each manifest is read once in a run."""

    def __init__(self) -> None:
        self._faces = Faces()
        self._manifests: dict[Path, FontManifest] = {}

    def told(self, job: Job) -> str:
        """The checksum for a job. Raises LayoutError where its manifest cannot be read."""
        from layout.fonts.manifest import read_manifest

        path = project_of(request_of(job)).fonts_manifest
        if path not in self._manifests:
            self._manifests[path] = read_manifest(path)
        request = request_of(job)
        return self._faces.roles(self._manifests[path], cache_of(job), request.font_path)
