"""The parts of a deposit, out of a PDF that nobody vouches for.

What the file says of itself is never followed further than the limits here. A PDF can still
make its parser work long; `layout.audit` therefore reads in a process of its own, with a limit
of time and memory.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING, Any

from layout.deposit.model import RECORD_FILE, SCHEMA, DepositRecord
from layout.deposit.paths import collisions, path_fault
from layout.diagnostics import Diagnostic, error
from layout.errors import ConformanceError, ProjectError
from layout.pdf.checksum import md5_of
from layout.record import Record, from_json, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pikepdf

# Limits of what is taken from a file: a hundred times what a large issue holds.
LARGEST_FILE = 2 << 30  # bytes of the PDF
MOST_PARTS = 4096
MOST_NODES = 8192  # of the name tree
LARGEST_PART = 256 << 20  # bytes, unpacked
LARGEST_WHOLE = 1 << 30  # bytes of all parts together, unpacked
LARGEST_RECORD = 8 << 20
LONGEST_SHOWN = 80

HINT = "the file is damaged, or was made to do harm; ask for another copy"


class ReadDeposit(Record):
    """What was found: the record, the files by path, and all that is wrong with them.

    A file whose name cannot be trusted is among the findings and not among the files.
    """

    record: DepositRecord
    record_text: bytes
    files: dict[str, bytes]
    findings: tuple[Diagnostic, ...]


class _Refused(Exception):  # noqa: N818 (it is no error of ours)
    """Why a file is not read any further."""


def read_deposit(path: Path) -> ReadDeposit:
    """The record and the parts of a deposit, each compared with what the record says of it.

    Raises:
        ProjectError: there is no such file.
        ConformanceError: it is no PDF, holds no record, or goes beyond the limits.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            is_pdf = b"%PDF-" in file.read(1024)
    except OSError as fault:
        raise ProjectError([error("no-such-file", f"{path}: {fault.strerror}")]) from fault
    if not is_pdf or size > LARGEST_FILE:
        reason = "is no PDF" if not is_pdf else f"is larger than {_megabytes(LARGEST_FILE)}"
        raise ConformanceError([error("no-deposit", f"{path.name} {reason}")])
    try:
        return _checked(*_attached(path))
    except _Refused as fault:
        raise ConformanceError([error("bad-deposit", f"{fault}", hint=HINT)]) from fault


def _attached(path: Path) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """Every attached file whose name may be trusted, and what is wrong with them."""
    import pikepdf

    faults = (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError)
    try:
        with pikepdf.open(path, attempt_recovery=False) as document:
            if document.is_encrypted:
                raise _Refused("the file is encrypted")
            return _taken(_specifications(document))
    except (*faults, RecursionError, RuntimeError, OverflowError) as fault:
        raise _Refused("the file cannot be read as a PDF") from fault


