"""Figures drawn in lines: told by how their files begin, and read whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.images.faults import PictureFault
from layout.images.model import Figure
from layout.images.reading import faults_named

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO

    from layout.diagnostics import SourceSpan

# ISO 32000-2 7.5.2, and readers' custom of looking for the header in the first 1024 bytes.
_PDF = b"%PDF-"
_LONGEST_START = 1024
_SVG = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!--|<!DOCTYPE\s+svg|<svg[\s>:])")
# House style: drawn figures take kilobytes; one of this size holds photographs.
SVG_LIMIT = 8_000_000


def figure_kind(file: IO[bytes]) -> str:
    """`PDF` or `SVG` for a figure drawn in lines, else empty; the file stands at its start."""
    start = file.read(_LONGEST_START)
    file.seek(0)
    if start.startswith(_PDF):
        return "PDF"
    return "SVG" if _SVG.match(start) else ""


def read_figure(path: Path, span: SourceSpan | None = None, page: int = 1) -> Figure | None:
    """The file of a figure drawn in lines, or None for a picture of pixels.

    Raises:
        ContentError: the file is missing, unreadable or too large.
    """
    with faults_named(path, span), path.open("rb") as file:
        kind = figure_kind(file)
        return Figure(file.read(), kind, page) if kind else None


def refuse_large(data: bytes) -> None:
    """Raises PictureFault for an SVG that no drawing needs."""
    if len(data) > SVG_LIMIT:
        hint = "link photographs as pictures of their own"
        raise PictureFault("picture-size", "the drawing is over 8 MB", hint)
