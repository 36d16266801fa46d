"""The ways that a figure's colours go: to inks, in masks to brightness, under a veil."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Protocol

from layout.images.figure_colors import (
    brightness_of_samples,
    inks_of_samples,
    srgb_of_samples,
)
from layout.images.flattening import veil_tables
from layout.images.press_colors import PERCEPTUAL, RELATIVE, black_as_light, black_of
from layout.pdf.figure_colors.spaces import (
    CMYK,
    GREY,
    INDEXED,
    LAB,
    PATTERN,
    RGB,
    SPOT,
    Space,
    flat_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from layout.images.flattening import Veil
    from layout.pdf.figure_colors.functions import Values

_LARGEST = 255
# House style: channels that differ by less than a screen can show are a grey; so do a and b.
_GREY_WITHIN = 0.5 / 255
_NEUTRAL_WITHIN = 0.5


class Way(Protocol):
    """How colours become others; `kind` is what they become."""

    kind: str
    keeps_spots: bool

    def stays(self, space: Space) -> bool:
        """Whether colours of a space need not change."""
        ...

    def of(self, space: Space, colors: Sequence[Values]) -> list[Values]:
        """The colours that take others' place. Those of one gradient come together."""
        ...

    def of_samples(self, space: Space, samples: bytes) -> bytes:
        """The samples of a picture, 8 bits each, that take others' place."""
        ...

    def of_palette(self, space: Space, samples: bytes) -> bytes:
        """The same of all colours of a palette."""
        ...


class Inks:
    """To the inks of a press.

    Greys become black ink alone where all that come together are grey; else they stay in step
    with the colours around them. Solid colours go relative colorimetric with black point
    compensation, pictures perceptually.
    """

    kind = CMYK
    keeps_spots = True

    def __init__(self, icc: bytes) -> None:
        self._icc = icc

    def stays(self, space: Space) -> bool:
        """CMYK, plain greys and inks that are based on them."""
        if space.kind in {INDEXED, SPOT, PATTERN}:
            return space.base is None or self.stays(space.base)
        return space.kind == CMYK or (space.kind == GREY and not space.icc)

    def of(self, space: Space, colors: Sequence[Values]) -> list[Values]:
        """See `Way.of`."""
        flat, values = flat_of(space, colors)
        if flat.kind == CMYK:
            return values
        blacks = self._blacks(flat, values)
        if blacks is not None:
            return [(0.0, 0.0, 0.0, black) for black in blacks]
        return self._converted(flat, values)

    def _blacks(self, flat: Space, values: list[Values]) -> list[float] | None:
        """Shares of black ink; None where there is any colour."""
        if flat.kind == LAB:
            if any(max(abs(a), abs(b)) > _NEUTRAL_WITHIN for _, a, b in values):
                return None
            return [black_as_light(self._icc, lightness / 100) for lightness, _, _ in values]
        if flat.kind == RGB and any(max(one) - min(one) >= _GREY_WITHIN for one in values):
            return None
        if flat.icc:
            values = _as_values(srgb_of_samples(packed(flat, values), flat.source), 3)
        return [black_of(self._icc, sum(one) / len(one)) for one in values]

    def _converted(self, flat: Space, values: list[Values]) -> list[Values]:
        made = inks_of_samples(packed(flat, values), flat.source, self._icc, RELATIVE)
        return _as_values(made, 4)

    def of_samples(self, space: Space, samples: bytes) -> bytes:
        """See `Way.of_samples`."""
        if space.kind == GREY:
            return _by_value(self, space, samples)
        return inks_of_samples(samples, space.source, self._icc, PERCEPTUAL)

    def of_palette(self, space: Space, samples: bytes) -> bytes:
        """A palette of greys alone is one of black ink, as drawings of one colour have it."""
        reds = samples[::3]
        if space.kind == RGB and samples[1::3] == reds == samples[2::3]:
            return _by_value(self, space, samples)
        return self.of_samples(space, samples)


