"""The parts of an article → the values its YAML holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from layout.content.crops import write_crop, write_focus, write_ratio
from layout.content.model import (
    Article,
    Block,
    Byline,
    Cells,
    Figures,
    Groups,
    Item,
    ListBlock,
    ListItem,
    Picture,
    Provenance,
    Question,
    Speaker,
    Text,
)
from layout.content.notes import notes_of
from layout.content.write_inline import write_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Values: TypeAlias = dict[str, Any]
"""A YAML mapping. Any: its values are text, numbers, lists and mappings, as deep as they go."""

WriteCopy: TypeAlias = "Callable[[Sequence[Block]], str]"
"""What writes blocks as Markdown; passed in, for Markdown holds YAML, and YAML Markdown."""

_YAML_BLOCKS = (Question, Figures, Cells, Groups, ListBlock, Item)


def filled(values: Values) -> Values:
    """The values without those left empty."""
    return {key: value for key, value in values.items() if value not in ("", None, [], {}, ())}


def text_value(text: Text) -> str | list[str]:
    """Running text as YAML has it: a line, or a list of lines."""
    written = write_text(text)
    breaks = [inline for inline in text if "\n" in inline.text]
    if not breaks or any(inline.marks or inline.ruby for inline in breaks):
        return written
    return written.split("\\\n")


def provenance_value(provenance: Provenance | None) -> Values:
    """What an importer left."""
    if provenance is None:
        return {}
    return filled(
        {
            "src": provenance.src,
            "confidence": provenance.confidence,
            "review": provenance.review,
        }
    )


def byline_value(byline: Byline | None) -> str | Values:
    """Who made it."""
    if byline is None:
        return ""
    values = filled(
        {
            "writers": list(byline.writers),
            "correspondents": list(byline.correspondents),
            "photographers": list(byline.photographers),
            "compilers": list(byline.compilers),
            "reporter_of": byline.reporter_of,
            "text": byline.text,
        }
    )
    return byline.text if list(values) == ["text"] else values


def speaker_value(speaker: Speaker | None) -> str | Values:
    """Who speaks."""
    if speaker is None:
        return ""
    if not speaker.position:
        return speaker.name
    return filled({"name": speaker.name, "position": speaker.position})


def picture_value(picture: Picture) -> Values:
    """A picture."""
    return filled(
        {
            "id": picture.id,
            "file": picture.file,
            "place": "" if picture.place == "here" else picture.place,
            "span": None if picture.columns == 1 else picture.columns,
            "caption": text_value(picture.caption),
            "credit": picture.credit,
            "alt": picture.alt,
            "caption_direction": (
                "" if picture.caption_direction == "horizontal" else picture.caption_direction
            ),
            "height_lines": picture.height_lines,
            "crop": write_crop(picture.crop),
            "focus": write_focus(picture.focus),
            "ratio": write_ratio(picture.ratio),
            "page": None if picture.page == 1 else picture.page,
            **provenance_value(picture.provenance),
        }
    )


def article_head(article: Article) -> Values:
    """An article without its copy: the front matter."""
    return filled(
        {
            "id": article.id,
            "kind": article.kind,
            "section": article.section,
            "rubric": article.rubric,
            "kicker": article.kicker,
            "title": text_value(article.title),
            "title_alt": article.title_alt,
            "deck": [write_text(text) for text in article.deck],
            "byline": byline_value(article.byline),
            "speaker": speaker_value(article.speaker),
            "template": article.template,
            "start": article.start,
            "ornaments": list(article.ornaments),
            "dropcap": article.dropcap,
            "intro_verse": [write_text(line) for line in article.intro_verse],
            "images": [picture_value(picture) for picture in article.pictures],
            "captions": [{"n": number, "text": text} for number, text in article.captions],
            **provenance_value(article.provenance),
        }
    )


def article_values(article: Article, write: WriteCopy, item_kind: str) -> Values:
    """A whole article in YAML; items of `item_kind` need not say what they are."""
    values = article_head(article)
    items = [block for block in article.blocks if isinstance(block, Item)]
    if items and len(items) == len(article.blocks):
        values["items"] = [_item(item, write, item_kind) for item in items]
    elif article.blocks:
        values["blocks"] = block_values(article.blocks, write, item_kind)
    return values


def block_values(
    blocks: Sequence[Block], write: WriteCopy, item_kind: str = ""
) -> list[str | Values]:
    """A list of blocks in YAML; what has no form there, as notes have none, is Markdown."""
    values: list[str | Values] = []
    prose: list[Block] = []
    for block in blocks:
        if not isinstance(block, _YAML_BLOCKS) or any(notes_of(block)):
            prose.append(block)
            continue
        values += [write(prose)] if prose else []
        prose = []
        values.append(_block(block, write, item_kind))
    return [*values, write(prose)] if prose else values


def _block(block: Block, write: WriteCopy, item_kind: str) -> Values:
    values: Values = {}
    if isinstance(block, Question):
        values = {
            "type": "qa",
            "q": text_value(block.question),
            "a": write(block.answer),
        }
    elif isinstance(block, Figures):
        cells = [
            filled({"label": cell.label, "value": cell.value, "unit": cell.unit})
            for cell in block.cells
        ]
        values = {"type": "stat", "cells": cells}
    elif isinstance(block, Cells):
        pairs = [
            {"head": text_value(head), "text": text_value(text)} for head, text in block.cells
        ]
        head = text_value(block.head)
        values = {"type": "goals", "head": head, "cells": [filled(pair) for pair in pairs]}
    elif isinstance(block, Groups):
        values = _groups(block)
    elif isinstance(block, ListBlock):
        values = _list(block)
    elif isinstance(block, Item):
        values = {"type": "item", **_item(block, write, item_kind)}
    return {**_kept(values), **provenance_value(block.provenance)}


def _kept(values: Values) -> Values:
    """Without what is empty by default too: a list has a mark, groups have a numbering."""
    kept = {"list": "mark", "groups": "numbering"}.get(values.get("type", ""), "")
    return {key: value for key, value in values.items() if value != "" or key == kept}


def _groups(block: Groups) -> Values:
    groups = [
        filled({"head": text_value(head), "items": [write_text(item) for item in items]})
        for head, items in block.groups
    ]
    head = text_value(block.head)
    return {"type": "groups", "head": head, "numbering": block.numbering, "groups": groups}


def _list(block: ListBlock) -> Values:
    return {
        "type": "list",
        "mark": block.mark,
        "numbering": block.numbering,
        "head": text_value(block.head),
        "items": [_entry(item) for item in block.items],
    }


def _entry(item: ListItem) -> str | Values:
    if not item.lead:
        return write_text(item.text)
    return filled({"lead": text_value(item.lead), "text": text_value(item.text)})


def _item(item: Item, write: WriteCopy, item_kind: str) -> Values:
    picture: str | Values = ""
    if item.picture:
        picture = picture_value(item.picture)
        picture = item.picture.file if list(picture) == ["file"] else picture
    return filled(
        {
            "kind": "" if item.kind == item_kind else item.kind,
            "date": item.date,
            "mark": item.mark,
            "kicker": item.kicker,
            "title": text_value(item.title),
            "speaker": speaker_value(item.speaker),
            "pull_quote": item.pull_quote,
            "width": item.width,
            "image": picture,
            "body": write(item.blocks),
            **provenance_value(item.provenance),
        }
    )
