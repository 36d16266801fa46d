"""Colour spaces of a PDF, read: what their values are and what they are based on.

Source: ISO 32000-1 8.6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.images.calibrated import grey_profile, rgb_profile
from layout.images.faults import PictureFault
from layout.images.figure_colors import Source, is_usable
from layout.pdf.figure_colors.functions import Function, Pair, Values, clipped
from layout.pdf.figure_colors.read_functions import pairs, read_function
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pikepdf

GREY, RGB, CMYK, LAB = "grey", "rgb", "cmyk", "lab"
INDEXED, SPOT, PATTERN = "indexed", "spot", "pattern"
DEVICES = {GREY: "/DeviceGray", RGB: "/DeviceRGB", CMYK: "/DeviceCMYK"}
_NAMES = {
    **dict.fromkeys(("/DeviceGray", "/G"), GREY),
    **dict.fromkeys(("/DeviceRGB", "/RGB"), RGB),
    **dict.fromkeys(("/DeviceCMYK", "/CMYK", "/CalCMYK"), CMYK),
    "/Pattern": PATTERN,
}
_DEFAULTS = {GREY: "/DefaultGray", RGB: "/DefaultRGB"}
_CHANNELS = {GREY: 1, RGB: 3, CMYK: 4, LAB: 3}
_BY_COUNT = {1: GREY, 3: RGB, 4: CMYK}
_MODES = {GREY: "L", RGB: "RGB"}
_LAB_RANGE = (-100.0, 100.0, -100.0, 100.0)
_DEEPEST = 8


class Space(Record):
    """A colour space; `base` is what those of the kinds indexed, spot and pattern stand on.

    `icc` is the profile that greys and RGB colours go by, empty for those of the device.
    """

    kind: str
    icc: bytes = b""
    ranges: tuple[Pair, ...] = ()
    base: Space | None = None
    palette: bytes = b""
    tint: Function | None = None
    inks: int = 0

    @property
    def channels(self) -> int:
        """How many values a colour has."""
        if self.kind == SPOT:
            return self.inks
        return _CHANNELS.get(self.kind, 1)

    @property
    def limits(self) -> tuple[Pair, ...]:
        """The range of each value."""
        return self.ranges or ((0.0, 1.0),) * self.channels

    @property
    def initial(self) -> Values:
        """The colour that holds until one is set (ISO 32000-1 8.6.5.1 and others)."""
        if self.kind == CMYK:
            return 0.0, 0.0, 0.0, 1.0
        start = 1.0 if self.kind == SPOT else 0.0
        return clipped((start,) * self.channels, self.limits)

    @property
    def source(self) -> Source:
        """Where the colours of greys, RGB and Lab come from."""
        return Source(_MODES.get(self.kind, "LAB"), self.icc)


def read_space(found: pikepdf.Object, scope: pikepdf.Object, depth: int = 0) -> Space:
    """A colour space as a content with the resources `scope` means it.

    Raises:
        PictureFault: there is no such space.
        ValueError: it contradicts itself.
    """
    import pikepdf

    if depth > _DEEPEST:
        raise ValueError("colour spaces are nested too deeply")
    if isinstance(found, pikepdf.Name):
        return _named(found, scope, depth)
    family = str(found[0])
    if len(found) == 1 and family in _NAMES:
        return _named(found[0], scope, depth)
    if family in _READERS:
        return _READERS[family](found, scope, depth + 1)
    raise PictureFault(
        "not-for-press",
        f"it has colours in {family[1:]}",
        "export the figure in CMYK, or as a picture of pixels",
    )


def _named(found: pikepdf.Object, scope: pikepdf.Object, depth: int) -> Space:
    """A device's colours or what the resources have in place of them (ISO 32000-1 8.6.5.6)."""
    known = dict(scope.get("/ColorSpace", {}))
    kind = _NAMES.get(str(found))
    if kind is None:
        return read_space(known[str(found)], scope, depth + 1)
    default = known.get(_DEFAULTS.get(kind, ""))
    # A default in a device's colours is what it is for: no default of the default.
    return (
        Space(kind) if default is None or kind in {CMYK, PATTERN} else _default(default, kind)
    )


def _default(found: pikepdf.Object, kind: str) -> Space:
    import pikepdf

    space = read_space(found, pikepdf.Dictionary())
    return space if space.kind == kind else Space(kind)