def _specifications(document: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    """Name and file specification of every attachment, in the order of the name tree.

    Any, here and below: pikepdf gives objects of every kind. Source: ISO 32000-2 7.9.6.
    """
    catalogue: Any = document.Root
    tree = catalogue.Names.get("/EmbeddedFiles") if "/Names" in catalogue else None
    waiting = [] if tree is None else [tree]
    seen: set[tuple[int, int]] = set()
    nodes = found = 0
    while waiting:
        node = waiting.pop()
        nodes += 1
        if nodes > MOST_NODES or (node.is_indirect and node.objgen in seen):
            raise _Refused("the tree of its attachments has no end")
        seen.add(node.objgen)
        names: Any = node.get("/Names", ())
        kids: Any = node.get("/Kids", ())
        found += len(names) // 2
        if found > MOST_PARTS or len(kids) + len(waiting) > MOST_NODES:
            raise _Refused(f"it holds more than {MOST_PARTS} files")
        for at in range(1, len(names), 2):
            yield str(names[at - 1]), names[at]
        waiting += reversed(list(kids))


def _taken(
    specifications: Iterator[tuple[str, Any]],
) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """The files of specifications, and what is wrong with them."""
    files: dict[str, bytes] = {}
    findings: list[Diagnostic] = []
    room = LARGEST_WHOLE
    for key, specification in specifications:
        path = str(specification.get("/UF", specification.get("/F", key)))
        fault = path_fault(path)
        if not fault and path in files:
            fault = "is there twice"
        if fault:
            findings.append(error("part-name", f"the attachment `{shown(path)}` {fault}"))
            continue
        stream = specification.EF.get("/UF", specification.EF.get("/F"))
        content = _unpacked(stream, path, min(LARGEST_PART, room))
        room -= len(content)
        files[path] = content
        findings += _params_faults(stream, path, content)
    return files, findings


def _unpacked(stream: Any, path: str, limit: int) -> bytes:
    """A stream's content, plain or deflated, never more than `limit` bytes."""
    packing = stream.get("/Filter")
    if "/F" in stream or "/DecodeParms" in stream:
        raise _Refused(f"`{shown(path)}` is packed as no deposit is")
    filters = [str(one) for one in packing] if _is_array(packing) else [str(packing)]
    raw = bytes(stream.read_raw_bytes())
    if packing is None or not filters:
        content, more = raw[:limit], len(raw) > limit
    elif filters == ["/FlateDecode"]:
        content, more = _inflated(raw, path, limit)
    else:
        raise _Refused(f"`{shown(path)}` is packed as no deposit is")
    if more:
        raise _Refused(f"`{shown(path)}` unpacks to more than {_megabytes(limit)}")
    return content


def _is_array(value: Any) -> bool:  # Any: an object of any kind
    import pikepdf

    return isinstance(value, pikepdf.Array)


def _inflated(raw: bytes, path: str, limit: int) -> tuple[bytes, bool]:
    """Deflated content up to a limit, and whether there is more."""
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(raw, limit + 1)
    except zlib.error as fault:
        raise _Refused(f"`{shown(path)}` is damaged") from fault
    if not unpacker.eof and len(content) <= limit:
        raise _Refused(f"`{shown(path)}` is cut short")
    return content[:limit], len(content) > limit


def _params_faults(stream: Any, path: str, content: bytes) -> Iterator[Diagnostic]:
    """What the PDF itself says of a file, and is not so."""
    params = stream.get("/Params", {})
    checksum = params.get("/CheckSum")
    if checksum is not None and bytes(checksum) != md5_of(content):
        yield error("part-changed", f"`{path}` is not what its checksum in the PDF says")
    if "/Size" in params and int(params.Size) != len(content):
        yield error("part-changed", f"`{path}` is not of the size the PDF says")


def _checked(files: dict[str, bytes], findings: list[Diagnostic]) -> ReadDeposit:
    """The files held against the record among them."""
    text = files.get(RECORD_FILE)
    if text is None:
        hint = "`banxin build --embed-sources` makes one that does"
        message = f"it carries no {RECORD_FILE}: it is no deposit"
        raise ConformanceError([*findings, error("no-deposit", message, hint=hint)])
    record = _record_of(text)
    parts = {path: content for path, content in files.items() if path != RECORD_FILE}
    told = [part.path for part in record.parts]
    findings = [*findings, *_name_faults([RECORD_FILE, *told])]
    for part in record.parts:
        content = parts.get(part.path)
        name = shown(part.path)
        if content is None:
            findings.append(
                error("part-missing", f"`{name}` is in the record, not in the file")
            )
        elif hashlib.sha256(content).hexdigest() != part.sha256 or len(content) != part.size:
            findings.append(error("part-changed", f"`{name}` is not as the record says"))
    findings += [
        error("part-extra", f"`{shown(path)}` is in the file, not in the record")
        for path in sorted(parts.keys() - set(told))
    ]
    return ReadDeposit(record, text, parts, tuple(findings))


def _record_of(text: bytes) -> DepositRecord:
    if len(text) > LARGEST_RECORD:
        raise _Refused(f"{RECORD_FILE} is larger than {_megabytes(LARGEST_RECORD)}")
    try:
        record = from_json(DepositRecord, text)
    except ValueError as fault:
        raise _Refused(f"{RECORD_FILE} breaks its schema: {shown(str(fault))}") from fault
    if record.schema != SCHEMA:
        message = (
            f"the record is written as {shown(record.schema)!r}; this banxin reads {SCHEMA}"
        )
        hint = "another version of banxin made it: use that one"
        raise ConformanceError([error("deposit-schema", message, hint=hint)])
    if len(record.parts) > MOST_PARTS:
        raise _Refused(f"{RECORD_FILE} tells of more than {MOST_PARTS} files")
    wrong = path_fault(record.settings.issue)
    if wrong:
        raise _Refused(f"the folder of the issue `{shown(record.settings.issue)}` {wrong}")
    return replace(record, parts=tuple(record.parts))


def _name_faults(paths: Sequence[str]) -> Iterator[Diagnostic]:
    for path in paths:
        fault = path_fault(path)
        if fault:
            yield error("part-name", f"the part `{shown(path)}` {fault}")
    for one, other in collisions(paths):
        names = f"`{shown(one)}` and `{shown(other)}`"
        yield error("part-name", f"{names} are one file on some systems")


def shown(text: str) -> str:
    """What a hostile file says, fit for a terminal: short, and nothing in it that acts."""
    kept = text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in kept)


def _megabytes(size: int) -> str:
    return f"{size >> 20} MiB"
