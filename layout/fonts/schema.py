"""The keys of `fonts/fonts.yaml`, as written."""

from __future__ import annotations

import re
from typing import Annotated, Literal, TypeAlias

from layout.fonts.model import Family, FontFile, FontManifest, Role, Source
from layout.schema import AfterValidator, Model

# An exact version begins with a digit: no range, no tag such as `latest`.
_VERSION = re.compile(r"\d[0-9A-Za-z.+!_-]*\Z")
# What npm and pip may be asked for: a name, with npm's scope before it; no option, no path.
_PACKAGE = re.compile(r"(?:@[a-z0-9][\w.-]*/)?[A-Za-z0-9][\w.-]*\Z", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")


def between(least: float, most: float) -> AfterValidator:
    """A number from `least` to `most`; another is refused with that range."""

    def checked(value: float) -> float:
        if not least <= value <= most:
            raise ValueError(f"{value:g} cannot be; it may be from {least:g} to {most:g}")
        return value

    return AfterValidator(checked)


def shaped(pattern: re.Pattern[str], wanted: str) -> AfterValidator:
    """Text of a shape, or none; another is refused with what is wanted."""

    def checked(text: str) -> str:
        if text and not pattern.match(text):
            raise ValueError(f"`{text}` is not {wanted}")
        return text

    return AfterValidator(checked)


def _inside(path: str) -> str:
    parts = path.split("/")
    if "" in parts or ".." in parts or "\\" in path or ":" in path:
        raise ValueError(f"`{path}` leads out of its package; it may be a path such as a/b.ttf")
    return path


# OpenType OS/2 usWeightClass.
Weight: TypeAlias = Annotated[int, between(1, 1000)]
InsidePath: TypeAlias = Annotated[str, AfterValidator(_inside)]


class FileSchema(Model):
    """One file of a source."""

    weight: Weight
    path: InsidePath
    sha256: Annotated[str, shaped(_SHA256, "a SHA-256: 64 digits 0 to 9, a to f")] = ""
    index: Annotated[int, between(0, 65535)] = 0
    axes: dict[str, float] | None = None


class SourceSchema(Model):
    """One source of a family."""

    kind: Literal["npm", "pip", "system"]
    files: list[FileSchema]
    package: Annotated[str, shaped(_PACKAGE, "the name of a package")] = ""
    version: Annotated[str, shaped(_VERSION, "an exact version such as 0.4.3")] = ""
    licence_file: Annotated[str, AfterValidator(lambda path: path and _inside(path))] = ""

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

    scale: Annotated[float, between(0.25, 4)] = 1.0
    shift: Annotated[float, between(-1, 1)] = 0.0


class RoleSchema(Model):
    """One role."""

    family: str
    weight: Weight
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
