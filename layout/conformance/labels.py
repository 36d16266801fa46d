"""The printed labels of pages (ISO 32000-1 12.4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.conformance.objects import Objects

_DEEPEST = 32
_MOST = 100_000
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def page_labels(file: Objects, pages: int) -> list[str]:
    """The label of each page; its number from 1 where the file gives none."""
    labels = [str(index + 1) for index in range(pages)]
    ranges = dict(numbers_below(file, file.catalog.get("/PageLabels")))
    starts = sorted(start for start in ranges if 0 <= start < pages)
    for start, end in zip(starts, [*starts[1:], pages], strict=False):
        entries = file.entries(ranges[start])
        prefix, style = file.text_of(entries.get("/P")), file.name(entries.get("/S"))
        first = int(file.number(entries.get("/St")) or 1)
        for index in range(start, end):
            labels[index] = prefix + _numeral(first + index - start, style)
    return labels


def numbers_below(
    file: Objects, ref: object, depth: int = 0, seen: set[str] | None = None
) -> Iterator[tuple[int, object]]:
    """What a number tree holds, by key (ISO 32000-1 7.9.7)."""
    seen = set() if seen is None else seen
    if depth > _DEEPEST or len(seen) > _MOST or (isinstance(ref, str) and ref in seen):
        return
    seen.add(str(ref))
    entries = file.entries(ref)
    numbers = file.row(entries.get("/Nums"))
    for key, value in zip(numbers[::2], numbers[1::2], strict=False):
        if isinstance(key, int):
            yield key, value
    for kid in file.row(entries.get("/Kids")):
        yield from numbers_below(file, kid, depth + 1, seen)


def _numeral(number: int, style: str) -> str:
    if style == "D":
        return str(number)
    if style in {"R", "r"} and 0 < number < 4000:
        roman = _roman(number)
        return roman.upper() if style == "R" else roman
    if style in {"A", "a"} and 0 < number < 10_000:
        letter = chr(ord(style) + (number - 1) % 26)
        return letter * ((number - 1) // 26 + 1)
    return ""


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written
