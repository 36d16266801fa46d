"""The keys of `fonts/fonts.yaml`, as written."""

from __future__ import annotations

from typing import Literal

from layout.fonts.model import Family, FontFile, FontManifest, Role, Source
from layout.schema import Model


class FileSchema(Model):
    """One file of a source."""

    weight: int
    path: str
    sha256: str = ""
    index: int = 0
    axes: dict[str, float] | None = None


class SourceSchema(Model):
    """One source of a family."""

    kind: Literal["npm", "pip", "system"]
    files: list[FileSchema]
    package: str = ""
    version: str = ""
    licence_file: str = ""

    def source(self) -> Source:
        """The source as the engine knows it."""
        files = tuple(
            FontFile(
                item.weight,
                item.path,
                item.sha256,
                item.index,
                tuple(sorted((item.axes or {}).items())),
            )
            for item in self.files
        )
        return Source(self.kind, files, self.package, self.version, self.licence_file)


class FamilySchema(Model):
    """One family."""

    name: str
    licence: str
    sources: list[SourceSchema]
    optional: bool = False


class LatinSchema(Model):
    """How Latin letters and digits stand beside Han."""

    scale: float = 1.0
    shift: float = 0.0


class RoleSchema(Model):
    """One role."""

    family: str
    weight: int
    instead: str = ""
    latin: LatinSchema | None = None

    def role(self, name: str) -> Role:
        """The role as the engine knows it."""
        if self.latin is None:
            return Role(name, self.family, self.weight, self.instead)
        latin = self.latin
        return Role(name, self.family, self.weight, self.instead, latin.scale, latin.shift)


class ManifestSchema(Model):
    """The file."""

    families: dict[str, FamilySchema]
    roles: dict[str, RoleSchema]

    def manifest(self) -> FontManifest:
        """The manifest as the engine knows it."""
        families = tuple(
            Family(
                key,
                item.name,
                item.licence,
                tuple(source.source() for source in item.sources),
                item.optional,
            )
            for key, item in self.families.items()
        )
        roles = tuple(item.role(name) for name, item in self.roles.items())
        return FontManifest(families, roles)
