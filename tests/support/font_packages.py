"""Font packages as npm and pip would bring them, from a folder in place of the network."""

from __future__ import annotations

import hashlib
import io
import tarfile
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation

from tests.support.plain_fonts import plain_font

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SONG = plain_font({"一": 1000, "二": 1000, "a": 480}, name="Test-Song", family="Test Song")
SONG_BOLD = plain_font(
    {"一": 1000, "二": 1000, "a": 520}, name="Test-Song-Bold", family="Test Song", weight=700
)
HEI = plain_font({"一": 1000, "丁": 1000, "a": 500}, name="Test-Hei", family="Test Hei")
LICENCE = b"The words of the licence.\n"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def npm_package(files: Mapping[str, bytes]) -> bytes:
    """A package as `npm pack` writes it: everything under `package/`."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return made.getvalue()


def wheel(name: str, version: str, files: Mapping[str, bytes]) -> tuple[str, bytes]:
    """A wheel that pip takes: its file name and its bytes."""
    stem = f"{name.replace('-', '_')}-{version}"
    about = {
        "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "RECORD": "",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
        for path, words in about.items():
            archive.writestr(f"{stem}.dist-info/{path}", words)
    return f"{stem}-py3-none-any.whl", made.getvalue()


@dataclass(frozen=True, slots=True)
class Machine:
    """A folder that stands for a machine: what is on its PATH, its font cache, its manifest."""

    folder: Path

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    @property
    def programs(self) -> Path:
        return self.folder / "bin"

    @property
    def manifest(self) -> Path:
        return self.folder / "fonts" / "fonts.yaml"

    def has_npm_that_brings(self, package: bytes) -> None:
        brought = self.folder / "brought.tgz"
        brought.write_bytes(package)
        self.has_npm(f'echo "$@" >> "{self.folder}/asked"\ncat "{brought}" > package.tgz')

    def has_npm(self, script: str) -> None:
        self.programs.mkdir(exist_ok=True)
        npm = self.programs / "npm"
        npm.write_text(f"#!/bin/sh\nPATH=/bin:/usr/bin\n{script}\n")
        npm.chmod(0o755)

    @property
    def asked_of_npm(self) -> list[str]:
        asked = self.folder / "asked"
        return asked.read_text().splitlines() if asked.exists() else []

    def keeps(self, family: str, name: str, content: bytes, source: str = "npm-1.2.3") -> Path:
        """Put a file into the cache as a fetch leaves it."""
        file = self.cache / family / source / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        stamp = f"{sha256(content)} {len(content)}\n"
        file.with_name(f"{name}.sha256").write_text(stamp)
        return file

    def writes(self, manifest: str) -> None:
        self.manifest.parent.mkdir(exist_ok=True)
        self.manifest.write_text(manifest, "utf-8")


def song_family(*sources: str, optional: bool = False) -> str:
    """The family `song` of a manifest with its sources."""
    words = "    optional: true\n" if optional else ""
    return (
        "  song:\n    name: Test Song\n    licence: OFL-1.1\n"
        f"{words}    sources:\n{''.join(sources)}"
    )


def source(kind: str, *files: str, licence: str = "LICENCE") -> str:
    """One source: package `test-song` 1.2.3 with those files."""
    package = "" if kind == "system" else "        package: test-song\n        version: 1.2.3\n"
    named = f"        licence_file: {licence}\n" if licence and kind != "system" else ""
    listed = "".join(f"          - {file}\n" for file in files)
    return f"      - kind: {kind}\n{package}{named}        files:\n{listed}"


def font_file(path: str, content: bytes, weight: int = 400, more: str = "") -> str:
    """One file of a source."""
    return f'{{weight: {weight}, path: "{path}", sha256: {sha256(content)}{more}}}'


def variable_font() -> bytes:
    """A face with one axis, wght 100 to 900: the box and its advance grow by 200 along it."""
    builder = FontBuilder(1000, isTTF=True)
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    builder.setupGlyphOrder([".notdef", "yi"])
    builder.setupCharacterMap({ord("一"): "yi"})
    pen = TTGlyphPen(None)
    for at, point in enumerate(((0, 0), (0, 700), (600, 700), (600, 0))):
        (pen.lineTo if at else pen.moveTo)(point)
    pen.closePath()
    empty = TTGlyphPen(None).glyph()
    builder.setupGlyf({".notdef": empty, "yi": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "yi": (600, 0)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Vary", "styleName": "Thin", "psName": "Vary-Thin"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, fsType=0)
    builder.setupPost()
    builder.setupFvar([("wght", 100, 100, 900, "Weight")], [])
    corners = [(0, 0), (0, 0), (200, 0), (200, 0)]
    phantoms = [(0, 0), (200, 0), (0, 0), (0, 0)]
    grow = TupleVariation({"wght": (0.0, 1.0, 1.0)}, corners + phantoms)
    builder.setupGvar({".notdef": [], "yi": [grow]})
    return _saved(builder.font)


def with_licence_bits(font: bytes, bits: int) -> bytes:
    """A font with another OS/2 fsType."""
    opened = TTFont(io.BytesIO(font), recalcTimestamp=False)
    opened["OS/2"].fsType = bits
    return _saved(opened)


def _saved(font: TTFont) -> bytes:
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()
