"""Page references: the folios they print, and where in the issue their targets stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import PAGE, Inline
from layout.content.references import labels_in
from layout.content.walk import with_inlines
from layout.display.model import PlacedPicture
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from layout.content.model import Article, Text
    from layout.diagnostics import SourceSpan
    from layout.flow.findings import Numbered
    from layout.flow.model import PageDraft
    from layout.flow.pages import PagePlace
    from layout.flow.setting import PageRefs

# What stands for a folio nobody knows yet: as wide as most are.
UNKNOWN = "00"


def with_folios(article: Article, refs: PageRefs) -> Article:
    """The article with the folio of its target in every reference."""

    def change(inline: Inline) -> Inline:
        return with_folio(inline, refs) if inline.target else inline

    made: Article = with_inlines(article, change)
    return made


def with_folio(inline: Inline, refs: PageRefs) -> Inline:
    """A reference with the folio of its target."""
    label = refs.labels.get(inline.target, UNKNOWN)
    return replace(inline, text=inline.text.replace(PAGE, label), written=inline.text)


def reference(words: str, target: str, refs: PageRefs) -> Text:
    """Words of the house style's with the folio of a target in the place of `{page}`."""
    return (with_folio(Inline(words, target=target), refs),)


def label_places(
    numbered: Sequence[Numbered], targets: Collection[str]
) -> Iterator[tuple[str, PagePlace]]:
    """The page of each label among the targets: the first that shows what it names."""
    wanted = sorted(target for target in targets if "/" in target)
    homes: dict[str, Mapping[str, SourceSpan]] = {}
    for target in wanted:
        name, _, label = target.partition("/")
        pages = [item for item in numbered if item.article.id == name]
        if not pages:
            continue
        if name not in homes:
            homes[name] = labels_in(pages[0].article)
        span = homes[name].get(label)
        shown = (item.place for item in pages if span in spans_on(item.draft))
        yield target, next(shown, pages[0].place)


def spans_on(draft: PageDraft) -> Iterator[SourceSpan | None]:
    """The source places of everything on a page."""
    strips = [placed.strip for column in draft.columns for placed in column.placed]
    strips += [strip for block in draft.floats for _, _, strip in block.block.strips]
    graphics = [graphic for strip in strips for graphic in strip.graphics]
    for block in draft.floats:
        graphics += block.block.graphics
    pieces = [piece for strip in strips for piece in strip.pieces]
    if draft.full_page is not None:
        graphics += draft.full_page.graphics
        pieces += draft.full_page.pieces
    for piece in pieces:
        yield piece.span
    for graphic in graphics:
        if isinstance(graphic, PlacedPicture):
            yield graphic.span