class Brightness:
    """To the grey that a mask takes them for.

    Source: ISO 32000-1 10.3.2, 11.5.3.
    """

    kind = GREY
    keeps_spots = False

    def stays(self, space: Space) -> bool:
        """Plain greys alone."""
        if space.kind == PATTERN:
            return space.base is None or self.stays(space.base)
        if space.kind == INDEXED and space.base is not None:
            return self.stays(space.base)
        return space.kind == GREY and not space.icc

    def of(self, space: Space, colors: Sequence[Values]) -> list[Values]:
        """See `Way.of`."""
        flat, values = flat_of(space, colors)
        if flat.kind == CMYK:
            values = [_screened(one) for one in values]
        elif flat.icc or flat.kind == LAB:
            values = _as_values(srgb_of_samples(packed(flat, values), flat.source), 3)
        elif flat.kind == GREY:
            return values
        return [(0.3 * red + 0.59 * green + 0.11 * blue,) for red, green, blue in values]

    def of_samples(self, space: Space, samples: bytes) -> bytes:
        """See `Way.of_samples`."""
        if space.kind in {RGB, LAB}:
            return brightness_of_samples(srgb_of_samples(samples, space.source))
        return _by_value(self, space, samples)

    def of_palette(self, space: Space, samples: bytes) -> bytes:
        """See `Way.of_palette`."""
        return self.of_samples(space, samples)


class Veiled:
    """Inks and plain greys as they look under a sheer colour.

    Spot inks are mixed of what stands in for them: under the veil they are no longer alone.
    """

    kind = CMYK
    keeps_spots = False

    def __init__(self, veil: Veil) -> None:
        self._veil = veil

    def stays(self, space: Space) -> bool:
        """Patterns that have no colour of their own, and nothing else."""
        return space.kind == PATTERN and space.base is None

    def of(self, space: Space, colors: Sequence[Values]) -> list[Values]:
        """See `Way.of`."""
        flat, values = flat_of(space, colors)
        return [self._veil.over(_inked(flat, one)) for one in values]

    def of_samples(self, space: Space, samples: bytes) -> bytes:
        """See `Way.of_samples`."""
        if space.kind not in {GREY, CMYK}:
            return _by_value(self, space, samples)
        grey = space.kind == GREY
        count = len(samples) // space.channels
        made = bytearray(4 * count)
        for at, table in enumerate(veil_tables(self._veil, of_grey=grey)):
            plane = samples if grey else samples[at::4]
            made[at::4] = plane.translate(table)
        return bytes(made)

    def of_palette(self, space: Space, samples: bytes) -> bytes:
        """See `Way.of_palette`."""
        return self.of_samples(space, samples)


def _inked(space: Space, values: Values) -> tuple[float, float, float, float]:
    if space.kind == GREY:
        return 0.0, 0.0, 0.0, 1 - values[0]
    cyan, magenta, yellow, black = values
    return cyan, magenta, yellow, black


def _screened(inks: Values) -> Values:
    """RGB of inks, as ISO 32000-1 10.3.5 has it."""
    *colored, black = inks
    return tuple(1 - min(1.0, ink + black) for ink in colored)


def _by_value(way: Way, space: Space, samples: bytes) -> bytes:
    """Samples converted as solid colours, each colour once."""
    count = space.channels
    pixels = list(zip(*(samples[at::count] for at in range(count)), strict=True))
    known = sorted(set(pixels))
    colors = [
        tuple(
            low + value / _LARGEST * (high - low)
            for value, (low, high) in zip(pixel, space.limits, strict=True)
        )
        for pixel in known
    ]
    found = dict(zip(known, map(as_bytes, way.of(space, colors)), strict=True))
    return b"".join(map(found.__getitem__, pixels))


def as_bytes(color: Iterable[float]) -> bytes:
    """Values from 0 to 1 as samples of 8 bits."""
    return bytes(round(min(1.0, max(0.0, value)) * _LARGEST) for value in color)


def _as_values(samples: bytes, count: int) -> list[Values]:
    return [
        tuple(value / _LARGEST for value in samples[at : at + count])
        for at in range(0, len(samples), count)
    ]


def packed(space: Space, colors: Iterable[Values]) -> bytes:
    """Colours of a flat space as samples that profiles take."""
    if space.kind == LAB:
        return bytes(chain.from_iterable(map(_lab_bytes, colors)))
    return as_bytes(chain.from_iterable(colors))


def _lab_bytes(color: Values) -> tuple[int, int, int]:
    lightness, a, b = color
    return round(min(100.0, max(0.0, lightness)) * 2.55), signed(a), signed(b)


def signed(value: float) -> int:
    """The byte that stands for a or b of Lab."""
    return min(127, max(-128, round(value))) % 256
