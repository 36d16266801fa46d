"""Samples of a figure's pictures, unpacked: one plane of bytes for each value.

Source: ISO 32000-1 8.9.5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.images.faults import PictureFault
from layout.pdf.figure_colors.read_functions import pairs, samples_of
from layout.pdf.figure_colors.spaces import LAB
from layout.pdf.figure_colors.ways import signed

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pikepdf

    from layout.pdf.figure_colors.functions import Pair
    from layout.pdf.figure_colors.spaces import Space

_LARGEST = 255


def refused(message: str) -> PictureFault:
    """What cannot be converted."""
    hint = "export the figure in CMYK, or as a picture of pixels"
    return PictureFault("not-for-press", message, hint)


def raw_planes(image: pikepdf.Object, channels: int) -> list[bytes]:
    """A plane for each value, as the file has them; of 16 bits the upper 8.

    Raises:
        PictureFault: the picture is packed in a way that cannot be read.
        ValueError: it has too few samples.
    """
    import pikepdf

    width, height = int(image.Width), int(image.Height)
    bits = int(image.get("/BitsPerComponent", 8))
    try:
        data = image.read_bytes(pikepdf.StreamDecodeLevel.all)
    except (pikepdf.PdfError, pikepdf.DataDecodingError) as fault:
        raise refused("a picture in it cannot be read") from fault
    row = (width * channels * bits + 7) // 8
    if len(data) < row * height or bits not in {1, 2, 4, 8, 16}:
        raise ValueError("a picture has too few samples")
    data = data[: row * height]
    if bits == 16:
        data = data[::2]
    elif bits < 8:
        rows = (
            bytes(samples_of(data[at : at + row], bits))[: width * channels]
            for at in range(0, len(data), row)
        )
        data = b"".join(rows)
    return [data[at::channels] for at in range(channels)]


def ranged(
    planes: Sequence[bytes], image: pikepdf.Object, limits: Sequence[Pair]
) -> list[bytes]:
    """The planes with 0 for the lowest and 255 for the highest value of a colour space."""
    bits = int(image.get("/BitsPerComponent", 8))
    largest = (1 << min(bits, 8)) - 1
    decode = pairs(image.get("/Decode", ())) or tuple(limits)
    return [
        _ranged(plane, largest, given, limit)
        for plane, given, limit in zip(planes, decode, limits, strict=True)
    ]


def _ranged(plane: bytes, largest: int, given: Pair, limit: Pair) -> bytes:
    if largest == _LARGEST and given == limit:
        return plane
    low, high = limit
    span = (high - low) or 1.0
    table = bytearray(range(256))
    for raw in range(largest + 1):
        value = given[0] + raw * (given[1] - given[0]) / largest
        table[raw] = round(min(1.0, max(0.0, (value - low) / span)) * _LARGEST)
    return plane.translate(bytes(table))


def together(planes: Sequence[bytes]) -> bytes:
    """The samples of all planes, one colour after the other."""
    if len(planes) == 1:
        return planes[0]
    made = bytearray(len(planes) * len(planes[0]))
    for at, plane in enumerate(planes):
        made[at :: len(planes)] = plane
    return bytes(made)


def normal_samples(space: Space, samples: bytes) -> bytes:
    """Samples from the lowest to the highest value of a space as profiles take them."""
    if space.kind != LAB:
        return samples
    planes = [samples[at::3] for at in range(3)]
    for at in (1, 2):
        low, high = space.limits[at]
        table = bytes(signed(low + value / _LARGEST * (high - low)) for value in range(256))
        planes[at] = planes[at].translate(table)
    return together(planes)
