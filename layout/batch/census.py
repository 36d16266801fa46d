"""What a machine has that the bytes of an issue depend on, and how two machines differ.

Every worker of a cluster is asked before it gets work: one that would set another file gets
none.
"""

from __future__ import annotations

import contextlib
import os
import platform
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from layout.batch.asked import SHIP
from layout.batch.fingerprint import (
    GONE,
    Faces,
    face_name,
    sum_of,
    sum_of_file,
    sum_of_folder,
    tool_versions,
)
from layout.batch.work import request_of
from layout.errors import LayoutError
from layout.pipeline import project_of
from layout.project import PACKAGED, house_folder
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.batch.manifest import Batch
    from layout.fonts.model import FontManifest

_PROGRAM = Path(__file__).resolve().parents[1]


class Question(Record):
    """What is asked: the font manifests, where faces lie beside the cache, folders to be seen.

    `above` is a folder that stands for the root of the file system where files are shipped.
    """

    manifests: tuple[FontManifest, ...] = ()
    font_path: tuple[str, ...] = ()
    font_cache: str | None = None
    folders: tuple[str, ...] = ()
    above: str = ""


class RoleFace(Record):
    """What a role is set in: a file, the place in it, its checksum; no file where none is."""

    role: str
    name: str = ""
    place: str = ""
    sha256: str = GONE


class Census(Record):
    """What is there: versions, checksums of the program, of faces by role, and of folders."""

    versions: tuple[str, ...]
    program: str = ""
    house: str = ""
    faces: tuple[RoleFace, ...] = ()
    folders: tuple[tuple[str, str], ...] = ()


def question_of(batch: Batch) -> Question:
    """What the workers of a cluster are asked before they get jobs of a batch."""
    from layout.fonts.manifest import read_manifest

    manifests: dict[Path, FontManifest] = {}
    homes: dict[str, None] = {}
    for job in batch.jobs():
        homes[os.path.dirname(job.issue)] = None  # noqa: PTH120 (as the job has it)
        with contextlib.suppress(LayoutError):  # the issue will say so
            path = project_of(request_of(job)).fonts_manifest
            if path not in manifests:
                manifests[path] = read_manifest(path)
    is_seen = batch.scheduler.files != SHIP
    return Question(
        tuple(manifests.values()),
        tuple(map(os.fspath, batch.font_path)),
        None,
        tuple(homes) if is_seen else (),
    )


def take_census(question: Question) -> Census:
    """What this machine has."""
    folders = ((path, _sum_of_surroundings(path)) for path in question.folders)
    return Census(
        versions_here(),
        sum_of_program(),
        sum_of_house(),
        tuple(_faces(question)),
        tuple(folders),
    )


def versions_here() -> tuple[str, ...]:
    """The versions that a file's bytes depend on, of programs and of what runs them."""
    return (
        *tool_versions(),
        f"Python {platform.python_version()}",
        f"zlib {zlib.ZLIB_RUNTIME_VERSION}",
    )


def sum_of_program() -> str:
    """A checksum of the program's own source."""
    found = (path for path in _PROGRAM.rglob("*.py") if PACKAGED not in path.parts)
    return _sum_of_files(_PROGRAM, found)


def sum_of_house() -> str:
    """A checksum of the house's own styles and font manifest."""
    house = house_folder()
    found = [path for path in (house / "styles").rglob("*") if path.is_file()]
    return _sum_of_files(house, iter((*found, house / "fonts" / "fonts.yaml")))


def _sum_of_files(folder: Path, files: Iterator[Path]) -> str:
    rows = sorted((path.relative_to(folder).as_posix(), sum_of_file(path)) for path in files)
    return sum_of("\n".join(f"{name} {checksum}" for name, checksum in rows).encode())


def _sum_of_surroundings(path: str) -> str:
    """A checksum of the names in a publication's folder and of its words about itself."""
    names = sum_of_folder(path)
    return names if names == GONE else f"{names} {sum_of_file(Path(path, 'publication.yaml'))}"


def _faces(question: Question) -> Iterator[RoleFace]:
    """Every role with what it is set in here, told as on the machine that asks."""
    from layout.fonts import default_cache
    from layout.fonts.fontset import files_of_roles
    from layout.fonts.store import FontStore

    cache = Path(question.font_cache) if question.font_cache else default_cache()
    folders = tuple(Path(question.above + folder) for folder in question.font_path)
    faces = Faces()
    for manifest in question.manifests:
        for role, path, place in files_of_roles(manifest, FontStore(cache, folders)):
            if path is None:
                yield RoleFace(role)
                continue
            name = face_name(os.fspath(path), cache).removeprefix(question.above)
            yield RoleFace(role, name, place, faces.sum(os.fspath(path)))


def differences(own: Census, theirs: Census) -> tuple[str, ...]:
    """How another machine differs, in words; nothing where it would set the same bytes."""
    apart = tuple(_versions_apart(own, theirs))
    return apart or (
        *_sources_apart(own, theirs),
        *_faces_apart(own, theirs),
        *_folders_apart(own, theirs),
    )


def _versions_apart(own: Census, theirs: Census) -> Iterator[str]:
    here = dict(word.rsplit(" ", 1) for word in own.versions)
    there = dict(word.rsplit(" ", 1) for word in theirs.versions)
    apart = (name for name in here if here[name] != there.get(name))
    yield from (f"{name} {there.get(name, '-')}, not {here[name]}" for name in apart)


def _sources_apart(own: Census, theirs: Census) -> Iterator[str]:
    if own.program != theirs.program:
        yield "the source of banxin is another, though its version is the same"
    if own.house != theirs.house:
        yield "the house's own styles are others"


def _faces_apart(own: Census, theirs: Census) -> Iterator[str]:
    # The same manifests in the same order: row stands beside row.
    pairs = zip(own.faces, theirs.faces, strict=True)
    yield from dict.fromkeys(_face_apart(one, other) for one, other in pairs if one != other)


def _face_apart(here: RoleFace, there: RoleFace) -> str:
    own, other = Path(here.name).name, Path(there.name).name
    if not there.name:
        return f"no face {own} for the role `{here.role}`"
    if not here.name:
        return f"a face {other} for the role `{here.role}`, which has none here"
    if (here.name, here.place) == (there.name, there.place):
        return f"the face {own} is another"
    return f"the role `{here.role}` is set in {other}, not {own}"


def _folders_apart(own: Census, theirs: Census) -> Iterator[str]:
    there = dict(theirs.folders)
    for path, checksum in own.folders:
        found = there.get(path, GONE)
        if found == GONE:
            yield f"the folder {path} is not there"
        elif found != checksum:
            yield f"the folder {path} is another"
