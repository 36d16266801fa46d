"""Blocks written in YAML: the forms of explainers, and items."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from layout.content.fields import (
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
from layout.diagnostics import suggest
from layout.errors import ContentError
from layout.record import Record
from layout.yaml_source import YamlList, YamlMap, YamlNode, YamlScalar, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from layout.content.faults import Copy, Faults


ReadCopy: TypeAlias = "Callable[[str, tuple[int, int], Faults], tuple[Block, ...]]"
"""What reads blocks from Markdown that begins at a line and column.

It is passed in, for Markdown holds YAML, and YAML Markdown.
"""


class NodeReader(Record):
    """Reads YAML nodes of one file as blocks; `read_copy` reads the Markdown inside them."""

    faults: Faults
    read_copy: ReadCopy

    def explainer(self, copy: Copy) -> tuple[Block, ...]:
        """The blocks of a YAML list that stands in an article's Markdown."""
        try:
            node = read_yaml(copy.text, self.faults.path, first_line=copy.starts[0][0])
        except ContentError as broken:
            self.faults.findings.extend(broken.diagnostics)
            return ()
        if isinstance(node, YamlList):
            return self.blocks_in(node.items)
        if not (isinstance(node, YamlScalar) and node.is_null):
            message = "`::: explainer` holds a YAML list"
            hint = "begin each block with `- `"
            self.faults.add("wrong-type", message, place_of(node, self.faults), hint)
        return ()

    def blocks_in(self, nodes: tuple[YamlNode, ...], kind: str = "") -> tuple[Block, ...]:
        """The blocks of a list of YAML nodes; `kind` is the default kind of items among them.

        A text is Markdown and may hold any blocks; figures that stand alone join their
        neighbours in one row.
        """
        blocks: list[Block] = []
        row: list[Figures] = []
        for node in nodes:
            made = self._blocks_from(node, kind)
            lone = isinstance(node, YamlMap) and node.get("cells") is None
            if lone and len(made) == 1 and isinstance(made[0], Figures):
                row.append(made[0])
                continue
            blocks += _one_row(row)
            blocks += made
            row = []
        return (*blocks, *_one_row(row))

    def items_in(self, nodes: tuple[YamlNode, ...], kind: str = "") -> tuple[Block, ...]:
        """The items of a list of YAML nodes; `kind` is the default."""
        return tuple(block for node in nodes for block in self._item(node, kind))

    def copy_in(self, node: YamlNode | None) -> tuple[Block, ...]:
        """A scalar that holds Markdown, as blocks."""
        if not isinstance(node, YamlScalar) or node.is_null:
            return ()
        return self.read_copy(node.text, node.inner, self.faults)

    def _blocks_from(self, node: YamlNode, kind: str) -> tuple[Block, ...]:
        if isinstance(node, YamlScalar):
            return self.copy_in(node)
        written = node_in(node, "type")
        if not isinstance(written, YamlScalar):
            message = "a block wants a `type`"
            hint = f"it may be {', '.join(_TYPES)}, or a text in Markdown"
            self.faults.add("missing-key", message, place_of(node, self.faults), hint)
            return ()
        if written.text == "item":
            return self._item(node, kind)
        if written.text == "qa":
            return self._question(node)
        if written.text in _READERS:
            return _READERS[written.text](node, self.faults)
        message = f"`{written.text}` is not a type of block"
        hint = suggest(written.text, _TYPES)
        self.faults.add("unknown-value", message, place_of(written, self.faults), hint)
        return ()

    def _question(self, node: YamlNode) -> tuple[Block, ...]:
        record = checked(QuestionRecord, node, self.faults)
        if record is None:
            return ()
        question = Question(
            question=text_of(node_in(node, "q"), self.faults),
            answer=self.copy_in(node_in(node, "a")),
            span=place_of(node, self.faults),
            provenance=provenance_in(record),
        )
        return (question,)

    def _item(self, node: YamlNode, default_kind: str) -> tuple[Block, ...]:
        record = checked(ItemRecord, node, self.faults)
        if record is None:
            return ()
        kind = record.kind or default_kind
        if not kind:
            self.faults.add(
                "missing-key", "an item wants a `kind`", place_of(node, self.faults)
            )
        body = self.copy_in(node_in(node, "body")) + self._blocks_beside(record, node)
        item = Item(
            kind=kind,
            title=text_of(node_in(node, "title"), self.faults),
            kicker=drop_autospace(record.kicker),
            date=drop_autospace(record.date),
            mark=record.mark,
            speaker=speaker_of(record.speaker),
            pull_quote=drop_autospace(record.pull_quote),
            width=record.width,
            picture=_image(record, node, self.faults),
            blocks=(*body, *self.blocks_in(nodes_in(node, "blocks"))),
            span=place_of(node, self.faults),
            provenance=provenance_in(record),
        )
        return (item,)

    def _blocks_beside(self, record: ItemRecord, node: YamlNode) -> tuple[Block, ...]:
        """The blocks of a long body that stands in a Markdown file of its own."""
        written = node_in(node, "file")
        if written is None or self.faults.library is None:
            return ()
        span = place_of(written, self.faults)
        path = self.faults.library.find_article(record.file, span, self.faults.findings)
        if path is None:
            return ()
        label = self.faults.library.label(path)
        try:
            text = self.faults.library.read(path)
        except ContentError as broken:
            self.faults.findings.extend(broken.diagnostics)
            return ()
        beside = self.faults.beside(label)
        return self.read_copy(text, (1, 1), beside)


def _one_row(row: list[Figures]) -> tuple[Figures, ...]:
    if not row:
        return ()
    cells = tuple(cell for figures in row for cell in figures.cells)
    return (Figures(cells=cells, span=row[0].span, provenance=row[0].provenance),)


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


def _image(record: ItemRecord, node: YamlNode, faults: Faults) -> Picture | None:
    written = node_in(node, "image")
    if record.image is None or written is None:
        return None
    if isinstance(record.image, PictureRecord):
        return picture_of(record.image, written, faults)
    return Picture(file=record.image, span=place_of(written, faults))


_READERS: dict[str, Callable[[YamlNode, Faults], tuple[Block, ...]]] = {
    "stat": _figures,
    "goals": _cells,
    "list": _list,
    "groups": _groups,
}
_TYPES = ("qa", *_READERS, "item")
