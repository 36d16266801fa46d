"""Articles while they are put together; turned into the manuscript's own types at the end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.content.model import (
    Article,
    Block,
    Byline,
    Caption,
    Cells,
    Credit,
    EditorsNote,
    Groups,
    Item,
    ListBlock,
    ListItem,
    Measure,
    Paragraph,
    Provenance,
    PullQuote,
    Question,
    Sidebar,
    Speaker,
    Subhead,
    Verse,
    as_text,
)
from layout.record import Mutable, field
from layout.recover.clean import clean_copy, clean_head
from layout.recover.signs import HAN

if TYPE_CHECKING:
    from collections.abc import Callable

    from layout.content.model import Text
    from layout.recover.lines import Line
    from layout.recover.model import Note
    from layout.recover.paragraphs import Copy

# Below this the editor is asked to look.
SURE = 0.9
DOUBTFUL = 0.6
# What leads an entry of a list in.
LEAD = re.compile(rf"{HAN}{{2,8}}")


class Draft(Mutable):
    """A block on its way: `kind` and what that kind holds."""

    kind: str  # a key of `_MAKERS`
    copy: Copy | None = None
    text: str = ""
    lines: list[str] = field(default_factory=list)
    mark: str = ""
    src: str = ""
    label: str = ""  # of a subhead; the head of a list, of cells, of groups
    level: int = 2  # of a subhead
    lead: str = ""  # the run-in head of copy
    direction: str = "horizontal"
    em: float = 0.0  # of a measure
    drafts: list[Draft] = field(default_factory=list)  # of what holds other blocks
    review: str = ""


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
    title_alt: str = ""
    dropcap: str = ""
    speaker: Speaker | None = None
    ornaments: list[str] = field(default_factory=list)
    intro_verse: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has gone in."""
        held = (self.title, self.deck, self.body, self.bylines, self.rubric)
        return not any((*held, self.speaker, self.intro_verse))

    def article(self, number: int) -> Article:
        """The article of the manuscript."""
        headed = self.title or self.rubric
        review = self.review or ("" if headed else "标题未能从原文中恢复")
        return Article(
            id=f"a{number:02d}",
            kind=self.kind,
            section=self.section,
            rubric=self.rubric,
            kicker=self.kicker,
            title=as_text(self.title),
            title_alt=self.title_alt,
            dropcap=self.dropcap,
            deck=tuple(as_text(clean_copy(copy.text)[0]) for copy in self.deck),
            byline=_byline(self.bylines),
            speaker=self.speaker,
            ornaments=tuple(dict.fromkeys(self.ornaments)),
            intro_verse=_lines(self.intro_verse),
            blocks=tuple(_block_of(draft) for draft in self.body),
            provenance=Provenance(self.src, SURE if headed else DOUBTFUL, review),
        )


def _byline(lines: list[str]) -> Byline | None:
    """The byline as it stood: names and roles are the editor's to part."""
    text = "\n".join(clean_head(line) for line in lines)
    return Byline(text=text) if text else None


def _block_of(draft: Draft | ItemDraft) -> Block:
    return _item(draft) if isinstance(draft, ItemDraft) else _block(draft)


def _block(draft: Draft) -> Block:
    return _MAKERS[draft.kind](draft, Provenance(draft.src, None, draft.review))


def _cleaned(text: str) -> Text:
    return as_text(clean_copy(text)[0])


def _lines(lines: list[str]) -> tuple[Text, ...]:
    return tuple(_cleaned(line) for line in lines)


def _copy(draft: Draft, provenance: Provenance) -> Block:  # noqa: ARG001 (its copy's own)
    assert draft.copy is not None
    review = "段落没有收尾" if draft.copy.is_open else draft.review or draft.copy.doubt
    text = clean_copy(draft.copy.text)[0]
    return Paragraph(
        run_in=as_text(draft.lead),
        text=as_text(text.removeprefix(draft.lead)),
        provenance=Provenance(draft.copy.src, None, review),
    )


def _subhead(draft: Draft, provenance: Provenance) -> Block:
    return Subhead(
        text=as_text(draft.text), level=draft.level, label=draft.label, provenance=provenance
    )


def _verse(draft: Draft, provenance: Provenance) -> Block:
    return Verse(lines=_lines(draft.lines), provenance=provenance)


def _list(draft: Draft, provenance: Provenance) -> Block:
    items = tuple(_entry(line) for line in draft.lines)
    head = as_text(draft.label)
    return ListBlock(items=items, mark=draft.mark, head=head, provenance=provenance)


def _entry(line: str) -> ListItem:
    """An entry of a list; a short word that white parts from the rest leads it in."""
    lead, gap, rest = line.partition(" ")
    if gap and LEAD.fullmatch(lead) and re.match(HAN, rest):
        return ListItem(_cleaned(rest), _cleaned(lead))
    return ListItem(_cleaned(line))


def _quote(draft: Draft, provenance: Provenance) -> Block:
    return PullQuote(text=_cleaned(draft.text), provenance=provenance)


def _note(draft: Draft, provenance: Provenance) -> Block:
    copy = tuple(Paragraph(text=text) for text in _lines(draft.lines))
    return EditorsNote(blocks=copy, provenance=provenance)


def _caption(draft: Draft, provenance: Provenance) -> Block:
    text = as_text(draft.text)
    return Caption(text=text, direction=draft.direction, provenance=provenance)


def _credit(draft: Draft, provenance: Provenance) -> Block:
    return Credit(text=as_text(clean_head(draft.text)), provenance=provenance)


def _measure(draft: Draft, provenance: Provenance) -> Block:
    blocks = tuple(_block(inner) for inner in draft.drafts)
    return Measure(em=draft.em, blocks=blocks, provenance=provenance)


def _question(draft: Draft, provenance: Provenance) -> Block:
    answer = tuple(_block(inner) for inner in draft.drafts)
    return Question(question=as_text(draft.text), answer=answer, provenance=provenance)


def _cells(draft: Draft, provenance: Provenance) -> Block:
    cells = tuple((as_text(cell.text), _cleaned("".join(cell.lines))) for cell in draft.drafts)
    return Cells(head=as_text(draft.label), cells=cells, provenance=provenance)


def _groups(draft: Draft, provenance: Provenance) -> Block:
    groups = tuple((as_text(group.text), _lines(group.lines)) for group in draft.drafts)
    return Groups(head=as_text(draft.label), groups=groups, provenance=provenance)


_MAKERS: dict[str, Callable[[Draft, Provenance], Block]] = {
    "copy": _copy,
    "subhead": _subhead,
    "verse": _verse,
    "list": _list,
    "quote": _quote,
    "note": _note,
    "caption": _caption,
    "credit": _credit,
    "measure": _measure,
    "question": _question,
    "cells": _cells,
    "groups": _groups,
}


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
    column_em: float = 0.0  # the measure that most of the copy is set to
    end_marks: list[str] = field(default_factory=list)  # words that close an article
    unplaced: list[tuple[list[Line], str]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
