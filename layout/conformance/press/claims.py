"""Clauses on what a file for the press says of itself: version, claim, title, dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.conformance.packet import DC, PDF, PDFX, XMP, XMP_MM
from layout.conformance.records import Breach, press_clause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.conformance.opened import Opened

_HEADER = re.compile(rb"%PDF-1\.([0-9])")


def is_flat(opened: Opened) -> bool:
    """Whether the file is held to PDF/X-1a, which knows no transparency and no profiles."""
    return any(one.family == "x" and one.part == 1 for one in opened.standards)


def _version(opened: Opened) -> Iterator[Breach]:
    found = _HEADER.match(opened.data)
    allowed = 4 if is_flat(opened) else 6
    if found is None or int(found[1]) > allowed:
        measured = opened.data[:8].decode("latin-1").strip()
        says = "the file is not of a version that the standard is written for"
        yield Breach(says, "header", "", measured, f"up to %PDF-1.{allowed}")


def _claim(opened: Opened) -> Iterator[Breach]:
    flat = is_flat(opened)
    wanted = "PDF/X-1a:2003" if flat else "PDF/X-4"
    key = "/GTS_PDFXVersion"
    said = opened.text_of(opened.info.get(key)) if flat else opened.packet.text(PDFX, key[1:])
    if said != wanted:
        where = "Info" if flat else "XMP"
        yield Breach(
            "the file does not say that it keeps the standard", where, "", said, wanted
        )


def _title(opened: Opened) -> Iterator[Breach]:
    info, told = opened.text_of(opened.info.get("/Title")), opened.packet.text(DC, "title")
    if not (info if is_flat(opened) else told):
        yield Breach("the file has no title", "Info" if is_flat(opened) else "XMP")


def _dates(opened: Opened) -> Iterator[Breach]:
    if is_flat(opened):
        missing = [
            key
            for key in ("CreationDate", "ModDate")
            if not opened.text_of(opened.info.get(f"/{key}")).startswith("D:")
        ]
    else:
        keys = ("CreateDate", "ModifyDate", "MetadataDate")
        missing = [key for key in keys if not opened.packet.text(XMP, key)]
    for key in missing:
        yield Breach("the file does not say when it was made", key)


def _identity(opened: Opened) -> Iterator[Breach]:
    for key in ("DocumentID", "VersionID", "RenditionClass"):
        if not opened.packet.text(XMP_MM, key):
            yield Breach("the metadata do not tell which document this is", f"xmpMM:{key}")


def _trapped(opened: Opened) -> Iterator[Breach]:
    info, told = opened.name(opened.info.get("/Trapped")), opened.packet.text(PDF, "Trapped")
    said = info if is_flat(opened) else told
    if said not in {"True", "False"}:
        yield Breach("the file does not say whether it is trapped", "Trapped", "", said)
    elif info and told and info != told:
        yield Breach("Info and XMP differ", "Trapped", "", info, told)


CLAUSES = (
    press_clause(
        "press-version",
        "file header",
        "file header",
        "The file is of PDF 1.6 or older (PDF/X-4), or of PDF 1.4 or older (PDF/X-1a).",
        "The header is 1.6 or 1.4.",
        _version,
    ),
    press_clause(
        "press-claim",
        "identification",
        "identification",
        "XMP says GTS_PDFXVersion PDF/X-4; for PDF/X-1a, Info says PDF/X-1a:2003.",
        "The claim is that of the standard asked for.",
        _claim,
    ),
    press_clause(
        "press-title",
        "document metadata",
        "document information",
        "The file has a title.",
        "It is that of the issue.",
        _title,
    ),
    press_clause(
        "press-dates",
        "document metadata",
        "document information",
        "The file says when it was made and changed.",
        "Both dates are the issue's; without one the build is refused.",
        _dates,
    ),
    press_clause(
        "press-identity",
        "document metadata",
        "",
        "The metadata name document, version and rendition (xmpMM).",
        "The name is made from what is in the file.",
        _identity,
    ),
    press_clause(
        "press-trapped",
        "trapping",
        "trapping",
        "Trapped is True or False, and Info and XMP agree.",
        "It is False: traps are the printer's to make.",
        _trapped,
    ),
)
