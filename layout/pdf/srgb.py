"""The colour space sRGB as an ICC profile, made from its published figures.

Made here and not taken from a library: the bytes are the same on every machine, and carry no
date but one of our own.

Source: IEC 61966-2-1 (primaries, transfer curve); ICC.1:2001-04 (the form of the file, 2.4).
"""

from __future__ import annotations

import struct
from functools import cache

_SIZE_OF_HEADER = 128
# Primaries and white of sRGB, adapted to D50 by the Bradford matrix (IEC 61966-2-1 annex).
_WHITE_D50 = (0.9642, 1.0, 0.8249)
_WHITE_D65 = (0.95045, 1.0, 1.08905)
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_CURVE_POINTS = 1024
# A profile says when it was made (ICC.1:2001-04 6.1.7): the day the standard came into force.
_MADE = (1999, 10, 18, 0, 0, 0)
_NAME = "sRGB IEC61966-2.1"
_COPYRIGHT = "No copyright, use freely"


@cache
def srgb_profile() -> bytes:
    """The profile's bytes."""
    curve = _curve()
    tags = {
        b"desc": _description(_NAME),
        b"cprt": b"text\0\0\0\0" + _COPYRIGHT.encode("ascii") + b"\0",
        b"wtpt": _xyz(_WHITE_D65),
        **{tag: _xyz(primary) for tag, primary in _PRIMARIES.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    table, body = _tagged(tags)
    size = _SIZE_OF_HEADER + len(table) + len(body)
    return _header(size) + table + body


def _header(size: int) -> bytes:
    """Source: ICC.1:2001-04 6.1."""
    return b"".join(
        (
            struct.pack(">L4sL", size, b"\0\0\0\0", 0x02400000),
            b"mntrRGB XYZ ",
            struct.pack(">6H", *_MADE),
            b"acsp" + bytes(24),
            struct.pack(">L", 0),  # perceptual
            *(_fixed(value) for value in _WHITE_D50),
            bytes(48),
        )
    )


def _tagged(tags: dict[bytes, bytes]) -> tuple[bytes, bytes]:
    """The tag table and what it points to; equal contents are there once."""
    first = _SIZE_OF_HEADER + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    body = b""
    rows = [struct.pack(">L", len(tags))]
    for tag, content in tags.items():
        if content not in places:
            places[content] = first + len(body)
            body += content + bytes(-len(content) % 4)
        rows.append(struct.pack(">4sLL", tag, places[content], len(content)))
    return b"".join(rows), body


def _curve() -> bytes:
    """Light for each of evenly spaced values."""
    last = _CURVE_POINTS - 1
    points = [round(_linear(at / last) * 65535) for at in range(_CURVE_POINTS)]
    return struct.pack(f">4sLL{_CURVE_POINTS}H", b"curv", 0, _CURVE_POINTS, *points)


def _linear(value: float) -> float:
    """Source: IEC 61966-2-1 5.2."""
    if value <= 0.04045:
        return value / 12.92
    light: float = ((value + 0.055) / 1.055) ** 2.4
    return light


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(map(_fixed, values))


def _fixed(value: float) -> bytes:
    return struct.pack(">l", round(value * 65536))


def _description(text: str) -> bytes:
    """Source: ICC.1:2001-04 6.5.17; the Unicode and Macintosh names are left empty."""
    name = text.encode("ascii") + b"\0"
    return b"".join(
        (b"desc\0\0\0\0", struct.pack(">L", len(name)), name, bytes(4 + 4 + 2 + 1 + 67))
    )
