"""Deposits made, taken apart and tampered with."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.support.command_line import CommandLine

RECORD = "deposit.json"
NAME = "one.pdf"


WRITTEN = (NAME, "one.deposit.json", "SHA256SUMS")

# A new publication gives the same bytes in every folder: it is built once for all tests.
_built: dict[tuple[object, ...], list[bytes]] = {}


def make_deposit(banxin: CommandLine, *words: object) -> Path:
    """The deposit of the folder's publication, or of a new one, with what stands beside it."""
    issue = banxin.folder / "riverside"
    files = [banxin.folder / name for name in WRITTEN]
    if issue.exists() or files[2].exists() or words not in _built:
        is_new = not issue.exists() and not files[2].exists()
        if not issue.exists():
            banxin.new()
        done = banxin.build(issue, "--embed-sources", "-o", NAME, *words)
        assert done.code == 0, done.err
        if is_new:
            _built[words] = [file.read_bytes() for file in files]
    else:
        for file, content in zip(files, _built[words], strict=True):
            file.write_bytes(content)
    return files[0]


def attached(path: Path) -> dict[str, bytes]:
    """Every attached file of a PDF, in the order of its name tree."""
    with pikepdf.open(path) as document:
        return {
            name: bytes(document.attachments[name].get_file().read_bytes())
            for name in document.attachments
        }


def record_of(path: Path) -> dict[str, Any]:
    """`deposit.json` of a deposit. (Any: JSON values of every kind.)"""
    record: dict[str, Any] = json.loads(attached(path)[RECORD])
    return record


def tampered(path: Path, change: Callable[[pikepdf.Pdf], None]) -> Path:
    """The file with its objects changed, in its place."""
    with pikepdf.open(io.BytesIO(path.read_bytes())) as document:
        change(document)
        document.save(
            path, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False
        )
    return path


def specification(document: pikepdf.Pdf, name: str) -> Any:
    """The file specification of an attachment. (Any: a PDF object.)"""
    names: Any = document.Root.Names.EmbeddedFiles.Names
    at = [str(one) for one in list(names)[::2]].index(name)
    return names[2 * at + 1]


def changed_part(name: str, content: bytes) -> Callable[[pikepdf.Pdf], None]:
    """Put other content in an attachment; the PDF's own checksum goes with it."""

    def change(document: pikepdf.Pdf) -> None:
        found = specification(document, name)
        stream = document.make_stream(content, Type=pikepdf.Name.EmbeddedFile)
        found.EF = pikepdf.Dictionary(F=stream, UF=stream)

    return change


def removed_part(name: str) -> Callable[[pikepdf.Pdf], None]:
    """Take an attachment out."""

    def change(document: pikepdf.Pdf) -> None:
        tree: Any = document.Root.Names.EmbeddedFiles
        pairs = list(zip(list(tree.Names)[::2], list(tree.Names)[1::2], strict=True))
        kept = [one for pair in pairs if str(pair[0]) != name for one in pair]
        tree.Names = pikepdf.Array(kept)

    return change


def added_part(name: str, content: bytes = b"more") -> Callable[[pikepdf.Pdf], None]:
    """Attach one more file, under a name that need not be one."""

    def change(document: pikepdf.Pdf) -> None:
        stream = document.make_stream(content)
        document.Root.Names.EmbeddedFiles.Names.extend([name, _specification(name, stream)])

    return change


def changed_record(**changes: object) -> Callable[[pikepdf.Pdf], None]:
    """Say other things in the record."""

    def change(document: pikepdf.Pdf) -> None:
        stream = specification(document, RECORD).EF.F
        record = {**json.loads(stream.read_bytes()), **changes}
        changed_part(RECORD, json.dumps(record).encode())(document)

    return change


def _specification(name: str, stream: Any) -> Any:
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Filespec,
        F=name,
        UF=name,
        EF=pikepdf.Dictionary(F=stream, UF=stream),
    )


def hostile(path: Path, files: Mapping[str, bytes]) -> Path:
    """A PDF with nothing but these attachments, in one row."""
    document = pikepdf.new()
    document.add_blank_page()
    names: list[Any] = []
    for name, content in files.items():
        names += (
            name,
            document.make_indirect(_specification(name, document.make_stream(content))),
        )
    document.Root.Names = pikepdf.Dictionary(
        EmbeddedFiles=document.make_indirect(pikepdf.Dictionary(Names=pikepdf.Array(names)))
    )
    document.save(path)
    return path
