"""Markdown → block tokens: the only door to markdown-it-py.

Its block parser finds lists and paragraphs; our rules add fenced divs, comments and heads that
may run over several lines. HTML, code, underlined heads and link definitions are off: none
means anything in a magazine, and some would make copy vanish. Tables have divs of their own.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from layout.content.faults import Copy
from layout.content.notes import NOTE_START
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock

# Divs whose lines are not Markdown.
RAW_DIVS = frozenset({"verse", "explainer", "table", "chart"})
_FENCE = re.compile(r":{3,}[ \t]*(?P<name>[^\s{]*)[ \t]*(?P<braces>.*?)[ \t:]*\Z")
_HEAD = re.compile(r"(#{1,6})([ \t]+|\Z)")
_FOREIGN = re.compile(
    r">|```|~~~|[-=_]{3,}[ \t]*\Z|(\*[ \t]*){3,}\Z|\|.*\|[ \t]*\Z|##+[^#\s]|#{7,}"
)
_WHITE_LINE = re.compile(r"^[\u3000 \t]+$", re.MULTILINE)
_HARD_END = re.compile(r"(?<!\\)(\\\\)*\\[ \t]*\Z")
_ENDS_OTHERS: RuleOptionsType = {"alt": ["paragraph", "list"]}


class BlockToken(Record):
    """One event of the block structure.

    `kind` is paragraph, head, comment, foreign, note, div, raw, end, list, item, list-end or
    item-end. `copy` holds its text; `detail` a head's or list's level or start, the name of a
    div or note.
    """

    kind: str
    copy: Copy
    detail: str = ""
    braces: Copy | None = None
    is_closed: bool = True


def block_tokens(text: str, first: tuple[int, int]) -> list[BlockToken]:
    """The block structure of a Markdown text that begins at a line and column of its file."""
    if "\u3000" in text:  # a line of ideographic spaces looks blank, so it is
        text = _WHITE_LINE.sub("", text)
    lines = text.split("\n")
    parser = _parser()
    reading = _Reading(lines, first)
    tokens = parser.parse(text, {"reading": reading})
    found: list[BlockToken] = []
    for token in tokens:
        if token.type == "banxin":
            found.append(token.meta["token"])
        elif token.type == "inline":
            begin = token.map[0] if token.map else 0
            found.append(
                BlockToken("paragraph", reading.copy(token.content.split("\n"), begin))
            )
        elif token.type in _LIST_KINDS and token.map:
            kind = _LIST_KINDS[token.type]
            number = (
                str((token.attrs or {}).get("start", "1")) if "ordered" in token.type else ""
            )
            row = token.map[0]
            found.append(BlockToken(kind, reading.copy([reading.lines[row]], row), number))
        elif token.type in _LIST_ENDS:
            found.append(BlockToken(_LIST_ENDS[token.type], _NO_COPY))
    return found


_NO_COPY = Copy("", ((1, 1),))
_LIST_KINDS = {
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "item",
}
_LIST_ENDS = {
    "bullet_list_close": "list-end",
    "ordered_list_close": "list-end",
    "list_item_close": "item-end",
}


class _Reading:
    """The lines of one text, and where they stand."""

    __slots__ = ("column", "line", "lines")

    def __init__(self, lines: list[str], first: tuple[int, int]) -> None:
        self.lines = lines
        self.line, self.column = first

    def copy(self, texts: Sequence[str], begin: int) -> Copy:
        """Lines of text, which begin on the line `begin`, with their places."""
        kept, starts = [], []
        for row, text in enumerate(texts, begin):
            stripped = text.strip(" \t")
            at = self.lines[row].find(stripped) if row < len(self.lines) else 0
            kept.append(stripped)
            starts.append((self.line + row, self.column + max(at, 0)))
        return Copy("\n".join(kept), tuple(starts))

    def raw(self, begin: int, end: int) -> Copy:
        """Lines as they are."""
        rows = range(begin, max(end, begin + 1))
        text = "\n".join(self.lines[begin:end])
        return Copy(text, tuple((self.line + row, self.column) for row in rows))


@functools.cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero", {"html": False, "maxNesting": 100})
    parser.core.ruler.enableOnly(["block"])
    ruler = parser.block.ruler
    ruler.before("list", "banxin_foreign", _read_foreign, _ENDS_OTHERS)
    ruler.before("list", "banxin_div", _read_div, _ENDS_OTHERS)
    ruler.before("list", "banxin_comment", _read_comment, _ENDS_OTHERS)
    ruler.before("list", "banxin_head", _read_head, _ENDS_OTHERS)
    ruler.before("list", "banxin_note", _read_note, _ENDS_OTHERS)
    names = [
        "banxin_foreign",
        "banxin_div",
        "banxin_comment",
        "banxin_head",
        "banxin_note",
        "list",
        "paragraph",
    ]
    ruler.enableOnly(names)
    return parser


def _line_at(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _put(state: StateBlock, token: BlockToken, end: int) -> bool:
    state.push("banxin", "", 0).meta = {"token": token}
    state.line = end
    return True


def _reading(state: StateBlock) -> _Reading:
    reading = state.env["reading"]
    assert isinstance(reading, _Reading)
    return reading


# The parser hands every rule these four, by position.
def _read_foreign(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001
    line = _line_at(state, start)
    if line[:1] not in ">`~-=_*|#" or not _FOREIGN.match(line):
        return False
    return silent or _put(
        state, BlockToken("foreign", _reading(state).copy([line], start)), start + 1
    )


def _read_head(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    line = _line_at(state, start)
    found = _HEAD.match(line) if line[:1] == "#" else None
    if found is None:
        return False
    if silent:
        return True
    lines, last = [line[found.end() :]], start
    while _HARD_END.search(lines[-1]) and last + 1 < end and not state.isEmpty(last + 1):
        last += 1
        lines.append(_line_at(state, last))
    copy = _reading(state).copy(lines, start)
    return _put(state, BlockToken("head", copy, str(len(found[1]))), last + 1)


def _read_note(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    line = _line_at(state, start)
    found = NOTE_START.match(line) if line.startswith("[^") else None
    if found is None:
        return False
    if silent:
        return True
    lines, last = [line[found.end() :]], start + 1
    while last < end and not state.isEmpty(last) and not _ends_note(_line_at(state, last)):
        lines.append(_line_at(state, last))
        last += 1
    copy = _reading(state).copy(lines, start)
    return _put(state, BlockToken("note", copy, found[1]), last)


def _ends_note(line: str) -> bool:
    return line.startswith(":::") or bool(NOTE_START.match(line))


def _read_comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    if not _line_at(state, start).startswith("<!--"):
        return False
    if silent:
        return True
    last = start
    while "-->" not in state.src[state.bMarks[last] : state.eMarks[last]] and last + 1 < end:
        last += 1
    lines = [_line_at(state, line) for line in range(start, last + 1)]
    copy = _reading(state).copy(lines, start)
    token = BlockToken("comment", copy, is_closed="-->" in lines[-1])
    return _put(state, token, last + 1)


def _read_div(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    line = _line_at(state, start)
    found = _FENCE.match(line) if line.startswith(":::") else None
    if found is None:
        return False
    if silent:
        return True
    reading = _reading(state)
    name = found["name"].rstrip(":")
    whole = reading.copy([line], start)
    if not name and not found["braces"]:
        return _put(state, BlockToken("end", whole), start + 1)
    braces = whole.part(found.start("braces"), found.end("braces")) if found["braces"] else None
    token = BlockToken("div", whole, name, braces)
    _put(state, token, start + 1)
    if name not in RAW_DIVS:
        return True
    last = start + 1
    while last < end and not (
        # Deeper fences belong to Markdown inside the YAML of an explainer.
        state.sCount[last] <= state.sCount[start] and _line_at(state, last).startswith(":::")
    ):
        last += 1
    return _put(state, BlockToken("raw", reading.raw(start + 1, last), name), last)
