"""Where characters stand that lead elsewhere: page references and the marks of notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.text.model import Anchor
from layout.text.styled_runs import atoms_of_run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.geometry import Pt
    from layout.text.model import StyledRun


def anchored_ranges(
    owners: Sequence[int] | None, runs: Sequence[StyledRun], count: int
) -> list[tuple[int, int, str]]:
    """The atoms from and up to which a run with an anchor reaches, for every one that has."""
    found = []
    for index, run in enumerate(runs):
        if not run.anchor:
            continue
        members = range(count) if owners is None else atoms_of_run(owners, index)
        if members or owners is None:
            found.append((members.start, members.stop, run.anchor))
    return found


def anchors_of(
    ranges: Sequence[tuple[int, int, str]],
    span: tuple[int, int],
    edges: tuple[Sequence[float], Sequence[float]],
    size: Pt,
) -> tuple[Anchor, ...]:
    """The anchors of one line, whose atoms from and up to are `span`.

    `edges` are where each atom begins and ends, in em from the line's left end.
    """
    start, end = span
    lefts, rights = edges
    anchors = []
    for first, stop, name in ranges:
        low, high = max(first, start), min(stop, end)
        if low < high:
            left, right = lefts[low - start] * size, rights[high - 1 - start] * size
            anchors.append(Anchor(left, right, name))
    return tuple(anchors)
