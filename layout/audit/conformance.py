"""Whether a file keeps the standards it claims, by our own check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.audit.fence import READING, fenced
from layout.audit.model import Check, verdict_of
from layout.deposit.model import CheckRecord
from layout.diagnostics import Severity
from layout.errors import ConformanceError
from layout.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from layout.diagnostics import Diagnostic

NAME = "conformance"
TOOL = "banxin"


def findings_in(pdf: bytes) -> tuple[Diagnostic, ...]:
    """What is wrong with a file, by the standards that it claims."""
    from layout.pdf.check import check_written

    return tuple(check_written(pdf))


def conformance(path: Path, standards: tuple[str, ...]) -> Check:
    """Our own check of a file that says it keeps these standards; it runs behind the fence.

    Raises:
        LayoutError: the file goes beyond the limits.
    """
    findings: tuple[Diagnostic, ...] = fenced(findings_in_file, path, limits=READING)
    verdict = verdict_of(_errors(findings))
    says = ", ".join(standards) or "no standard is claimed"
    return Check(NAME, verdict, says, TOOL, __version__, findings)


def findings_in_file(path: Path) -> tuple[Diagnostic, ...]:
    """What is wrong with a file, as `findings_in` tells."""
    return findings_in(path.read_bytes())


def kept(pdf: bytes, standards: tuple[str, ...]) -> CheckRecord:
    """The record that a file just made passed our own check.

    Raises:
        ConformanceError: it did not.
    """
    errors = _errors(findings_in(pdf))
    if errors:
        raise ConformanceError(errors)
    return CheckRecord(NAME, "passed", TOOL, __version__, standards)


def _errors(findings: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)
