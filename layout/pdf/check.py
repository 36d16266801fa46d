"""Reading a written PDF back: is it sound, and does it carry its fonts?"""

from __future__ import annotations

import io
import re

from layout.diagnostics import Diagnostic, error

# ISO 32000-1 9.6.4: a subset's name begins with six capitals and a plus sign.
_SUBSET_NAME = re.compile(r"/[A-Z]{6}\+")


def check_written(pdf: bytes) -> list[Diagnostic]:
    """What is wrong with a file: faults of its syntax, fonts not embedded or not subset.

    Source: ISO 32000-1 9.9 (embedded font programs).
    """
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            findings = [error("unsound-pdf", fault) for fault in document.check_pdf_syntax()]
            for found in document.objects:
                if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/Font":
                    findings += _check_font(found)
    except pikepdf.PdfError as fault:
        return [error("unsound-pdf", str(fault))]
    return findings


def _check_font(font: object) -> list[Diagnostic]:
    import pikepdf

    assert isinstance(font, pikepdf.Dictionary)
    name = str(font.get("/BaseFont", "a font"))
    descendants = font.get("/DescendantFonts")
    holder = descendants[0] if isinstance(descendants, pikepdf.Array) else font
    descriptor = holder.get("/FontDescriptor", pikepdf.Dictionary())
    programs = {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys())
    findings = []
    if not programs:
        findings.append(error("font-not-embedded", f"{name[1:]} is not embedded"))
    if not _SUBSET_NAME.match(name):
        findings.append(error("font-not-subset", f"{name[1:]} is embedded whole"))
    return findings
