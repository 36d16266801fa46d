"""What can only be told once an article is whole: decks, labels, groups, narrow columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.recover.build import ArticleDraft, Draft, ItemDraft
from layout.recover.owners import give_to_owners

if TYPE_CHECKING:
    from collections.abc import Sequence

# Labels come in rows; a single one is rather the first line of its subhead.
FEWEST_LABELS = 2


def settle(articles: Sequence[ArticleDraft]) -> None:
    """Settle every article."""
    for article in articles:
        _settle_deck(article)
        _settle_labels(article)
        _settle_group(article)
        give_to_owners(article)


def _settle_deck(article: ArticleDraft) -> None:
    """A deck leads into copy: where none follows, it is the copy itself."""
    if article.deck and not article.body:
        article.body += [Draft("copy", copy, src=copy.src) for copy in article.deck]
        article.deck = []


def _settle_labels(article: ArticleDraft) -> None:
    """Keep labels that come in a row; a head with one has no need to say its label twice."""
    subheads = [draft for draft in article.body if isinstance(draft, Draft) and draft.label]
    labelled = [draft for draft in subheads if draft.kind == "subhead"]
    for draft in labelled:
        if len(labelled) >= FEWEST_LABELS:
            draft.text = draft.text.split("\n", 1)[1]
        else:
            draft.label = ""


def _settle_group(article: ArticleDraft) -> None:
    """In a group the editor's note stands first; copy before the first item is that item's."""
    items = [draft for draft in article.body if isinstance(draft, ItemDraft)]
    if not items or article.kind != "item_group":
        return
    notes = [d for d in article.body if isinstance(d, Draft) and d.kind == "note"]
    first = next(at for at, d in enumerate(article.body) if isinstance(d, ItemDraft))
    lead = [d for d in article.body[:first] if isinstance(d, Draft) and d.kind == "copy"]
    items[0].drafts[:0] = lead
    moved = {id(draft) for draft in (*notes, *lead)}
    article.body = [*notes, *(d for d in article.body if id(d) not in moved)]
