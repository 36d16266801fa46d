"""Two rows of things matched in order, so that what was put in or taken out stands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

Match: TypeAlias = tuple[int | None, int | None]


def align(
    rows: int, columns: int, likeness: Callable[[int, int], float], least: float
) -> tuple[Match, ...]:
    """Pairs of indexes in ascending order, each index once; None where nothing answers.

    The sum of likeness over all pairs is the greatest there is; pairs less alike than `least`
    are not made. Of equal sums the one that pairs earlier rows is taken.

    Source: Needleman and Wunsch 1970, with gaps that cost nothing.
    """
    like = [[likeness(row, column) for column in range(columns)] for row in range(rows)]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        below, here, values = best[row + 1], best[row], like[row]
        for column in range(columns - 1, -1, -1):
            pair = values[column] + below[column + 1] if values[column] >= least else 0.0
            here[column] = max(pair, below[column], here[column + 1])
    return tuple(_walk(like, best, least))


def _walk(like: list[list[float]], best: list[list[float]], least: float) -> list[Match]:
    found: list[Match] = []
    rows, columns = len(like), len(best[0]) - 1
    row = column = 0
    while row < rows and column < columns:
        value = like[row][column]
        if value >= least and best[row][column] == value + best[row + 1][column + 1]:
            found.append((row, column))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            found.append((row, None))
            row += 1
        else:
            found.append((None, column))
            column += 1
    found += [(at, None) for at in range(row, rows)]
    found += [(None, at) for at in range(column, columns)]
    return found


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two sets share, from 0 to 1. Source: Jaccard's index."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def shingles(text: str, length: int) -> frozenset[str]:
    """All runs of so many characters; a shorter text is its own."""
    if len(text) <= length:
        return frozenset([text] if text else [])
    return frozenset(text[at : at + length] for at in range(len(text) - length + 1))
