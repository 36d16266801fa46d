"""Colours described by a white point, gammas and a matrix, as ICC profiles.

Source: ISO 32000-1 8.6.5.2, 8.6.5.3 (CalGray, CalRGB), ICC.1:2010 7, 8.3, 10.16 (para).
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HEADER, _ENTRY = 128, 12  # bytes
_D50 = (0.9642, 1.0, 0.8249)  # ICC.1:2010 7.2.16
# Bradford's cones, and the way back (ICC.1:2010 annex E).
_CONES = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
_LIGHT = (
    (0.9869929, -0.1470543, 0.1599627),
    (0.4323053, 0.5183603, 0.0492912),
    (-0.0085287, 0.0400428, 0.9684867),
)


def grey_profile(gamma: float) -> bytes:
    """The profile of greys whose light is their value to the power of `gamma`."""
    return _profile(b"GRAY", {b"wtpt": _xyz(_D50), b"kTRC": _curve(gamma)})


def rgb_profile(
    white: Sequence[float], gammas: Sequence[float], matrix: Sequence[float]
) -> bytes:
    """The profile of RGB colours; `matrix` has the XYZ of red, of green, of blue.

    Colours are adapted from their white to that of ICC profiles by Bradford's transform.

    Raises:
        ValueError: the white or a gamma is no light.
    """
    if min(*white, *gammas) <= 0:
        raise ValueError("a white point or a gamma is not above zero")
    scales = [
        to / at for at, to in zip(_times(_CONES, white), _times(_CONES, _D50), strict=True)
    ]
    tags = {b"wtpt": _xyz(_D50)}
    for at, letter in enumerate((b"r", b"g", b"b")):
        cones = _times(_CONES, matrix[3 * at : 3 * at + 3])
        adapted = [scale * cone for scale, cone in zip(scales, cones, strict=True)]
        tags[letter + b"XYZ"] = _xyz(_times(_LIGHT, adapted))
        tags[letter + b"TRC"] = _curve(gammas[at])
    return _profile(b"RGB ", tags)


def _times(rows: Sequence[Sequence[float]], values: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, values, strict=True)) for row in rows]


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 0x10000))


def _xyz(values: Sequence[float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(map(_fixed, values))


def _curve(gamma: float) -> bytes:
    return b"para\0\0\0\0\0\0\0\0" + _fixed(gamma)


def _profile(space: bytes, tags: Mapping[bytes, bytes]) -> bytes:
    listed, content = struct.pack(">I", len(tags)), b""
    start = _HEADER + 4 + _ENTRY * len(tags)
    for name, tag in tags.items():
        listed += name + struct.pack(">II", start + len(content), len(tag))
        content += tag
    header = struct.pack(
        ">I4sI4s4s4s12s4s28s12s",
        *(start + len(content), b"", 0x04200000, b"mntr", space, b"XYZ ", bytes(12)),
        *(b"acsp", bytes(28), _xyz(_D50)[8:]),
    )
    return header.ljust(_HEADER, b"\0") + listed + content
