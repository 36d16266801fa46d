"""What a file that keeps standards has over any other, and what it may not have.

Everything here hangs on the standards asked for; without any the writer never comes here.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from layout.diagnostics import error
from layout.display.model import PlacedPicture, TextLine
from layout.errors import ConformanceError
from layout.pdf.standards import Standard, is_pdf_a
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from layout.diagnostics import Diagnostic
    from layout.display.model import Page, Pages
    from layout.pdf.canvas import Document
    from layout.pdf.pictures import EmbeddedPicture, PictureKey

_NOTDEF = 0
_NEWEST_PART = 4
# What no standard gives a meaning (Unicode 3.4, D49 and table 23-6).
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


class Archive(Record):
    """The standards of one file; at least one."""

    standards: tuple[Standard, ...]

    @property
    def _claims_files(self) -> bool:
        return any(one.level == "F" for one in self.standards)

    @property
    def pdf_version(self) -> tuple[int, int]:
        """The version in the file's header: the same for all of them."""
        return self.standards[0].pdf_version

    def check(self, pages: Pages, pictures: Mapping[PictureKey, EmbeddedPicture]) -> None:
        """See that pages and pictures hold only what the standards allow.

        Raises:
            ConformanceError: something they forbid; all of it is named, with its place.
        """
        findings = list(_missing_glyphs(pages.pages))
        if any(one.level == "A" or one.part == _NEWEST_PART for one in self.standards):
            findings += _private_characters(pages.pages)
        if pictures and any(one.tagged for one in self.standards):
            findings += _pictures_without_words(pages.pages)
        if pictures:
            from layout.pdf.archive_pictures import picture_faults

            findings += picture_faults(pages.pages, pictures, self.standards)
        if findings:
            raise ConformanceError(findings)

    def xmp(self, pages: Pages) -> bytes:
        """The file's XMP packet, which makes the claims."""
        from layout.pdf.archive_xmp import archive_xmp

        return archive_xmp(pages, self.standards)

    def finished(self, document: Document, pages: Pages) -> bytes:
        """The whole file, with its output intent.

        PDF 2.0 files have their metadata in XMP alone (ISO 19005-4 6.1.3).

        Raises:
            ConformanceError: it would claim attached files, and has none (ISO 19005-4 6.9).
        """
        from layout.pdf.archive_xmp import author_of
        from layout.pdf.intent import add_output_intent
        from layout.pdf.metadata import info_of

        if self._claims_files and not document.has_names("EmbeddedFiles"):
            message = "PDF/A-4f is for files that hold others, and nothing is attached to this"
            raise ConformanceError([error("no-attachments", message, hint="ask for `a-4`")])
        if is_pdf_a(self.standards):
            add_output_intent(document)
        has_info = self.pdf_version < (2, 0)
        return document.finished(info_of(pages, author_of(pages)) if has_info else None)


def archive_of(standards: tuple[Standard, ...]) -> Archive | None:
    """What standards ask of a file; None where none is kept."""
    return Archive(standards) if standards else None


def _missing_glyphs(pages: tuple[Page, ...]) -> Iterator[Diagnostic]:
    """Characters that would show as the box of a missing glyph.

    Source: ISO 19005-2 6.2.11.8; ISO 14289-1 7.21.8.
    """
    hint = "choose a face that has it in fonts/fonts.yaml, or write it otherwise"
    for page in pages:
        for line in page.items:
            if not isinstance(line, TextLine):
                continue
            for run in line.runs:
                if _NOTDEF not in run.glyphs:
                    continue
                lacking = dict.fromkeys(
                    text for glyph, text in zip(run.glyphs, run.texts, strict=True) if not glyph
                )
                names = ", ".join(f"{text} ({_code_points(text)})" for text in lacking)
                message = f"no face has a glyph for {names}: an archive file may not lack any"
                found = error("missing-glyph", message, line.span, hint)
                yield replace(found, page=page.label, article=line.article)


def _private_characters(pages: tuple[Page, ...]) -> Iterator[Diagnostic]:
    """Characters that only a house's own face gives a meaning.

    A file of level A must say in words what each is, which nobody knows; nor may one of part 4
    repeat it. Source: ISO 19005-2 6.2.11.7.3; ISO 19005-4 6.2.10.8.
    """
    hint = "write the character that Unicode has, or draw the sign as a picture"
    for page in pages:
        for line in page.items:
            if isinstance(line, TextLine) and _PRIVATE.search(line.text):
                found = dict.fromkeys(_PRIVATE.findall(line.text))
                names = ", ".join(map(_code_points, found))
                message = f"{names} means nothing outside its own face"
                finding = error("private-character", message, line.span, hint)
                yield replace(finding, page=page.label, article=line.article)


def _pictures_without_words(pages: tuple[Page, ...]) -> Iterator[Diagnostic]:
    """Pictures of the copy that say nothing to those who do not see them.

    Source: ISO 14289-1 7.3.
    """
    hint = "say with `alt` what it shows, in one sentence"
    for page in pages:
        for item in page.items:
            if isinstance(item, PlacedPicture) and item.tag and not item.tag[-1].alt.strip():
                message = f"{Path(item.file).name} has no words for those who do not see it"
                finding = error("missing-alt", message, item.span, hint)
                yield replace(finding, page=page.label, article=item.article)


def _code_points(text: str) -> str:
    return " ".join(f"U+{ord(char):04X}" for char in text)
