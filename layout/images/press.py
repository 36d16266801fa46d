"""Pictures in the inks of a press.

What is in RGB or Lab goes through its own profile (sRGB, where it has none) to the printer's,
perceptually: photographs keep their gradation. Pictures in CMYK for another press go there by
the relative colorimetric intent; those for this press, and greys, stay as they are.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path  # noqa: TC003 - a record's fields are looked up where it is made
from typing import TYPE_CHECKING

from layout.images.faults import PictureFault
from layout.images.flattening import WHOLE, Flattening, Part, laid_on, pixels_of, veiled
from layout.images.model import Channels, Packing, PreparedPicture
from layout.images.prepare import flat_picture, packed_picture, prepare_image
from layout.images.press_cache import keep, kept
from layout.images.press_colors import (
    PERCEPTUAL,
    RELATIVE,
    profile_of,
    srgb,
    transform,
    versions,
)
from layout.images.reading import faults_named, open_picture, orientation_of
from layout.record import Record, replace

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

    from layout.diagnostics import SourceSpan

# Notes on a picture: what had to be assumed.
NO_PROFILE, NO_PRESS, FLATTENED = "no profile", "no press", "flattened"
# Photographs come as JPEG; another round at this quality, all samples kept, does not show.
_QUALITY = 95
_FORM = b"2"  # of what is kept; to be raised with any change of what comes out
_UPRIGHT = 4  # EXIF orientations above it lie on their side
PLAIN = Flattening()


class PressTarget(Record):
    """Where pictures go: the press's profile; `flat` ones let nothing show through.

    Results are kept in the folder `cache`, if there is one.
    """

    icc: bytes
    flat: bool = False
    cache: Path | None = None


class PressPicture(Record):
    """A picture in inks, and notes on what was assumed; `part` is what of it is there."""

    picture: PreparedPicture
    notes: tuple[str, ...] = ()
    part: Part = WHOLE


def press_picture(
    path: Path,
    target: PressTarget,
    span: SourceSpan | None = None,
    flattening: Flattening = PLAIN,
) -> PressPicture:
    """A picture file in the inks of a press; `span` is where it is called for.

    The same file, profile and libraries give the same bytes. A `flattening` is looked at where
    the target is flat; a picture under a veil comes upright, and cut to the pixels that the
    veil touches.

    Raises:
        ContentError: as `layout.images.prepare`; its profile cannot be used; or it shows
            through on what it cannot be mixed with.
    """
    with faults_named(path, span):
        data = path.read_bytes()
        key = _key(data, target, flattening)
        found = kept(target.cache, key)
        if found is not None and flattening.veil is None:
            return PressPicture(*found)
        with open_picture(io.BytesIO(data)) as image:
            if flattening.veil is not None:
                return _under_veil(image, found, key, target, flattening)
            made = _made(image, data, target, flattening)
            picture = replace(made.picture, orientation=orientation_of(image))
    keep(target.cache, key, picture, made.notes)
    return PressPicture(picture, made.notes)


def _under_veil(
    image: ImageFile,
    found: tuple[PreparedPicture, tuple[str, ...]] | None,
    key: str,
    target: PressTarget,
    flattening: Flattening,
) -> PressPicture:
    """As `press_picture`, where only the part under a veil is wanted; it may have been kept."""
    size = image.size
    width, height = size[::-1] if orientation_of(image) > _UPRIGHT else size
    left, top, right, bottom = pixels = pixels_of(flattening.part, width, height)
    part = left / width, top / height, right / width, bottom / height
    if found is not None:
        return PressPicture(*found, part)
    made = _veiled(image, pixels, target, flattening)
    keep(target.cache, key, made.picture, made.notes)
    return replace(made, part=part)


def _key(data: bytes, target: PressTarget, flattening: Flattening) -> str:
    flat = repr(flattening).encode() if target.flat else b""
    parts = (_FORM, versions().encode(), target.icc, flat, data)
    return hashlib.sha256(b"".join(hashlib.sha256(one).digest() for one in parts)).hexdigest()


def _made(
    image: ImageFile, data: bytes, target: PressTarget, flattening: Flattening
) -> PressPicture:
    icc: bytes = image.info.get("icc_profile") or b""
    if image.mode == "CMYK" and (not icc or icc == target.icc):
        plain = replace(prepare_image(image, data), icc=b"")
        return PressPicture(plain, () if icc else (NO_PRESS,))
    inked, mask, notes = _in_inks(image, target)
    if mask is not None and target.flat:
        inked, mask = _on_its_ground(inked, mask, flattening), None
        notes = (*notes, FLATTENED)
    lossy = image.format == "JPEG" and mask is None and inked.mode == "CMYK"
    made = _as_jpeg(inked) if lossy else packed_picture(inked)
    return PressPicture(_masked(made, mask), notes)


def _veiled(
    image: ImageFile,
    pixels: tuple[int, int, int, int],
    target: PressTarget,
    flattening: Flattening,
) -> PressPicture:
    """The part of a picture that lies under a veil, as it looks there."""
    from PIL import ImageOps

    assert flattening.veil is not None, "only what lies under a veil comes here"
    upright = ImageOps.exif_transpose(image).crop(pixels)
    inked, mask, notes = _in_inks(upright, target)
    if mask is not None:
        inked = _on_its_ground(inked, mask, flattening)
        notes = (*notes, FLATTENED)
    made = veiled(_four_plates(inked), flattening.veil)
    lossy = image.format == "JPEG"
    return PressPicture(_as_jpeg(made) if lossy else packed_picture(made), notes)


def _in_inks(image: Image, target: PressTarget) -> tuple[Image, Image | None, tuple[str, ...]]:
    """A picture in inks or in grey, its transparency apart, and notes."""
    icc: bytes = image.info.get("icc_profile") or b""
    if image.mode == "CMYK":
        if not icc or icc == target.icc:
            return image, None, () if icc else (NO_PRESS,)
        return _converted(image, icc, target, RELATIVE), None, ()
    flat, mask = (image, None) if image.mode == "LAB" else flat_picture(image)
    if flat.mode in {"L", "1"}:
        return flat, mask, ()
    profile = icc if icc[16:20] == b"RGB " else b""
    notes = () if profile or flat.mode == "LAB" else (NO_PROFILE,)
    return _converted(flat, profile, target, PERCEPTUAL), mask, notes


def _on_its_ground(picture: Image, mask: Image, flattening: Flattening) -> Image:
    """The picture laid on the one colour that lies under it."""
    if flattening.ground is None:
        hint = "save it without transparency, or build PDF/X-4"
        message = "it shows through onto a picture or text, which PDF/X-1a does not know"
        raise PictureFault("not-for-press", message, hint)
    return laid_on(_four_plates(picture), mask, flattening.ground)


def _four_plates(picture: Image) -> Image:
    """The picture with all four inks; greys are black ink alone."""
    if picture.mode == "CMYK":
        return picture
    from PIL import Image, ImageOps

    grey = picture.convert("L")
    none = Image.new("L", grey.size, 0)
    return Image.merge("CMYK", (none, none, none, ImageOps.invert(grey)))


def _masked(picture: PreparedPicture, mask: Image | None) -> PreparedPicture:
    return picture if mask is None else replace(picture, mask=packed_picture(mask))


def _converted(picture: Image, icc: bytes, target: PressTarget, intent: int) -> Image:
    from PIL import ImageCms

    if picture.mode == "LAB":
        source = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    else:
        source = profile_of(icc) if icc else srgb()
    way = transform(source, picture.mode, target.icc, intent)
    inked = ImageCms.applyTransform(picture, way)
    assert inked is not None, "a transform that is not in place gives a picture"
    return inked


def _as_jpeg(inked: Image) -> PreparedPicture:
    buffer = io.BytesIO()
    inked.info.clear()
    inked.save(buffer, "JPEG", quality=_QUALITY, subsampling=0)
    return PreparedPicture(
        data=buffer.getvalue(),
        packing=Packing.JPEG,
        channels=Channels.CMYK,
        bits=8,
        width_px=inked.width,
        height_px=inked.height,
        inverted=True,  # as Pillow writes CMYK, with Adobe's mark
    )
