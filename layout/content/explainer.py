"""Blocks written in YAML: the forms of explainers, and items."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from layout.content.faults import Faults
from layout.content.fields import (
    blocks_of,
    checked,
    node_in,
    nodes_in,
    picture_of,
    place_of,
    provenance_in,
    speaker_of,
    text_of,
    texts_of,
)
from layout.content.inline import drop_autospace
from layout.content.markdown import read_blocks
from layout.content.model import (
    Block,
    Cells,
    Figure,
    Figures,
    Groups,
    Item,
    ListBlock,
    ListItem,
    Picture,
    Question,
)
from layout.content.records import (
    CellsRecord,
    FiguresRecord,
    GroupsRecord,
    ItemRecord,
    ListRecord,
    PictureRecord,
    QuestionRecord,
)
from layout.errors import ContentError
from layout.schema import Model, suggest
from layout.yaml_source import YamlList, YamlMap, YamlNode, YamlScalar, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from layout.content.faults import Copy

RecordT = TypeVar("RecordT", bound=Model)


def read_explainer(copy: Copy, faults: Faults) -> tuple[Block, ...]:
    """The blocks of a YAML list that stands in an article's Markdown."""
    try:
        node = read_yaml(copy.text, faults.path, first_line=copy.starts[0][0])
    except ContentError as broken:
        faults.findings.extend(broken.diagnostics)
        return ()
    if isinstance(node, YamlList):
        return blocks_in(node.items, faults)
    if not (isinstance(node, YamlScalar) and node.is_null):
        message = "`::: explainer` holds a YAML list"
        faults.add("wrong-type", message, place_of(node, faults), "begin each block with `- `")
    return ()


def blocks_in(nodes: tuple[YamlNode, ...], faults: Faults, kind: str = "") -> tuple[Block, ...]:
    """The blocks of a list of YAML nodes; `kind` is the default kind of items among them.

    A text is Markdown and may hold any blocks; figures that stand alone join their neighbours
    in one row.
    """
    blocks: list[Block] = []
    row: list[Figures] = []
    for node in nodes:
        made = _blocks_from(node, faults, kind)
        lone = isinstance(node, YamlMap) and node.get("cells") is None
        if lone and len(made) == 1 and isinstance(made[0], Figures):
            row.append(made[0])
            continue
        blocks += _one_row(row)
        blocks += made
        row = []
    return (*blocks, *_one_row(row))


def _one_row(row: list[Figures]) -> tuple[Figures, ...]:
    if not row:
        return ()
    cells = tuple(cell for figures in row for cell in figures.cells)
    return (Figures(cells=cells, span=row[0].span, provenance=row[0].provenance),)


def items_in(nodes: tuple[YamlNode, ...], faults: Faults, kind: str = "") -> tuple[Block, ...]:
    """The items of a list of YAML nodes; `kind` is the default."""
    return tuple(block for node in nodes for block in _item(node, faults, kind))


def _blocks_from(node: YamlNode, faults: Faults, kind: str) -> tuple[Block, ...]:
    if isinstance(node, YamlScalar):
        return blocks_of(node, faults)
    written = node_in(node, "type")
    if not isinstance(written, YamlScalar):
        message = "a block wants a `type`"
        hint = f"it may be {', '.join((*_READERS, 'item'))}, or a text in Markdown"
        faults.add("missing-key", message, place_of(node, faults), hint)
        return ()
    if written.text == "item":
        return _item(node, faults, kind)
    if written.text not in _READERS:
        message = f"`{written.text}` is not a type of block"
        hint = suggest(written.text, (*_READERS, "item"))
        faults.add("unknown-value", message, place_of(written, faults), hint)
        return ()
    return _READERS[written.text](node, faults)


def _question(node: YamlNode, faults: Faults) -> tuple[Block, ...]:
    record = checked(QuestionRecord, node, faults)
    if record is None:
        return ()
    question = Question(
        question=text_of(node_in(node, "q"), faults),
        answer=blocks_of(node_in(node, "a"), faults),
        span=place_of(node, faults),
        provenance=provenance_in(record),
    )
    return (question,)


