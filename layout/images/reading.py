"""Picture files opened: allowed formats, limits, and every way a file can be bad."""

from __future__ import annotations

import struct
import warnings
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from layout.images.faults import PictureFault, as_content_error, broken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import IO

    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

    from layout.diagnostics import SourceSpan

# A hundred megapixels fill an A2 poster at 400 dpi; a file that claims more is a mistake or an
# attack (a bomb: a small file that unpacks into all of a machine's memory).
PIXEL_LIMIT = 100_000_000
SIDE_LIMIT = 65_000  # JPEG's own limit, rounded down

_ORIENTATION_TAG = 0x0112  # EXIF 2.3, table 4

Opener: TypeAlias = "Callable[[IO[bytes]], ImageFile]"


def _open_jpeg(file: IO[bytes]) -> ImageFile:
    from PIL.JpegImagePlugin import JpegImageFile

    return JpegImageFile(file)


def _open_png(file: IO[bytes]) -> ImageFile:
    from PIL.PngImagePlugin import PngImageFile

    return PngImageFile(file)


def _open_tiff(file: IO[bytes]) -> ImageFile:
    from PIL.TiffImagePlugin import TiffImageFile

    return TiffImageFile(file)


def _open_webp(file: IO[bytes]) -> ImageFile:
    from PIL.WebPImagePlugin import WebPImageFile

    return WebPImageFile(file)


# The formats a publication may use, by the bytes a file begins with. Each opener imports its
# own part of Pillow: all of it takes longer to import than most issues' pictures to read.
_FORMATS: tuple[tuple[bytes, int, bytes, Opener], ...] = (
    (b"\xff\xd8\xff", 0, b"", _open_jpeg),
    (b"\x89PNG\r\n\x1a\n", 0, b"", _open_png),
    (b"II*\x00", 0, b"", _open_tiff),
    (b"MM\x00*", 0, b"", _open_tiff),
    (b"RIFF", 8, b"WEBP", _open_webp),
)
_LONGEST_START = 16


# What Pillow's readers raise for a damaged file, beside OSError: the file's own numbers lead
# them astray in more ways than they look for.
_READER_FAULTS = (
    SyntaxError,
    ValueError,
    EOFError,
    KeyError,
    IndexError,
    TypeError,
    OverflowError,
    struct.error,
    zlib.error,
)


@contextmanager
def faults_named(path: Path, span: SourceSpan | None) -> Iterator[None]:
    """Turn every fault of a picture file into a finding that names it.

    Raises:
        ContentError: whatever was wrong with the file inside this context.
    """
    try:
        with warnings.catch_warnings():
            # Pillow warns of odd notes inside a file; they change no pixel.
            warnings.simplefilter("ignore")
            yield
    except PictureFault as fault:
        raise as_content_error(fault, path, span) from fault
    except FileNotFoundError as fault:
        hint = "check the name's spelling and case, or add the file"
        missing = PictureFault("missing-picture", "there is no such file", hint)
        raise as_content_error(missing, path, span) from fault
    except OSError as fault:
        # An error number comes from the system, none from Pillow: the file itself is damaged.
        if fault.errno is None:
            raise as_content_error(broken("the file is damaged"), path, span) from fault
        hint = "check that it is a file and may be read"
        unreadable = PictureFault("unreadable-picture", fault.strerror or "unreadable", hint)
        raise as_content_error(unreadable, path, span) from fault
    except _READER_FAULTS as fault:
        raise as_content_error(broken("the file is damaged"), path, span) from fault


def open_picture(file: IO[bytes]) -> ImageFile:
    """A picture with its header read and its size within limits; its pixels are not read yet.

    Raises:
        PictureFault: no allowed format, or too large. Inside `faults_named`, any other fault.
    """
    start = file.read(_LONGEST_START)
    file.seek(0)
    if not start:
        raise PictureFault("broken-picture", "the file is empty", "copy the picture again")
    opener = _opener(start)
    from PIL.Image import DecompressionBombError

    try:
        image = opener(file)
    except DecompressionBombError as fault:
        raise _too_large() from fault
    width, height = image.size
    if width * height > PIXEL_LIMIT or max(width, height) > SIDE_LIMIT:
        raise _too_large()
    return image


def _too_large() -> PictureFault:
    megapixels = PIXEL_LIMIT // 1_000_000
    return PictureFault(
        "picture-size",
        "it has more pixels than any page can show",
        f"scale it down to at most {megapixels} megapixels and {SIDE_LIMIT} pixels a side",
    )


def orientation_of(image: ImageFile) -> int:
    """The EXIF orientation, 1 to 8; 1 where there is none or it makes no sense."""
    try:
        found = image.getexif().get(_ORIENTATION_TAG, 1)
    except (*_READER_FAULTS, OSError):
        # Damaged notes are no reason to refuse a picture.
        return 1
    return found if found in range(1, 9) else 1


def frames_of(image: ImageFile) -> int:
    """How many pictures the file holds: pages of a TIFF, frames of an animation."""
    try:
        frames: int = getattr(image, "n_frames", 1)
    except (*_READER_FAULTS, OSError):
        # What is damaged behind the first picture does not show.
        return 1
    return frames


def has_alpha(image: Image) -> bool:
    """Whether some of the picture may be transparent."""
    return image.mode in {"RGBA", "LA", "PA", "RGBa", "La"} or "transparency" in image.info


def _opener(start: bytes) -> Opener:
    for magic, at, more, opener in _FORMATS:
        if start.startswith(magic) and start.startswith(more, at):
            return opener
    raise PictureFault(
        "picture-format",
        "this is no picture of a kind that can be printed",
        "save it as JPEG, PNG, TIFF, WebP, PDF or SVG; a new name alone changes no file's kind",
    )
