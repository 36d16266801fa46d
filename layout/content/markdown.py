"""Markdown bodies → blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.content.attributes import (
    ATTRIBUTES,
    Attributes,
    check_attributes,
    provenance_of,
    read_attributes,
    split_attributes,
)
from layout.content.divs import DIVS, Div
from layout.content.inline import ESCAPED, drop_autospace, read_lead, read_text
from layout.content.model import (
    Block,
    Break,
    BreakKind,
    ListBlock,
    ListItem,
    Paragraph,
    Provenance,
    Subhead,
)
from layout.content.notes import Notes
from layout.content.pictures import read_pictures
from layout.content.tokens import BlockToken, block_tokens
from layout.diagnostics import suggest

if TYPE_CHECKING:
    from collections.abc import Callable

    from layout.content.faults import Copy, Faults

_LABEL = re.compile(r"\[((?:\\.|[^\[\]\\])+)\](?:[ \t]+|\Z)")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_ATTRIBUTE_COMMENT = re.compile(r"[\w-]+=")
_WORD = re.compile(r"[A-Za-z]+(-[A-Za-z]+)*")
_BREAKS = {kind.value: kind for kind in BreakKind}
_RUN_IN = "{.runin}"
# Items hold sidebars, these hold lists and verse; nobody nests deeper.
_MAX_DIVS = 12


def read_blocks(text: str, first: tuple[int, int], faults: Faults) -> tuple[Block, ...]:
    """The blocks of a Markdown text that begins at a line and column of its file."""
    return _BlockReader(faults).read(block_tokens(text, first))


class _BlockReader:
    """Walks the tokens of one text; open divs wait on a stack."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._page = Div("", Attributes(faults.span(1, 1)), faults.span(1, 1), read_blocks)
        self._divs = [self._page]
        self._lists: list[tuple[BlockToken, list[ListItem]]] = []
        self._entry: list[Copy] | None = None  # the paragraphs of the open list entry
        self._provenance: Provenance | None = None
        self._readers: dict[str, Callable[[BlockToken], None]] = {
            "paragraph": self._paragraph,
            "head": self._head,
            "comment": self._comment,
            "foreign": self._foreign,
            "note": lambda _: None,  # read before everything else
            "div": self._open_div,
            "raw": self._raw,
            "end": self._close_div,
            "list": self._open_list,
            "item": self._open_entry,
            "item-end": self._close_entry,
            "list-end": self._close_list,
        }

    def read(self, tokens: list[BlockToken]) -> tuple[Block, ...]:
        faults = self._faults
        around, faults.notes = faults.notes, None
        notes = self._notes(tokens)
        faults.notes = notes
        for token in tokens:
            if self._entry is not None and token.kind in {"head", "div", "end", "raw"}:
                message = "an entry of a list holds text only"
                self._faults.add("bad-list", message, token.copy.span(0, self._faults))
            self._readers[token.kind](token)
        for div in reversed(self._divs[1:]):
            message = f"`::: {div.name}` is never closed"
            self._faults.add("unclosed-div", message, div.span, "close it with a line `:::`")
        while len(self._divs) > 1:
            self._finish_div()
        blocks = tuple(self._page.blocks)
        notes.end(blocks)
        faults.notes = around
        return blocks

    def _notes(self, tokens: list[BlockToken]) -> Notes:
        """What the marks of the text may call, which stands anywhere in it."""
        faults = self._faults
        notes = Notes(faults.findings)
        for token in tokens:
            if token.kind == "note":
                span = token.copy.span(0, faults)
                notes.define(token.detail, read_text(token.copy, faults), span)
        return notes

    def _add(self, *blocks: Block) -> None:
        self._divs[-1].blocks.extend(blocks)

    def _take_provenance(self) -> Provenance | None:
        """What a comment before the block said of it."""
        provenance, self._provenance = self._provenance, None
        return provenance

    def _paragraph(self, token: BlockToken) -> None:
        copy, faults = token.copy, self._faults
        if self._entry is not None:
            self._entry.append(copy)
            return
        span, provenance = copy.span(0, faults), self._take_provenance()
        if copy.text.startswith("![") and (pictures := read_pictures(copy, faults)):
            for picture, is_opener in pictures:
                self._divs[-1].add_picture(picture, is_opener=is_opener, faults=faults)
            return
        if not copy.text.endswith(_RUN_IN):
            text = read_text(copy, faults)
            if text:
                self._add(Paragraph(text=text, span=span, provenance=provenance))
            return
        body = copy.part(0, len(copy.text) - len(_RUN_IN))
        run_in, text = read_lead(body.part(0, len(body.text.rstrip())), faults)
        if not run_in:
            hint = "write **head** before the text"
            faults.add("bad-runin", "a run-in head stands in **…** at the start", span, hint)
        self._add(Paragraph(text=text, run_in=run_in, span=span, provenance=provenance))

    def _head(self, token: BlockToken) -> None:
        faults = self._faults
        copy, attributes = split_attributes(token.copy, faults)
        check_attributes(attributes, "a head", ("id",), faults)
        span = token.copy.span(0, faults)
        provenance = provenance_of(attributes, faults) or self._take_provenance()
        if token.detail == "1":
            self._divs[-1].set_title(read_text(copy, faults), span, faults)
            return
        found = _LABEL.match(copy.text)
        label = ""
        if found:
            label = drop_autospace(ESCAPED.sub(r"\1", found[1]))
            copy = copy.part(found.end(), len(copy.text))
        text = read_text(copy, faults)
        if not text and not label:
            faults.add("empty-head", "a head without text", span)
        level = int(token.detail)
        self._add(
            Subhead(
                text=text,
                level=level,
                label=label,
                id=attributes.get("id"),
                span=span,
                provenance=provenance,
            )
        )

    def _comment(self, token: BlockToken) -> None:
        copy, faults = token.copy, self._faults
        if not token.is_closed:
            faults.add("unclosed-comment", "`<!--` is never closed", copy.span(0, faults))
            return
        rest = _COMMENT.sub("", copy.text).strip()
        if rest:
            message = f"`{rest[:12]}` stands on the line of a comment"
            hint = "give the text a line of its own"
            faults.add("bad-comment", message, copy.span(copy.text.find(rest), faults), hint)
        for found in _COMMENT.finditer(copy.text):
            self._remark(copy, found)

    def _remark(self, copy: Copy, found: re.Match[str]) -> None:
        """A break mark, what an importer left, or a note to be skipped."""
        faults, body = self._faults, found[1].strip()
        span = copy.span(found.start(), faults)
        if body in _BREAKS:
            provenance = self._take_provenance()
            self._add(Break(kind=_BREAKS[body], span=span, provenance=provenance))
        elif _ATTRIBUTE_COMMENT.match(body):
            begin = found.start(1) + found[1].index(body)
            attributes = read_attributes(copy.part(begin, begin + len(body)), faults)
            check_attributes(attributes, "a comment", (), faults)
            self._provenance = provenance_of(attributes, faults)
        elif _WORD.fullmatch(body):
            hint = suggest(body, tuple(_BREAKS))
            faults.add("unknown-mark", f"`<!-- {body} -->` means nothing here", span, hint)

    def _foreign(self, token: BlockToken) -> None:
        mark = token.copy.text[:3].strip()
        hint = f"write `\\{mark[0]}` to print the character itself"
        if mark.startswith("#"):
            hint = "put a space behind the `#` of a head (there are six levels); " + hint
        if mark.startswith(">"):
            hint = "use `::: pullquote`; " + hint
        if mark.startswith("|"):
            hint = "put a table between `::: table` and `:::`; " + hint
        message = f"`{mark}` at the start of a line is not part of this format"
        self._faults.add("foreign-markup", message, token.copy.span(0, self._faults), hint)

    def _open_div(self, token: BlockToken) -> None:
        faults, span = self._faults, token.copy.span(0, self._faults)
        attributes = Attributes(span)
        if token.braces:
            found = ATTRIBUTES.fullmatch(token.braces.text)
            if found is None:
                message = f"`{token.braces.text}` are not attributes"
                hint = 'write {key=value other="two words"}'
                faults.add("bad-attribute", message, token.braces.span(0, faults), hint)
            elif found["inner"]:
                inner = token.braces.part(found.start("inner"), found.end("inner"))
                attributes = read_attributes(inner, faults)
        if token.detail not in DIVS:
            hint = suggest(token.detail, tuple(DIVS))
            faults.add("unknown-div", f"`::: {token.detail}` is not a block", span, hint)
        if len(self._divs) > _MAX_DIVS:
            faults.add("too-deep", f"blocks nest deeper than {_MAX_DIVS}", span)
        provenance = self._take_provenance()
        self._divs.append(
            Div(token.detail, attributes, span, read_blocks, provenance=provenance)
        )

    def _raw(self, token: BlockToken) -> None:
        self._divs[-1].raw = token.copy

    def _close_div(self, token: BlockToken) -> None:
        if len(self._divs) > 1:
            self._finish_div()
            return
        span = token.copy.span(0, self._faults)
        self._faults.add("unopened-div", "`:::` closes nothing", span, "delete the line")

    def _finish_div(self) -> None:
        div = self._divs.pop()
        if div.name in DIVS and len(self._divs) <= _MAX_DIVS:
            self._add(*DIVS[div.name].read(div, self._faults))

    def _open_list(self, token: BlockToken) -> None:
        if self._lists:
            message = "a list inside a list"
            self._faults.add("bad-list", message, token.copy.span(0, self._faults))
        if token.detail not in {"", "1"}:
            message = f"a list counts from 1, not from {token.detail}"
            hint = f"write `{token.detail}\\.` to print the number itself"
            self._faults.add("bad-list", message, token.copy.span(0, self._faults), hint)
        self._lists.append((token, []))

    def _open_entry(self, _token: BlockToken) -> None:
        self._entry = []

    def _close_entry(self, _token: BlockToken) -> None:
        copies, self._entry = self._entry or [], None
        if not copies:
            return
        if len(copies) > 1:
            message = "an entry of a list is one paragraph"
            self._faults.add("bad-list", message, copies[1].span(0, self._faults))
        lead, text = read_lead(copies[0], self._faults)
        span = copies[0].span(0, self._faults)
        self._lists[-1][1].append(ListItem(text, lead, span))

    def _close_list(self, _token: BlockToken) -> None:
        token, items = self._lists.pop()
        if self._divs[-1].name == "list":
            self._divs[-1].items.extend(items)
        elif items:
            numbering = "1." if token.detail else ""
            span = token.copy.span(0, self._faults)
            provenance = self._take_provenance()
            self._add(
                ListBlock(
                    items=tuple(items), numbering=numbering, span=span, provenance=provenance
                )
            )
