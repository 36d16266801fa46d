"""Latin words among characters of another script, for voices that read them."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.display.model import GlyphRun

# Languages that are not written in Latin letters and that magazines of ours are in, or quote.
_OTHER_SCRIPTS = frozenset(("zh", "yue", "wuu", "nan", "lzh", "ja", "ko", "ug", "bo", "mn"))
# From the first Latin letter to the last, with figures, spaces and marks between them.
_WORDS = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ](?:[ -~\xa0-ɏ’‐]*[0-9A-Za-zÀ-ÖØ-öø-ɏ])?")

LATIN_SPAN = "/Span<</Lang(en)>>BDC"
"""The operator before Latin words (ISO 32000-1 14.9.2)."""


def is_of_other_script(language: str) -> bool:
    """Whether Latin words stand out of a language (BCP 47); one not told does not say."""
    return language.partition("-")[0].lower() in _OTHER_SCRIPTS


def latin_pieces(run: GlyphRun, text: str) -> Iterator[tuple[GlyphRun, str]]:
    """A run cut where Latin words begin and end, each piece with the operator before it.

    `text` is what all of the run says. Latin pieces alone have an operator, to be closed.

    Glyphs of one cluster stay together. Bare figures are read in any language.
    """
    spans = [match.span() for match in _WORDS.finditer(text)]
    if not spans:
        yield run, ""
        return
    if spans == [(0, len(text))]:
        yield run, LATIN_SPAN
        return
    ends = list(accumulate(map(len, run.texts)))
    latin = [bool(end) and any(first < end <= last for first, last in spans) for end in ends]
    start = 0
    for at in range(1, len(latin) + 1):
        if at == len(latin) or latin[at] != latin[start]:
            yield _slice(run, start, at), LATIN_SPAN if latin[start] else ""
            start = at


def _slice(run: GlyphRun, start: int, end: int) -> GlyphRun:
    return replace(
        run,
        glyphs=run.glyphs[start:end],
        xs=run.xs[start:end],
        texts=run.texts[start:end],
    )
