"""Pictures and figures in an archive file: what they may bring with them.

Source: ISO 19005-2 6.2.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from layout.diagnostics import error
from layout.display.model import PlacedPicture
from layout.images import Channels, PreparedPicture
from layout.pdf.pictures import key_of
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from layout.diagnostics import Diagnostic
    from layout.display.model import Page
    from layout.pdf.pictures import EmbeddedPicture, PictureKey


def picture_faults(
    pages: tuple[Page, ...], pictures: Mapping[PictureKey, EmbeddedPicture]
) -> list[Diagnostic]:
    """What is wrong with the pictures, each told where it is first placed."""
    findings: list[Diagnostic] = []
    told: set[PictureKey] = set()
    for page in pages:
        for item in page.items:
            if isinstance(item, PlacedPicture) and key_of(item) not in told:
                told.add(key_of(item))
                faults = _faults(pictures[key_of(item)])
                findings += (_finding(item, page, *fault) for fault in faults)
    return findings


def _finding(placed: PlacedPicture, page: Page, message: str, hint: str) -> Diagnostic:
    words = f"{Path(placed.file).name}: {message}"
    found = error("not-for-archive", words, placed.span, hint)
    return replace(found, page=page.label, article=placed.article)


def _faults(embedded: EmbeddedPicture) -> Iterator[tuple[str, str]]:
    """Each fault in words, and what to do about it."""
    picture = embedded.picture
    if isinstance(picture, PreparedPicture):
        yield from _pixel_faults(picture)
        return
    from layout.pdf.figure_rules import figure_faults

    yield from figure_faults(picture)


def _pixel_faults(picture: PreparedPicture) -> Iterator[tuple[str, str]]:
    """Source: ISO 19005-2 6.2.4.2, 6.2.4.3; ISO 32000-1 8.6.5.5."""
    if picture.icc:
        yield from _profile_faults(picture.icc)
    elif picture.channels is Channels.CMYK:
        yield (
            "it is in CMYK and does not say of which press: its colours cannot be kept",
            "embed its ICC profile, or save it as RGB",
        )


# Of ICC.1:2004-10 7.2.5: what pictures come from or go to. Links between devices, abstract
# and named colours are none.
_CLASSES = frozenset({b"scnr", b"mntr", b"prtr", b"spac"})
_LAST_VERSION = 4  # ISO 32000-1 table 67


def _profile_faults(icc: bytes) -> Iterator[tuple[str, str]]:
    hint = "convert it to sRGB, or embed a profile of ICC version 2 or 4"
    if icc[12:16] not in _CLASSES or icc[36:40] != b"acsp":
        yield "its ICC profile is none for pictures", hint
    elif icc[8] > _LAST_VERSION:
        yield f"its ICC profile is of version {icc[8]}", hint
