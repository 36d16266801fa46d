"""Paragraphs that columns and pages tore apart, joined again."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from layout.recover.build import Assembly, Draft, ItemDraft
from layout.recover.model import Note
from layout.recover.paragraphs import inked_em

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.recover.paragraphs import Copy

# A torn paragraph's other half stands no more than so many paragraphs further on.
FARTHEST_HALF = 14
# A first line that is shorter than the others by more is indented.
LEAST_SHORT_EM = 1.5
# One that is no shorter than this surely is not.
SURELY_FULL_EM = 0.4
SAME_MEASURE_EM = 1.5

_Home: TypeAlias = "list[Draft] | list[Draft | ItemDraft]"


def join_torn(result: Assembly) -> None:
    """Join a paragraph that broke off with the one, further on, that begins without an indent.

    First among what stands together (the article's own copy, one sidebar's), then across: the
    copy of an article may go on behind a sidebar that was read as its own.
    """
    for article in result.articles:
        homes: list[_Home] = [article.body]
        homes += [item.drafts for item in article.body if isinstance(item, ItemDraft)]
        for home in homes:
            _join_in(home, result)
        _join_across(homes, result)
        for home in homes:
            for copy in _open_in(home):
                note = f"{copy.text[-14:]}…"
                result.notes.append(Note("torn", copy.lines[-1].number, note))


def _copies(home: _Home) -> list[Draft]:
    return [draft for draft in home if isinstance(draft, Draft) and draft.copy is not None]


def _open_in(home: _Home) -> list[Copy]:
    return [draft.copy for draft in _copies(home) if draft.copy and draft.copy.is_open]


def _join_in(home: _Home, result: Assembly) -> None:
    copies = _copies(home)
    taken: set[int] = set()
    for at, draft in enumerate(copies):
        if at in taken or draft.copy is None or not draft.copy.is_open:
            continue
        half = _other_half(home, copies, at, taken)
        if half is not None:
            _join(draft.copy, copies[half].copy, result)
            taken.add(half)
    joined = {id(copies[at]) for at in taken}
    _remove(home, joined)


def _other_half(home: _Home, copies: Sequence[Draft], at: int, taken: set[int]) -> int | None:
    """Where an open paragraph most likely goes on.

    What is set to the same measure, and leads a run of copy, rather goes on than what stands in
    the middle of one, or begins under a head; it comes later, but for a page that was extracted
    backwards.
    """
    here = copies[at].copy
    headed = {id(draft) for before, draft in pairwise(home) if _is_subhead(before)}
    ranked = []
    for n in range(max(at - FARTHEST_HALF, 0), min(at + FARTHEST_HALF, len(copies))):
        copy = copies[n].copy
        if n == at or n in taken or here is None or copy is None:
            continue
        if len(copy.lines) < 2 and not copy.leads:
            continue
        same = abs(here.column_em - copy.column_em) <= SAME_MEASURE_EM
        short = _shortness_em(copy, here.column_em if same else 0.0)
        if short > LEAST_SHORT_EM or (n < at and not (same and copy.lines[0].opens_unit)):
            continue
        starts = id(copies[n]) in headed and short > SURELY_FULL_EM
        if same or copy.leads:
            ranked.append(((not same, starts, not copy.leads, n < at, abs(n - at)), n))
    return min(ranked)[1] if ranked else None


def _is_subhead(draft: Draft | ItemDraft) -> bool:
    return isinstance(draft, Draft) and draft.kind == "subhead"


def _shortness_em(copy: Copy, column_em: float = 0.0) -> float:
    """By how much its first line is shorter than the column: what an indent takes."""
    return max(copy.column_em, column_em) - inked_em(copy.lines[0])


def _join_across(homes: Sequence[_Home], result: Assembly) -> None:
    """An open paragraph of the article itself, and the rest of it inside a sidebar."""
    body, *others = homes
    for draft in _copies(body):
        if draft.copy is None or not draft.copy.is_open:
            continue
        for home in others:
            run = _orphan_run(home, draft.copy)
            if run:
                _join(draft.copy, run[0].copy, result)
                at = next(n for n, other in enumerate(body) if other is draft)
                body[at + 1 : at + 1] = run[1:]
                moved = {id(one) for one in run}
                _remove(home, moved)
                break


def _orphan_run(home: _Home, half: Copy) -> list[Draft]:
    """The last run of copy in a sidebar, where it begins inside a sentence and is set apart."""
    copies = _copies(home)
    for at, draft in enumerate(copies[1:], 1):
        copy, before = draft.copy, copies[at - 1].copy
        if copy is None or before is None or before.is_open or not copy.leads:
            continue
        if copy.lines[0].number > half.lines[-1].number and _begins_inside(copy):
            return copies[at:]
    return []


def _join(half: Copy, other: Copy | None, result: Assembly) -> None:
    if other is None:
        return
    seam = f"{half.text[:10]}… 接 {other.text[:10]}…"
    result.notes.append(Note("joined", other.lines[0].number, seam))
    half.lines += other.lines


def _remove(home: _Home, drafts: set[int]) -> None:
    for at in reversed(range(len(home))):
        if id(home[at]) in drafts:
            del home[at]


def _begins_inside(copy: Copy) -> bool:
    """Whether a paragraph begins with a full line, as the rest of one does."""
    return len(copy.lines) > 1 and _shortness_em(copy) <= LEAST_SHORT_EM
