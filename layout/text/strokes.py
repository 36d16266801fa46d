"""Lines under proper names and waves under titles (专名号, 书名号甲式)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Mark, bears
from layout.text.model import Stroke
from layout.text.styled_runs import atoms_of_run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.styles.model import TextStyle
    from layout.text.model import StyledRun

STROKED = Mark.NAME | Mark.TITLE
# They stand just below the em box, inside the line gap, and end short of it at both sides, so
# that two names side by side stay two. Source: GB/T 15834—2011 4.16, 4.17; CLREQ 3.3.4
# #indication_of_proper_nouns_and_book_titles.
DROP_EM = 0.22
INSET_EM = 0.06
WEIGHT_EM = 0.05
WAVE_EM = 0.1


def stroked_ranges(
    owners: Sequence[int] | None, runs: Sequence[StyledRun], count: int
) -> list[tuple[int, int, StyledRun]]:
    """The atoms from and up to which a run's stroke reaches, for every run that has one."""
    found = []
    for index, run in enumerate(runs):
        if not bears(run.marks, STROKED):
            continue
        members = range(count) if owners is None else atoms_of_run(owners, index)
        if members or owners is None:
            found.append((members.start, members.stop, run))
    return found


def strokes_of(
    ranges: Sequence[tuple[int, int, StyledRun]],
    span: tuple[int, int],
    edges: tuple[Sequence[float], Sequence[float]],
    style: TextStyle,
) -> tuple[Stroke, ...]:
    """The strokes of one line.

    `span` are the line's atoms from and up to; `edges` where each of them begins and ends, in
    em from the line's left end.
    """
    start, end = span
    lefts, rights = edges
    strokes = []
    for first, stop, run in ranges:
        low, high = max(first, start), min(stop, end)
        if low >= high:
            continue
        strokes.append(
            Stroke(
                (lefts[low - start] + INSET_EM) * style.size,
                (rights[high - 1 - start] - INSET_EM) * style.size,
                DROP_EM * style.size,
                WEIGHT_EM * style.size,
                run.color or style.color,
                WAVE_EM * style.size if bears(run.marks, Mark.TITLE) else 0.0,
            )
        )
    return tuple(strokes)
