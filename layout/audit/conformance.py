"""Whether a file keeps the standards it claims: our own check, behind the fence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.audit.fence import READING, fenced
from layout.audit.model import Check
from layout.diagnostics import Diagnostic, Severity
from layout.version import __version__

if TYPE_CHECKING:
    from pathlib import Path


def conformance(path: Path, standards: tuple[str, ...]) -> Check:
    """Our own check of a file that says it keeps these standards.

    Raises:
        LayoutError: the file goes beyond the limits.
    """
    findings: tuple[Diagnostic, ...] = fenced(findings_of, path, limits=READING)
    failed = any(finding.severity is Severity.ERROR for finding in findings)
    return Check(
        "conformance",
        "failed" if failed else "passed",
        ", ".join(standards) or "no standard is claimed",
        "banxin",
        __version__,
        findings,
    )


def findings_of(path: Path) -> tuple[Diagnostic, ...]:
    """What is wrong with a file."""
    from layout.pdf.check import check_written

    return tuple(check_written(path.read_bytes()))
