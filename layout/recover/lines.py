"""Extracted text → lines that know where they stand: page unit, indent, what they touch."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from layout.diagnostics import Diagnostic, SourceSpan, error
from layout.errors import RecoverError
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

SCANNED = "an issue of scanned pages must go through text recognition first"
MOST_BYTES = 50_000_000
# A file with so many good characters to a bad one is damaged UTF-8, not another encoding.
MOST_DAMAGED_SHARE = 20
# What extractors leave behind and no manuscript may hold: control characters but the tab, the
# line's and the form's feed; separators that act as line ends; halves of surrogate pairs; marks
# of byte order.
UNPRINTABLE = re.compile(
    "[\x01-\x08\x0b\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
# Set widths in em by which a justified line's measure is read back. Han and most marks are
# wide.
_NARROW = dict.fromkeys("“”‘’", 0.55) | dict.fromkeys("，。、；：！？（）《》【】…", 0.85)


class Line(Record):
    """One line of the source that holds something.

    `touches` says that no blank line parts it from the line before; `unit` counts the page
    units of the extraction from 0.
    """

    number: int  # from 1
    text: str  # without white at its ends
    indent: int  # literal spaces before the text
    touches: bool
    unit: int
    width_em: float
    opens_unit: bool = False


def decode(source: str | bytes, name: str) -> str:
    """The source as text: UTF-8, or GB18030 where it is not.

    Raises:
        RecoverError: neither, or nothing in it.
    """
    if isinstance(source, bytes):
        if len(source) > MOST_BYTES:
            raise RecoverError(
                [
                    error(
                        "source-too-large",
                        f"{name} is over 50 MB",
                        hint="recover one issue at a time",
                    )
                ]
            )
        source = _decoded(source, name)
    text = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        raise _not_text(name)
    if not printable(text).strip():
        raise RecoverError([error("empty-source", f"{name} holds no text", hint=SCANNED)])
    return text


def printable(text: str) -> str:
    """The text with a space for each character that cannot be printed: no line moves."""
    return UNPRINTABLE.sub(" ", text)


def _decoded(source: bytes, name: str) -> str:
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError as fault:
        bad = fault.start
    # GB18030 gives a meaning to nearly every pair of bytes: a damaged UTF-8 file would pass.
    readable = source.decode("utf-8", "replace")
    damaged = readable.count("\ufffd")
    if damaged * MOST_DAMAGED_SHARE < sum(char > "\x7f" for char in readable) - damaged:
        raise RecoverError([_bad_byte(source, bad, name)])
    try:
        return source.decode("gb18030")
    except UnicodeDecodeError:
        raise _not_text(name) from None


def _bad_byte(source: bytes, at: int, name: str) -> Diagnostic:
    line = source.count(b"\n", 0, at) + 1
    start = source.rfind(b"\n", 0, at) + 1
    column = len(source[start:at].decode("utf-8", "replace")) + 1
    span = SourceSpan(name, line, column)
    hint = "extract the text again, or mend the line in an editor and save it as UTF-8"
    return error("bad-byte", f"byte 0x{source[at]:02x} is no UTF-8", span, hint=hint)


def _not_text(name: str) -> RecoverError:
    hint = "extract the text first, as UTF-8 or GB18030"
    return RecoverError([error("not-text", f"{name} is not text", hint=hint)])


def width_em(text: str) -> float:
    """About how wide a line was set, in em of its own size."""
    return sum(_width(char) for char in text)


def _width(char: str) -> float:
    if char in _NARROW:
        return _NARROW[char]
    if char == " ":
        return 0.25
    if char.isascii():
        return 0.5 if char.isalnum() else 0.4
    return 1.0


def read_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text in page units.

    A unit begins at a form feed, or where a line begins with white although no blank line
    stands before it: layout analysis leaves such a line where a page ended.
    """
    spaced = _is_spaced(text)
    lines: list[Line] = []
    unit, last = 0, -1
    for number, raw in enumerate(text.split("\n"), 1):
        feeds = raw.count("\f")
        content = raw.replace("\f", "")
        if feeds and lines:
            unit += 1
        stripped = content.strip()
        if not stripped:
            continue
        fused = _FUSED.match(stripped)
        touches = last == number - 1
        indent = len(content) - len(content.lstrip())
        if touches and indent and not feeds and spaced:
            unit += 1
            touches = False
        for part in fused.groups() if fused else (stripped,):
            opens = not lines or lines[-1].unit != unit
            lines.append(Line(number, part, indent, touches, unit, width_em(part), opens))
            touches = False
        last = number
    return tuple(lines)


# A head and a byline on one baseline come out as one line.
_FUSED = re.compile(
    r"^([^/，。]{5,}?)((?:文|图|撰文|摄影|记者|通讯员)\s*/\s*[\u3400-\u9fff]{2,4}(?:\s.*)?)$"
)


def _is_spaced(text: str) -> bool:
    """Whether blank lines part ordinary lines (then those that touch belong together)."""
    rows = [bool(row.strip()) for row in text.split("\n")]
    filled = sum(rows)
    touching = sum(1 for one, two in pairwise(rows) if one and two)
    return filled > 0 and touching < filled * 0.4


def join_lines(parts: list[str]) -> str:
    """Lines of one paragraph as running text: no white at the seams but between Latin words."""
    joined = ""
    for part in parts:
        latin = (
            joined[-1:].isascii()
            and joined[-1:].isalpha()
            and part[:1].isascii()
            and part[:1].isalpha()
        )
        joined += (" " if latin else "") + part
    return joined


def blocks_that_touch(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines in blocks: in each, every line touches the one above it."""
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and line.touches:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks
