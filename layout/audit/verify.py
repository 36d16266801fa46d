"""A deposit held to all it says: its parts, what stands beside it, its standards, itself."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from layout.audit.conformance import conformance
from layout.audit.fence import BUILDING, Limits
from layout.audit.model import Check, Verification, verdict_of
from layout.audit.rebuild import rebuild_from, taken_apart
from layout.audit.validators import validated
from layout.deposit.beside import SUMS_FILE, record_path, sums_in, sums_path
from layout.deposit.model import FILE_SCHEMA, FileRecord
from layout.deposit.read import shown
from layout.diagnostics import Diagnostic, error
from layout.errors import ConformanceError, LayoutError, ProjectError
from layout.record import Record, from_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from layout.deposit.read import ReadDeposit

# What stands beside a file is as little trusted as the file.
_LARGEST_BESIDE = 16 << 20


class Terms(Record):
    """What a verification may use: faces, time for the build, validators it does without."""

    font_path: tuple[Path, ...] = ()
    limits: Limits = BUILDING
    without: frozenset[str] = frozenset()


def verify(path: Path, terms: Terms | None = None) -> Verification:
    """Make every check of a deposit; one that cannot be made does not keep the others back.

    Raises:
        ProjectError: there is no such file.
    """
    if not path.is_file():
        raise ProjectError([error("no-such-file", f"{path} is no file")])
    terms = terms or Terms()
    deposit, parts = _parts(path)
    standards = deposit.record.settings.standards if deposit else ()
    checks = (
        parts,
        _sums(path),
        _beside(path, deposit),
        _guarded("conformance", lambda: conformance(path, standards)),
        _guarded("rebuild", lambda: _rebuilt(path, deposit, terms)),
        *_validated(path, standards, terms),
    )
    return Verification(standards, checks)


def _guarded(name: str, make: Callable[[], Check]) -> Check:
    """A check, or that it failed with what kept it from being made."""
    try:
        return make()
    except LayoutError as fault:
        return Check(name, "failed", findings=fault.diagnostics)


def _parts(path: Path) -> tuple[ReadDeposit | None, Check]:
    try:
        deposit = taken_apart(path)
    except ConformanceError as fault:
        return None, Check("parts", "failed", findings=fault.diagnostics)
    count = len(deposit.record.parts)
    verdict = verdict_of(deposit.findings)
    return deposit, Check("parts", verdict, f"{count} files", findings=deposit.findings)


def _sums(path: Path) -> Check:
    sums = sums_path(path)
    if not sums.is_file():
        return Check("checksums", "absent", f"there is no {SUMS_FILE} beside it")
    text = _small(sums)
    if text is None:
        return Check("checksums", "failed", findings=(_unreadable(sums),))
    findings = tuple(_sum_faults(path, sums_in(text)))
    return Check("checksums", verdict_of(findings), findings=findings)


def _sum_faults(path: Path, told: dict[str, str]) -> Iterator[Diagnostic]:
    for file in (path, record_path(path)):
        wanted = told.get(file.name)
        if wanted is None:
            if file.is_file():
                yield error("sum-missing", f"{SUMS_FILE} has no line for {file.name}")
        elif not file.is_file():
            yield error("file-missing", f"{file.name} is in {SUMS_FILE} and is not there")
        elif _digest(file) != wanted:
            yield error("sum-differs", f"{file.name} is not what {SUMS_FILE} says")


def _beside(path: Path, deposit: ReadDeposit | None) -> Check:
    """The record beside the file, held against the file."""
    beside = record_path(path)
    if not beside.is_file():
        return Check("record", "absent", f"there is no {beside.name} beside it")
    text = _small(beside)
    try:
        told = from_json(FileRecord, text) if text is not None else None
    except ValueError:
        told = None
    if told is None:
        return Check("record", "failed", findings=(_unreadable(beside),))
    findings = tuple(_record_faults(told, path, deposit))
    return Check("record", verdict_of(findings), findings=findings)


def _record_faults(
    told: FileRecord, path: Path, deposit: ReadDeposit | None
) -> Iterator[Diagnostic]:
    facts: list[tuple[str, object, object]] = [
        ("schema", told.schema, FILE_SCHEMA),
        ("sha256", told.sha256, _digest(path)),
        ("size", told.size, path.stat().st_size),
    ]
    if deposit is not None:
        record = deposit.record
        facts += [
            ("parts", told.parts, record.parts),
            ("tool", told.tool, record.tool),
            ("standards", told.standards, record.settings.standards),
        ]
    for key, said, is_so in facts:
        if said != is_so:
            name = record_path(path).name
            yield error("record-differs", f"`{key}` of {name} is not as the file has it")


def _rebuilt(path: Path, deposit: ReadDeposit | None, terms: Terms) -> Check:
    if deposit is None or deposit.findings:
        return Check("rebuild", "failed", "the parts are not whole: nothing was built")
    with tempfile.TemporaryDirectory(prefix="banxin-") as folder:
        made = rebuild_from(
            deposit, path, Path(folder) / "workspace", terms.font_path, limits=terms.limits
        )
    told = ("tool-differs", "face-differs", "rebuilt-differs")
    findings = tuple(finding for finding in made.findings if finding.rule in told)
    if made.identical:
        return Check("rebuild", "passed", "identical, byte for byte", findings=findings)
    return Check("rebuild", "failed", "the file built again is another", findings=findings)


def _validated(path: Path, standards: tuple[str, ...], terms: Terms) -> list[Check]:
    try:
        return validated(path, standards, terms.without)
    except LayoutError as fault:
        return [Check("validators", "failed", findings=fault.diagnostics)]


def _small(path: Path) -> bytes | None:
    """A file that is not too large to be what its name says; None otherwise."""
    try:
        if path.stat().st_size > _LARGEST_BESIDE:
            return None
        return path.read_bytes()
    except OSError:
        return None


def _unreadable(path: Path) -> Diagnostic:
    return error(
        "record-unreadable", f"{shown(path.name)} cannot be read, or breaks its schema"
    )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