def _profiled(found: pikepdf.Object, scope: pikepdf.Object, depth: int) -> Space:
    """Colours by a profile; where that is of no use, by what they are like without it."""
    stream = found[1]
    count = int(stream.get("/N", 0))
    kind = _BY_COUNT.get(count)
    if kind == CMYK:
        return Space(CMYK)
    source = Source(_MODES.get(kind or "", ""), stream.read_bytes())
    if kind is not None and is_usable(source):
        return Space(kind, source.icc)
    if "/Alternate" in stream:
        return read_space(stream.Alternate, scope, depth)
    if kind is None:
        raise ValueError(f"a profile has {count} channels")
    return Space(kind)


def _grey(found: pikepdf.Object, _scope: pikepdf.Object, _depth: int) -> Space:
    gamma = float(found[1].get("/Gamma", 1))
    if gamma <= 0:
        raise ValueError("a gamma is not above zero")
    return Space(GREY, grey_profile(gamma))


def _calibrated(found: pikepdf.Object, _scope: pikepdf.Object, _depth: int) -> Space:
    entries = found[1]
    white = tuple(map(float, entries.WhitePoint))
    gammas = tuple(map(float, entries.get("/Gamma", (1, 1, 1))))
    matrix = tuple(map(float, entries.get("/Matrix", (1, 0, 0, 0, 1, 0, 0, 0, 1))))
    return Space(RGB, rgb_profile(white, gammas, matrix))


def _lab(found: pikepdf.Object, _scope: pikepdf.Object, _depth: int) -> Space:
    ranges = pairs(found[1].get("/Range", _LAB_RANGE))
    if len(ranges) != 2:
        raise ValueError("Lab has not two ranges")
    return Space(LAB, ranges=((0.0, 100.0), *ranges))


def _indexed(found: pikepdf.Object, scope: pikepdf.Object, depth: int) -> Space:
    import pikepdf

    base = read_space(found[1], scope, depth)
    lookup = found[3]
    held = lookup.read_bytes() if isinstance(lookup, pikepdf.Stream) else bytes(lookup)
    last = int(found[2])
    wanted = (last + 1) * base.channels
    if not 0 <= last <= 255 or base.kind in {INDEXED, PATTERN}:
        raise ValueError("a palette is not one of colours")
    palette = held[:wanted].ljust(wanted, b"\0")
    return Space(INDEXED, ranges=((0.0, float(last)),), base=base, palette=palette)


def _spot(found: pikepdf.Object, scope: pikepdf.Object, depth: int) -> Space:
    import pikepdf

    names = found[1]
    count = len(names) if isinstance(names, pikepdf.Array) else 1
    base = read_space(found[2], scope, depth)
    tint = read_function(found[3])
    flat = base.kind in _CHANNELS
    if not flat or tint.outputs < base.channels or len(tint.domain) != count:
        raise ValueError("an ink's tint is not of the colours it stands for")
    return Space(SPOT, base=base, tint=tint, inks=count)


def _pattern(found: pikepdf.Object, scope: pikepdf.Object, depth: int) -> Space:
    return Space(PATTERN, base=read_space(found[1], scope, depth))


_READERS = {
    "/ICCBased": _profiled,
    "/CalGray": _grey,
    "/CalRGB": _calibrated,
    "/Lab": _lab,
    "/Indexed": _indexed,
    "/I": _indexed,
    "/Separation": _spot,
    "/DeviceN": _spot,
    "/Pattern": _pattern,
}


def flat_of(space: Space, colors: Sequence[Values]) -> tuple[Space, list[Values]]:
    """The same colours in the space that theirs is based on at last: grey, RGB, CMYK, Lab."""
    if space.kind == INDEXED and space.base is not None:
        last = int(space.limits[0][1])
        entries = palette_colors(space)
        places = [min(max(int(color[0]), 0), last) for color in colors]
        return flat_of(space.base, [entries[place] for place in places])
    if space.kind == SPOT and space.base is not None and space.tint is not None:
        tint, count = space.tint, space.base.channels
        return flat_of(space.base, [tint(color)[:count] for color in colors])
    return space, list(colors)


def palette_colors(space: Space) -> list[Values]:
    """The colours of a palette, as its base has them."""
    assert space.base is not None, "a palette has a base"
    count, limits = space.base.channels, space.base.limits
    return [
        tuple(
            low + value / 255 * (high - low)
            for value, (low, high) in zip(space.palette[at : at + count], limits, strict=True)
        )
        for at in range(0, len(space.palette), count)
    ]
