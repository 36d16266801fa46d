"""Functions as a PDF has them, read.

Source: ISO 32000-1 7.10.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from layout.pdf.figure_colors.calculator import Calculator, program_of
from layout.pdf.figure_colors.functions import Exponential, Sampled, Several, Stitched

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pikepdf

    from layout.pdf.figure_colors.functions import Function, Pair

# House style: more colours than these are mixed by no program that draws figures.
_MOST_INPUTS = 8
_MOST_BITS = 32


def read_function(found: pikepdf.Object) -> Function:
    """A function of a file, or a row of functions of one value each.

    Raises:
        ValueError: it is none, or contradicts itself.
    """
    import pikepdf

    if isinstance(found, pikepdf.Array):
        return Several(tuple(map(read_function, found)))
    domain = pairs(found.get("/Domain", ()))
    limits = pairs(found.get("/Range", ()))
    if not 1 <= len(domain) <= _MOST_INPUTS:
        raise ValueError("a function of no values, or of too many")
    kind = int(found.FunctionType)
    if kind == 0:
        return _sampled(found, domain, limits)
    if kind == 2:
        return _exponential(found, domain, limits)
    if kind == 3:
        return _stitched(found, domain, limits)
    if kind == 4:
        return Calculator(domain, limits, program_of(found.read_bytes()))
    raise ValueError(f"there are no functions of type {kind}")


def pairs(found: Iterable[object]) -> tuple[Pair, ...]:
    """A row of numbers, two by two."""
    values = [float(one) for one in found]  # type: ignore[arg-type]  # numbers of a file
    return tuple(zip(values[::2], values[1::2], strict=True))


def _exponential(
    found: pikepdf.Object, domain: tuple[Pair, ...], limits: tuple[Pair, ...]
) -> Function:
    start = tuple(map(float, found.get("/C0", (0,))))
    end = tuple(map(float, found.get("/C1", (1,))))
    power = float(found.get("/N", 1))
    low, _ = domain[0]
    if len(domain) != 1 or (low < 0 and power != int(power)) or (low <= 0 and power < 0):
        raise ValueError("an exponential function has a domain it cannot have")
    return Exponential(domain, limits, start, end, power)


def _stitched(
    found: pikepdf.Object, domain: tuple[Pair, ...], limits: tuple[Pair, ...]
) -> Function:
    functions = tuple(map(read_function, found.Functions))
    bounds = tuple(map(float, found.Bounds))
    encode = pairs(found.Encode)
    sound = len(functions) == len(bounds) + 1 == len(encode) and len(domain) == 1
    if not sound or list(bounds) != sorted(bounds):
        raise ValueError("a stitched function has not as many bounds as parts")
    return Stitched(domain, limits, functions, bounds, encode)


def _sampled(
    found: pikepdf.Object, domain: tuple[Pair, ...], limits: tuple[Pair, ...]
) -> Function:
    size = tuple(map(int, found.Size))
    bits = int(found.BitsPerSample)
    encode = pairs(found.get("/Encode", ())) or tuple((0.0, float(one - 1)) for one in size)
    decode = pairs(found.get("/Decode", ())) or limits
    if len(size) != len(domain) or min(size) < 1 or not limits or not 1 <= bits <= _MOST_BITS:
        raise ValueError("a sampled function does not say how many samples it has")
    if len(encode) != len(size) or len(decode) != len(limits):
        raise ValueError("a sampled function has not a range for every value")
    samples = samples_of(found.read_bytes(), bits)
    if len(samples) < math.prod(size) * len(limits):
        raise ValueError("a sampled function has too few samples")
    return Sampled(domain, limits, size, encode, decode, samples, (1 << bits) - 1)


def samples_of(data: bytes, bits: int) -> Sequence[int]:
    """Numbers of so many bits each, one after the other; what is left over counts too."""
    if bits == 8:
        return data
    together = math.lcm(bits, 8)
    length, mask = together // 8, (1 << bits) - 1
    shifts = range(together - bits, -1, -bits)
    whole = data + bytes(-len(data) % length)
    found: list[int] = []
    for at in range(0, len(whole), length):
        chunk = int.from_bytes(whole[at : at + length], "big")
        found += [chunk >> shift & mask for shift in shifts]
    return found
