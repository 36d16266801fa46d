"""Checkers that others wrote, each asked about the standards that it knows.

A checker that is not installed skips its test and says so: not run is not passed. What one is
known to get wrong stands in `KNOWN`, one by one, with the reason; nothing else is overlooked.
"""

from __future__ import annotations

import importlib.util
import io
import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import pikepdf
import pytest

from layout.audit.validators import VALIDATORS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Known(NamedTuple):
    """A finding that is wrong: how it begins, and why it is none."""

    begins: str
    reason: str


KNOWN = {
    "pikepdf": (
        *(
            Known(f"ISO_19005_{part}:6.6.2.3.1-1 XMP {what} {prefix}", reason)
            for part in (2, 3)
            for what in ("namespace", "property")
            for prefix in ("prism", "serial", "pdfuaid", "pdfaExtension", "pdfaSchema")
            for reason in ("it reads no extension schemas, which allow all the file uses",)
        ),
        *(
            Known(f"ISO_19005_{part}:6.6.2.3.1-1 XMP namespace pdfa{what}", "the same")
            for part in (2, 3)
            for what in ("Property", "Type", "Field")
        ),
        *(
            Known(f"ISO_19005_{part}:6.6.4-3 pdfaid:conformance is '{level}'", reason)
            for part in (2, 3)
            for level in "UA"
            for reason in ("it knows level B alone, which U and A include",)
        ),
        Known("pikepdf:font-vertical", "it does not look at Identity-V, which is allowed"),
    ),
    "outloud": (
        Known("DOC-004", "a page that is one photograph, with words for it, is no scan"),
        Known("TAG-030", "so is a photograph with a head set on it"),
    ),
}

# How each checker calls a standard. pikepdf knows level B alone, as the others include it.
PAGE_NAMES = VALIDATORS["page-validation"].flavours
PIKEPDF_NAMES = {f"a-{part}{level}": f"{part}b" for part in "23" for level in "bua"}
VERAPDF_NAMES = VALIDATORS["verapdf"].flavours
ACCESSIBLE = frozenset({"ua-1"})


def unknown(checker: str, findings: list[str]) -> list[str]:
    """The findings that are not known to be wrong."""
    known = tuple(one.begins for one in KNOWN.get(checker, ()))
    return [one for one in findings if not one.startswith(known)]


# Set for a release: a checker that is not there is then a failure (`make release`).
ALL_CHECKERS = "BANXIN_ALL_CHECKERS"


def _missing(reason: str) -> NoReturn:
    """A checker could not run: told, or a failure where all of them are wanted."""
    if os.environ.get(ALL_CHECKERS):
        pytest.fail(reason)
    pytest.skip(reason)


def _needs(module: str, package: str) -> None:
    if importlib.util.find_spec(module) is None:
        _missing(f"not run: {package} is not installed")


def page_says(pdf: Path, standard: str) -> list[str]:
    """What page-validation finds."""
    if standard not in PAGE_NAMES:
        pytest.skip(f"not run: page-validation does not know {standard}")
    _needs("page", "page-validation")
    import page

    report = page.validate_pdf(pdf, profile=PAGE_NAMES[standard])
    found = [f"{one.rule_id} {one.message}" for one in report.failures]
    return unknown("page-validation", found)


def pikepdf_says(pdf: Path, standard: str) -> list[str]:
    """What pikepdf finds at level B.

    It stops at article threads, which it does not know: they are taken out first.
    """
    if standard not in PIKEPDF_NAMES:
        pytest.skip(f"not run: pikepdf does not know {standard}")
    _needs("jsonschema", "pikepdf[pdfa]")
    from pikepdf import pdfa

    report = pdfa.validate_written(_without_threads(pdf), PIKEPDF_NAMES[standard])
    found = sorted({f"{one.rule} {one.message}" for one in report.findings})
    return unknown("pikepdf", found)


def _without_threads(file: Path) -> io.BytesIO:
    with pikepdf.open(file) as pdf:
        if "/Threads" not in pdf.Root:
            return io.BytesIO(file.read_bytes())
        del pdf.Root.Threads
        for page in pdf.pages:
            if "/B" in page:
                del page["/B"]
        kept = io.BytesIO()
        pdf.save(kept, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    kept.seek(0)
    return kept


def needs_verapdf() -> str:
    """The command of veraPDF, where it is: named by `VERAPDF`, or on the path."""
    command = os.environ.get("VERAPDF") or shutil.which("verapdf")
    if not command:
        _missing("not run: veraPDF is not installed (VERAPDF names it, or PATH)")
    return command


def verapdf_says(pdf: Path, standard: str) -> list[str]:
    """What veraPDF finds."""
    if standard not in VERAPDF_NAMES:
        pytest.skip(f"not run: veraPDF does not know {standard}")
    command = needs_verapdf()
    flavour = VERAPDF_NAMES[standard]
    call = [command, "--flavour", flavour, "--format", "json", os.fspath(pdf)]
    done = subprocess.run(call, capture_output=True, text=True, check=False, timeout=300)
    report = json.loads(done.stdout)["report"]["jobs"][0]
    results = report["validationResult"]
    result = results[0] if isinstance(results, list) else results
    rules = result["details"].get("ruleSummaries", [])
    found = [f"{one['clause']}-{one['testNumber']} {one['description']}" for one in rules]
    return found if found or result["compliant"] else ["not compliant, and no rule is named"]


def outloud_says(pdf: Path, standard: str) -> list[str]:
    """What outloud calls an error."""
    if standard not in ACCESSIBLE:
        pytest.skip(f"not run: outloud does not know {standard}")
    _needs("outloud", "outloud (the extra `accessibility`)")
    call = [shutil.which("outloud") or "outloud", os.fspath(pdf), "--json", "-", "--quiet"]
    done = subprocess.run(call, capture_output=True, text=True, check=False, timeout=120)
    report = json.loads(done.stdout[done.stdout.index("{") :])["results"][0]
    found = [
        f"{one['rule']} {one['message']}"
        for one in report["findings"]
        if one["severity"] == "error"
    ]
    return unknown("outloud", found)


def pdfua_says(pdf: Path, standard: str) -> list[str]:
    """What pdfua finds for certain."""
    if standard not in ACCESSIBLE:
        pytest.skip(f"not run: pdfua does not know {standard}")
    _needs("pdfua", "pdfua (the extra `accessibility`)")
    call = [shutil.which("pdfua") or "pdfua", "check", "--certain-only", os.fspath(pdf)]
    done = subprocess.run(call, capture_output=True, text=True, check=False, timeout=120)
    return [] if done.returncode == 0 else done.stdout.splitlines()


CHECKERS: dict[str, Callable[[Path, str], list[str]]] = {
    "page-validation": page_says,
    "pikepdf": pikepdf_says,
    "veraPDF": verapdf_says,
    "outloud": outloud_says,
    "pdfua": pdfua_says,
}
