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
_FORM = b"1"  # of what is kept; to be raised with any change of what comes out
_WHITE = (255, 255, 255)


class PressTarget(Record):
    """Where pictures go: the press's profile; `flat` ones let nothing show through.

    Results are kept in the folder `cache`, if there is one.
    """

    icc: bytes
    flat: bool = False
    cache: Path | None = None


class PressPicture(Record):
    """A picture in inks, and notes on what was assumed."""

    picture: PreparedPicture
    notes: tuple[str, ...] = ()


def press_picture(
    path: Path, target: PressTarget, span: SourceSpan | None = None
) -> PressPicture:
    """A picture file in the inks of a press; `span` is where it is called for.

    The same file, profile and libraries give the same bytes.

    Raises:
        ContentError: as `layout.images.prepare`; or its profile cannot be used.
    """
    with faults_named(path, span):
        data = path.read_bytes()
        key = _key(data, target)
        found = kept(target.cache, key)
        if found is not None:
            return PressPicture(*found)
        with open_picture(io.BytesIO(data)) as image:
            made = _made(image, data, target)
            picture = replace(made.picture, orientation=orientation_of(image))
    keep(target.cache, key, picture, made.notes)
    return PressPicture(picture, made.notes)


def _key(data: bytes, target: PressTarget) -> str:
    parts = (_FORM, versions().encode(), target.icc, b"flat" if target.flat else b"", data)
    return hashlib.sha256(b"".join(hashlib.sha256(one).digest() for one in parts)).hexdigest()


def _made(image: ImageFile, data: bytes, target: PressTarget) -> PressPicture:
    icc: bytes = image.info.get("icc_profile") or b""
    if image.mode == "CMYK":
        if not icc or icc == target.icc:
            plain = replace(prepare_image(image, data), icc=b"")
            return PressPicture(plain, () if icc else (NO_PRESS,))
        return PressPicture(_inked(image, icc, target, RELATIVE, lossy=_is_lossy(image)))
    lossy = _is_lossy(image)
    flat, mask = (image, None) if image.mode == "LAB" else flat_picture(image)
    notes: tuple[str, ...] = ()
    if mask is not None and target.flat:
        flat, mask, notes = _on_paper(flat, mask), None, (FLATTENED,)
    if flat.mode in {"L", "1"}:
        return PressPicture(_masked(packed_picture(flat), mask), notes)
    profile = icc if icc[16:20] == b"RGB " else b""
    notes = notes if profile or flat.mode == "LAB" else (*notes, NO_PROFILE)
    inked = _inked(flat, profile, target, PERCEPTUAL, lossy=lossy and mask is None)
    return PressPicture(_masked(inked, mask), notes)


def _is_lossy(image: ImageFile) -> bool:
    return image.format == "JPEG"


def _on_paper(picture: Image, mask: Image) -> Image:
    """The picture laid on white paper."""
    from PIL import Image

    white = 255 if picture.mode == "L" else _WHITE
    paper = Image.new(picture.mode, picture.size, white)
    paper.paste(picture, mask=mask)
    return paper


def _masked(picture: PreparedPicture, mask: Image | None) -> PreparedPicture:
    return picture if mask is None else replace(picture, mask=packed_picture(mask))


def _inked(
    picture: Image, icc: bytes, target: PressTarget, intent: int, *, lossy: bool
) -> PreparedPicture:
    from PIL import ImageCms

    if picture.mode == "LAB":
        source = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    else:
        source = profile_of(icc) if icc else srgb()
    way = transform(source, picture.mode, target.icc, intent)
    inked = ImageCms.applyTransform(picture, way)
    assert inked is not None, "a transform that is not in place gives a picture"
    if not lossy:
        return packed_picture(inked)
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
