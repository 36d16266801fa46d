"""Which words of a paragraph changed: single characters of Chinese, whole words of Latin."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.proof.diff.model import ProofLine

# Changes with fewer than so many characters between them are one.
LEAST_BETWEEN = 2
# Beyond so many characters on either side no finer difference is looked for.
MOST_CHARACTERS = 6000
_WORD = re.compile(r"[0-9A-Za-z\u00c0-\u024f'’.%-]")


class Paragraph(Record):
    """Copy of one paragraph over all its lines, each with the index of its page."""

    article: str
    role: str
    source: str
    lines: tuple[tuple[int, ProofLine], ...]

    @property
    def key(self) -> str:
        """The characters without spaces: the same however the lines are broken."""
        return "".join(line.key for _, line in self.lines)

    @property
    def spaces(self) -> tuple[frozenset[int], frozenset[int]]:
        """Places in the key before which a space stands within a line, and a line begins."""
        within, joins, at = set[int](), set[int](), 0
        for _, line in self.lines:
            joins.add(at)
            for char in line.text:
                if char.isspace():
                    within.add(at)
                else:
                    at += 1
        return frozenset(within - joins), frozenset(joins)


class Span(Record):
    """From where to where, in the keys of the old and the new paragraph."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def changed_spans(old: Paragraph, new: Paragraph) -> tuple[Span, ...]:
    """What differs between two paragraphs, in order; nothing where only lines differ."""
    before, after = old.key, new.key
    if before == after:
        return tuple(_respaced(old, new))
    rough = _rough(before, after)
    whole = [_whole_words(span, old, new) for span in rough]
    merged: list[Span] = []
    for span in whole:
        if merged and span.old_start - merged[-1].old_end < LEAST_BETWEEN:
            first = merged.pop()
            span = Span(first.old_start, span.old_end, first.new_start, span.new_end)  # noqa: PLW2901
        merged.append(span)
    return tuple(merged)


def _rough(before: str, after: str) -> Iterator[Span]:
    start, most = 0, min(len(before), len(after))
    while start < most and before[start] == after[start]:
        start += 1
    end = 0
    while end < most - start and before[-1 - end] == after[-1 - end]:
        end += 1
    one, other = before[start : len(before) - end], after[start : len(after) - end]
    if max(len(one), len(other)) > MOST_CHARACTERS:
        yield Span(start, len(before) - end, start, len(after) - end)
        return
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind != "equal":
            yield Span(start + i1, start + i2, start + j1, start + j2)


def _whole_words(span: Span, old: Paragraph, new: Paragraph) -> Span:
    """The span with the rest of the Latin words and numbers that it cuts."""
    sides = ((old.key, old.spaces), (new.key, new.spaces))
    starts, ends = [span.old_start, span.new_start], [span.old_end, span.new_end]
    if ends == starts:
        return span
    while min(starts) > 0 and _cuts(sides, starts, ends, at_end=False):
        starts = [at - 1 for at in starts]
    keys = (old.key, new.key)
    while all(at < len(key) for at, key in zip(ends, keys, strict=True)) and _cuts(
        sides, starts, ends, at_end=True
    ):
        ends = [at + 1 for at in ends]
    return Span(starts[0], ends[0], starts[1], ends[1])


def _cuts(
    sides: tuple[tuple[str, tuple[frozenset[int], frozenset[int]]], ...],
    starts: list[int],
    ends: list[int],
    *,
    at_end: bool,
) -> bool:
    """Whether a word goes on over the start or the end of a span, on either side."""
    for (key, spaces), start, end in zip(sides, starts, ends, strict=True):
        at = end if at_end else start
        if start == end or not 0 < at < len(key) or any(at in places for places in spaces):
            continue
        if _WORD.match(key[at - 1]) and _WORD.match(key[at]):
            return True
    return False


def _respaced(old: Paragraph, new: Paragraph) -> Iterator[Span]:
    """Spaces that came or went within lines; at a line's end nobody can tell."""
    (was, was_joins), (now, now_joins) = old.spaces, new.spaces
    for at in sorted((was - now - now_joins) | (now - was - was_joins)):
        if 0 < at < len(old.key):
            yield Span(at - 1, at + 1, at - 1, at + 1)


def written(paragraph: Paragraph, start: int, end: int) -> str:
    """The characters of a part of the key, with the spaces within lines."""
    within, _ = paragraph.spaces
    key = paragraph.key
    return "".join(
        (" " if at in within and at > start else "") + key[at] for at in range(start, end)
    )
