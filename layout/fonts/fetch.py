"""Fetching font files: npm, else pip, else what the system has; every byte checked."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, error, warning
from layout.errors import FontError
from layout.files import write_whole
from layout.fonts.manifest import read_manifest
from layout.fonts.store import CHECKSUM_SUFFIX, FontStore, Found, sha256_of
from layout.record import Record, replace

if TYPE_CHECKING:
    from layout.fonts.model import Family, FontFile, FontManifest, Role, Source

# A registry that does not answer in this time will not.
SECONDS_FOR_A_PACKAGE = 600
# What reading a package raises that came damaged, or holds other files than expected.
UNREADABLE_PACKAGE = (
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    EOFError,
    OSError,
)
Say = Callable[[str], None]


class FetchReport(Record):
    """What a fetch left in the cache: one line for each family, and what it could not do."""

    families: tuple[tuple[str, str], ...]
    findings: tuple[Diagnostic, ...] = ()


def fetch_fonts(
    manifest: Path, *, cache: Path, progress: Say, again: bool = False
) -> FetchReport:
    """Get every family of a manifest into the cache, each from the first source that works.

    Files that are there and whole are left alone, unless `again`. A family that cannot be had
    while another can is a finding: the roles of the other stand in for its roles.

    Raises:
        FontError: the manifest is wrong, or no family can be had from any source, apart from
            optional ones.
    """
    read = read_manifest(manifest)
    store = FontStore(cache)
    lines: list[tuple[str, str]] = []
    findings: list[Diagnostic] = []
    for family in read.families:
        found, tried = _fetch_family(family, read, store, progress, again=again)
        lines.append((family.name, found or "not found"))
        if not found:
            findings.append(_not_found(family, tried))
    faults = [finding for finding in findings if finding.severity.word == "error"]
    if faults and len(faults) == sum(not family.optional for family in read.families):
        raise FontError(faults)
    return FetchReport(tuple(lines), tuple(findings))


def _fetch_family(
    family: Family, manifest: FontManifest, store: FontStore, progress: Say, *, again: bool
) -> tuple[str, list[str]]:
    """The label of the source that gave the family, and why others did not."""
    tried: list[str] = []
    wanted = {role.weight for role in manifest.roles if role.family == family.key}
    for source in family.sources:
        files = [file for file in source.files if file.weight in wanted]
        if not files:
            continue
        if source.kind == "system":
            if any(store.locate(family, source, file) for file in files):
                return "the system's copy", tried
            tried.append("the system has no copy")
            continue
        if not again and all(store.locate(family, source, file) for file in files):
            return f"{source.label} (already here)", tried
        progress(f"{family.name}: getting {source.label}")
        reason = _fetch_source(family, source, files, store)
        if not reason:
            return source.label, tried
        tried.append(reason)
        progress(f"{family.name}: {reason}")
    return "", tried


def _fetch_source(
    family: Family, source: Source, files: list[FontFile], store: FontStore
) -> str:
    """Download and unpack; an empty string, or why it did not work."""
    command = _command(source)
    if isinstance(command, str):
        return command
    with tempfile.TemporaryDirectory(prefix="banxin-fonts-") as folder:
        try:
            subprocess.run(
                command,
                cwd=folder,
                check=True,
                capture_output=True,
                timeout=SECONDS_FOR_A_PACKAGE,
            )
        except subprocess.CalledProcessError as fault:
            words = fault.stderr.decode("utf-8", "replace").strip().splitlines()
            return f"{source.label}: {words[-1] if words else 'failed'}"
        except (OSError, subprocess.TimeoutExpired) as fault:
            return f"{source.label}: {type(fault).__name__}"
        package = next(Path(folder).iterdir(), None)
        if package is None:
            return f"{source.label}: nothing came"
        return _unpack(package, family, source, files, store)


def _command(source: Source) -> list[str] | str:
    if source.kind == "npm":
        npm = shutil.which("npm")
        named = f"{source.package}@{source.version}"
        return [npm, "pack", "--silent", named] if npm else "npm is not on this machine"
    # Wheels only: to read the metadata of anything else pip would run its code.
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:"]
    return [*pip, f"{source.package}=={source.version}"]


def _unpack(
    package: Path, family: Family, source: Source, files: list[FontFile], store: FontStore
) -> str:
    try:
        members = _read_members(package, [source.licence_file, *(file.path for file in files)])
    except UNREADABLE_PACKAGE as fault:
        return f"{source.label}: the package is not as expected ({fault})"
    import hashlib

    for file in files:
        content = members[file.path]
        digest = hashlib.sha256(content).hexdigest()
        if digest != file.sha256:
            return f"{source.label}: {file.name} has another checksum than the manifest says"
        place = store.place(family, source, file)
        write_whole(place, content)
        stamp = f"{digest} {len(content)}\n"
        write_whole(place.with_name(place.name + CHECKSUM_SUFFIX), stamp.encode("ascii"))
    if source.licence_file:
        first = store.place(family, source, files[0])
        write_whole(first.with_name("LICENCE.txt"), members[source.licence_file])
    return ""


def _read_members(package: Path, names: list[str]) -> dict[str, bytes]:
    """The named files of a package, read in memory: nothing is unpacked by its own path."""
    wanted = [name for name in names if name]
    if zipfile.is_zipfile(package):
        with zipfile.ZipFile(package) as archive:
            return {name: archive.read(name) for name in wanted}
    with tarfile.open(package) as archive:
        found = {}
        for name in wanted:
            member = archive.extractfile(f"package/{name}")
            if member is None:
                raise KeyError(name)
            found[name] = member.read()
        return found


def _not_found(family: Family, tried: list[str]) -> Diagnostic:
    make = warning if family.optional else error
    hint = (
        "copy set in it takes the role that stands in"
        if family.optional
        else "install npm, or check the connection, and run `banxin fonts fetch` again"
    )
    return make("font-missing", f"{family.name}: {'; '.join(tried)}", hint=hint)


class RoleState(Record):
    """One role, as `banxin fonts list` shows it."""

    role: str
    family: str
    weight: int
    file: str
    source: str
    licence: str
    version: str = ""
    characters: int = 0
    intact: bool | None = None


def list_roles(
    manifest: Path, *, cache: Path, font_path: tuple[Path, ...] = (), verify: bool = False
) -> tuple[RoleState, ...]:
    """Every role with the file behind it; with `verify` each file is hashed and opened.

    A fetched file that is no longer of its size counts as not intact, verified or not.
    """
    read = read_manifest(manifest)
    store = FontStore(cache, font_path)
    return tuple(
        _state_of(role, read.family(role.family), store, verify=verify) for role in read.roles
    )


def _state_of(role: Role, family: Family, store: FontStore, *, verify: bool) -> RoleState:
    found = store.find(family, role.weight)
    spoiled = None if found else store.spoiled(family, role.weight)
    there = found or spoiled
    if there is None:
        return RoleState(role.name, family.name, role.weight, "", "", family.licence)
    state = RoleState(
        role.name,
        family.name,
        role.weight,
        there.path.name,
        there.source.label,
        family.licence,
        intact=False if spoiled else None,
    )
    return _verified(state, found) if verify and found else state


def _sums_hold(found: Found) -> bool:
    """Whether a file without a known checksum agrees with the sums it carries itself.

    Source: OpenType, table directory: every table has a checksum.
    """
    from fontTools.ttLib import TTFont, TTLibError

    index = found.file.index
    try:
        with found.path.open("rb") as file:
            font = TTFont(file, fontNumber=index, lazy=True, checkChecksums=2)
            for tag in font.reader.keys():  # noqa: SIM118 (a reader is no mapping)
                font.reader[tag]
    except (TTLibError, AssertionError, OSError):
        return False
    return True


def _verified(state: RoleState, found: Found) -> RoleState:
    """The state with what reading the whole file tells."""
    from layout.fonts.face import Face

    file = found.file
    if file.sha256 and sha256_of(found.path) != file.sha256:
        return replace(state, intact=False)
    if not file.sha256 and not _sums_hold(found):
        return replace(state, intact=False)
    try:
        face = Face(state.role, found.path, index=file.index, axes=dict(file.axes))
    except FontError:
        return replace(state, intact=False)
    characters = len(face.coverage())
    return replace(state, version=face.version, characters=characters, intact=True)
