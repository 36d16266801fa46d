"""Pull quotes: narrow lines whose words stand again in the copy, or read as one sentence."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from layout.recover.signs import ends_mark, ends_sentence, has_mark, sign_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.recover.lines import Line

# A pull quote, even in a narrow column, has no more lines; one without a title keeps so many.
MOST_QUOTE_LINES = 24
LEAST_QUOTE_LINES = 3
# A kicker and a title.
MOST_HEADS = 2
LONGEST_HEAD_EM = 24.0


def pull_quotes(lines: Sequence[Line]) -> frozenset[int]:
    """Narrow runs whose words stand again in the wider copy, or end like a sentence."""
    wide = [line.width_em for line in lines if line.width_em > 14]
    if not wide or statistics.median(wide) < 17:
        return frozenset()
    everything = _bare("".join(line.text for line in lines))
    runs: list[range] = []
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and lines[end].width_em <= 13 and not sign_of(lines[end].text):
            end += 1
        run = _quote_in(lines, start, end, everything)
        runs += [run] if run else []
        start = max(end, start + 1)
    return frozenset(at for run in _below_titles(runs, lines) for at in run)


def _below_titles(runs: Sequence[range], lines: Sequence[Line]) -> Iterator[range]:
    """The quotes without a title that seems to begin one.

    Where other quotes of the unit stand under a kicker and a title, one under a single line
    begins with its own title.
    """
    heads = [_heads_above(run.start, lines) for run in runs]
    for run, count in zip(runs, heads, strict=True):
        lacks = count == 1 and max(heads) > 1 and len(run) > LEAST_QUOTE_LINES
        holds_title = lacks and not has_mark(lines[run.start].text)
        yield run[1:] if holds_title else run


def _heads_above(start: int, lines: Sequence[Line]) -> int:
    """How many lines over a quote look like a head's."""
    count = 0
    while count < start and count < MOST_HEADS:
        line = lines[start - count - 1]
        if ends_mark(line.text) or line.width_em > LONGEST_HEAD_EM:
            break
        count += 1
    return count


def _quote_in(lines: Sequence[Line], start: int, end: int, everything: str) -> range | None:
    """The longest tail of a narrow run that repeats the copy, or has a measure of its own."""
    for first in range(max(start, end - MOST_QUOTE_LINES), end - 1):
        run = lines[first:end]
        text = _bare("".join(line.text for line in run))
        repeats = len(text) >= 12 and everything.count(text) > 1
        widths = [line.width_em for line in run[:-1]]
        even = len(run) >= 3 and max(widths) - min(widths) <= 1.5 and min(widths) >= 7.5
        flows = (
            even
            and ends_sentence(run[-1].text)
            and not any(ends_sentence(w.text) for w in run[:-1])
        )
        if repeats or flows:
            return range(first, end)
    return None


def _bare(text: str) -> str:
    return text.replace(" ", "").rstrip("。")
