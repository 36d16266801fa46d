"""Colour spaces, and what they are made of (ISO 32000-1 8.6)."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.conformance.objects import Entries, Objects

_DEEPEST = 8
DEVICE = MappingProxyType(
    {"DeviceGray": "/DefaultGray", "DeviceRGB": "/DefaultRGB", "DeviceCMYK": "/DefaultCMYK"}
)


def uses_of(
    file: Objects, value: object, resources: Entries, depth: int = 0
) -> Iterator[str | list[object]]:
    """What a colour space is made of.

    Device spaces come as their names, ICC profiles as the references to their streams,
    Separation and DeviceN spaces as their arrays. A device space that the resources replace by
    a default is that default (ISO 32000-1 8.6.5.6).
    """
    if depth > _DEEPEST:
        return
    found = file.at(value)
    family = file.name(found[0]) if isinstance(found, list) and found else file.name(found)
    parts = found if isinstance(found, list) else []
    if family in DEVICE:
        spaces = file.entries(resources.get("/ColorSpace"))
        default = spaces.get(DEVICE[family])
        if default is None:
            yield family
        else:
            yield from uses_of(file, default, {}, depth + 1)
    elif family == "ICCBased" and len(parts) > 1:
        yield str(parts[1])
    elif family in {"Indexed", "Pattern"} and len(parts) > 1:
        yield from uses_of(file, parts[1], resources, depth + 1)
    elif family in {"Separation", "DeviceN"} and len(parts) > 2:
        yield parts
        yield from uses_of(file, parts[2], resources, depth + 1)
