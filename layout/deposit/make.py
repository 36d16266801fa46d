"""The parts of a deposit, gathered from what a build has read."""

from __future__ import annotations

import hashlib
import os
import unicodedata
import zlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from layout.deposit.model import (
    RECORD_FILE,
    SCHEMA,
    DepositRecord,
    DepositSettings,
    FaceRecord,
    Part,
    ToolRecord,
)
from layout.deposit.paths import collisions, path_fault
from layout.diagnostics import SourceSpan, error
from layout.errors import ContentError
from layout.files import SourceFile
from layout.fonts.store import sha256_of
from layout.pdf.attachments import Attachment
from layout.record import Record, replace, to_json
from layout.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from layout.content import Issue, IssueSources
    from layout.deposit.model import BuildSources
    from layout.fonts import Face, FontSet
    from layout.fonts.model import FontManifest

# The libraries whose work shows in the bytes: reading, breaking, shaping, subsetting, packing.
DECIDING_LIBRARIES = (
    "PyYAML",
    "markdown-it-py",
    "uniseg",
    "pyphen",
    "uharfbuzz",
    "fonttools",
    "Pillow",
    "pikepdf",
    "svg2pdf-py",
    "reportlab",
)
_MIMES = {
    ".yaml": "application/yaml",  # RFC 9512
    ".yml": "application/yaml",
    ".md": "text/markdown",  # RFC 7763
    ".json": "application/json",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
    ".pdf": "application/pdf",
}
_DESCRIPTIONS = {
    "issue": "The issue: date, sections, flatplan",
    "publication": "The publication the issue belongs to",
    "article": "Copy of an article",
    "picture": "A picture",
    "style": "House style",
    "fonts": "The faces by name, source and checksum",
    "record": "What this file was built from, with what, and how",
}
# Folders of the workspace that no publication may have for its own.
_TAKEN = ("styles", "fonts", "out")


class Deposit(Record):
    """The record of a deposit, and every file of it, the record first."""

    record: DepositRecord
    attachments: tuple[Attachment, ...]


def deposit_of(
    sources: BuildSources,
    manifest: FontManifest,
    fonts: FontSet,
    settings: DepositSettings,
) -> Deposit:
    """The parts of what was read; `settings.issue` is filled in here.

    Raises:
        ContentError: a picture cannot be read, or a file has a name that no deposit may hold.
    """
    issue = sources.issue.issue
    home, folder = _workspace(sources.issue)
    files = [*_files(sources, home, folder), *_pictures(issue, folder)]
    _check_names([file.name for _, file in files])
    parts = tuple(_part(role, file) for role, file in files)
    date = issue.date.isoformat() if issue.date else ""
    record = DepositRecord(
        schema=SCHEMA,
        title=issue.publication.title,
        date=date,
        settings=replace(settings, issue=folder),
        tool=tool_record(),
        faces=tuple(_face(face, manifest) for face in fonts.faces),
        roles={role.name: fonts.font(role.name).han.face.key for role in manifest.roles},
        parts=parts,
    )
    told = Attachment(
        RECORD_FILE,
        to_json(record),
        _MIMES[".json"],
        "Data",
        _DESCRIPTIONS["record"],
        date,
    )
    attached = (
        Attachment(part.path, file.content, part.mime, "Source", _DESCRIPTIONS[part.role], date)
        for part, (_, file) in zip(parts, files, strict=True)
    )
    return Deposit(record, (told, *attached))


def _workspace(sources: IssueSources) -> tuple[str, str]:
    """The folders of publication and issue in the workspace, by their own names if they may."""
    root = Path(os.path.abspath(sources.issue.root))  # noqa: PTH100 (resolve() would follow links)
    name = _kept(root.name, "issue")
    if sources.home.resolve() == root.resolve():
        return name, name
    home = _kept(root.parent.name, "publication")
    return home, f"{home}/{name}"


def _kept(name: str, otherwise: str) -> str:
    return otherwise if path_fault(name) or name.casefold() in _TAKEN else name


def _files(sources: BuildSources, home: str, folder: str) -> Iterator[tuple[str, SourceFile]]:
    """Every file but the pictures, by its role, named from the workspace."""
    yield "publication", SourceFile(f"{home}/publication.yaml", sources.issue.publication)
    for file in sources.issue.files:
        role = "issue" if file.name == "issue.yaml" else "article"
        yield role, SourceFile(f"{folder}/{file.name}", file.content)
    for file in sources.style:
        yield "style", SourceFile(f"styles/{file.name}", file.content)
    yield "fonts", SourceFile("fonts/fonts.yaml", sources.manifest)


def _pictures(issue: Issue, folder: str) -> Iterator[tuple[str, SourceFile]]:
    """Every picture the manuscript names, each file once."""
    from layout.content import all_pictures
    from layout.content.library import read_bytes

    pictures = (picture for article in issue.articles for picture in all_pictures(article))
    for name in dict.fromkeys(PurePosixPath(picture.file).as_posix() for picture in pictures):
        yield "picture", SourceFile(f"{folder}/{name}", read_bytes(issue.root / name, name))


def _check_names(names: Sequence[str]) -> None:
    hint = "give the file another name: a deposit must unpack on every system"
    faults = [
        error("deposit-name", f"`{name}` {fault}", SourceSpan(name), hint)
        for name in names
        if (fault := path_fault(name))
    ]
    faults += [
        error(
            "deposit-name",
            f"`{name}` and `{other}` are one file on some systems",
            SourceSpan(name),
            hint,
        )
        for other, name in collisions([*names, RECORD_FILE])
    ]
    if faults:
        raise ContentError(faults)


def _part(role: str, file: SourceFile) -> Part:
    ending = PurePosixPath(file.name).suffix.lower()
    return Part(
        file.name,
        role,
        _MIMES.get(ending, "application/octet-stream"),
        hashlib.sha256(file.content).hexdigest(),
        len(file.content),
    )


def _face(face: Face, manifest: FontManifest) -> FaceRecord:
    names = face.family_names
    return FaceRecord(
        key=face.key,
        file=face.path.name,
        family=names[0] if names else "",
        version=face.version,
        weight=face.weight,
        sha256=sha256_of(face.path),
        licence=_licence(face.path.name, manifest),
        index=face.index,
        axes=dict(sorted(face.axes.items())),
    )


def _licence(file: str, manifest: FontManifest) -> str:
    """The licence of the family that has a file of this name."""
    for family in manifest.families:
        if any(one.name == file for source in family.sources for one in source.files):
            return family.licence
    return ""


def tool_record() -> ToolRecord:
    """This tool, and the versions of the libraries that decide the bytes."""
    own = {"zlib": zlib.ZLIB_RUNTIME_VERSION, "unicode": unicodedata.unidata_version}
    return ToolRecord(__version__, {**own, **dict(_versions(DECIDING_LIBRARIES))})


def _versions(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    from importlib import metadata

    for name in names:
        try:
            yield name, metadata.version(name)
        except metadata.PackageNotFoundError:
            yield name, ""
