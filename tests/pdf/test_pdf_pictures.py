"""Pictures on pages: upright, cut to their crop, see-through where they are, embedded once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest
from PIL import Image, ImageCms

from layout.color import Color
from layout.display.model import Area, PlacedPicture
from layout.geometry import Rect
from tests.support.pdf_pages import content, ink_at, issue, opened, page, plain_fonts, written
from tests.support.picture_files import BLUE, GREEN, RED, WHITE, quarters, saved, turned

if TYPE_CHECKING:
    from pathlib import Path

FONTS = plain_fonts()
FRAME = Rect(100.0, 200.0, 128.0, 64.0)


def corners(data: bytes) -> list[tuple[int, int, int]]:
    """The colours amid the four quarters of the frame."""
    places = ((132, 216), (196, 216), (132, 248), (196, 248))
    return [ink_at(data, x, y) for x, y in places]


def near(one: tuple[int, int, int], other: tuple[int, int, int], by: int = 12) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def images_of(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [
        one
        for one in pdf.objects
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
    ]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright_whatever_way_it_was_stored(
    orientation: int, tmp_path: Path
) -> None:
    file = turned(orientation, tmp_path / "a.jpg")
    data = written(issue(page(PlacedPicture(FRAME, str(file)))), FONTS)
    for seen, wanted in zip(corners(data), (RED, GREEN, BLUE, WHITE), strict=True):
        assert near(seen, wanted)


@pytest.mark.parametrize("name", ["a.png", "a.tif", "a.webp"])
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_every_kind_of_picture_shows_its_colours(name: str, mode: str, tmp_path: Path) -> None:
    settings = {"lossless": True} if name == "a.webp" else {}
    file = saved(quarters(mode), tmp_path / name, **settings)
    data = written(issue(page(PlacedPicture(FRAME, str(file)))), FONTS)
    assert corners(data) == [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize("name", ["a.jpg", "a.tif"])
def test_cmyk_shows_its_colours_not_their_opposites(name: str, tmp_path: Path) -> None:
    file = saved(quarters("CMYK"), tmp_path / name)
    data = written(issue(page(PlacedPicture(FRAME, str(file)))), FONTS)
    for seen, wanted in zip(corners(data), (RED, GREEN, BLUE, WHITE), strict=True):
        assert near(seen, wanted, 120)


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_crop_fills_the_frame_and_nothing_else(orientation: int, tmp_path: Path) -> None:
    file = turned(orientation, tmp_path / "a.jpg")
    crop = (0.5, 0.0, 1.0, 0.5)  # the green quarter
    data = written(issue(page(PlacedPicture(FRAME, str(file), crop))), FONTS)
    assert all(near(seen, GREEN) for seen in corners(data))
    assert ink_at(data, 96, 230) == (255, 255, 255)
    assert ink_at(data, 164, 270) == (255, 255, 255)


def test_what_lies_under_shows_through(tmp_path: Path) -> None:
    picture = Image.new("RGBA", (8, 8), (255, 0, 0, 0))
    picture.paste((255, 0, 0, 255), (0, 0, 4, 8))
    file = saved(picture, tmp_path / "a.png")
    under = Area(FRAME, Color((0.0, 0.0, 1.0)))
    data = written(issue(page(under, PlacedPicture(FRAME, str(file)))), FONTS)
    assert corners(data) == [RED, BLUE, RED, BLUE]
    pdf = opened(data)
    assert pdf.pages[0].Group.CS == "/DeviceRGB"


def test_a_file_placed_often_is_embedded_once(tmp_path: Path) -> None:
    file = saved(quarters(), tmp_path / "a.jpg")
    copy = saved(quarters(), tmp_path / "b.jpg")
    placed = [PlacedPicture(FRAME, str(one)) for one in (file, file, copy)]
    pdf = opened(written(issue(page(*placed), page(*placed, index=1)), FONTS))
    assert len(images_of(pdf)) == 1


def test_the_bytes_do_not_depend_on_the_folder(tmp_path: Path) -> None:
    made = set()
    for folder in ("here", "elsewhere"):
        (tmp_path / folder).mkdir()
        file = saved(quarters("RGBA"), tmp_path / folder / "a.png")
        made.add(written(issue(page(PlacedPicture(FRAME, str(file)))), FONTS))
    assert len(made) == 1
    assert str(tmp_path).encode() not in made.pop()


def test_a_colour_profile_shared_by_pictures_is_embedded_once(tmp_path: Path) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    files = [
        saved(quarters(size=(32 * at, 32)), tmp_path / f"{at}.png", icc_profile=srgb)
        for at in (1, 2)
    ]
    pdf = opened(
        written(issue(page(*(PlacedPicture(FRAME, str(one)) for one in files))), FONTS)
    )
    one, other = images_of(pdf)
    assert one.ColorSpace[0] == "/ICCBased"
    assert one.ColorSpace[1].objgen == other.ColorSpace[1].objgen
    assert one.ColorSpace[1].N == 3


def test_a_picture_leaves_the_text_around_it_alone(tmp_path: Path) -> None:
    from tests.support.pdf_pages import extracted, line, run

    file = saved(quarters(), tmp_path / "a.jpg")
    before = line(run(FONTS, "han", "旧码"), y=100.0)
    after = line(run(FONTS, "han", "头换"), y=300.0)
    data = written(issue(page(before, PlacedPicture(FRAME, str(file)), after)), FONTS)
    assert extracted(data).split() == ["旧码", "头换"]
    assert content(data).count("Tf") == 1
