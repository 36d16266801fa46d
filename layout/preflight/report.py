"""A check as JSON, and the schema of that JSON (published as docs/schema/preflight.json)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import Severity
from layout.preflight.run import count_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.preflight.model import Finding
    from layout.preflight.run import Checked

SCHEMA_NAME = "banxin/preflight/1"


def as_document(
    checked: Checked, *, ok: bool, standards: Sequence[str] = ()
) -> dict[str, object]:
    """The check as JSON values; `ok` says whether it may go to the printer."""
    return {
        "schema": SCHEMA_NAME,
        "ok": ok,
        "name": checked.name,
        "printer": checked.printer.name,
        "pages": len(checked.labels),
        "standards": list(standards),
        "counts": counts(checked.findings),
        "findings": [finding.as_json() for finding in checked.findings],
    }


def counts(findings: Sequence[Finding]) -> dict[str, int]:
    """How many findings there are of each severity."""
    return {f"{one.word}s": count_of(findings, one) for one in reversed(Severity)}


_TEXT: dict[str, object] = {"type": "string"}
_COUNT: dict[str, object] = {"type": "integer", "minimum": 0}
_NUMBERED: dict[str, object] = {"type": "integer", "minimum": 1}


def _described(kind: dict[str, object], words: str) -> dict[str, object]:
    return {**kind, "description": words}


def json_schema() -> dict[str, object]:
    """The schema of the document. Source: JSON Schema 2020-12."""
    finding = {
        "type": "object",
        "required": ["severity", "rule", "message"],
        "additionalProperties": False,
        "properties": {
            "severity": {"enum": [one.word for one in Severity]},
            "rule": _described(_TEXT, "the rule's name, as docs/preflight.md lists it"),
            "message": _TEXT,
            "hint": _described(_TEXT, "what to do about it"),
            "file": _described(_TEXT, "relative to the publication's folder"),
            "line": _NUMBERED,
            "column": _NUMBERED,
            "page": _described(_TEXT, "the folio, or the page's label"),
            "page_index": _described(_COUNT, "the page, counted from 0"),
            "article": _described(_TEXT, "the article's id"),
            "measured": _TEXT,
            "allowed": _TEXT,
            "clauses": _described(
                {"type": "array", "items": _TEXT}, "of a standard that the file breaks"
            ),
            "item": _described(_TEXT, "the object of the file"),
            "rect": _described(
                {
                    "type": "array",
                    "items": {"type": "number"},
                    "minItems": 4,
                    "maxItems": 4,
                },
                "left, top, width and height in points from the trim's top left corner",
            ),
        },
    }
    words = [f"{one.word}s" for one in reversed(Severity)]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What banxin check found",
        "type": "object",
        "required": ["schema", "ok", "name", "printer", "pages", "counts", "findings"],
        "additionalProperties": False,
        "properties": {
            "schema": {"const": SCHEMA_NAME},
            "ok": {"type": "boolean"},
            "name": _TEXT,
            "printer": _described(_TEXT, "the printer's profile"),
            "pages": _COUNT,
            "standards": _described(
                {"type": "array", "items": _TEXT}, "those a PDF was held to"
            ),
            "counts": {
                "type": "object",
                "required": words,
                "additionalProperties": False,
                "properties": dict.fromkeys(words, _COUNT),
            },
            "findings": {"type": "array", "items": finding},
        },
    }
