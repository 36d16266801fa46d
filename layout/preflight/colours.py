"""Colour spaces of a PDF and the inks their colours are of. Source: ISO 32000-1 8.6."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.preflight.inks import Inks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.conformance.objects import Objects

UNKNOWN = Inks(known=False)
_PROCESS = {"Cyan": 0, "Magenta": 1, "Yellow": 2, "Black": 3}
_SCREEN = frozenset({"DeviceRGB", "CalRGB", "Lab", "RGB"})
_CMYK = frozenset({"DeviceCMYK", "CMYK"})
_GREY = frozenset({"DeviceGray", "CalGray", "G"})


def kind_of(file: Objects, space: object) -> str:
    """A space's kind: `grey`, `rgb`, `cmyk`, `spot`, `indexed`, `pattern`; empty for none."""
    found = file.at(space)
    row = found if isinstance(found, list) else [found]
    name = file.name(row[0]) if row else ""
    if name == "ICCBased" and len(row) > 1:
        count = file.number(file.entries(row[1]).get("/N"))
        return {1.0: "grey", 3.0: "rgb", 4.0: "cmyk"}.get(float(count or 0), "")
    if name in _SCREEN:
        return "rgb"
    if name in _CMYK:
        return "cmyk"
    if name in _GREY:
        return "grey"
    return {"Separation": "spot", "DeviceN": "spot", "Indexed": "indexed", "I": "indexed"}.get(
        name, "pattern" if name == "Pattern" else ""
    )


def base_of(file: Objects, space: object) -> object:
    """What an indexed space's colours are of; the space itself for any other."""
    row = file.row(space)
    return row[1] if kind_of(file, space) == "indexed" and len(row) > 1 else space


def names_of(file: Objects, space: object) -> list[str]:
    """The colorants of a Separation or DeviceN space."""
    row = file.row(space)
    if len(row) < 2:
        return []
    if isinstance(file.at(row[1]), list):
        return [file.name(one) for one in file.row(row[1])]
    return [file.name(row[1])]


def inks_in(file: Objects, space: object, values: Sequence[float]) -> Inks:
    """The inks of a colour; unknown for patterns, indexes and too few values."""
    kind = kind_of(file, space)
    if kind == "grey" and values:
        return Inks((0.0, 0.0, 0.0, 1.0 - values[0]))
    if kind == "rgb" and len(values) >= 3:
        return Inks(rgb=(values[0], values[1], values[2]))
    if kind == "cmyk" and len(values) >= 4:
        return Inks((values[0], values[1], values[2], values[3]))
    if kind == "spot":
        return _spots(names_of(file, space), values)
    return UNKNOWN


def _spots(names: list[str], values: Sequence[float]) -> Inks:
    process = [0.0, 0.0, 0.0, 0.0]
    spots: list[tuple[str, float]] = []
    for name, value in zip(names, values, strict=False):
        if name in _PROCESS:
            process[_PROCESS[name]] = value
        elif name != "None":
            spots.append((name, value))
    cyan, magenta, yellow, black = process
    return Inks((cyan, magenta, yellow, black), tuple(spots))
