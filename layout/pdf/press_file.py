"""What a file for the press has over any other, and what it may not have.

Source: ISO 15930-7 (PDF/X-4), ISO 15930-4 (PDF/X-1a).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, Severity, error
from layout.display.model import PlacedPicture
from layout.errors import ConformanceError
from layout.pdf.canvas import dictionary, name, row, text_string
from layout.pdf.inks import PageInks, PressInks
from layout.pdf.metadata import (
    NAMESPACES,
    dates_of,
    described,
    element,
    info_entries,
    packet_of,
)
from layout.pdf.standards import press_standard

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from layout.color import Color
    from layout.display.model import Pages
    from layout.fonts import FontSet
    from layout.pdf.canvas import Document
    from layout.pdf.pictures import EmbeddedPicture, PictureKey
    from layout.pdf.press import Press
    from layout.pdf.standards import Standard

_VERSION = (1, 6)  # where no standard says otherwise
_IDENTIFICATION = "http://www.npes.org/pdfx/ns/id/"
_MEDIA_MANAGEMENT = "http://ns.adobe.com/xap/1.0/mm/"


def press_job(press: Press, standards: Iterable[Standard]) -> PressJob:
    """What a file of these standards is to a press."""
    return PressJob(press, press_standard(standards))


class PressJob:
    """One file on its way to a press, which claims a standard of PDF/X, or none.

    What is noticed on the way gathers in it.
    """

    def __init__(self, press: Press, standard: Standard | None) -> None:
        self.press = press
        self.standard = standard
        self.inks = PressInks(press)
        self._told: list[Diagnostic] = []

    @property
    def pdf_version(self) -> tuple[int, int]:
        """The version in the file's header."""
        return self.standard.pdf_version if self.standard is not None else _VERSION

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What was assumed of pictures, and which colours were converted."""
        converted = self.inks.converted
        if not converted:
            return tuple(self._told)
        listed = ", ".join(sorted(_as_converted(*one) for one in converted.items()))
        hint = "give them a `cmyk` in the palette of the house style"
        message = f"colours without inks of their own are converted: {listed}"
        note = Diagnostic(Severity.NOTE, "colour-converted", message, hint=hint)
        return (*self._told, note)

    def page_inks(self) -> PageInks:
        """The inks of one more page."""
        return PageInks(self.inks)

    def flattened(self, pages: Pages) -> Pages:
        """The pages as they may be written; raises ConformanceError for what may not be."""
        self.check(pages)
        if not self.is_flat:
            return pages
        from layout.pdf.flat import flat_pages

        return flat_pages(pages, self.inks.recipe)

    def pictures(self, pages: Pages, fonts: FontSet) -> Mapping[PictureKey, EmbeddedPicture]:
        """The pictures of the pages, in inks. Raises ContentError."""
        if not _has_pictures(pages):
            return {}
        from layout.images.press import PressTarget
        from layout.pdf.press_pictures import press_pictures

        target = PressTarget(self.press.icc, self.is_flat, self.press.cache)
        found, told = press_pictures(pages.pages, fonts, target)
        self._told += told
        return found

    @property
    def is_flat(self) -> bool:
        """Whether nothing may show through (ISO 15930-4: no transparency)."""
        return self.standard is not None and self.standard.part == 1

    def check(self, pages: Pages) -> None:
        """See that the issue says what the standards want to hear. Raises ConformanceError."""
        findings: list[Diagnostic] = []
        if not pages.title:
            findings.append(error("not-for-press", "the file has no title"))
        if not pages.created:
            hint = "write its `date` into issue.yaml"
            message = "the issue has no date, which a file for the press must have"
            findings.append(error("not-for-press", message, hint=hint))
        if findings and self.standard is not None:
            raise ConformanceError(findings)

    def xmp(self, pages: Pages, identity: str) -> bytes:
        """The XMP packet; it makes the claim of PDF/X-4, which Info makes for PDF/X-1a."""
        date = dates_of(pages.created).xmp
        claims = self.standard is not None and not self.is_flat
        properties = (
            element("pdfxid:GTS_PDFXVersion", "PDF/X-4" if claims else ""),
            *described(pages),
            element("xmp:MetadataDate", date),
            element("pdf:Trapped", "False"),
            element("xmpMM:DocumentID", f"uuid:{identity}"),
            element("xmpMM:VersionID", "1"),
            element("xmpMM:RenditionClass", "default"),
        )
        more = {"pdfxid": _IDENTIFICATION, "xmpMM": _MEDIA_MANAGEMENT}
        return packet_of(properties, {**NAMESPACES, **more})

    def finished(self, document: Document, pages: Pages) -> bytes:
        """The whole file, with its output intent."""
        self._add_output_intent(document)
        entries: dict[str, object] = {**info_entries(pages), "Trapped": name("False")}
        if self.is_flat:
            entries["GTS_PDFXVersion"] = text_string("PDF/X-1a:2003")
        return document.finished(dictionary(entries))

    def _add_output_intent(self, document: Document) -> None:
        """Say which press the file is for (ISO 32000-1 14.11.5)."""
        press = self.press
        texts = {
            "OutputConditionIdentifier": press.identifier,
            "OutputCondition": press.info,
            "RegistryName": press.registry,
            "Info": press.info or press.identifier,
        }
        entries = {
            "Type": name("OutputIntent"),
            "S": name("GTS_PDFX"),
            **{key: text_string(text) for key, text in texts.items() if text},
            "DestOutputProfile": document.add_stream(press.icc, {"N": 4}),
        }
        document.set_catalog(OutputIntents=row([document.add(dictionary(entries))]))


def _has_pictures(pages: Pages) -> bool:
    return any(isinstance(one, PlacedPicture) for page in pages.pages for one in page.items)


def _as_converted(color: Color, inks: tuple[float, float, float, float]) -> str:
    screen = "".join(f"{round(value * 255):02x}" for value in color.rgb)
    return f"#{screen} to {' '.join(f'{ink * 100:.0f}' for ink in inks)}"
