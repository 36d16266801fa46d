"""Colours through ICC profiles with LittleCMS, which Pillow carries.

Source: ICC.1:2010 6.2 (rendering intents), ISO 18619 (black point compensation).
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from layout.images.faults import PictureFault

if TYPE_CHECKING:
    from PIL.ImageCms import ImageCmsProfile, ImageCmsTransform

RELATIVE, PERCEPTUAL = 1, 0  # the intents' numbers (ICC.1:2010 7.2.15)
_LIGHTEST = 255


def profile_of(icc: bytes) -> ImageCmsProfile:
    """A profile opened. Raises PictureFault for one that cannot be read."""
    from PIL import ImageCms

    try:
        return ImageCms.ImageCmsProfile(io.BytesIO(icc))
    except (OSError, ImageCms.PyCMSError) as fault:
        hint = "export the picture again with a sound profile"
        raise PictureFault("picture-profile", "its colour profile is damaged", hint) from fault


def srgb() -> ImageCmsProfile:
    """The profile of what says nothing of its colours."""
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def transform(source: ImageCmsProfile, mode: str, icc: bytes, intent: int) -> ImageCmsTransform:
    """The way from a source's colours to a press's inks; its black to the press's black."""
    from PIL import ImageCms

    try:
        return ImageCms.buildTransform(
            source,
            profile_of(icc),
            mode,
            "CMYK",
            ImageCms.Intent(intent),
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except ImageCms.PyCMSError as fault:
        hint = "convert the picture to sRGB, or to the printer's own profile"
        message = "its colour profile does not lead to the printer's"
        raise PictureFault("picture-profile", message, hint) from fault


@lru_cache(maxsize=4)
def _colors(icc: bytes) -> ImageCmsTransform:
    return transform(srgb(), "RGB", icc, RELATIVE)


def inks_of(icc: bytes, rgb: tuple[float, float, float]) -> tuple[float, float, float, float]:
    """The inks of an sRGB colour, from 0 to 1; relative colorimetric."""
    from PIL import Image, ImageCms

    red, green, blue = (round(value * _LIGHTEST) for value in rgb)
    patch = Image.new("RGB", (1, 1), (red, green, blue))
    made = ImageCms.applyTransform(patch, _colors(icc))
    assert made is not None, "a transform that is not in place gives a picture"
    cyan, magenta, yellow, black = (value / _LIGHTEST for value in made.tobytes())
    return cyan, magenta, yellow, black


@lru_cache(maxsize=4)
def _blacks(icc: bytes) -> tuple[float, ...]:
    """How light each of 256 shares of black ink is: 0 for all of it, 1 for the paper."""
    from PIL import Image, ImageCms

    press = profile_of(icc)
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    ramp = bytes(byte for share in range(256) for byte in (0, 0, 0, share))
    steps = Image.frombytes("CMYK", (256, 1), ramp)
    made = ImageCms.applyTransform(
        steps, ImageCms.buildTransform(press, lab, "CMYK", "LAB", ImageCms.Intent(RELATIVE))
    )
    assert made is not None, "a transform that is not in place gives a picture"
    light = made.tobytes()[::3]
    return tuple((one - light[-1]) / (light[0] - light[-1]) for one in light)


def black_of(icc: bytes, grey: float) -> float:
    """The share of black ink, from 0 to 1, that looks as light as a grey of sRGB.

    Black ink on paper is taken for black: black point compensation.
    """
    return black_as_light(icc, _lightness(grey))


def black_as_light(icc: bytes, wanted: float) -> float:
    """The share of black ink, from 0 to 1, whose CIE L* is `wanted` hundredths.

    The paper counts as 1 and black ink on it as 0.
    """
    light = _blacks(icc)
    nearest = min(range(len(light)), key=lambda share: abs(light[share] - wanted))
    return nearest / _LIGHTEST


def _lightness(grey: float) -> float:
    """CIE L* of a grey of sRGB, from 0 to 1 (IEC 61966-2-1 5.2, CIE 15)."""
    light = grey / 12.92 if grey <= 0.04045 else ((grey + 0.055) / 1.055) ** 2.4
    if light <= 216 / 24389:
        return light * 24389 / 27 / 100
    return float(1.16 * light ** (1 / 3) - 0.16)


def versions() -> str:
    """What conversions depend on besides their input: LittleCMS, and Pillow for the packing."""
    import PIL
    from PIL import features

    return f"{features.version('littlecms2')} {PIL.__version__}"
