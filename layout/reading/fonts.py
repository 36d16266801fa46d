"""From the codes of a font to the characters they stand for.

Source: ISO 32000-1 9.10.2.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

    from layout.reading.streams import Streams

_SECTION = re.compile(
    rb"begin(codespacerange|bfchar|bfrange)(.*?)end(?:codespacerange|bfchar|bfrange)", re.DOTALL
)
_HEX = rb"<([0-9A-Fa-f\s]*)>\s*"
_PAIR = re.compile(_HEX + _HEX)
_RANGE = re.compile(_HEX + _HEX + rb"(?:<([0-9A-Fa-f\s]*)>|\[(.*?)\])", re.DOTALL)
_ONE = re.compile(_HEX)
_MOST_CODES = 1 << 16  # in one range
_COST_OF_CODE = 256  # in bytes read
_UNI_NAME = re.compile(r"uni([0-9A-F]{4})")
_ENCODINGS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}
# Names of glyphs that Differences give most, beside single letters and `uniXXXX`.
_GLYPH_NAMES = {
    "space": " ",
    "period": ".",
    "comma": ",",
    "hyphen": "-",
    "colon": ":",
    "semicolon": ";",
    "slash": "/",
    "question": "?",
    "parenleft": "(",
    "parenright": ")",
    "bullet": "•",
    "endash": "–",
    "emdash": "—",
    "quoteleft": "‘",
    "quoteright": "’",
    "quotedblleft": "“",
    "quotedblright": "”",
    "fi": "fi",
    "fl": "fl",
    "zero": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
}
_UNKNOWN = "\ufffd"


class FontReader:
    """The texts of one font's codes, by the length of the codes in bytes."""

    def __init__(self, font: pikepdf.Object, streams: Streams) -> None:
        import pikepdf

        self._texts: dict[bytes, str] = {}
        composite = font.get("/Subtype") == "/Type0"
        self._lengths: tuple[int, ...] = (2,) if composite else (1,)
        if not composite:
            self._texts = _simple_texts(font)
        cmap = font.get("/ToUnicode")
        if isinstance(cmap, pikepdf.Stream):
            lengths = self._read_cmap(cmap, streams)
            if composite and lengths and lengths <= {1, 2, 3, 4}:
                self._lengths = tuple(sorted(lengths))

    def _read_cmap(self, cmap: pikepdf.Stream, streams: Streams) -> set[int]:
        """Take in the texts of a CMap; gives the lengths of its codes."""
        lengths = set()
        for kind, body in _SECTION.findall(streams.bytes_of(cmap)):
            if kind == b"codespacerange":
                lengths |= {len(_bytes(first)) for first, _ in _PAIR.findall(body)}
            elif kind == b"bfchar":
                self._texts |= {_bytes(code): _text(said) for code, said in _PAIR.findall(body)}
            else:
                for entry in _RANGE.findall(body):
                    made = _range(*entry)
                    streams.spend(_COST_OF_CODE * len(made))
                    self._texts |= made
        return lengths

    def text_of(self, codes: bytes) -> str:
        """What a string of codes says; a code that says nothing is U+FFFD."""
        if len(self._lengths) == 1:
            wide = self._lengths[0]
            cut = (codes[at : at + wide] for at in range(0, len(codes), wide))
            return "".join(self._texts.get(code, _UNKNOWN) for code in cut)
        return "".join(self._cut(codes))

    def _cut(self, codes: bytes) -> Iterator[str]:
        at = 0
        while at < len(codes):
            tries = ((wide, codes[at : at + wide]) for wide in self._lengths)
            wide, code = next(
                (one for one in tries if one[1] in self._texts),
                (self._lengths[0], codes[at : at + self._lengths[0]]),
            )
            yield self._texts.get(code, _UNKNOWN)
            at += wide


def _bytes(digits: bytes) -> bytes:
    plain = b"".join(digits.split())
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode("ascii"))


def _text(digits: bytes) -> str:
    return _bytes(digits).decode("utf-16-be", "replace")


def _range(first: bytes, last: bytes, start: bytes, row: bytes) -> dict[bytes, str]:
    low = _bytes(first)
    begin, end = int.from_bytes(low, "big"), int.from_bytes(_bytes(last), "big")
    if not low or not 0 <= end - begin < _MOST_CODES:
        return {}
    codes = [code.to_bytes(len(low), "big") for code in range(begin, end + 1)]
    if row:
        return dict(zip(codes, map(_text, _ONE.findall(row)), strict=False))
    said = _text(start)
    if not said:
        return {}
    # ISO 32000-1 9.10.3: the last character counts up with the codes.
    return {
        code: said[:-1] + chr(min(ord(said[-1]) + at, 0x10FFFF))
        for at, code in enumerate(codes)
    }


def _simple_texts(font: pikepdf.Object) -> dict[bytes, str]:
    import pikepdf

    encoding = font.get("/Encoding")
    base = encoding
    differences: list[object] = []
    if isinstance(encoding, pikepdf.Dictionary):
        base = encoding.get("/BaseEncoding")
        differences = list(encoding.get("/Differences", pikepdf.Array()))
    codec = _ENCODINGS.get(str(base), "latin-1")
    texts = {bytes((code,)): bytes((code,)).decode(codec, "replace") for code in range(32, 256)}
    at = 0
    for entry in differences[:512]:
        if isinstance(entry, int):
            at = entry
            continue
        if 0 <= at < 256:
            texts[bytes((at,))] = _named(str(entry)[1:])
        at += 1
    return texts


def _named(glyph: str) -> str:
    if len(glyph) == 1:
        return glyph
    match = _UNI_NAME.match(glyph)
    return chr(int(match[1], 16)) if match else _GLYPH_NAMES.get(glyph, _UNKNOWN)
