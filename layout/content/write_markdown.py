"""Blocks → Markdown that `read_blocks` reads back to the same blocks."""

from __future__ import annotations

import re
from functools import singledispatch
from typing import TYPE_CHECKING

from layout.content.attributes import provenance_values, write_attributes, write_number
from layout.content.divs import BYLINE_KEYS
from layout.content.model import (
    Block,
    Break,
    BreakKind,
    Byline,
    Caption,
    Cells,
    Chart,
    Credit,
    EditorsNote,
    Figures,
    Groups,
    Item,
    ListBlock,
    ListItem,
    Mark,
    Measure,
    Paragraph,
    Parallel,
    Picture,
    Provenance,
    PullQuote,
    Question,
    Sidebar,
    Subhead,
    Table,
    Text,
    Verse,
)
from layout.content.notes import NOTE_START, notes_of
from layout.content.pictures import OPENER_CLASS, write_picture
from layout.content.write_inline import escape, write_text
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

EXPLAINER_BLOCKS = (Question, Figures, Cells, Groups)

# What would make the start of a line something else than prose.
_BLOCK_START = re.compile(
    r"#{1,6}(?=[ \t]|\Z)|##|[-+](?=[ \t]|\Z)|>|:::|```|~~~|\||[-=_]{3,}[ \t]*\Z"
)
_NUMBERED_START = re.compile(r"([0-9]{1,9})([.)])(?=[ \t]|\Z)")


def write_blocks(blocks: Sequence[Block]) -> str:
    """The blocks in Markdown, parted by blank lines, without a line end behind the last."""
    chunks: list[str] = []
    position = 0
    while position < len(blocks):
        end = position
        while end < len(blocks) and isinstance(blocks[end], EXPLAINER_BLOCKS):
            end += 1
        if end > position:
            chunks.append(_explainer(blocks[position:end]))
            position = end
        else:
            chunks.append(_write(blocks[position]))
            position += 1
    chunks += [
        f"[^{note.label}]: {_prose(note.text)}" for block in blocks for note in notes_of(block)
    ]
    return "\n\n".join(chunks)


def _explainer(blocks: Sequence[Block]) -> str:
    from layout.content.yaml_values import block_values
    from layout.yaml_source import write_yaml

    return f"::: explainer\n{write_yaml(block_values(blocks, write_blocks))}:::"


@singledispatch
def _write(block: Block) -> str:
    raise TypeError(f"{type(block).__name__} has no written form")


def _guarded(written: str) -> str:
    """Written text whose lines no reader takes for heads, lists or fences."""
    return "\n".join(_guarded_line(line) for line in written.split("\n"))


def _guarded_line(line: str) -> str:
    if _BLOCK_START.match(line):
        return "\\" + line
    if NOTE_START.match(line):  # a mark with a colon behind it, not a note
        return "{}" + line
    return _NUMBERED_START.sub(r"\1\\\2", line, count=1) if line[:1].isdigit() else line


def _prose(text: Text) -> str:
    return _guarded(write_text(text))


def _head(mark: str, text: Text, attributes: str = "") -> str:
    written = write_text(text).replace("\\\n", " \\\n")
    braces = f" {{{attributes}}}" if attributes else ""
    return f"{mark} {written}{braces}"


def _noted(written: str, provenance: Provenance | None) -> str:
    """A block that has no place for attributes; only an open question is worth a line."""
    if provenance is None or not provenance.review:
        return written
    return f"<!-- {write_attributes(provenance_values(provenance))} -->\n{written}"


def _div(name: str, values: Mapping[str, str], block: Block, inner: str) -> str:
    attributes = write_attributes({**values, **provenance_values(block.provenance)})
    braces = f" {{{attributes}}}" if attributes else ""
    body = f"{inner}\n" if inner else ""
    return f"::: {name}{braces}\n{body}:::"


@_write.register
def _(block: Paragraph) -> str:
    written = _prose(block.text)
    if block.run_in:
        written = _lead(block.run_in) + (" " + write_text(block.text) if block.text else "")
        written = _guarded(written) + "{.runin}"
    return _noted(written, block.provenance)


def _lead(lead: Text) -> str:
    return write_text(
        tuple(replace(inline, marks=inline.marks | Mark.STRONG) for inline in lead)
    )


@_write.register
def _(block: Subhead) -> str:
    label = f"[{escape(block.label)}]" if block.label else ""
    mark = "#" * block.level + (f" {label}" if label else "")
    attributes = write_attributes({"id": block.id, **provenance_values(block.provenance)})
    return _head(mark, block.text, attributes)


