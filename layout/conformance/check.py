"""A file held to standards: what it claims, and where it falls short."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from layout.conformance.ledger import LEDGER
from layout.conformance.objects import NotReadable
from layout.conformance.opened import Opened
from layout.conformance.packet import PDFA, PDFUA, PDFX
from layout.conformance.records import Breach, Clause, Found
from layout.errors import ConformanceError
from layout.pdf.standards import STANDARDS, Standard, standards_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from layout.diagnostics import Diagnostic

_PRESS_PARTS = {"PDF/X-4": "4", "PDF/X-1a:2003": "1"}
MOST_BREACHES = 20  # of one clause, that are told one by one


class Report:
    """What was found in a file, and the standards it was held to."""

    def __init__(self, standards: tuple[Standard, ...], found: tuple[Found, ...]) -> None:
        self.standards = standards
        self.found = found

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings in words."""
        return tuple(one.diagnostic() for one in self.found)


def check_conformance(
    pdf: bytes | Path, standards: Iterable[str] = ()
) -> tuple[Diagnostic, ...]:
    """Where a file falls short of standards; of those it claims, where none is named.

    Raises:
        ProfileError: a name that is none, or standards that no file can keep together.
    """
    return report_on(pdf, standards).diagnostics


def claims_of(pdf: bytes | Path) -> tuple[Standard, ...]:
    """The standards a file claims in its metadata to keep; none where it cannot be read."""
    try:
        return _claimed(Opened(_bytes(pdf)))
    except NotReadable:
        return ()


def hold_to(pdf: bytes, standards: Iterable[str]) -> None:
    """See that a file keeps standards. Raises ConformanceError with every breach."""
    findings = check_conformance(pdf, standards) if standards else ()
    if findings:
        raise ConformanceError(findings)


def report_on(pdf: bytes | Path, names: Iterable[str] = ()) -> Report:
    """Hold a file to the standards of these names; to those it claims, where there are none.

    Raises:
        ProfileError: a name that is none, or standards that no file can keep together.
    """
    wanted = standards_of(names)
    try:
        opened = Opened(_bytes(pdf))
    except NotReadable as fault:
        return Report(wanted, (_unreadable(fault, wanted),))
    opened.standards = wanted or _claimed(opened)
    return Report(opened.standards, tuple(_found(opened)))


def _bytes(pdf: bytes | Path) -> bytes:
    return pdf.read_bytes() if isinstance(pdf, Path) else pdf


def _claimed(opened: Opened) -> tuple[Standard, ...]:
    part = opened.packet.text(PDFA, "part")
    level = opened.packet.text(PDFA, "conformance")
    ua = opened.packet.text(PDFUA, "part")
    press = opened.packet.text(PDFX, "GTS_PDFXVersion")
    press = press or opened.text_of(opened.info.get("/GTS_PDFXVersion"))
    said = {("a", part, level.upper()), ("ua", ua, ""), ("x", _PRESS_PARTS.get(press, ""), "")}
    return tuple(
        one for one in STANDARDS.values() if (one.family, str(one.part), one.level) in said
    )


def _unreadable(fault: NotReadable, standards: tuple[Standard, ...]) -> Found:
    sound = next(clause for clause in LEDGER if clause.rule == "file-sound")
    breach = Breach(f"the file cannot be read: {fault}")
    return Found(sound, breach, sound.ids(standards or STANDARDS.values()))


def _found(opened: Opened) -> Iterator[Found]:
    for clause in LEDGER:
        ids = clause.ids(opened.standards)
        if ids:
            yield from _breaches(opened, clause, ids)


def _breaches(opened: Opened, clause: Clause, ids: tuple[str, ...]) -> Iterator[Found]:
    breaches = clause.find(opened)
    for breach in islice(breaches, MOST_BREACHES):
        yield Found(clause, breach, ids)
    more = sum(1 for _ in islice(breaches, 100_000))
    if more:
        yield Found(clause, Breach(f"and {more} more"), ids)
