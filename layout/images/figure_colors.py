"""Colours of figures, many at a time: to the inks of a press, or to those of the screen.

Samples are of 8 bits, one colour after the other.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from layout.images.faults import PictureFault
from layout.images.press_colors import profile_of, srgb, transform
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image
    from PIL.ImageCms import ImageCmsProfile, ImageCmsTransform

_PLAIN_MODES = frozenset({"L", "LA", "RGB", "RGBA", "CMYK"})
_SPACES = {"L": b"GRAY", "RGB": b"RGB ", "CMYK": b"CMYK"}


class Source(Record):
    """Where colours come from: `L`, `RGB` or `LAB`; by a profile, or sRGB where there is none.

    Lab is lightness, then a and b as signed bytes.
    """

    mode: str
    icc: bytes = b""


@lru_cache(maxsize=64)
def is_usable(source: Source) -> bool:
    """Whether a profile is sound and of the colours it is used for."""
    if source.icc[16:20] != _SPACES.get(source.mode) or source.icc[36:40] != b"acsp":
        return False
    try:
        _to_screen(source)
    except PictureFault:
        return False
    return True


def inks_of_samples(samples: bytes, source: Source, icc: bytes, intent: int) -> bytes:
    """CMYK samples of the press whose profile is `icc`. Raises PictureFault for bad ones."""
    return _converted(samples, source.mode, _to_press(source, icc, intent))


def srgb_of_samples(samples: bytes, source: Source) -> bytes:
    """RGB samples as a screen shows them. Raises PictureFault for a bad profile."""
    if not source.icc and source.mode == "RGB":
        return samples
    if not source.icc and source.mode == "L":
        return bytes(value for value in samples for _ in range(3))
    return _converted(samples, source.mode, _to_screen(source))


def brightness_of_samples(rgb: bytes) -> bytes:
    """How bright RGB samples are (ITU-R BT.601-7 2.5.1), as a mask reckons it."""
    from PIL import Image

    return Image.frombytes("RGB", (len(rgb) // 3, 1), rgb).convert("L").tobytes()


def _converted(samples: bytes, mode: str, way: ImageCmsTransform) -> bytes:
    from PIL import Image

    picture = Image.frombytes(mode, (len(samples) // len(mode), 1), samples)
    made = Image.new(way.output_mode, picture.size)
    # `ImageCms.applyTransform` would write out the whole profile for each of many colours.
    way.transform.apply(picture.getim(), made.getim())
    return made.tobytes()


@lru_cache(maxsize=16)
def _to_press(source: Source, icc: bytes, intent: int) -> ImageCmsTransform:
    return transform(_profile(source), source.mode, icc, intent)


@lru_cache(maxsize=16)
def _to_screen(source: Source) -> ImageCmsTransform:
    from PIL import ImageCms

    try:
        return ImageCms.buildTransform(
            _profile(source),
            srgb(),
            source.mode,
            "RGB",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except ImageCms.PyCMSError as fault:
        hint = "convert the figure to sRGB"
        raise PictureFault(
            "picture-profile", "its colour profile leads nowhere", hint
        ) from fault


def _profile(source: Source) -> ImageCmsProfile:
    from PIL import ImageCms

    if source.mode == "LAB":
        return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    return profile_of(source.icc) if source.icc else srgb()


def unpacked_jpeg_2000(data: bytes) -> tuple[str, bytes, tuple[int, int]]:
    """The mode (`L`, `LA`, `RGB`, `RGBA`, `CMYK`), samples and size of a JPEG 2000 picture.

    Raises:
        PictureFault: it cannot be read.
    """
    import io

    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=["JPEG2000"]) as picture:
            whole = picture if picture.mode in _PLAIN_MODES else _of_8_bits(picture)
            return whole.mode, whole.tobytes(), whole.size
    except (OSError, SyntaxError, ValueError) as fault:
        hint = "export the figure with JPEG or lossless pictures"
        message = "a picture in it is JPEG 2000 that cannot be read"
        raise PictureFault("not-for-press", message, hint) from fault


def _of_8_bits(picture: Image) -> Image:
    if picture.mode == "I;16":
        return picture.point(lambda value: value / 256, "L")
    return picture.convert("RGB")


def keyed_out(planes: Sequence[bytes], ranges: Sequence[tuple[int, int]], width: int) -> bytes:
    """Rows of bits, 1 where every plane's value is within its range (ISO 32000-1 8.9.6.4)."""
    from PIL import Image, ImageChops

    height = len(planes[0]) // width
    found = Image.new("L", (width, height), 255)
    for plane, (low, high) in zip(planes, ranges, strict=True):
        table = [255 * (low <= value <= high) for value in range(256)]
        layer = Image.frombytes("L", (width, height), plane).point(table)
        found = ImageChops.darker(found, layer)
    return found.convert("1", dither=Image.Dither.NONE).tobytes()
