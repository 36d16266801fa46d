"""How much ink a picture takes, place by place.

The picture is looked at small: a press is troubled by areas that stay wet, not by single dots.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from layout.images.press_colors import PERCEPTUAL, profile_of, srgb, transform
from layout.images.reading import faults_named, has_alpha, open_picture
from layout.record import Record

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

# A picture is looked at in so many cells along its longer side; they are the means of its
# pixels. On a page of 200 mm a cell is 3 mm wide.
CELLS = 64
# From so many pixels for a cell on, decoding a JPEG file smaller changes no mean.
_SAMPLES = 4
_WHITE = (255, 255, 255)


class InkMap(Record):
    """The ink of every cell, row by row from the top left, in percent."""

    columns: int
    rows: int
    percents: tuple[int, ...]

    @property
    def most(self) -> int:
        """The ink of the heaviest cell."""
        return max(self.percents, default=0)

    def over(self, limit: float) -> tuple[float, float, float, float] | None:
        """Where cells have more ink than the limit: left, top, right, bottom in fractions.

        The smallest rectangle around all of them; None where there are none.
        """
        heavy = [at for at, percent in enumerate(self.percents) if percent > limit]
        if not heavy:
            return None
        xs = [at % self.columns for at in heavy]
        ys = [at // self.columns for at in heavy]
        return (
            min(xs) / self.columns,
            min(ys) / self.rows,
            (max(xs) + 1) / self.columns,
            (max(ys) + 1) / self.rows,
        )


def ink_of_file(path: Path, icc: Path) -> InkMap:
    """The ink of a picture file as it stands in the file, not turned.

    What is not in CMYK is converted to the press's profile `icc` first, as a press file's
    pictures are.

    Raises:
        ContentError: the file is missing, unreadable, damaged or too large.
    """
    with faults_named(path, None), path.open("rb") as file, open_picture(file) as image:
        small = CELLS * _SAMPLES
        if image.format == "JPEG":
            image.draft(None, (small, small))
        own = image.info.get("icc_profile") or b""
        return _ink_map(_in_cmyk(_small(image), icc, own))


def ink_of_jpeg(data: bytes, *, decoded_inverted: bool) -> InkMap | None:
    """The ink of a CMYK JPEG file in a PDF.

    `decoded_inverted` says that the PDF reads no ink as the highest value. Pillow itself turns
    the samples of a file with Adobe's marker, which a PDF does not. None for a file that cannot
    be read or is not in CMYK.
    """
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=["JPEG"]) as image:
            if image.mode != "CMYK":
                return None
            turned = decoded_inverted != ("adobe" in image.info)
            image.draft(None, (CELLS * _SAMPLES, CELLS * _SAMPLES))
            small = _small(image)
    except (OSError, SyntaxError, ValueError):
        return None
    return _ink_map(small.point(lambda level: 255 - level) if turned else small)


def ink_of_samples(data: bytes, width_px: int, height_px: int) -> InkMap | None:
    """The ink of CMYK samples of eight bits; None where there are too few of them."""
    from PIL import Image

    if len(data) < 4 * width_px * height_px or not width_px or not height_px:
        return None
    return _ink_map(_small(Image.frombytes("CMYK", (width_px, height_px), data)))


def _small(image: Image) -> Image:
    """The picture in its cells, flat; the mean of its pixels, which no sharper filter gives."""
    from PIL.Image import Resampling

    width, height = image.size
    scale = CELLS / max(width, height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    if has_alpha(image):
        from PIL import Image as Pillow

        full = image.convert("RGBA")
        paper = Pillow.new("RGB", full.size, _WHITE)
        paper.paste(full, mask=full.getchannel("A"))
        image = paper
    elif image.mode not in {"L", "RGB", "CMYK"}:
        image = image.convert("RGB")
    return image.resize(size, Resampling.BOX)


def _in_cmyk(image: Image, icc: Path, own: bytes) -> Image:
    """The picture in the press's colours; grey is black ink alone."""
    if image.mode == "CMYK":
        return image
    from PIL import Image as Pillow

    if image.mode == "L":
        none = Pillow.new("L", image.size, 0)
        black = image.point(lambda level: 255 - level)
        return Pillow.merge("CMYK", (none, none, none, black))
    return _converted(image, icc, own)


def _converted(image: Image, icc: Path, own: bytes) -> Image:
    """The picture through its own profile (sRGB, where it has none) to the press's."""
    from PIL import ImageCms

    source = profile_of(own) if own[16:20] == b"RGB " else srgb()
    way = transform(source, "RGB", icc.read_bytes(), PERCEPTUAL)
    converted = ImageCms.applyTransform(image, way)
    assert converted is not None, "a transform that is not in place gives a picture"
    return converted


def _ink_map(image: Image) -> InkMap:
    data = image.tobytes()
    percents = tuple(
        round((data[at] + data[at + 1] + data[at + 2] + data[at + 3]) / 2.55)
        for at in range(0, len(data), 4)
    )
    return InkMap(image.width, image.height, percents)
