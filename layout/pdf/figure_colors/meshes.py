"""Gradients over meshes of triangles and patches: the colours of their corners.

Source: ISO 32000-1 8.7.4.5.5 to 8.7.4.5.8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.pdf.figure_colors.functions import Pair, Values, between
from layout.pdf.figure_colors.ways import as_bytes
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_TRIANGLES, _LATTICE, _COONS, _TENSOR = 4, 5, 6, 7
# Points and colours of a patch that starts anew, and of one that goes on from another's edge.
_PATCHES = {_COONS: ((12, 4), (8, 2)), _TENSOR: ((16, 4), (12, 2))}


class Mesh(Record):
    """How a mesh is written: its type, the bits of what it holds, the ranges of colours."""

    kind: int
    flag_bits: int
    place_bits: int
    color_bits: int
    ranges: tuple[Pair, ...]

    @property
    def is_sound(self) -> bool:
        """Whether its numbers of bits are ones that there are."""
        flags = self.flag_bits in {2, 4, 8} or self.kind == _LATTICE
        places = self.place_bits in {1, 2, 4, 8, 12, 16, 24, 32}
        return flags and places and self.color_bits in {1, 2, 4, 8, 12, 16}


class _Corner(Record):
    """A vertex or patch: its flag, the bits of its places, its colours."""

    flag: int
    places: int
    place_bits: int
    colors: tuple[Values, ...]


def remeshed(
    data: bytes, mesh: Mesh, convert: Callable[[Sequence[Values]], list[Values]]
) -> bytes:
    """The mesh with its colours converted, 8 bits to each value from 0 to 1.

    Flags have 8 bits then. Places stay as they are.

    Raises:
        ValueError: there are no such numbers of bits.
    """
    if not mesh.is_sound:
        raise ValueError("a gradient's mesh has numbers of bits that there are not")
    corners = list(_corners(data, mesh))
    colors = [color for corner in corners for color in corner.colors]
    converted = iter(map(as_bytes, convert(colors))) if colors else iter(())
    made = bytearray()
    for corner in corners:
        bits = corner.place_bits
        behind = b"".join(next(converted) for _ in corner.colors)
        whole = corner.places << 8 * len(behind) | int.from_bytes(behind, "big")
        length = bits + 8 * len(behind)
        if mesh.kind != _LATTICE:
            whole |= corner.flag << length
            length += 8
        made += (whole << -length % 8).to_bytes((length + 7) // 8, "big")
    return bytes(made)


def _corners(data: bytes, mesh: Mesh) -> Iterator[_Corner]:
    """Vertices or patches, each from a byte of its own; what is cut short is left out."""
    at = 0
    flag_bits = 0 if mesh.kind == _LATTICE else mesh.flag_bits
    while at < len(data):
        # A flag's two lowest bits alone mean something.
        flag = data[at] >> (8 - flag_bits) & 3 if flag_bits else 0
        points, colors = _shape(mesh.kind, flag)
        place_bits = points * 2 * mesh.place_bits
        color_bits = colors * len(mesh.ranges) * mesh.color_bits
        bits = flag_bits + place_bits + color_bits
        length = (bits + 7) // 8
        if at + length > len(data):
            return
        whole = int.from_bytes(data[at : at + length], "big") >> (8 * length - bits)
        places = whole >> color_bits & ((1 << place_bits) - 1)
        yield _Corner(flag, places, place_bits, _colors(whole, colors, mesh))
        at += length


def _shape(kind: int, flag: int) -> tuple[int, int]:
    return _PATCHES[kind][min(flag, 1)] if kind in _PATCHES else (1, 1)


def _colors(whole: int, count: int, mesh: Mesh) -> tuple[Values, ...]:
    largest = (1 << mesh.color_bits) - 1
    values = count * len(mesh.ranges)
    found = [whole >> mesh.color_bits * (values - 1 - at) & largest for at in range(values)]
    each = len(mesh.ranges)
    return tuple(
        tuple(
            between(value, (0, largest), pair)
            for value, pair in zip(found[at : at + each], mesh.ranges, strict=True)
        )
        for at in range(0, values, each)
    )