def _figures(node: YamlNode, faults: Faults) -> tuple[Block, ...]:
    record = checked(FiguresRecord, node, faults)
    if record is None:
        return ()
    cells = tuple(Figure(cell.label, cell.value, cell.unit) for cell in record.cells)
    if not cells and record.value:
        cells = (Figure(record.label, record.value, record.unit),)
    if not cells:
        faults.add("missing-key", "`value` is missing", place_of(node, faults))
    span, provenance = place_of(node, faults), provenance_in(record)
    return (Figures(cells=cells, span=span, provenance=provenance),)


def _cells(node: YamlNode, faults: Faults) -> tuple[Block, ...]:
    record = checked(CellsRecord, node, faults)
    if record is None:
        return ()
    cells = tuple(
        (text_of(node_in(cell, "head"), faults), text_of(node_in(cell, "text"), faults))
        for cell in nodes_in(node, "cells")
    )
    head, span = text_of(node_in(node, "head"), faults), place_of(node, faults)
    return (Cells(head=head, cells=cells, span=span, provenance=provenance_in(record)),)


def _list(node: YamlNode, faults: Faults) -> tuple[Block, ...]:
    record = checked(ListRecord, node, faults)
    if record is None:
        return ()
    block = ListBlock(
        items=tuple(_entry(entry, faults) for entry in nodes_in(node, "items")),
        mark=record.mark,
        numbering=record.numbering,
        head=text_of(node_in(node, "head"), faults),
        span=place_of(node, faults),
        provenance=provenance_in(record),
    )
    return (block,)


def _entry(node: YamlNode, faults: Faults) -> ListItem:
    span = place_of(node, faults)
    if isinstance(node, YamlScalar):
        return ListItem(text_of(node, faults), span=span)
    lead = text_of(node_in(node, "lead"), faults)
    return ListItem(text_of(node_in(node, "text"), faults), lead, span)


def _groups(node: YamlNode, faults: Faults) -> tuple[Block, ...]:
    record = checked(GroupsRecord, node, faults)
    if record is None:
        return ()
    groups = tuple(
        (text_of(node_in(group, "head"), faults), texts_of(nodes_in(group, "items"), faults))
        for group in nodes_in(node, "groups")
    )
    block = Groups(
        head=text_of(node_in(node, "head"), faults),
        numbering=record.numbering,
        groups=groups,
        span=place_of(node, faults),
        provenance=provenance_in(record),
    )
    return (block,)


def _item(node: YamlNode, faults: Faults, default_kind: str) -> tuple[Block, ...]:
    record = checked(ItemRecord, node, faults)
    if record is None:
        return ()
    kind = record.kind or default_kind
    if not kind:
        faults.add("missing-key", "an item wants a `kind`", place_of(node, faults))
    body = blocks_of(node_in(node, "body"), faults) + _blocks_beside(record, node, faults)
    item = Item(
        kind=kind,
        title=text_of(node_in(node, "title"), faults),
        kicker=drop_autospace(record.kicker),
        date=drop_autospace(record.date),
        mark=record.mark,
        speaker=speaker_of(record.speaker),
        pull_quote=drop_autospace(record.pull_quote),
        width=record.width,
        picture=_image(record, node, faults),
        blocks=(*body, *blocks_in(nodes_in(node, "blocks"), faults)),
        span=place_of(node, faults),
        provenance=provenance_in(record),
    )
    return (item,)


def _blocks_beside(record: ItemRecord, node: YamlNode, faults: Faults) -> tuple[Block, ...]:
    """The blocks of a long body that stands in a Markdown file of its own."""
    written = node_in(node, "file")
    if written is None or faults.library is None:
        return ()
    span = place_of(written, faults)
    path = faults.library.find_article(record.file, span, faults.findings)
    if path is None:
        return ()
    label = faults.library.label(path)
    try:
        text = faults.library.read(path)
    except ContentError as broken:
        faults.findings.extend(broken.diagnostics)
        return ()
    return read_blocks(text, (1, 1), Faults(label, faults.findings, faults.library))


def _image(record: ItemRecord, node: YamlNode, faults: Faults) -> Picture | None:
    written = node_in(node, "image")
    if record.image is None or written is None:
        return None
    if isinstance(record.image, PictureRecord):
        return picture_of(record.image, written, faults)
    return Picture(file=record.image, span=place_of(written, faults))


_READERS: dict[str, Callable[[YamlNode, Faults], tuple[Block, ...]]] = {
    "qa": _question,
    "stat": _figures,
    "goals": _cells,
    "list": _list,
    "groups": _groups,
}
