"""Profiles of places: which of them a paragraph speaks of.

Columns part a profile's head from its copy, and one page may hold the end of one profile and
the whole of the next. The head names its place before a colon; the copy says the name again.
"""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from layout.recover.build import ArticleDraft, Draft, ItemDraft
from layout.recover.paragraphs import INDENT_LEAST_EM, Copy, inked_em
from layout.recover.signs import ends_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST_PROFILES = 2
# How much of a name, from its end, a paragraph says at its beginning.
NAME_END = 5


def give_to_owners(article: ArticleDraft) -> None:
    """Move copy that speaks of another profile's place, and not of its own, to that profile."""
    items = [
        draft
        for draft in article.body
        if isinstance(draft, ItemDraft) and "：" in draft.title.split("\n")[0]
    ]
    if len(items) < FEWEST_PROFILES:
        return
    subjects = [item.title.split("\n")[0].rstrip("：") for item in items]
    for item in items:
        item.drafts = [part for draft in item.drafts for part in _parted(draft, subjects)]
    names = _own_names(subjects)
    for at, item in enumerate(items):
        for owner, copies in _misplaced(at, item, names).items():
            item.drafts = [draft for draft in item.drafts if draft not in copies]
            items[owner].drafts = _in_order(items[owner], copies)


def _parted(draft: Draft, subjects: Sequence[str]) -> list[Draft]:
    """Copy that breaks off before an indented line which begins with another's name, as two."""
    copy = draft.copy
    if copy is None:
        return [draft]
    for at in range(1, len(copy.lines)):
        before, here = copy.lines[at - 1], copy.lines[at]
        indented = copy.column_em - inked_em(here) >= INDENT_LEAST_EM
        named = any(here.text.startswith(subject[-NAME_END:]) for subject in subjects)
        if indented and named and not ends_mark(before.text):
            rest = Copy(copy.lines[at:], leads=True, column_em=copy.column_em)
            copy.lines = copy.lines[:at]
            return [draft, Draft("copy", rest, src=rest.src)]
    return [draft]


def _own_names(subjects: Sequence[str]) -> list[frozenset[str]]:
    """Pairs of characters that tell each name from the others; what all end in says nothing."""
    ends = zip(*(reversed(subject) for subject in subjects), strict=False)
    shared = sum(1 for _ in takewhile(lambda characters: len(set(characters)) == 1, ends))
    bare = [subject[: len(subject) - shared] for subject in subjects]
    pairs = [{a + b for a, b in pairwise(name)} for name in bare]
    return [
        frozenset(own.difference(*(other for other in pairs if other is not own)))
        for own in pairs
    ]


def _misplaced(
    at: int, item: ItemDraft, names: Sequence[frozenset[str]]
) -> dict[int, list[Draft]]:
    found: dict[int, list[Draft]] = {}
    for draft in item.drafts:
        copy = draft.copy
        if copy is None:
            continue
        counts = [sum(copy.text.count(pair) for pair in own) for own in names]
        most = max(counts)
        if counts[at] == 0 and most and counts.count(most) == 1:
            found.setdefault(counts.index(most), []).append(draft)
    return found


def _in_order(item: ItemDraft, copies: list[Draft]) -> list[Draft]:
    """Copy under the head comes before what stood over it, in another column."""
    head = int(item.src)
    under = [draft for draft in copies if _line(draft.copy) > head]
    over = [draft for draft in copies if _line(draft.copy) <= head]
    held = [draft for draft in item.drafts if _line(draft.copy) > head]
    rest = [draft for draft in item.drafts if _line(draft.copy) <= head]
    return [*held, *under, *rest, *over]


def _line(copy: Copy | None) -> int:
    return copy.lines[0].number if copy is not None else 0
