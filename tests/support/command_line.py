"""A project on disk with a face drawn for tests, and the command line run in this process."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from layout.cli import main
from layout.cli.new import FILES
from layout.project import house_folder
from tests.support.plain_fonts import plain_font

if TYPE_CHECKING:
    from pathlib import Path

FONT_FILE = "Plain-Test.ttf"
# What the tests' own copy may use beside what `new` writes and the house styles print.
COPY = "，。、：；？！“”‘’（）《》〈〉【】［］—…·　"
# Roles that a text style takes where it names none.
_DEFAULTS = {"song", "hei-bold", "kai"}
_ROLES = re.compile(r"(?:^|[{ ])(?:\w+_)?face: ([\w-]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command line ended: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The one JSON document on standard output. (Any: JSON values of every kind.)"""
        document: dict[str, Any] = json.loads(self.out)
        return document


def _face(text: str) -> bytes:
    """A face for all characters of a text: ASCII half an em wide, the others an em."""
    others = sorted({char for char in text if char > "\x7f"})
    ascii_letters = (chr(code) for code in range(0x20, 0x7F))
    return plain_font({**dict.fromkeys(others, 1000), **dict.fromkeys(ascii_letters, 500)})


class CommandLine:
    """`banxin` with a project of its own: house styles, a manifest, one plain face for all."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.fonts = folder / "faces"
        self._capsys = capsys
        self.fonts.mkdir()
        styles = house_folder() / "styles"
        self.copy(styles, folder / "styles")
        sheets = [file.read_text("utf-8") for file in sorted(styles.glob("*.yaml"))]
        (self.fonts / FONT_FILE).write_bytes(_face("".join((*FILES.values(), *sheets, COPY))))
        roles = sorted({role for sheet in sheets for role in _ROLES.findall(sheet)} | _DEFAULTS)
        manifest = _MANIFEST + "".join(
            f"  {role}: {{family: plain, weight: 400}}\n" for role in roles
        )
        (folder / "fonts").mkdir()
        (folder / "fonts" / "fonts.yaml").write_text(manifest, "utf-8")

    def copy(self, source: Path, target: Path) -> None:
        """Copy the files of a folder."""
        target.mkdir()
        for file in sorted(source.iterdir()):
            if file.is_file():
                (target / file.name).write_bytes(file.read_bytes())

    def __call__(self, *words: object) -> Outcome:
        """Run a command line to its end."""
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        said = self._capsys.readouterr()
        return Outcome(int(left.value.code or 0), said.out, said.err)

    def build(self, issue: Path, *words: object, before: tuple[str, ...] = ()) -> Outcome:
        """`banxin build` with the plain face."""
        return self(*before, "build", issue, "--font-path", self.fonts, *words)

    def new(self, name: str = "riverside") -> Path:
        """A publication made by `banxin new`."""
        folder = self.folder / name
        assert self("-q", "new", folder).code == 0
        return folder


_MANIFEST = f"""\
families:
  plain:
    name: Plain
    licence: OFL-1.1
    sources:
      - kind: system
        files:
          - {{weight: 400, path: {FONT_FILE}}}
roles:
"""
