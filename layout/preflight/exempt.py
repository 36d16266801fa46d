"""Exemptions of a printer: findings that are let pass, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Severity
from layout.preflight.model import Finding
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.styles.printer import Exemption

UNUSED = "exemption-unused"


def exempted(
    findings: Sequence[Finding], exemptions: Sequence[Exemption], looked_for: frozenset[str]
) -> list[Finding]:
    """The findings; those that are let pass are notes that say why.

    An exemption that lets nothing pass is a finding of its own, where its rule was among those
    that were looked for.
    """
    used: set[int] = set()
    told = []
    for finding in findings:
        at = next((n for n, one in enumerate(exemptions) if _meant(one, finding)), None)
        if at is None:
            told.append(finding)
            continue
        used.add(at)
        own = finding.diagnostic
        message = f"{own.message} (let pass: {exemptions[at].reason})"
        note = replace(own, severity=Severity.NOTE, message=message, hint="")
        told.append(replace(finding, diagnostic=note, exempt=True))
    for at, one in enumerate(exemptions):
        if at not in used and (one.rule in looked_for or one.rule not in known_rules()):
            told.append(Finding(_unused(one)))
    return told


def known_rules() -> frozenset[str]:
    """The names of all rules."""
    from layout.preflight.registry import FILE_RULES, ISSUE_RULES

    return frozenset((*(rule.id for rule in ISSUE_RULES), *(rule.id for rule in FILE_RULES)))


def _meant(exemption: Exemption, finding: Finding) -> bool:
    own = finding.diagnostic
    return (
        exemption.rule == own.rule
        and exemption.page in {"", own.page}
        and exemption.article in {"", own.article}
    )


def _unused(exemption: Exemption) -> Diagnostic:
    where = "".join(
        f", {name} {value}"
        for name, value in (("page", exemption.page), ("article", exemption.article))
        if value
    )
    return Diagnostic(
        Severity.WARNING,
        UNUSED,
        f"nothing of `{exemption.rule}`{where} is found that the exemption could let pass",
        exemption.span,
        hint="take it out of the printer's profile, or mend its rule, page and article",
        page=exemption.page,
        article=exemption.article,
    )
