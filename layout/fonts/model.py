"""What `fonts/fonts.yaml` holds: families with their sources, and the roles styles ask for."""

from __future__ import annotations

from layout.record import Record


class FontFile(Record):
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


class Source(Record):
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


class Family(Record):
    """A family with its sources in the order they are tried."""

    key: str
    name: str
    licence: str
    sources: tuple[Source, ...]
    optional: bool = False


class Role(Record):
    """What a style names: a family at a weight, and the role that stands in for it."""

    name: str
    family: str
    weight: int
    instead: str = ""
    latin_scale: float = 1.0
    latin_shift_em: float = 0.0


class FontManifest(Record):
    """The whole manifest."""

    families: tuple[Family, ...]
    roles: tuple[Role, ...]

    def family(self, key: str) -> Family:
        """The family of that key."""
        return next(family for family in self.families if family.key == key)

    def role(self, name: str) -> Role | None:
        """The role of that name, or None."""
        return next((role for role in self.roles if role.name == name), None)