@_write.register
def _(block: Verse) -> str:
    lines = [write_text(line) for line in block.lines]
    inner = "\n".join("\\" + line if line.startswith(":::") else line for line in lines)
    align = "" if block.align == "left" else block.align
    values = {"align": align, "direction": _direction(block)}
    return _div("verse", values, block, inner)


@_write.register
def _(block: PullQuote) -> str:
    place = "" if block.place == "here" else block.place
    values = {
        "attribution": block.attribution,
        "direction": _direction(block),
        "place": place,
        "span": _span(block),
    }
    return _div("pullquote", values, block, _prose(block.text))


def _span(block: PullQuote | Sidebar) -> str:
    return "" if block.reach == "column" else block.reach


def _direction(block: Verse | PullQuote | Caption | Sidebar) -> str:
    return "" if block.direction == "horizontal" else block.direction


@_write.register
def _(block: Credit) -> str:
    return _div("credit", {}, block, _prose(block.text))


@_write.register
def _(block: Caption) -> str:
    return _div("caption", {"direction": _direction(block)}, block, _prose(block.text))


@_write.register
def _(block: EditorsNote) -> str:
    return _div("editors-note", {}, block, write_blocks(block.blocks))


@_write.register
def _(block: Measure) -> str:
    values = {"em": write_number(block.em), "beside": block.beside}
    return _div("measure", values, block, write_blocks(block.blocks))


@_write.register
def _(block: Parallel) -> str:
    parts: list[Block] = []
    for column in block.columns:
        parts += [Break(kind=BreakKind.COLUMN), *column] if parts else column
    return _div(
        "parallel", {"kind": block.kind}, block, _titled(block.head, write_blocks(parts))
    )


@_write.register
def _(block: Sidebar) -> str:
    values = {
        "marker": block.marker,
        "place": "" if block.place == "here" else block.place,
        "span": _span(block),
        "direction": _direction(block),
        **_byline_values(block.byline),
    }
    return _div("sidebar", values, block, _titled(block.title, write_blocks(block.blocks)))


def _titled(title: Text, inner: str) -> str:
    head = _head("#", title) if title else ""
    return "\n\n".join(part for part in (head, inner) if part)


def _byline_values(byline: Byline | None) -> dict[str, str]:
    if byline is None:
        return {}
    people = (byline.writers, byline.correspondents, byline.photographers, byline.compilers)
    written = ("、".join(names) for names in people)
    return dict(zip(BYLINE_KEYS, (*written, byline.reporter_of, byline.text), strict=True))


@_write.register
def _(block: Item) -> str:
    speaker = block.speaker
    values = {
        "kind": block.kind,
        "date": block.date,
        "kicker": block.kicker,
        "mark": block.mark,
        "speaker": speaker.name if speaker else "",
        "position": speaker.position if speaker else "",
        "pull-quote": block.pull_quote,
        "width": block.width,
    }
    opener = write_picture(block.picture, (OPENER_CLASS,)) if block.picture else ""
    parts = (_guarded(opener), write_blocks(block.blocks))
    inner = "\n\n".join(part for part in parts if part)
    return _div("item", values, block, _titled(block.title, inner))


@_write.register
def _(block: ListBlock) -> str:
    entries = "\n".join(_entry(item) for item in block.items)
    mark = "" if block.mark == "●" else block.mark or '""'
    values = {"mark": mark, "numbering": block.numbering}
    written = _div("list", values, block, _titled(block.head, entries))
    return written if block.mark else written.replace(r'mark="\"\""', 'mark=""', 1)


def _entry(item: ListItem) -> str:
    text = write_text(item.text)
    if item.lead:
        text = _lead(item.lead) + (f" {text}" if text else "")
    elif text.startswith(("**", "[**")):
        text = "{}" + text
    return "- " + _guarded(text or "{}").replace("\n", "\n  ")


@_write.register
def _(block: Table) -> str:
    from layout.content.tables import table_attributes, table_lines

    return _div("table", table_attributes(block), block, table_lines(block))


@_write.register
def _(block: Chart) -> str:
    from layout.content.charts import chart_attributes, chart_values
    from layout.yaml_source import write_yaml

    inner = write_yaml(chart_values(block)).rstrip("\n")
    return _div("chart", chart_attributes(block), block, inner)


@_write.register
def _(block: Picture) -> str:
    return _guarded(write_picture(block))


@_write.register
def _(block: Break) -> str:
    return _noted(f"<!-- {block.kind.value} -->", block.provenance)
