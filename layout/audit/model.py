"""What an audit finds: one record for each check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from layout.record import Record

if TYPE_CHECKING:
    from layout.diagnostics import Diagnostic

# `absent`: there is nothing to check; `waived`: the caller wants to do without it.
Verdict = Literal["passed", "failed", "not run", "absent", "waived"]


def verdict_of(findings: tuple[Diagnostic, ...]) -> Verdict:
    """How a check ended that found these faults."""
    return "failed" if findings else "passed"


class Check(Record):
    """One check: what it held the file to, with what, and how it ended."""

    name: str
    verdict: Verdict
    says: str = ""
    tool: str = ""
    version: str = ""
    findings: tuple[Diagnostic, ...] = ()


class Verification(Record):
    """All checks of a file, in the order they were made."""

    standards: tuple[str, ...]
    checks: tuple[Check, ...]

    @property
    def failed(self) -> bool:
        """Whether something is not as it should be."""
        return any(check.verdict == "failed" for check in self.checks)

    @property
    def not_run(self) -> tuple[str, ...]:
        """The checks whose tool is missing: the file is not verified without them."""
        return tuple(check.name for check in self.checks if check.verdict == "not run")

    @property
    def ok(self) -> bool:
        """Whether every check was made and passed."""
        return not self.failed and not self.not_run
