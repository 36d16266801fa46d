"""White that has no glyph: it goes with a glyph beside it, so that no character is lost.

Literal spaces beside Han are dropped before a paragraph is set (`without_habit_spaces`), and
spaces of a fixed width show nothing. The copy that is read, aloud or out of a file, has both.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from layout.record import replace
from layout.text.classes import MEMBERS, ROOM

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from layout.display.model import GlyphRun
    from layout.text.model import StyledRun
    from layout.text.prepared import Segment

_ROOM = MEMBERS[ROOM]


def read_with(
    segment: Segment, runs: Sequence[StyledRun], bounds: Sequence[int]
) -> dict[int, str]:
    """For the glyphs that carry more than they show, by their index: all that they are read as.

    White goes with the glyph before it, but with the one behind it where it begins a run.
    `bounds` are where each run ends among the characters that are set.
    """
    dropped = sum([len(run.text) for run in runs]) > bounds[-1]
    if not dropped and ROOM not in segment.atoms.classes:
        return {}
    return _Reader(segment).read(runs, bounds)


class _Reader:
    """Walks through a segment's characters, shown and not shown."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._kept = "".join(segment.atoms.texts)
        self._read: dict[int, str] = {}
        self._at = 0
        self._last = -1  # the last character with a glyph
        self._waiting = ""  # white before the first one of its run

    def read(self, runs: Sequence[StyledRun], bounds: Sequence[int]) -> dict[int, str]:
        """What `read_with` gives."""
        for run, end in zip(runs, bounds, strict=True):
            begun = False
            for char in run.text:
                is_kept = self._at < end and self._kept[self._at] == char
                if is_kept and char not in _ROOM:
                    begun = True
                    self._show()
                elif begun:
                    self._append(char)
                else:
                    self._waiting += char
                self._at += is_kept
            if self._waiting and self._last >= 0:
                self._append(self._waiting)
                self._waiting = ""
        return self._read

    def _show(self) -> None:
        self._last = self._at
        if self._waiting:
            glyph = self._glyph()
            self._read[glyph] = self._waiting + self._text(glyph)
            self._waiting = ""

    def _append(self, white: str) -> None:
        glyph = self._glyph()
        self._read[glyph] = self._text(glyph) + white

    def _glyph(self) -> int:
        """The glyph that the last character with one is read at."""
        starts, texts = self._segment.atom_starts, self._segment.glyph_texts
        atom = bisect_right(starts, self._last) - 1
        glyph, stop = self._segment.glyph_from[atom : atom + 2]
        over = self._last - starts[atom]
        while glyph + 1 < stop and over >= len(texts[glyph]):
            over -= len(texts[glyph])
            glyph += 1
        return glyph

    def _text(self, glyph: int) -> str:
        return self._read.get(glyph, self._segment.glyph_texts[glyph])


def with_read(
    runs: Sequence[GlyphRun], read: Mapping[int, str], first: int
) -> tuple[GlyphRun, ...]:
    """A line's runs, whose glyphs are those from `first` on, with what they are read as."""
    made = []
    for run in runs:
        said = tuple([read.get(at, text) for at, text in enumerate(run.texts, first)])
        first += len(said)
        made.append(replace(run, read=said) if said != run.texts else run)
    return tuple(made)
