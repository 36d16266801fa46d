"""The files of one issue: found by name, never outside the issue's folder."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, SourceSpan, error, suggest
from layout.errors import ContentError
from layout.files import SourceFile
from layout.yaml_source import decode_source

if TYPE_CHECKING:
    from collections.abc import Sequence

ARTICLES = "articles"
ARTICLE_ENDINGS = (".md", ".yaml", ".yml")


class Library:
    """An issue's folder, and the publication's folder that its paths are told from."""

    def __init__(self, root: Path, publication: Path) -> None:
        self.root = root
        self._real = root.resolve()
        self._publication = publication.resolve()
        self._read: dict[str, bytes] = {}

    @property
    def files_read(self) -> tuple[SourceFile, ...]:
        """The files read so far, each once, named from the issue's folder."""
        return tuple(SourceFile(name, content) for name, content in self._read.items())

    def label(self, path: Path) -> str:
        """The path as findings tell it: relative to the publication's folder."""
        real = path.parent.resolve() / path.name
        if real.is_relative_to(self._publication):
            return real.relative_to(self._publication).as_posix()
        return path.name

    def find(
        self,
        name: str,
        span: SourceSpan,
        findings: list[Diagnostic],
        folders: Sequence[str] = ("",),
    ) -> Path | None:
        """The file of that name in the first of the folders that has it; else a finding."""
        reason = _outside(name)
        if reason:
            hint = "write a path inside the issue's folder, with `/`"
            findings.append(error("path-outside", f"`{name}` {reason}", span, hint))
            return None
        for folder in folders:
            path = self.root / folder / name
            if self._is_file(path):
                if path.resolve().is_relative_to(self._real):
                    return path
                message = f"`{name}` leads out of the issue's folder"
                findings.append(error("path-outside", message, span, "copy the file in"))
                return None
        hint = self._nearest(name, folders)
        findings.append(error("missing-file", f"`{name}` is not there", span, hint))
        return None

    def find_article(
        self, name: str, span: SourceSpan, findings: list[Diagnostic]
    ) -> Path | None:
        """An article's file, told from the folder of articles or from the issue's."""
        return self.find(name, span, findings, (ARTICLES, ""))

    def article_files(self) -> tuple[str, ...]:
        """The names of all files in the folder of articles, in order."""
        folder = self.root / ARTICLES
        if not folder.is_dir():
            return ()
        names = (path.name for path in folder.iterdir() if path.suffix in ARTICLE_ENDINGS)
        return tuple(sorted(name for name in names if not name.startswith(".")))

    def read(self, path: Path) -> str:
        """The characters of a file.

        Raises:
            ContentError: it cannot be read, or is not text.
        """
        label = self.label(path)
        content = read_bytes(path, label)
        self._read[path.relative_to(self.root).as_posix()] = content
        return composed(decode_source(content, label))

    def _is_file(self, path: Path) -> bool:
        try:
            return path.is_file()
        except OSError:  # a name longer than the file system takes
            return False

    def _nearest(self, name: str, folders: Sequence[str]) -> str:
        near: list[str] = []
        for folder in folders:
            parent = (self.root / folder / name).parent
            if len(name) < 200 and parent.is_dir():
                stem = PurePosixPath(name).parent
                near += sorted((stem / path.name).as_posix() for path in parent.iterdir())
        hint = suggest(name, near)
        return hint if hint.startswith("did") else ""


def _outside(name: str) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or "\\" in name or ":" in name.split("/", 1)[0]:
        return "is not a relative path"
    if ".." in path.parts:
        return "leads out of the issue's folder"
    return "" if name.strip() else "is empty"


# A letter and the marks that combine with it: what some systems write for é.
_COMBINING = re.compile("[\u0300-\u036f]")
_DECOMPOSED = re.compile(r"[^\W\d_][\u0300-\u036f]+")


def composed(text: str) -> str:
    """The text with each letter and its combining marks as one character where there is one.

    Nothing else is normalised: compatibility ideographs stay what they are (UAX #15).
    """
    if not _COMBINING.search(text):
        return text
    return _DECOMPOSED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)


def read_bytes(path: Path, label: str) -> bytes:
    """A file's bytes.

    Raises:
        ContentError: the system does not give them.
    """
    try:
        return path.read_bytes()
    except OSError as fault:
        reason = fault.strerror or str(fault)
        span = SourceSpan(label)
        raise ContentError([error("cannot-read", f"{label}: {reason}", span)]) from fault
