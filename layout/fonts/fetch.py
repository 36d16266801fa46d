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
    from collections.abc import Iterable

    from layout.fonts.model import Family, FontFile, Role, Source

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
UNEXPECTED = "the package is not as expected"
ALTERED_REMEDY = "it was left out: compare the manifest's checksum with the package's"
LACKING_REMEDY = "install npm, or check the connection, and run `banxin fonts fetch` again"
STANDS_IN = "copy set in it takes the role that stands in"
Say = Callable[[str], None]


class FetchReport(Record):
    """What a fetch left in the cache: one line for each family, and what it could not do."""

    families: tuple[tuple[str, str], ...]
    findings: tuple[Diagnostic, ...] = ()


class Delivery(Record):
    """What one source gave: its weights, why it gave no more, and what it gave was altered."""

    weights: frozenset[int] = frozenset()
    reason: str = ""
    altered: tuple[str, ...] = ()


def fetch_fonts(
    manifest: Path, *, cache: Path, progress: Say, again: bool = False
) -> FetchReport:
    """Get every family of a manifest into the cache, each weight from the first source with it.

    Files that are there and whole are left alone, unless `again`. What a source brings that is
    not as the manifest says is left out and is a finding, an error where no other source has
    that weight. A family or weight that cannot be had while another can is a finding: the roles
    of the other stand in for its roles.

    Raises:
        FontError: the manifest is wrong, or no family can be had from any source, apart from
            optional ones.
        OutputError: the cache cannot be written.
    """
    read = read_manifest(manifest)
    store = FontStore(cache)
    lines: list[tuple[str, str]] = []
    findings: list[Diagnostic] = []
    nowhere: list[Diagnostic] = []
    required = 0
    for family in read.families:
        wanted = frozenset(role.weight for role in read.roles if role.family == family.key)
        if not wanted:
            lines.append((family.name, "no role names it"))
            continue
        fetch = _FamilyFetch(family, store, progress, wanted, again=again)
        fetch.run()
        lines.append((family.name, ", ".join(fetch.labels) or "not found"))
        findings += fetch.findings()
        required += not family.optional
        if not fetch.labels and not family.optional:
            nowhere.append(findings[-1])
    if nowhere and len(nowhere) == required:
        raise FontError(nowhere)
    return FetchReport(tuple(lines), tuple(findings))


class _FamilyFetch:
    """The fetch of one family: its sources in order, while weights are lacking."""

    def __init__(
        self,
        family: Family,
        store: FontStore,
        progress: Say,
        wanted: frozenset[int],
        *,
        again: bool,
    ) -> None:
        self._family = family
        self._store = store
        self._progress = progress
        self._again = again
        self._lacking = set(wanted)
        self._tried: list[str] = []
        self._altered: list[str] = []
        self.labels: list[str] = []

    def run(self) -> None:
        for source in self._family.sources:
            files = [file for file in source.files if file.weight in self._lacking]
            if files:
                self._ask(source, files)

    def _ask(self, source: Source, files: list[FontFile]) -> None:
        here = {f.weight for f in files if self._store.locate(self._family, source, f)}
        whole = here == {file.weight for file in files}
        if source.kind == "system":
            self._got(here, "the system's copy", "" if here else "the system has no copy")
        elif whole and not self._again:
            self._got(here, f"{source.label} (already here)", "")
        else:
            self._progress(f"{self._family.name}: getting {source.label}")
            came = _fetch_source(self._family, source, files, self._store)
            self._altered += came.altered
            self._got(came.weights, source.label, came.reason)
            if came.reason:
                self._progress(f"{self._family.name}: {came.reason}")

    def _got(self, weights: Iterable[int], label: str, reason: str) -> None:
        before = len(self._lacking)
        self._lacking.difference_update(weights)
        if len(self._lacking) < before:
            self.labels.append(label)
        if reason:
            self._tried.append(reason)

    def findings(self) -> list[Diagnostic]:
        """What was altered, then what is lacking."""
        name, optional = self._family.name, self._family.optional
        if not self.labels:
            return [_lacks(name, self._tried, optional=optional)]
        found = [
            warning("font-altered", f"{name}: {reason}", hint=ALTERED_REMEDY)
            for reason in self._altered
        ]
        if self._lacking:
            weights = ", ".join(map(str, sorted(self._lacking)))
            reasons = self._tried or ["no source has it"]
            bearable = optional or not self._altered
            found.append(_lacks(f"{name} {weights}", reasons, optional=bearable))
        return found


def _fetch_source(
    family: Family, source: Source, files: list[FontFile], store: FontStore
) -> Delivery:
    """Download and unpack: the weights that came, and why others did not."""
    command = _command(source)
    if isinstance(command, str):
        return Delivery(reason=command)
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
            return Delivery(reason=f"{source.label}: {words[-1] if words else 'failed'}")
        except (OSError, subprocess.TimeoutExpired) as fault:
            return Delivery(reason=f"{source.label}: {type(fault).__name__}")
        package = next(Path(folder).iterdir(), None)
        if package is None:
            return Delivery(reason=f"{source.label}: nothing came")
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
) -> Delivery:
    try:
        members = _read_members(package, [source.licence_file, *(file.path for file in files)])
    except UNREADABLE_PACKAGE as fault:
        return Delivery(reason=f"{source.label}: {UNEXPECTED} ({fault})")
    if source.licence_file and source.licence_file not in members:
        return Delivery(reason=f"{source.label}: {UNEXPECTED} (it has no licence)")
    import hashlib

    good: list[FontFile] = []
    faults: dict[str, str] = {}
    for file in files:
        content = members.get(file.path)
        if content is None:
            faults[file.path] = f"{UNEXPECTED} ({file.path} is not in it)"
            continue
        digest = hashlib.sha256(content).hexdigest()
        if digest != file.sha256:
            faults[file.path] = f"{file.name} has another checksum than the manifest says"
            continue
        place = store.place(family, source, file)
        _keep(place, content)
        stamp = f"{digest} {len(content)}\n"
        _keep(place.with_name(place.name + CHECKSUM_SUFFIX), stamp.encode("ascii"))
        good.append(file)
    if source.licence_file and good:
        first = store.place(family, source, good[0])
        _keep(first.with_name("LICENCE.txt"), members[source.licence_file])
    reasons = tuple(f"{source.label}: {fault}" for fault in faults.values())
    return Delivery(frozenset(file.weight for file in good), "; ".join(reasons), reasons)


def _keep(path: Path, content: bytes) -> None:
    write_whole(path, content, otherwise="name another cache with BANXIN_FONT_CACHE")


def _read_members(package: Path, names: list[str]) -> dict[str, bytes]:
    """The named files a package has, read in memory: nothing is unpacked by its own path."""
    wanted = [name for name in names if name]
    if zipfile.is_zipfile(package):
        with zipfile.ZipFile(package) as archive:
            there = set(archive.namelist())
            return {name: archive.read(name) for name in wanted if name in there}
    with tarfile.open(package) as archive:
        found = {}
        there = set(archive.getnames())
        for name in wanted:
            inside = f"package/{name}"
            member = archive.extractfile(inside) if inside in there else None
            if member is not None:
                found[name] = member.read()
        return found


def _lacks(what: str, tried: list[str], *, optional: bool) -> Diagnostic:
    make = warning if optional else error
    hint = STANDS_IN if optional else LACKING_REMEDY
    return make("font-missing", f"{what}: {'; '.join(tried)}", hint=hint)


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
