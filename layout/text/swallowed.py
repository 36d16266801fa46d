"""Characters that a line shows nothing of: they go with a glyph beside them, so none is lost.

Literal spaces beside Han are dropped before a paragraph is set (`without_habit_spaces`), and
spaces of a fixed width are white without a glyph. The copy that is read, aloud or out of a
file, has them all the same.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from layout.text.classes import ROOM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.text.model import StyledRun
    from layout.text.prepared import Segment


def read_with(
    segment: Segment, runs: Sequence[StyledRun], bounds: Sequence[int]
) -> dict[int, str]:
    """For the glyphs that carry more than they show, by their index: all that they are read as.

    A dropped space goes with the character before it, but with the one behind it where it
    begins a run. `bounds` are where each run ends among the characters that are set.
    """
    read: dict[int, str] = {}
    if ROOM in segment.atoms.classes:
        for at, kind in enumerate(segment.atoms.classes):
            if kind == ROOM:
                _attach(segment, read, at, segment.atoms.texts[at], behind=False)
    if sum(len(run.text) for run in runs) > bounds[-1]:
        _attach_dropped(segment, read, runs, bounds)
    return read


def _attach_dropped(
    segment: Segment, read: dict[int, str], runs: Sequence[StyledRun], bounds: Sequence[int]
) -> None:
    kept = "".join(segment.atoms.texts)
    at = start = 0
    for run, end in zip(runs, bounds, strict=True):
        for char in run.text:
            if at < end and kept[at] == char:
                at += 1
                continue
            behind = at == start and at < end
            atom = bisect_right(segment.atom_starts, at if behind else at - 1) - 1
            _attach(segment, read, atom, char, behind=behind)
        start = end


def _attach(
    segment: Segment, read: dict[int, str], atom: int, text: str, *, behind: bool
) -> None:
    """Give a text to the first glyph of an atom, before its own, or to the last one behind it.

    Where there is no atom before, or it has no glyph, the next glyph takes it.
    """
    first = segment.glyph_from[max(atom, 0)]
    stop = segment.glyph_from[atom + 1] if atom >= 0 else 0
    glyph = first if behind or not stop else stop - 1
    if glyph < len(segment.glyph_texts):
        own = read.get(glyph, segment.glyph_texts[glyph])
        read[glyph] = text + own if glyph >= stop or behind else own + text
