"""A deposit built again from what it carries, and compared with itself."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from layout.audit.fence import BUILDING, READING, Limits, fenced
from layout.deposit.read import read_deposit, shown
from layout.deposit.unpack import unpack
from layout.diagnostics import Diagnostic, Severity, error, warning
from layout.record import Record

if TYPE_CHECKING:
    from pathlib import Path

    from layout.deposit.model import DepositRecord, DepositSettings
    from layout.deposit.read import ReadDeposit


class Built(Record):
    """What a workspace gave."""

    pdf: bytes
    record: DepositRecord
    findings: tuple[Diagnostic, ...]


class Rebuilt(Record):
    """A deposit built again.

    `identical` tells whether the whole file is the same; `same_means` whether tool and faces
    are those that made it. `findings` say what differs.
    """

    pdf: bytes
    issue: Path
    record: DepositRecord
    identical: bool
    same_means: bool
    findings: tuple[Diagnostic, ...]


def taken_apart(path: Path, limits: Limits = READING) -> ReadDeposit:
    """What a PDF carries, read behind the fence.

    Raises:
        ProjectError: there is no such file.
        ConformanceError: it is no deposit, or cannot be read within the limits.
    """
    found: ReadDeposit = fenced(read_deposit, path, limits=limits)
    return found


def rebuild(
    path: Path,
    folder: Path,
    font_path: tuple[Path, ...] = (),
    *,
    limits: Limits = BUILDING,
) -> Rebuilt:
    """Write the workspace of a deposit into a folder that is new or empty, and build it there.

    Nothing is written where anything in the deposit is not as its record says.

    Raises:
        ConformanceError: the deposit is not whole, or goes beyond the limits.
        ProjectError, OutputError: the file is not there, the folder is not empty or not ours.
        ContentError, StyleError, FontError, ProfileError: the build itself.
    """
    return rebuild_from(taken_apart(path), path, folder, font_path, limits=limits)


def rebuild_from(
    deposit: ReadDeposit,
    path: Path,
    folder: Path,
    font_path: tuple[Path, ...] = (),
    *,
    limits: Limits = BUILDING,
) -> Rebuilt:
    """As `rebuild`, for a deposit that was read before.

    Raises:
        LayoutError: as `rebuild` does.
    """
    issue = unpack(deposit, folder)
    settings = deposit.record.settings
    built: Built = fenced(build_workspace, issue, folder, settings, font_path, limits=limits)
    differences = means_that_differ(deposit.record, built.record)
    with path.open("rb") as file:
        identical = (
            hashlib.file_digest(file, "sha256").digest() == hashlib.sha256(built.pdf).digest()
        )
    findings = [*built.findings, *differences]
    if not identical:
        findings.append(_not_the_same(bool(differences)))
    return Rebuilt(built.pdf, issue, built.record, identical, not differences, tuple(findings))


def build_workspace(
    issue: Path, root: Path, settings: DepositSettings, font_path: tuple[Path, ...]
) -> Built:
    """The deposit that a workspace gives, as the settings say.

    Raises:
        LayoutError: as `build_issue` does.
    """
    from layout.pipeline import BuildRequest, build_issue

    request = BuildRequest(
        issue,
        settings.style,
        settings.profile,
        settings.pages,
        root,
        font_path,
        standards=settings.standards,
        embed_sources=True,
        printer=settings.printer,
        proof_number=settings.proof_number,
        proof_date=settings.proof_date,
    )
    result = build_issue(request)
    assert result.deposit is not None
    return Built(result.pdf, result.deposit, result.findings)


def means_that_differ(then: DepositRecord, now: DepositRecord) -> list[Diagnostic]:
    """A finding for each thing that decides the bytes and is another than it was."""
    return [*_tools(then, now), *_faces(then, now)]


def _tools(then: DepositRecord, now: DepositRecord) -> list[Diagnostic]:
    before = {"banxin": then.tool.banxin, **then.tool.libraries}
    after = {"banxin": now.tool.banxin, **now.tool.libraries}
    return [
        warning(
            "tool-differs",
            f"{shown(name)} is {_version(after.get(name))} here, "
            f"{_version(before.get(name))} in the deposit",
        )
        for name in dict.fromkeys((*before, *after))
        if before.get(name) != after.get(name)
    ]


def _version(version: str | None) -> str:
    return shown(version) if version else "missing"


def _faces(then: DepositRecord, now: DepositRecord) -> list[Diagnostic]:
    """Roles whose face is another file, or the same at other axes."""
    before = {face.key: face for face in then.faces}
    after = {face.key: face for face in now.faces}
    found = []
    for role in dict.fromkeys((*then.roles, *now.roles)):
        old, new = before.get(then.roles.get(role, "")), after.get(now.roles.get(role, ""))
        if old != new:
            old_name = shown(f"{old.file} {old.version}") if old else "nothing"
            new_name = shown(f"{new.file} {new.version}") if new else "nothing"
            changed = " of other content" if old_name == new_name else ""
            found.append(
                warning(
                    "face-differs",
                    f"role {shown(role)} is set in {new_name}{changed} here, "
                    f"in {old_name} in the deposit",
                    hint="give the folder of the deposit's faces with --font-path",
                )
            )
    return found


def _not_the_same(means_differ: bool) -> Diagnostic:  # noqa: FBT001 (private, named at its call)
    if means_differ:
        return Diagnostic(
            Severity.WARNING,
            "rebuilt-differs",
            "the file built again is another: tool or faces are not those of the deposit",
        )
    return error(
        "rebuilt-differs",
        "the file built again is another, with the same tool and the same faces",
        hint="the deposit was changed after it was built",
    )
