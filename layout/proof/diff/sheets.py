"""The pictures of a comparison: each changed page beside, over, in turns with what it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.images.differ import blank_like, blinking, overlaid
from layout.images.paste import Raster, paste_rows, png_of
from layout.record import Record

if TYPE_CHECKING:
    from layout.proof.diff.model import Comparison, PagePair
    from layout.proof.draw import DrawnPdf

# House style: the desk between two pages.
GAP_PX = 12


class PairSheets(Record):
    """The pictures of a pair of pages; None for a page that there is not."""

    pair: PagePair
    old: Raster | None
    new: Raster | None
    overlay: Raster | None
    files: tuple[tuple[str, bytes], ...]


def draw_sheets(
    found: Comparison, old: DrawnPdf, new: DrawnPdf, dpi: int
) -> tuple[PairSheets, ...]:
    """Pictures of the pages that a change shows on, in the order of the new proof."""
    return tuple(_drawn(pair, old, new, dpi) for pair in found.changed_pairs)


def _drawn(pair: PagePair, old: DrawnPdf, new: DrawnPdf, dpi: int) -> PairSheets:
    one = None if pair.old is None else old.draw_trimmed(pair.old, dpi)
    other = None if pair.new is None else new.draw_trimmed(pair.new, dpi)
    overlay = overlaid(one, other) if one is not None and other is not None else None
    stem = f"page-{pair.new + 1:03}" if pair.new is not None else f"removed-{_of(pair):03}"
    return PairSheets(pair, one, other, overlay, tuple(_files(stem, one, other, overlay)))


def _of(pair: PagePair) -> int:
    return (pair.old or 0) + 1


def _files(
    stem: str, one: Raster | None, other: Raster | None, overlay: Raster | None
) -> list[tuple[str, bytes]]:
    files = []
    shown = one or other
    if shown is None:
        return []
    beside = [one or blank_like(shown), other or blank_like(shown)]
    files.append((f"{stem}-side.png", png_of(paste_rows([beside], gap_px=GAP_PX))))
    if overlay is not None:
        files.append((f"{stem}-overlay.png", png_of(overlay)))
        files.append((f"{stem}-blink.png", blinking(beside)))
    return files
