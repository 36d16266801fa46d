"""What stands beside a deposit: `SHA256SUMS`, and a record of the file and its checks."""

from __future__ import annotations

import hashlib
import os
import re
from typing import TYPE_CHECKING

from layout.deposit.model import FILE_SCHEMA, CheckRecord, FileRecord
from layout.diagnostics import error
from layout.errors import OutputError
from layout.record import to_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from layout.deposit.model import DepositRecord

SUMS_FILE = "SHA256SUMS"
# GNU coreutils' form: digest, space, space or asterisk, name; a backslash in front of a line
# says that backslashes and line feeds in the name are written as \\ and \n.
_LINE = re.compile(rb"(\\?)([0-9a-fA-F]{64}) [ *](.+)\Z", re.DOTALL)


def record_path(pdf: Path) -> Path:
    """Where the record of a file stands: `NAME.deposit.json`."""
    return pdf.with_name(f"{pdf.stem}.deposit.json")


def sums_path(pdf: Path) -> Path:
    """Where the checksums of a file's folder stand."""
    return pdf.with_name(SUMS_FILE)


def files_beside(
    path: Path,
    pdf: bytes,
    record: DepositRecord,
    pages: int,
) -> dict[Path, bytes]:
    """What is written with a deposit: its record, and the checksums of both in their folder.

    Raises:
        OutputError: the checksums that stand there cannot be read.
    """
    told = FileRecord(
        FILE_SCHEMA,
        os.fsencode(path.name).decode("utf-8", "backslashreplace"),
        hashlib.sha256(pdf).hexdigest(),
        len(pdf),
        pages,
        record.settings.standards,
        record.tool,
        _checks(record),
        record.parts,
    )
    text = to_json(told)
    sums = sums_path(path)
    before = _before(sums)
    named = {record_path(path).name: text, path.name: pdf}
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in named.items()}
    return {record_path(path): text, sums: merged_sums(before, digests)}


def _checks(record: DepositRecord) -> tuple[CheckRecord, ...]:
    """What a file was held to before it got here: a build that breaks a claim has no result."""
    standards, tool = record.settings.standards, record.tool.banxin
    if not standards:
        return ()
    return (CheckRecord("conformance", "passed", "banxin", tool, standards),)


def _before(sums: Path) -> bytes:
    try:
        return sums.read_bytes() if sums.is_file() else b""
    except OSError as fault:
        message = f"{sums}: {fault.strerror}"
        hint = "its other lines would be lost: let it be read, or name another folder with -o"
        raise OutputError([error("cannot-write", message, hint=hint)]) from fault


def merged_sums(before: bytes, digests: Mapping[str, str]) -> bytes:
    """Lines for these files, in place of those they had; every other line stays as it is."""
    kept = [line for line in _lines(before) if _named(line)[0] not in digests]
    new = [_line(name, digest) for name, digest in sorted(digests.items())]
    return b"".join(line + b"\n" for line in (*kept, *new))


def sums_in(text: bytes) -> dict[str, str]:
    """The digest of every file that lines of checksums name; later lines count."""
    found = (_named(line) for line in _lines(text))
    return {name: digest for name, digest in found if name}


def _lines(text: bytes) -> Iterator[bytes]:
    return (line for line in text.replace(b"\r\n", b"\n").split(b"\n") if line)


def _named(line: bytes) -> tuple[str, str]:
    match = _LINE.match(line)
    if match is None:
        return "", ""
    name = match[3].decode("utf-8", "surrogateescape")
    if match[1]:
        name = re.sub(r"\\(.)", lambda one: "\n" if one[1] == "n" else one[1], name)
    return name, match[2].decode("ascii").lower()


def _line(name: str, digest: str) -> bytes:
    escaped = name.replace("\\", "\\\\").replace("\n", "\\n")
    mark = "" if escaped == name else "\\"
    return f"{mark}{digest}  {escaped}".encode("utf-8", "surrogateescape")
