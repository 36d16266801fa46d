"""Pictures made ready for a page: as they are where a page can take them, else repacked."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING

from layout.images.faults import PictureFault
from layout.images.jpeg import bare_jpeg
from layout.images.model import Channels, Packing, PreparedPicture
from layout.images.png import png_rows
from layout.images.reading import faults_named, has_alpha, open_picture, orientation_of
from layout.record import replace

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

    from layout.diagnostics import SourceSpan

_CHANNELS = {
    "1": Channels.GREY,
    "L": Channels.GREY,
    "RGB": Channels.RGB,
    "CMYK": Channels.CMYK,
}
# The four letters by which an ICC profile says what colours it is for (ICC.1:2010 7.2.6).
_ICC_SPACES = {b"GRAY": Channels.GREY, b"RGB ": Channels.RGB, b"CMYK": Channels.CMYK}
_ICC_SPACE = slice(16, 20)


def prepare(path: Path, span: SourceSpan | None = None) -> PreparedPicture:
    """A picture file's samples, packed as a page takes them; `span` is where it is called for.

    JPEG files and plain PNG files keep their samples as they are. Grey, RGB and CMYK stay what
    they are, with their ICC profile; transparency becomes a mask.

    Raises:
        ContentError: the file is missing, unreadable, damaged, too large or of a
            format that is not allowed.
    """
    with faults_named(path, span):
        data = path.read_bytes()
        with open_picture(io.BytesIO(data)) as image:
            orientation = orientation_of(image)
            prepared = prepare_image(image, data)
    return replace(prepared, orientation=orientation)


def prepare_image(image: ImageFile, data: bytes) -> PreparedPicture:
    """An open picture's samples, packed as a page takes them; `data` is the whole file."""
    return _as_it_is(image, data) or _repacked(image)


def _as_it_is(image: ImageFile, data: bytes) -> PreparedPicture | None:
    if image.format == "PNG":
        rows = png_rows(data)
        return rows and replace(rows, icc=_icc(image, rows.channels))
    if image.format != "JPEG" or image.mode not in _CHANNELS:
        return None
    channels = _CHANNELS[image.mode]
    return PreparedPicture(
        data=bare_jpeg(data),
        packing=Packing.JPEG,
        channels=channels,
        bits=8,
        width_px=image.width,
        height_px=image.height,
        icc=_icc(image, channels),
        # Adobe writes CMYK with 255 for no ink, and other programs follow it.
        inverted=channels is Channels.CMYK and "adobe" in image.info,
    )


def _repacked(image: ImageFile) -> PreparedPicture:
    flat, mask = flat_picture(image)
    prepared = packed_picture(flat)
    return replace(
        prepared,
        icc=_icc(image, prepared.channels),
        mask=packed_picture(mask) if mask else None,
    )


def _icc(image: Image, channels: Channels) -> bytes:
    """The picture's own colour profile, where it is one for such channels."""
    profile: bytes = image.info.get("icc_profile") or b""
    meant = Channels.RGB if channels is Channels.PALETTE else channels
    return profile if _ICC_SPACES.get(profile[_ICC_SPACE]) is meant else b""


def flat_picture(image: Image) -> tuple[Image, Image | None]:
    """The picture in one of the modes that a page can show, and its transparency apart."""
    if has_alpha(image):
        full = image.convert("RGBA")
        grey = image.mode in {"LA", "La", "L"}
        return full.convert("L" if grey else "RGB"), full.getchannel("A")
    if image.mode in _CHANNELS:
        image.load()
        return image, None
    if image.mode.startswith("I;16") or image.mode == "I":
        # Sixteen bits of grey; Pillow's own conversion cuts off all above 255.
        return image.convert("I").point(lambda level: level * (1 / 257)).convert("L"), None
    if image.mode == "F":
        hint = "save it with 8 or 16 bits for each channel"
        raise PictureFault("picture-format", "its pixels are real numbers", hint)
    return image.convert("RGB"), None


def packed_picture(image: Image) -> PreparedPicture:
    """A picture in one of the plain modes, deflated."""
    if image.mode == "CMYK":
        return PreparedPicture(
            data=zlib.compress(image.tobytes()),
            packing=Packing.DEFLATED,
            channels=Channels.CMYK,
            bits=8,
            width_px=image.width,
            height_px=image.height,
        )
    # PNG's row filters make photographs a third smaller than deflating alone does.
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    rows = png_rows(buffer.getvalue())
    assert rows is not None, "a picture without transparency, saved as PNG, is plain rows"
    return rows
