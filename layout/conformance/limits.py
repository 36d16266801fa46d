"""Clauses on how large things may be (ISO 19005-2 6.1.13)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.conformance.graphics import faults_of
from layout.conformance.marks import item_of
from layout.conformance.records import Breach, Clause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.conformance.opened import Opened

_LONGEST_NAME = 127
_LONGEST_STRING = 32767
_LARGEST_REAL, _SMALLEST_REAL = 3.403e38, 1.175e-38
_MOST_OBJECTS = 8_388_607
_MOST_COLORANTS = 32
_LONG = re.compile(rb'"/[^"]{100,}"|"[ub]:[^"]{8000,}|[ \n]-?\d{10,}|[ \n]-?0?\.0{20,}')


def _limits(opened: Opened) -> Iterator[Breach]:
    if len(opened.objects) > _MOST_OBJECTS:
        yield Breach("there are too many objects", measured=str(len(opened.objects)))
    # One search of all objects at once tells whether any of them needs to be looked into.
    if _LONG.search(opened.text):
        for ref, value in opened.objects.items():
            for says, measured in _too_large(value):
                yield Breach(says, item_of(ref), measured=measured)
    yield from faults_of(opened, "depth", "q and Q are nested too deeply")
    for space, page in opened.drawn.spots:
        if isinstance(space[1], list) and len(space[1]) > _MOST_COLORANTS:
            count, allowed = str(len(space[1])), str(_MOST_COLORANTS)
            label = opened.pages[page].label
            yield Breach("DeviceN has too many colourants", "", label, count, allowed)


def _too_large(value: object) -> Iterator[tuple[str, str]]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting.extend(one.values())
            waiting.extend(one)
        elif isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, str):
            yield from _long_text(one)
        elif isinstance(one, float) and one and not _SMALLEST_REAL <= abs(one) <= _LARGEST_REAL:
            yield "a real number is out of range", str(one)
        elif isinstance(one, int) and not -(2**31) <= one < 2**31:
            yield "a whole number is out of range", str(one)


def _long_text(text: str) -> Iterator[tuple[str, str]]:
    if text.startswith(("/", "n:/")) and len(text.encode("utf-8")) - 1 > _LONGEST_NAME:
        yield "a name is longer than 127 bytes", str(len(text) - 1)
    length = (len(text) - 2) // 2 if text.startswith("b:") else len(text) - 2
    if text[:2] in {"u:", "b:"} and length > _LONGEST_STRING:
        yield "a string is longer than 32767 bytes", str(length)


def _page_sizes(opened: Opened) -> Iterator[Breach]:
    for page in opened.pages:
        for key in ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"):
            box = [opened.number(edge) for edge in opened.row(page.entries.get(key))]
            if key not in page.entries:
                continue
            edges = [edge for edge in box if edge is not None]
            if len(edges) != 4:
                yield Breach(f"{key[1:]} is not four numbers", page=page.label)
                continue
            sides = (abs(edges[2] - edges[0]), abs(edges[3] - edges[1]))
            if min(sides) < 3 or max(sides) > 14400:
                size = f"{sides[0]:g} by {sides[1]:g}"
                yield Breach(
                    f"{key[1:]} is too small or too large", "", page.label, size, "3 to 14400"
                )


CLAUSES = (
    Clause(
        "limit",
        "6.1.13",
        "",
        "",
        "Numbers, names, strings, objects, q/Q and colourants stay within the limits.",
        "What is written stays far below them.",
        _limits,
    ),
    Clause(
        "page-size",
        "6.1.13",
        "",
        "",
        "Every page box is from 3 to 14400 points wide and high.",
        "Trims of a house style are of the size of paper.",
        _page_sizes,
    ),
)
