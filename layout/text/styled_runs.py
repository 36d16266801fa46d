"""Styled runs as one row of characters and of atoms, which know the run they came from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from layout.content.model import Mark, bears
from layout.record import replace
from layout.text.atoms import atoms_of, without_habit_spaces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.geometry import Pt
    from layout.styles.model import TextStyle
    from layout.text.atoms import Atoms, Cuts
    from layout.text.model import StyledRun

SUPERSCRIPT_SIZE = 0.6
# Ruby is set at half size over its base. Source: CLREQ 3.3.2 #ruby_position.
RUBY_SIZE = 0.5


def size_of(run: StyledRun, style: TextStyle) -> Pt:
    """The size of a run in a paragraph of a style."""
    size = run.size if run.size is not None else style.size
    return size * SUPERSCRIPT_SIZE if bears(run.marks, Mark.SUPERSCRIPT) else size


def lines_by_hand(runs: tuple[StyledRun, ...]) -> list[tuple[StyledRun, ...]]:
    """The runs between line breaks that are data (U+000A)."""
    if not any("\n" in run.text for run in runs):
        return [runs] if runs else []
    lines: list[list[StyledRun]] = [[]]
    for run in runs:
        for at, part in enumerate(run.text.split("\n")):
            if at:
                lines.append([])
            if part:
                lines[-1].append(replace(run, text=part))
    return [tuple(line) for line in lines if line]


def joined(runs: tuple[StyledRun, ...]) -> tuple[str, list[int]]:
    """The text of all runs without habit spaces, and where each run ends in it."""
    if len(runs) == 1:
        text = without_habit_spaces(runs[0].text)
        return text, [len(text)]
    # A marker that no manuscript holds keeps the seams while spaces beside Han are dropped.
    parts, bounds, end = [], [], 0
    whole = "".join(run.text for run in runs)
    kept = without_habit_spaces(whole)
    at = 0
    for run in runs:
        part = []
        for char in run.text:
            if at < len(kept) and kept[at] == char:
                part.append(char)
                at += 1
        parts.append("".join(part))
        end += len(part)
        bounds.append(end)
    return "".join(parts), bounds


def atoms_of_runs(text: str, bounds: list[int], cuts: Cuts) -> Atoms:
    """Atoms that never reach over a seam between runs."""
    from layout.text.atoms import Atoms as Row

    texts: list[str] = []
    classes: list[str] = []
    soft: dict[int, str] = {}
    start = 0
    for end in bounds:
        part = atoms_of(text[start:end], cuts)
        soft.update({at + len(texts): kind for at, kind in part.soft.items()})
        texts += part.texts
        classes.append(part.classes)
        start = end
    return Row(texts, "".join(classes), soft, text)


def starts_of(texts: list[str]) -> list[int]:
    """Where each atom begins, and where the last one ends."""
    return list(accumulate(map(len, texts), initial=0))


def owners_of(starts: list[int], bounds: list[int], runs: tuple[StyledRun, ...]) -> list[int]:
    """The run of each atom."""
    owners, run = [], 0
    for start in starts[:-1]:
        while run < len(runs) - 1 and start >= bounds[run]:
            run += 1
        owners.append(run)
    return owners


def unbreakable_ranges(
    owners: list[int] | None, runs: tuple[StyledRun, ...]
) -> list[tuple[int, int]]:
    """Ranges that stay on one line: {nobr}, ruby groups, a superscript with its word."""
    if owners is None:
        return []
    spans = []
    for index, run in enumerate(runs):
        whole = bool(run.ruby) or bears(run.marks, Mark.NO_BREAK)
        raised = bears(run.marks, Mark.SUPERSCRIPT)
        members = atoms_of_run(owners, index) if whole or raised else range(0)
        if not members:
            continue
        if whole:
            spans.append((members.start, members.stop))
        if raised and members.start:
            spans.append((members.start - 1, members.stop))
    return spans


def ruby_spans(
    owners: list[int] | None, runs: tuple[StyledRun, ...]
) -> list[tuple[int, int, StyledRun]]:
    """First and last atom (exclusive) of each run that has a reading."""
    spans = []
    for index, run in enumerate(runs):
        if run.ruby:
            if owners is None:
                spans.append((0, 10**9, run))
                continue
            members = atoms_of_run(owners, index)
            if members:
                spans.append((members.start, members.stop, run))
    return spans


def atoms_of_run(owners: Sequence[int], index: int) -> range:
    """The atoms of a run, which stand in a row: owners come in ascending order."""
    return range(bisect_left(owners, index), bisect_right(owners, index))
