"""Whether a file keeps the standards it claims, by our own check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.audit.fence import READING, fenced
from layout.audit.model import Check, verdict_of
from layout.deposit.read import shown
from layout.diagnostics import Severity, error
from layout.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from layout.diagnostics import Diagnostic

NAME = "conformance"
TOOL = "banxin"


def findings_in(pdf: bytes, standards: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    """What is wrong with a file that is to keep these standards, and to claim no others."""
    from layout.conformance import check_conformance, claims_of
    from layout.pdf.check import check_written

    findings = check_written(pdf)
    if standards:
        findings += check_conformance(pdf, standards)
    claimed = [one.name for one in claims_of(pdf)]
    if sorted(claimed) != sorted(standards):
        says = f"the file claims {_listed(claimed)}, its record {_listed(standards)}"
        findings.append(error("claims-differ", says))
    return tuple(findings)


def _listed(standards: Iterable[str]) -> str:
    return shown(", ".join(standards)) or "no standard"


def conformance(path: Path, standards: tuple[str, ...]) -> Check:
    """Our own check of a file that says it keeps these standards; it runs behind the fence.

    Raises:
        LayoutError: the file goes beyond the limits.
    """
    findings: tuple[Diagnostic, ...] = fenced(findings_in_file, path, standards, limits=READING)
    verdict = verdict_of(_errors(findings))
    return Check(NAME, verdict, _listed(standards), TOOL, __version__, findings)


def findings_in_file(path: Path, standards: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    """What is wrong with a file, as `findings_in` tells."""
    return findings_in(path.read_bytes(), standards)


def _errors(findings: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)
