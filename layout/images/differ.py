"""Two pictures of one page: where they differ, laid over each other, in turns."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, TypeAlias

from layout.images.paste import DESK, Raster, picture_of
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PIL import Image

Cells: TypeAlias = "tuple[int, int, int, int]"
"""A rectangle in pixels: left, top, right, bottom, the last two outside it."""

# A shade that nobody sees: out of 255, on any colour.
LEAST_SHADE = 12
# Edges fall on other parts of a pixel when copy moves by part of one.
EDGE_PX = 3
# Differences nearer than so many pixels are one; fewer than so many are none.
CELL_PX = 6
LEAST_PIXELS = 4
BLINK_MS = 700
# A page shrunk to so many steps of light and dark, from left to right, in so many rows.
LOOK_STEPS = 8


class Allowed(Record):
    """Where pictures may differ.

    `whole` rectangles, and `pairs` (what was, what is) of which only what one covers and the
    other does not.
    """

    whole: tuple[Cells, ...] = ()
    pairs: tuple[tuple[Cells, Cells], ...] = ()


def differences(
    old: Raster, new: Raster, sides: tuple[int, int], allowed: Allowed
) -> list[Cells]:
    """Rectangles in which two pictures differ, between two `sides` in pixels.

    An edge may lie a pixel off, as it does where anti-aliasing falls out otherwise.
    """
    from PIL import Image, ImageChops

    left, right = max(0, sides[0]), min(old.width_px, new.width_px, sides[1])
    height = min(old.height_px, new.height_px)
    if old.rgb == new.rgb or right - left <= EDGE_PX or height <= EDGE_PX:
        return []
    one = picture_of(old).crop((left, 0, right, height))
    other = picture_of(new).crop((left, 0, right, height))
    mask = _mask(one.size, left, allowed)
    # Most pages are the same but for what is allowed: only what is left is looked at closely.
    box = _seen(_greatest(ImageChops.difference(one, other)), mask).getbbox()
    if box is None:
        return []
    x, y = max(0, box[0] - EDGE_PX), max(0, box[1] - EDGE_PX)
    area = x, y, min(box[2] + EDGE_PX, one.width), min(box[3] + EDGE_PX, one.height)
    near = _seen(_apart(one.crop(area), other.crop(area)), mask.crop(area))
    seen = Image.new("L", one.size, 0)
    seen.paste(near, (x, y))
    return [_moved(cells, left) for cells in _regions(seen)]


def _seen(shades: Image.Image, mask: Image.Image) -> Image.Image:
    """White where shades are enough to be seen and nothing allows them."""
    seen = shades.point([255 if shade >= LEAST_SHADE else 0 for shade in range(256)])
    seen.paste(0, mask=mask)
    return seen


def _greatest(picture: Image.Image) -> Image.Image:
    """The greatest of the three bands of each pixel."""
    from PIL import ImageChops

    red, green, blue = picture.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _apart(one: Image.Image, other: Image.Image) -> Image.Image:
    """How far each pixel of either picture is from all that the other has around it."""
    from PIL import Image, ImageChops

    apart = Image.new("L", one.size, 0)
    for mine, others in ((one, other), (other, one)):
        low, high = _around(others, ImageChops.darker), _around(others, ImageChops.lighter)
        for off in (ImageChops.subtract(mine, high), ImageChops.subtract(low, mine)):
            apart = ImageChops.lighter(apart, _greatest(off))
    return apart


def _around(
    picture: Image.Image, pick: Callable[[Image.Image, Image.Image], Image.Image]
) -> Image.Image:
    """The darkest or lightest of each pixel and its eight neighbours."""
    from PIL import ImageChops

    for across, down in ((1, 0), (0, 1)):
        before = ImageChops.offset(picture, across, down)
        after = ImageChops.offset(picture, -across, -down)
        picture = pick(picture, pick(before, after))
    return picture


def _mask(size: tuple[int, int], left: int, allowed: Allowed) -> Image.Image:
    from PIL import Image, ImageChops, ImageDraw, ImageFilter

    mask = Image.new("L", size, 0)
    draw = ImageDraw.Draw(mask)
    for cells in allowed.whole:
        draw.rectangle(_drawn(cells, left), fill=255)
    for pair in allowed.pairs:
        parts = []
        for cells in pair:
            part = Image.new("L", size, 0)
            ImageDraw.Draw(part).rectangle(_drawn(cells, left), fill=255)
            parts.append(part)
        apart = ImageChops.difference(*parts).filter(ImageFilter.MaxFilter(2 * EDGE_PX - 1))
        mask = ImageChops.lighter(mask, apart)
    return mask


def _drawn(cells: Cells, left: int) -> Cells:
    """A rectangle as Pillow draws it: its last pixel inside."""
    x, y, right, bottom = cells
    return x - left, y, max(x, right - 1) - left, max(y, bottom - 1)


def _moved(cells: Cells, by: int) -> Cells:
    return cells[0] + by, cells[1], cells[2] + by, cells[3]


def _regions(seen: Image.Image) -> Iterator[Cells]:
    """Rectangles around what is white, neighbours in one, from the top."""
    from PIL import Image

    columns, rows = -(-seen.width // CELL_PX), -(-seen.height // CELL_PX)
    padded = Image.new("L", (columns * CELL_PX, rows * CELL_PX), 0)
    padded.paste(seen, (0, 0))
    counts = padded.reduce(CELL_PX).tobytes()
    least = LEAST_PIXELS * 255 / CELL_PX**2
    left = {at for at, value in enumerate(counts) if value >= least}
    for first in sorted(left):
        if first not in left:
            continue
        group = _neighbours(first, left, columns)
        xs, ys = [at % columns for at in group], [at // columns for at in group]
        yield (
            min(xs) * CELL_PX,
            min(ys) * CELL_PX,
            min((max(xs) + 1) * CELL_PX, seen.width),
            min((max(ys) + 1) * CELL_PX, seen.height),
        )


def _neighbours(first: int, left: set[int], columns: int) -> set[int]:
    """The cells that hang together with one, up to two apart; taken out of `left`."""
    group, going = {first}, [first]
    left.discard(first)
    while going:
        row, column = divmod(going.pop(), columns)
        for down in range(-2, 3):
            for across in range(-2, 3):
                at = (row + down) * columns + column + across
                if 0 <= column + across < columns and at in left:
                    left.discard(at)
                    group.add(at)
                    going.append(at)
    return group


def look_of(picture: Raster) -> int:
    """64 bits that tell how a picture looks: whether it grows lighter from step to step."""
    from PIL import Image

    size = (LOOK_STEPS + 1, LOOK_STEPS)
    grey = picture_of(picture).convert("L").resize(size, Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(LOOK_STEPS):
        for at in range(LOOK_STEPS):
            place = row * (LOOK_STEPS + 1) + at
            bits = bits << 1 | (grey[place + 1] > grey[place])
    return bits


def overlaid(old: Raster, new: Raster) -> Raster:
    """Both pictures in one: what only the old one has in red, what only the new one in blue."""
    from PIL import Image, ImageChops

    size = max(old.width_px, new.width_px), max(old.height_px, new.height_px)
    greys = []
    for picture in (old, new):
        sheet = Image.new("L", size, 255)
        # Half as dark as it was, so that the two colours show on copy and pictures alike.
        grey = (
            picture_of(picture)
            .convert("L")
            .point([64 + shade * 3 // 4 for shade in range(256)])
        )
        sheet.paste(grey, (0, 0))
        greys.append(sheet)
    # Where only the old page has ink, red is left; where only the new one has, blue.
    before, after = greys
    made = Image.merge("RGB", (after, ImageChops.darker(before, after), before))
    return Raster(made.width, made.height, made.tobytes())


def blank_like(picture: Raster) -> Raster:
    """The desk where a page would lie: what stands for a page that there is not."""
    return Raster(
        picture.width_px, picture.height_px, bytes(DESK) * picture.width_px * picture.height_px
    )


def blinking(frames: Sequence[Raster]) -> bytes:
    """The pictures in turns, over and over, as an animated PNG."""
    from PIL import Image

    buffer = io.BytesIO()
    size = max(one.width_px for one in frames), max(one.height_px for one in frames)
    sheets = []
    for frame in frames:
        sheet = Image.new("RGB", size, DESK)
        sheet.paste(picture_of(frame), (0, 0))
        sheets.append(sheet)
    sheets[0].save(
        buffer,
        "PNG",
        save_all=True,
        append_images=sheets[1:],
        duration=BLINK_MS,
        loop=0,
        compress_level=6,
    )
    return buffer.getvalue()
