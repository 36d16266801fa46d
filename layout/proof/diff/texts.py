"""Text changes: paragraph against paragraph, wherever their lines are broken."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from layout.proof.diff.align import align, overlap, shingles
from layout.proof.diff.words import Paragraph, Span, changed_spans
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# Two paragraphs that share fewer of their pairs of characters are not the same, rewritten.
LEAST_ALIKE = 0.25
PAIR = 2


class TextChange(Record):
    """A paragraph that changed in `spans`, or came, went or moved as a whole."""

    old: Paragraph | None
    new: Paragraph | None
    spans: tuple[Span, ...] = ()


def compare_articles(
    old: Mapping[str, Sequence[Paragraph]],
    new: Mapping[str, Sequence[Paragraph]],
    *,
    whole: bool,
) -> tuple[TextChange, ...]:
    """The changes of the paragraphs of each article, in the order of the new proof.

    `whole` paragraphs are known as such; others were guessed from how lines stand, so copy is
    compared in one piece wherever it differs. A paragraph that went in one place and came in
    another has moved; where paragraphs are guessed, that is no change.
    """
    changes: list[TextChange] = []
    for article in dict.fromkeys((*new, *old)):
        changes += compare_paragraphs(old.get(article, ()), new.get(article, ()), whole=whole)
    return tuple(_with_moves(changes, told=whole))


def compare_paragraphs(
    old: Sequence[Paragraph], new: Sequence[Paragraph], *, whole: bool
) -> Iterator[TextChange]:
    """The changes between two rows of paragraphs, those that are equal left out."""
    befores, afters = [one.key for one in old], [one.key for one in new]
    matcher = difflib.SequenceMatcher(None, befores, afters, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            pairs = zip(old[i1:i2], new[j1:j2], strict=True)
            yield from (change for one, other in pairs for change in _edited(one, other))
        elif whole:
            yield from _paired(old[i1:i2], new[j1:j2])
        else:
            yield from _in_one_piece(old[i1:i2], new[j1:j2])


def _edited(old: Paragraph, new: Paragraph) -> Iterator[TextChange]:
    spans = changed_spans(old, new)
    if spans:
        yield TextChange(old, new, spans)


def _paired(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Iterator[TextChange]:
    """Which of a few paragraphs became which; what answers to none came or went."""
    befores = [shingles(one.key, PAIR) for one in old]
    afters = [shingles(one.key, PAIR) for one in new]
    alone = len(old) == len(new) == 1 and old[0].role == new[0].role

    def likeness(row: int, column: int) -> float:
        if alone:
            return 1.0
        bonus = 0.1 if old[row].role == new[column].role else 0.0
        return overlap(befores[row], afters[column]) + bonus

    for row, column in align(len(old), len(new), likeness, LEAST_ALIKE):
        if row is not None and column is not None:
            yield from _edited(old[row], new[column])
        else:
            yield TextChange(
                None if row is None else old[row], None if column is None else new[column]
            )


def _in_one_piece(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Iterator[TextChange]:
    if not old or not new:
        yield from (TextChange(one, None) for one in old)
        yield from (TextChange(None, one) for one in new)
        return
    one, other = (_run_together(row) for row in (old, new))
    if one.key != other.key:
        yield from _edited(one, other)


def _run_together(row: Sequence[Paragraph]) -> Paragraph:
    lines = tuple(line for one in row for line in one.lines)
    return Paragraph(row[0].article, row[0].role, row[0].source, lines)


def _with_moves(changes: Sequence[TextChange], *, told: bool) -> Iterator[TextChange]:
    """The changes, a paragraph that went and one of the same words that came made one."""
    gone: dict[str, list[int]] = {}
    for at, change in enumerate(changes):
        if change.old is not None and change.new is None:
            gone.setdefault(change.old.key, []).append(at)
    moved: dict[int, int] = {}  # where it came, and where it went
    for at, change in enumerate(changes):
        if change.old is None and change.new is not None and gone.get(change.new.key):
            moved[at] = gone[change.new.key].pop(0)
    left = set(moved.values())
    for at, change in enumerate(changes):
        if at in moved and told:
            yield TextChange(changes[moved[at]].old, change.new)
        elif at not in moved and at not in left:
            yield change
