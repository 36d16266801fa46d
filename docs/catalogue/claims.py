"""What an article shows and what there is to show, in the same words.

A claim is two words: `div sidebar`, `block Verse`, `item profile`, `mark dots`, `place bleed`,
`opener half`, `furniture tab`, `plan continues`.
An example claims in its header what its page documents; what there is comes from the
registries of the code, so that a component without a page is found.
"""

from __future__ import annotations

import re
import typing
from typing import TYPE_CHECKING, Any

import layout.flow.components  # noqa: F401  (registers every component)
from docs.catalogue.examples import COMPONENTS
from layout.content import records
from layout.content.divs import DIVS
from layout.content.model import (
    Break,
    BreakKind,
    Inline,
    Item,
    ListBlock,
    Mark,
    Paragraph,
    Picture,
    Subhead,
)
from layout.content.walk import all_blocks, all_pictures
from layout.content.words import ITEM_KINDS, PICTURE_PLACES
from layout.flow.head import HEAD_PARTS
from layout.flow.openers import opening_of
from layout.flow.registry import set_types
from layout.record import Record
from layout.schema import Model
from layout.styles.schema import MasterSchema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from docs.catalogue.examples import Example
    from layout.content.model import Article, Block
    from layout.styles.model import HouseStyle, Master

FORMAT_PAGE = COMPONENTS.parent / "content-format.md"
# Where a part of a head that has another name stands in the article.
FIELDS = {"verse": "intro_verse", "display-word": "dropcap", "picture": "pictures"}
# Ways a house style sets an article, and front matter that is a component of its own.
WAYS = ("drop_cap", "vertical_rows", "in_order")
KEYS = ("captions", "ornaments", "template", "sidebar_of")
LEVELS = (2, 3, 4)
# What a picture may ask of its frame, and what a place of the flatplan may ask.
FRAMES = ("crop", "focus", "ratio")
PLANS = ("continues", "pages")
# What masters of a house style do with the opener picture, and with their columns.
OPENERS = tuple(
    one for one in typing.get_args(MasterSchema.model_fields["picture"].annotation) if one
)
MASTERS = ("measures",)
# Beside the copy, page by page; a master says whether it has them.
FURNITURE = ("running_head", "folio", "tab")


def registered(houses: Mapping[str, HouseStyle]) -> frozenset[str]:
    """Everything a manuscript can use."""
    upright = [one.__name__ for one in set_types() if hasattr(one, "direction")]
    return frozenset(
        {
            *(f"div {name}" for name in DIVS),
            *(f"block {one.__name__}" for one in set_types()),
            *(f"item {kind}" for kind in ITEM_KINDS),
            *(f"type {name}" for name in TYPES),
            *(f"mark {mark.name.lower()}" for mark in Mark if mark.name),
            *("mark ruby", "mark run_in", "head label"),
            *(f"head {level}" for level in LEVELS),
            *(f"break {kind.value}" for kind in BreakKind),
            *(f"place {place}" for place in PICTURE_PLACES),
            *(f"part {part}" for part in HEAD_PARTS),
            *(f"kind {kind}" for house in houses.values() for kind in house.kinds),
            *(f"vertical {name}" for name in (*upright, "Picture")),
            *(f"way {way}" for way in WAYS),
            *(f"key {key}" for key in KEYS),
            *(f"picture {key}" for key in FRAMES),
            *(f"plan {key}" for key in PLANS),
            *(f"opener {what}" for what in OPENERS),
            *(f"master {key}" for key in MASTERS),
            *(f"furniture {key}" for key in FURNITURE),
            *("inline note", "inline target"),
            *_list_marks(),
        }
    )


def _types() -> dict[str, type[Model]]:
    """Blocks of explainers, by their `type`."""
    found: dict[str, type[Model]] = {}
    for record in vars(records).values():
        if isinstance(record, type) and issubclass(record, Model):
            field = record.model_fields.get("type")
            for name in typing.get_args(field.annotation) if field else ():
                found[name] = record
    return found


TYPES = _types()


