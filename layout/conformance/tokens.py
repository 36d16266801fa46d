"""Content streams cut into tokens (ISO 32000-1 7.8.2).

A light cutter: numbers stay bytes, since hardly any clause asks for their value.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MOST_AT_ONCE = 4 << 20  # bytes that may be cut in one go
_NESTED = 8  # brackets within a literal string; what nests deeper is broken


def _string(depth: int) -> bytes:
    inner = b"|" + _string(depth - 1) if depth else b""
    return rb"\((?:[^()\\]++|\\." + inner + rb")*+\)"


# A string without an end takes all that is left: nothing is looked at twice.
_TOKEN = re.compile(
    _string(_NESTED)
    + rb"|\(.*+|<<|>>|<[^>]*+>?|[\[\]{}]|/[^\s\0()<>\[\]{}/%]*+|%[^\r\n]*+"
    + rb"|[^\s\0()<>\[\]{}/%]++",
    re.DOTALL,
)
_END_OF_IMAGE = re.compile(rb"[\s\0]EI(?=[\s\0]|\Z)")
_ESCAPE = re.compile(rb"\\(\r\n|[0-7]{1,3}|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_NOT_HEX = re.compile(rb"[^0-9A-Fa-f]")
_LINE_END = re.compile(rb"\r\n?")
_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")


def tokens(content: bytes) -> Iterable[bytes]:
    """The tokens of a content stream; the data of inline images is left out, `EI` too."""
    if b"BI" in content or len(content) > _MOST_AT_ONCE:
        return _one_by_one(content)
    return _TOKEN.findall(content)


def _one_by_one(content: bytes) -> Iterator[bytes]:
    at = 0
    while (match := _TOKEN.search(content, at)) is not None:
        at = match.end()
        token = match[0]
        yield token
        if token == b"ID":
            end = _END_OF_IMAGE.search(content, at)
            if end is None:
                return
            at = end.end()


def string_bytes(token: bytes) -> bytes:
    """What a literal or hexadecimal string stands for."""
    inner = token[1:-1]
    if token[:1] == b"<":
        digits = _NOT_HEX.sub(b"", inner)
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    if b"\r" in inner:
        inner = _LINE_END.sub(b"\n", inner)
    return _ESCAPE.sub(_unescaped, inner) if b"\\" in inner else inner


def _unescaped(match: re.Match[bytes]) -> bytes:
    what = match[1]
    if what[:1].isdigit() and what[:1] < b"8":
        return bytes([int(what, 8) & 255])
    return b"" if what in {b"\n", b"\r\n", b"\r"} else _LETTERS.get(what, what)


def text_of(token: bytes) -> str:
    """A text string (ISO 32000-1 7.9.2.2)."""
    content = string_bytes(token)
    if content[:2] == b"\xfe\xff":
        return content[2:].decode("utf-16-be", "replace")
    return content.decode("latin-1")


def name_of(token: bytes) -> str:
    """A name with its slash, as the objects of a file have it."""
    if b"#" in token:
        token = _NAME_ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), token)
    return token.decode("utf-8", "replace")


def inline_entries(operands: list[bytes]) -> dict[str, bytes | list[bytes]]:
    """The entries of a dictionary in a content stream: values as tokens, arrays as rows.

    A dictionary within it stands as the row of its tokens.
    """
    entries: dict[str, bytes | list[bytes]] = {}
    key = ""
    row: list[bytes] | None = None
    for token in operands:
        if token in {b"[", b"<<"}:
            row = []
        elif token in {b"]", b">>"}:
            if key and row is not None:
                entries[key] = row
            key, row = "", None
        elif row is not None:
            row.append(token)
        elif key:
            entries[key], key = token, ""
        elif token[:1] == b"/":
            key = name_of(token)
    return entries
