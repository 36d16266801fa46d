"""A check as SARIF, which editors and code hosts show beside the source.

Source: OASIS SARIF 2.1.0, 3.13 (log), 3.49 (rules), 3.27 (results).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from layout.preflight.model import NO_PAGE
from layout.preflight.registry import FILE_RULES, ISSUE_RULES
from layout.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layout.preflight.model import FileRule, Finding, IssueRule
    from layout.preflight.run import Checked

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_RECT_NAMES = ("x", "y", "width", "height")


def sarif_log(checked: Checked, artifact: str = "") -> dict[str, object]:
    """The log with one run; `artifact` is the file of findings that have no other."""
    used = {finding.diagnostic.rule for finding in checked.findings}
    known = [*map(_rule, ISSUE_RULES), *map(_rule, FILE_RULES)]
    others = sorted(used - {str(rule["id"]) for rule in known})
    rules: list[dict[str, object]] = [*known, *map(_unknown, others)]
    index = {str(rule["id"]): at for at, rule in enumerate(rules)}
    driver = {
        "name": "banxin",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": rules,
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index, artifact) for finding in checked.findings],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _unknown(name: str) -> dict[str, object]:
    """A rule of another stage: of the content's form, of a standard."""
    return {"id": name}


def _rule(rule: IssueRule | FileRule) -> dict[str, object]:
    made: dict[str, object] = {
        "id": rule.id,
        "shortDescription": {"text": rule.asks},
        "defaultConfiguration": {"level": rule.severity.word},
    }
    if rule.remedy:
        made["help"] = {"text": f"To mend it, {rule.remedy}."}
    return made


def _result(finding: Finding, index: dict[str, int], artifact: str) -> dict[str, object]:
    own = finding.diagnostic
    hint = f" ({own.hint})" if own.hint else ""
    result: dict[str, object] = {
        "ruleId": own.rule,
        "ruleIndex": index[own.rule],
        "level": own.severity.word,
        "message": {"text": own.message + hint},
    }
    place = _location(finding, artifact)
    if place:
        result["locations"] = [place]
    properties = dict(_properties(finding))
    if properties:
        result["properties"] = properties
    return result


def _location(finding: Finding, artifact: str) -> dict[str, object]:
    own = finding.diagnostic
    place: dict[str, object] = {}
    path = own.span.path if own.span is not None else artifact
    if path:
        physical: dict[str, object] = {"artifactLocation": {"uri": quote(path)}}
        if own.span is not None and own.span.line >= 1:
            physical["region"] = {
                "startLine": own.span.line,
                "startColumn": max(own.span.column, 1),
            }
        place["physicalLocation"] = physical
    if own.page:
        place["logicalLocations"] = [{"name": f"page {own.page}", "kind": "page"}]
    return place


def _properties(finding: Finding) -> Iterable[tuple[str, object]]:
    own = finding.diagnostic
    for name in ("article", "measured", "allowed"):
        value = getattr(own, name)
        if value:
            yield name, value
    if finding.page_index != NO_PAGE:
        yield "pageIndex", finding.page_index
    if finding.rect is not None:
        rect = finding.rect
        yield "rect", {name: round(getattr(rect, name), 2) for name in _RECT_NAMES}
