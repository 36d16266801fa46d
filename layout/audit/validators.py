"""Validators of other makers, where they are installed: each asked in its own way."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from types import MappingProxyType
from typing import TYPE_CHECKING

from layout.audit.fence import READING, fenced
from layout.audit.model import Check, verdict_of
from layout.diagnostics import Diagnostic, error
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

# The name of veraPDF's program is asked for by this variable first.
VERAPDF = "VERAPDF"
_MOST_TOLD = 20
_LONGEST_TOLD = 400


class Validator(Record):
    """A validator: the standards it knows by its own names, and how it is asked.

    `version` gives an empty string where it is not installed. `ask` takes a file and its name
    of a standard, and gives what it says is wrong.
    """

    name: str
    flavours: Mapping[str, str]
    version: Callable[[], str]
    ask: Callable[[Path, str], tuple[Diagnostic, ...]]


def validated(path: Path, standards: tuple[str, ...], without: frozenset[str]) -> list[Check]:
    """A check for each validator and each of the standards that it knows.

    Raises:
        LayoutError: a validator goes beyond the limits.
    """
    return [
        _check(validator, path, standard, waived=validator.name in without)
        for validator in VALIDATORS.values()
        for standard in standards
        if standard in validator.flavours
    ]


def _check(validator: Validator, path: Path, standard: str, *, waived: bool) -> Check:
    name = f"{validator.name} {standard}"
    if waived:
        return Check(name, "waived", "by --without", validator.name)
    version = validator.version()
    if not version:
        return Check(name, "not run", f"{validator.name} is not installed", validator.name)
    findings = validator.ask(path, validator.flavours[standard])
    return Check(name, verdict_of(findings), "", validator.name, version, findings)


def _told(name: str, said: list[str]) -> tuple[Diagnostic, ...]:
    """What a validator says, as findings: so many, and each so long."""
    kept = [error(name, line[:_LONGEST_TOLD]) for line in said[:_MOST_TOLD]]
    if len(said) > _MOST_TOLD:
        kept.append(error(name, f"and {len(said) - _MOST_TOLD} more"))
    return tuple(kept)


def _page_validation_version() -> str:
    from importlib import metadata

    try:
        return metadata.version("page-validation")
    except metadata.PackageNotFoundError:
        return ""


def _ask_page_validation(path: Path, flavour: str) -> tuple[Diagnostic, ...]:
    findings: tuple[Diagnostic, ...] = fenced(page_validation, path, flavour, limits=READING)
    return findings


def page_validation(path: Path, flavour: str) -> tuple[Diagnostic, ...]:
    """What page-validation says is wrong."""
    import page

    report = page.validate_pdf(str(path), profile=flavour)
    said = [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
    if not said and not report.is_compliant:
        said = ["it does not conform"]
    return _told("page-validation", said)


def _verapdf() -> str:
    return shutil.which(os.environ.get(VERAPDF) or "verapdf") or ""


def _verapdf_version() -> str:
    program = _verapdf()
    if not program:
        return ""
    first = _output([program, "--version"]).strip().splitlines()[:1]
    words = first[0].split() if first else []
    return words[1] if len(words) > 1 else "unknown"


def _ask_verapdf(path: Path, flavour: str) -> tuple[Diagnostic, ...]:
    """The text report has a line `PASS file` or `FAIL file` and, with `-v`, the rules."""
    said = _output(
        [_verapdf(), "--format", "text", "-v", "-f", flavour, os.fspath(path.absolute())]
    )
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    if any(line.startswith("PASS ") for line in lines):
        return ()
    return _told("verapdf", lines or ["it gave no answer"])


def _output(words: list[str]) -> str:
    """What a program prints; empty where it takes too long. It ends with all it has begun."""
    with subprocess.Popen(
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        try:
            said, _ = process.communicate(timeout=READING.seconds)
        except subprocess.TimeoutExpired:
            return ""
        finally:
            if hasattr(os, "killpg"):
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(process.pid, signal.SIGKILL)
            elif process.poll() is None:
                process.kill()
    return said.decode("utf-8", "replace")


_A_2_3 = {f"a-{part}{level}": f"{part}{level}" for part in (2, 3) for level in "bua"}

VALIDATORS: Mapping[str, Validator] = MappingProxyType(
    {
        one.name: one
        for one in (
            Validator(
                "verapdf",
                {**_A_2_3, "a-4": "4", "a-4f": "4f", "ua-1": "ua1"},
                _verapdf_version,
                _ask_verapdf,
            ),
            Validator(
                "page-validation",
                {**_A_2_3, "ua-1": "ua1"},
                _page_validation_version,
                _ask_page_validation,
            ),
        )
    }
)
