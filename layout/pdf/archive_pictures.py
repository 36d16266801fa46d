"""Pictures and figures in an archive file: what they may bring with them.

Source: ISO 19005-2 6.2.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from layout.diagnostics import error
from layout.display.model import PlacedPicture
from layout.images import Channels, PreparedPicture
from layout.pdf.icc_rules import profile_fault
from layout.pdf.pictures import key_of
from layout.pdf.standards import is_pdf_a
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from layout.diagnostics import Diagnostic
    from layout.display.model import Page
    from layout.pdf.figures import EmbeddedFigure
    from layout.pdf.pictures import EmbeddedPicture, PictureKey
    from layout.pdf.standards import Standard


def picture_faults(
    pages: tuple[Page, ...],
    pictures: Mapping[PictureKey, EmbeddedPicture],
    standards: tuple[Standard, ...],
) -> list[Diagnostic]:
    """What is wrong with the pictures, each told where it is first placed."""
    placed: dict[PictureKey, tuple[PlacedPicture, Page]] = {}
    for page in pages:
        for item in page.items:
            if isinstance(item, PlacedPicture):
                placed.setdefault(key_of(item), (item, page))
    return [
        _finding(item, page, *fault)
        for key, (item, page) in placed.items()
        for fault in _faults(pictures[key].picture, standards)
    ]


def _finding(placed: PlacedPicture, page: Page, message: str, hint: str) -> Diagnostic:
    words = f"{Path(placed.file).name}: {message}"
    found = error("not-for-archive", words, placed.span, hint)
    return replace(found, page=page.label, article=placed.article)


def _faults(
    picture: PreparedPicture | EmbeddedFigure, standards: tuple[Standard, ...]
) -> Iterable[tuple[str, str]]:
    """Each fault in words, and what to do about it."""
    if isinstance(picture, PreparedPicture):
        return _pixel_faults(picture) if is_pdf_a(standards) else ()
    from layout.pdf.figure_rules import figure_faults

    return figure_faults(picture, standards)


def _pixel_faults(picture: PreparedPicture) -> Iterator[tuple[str, str]]:
    """Source: ISO 19005-2 6.2.4.2, 6.2.4.3."""
    fault = profile_fault(picture.icc) if picture.icc else None
    if fault is not None:
        yield fault
    if not picture.icc and picture.channels is Channels.CMYK:
        yield (
            "it is in CMYK and does not say of which press: its colours cannot be kept",
            "embed its ICC profile, or save it as RGB",
        )
