"""Paragraphs that columns and pages tore apart, joined again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.recover.build import Assembly, Draft, ItemDraft
from layout.recover.model import Note

if TYPE_CHECKING:
    from layout.recover.paragraphs import Copy

# A torn paragraph's other half stands no more than so many paragraphs further on.
FARTHEST_HALF = 14


def join_torn(result: Assembly) -> None:
    """Join a paragraph that broke off with the next one that begins without an indent."""
    for article in result.articles:
        _join_in(article.body, result)
        for item in article.body:
            if isinstance(item, ItemDraft):
                _join_in(item.drafts, result)


def _join_in(home: list[Draft] | list[Draft | ItemDraft], result: Assembly) -> None:
    copies = [draft for draft in home if isinstance(draft, Draft) and draft.copy is not None]
    taken: set[int] = set()
    for at, draft in enumerate(copies):
        if at in taken or draft.copy is None or not draft.copy.is_open:
            continue
        for later in range(at + 1, min(at + FARTHEST_HALF, len(copies))):
            other = copies[later].copy
            if later in taken or other is None or not _begins_inside(other):
                continue
            draft.copy.lines += other.lines
            taken.add(later)
            seam = f"{draft.copy.text[:10]}… 接 {other.text[:10]}…"
            result.notes.append(Note("joined", other.lines[0].number, seam))
            break
        else:
            note = f"{draft.copy.text[-14:]}…"
            result.notes.append(Note("torn", draft.copy.lines[-1].number, note))
    joined = {id(copies[at]) for at in taken}
    for at in reversed(range(len(home))):
        if id(home[at]) in joined:
            del home[at]


def _begins_inside(copy: Copy) -> bool:
    """Whether a paragraph begins with a full line, as the rest of one does."""
    if len(copy.lines) < 2:
        return False
    return copy.lines[0].width_em >= copy.measure_em - 1.0
