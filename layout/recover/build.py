"""Articles while they are put together; turned into the manuscript's own types at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import (
    Article,
    Block,
    Byline,
    EditorsNote,
    Item,
    ListBlock,
    ListItem,
    Paragraph,
    Provenance,
    PullQuote,
    Sidebar,
    Speaker,
    Subhead,
    Verse,
    as_text,
)
from layout.record import Mutable, field
from layout.recover.clean import clean_copy, clean_head

if TYPE_CHECKING:
    from layout.recover.lines import Line
    from layout.recover.model import Note
    from layout.recover.paragraphs import Copy

# Below this the editor is asked to look.
SURE = 0.9
DOUBTFUL = 0.6


class Draft(Mutable):
    """A block on its way: `kind` and what that kind holds."""

    kind: str  # copy, subhead, verse, list, quote, note
    copy: Copy | None = None
    text: str = ""
    lines: list[str] = field(default_factory=list)
    mark: str = ""
    src: str = ""


class ItemDraft(Mutable):
    """An item or sidebar on its way."""

    kind: str
    title: str = ""
    kicker: str = ""
    date: str = ""
    marker: str = ""
    mark: str = ""
    speaker: Speaker | None = None
    pull_quote: str = ""
    bylines: list[str] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    src: str = ""


class ArticleDraft(Mutable):
    """An article on its way."""

    kind: str = "feature"
    title: str = ""
    kicker: str = ""
    rubric: str = ""
    section: str = ""
    bylines: list[str] = field(default_factory=list)
    deck: list[Copy] = field(default_factory=list)
    body: list[Draft | ItemDraft] = field(default_factory=list)
    src: str = ""
    review: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing has gone in."""
        return not (self.title or self.deck or self.body or self.bylines or self.rubric)

    def article(self, number: int) -> Article:
        """The article of the manuscript."""
        review = self.review or ("" if self.title else "标题未能从原文中恢复")
        return Article(
            id=f"a{number:02d}",
            kind=self.kind,
            section=self.section,
            rubric=self.rubric,
            kicker=self.kicker,
            title=as_text(self.title),
            deck=tuple(as_text(clean_copy(copy.text)[0]) for copy in self.deck),
            byline=_byline(self.bylines),
            blocks=tuple(block for draft in self.body for block in _blocks(draft)),
            provenance=Provenance(self.src, SURE if self.title else DOUBTFUL, review),
        )


def _byline(lines: list[str]) -> Byline | None:
    """The byline as it stood: names and roles are the editor's to part."""
    text = "\u3000".join(clean_head(line) for line in lines)
    return Byline(text=text) if text else None


def _blocks(draft: Draft | ItemDraft) -> list[Block]:
    if isinstance(draft, ItemDraft):
        return [_item(draft)]
    return [_block(draft)]


def _block(draft: Draft) -> Block:
    provenance = Provenance(draft.src)
    if draft.kind == "subhead":
        return Subhead(text=as_text(draft.text), provenance=provenance)
    if draft.kind == "verse":
        lines = tuple(as_text(clean_copy(line)[0]) for line in draft.lines)
        return Verse(lines=lines, provenance=provenance)
    if draft.kind == "list":
        items = tuple(ListItem(as_text(clean_copy(line)[0])) for line in draft.lines)
        return ListBlock(items=items, mark=draft.mark, provenance=provenance)
    if draft.kind == "quote":
        return PullQuote(text=as_text(clean_copy(draft.text)[0]), provenance=provenance)
    if draft.kind == "note":
        copy = tuple(Paragraph(text=as_text(clean_copy(line)[0])) for line in draft.lines)
        return EditorsNote(blocks=copy, provenance=provenance)
    assert draft.copy is not None
    review = "段落没有收尾" if draft.copy.is_open else draft.copy.doubt
    return Paragraph(
        text=as_text(clean_copy(draft.copy.text)[0]),
        provenance=Provenance(draft.copy.src, None, review),
    )


def _item(draft: ItemDraft) -> Block:
    blocks = tuple(_block(inner) for inner in draft.drafts)
    provenance = Provenance(draft.src)
    if draft.kind == "sidebar":
        return Sidebar(
            marker=draft.marker,
            title=as_text(draft.title),
            byline=_byline(draft.bylines),
            blocks=blocks,
            provenance=provenance,
        )
    return Item(
        kind=draft.kind,
        title=as_text(draft.title),
        kicker=draft.kicker,
        date=draft.date,
        mark=draft.mark,
        speaker=draft.speaker,
        pull_quote=draft.pull_quote,
        blocks=blocks,
        provenance=provenance,
    )


class Assembly(Mutable):
    """What has been put together so far."""

    articles: list[ArticleDraft] = field(default_factory=list)
    furniture: list[Line] = field(default_factory=list)
    unplaced: list[tuple[list[Line], str]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
