"""Clauses on transparency (6.2.10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.conformance.colour import output_space
from layout.conformance.marks import item_of
from layout.conformance.records import Breach, Clause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.conformance.opened import Opened

# ISO 32000-1 tables 136 and 137.
_MODES = frozenset(
    [
        "Normal",
        "Compatible",
        "Multiply",
        "Screen",
        "Overlay",
        "Darken",
        "Lighten",
        "ColorDodge",
        "ColorBurn",
        "HardLight",
        "SoftLight",
        "Difference",
        "Exclusion",
        "Hue",
        "Saturation",
        "Color",
        "Luminosity",
    ]
)


def _blend_modes(opened: Opened) -> Iterator[Breach]:
    for key, (entries, page) in opened.drawn.states.items():
        if "/BM" not in entries:
            continue
        mode = opened.at(entries["/BM"])
        for one in mode if isinstance(mode, list) else [mode]:
            if opened.name(one) not in _MODES:
                label = opened.pages[page].label
                yield Breach(
                    "the blend mode is not known", item_of(key), label, opened.name(one)
                )


def _blending_space(opened: Opened) -> Iterator[Breach]:
    if output_space(opened) is not None:
        return
    for index in sorted(opened.drawn.transparent):
        if opened.drawn.groups.get(index, {}).get("/CS") is None:
            label = opened.pages[index].label
            yield Breach("nothing says in which colours the page is blended", "page", label)


CLAUSES = (
    Clause(
        "blend-mode",
        "6.2.10",
        "6.2.9",
        "",
        "Blend modes are those that PDF knows.",
        "Only opacity is written; blend modes of figures are kept as PDF knows them.",
        _blend_modes,
        x4="transparency",
    ),
    Clause(
        "blending-space",
        "6.2.10",
        "6.2.9",
        "",
        "A page with transparency has an output intent, or a group with a colour space.",
        "There is an output intent, and the page has a group.",
        _blending_space,
    ),
)
