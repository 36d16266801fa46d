"""Running text → its written form, which `read_text` reads back to the same."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from layout.content.inline import ASCII_MARKS, CLASSES, NAMES
from layout.content.model import PAGE, Inline, Mark, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

_ORDER = (
    Mark.STRONG,
    Mark.KAI,
    Mark.NO_BREAK,
    Mark.SUPERSCRIPT,
    *CLASSES.values(),
)
_OPENING = NAMES
_CLOSING = {
    **NAMES,
    Mark.NO_BREAK: "{/nobr}",
    **{mark: f"]{{.{name}}}" for name, mark in CLASSES.items()},
}
_MEANT = re.compile(rf"[*^{{}}\[\]]|\\(?=[{ASCII_MARKS}\n]|\Z)|<(?=!--)")


def escape(characters: str) -> str:
    """The characters so that `read_text` takes none of them for a mark."""
    return _MEANT.sub(r"\\\g<0>", characters)


def write_text(text: Text) -> str:
    """The written form of running text: `read_text` reads it back to the same inlines."""
    if not text:
        return ""
    if text == (Inline(text[0].text),):
        return escape(text[0].text).replace("\n", "\\\n")
    parts: list[str] = []
    for target, pieces in groupby(text, key=lambda inline: inline.target):
        written = _write_marked(pieces)
        if not target:
            parts.append(written)
            continue
        if parts and parts[-1].endswith("!"):  # together they would begin a picture
            parts.append("{}")
        inner = "{}" + written if written.startswith("^") else written  # no note's mark
        parts.append(f"[{inner}](#{target})")
    return "".join(parts)


def _write_marked(text: Iterable[Inline]) -> str:
    """Running text of one target."""
    parts: list[str] = []
    opened: list[Mark] = []
    for inline in (*text, Inline("")):
        kept = 0
        while kept < len(opened) and opened[kept] in inline.marks:
            kept += 1
        for mark in reversed(opened[kept:]):
            _put_mark(parts, _CLOSING[mark])
        del opened[kept:]
        for mark in _ORDER:
            if mark in inline.marks and mark not in opened:
                _put_mark(parts, _OPENING[mark])
                opened.append(mark)
        parts.append(_written(inline))
    return "".join(parts)


def _put_mark(parts: list[str], mark: str) -> None:
    """Add a mark; `{}` keeps it from running into the same character before it."""
    last = next((part for part in reversed(parts) if part), "")
    if last.endswith(mark[0]) and mark[0] in "*^":
        parts.append("{}")
    parts.append(mark)


def _written(inline: Inline) -> str:
    if inline.note:
        return f"[^{inline.note.label}]"
    if not inline.ruby:
        written = escape(inline.text).replace("\n", "\\\n")
        return written.replace(escape(PAGE), PAGE) if inline.target else written
    # `=` is escaped so that a head's end is not taken for attributes.
    base, reading = (
        escape(part).replace("|", "\\|").replace("=", "\\=")
        for part in (inline.text, inline.ruby)
    )
    return f"{{{base}|{reading}}}"
