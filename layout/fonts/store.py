"""Where font files lie: the cache, folders the user names, the system's folders."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from layout.record import Record, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.fonts.model import Family, FontFile, Source

SYSTEM_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "~/Library/Fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
CHECKSUM_SUFFIX = ".sha256"
_CHUNK = 1 << 20


def default_cache() -> Path:
    """The font cache of this user: $BANXIN_FONT_CACHE, or banxin/fonts in the cache folder."""
    named = os.environ.get("BANXIN_FONT_CACHE")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "banxin" / "fonts"


def system_folders() -> tuple[Path, ...]:
    """Where systems keep fonts, for this user."""
    return tuple(Path(folder).expanduser() for folder in SYSTEM_FOLDERS)


class Found(Record):
    """A file that is there, and the source it came by."""

    path: Path
    file: FontFile
    source: Source


class FontStore(Record):
    """The places where files are looked for."""

    cache: Path
    font_path: tuple[Path, ...] = ()
    system: tuple[Path, ...] = field(default_factory=system_folders)

    def find(self, family: Family, weight: int) -> Found | None:
        """The family at that weight, from the first source that is there."""
        for source in family.sources:
            for file in source.files:
                if file.weight == weight:
                    path = self.locate(family, source, file)
                    if path is not None:
                        return Found(path, file, source)
        return None

    def locate(self, family: Family, source: Source, file: FontFile) -> Path | None:
        """Where a source's file lies, or None. A fetched file counts if its stamp agrees."""
        for folder in self.font_path:
            named = next(_files_named(file.name, (folder,)), None)
            if named is not None:
                return named
        if source.kind == "system":
            return next(_files_named(file.name, self.system), None)
        path = self.place(family, source, file)
        stamp = path.with_name(path.name + CHECKSUM_SUFFIX)
        try:
            recorded, size = stamp.read_text("ascii").split()
            # A build trusts size and stamp; `fonts check` reads every byte.
            same = path.stat().st_size == int(size) and recorded == file.sha256
        except (OSError, ValueError):
            return None
        return path if same else None

    def is_vouched_for(self, found: Found) -> bool:
        """Whether a file lies in the cache, where nothing comes that is not the manifest's."""
        named = any(found.path.is_relative_to(folder) for folder in self.font_path)
        return found.source.kind != "system" and not named

    def spoiled(self, family: Family, weight: int) -> Found | None:
        """A fetched file of that weight that lies in the cache and is not as it was fetched."""
        for source in family.sources:
            for file in source.files:
                path = self.place(family, source, file)
                wanted = file.weight == weight and source.kind != "system"
                if wanted and path.is_file() and self.locate(family, source, file) is None:
                    return Found(path, file, source)
        return None

    def place(self, family: Family, source: Source, file: FontFile) -> Path:
        """Where a source's file belongs in the cache."""
        return self.cache / family.key / f"{source.kind}-{source.version}" / file.name


def _files_named(name: str, folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        if (folder / name).is_file():
            yield folder / name
        elif folder.is_dir():
            yield from sorted(folder.rglob(_literal(name)))


def _literal(name: str) -> str:
    return name.replace("[", "[[]")


def sha256_of(path: Path) -> str:
    """The checksum of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
