"""`fonts/fonts.yaml`: families with their sources, and the roles styles ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layout.diagnostics import error
from layout.errors import FontError
from layout.yaml_source import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class FontFile:
    """One file of a source: its path there, its checksum, and the weight it gives."""

    weight: int
    path: str
    sha256: str = ""
    index: int = 0
    axes: tuple[tuple[str, float], ...] = ()

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.path.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Source:
    """Where files of a family come from: kind `npm`, `pip` or `system`."""

    kind: str
    files: tuple[FontFile, ...]
    package: str = ""
    version: str = ""
    licence_file: str = ""

    @property
    def label(self) -> str:
        """The source in words."""
        return f"{self.kind} {self.package} {self.version}".strip()


@dataclass(frozen=True, slots=True)
class Family:
    """A family with its sources in the order they are tried."""

    key: str
    name: str
    licence: str
    sources: tuple[Source, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """What a style names: a family at a weight, and the role that stands in for it."""

    name: str
    family: str
    weight: int
    instead: str = ""
    latin_scale: float = 1.0
    latin_shift_em: float = 0.0


@dataclass(frozen=True, slots=True)
class FontManifest:
    """The whole manifest."""

    families: tuple[Family, ...]
    roles: tuple[Role, ...]

    def family(self, key: str) -> Family:
        """The family of that key."""
        return next(family for family in self.families if family.key == key)

    def role(self, name: str) -> Role | None:
        """The role of that name, or None."""
        return next((role for role in self.roles if role.name == name), None)


def read_manifest(path: Path) -> FontManifest:
    """The manifest in a file.

    Raises:
        FontError: the file is missing, or everything that is wrong with it.
    """
    from layout.fonts.schema import ManifestSchema
    from layout.schema import span_at, validate

    file = f"{path.parent.name}/{path.name}"
    try:
        source = path.read_bytes()
    except OSError as fault:
        raise FontError([error("no-manifest", f"{file}: {fault.strerror}")]) from fault
    node = read_yaml(source, file, fault=FontError)
    schema = validate(ManifestSchema, node, file, fault=FontError)
    manifest = schema.manifest()
    faults = [
        error("unknown-name", message, span_at(node, ("roles", role.name), file))
        for role in manifest.roles
        for message in _lost_names(role, manifest)
    ]
    if faults:
        raise FontError(faults)
    return manifest


def _lost_names(role: Role, manifest: FontManifest) -> Iterable[str]:
    if role.family not in {family.key for family in manifest.families}:
        yield f"role {role.name!r} names no family of the manifest: {role.family!r}"
    if role.instead and manifest.role(role.instead) is None:
        yield f"role {role.name!r} has no role {role.instead!r} to stand in for it"
