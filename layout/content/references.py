"""Page references: `[第 {page} 页](#harbour)` leads to an article, or to a label in one.

A label is the `id` of a picture or of a subhead. One in the reference's own article goes before
one elsewhere; `#harbour/f1` names both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Inline, Subhead
from layout.content.walk import all_blocks, all_pictures, with_inlines
from layout.diagnostics import Diagnostic, SourceSpan, error, suggest
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layout.content.model import Article


def labels_in(article: Article) -> dict[str, SourceSpan]:
    """The labels of an article, in order, with the places of what they name."""
    found: dict[str, SourceSpan] = {}
    for picture in all_pictures(article):
        if picture.id:
            found.setdefault(picture.id, picture.span)
    for block in all_blocks(article.blocks):
        if isinstance(block, Subhead) and block.id:
            found.setdefault(block.id, block.span)
    return found


class Labels(Record):
    """What references of an issue may lead to: the labels of every article."""

    articles: Mapping[str, Mapping[str, SourceSpan]]

    def resolve(self, target: str, home: str) -> tuple[str, ...]:
        """Every place a target may mean, written from `home`, the nearest kind only."""
        if target in self.articles:
            return (target,)
        article, slash, label = target.partition("/")
        if slash and label in self.articles.get(article, {}):
            return (target,)
        if target in self.articles.get(home, {}):
            return (f"{home}/{target}",)
        homes = (name for name, labels in self.articles.items() if target in labels)
        return tuple(f"{name}/{target}" for name in homes)

    def fault(self, target: str, home: str, span: SourceSpan) -> Diagnostic | None:
        """What is wrong with a target, if anything is."""
        found = self.resolve(target, home)
        if len(found) == 1:
            return None
        if found:
            hint = f"write {' or '.join(f'`#{place}`' for place in found)}"
            message = f"`{target}` is a label in {len(found)} articles"
            return error("ambiguous-reference", message, span, hint)
        known = [*self.articles, *(name for one in self.articles.values() for name in one)]
        hint = suggest(target, known) or suggest(target.rpartition("/")[2], known)
        message = f"no article, picture or head is called `{target}`"
        return error("unknown-reference", message, span, hint)


def pointed(article: Article, leads: Mapping[str, str]) -> Article:
    """The article with the targets of its references written in full."""

    def change(inline: Inline) -> Inline:
        target = leads.get(inline.target, inline.target)
        return replace(inline, target=target) if target != inline.target else inline

    made: Article = with_inlines(article, change)
    return made
