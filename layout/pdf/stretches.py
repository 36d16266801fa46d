"""Runs in stretches: where a font's codes say what was written, and where it is spelled out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.display.model import GlyphRun
    from layout.pdf.fonts import CodedFont


def spelled_out(text: str) -> str:
    """The operator before glyphs whose text readers take from here (ISO 32000-2 14.9.4)."""
    return f"/Span<</ActualText<FEFF{text.encode('utf-16-be').hex().upper()}>>>BDC"


def stretches(
    run: GlyphRun, font: CodedFont
) -> Iterator[tuple[int, int, list[str], str | None]]:
    """Start, end and codes of each stretch of a run, and its text where it is spelled out.

    Glyphs without a text belong to the one before them and are spelled out with it: readers
    pass over an empty text and would take the glyphs' own.
    """
    clusters = list(zip(run.glyphs, run.texts, strict=True))
    codes = [font.clusters.get(cluster) or font.codes[cluster[0]] for cluster in clusters]
    start = at = 0
    while at < len(clusters):
        end = at + 1
        while end < len(clusters) and not clusters[end][1]:
            end += 1
        if end > at + 1 or clusters[at] in font.spelled:
            if start < at:
                yield start, at, codes[start:at], None
            yield at, end, codes[at:end], clusters[at][1]
            start = end
        at = end
    if start < at:
        yield start, at, codes[start:], None
