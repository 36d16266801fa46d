"""Functions made anew for other colours, sampled as finely as the eye can tell.

Source: ISO 32000-1 7.10.2 to 7.10.4.
"""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING, TypeAlias

from layout.pdf.figure_colors.functions import Sampled, between
from layout.pdf.figure_colors.ways import as_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pikepdf

    from layout.pdf.figure_colors.functions import Function, Pair, Values

    # Colours at places; those of one call belong together.
    Colors: TypeAlias = Callable[[Sequence[Values]], list[Values]]

# A step of 8 bits, and a little for how it is rounded.
_WITHIN = 1.01 / 255
# House style: samples for each part of a function, by how many parts there are at most.
_FINEST = ((1, 1025), (16, 257), (10_000, 33))
# The same on each side of functions of several values.
_COARSEST_OF_TWO, _FINEST_OF_TWO = 17, 129
_OF_MORE = {3: 17, 4: 9, 5: 5, 6: 4, 7: 3, 8: 3}
# So near a bound that no sample is between, and still on this side of it.
_JUST_BEFORE = 1e-7


def remade(
    document: pikepdf.Pdf, domain: Sequence[Pair], breaks: Sequence[float], colors: Colors
) -> pikepdf.Object:
    """A function that gives the colours at the places of a domain, each value from 0 to 1."""
    if len(domain) == 1:
        return _of_one(document, domain[0], breaks, colors)
    if len(domain) == 2:
        return _of_two(document, domain, colors)
    count = _OF_MORE[len(domain)]
    return _table(document, domain, count, colors(_grid(domain, count)))


def as_colors(function: Function, convert: Colors) -> Colors:
    """The colours that a function gives, converted."""
    return lambda places: convert([function(place) for place in places])


def _of_one(
    document: pikepdf.Pdf, domain: Pair, breaks: Sequence[float], colors: Colors
) -> pikepdf.Object:
    """One table; or several stitched together where the colours jump or bend."""
    import pikepdf

    low, high = domain
    bounds = sorted({at for at in breaks if low < at < high})
    parts = list(pairwise((low, *bounds, high)))
    count = next(finest for most, finest in _FINEST if len(parts) <= most)
    places = [
        (place,)
        for part in parts
        for place in _places(part, count, includes_end=part[1] == high)
    ]
    found = colors(places)
    made = [
        _thinned(document, part, found[at * count : (at + 1) * count])
        for at, part in enumerate(parts)
    ]
    if len(made) == 1:
        return made[0]
    return document.make_indirect(
        pikepdf.Dictionary(
            FunctionType=3,
            Domain=[low, high],
            Functions=made,
            Bounds=bounds,
            Encode=[value for part in parts for value in part],
        )
    )


def _places(part: Pair, count: int, *, includes_end: bool) -> list[float]:
    low, high = part
    last = high if includes_end else high - (high - low) * _JUST_BEFORE
    steps = [low + (high - low) * at / (count - 1) for at in range(count - 1)]
    return [*steps, last]


def _thinned(document: pikepdf.Pdf, domain: Pair, found: list[Values]) -> pikepdf.Object:
    """A table with no more samples than straight lines between them need."""
    import pikepdf

    last = len(found) - 1
    count = 2
    while count < len(found) and not _is_near(found, last // (count - 1)):
        count = 2 * count - 1
    kept = found[:: last // (count - 1)]
    if count > 2:
        return _table(document, (domain,), count, kept)
    start, end = (list(map(_rounded, one)) for one in kept)
    return document.make_indirect(
        pikepdf.Dictionary(FunctionType=2, Domain=list(domain), C0=start, C1=end, N=1)
    )


def _rounded(value: float) -> float:
    return round(value, 5)


def _is_near(found: Sequence[Values], step: int) -> bool:
    """Whether straight lines between every so many samples pass by all of them."""
    for at, color in enumerate(found):
        share = at % step / step
        before = found[at - at % step]
        after = found[min(at - at % step + step, len(found) - 1)]
        for a, b, wanted in zip(before, after, color, strict=True):
            if abs(a + share * (b - a) - wanted) > _WITHIN:
                return False
    return True


def _of_two(document: pikepdf.Pdf, domain: Sequence[Pair], colors: Colors) -> pikepdf.Object:
    count = _COARSEST_OF_TWO
    found = colors(_grid(domain, count))
    while count < _FINEST_OF_TWO:
        finer = 2 * count - 1
        wanted = colors(_grid(domain, finer))
        if _agree(found, count, wanted, finer):
            break
        count, found = finer, wanted
    return _table(document, domain, count, found)


def _agree(found: list[Values], count: int, wanted: list[Values], finer: int) -> bool:
    """Whether a table says between its samples what a finer one says at its own."""
    limits = ((0.0, 1.0),) * len(found[0])
    samples = [value for color in found for value in as_bytes(color)]
    unit = ((0.0, float(finer - 1)),) * 2
    size = (count, count)
    encode = ((0.0, float(count - 1)),) * 2
    table = Sampled(unit, limits, size, encode, limits, samples, 255)
    for at, color in enumerate(wanted):
        across, up = at % finer, at // finer
        if across % 2 == up % 2 == 0:
            continue
        mixed = table((across, up))
        if any(abs(a - b) > _WITHIN for a, b in zip(mixed, color, strict=True)):
            return False
    return True


def _grid(domain: Sequence[Pair], count: int) -> list[Values]:
    """Places all over a domain, the first value's closest together."""
    steps = [
        [between(at, (0, count - 1), pair) for at in range(count)] for pair in reversed(domain)
    ]
    return [tuple(reversed(place)) for place in product(*steps)]


def _table(
    document: pikepdf.Pdf, domain: Sequence[Pair], count: int, found: Sequence[Values]
) -> pikepdf.Object:
    return document.make_stream(
        b"".join(map(as_bytes, found)),
        FunctionType=0,
        Domain=[value for pair in domain for value in pair],
        Range=[0, 1] * len(found[0]),
        Size=[count] * len(domain),
        BitsPerSample=8,
    )
