"""Run-in heads: paragraphs in a row that each begin with a short sentence.

That the sentence was bold is not in the evidence; the editor is asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.recover.build import Draft, ItemDraft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.recover.build import ArticleDraft

# A head without quotation and tense: a phrase of six to twenty characters and its stop.
_PHRASE = re.compile(r"^[\u3400-\u9fff，、]{6,20}。(?=.{20})")
_TOLD = re.compile("[了着过]|的是|[我你他她它这那]|据")
FEWEST_HEADS = 3
REVIEW = "疑为段首小标题（粗体不在原文中）"


def mark_run_in(articles: Sequence[ArticleDraft]) -> None:
    """Mark the first sentences of a row of paragraphs under one subhead as run-in heads."""
    for article in articles:
        _mark_in(article.body)
        for draft in article.body:
            if isinstance(draft, ItemDraft):
                _mark_in(draft.drafts)


def _mark_in(home: Sequence[Draft | ItemDraft]) -> None:
    run: list[tuple[Draft, str]] = []
    under_head = False
    for draft in (*home, None):
        phrase = _phrase(draft) if isinstance(draft, Draft) and under_head else ""
        if phrase and isinstance(draft, Draft):
            run.append((draft, phrase))
            continue
        if len(run) >= FEWEST_HEADS:
            for one, lead in run:
                one.lead, one.review = lead, REVIEW
        run = []
        if isinstance(draft, Draft) and draft.kind == "subhead":
            under_head = True


def _phrase(draft: Draft) -> str:
    found = _PHRASE.match(draft.copy.text) if draft.copy else None
    return found[0] if found and not _TOLD.search(found[0]) else ""
