"""Pictures in a figure, in other colours.

Source: ISO 32000-1 8.9.5, 8.9.6 (masks), 8.9.7 (inline images), 11.6.5.3 (Matte).
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from layout.images.figure_colors import keyed_out, unpacked_jpeg_2000
from layout.pdf.figure_colors.samples import (
    normal_samples,
    ranged,
    raw_planes,
    refused,
    together,
)
from layout.pdf.figure_colors.spaces import DEVICES, GREY, INDEXED, SPOT, Space

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pikepdf

    from layout.pdf.figure_colors.converter import Converter

_LARGEST = 255
_DEVICES_BY_MODE = {"L": "/DeviceGray", "RGB": "/DeviceRGB", "CMYK": "/DeviceCMYK"}
# What no longer holds once samples are unpacked and converted.
_OF_SAMPLES = ("/DecodeParms", "/Decode", "/Intent", "/SMaskInData")


class Pictures:
    """Converts pictures where they stand."""

    def __init__(self, converter: Converter, *, flat: bool) -> None:
        self._converter = converter
        self._flat = flat

    def convert(self, image: pikepdf.Object, scope: pikepdf.Object) -> None:
        """Put a picture into other colours. Raises PictureFault where it cannot be read."""
        if image.get("/ImageMask", False):
            self._check_packing(image)
            return
        if "/JPXDecode" in filters_of(image):
            self._unpack_jpeg_2000(image)
        self._check_packing(image)
        if "/ColorSpace" not in image:
            return
        space = self._converter.read(image.ColorSpace, scope)
        if self._keeps_samples(image, space):
            image.ColorSpace = self._converter.space(image.ColorSpace, scope)
        else:
            self._convert_samples(image, space)

    def _check_packing(self, image: pikepdf.Object) -> None:
        if self._flat and "/JBIG2Decode" in filters_of(image):
            raise refused("a picture in it is packed as JBIG2, which PDF/X-1a does not know")

    def _keeps_samples(self, image: pikepdf.Object, space: Space) -> bool:
        """Whether a space made anew is enough."""
        way = self._converter.way
        if way.stays(space) or (space.kind == SPOT and way.keeps_spots):
            return True
        if space.kind == INDEXED:
            return _matte_of(image) is None
        # Black and white are the same in all greys; what packs such pictures is not unpacked.
        return space.kind == GREY and int(image.get("/BitsPerComponent", 8)) == 1

    def _convert_samples(self, image: pikepdf.Object, space: Space) -> None:
        import pikepdf

        planes = raw_planes(image, space.channels)
        self._set_key_mask(image, planes)
        if space.kind == INDEXED and space.base is not None:
            planes = _looked_up(space, planes[0])
            space = space.base
        else:
            planes = ranged(planes, image, space.limits)
        planes = self._unmixed(image, space, planes)
        samples = normal_samples(space, together(planes))
        way = self._converter.way
        made = zlib.compress(way.of_samples(space, samples))
        image.write(made, filter=pikepdf.Name.FlateDecode)
        image.ColorSpace = pikepdf.Name(DEVICES[way.kind])
        image.BitsPerComponent = 8
        _without(image, _OF_SAMPLES)

    def _set_key_mask(self, image: pikepdf.Object, planes: Sequence[bytes]) -> None:
        """Turn colours that do not show into a mask that says where they are."""
        import pikepdf

        mask = image.get("/Mask")
        if not isinstance(mask, pikepdf.Array):
            return
        shift = 8 if image.get("/BitsPerComponent", 8) == 16 else 0
        ends = [int(one) >> shift for one in mask]
        ranges = list(zip(ends[::2], ends[1::2], strict=True))
        width = int(image.Width)
        image.Mask = self._converter.document.make_stream(
            keyed_out(planes, ranges, width),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=width,
            Height=int(image.Height),
            ImageMask=True,
            BitsPerComponent=1,
        )

    def _unmixed(self, image: pikepdf.Object, space: Space, planes: list[bytes]) -> list[bytes]:
        """The planes of a picture that was mixed with its background, without that."""
        matte = _matte_of(image)
        if matte is None:
            return planes
        mask = image.SMask
        (shares,) = ranged(raw_planes(mask, 1), mask, ((0.0, 1.0),))
        if len(shares) != len(planes[0]) or len(matte) != len(planes):
            raise refused("a picture in it is mixed with a background of another size")
        entries = {key: value for key, value in mask.items() if key != "/Matte"}
        entries.pop("/Length", None)
        image.SMask = self._converter.document.make_stream(mask.read_raw_bytes(), entries)
        return [
            _without_ground(plane, shares, (ground - low) / (high - low))
            for plane, ground, (low, high) in zip(planes, matte, space.limits, strict=True)
        ]

    def _unpack_jpeg_2000(self, image: pikepdf.Object) -> None:
        """Make a JPEG 2000 picture a plain one, unless its colours stay as they are."""
        import pikepdf

        if len(filters_of(image)) > 1 or image.get("/SMaskInData", 0) == 2:
            raise refused("a picture in it is JPEG 2000 of an uncommon kind")
        mode, samples, size = unpacked_jpeg_2000(image.read_raw_bytes())
        colors = mode.removesuffix("A")
        count = len(mode)
        planes = [samples[at::count] for at in range(count)]
        data = together(planes[: len(colors)])
        image.write(zlib.compress(data), filter=pikepdf.Name.FlateDecode)
        image.Width, image.Height = size
        image.BitsPerComponent = 8
        if "/ColorSpace" not in image:
            image.ColorSpace = pikepdf.Name(_DEVICES_BY_MODE[colors])
        if colors != mode and image.get("/SMaskInData", 0) == 1:
            image.SMask = self._alpha(planes[-1], size)
        _without(image, ("/DecodeParms", "/SMaskInData"))

    def _alpha(self, plane: bytes, size: tuple[int, int]) -> pikepdf.Object:
        import pikepdf

        return self._converter.document.make_stream(
            plane,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=size[0],
            Height=size[1],
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=8,
        )


def filters_of(image: pikepdf.Object) -> list[str]:
    """The names of the ways a stream is packed, the outermost first."""
    import pikepdf

    found = image.get("/Filter")
    if found is None:
        return []
    return list(map(str, found)) if isinstance(found, pikepdf.Array) else [str(found)]


def _without(image: pikepdf.Object, keys: Sequence[str]) -> None:
    for key in keys:
        if key in image:
            del image[key]


def _matte_of(image: pikepdf.Object) -> list[float] | None:
    """The background a picture was mixed with."""
    if "/SMask" not in image or "/Matte" not in image.SMask:
        return None
    return list(map(float, image.SMask.Matte))


def _looked_up(space: Space, plane: bytes) -> list[bytes]:
    """The planes of a palette's colours."""
    assert space.base is not None, "a palette has a base"
    count = space.base.channels
    tables = [space.palette[at::count].ljust(256, b"\0") for at in range(count)]
    return [plane.translate(table) for table in tables]


def _without_ground(plane: bytes, shares: bytes, ground: float) -> bytes:
    """A plane's values before they were mixed with `ground`, from 0 to 1, by their shares."""
    under = ground * _LARGEST
    table = [
        [
            min(_LARGEST, max(0, round(under + (value - under) * _LARGEST / (share or 1))))
            for value in range(256)
        ]
        for share in range(256)
    ]
    return bytes(table[share][value] for share, value in zip(shares, plane, strict=True))