def _list_marks() -> Iterator[str]:
    """The marks and numberings that the format page names for lists."""
    row = next(
        line for line in FORMAT_PAGE.read_text("utf-8").splitlines() if "`list` |" in line
    )
    marks, numberings = re.findall(r"\(((?:`[^`]+` ?)+)\)", row)[:2]
    yield from (f"list {mark}" for mark in re.findall("`([^`]+)`", marks))
    yield from (f"numbering {form}" for form in re.findall("`([^`]+)`", numberings))


def claims_of(article: Article, example: Example, house: HouseStyle) -> frozenset[str]:
    """Everything an example's article shows in a house style."""
    kind = house.kind(article.kind)
    found = {f"kind {article.kind}", *_in_source(example.source)}
    for master in (opening_of(article, house).master, house.masters[kind.continuation]):
        found |= set(_of_master(master))
    found |= {
        f"plan {key}" for key in PLANS if any(getattr(one, key) for one in example.header.plan)
    }
    found |= {f"way {way}" for way in WAYS if getattr(kind, way)}
    found |= {f"key {key}" for key in KEYS if getattr(article, key, "")}
    for part in HEAD_PARTS - {"picture"}:
        if getattr(article, FIELDS.get(part, part.replace("-", "_"))):
            found.add(f"part {part}")
    for picture in all_pictures(article):
        found |= set(claims_of_block(picture))
        found |= {"part picture"} if picture.place == "head" else set()
    for block in article.blocks:
        found |= set(claims_of_block(block))
    return frozenset(found)


def _of_master(master: Master) -> Iterator[str]:
    if master.picture:
        yield f"opener {master.picture}"
    yield from (f"master {key}" for key in MASTERS if getattr(master, key))
    yield from (f"furniture {key}" for key in FURNITURE if getattr(master, key))


def _in_source(source: str) -> Iterator[str]:
    if re.search("^sidebar_of: ", source, re.MULTILINE):
        yield "key sidebar_of"
    yield from (f"div {name}" for name in re.findall(r"^:::+ ([\w-]+)", source, re.MULTILINE))
    yield from (f"type {name}" for name in re.findall(r"\btype: (\w+)", source))


def claims_of_block(block: Block) -> Iterator[str]:
    """What one block shows, with what stands in it."""
    for inner in all_blocks((block,)):
        yield f"block {type(inner).__name__}"
        yield from _marks_in(inner)
        own = _OWN.get(type(inner))
        if own:
            yield from own(inner)
        if "vertical" in (
            getattr(inner, "direction", ""),
            getattr(inner, "caption_direction", ""),
        ):
            yield f"vertical {type(inner).__name__}"


def _marks_in(value: object) -> Iterator[str]:
    """The marks of every text in a block, however deep."""
    if isinstance(value, Inline):
        yield from (f"mark {mark.name.lower()}" for mark in value.marks if mark.name)
        if value.ruby:
            yield "mark ruby"
        yield from (f"inline {key}" for key in ("note", "target") if getattr(value, key))
    elif isinstance(value, tuple):
        for one in value:
            yield from _marks_in(one)
    elif isinstance(value, Record):
        for name in value.__struct_fields__:
            yield from _marks_in(getattr(value, name))


def _of_picture(block: Picture) -> Iterator[str]:
    yield f"place {block.place}"
    yield from (f"picture {key}" for key in FRAMES if getattr(block, key))


def _of_list(block: ListBlock) -> Iterator[str]:
    yield f"numbering {block.numbering}" if block.numbering else f"list {block.mark}"


def _of_head(block: Subhead) -> Iterator[str]:
    yield f"head {block.level}"
    if block.label:
        yield "head label"


_OWN: dict[type[Block], Callable[[Any], Iterable[str]]] = {
    Item: lambda block: (f"item {block.kind}",),
    Picture: _of_picture,
    Break: lambda block: (f"break {block.kind.value}",),
    Paragraph: lambda block: ("mark run_in",) if block.run_in else (),
    ListBlock: _of_list,
    Subhead: _of_head,
}
