"""Pictures and figures of a file for the press: converted, kept, flattened, refused."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PIL import Image, ImageCms

from layout.conformance import check_conformance
from layout.display.model import PlacedPicture
from layout.errors import ContentError
from layout.geometry import Rect
from layout.images import Channels, Packing, press_cache
from layout.images.press import FLATTENED, NO_PRESS, NO_PROFILE, PressTarget, press_picture
from tests.support.inks import PRESS, for_press
from tests.support.pdf_pages import issue, opened, page

if TYPE_CHECKING:
    from pathlib import Path

    from layout.display.model import Pages

TARGET = PressTarget(PRESS.icc)
RED = (200, 40, 30)


def saved(picture: Image.Image, path: Path, **settings: object) -> Path:
    picture.save(path, **settings)
    return path


def inks_by_littlecms(picture: Image.Image, source: object, intent: int) -> Image.Image:
    press = ImageCms.ImageCmsProfile(io.BytesIO(PRESS.icc))
    return ImageCms.profileToProfile(
        picture,
        source,
        press,
        ImageCms.Intent(intent),
        "CMYK",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def samples(path: Path, target: PressTarget = TARGET) -> bytes:
    """The inks of a picture as they are decoded from the file that is written."""
    picture = press_picture(path, target).picture
    document = pikepdf.new()
    image = document.make_stream(
        picture.data,
        Width=picture.width_px,
        Height=picture.height_px,
        Filter=pikepdf.Name.FlateDecode,
    )
    assert picture.packing is Packing.DEFLATED
    return image.read_bytes()


def placed(path: Path) -> Pages:
    return issue(page(PlacedPicture(Rect(50, 80, 200, 100), str(path), alt="码头")))


def test_rgb_goes_perceptually_to_the_press_as_littlecms_has_it(tmp_path: Path) -> None:
    patches = Image.new("RGB", (3, 1))
    for at, color in enumerate((RED, (22, 50, 74), (250, 250, 245))):
        patches.putpixel((at, 0), color)
    wanted = inks_by_littlecms(patches, ImageCms.createProfile("sRGB"), 0)
    file = saved(patches, tmp_path / "patches.png")
    assert samples(file) == wanted.tobytes()
    assert press_picture(file, TARGET).notes == (NO_PROFILE,)


def test_a_pictures_own_profile_is_honoured(tmp_path: Path) -> None:
    picture = Image.new("RGB", (2, 2), RED)
    own = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    file = saved(picture, tmp_path / "own.png", icc_profile=own)
    assert press_picture(file, TARGET).notes == ()
    bent = bytearray(own)
    at = own.index(b"rXYZ", 128 + 4)
    place = int.from_bytes(own[at + 4 : at + 8], "big") + 8
    bent[place : place + 4] = (0x9000).to_bytes(4, "big")
    other = saved(picture, tmp_path / "other.png", icc_profile=bytes(bent))
    assert samples(other) != samples(file)


def test_a_damaged_profile_is_told_with_the_picture(tmp_path: Path) -> None:
    icc = bytes(16) + b"RGB " + bytes(120)
    file = saved(Image.new("RGB", (2, 2), RED), tmp_path / "odd.png", icc_profile=icc)
    with pytest.raises(ContentError) as caught:
        for_press(placed(file))
    assert [one.rule for one in caught.value.diagnostics] == ["picture-profile"]
    assert "odd.png" in caught.value.diagnostics[0].message


def test_a_jpeg_becomes_a_jpeg_in_inks_close_to_what_it_was(tmp_path: Path) -> None:
    file = saved(Image.new("RGB", (32, 32), RED), tmp_path / "red.jpg", quality=98)
    made = press_picture(file, TARGET).picture
    assert (made.packing, made.channels, made.inverted) == (Packing.JPEG, Channels.CMYK, True)
    with Image.open(io.BytesIO(made.data)) as picture:
        found = picture.getpixel((9, 9))
    wanted = inks_by_littlecms(Image.new("RGB", (1, 1), RED), ImageCms.createProfile("sRGB"), 0)
    assert found == pytest.approx(wanted.getpixel((0, 0)), abs=4)


@pytest.mark.parametrize("profile", [b"", PRESS.icc], ids=["none", "the press's"])
def test_cmyk_of_this_press_is_kept_as_it_is(tmp_path: Path, profile: bytes) -> None:
    picture = Image.new("CMYK", (16, 16), (10, 200, 30, 5))
    file = saved(picture, tmp_path / "kept.jpg", icc_profile=profile)
    made = press_picture(file, TARGET)
    assert (
        made.picture.data in file.read_bytes() or made.picture.data[:4] == b"\xff\xd8\xff\xee"
    )
    assert made.notes == (() if profile else (NO_PRESS,))
    assert made.picture.icc == b""
    assert check_conformance(for_press(placed(file))) == ()


def test_grey_stays_grey_and_prints_in_black(tmp_path: Path) -> None:
    file = saved(Image.new("L", (4, 4), 90), tmp_path / "grey.png")
    assert press_picture(file, TARGET).picture.channels is Channels.GREY
    assert check_conformance(for_press(placed(file))) == ()


def test_lab_is_converted(tmp_path: Path) -> None:
    file = saved(Image.new("LAB", (2, 2), (150, 140, 120)), tmp_path / "lab.tif")
    lab = ImageCms.createProfile("LAB")
    wanted = inks_by_littlecms(Image.new("LAB", (2, 2), (150, 140, 120)), lab, 0)
    assert samples(file) == wanted.tobytes()


def test_transparency_is_a_mask_in_x_4_and_paper_in_x_1a(tmp_path: Path) -> None:
    file = saved(Image.new("RGBA", (2, 2), (*RED, 128)), tmp_path / "veil.png")
    made = press_picture(file, TARGET)
    assert made.picture.mask is not None
    data = for_press(placed(file))
    assert check_conformance(data) == ()
    pdf = opened(data)
    assert "/SMask" in next(iter(pdf.pages[0].Resources.XObject.values()))
    flat = press_picture(file, PressTarget(PRESS.icc, flat=True))
    assert flat.picture.mask is None
    assert FLATTENED in flat.notes
    assert check_conformance(for_press(placed(file), standard="x-1a")) == ()


def test_a_kept_picture_is_the_same_and_a_damaged_one_is_made_again(tmp_path: Path) -> None:
    file = saved(Image.new("RGBA", (9, 9), (*RED, 99)), tmp_path / "veil.png")
    target = PressTarget(PRESS.icc, cache=tmp_path / "kept")
    first = press_picture(file, target)
    (kept,) = (tmp_path / "kept").iterdir()
    assert press_picture(file, target) == first
    whole = kept.read_bytes()
    for content in (whole[:-1], b"", b"{}\n", b"[1]\nx", whole.replace(b"GREY", b"BLUE")):
        kept.write_bytes(content)
        assert press_picture(file, target) == first
    assert kept.read_bytes() == whole


def test_what_is_kept_is_bounded_the_oldest_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press_cache, "MOST_KEPT", 1)
    target = PressTarget(PRESS.icc, cache=tmp_path / "kept")
    file = saved(Image.new("RGB", (9, 9), RED), tmp_path / "red.png")
    press_picture(file, target)
    assert list((tmp_path / "kept").iterdir()) == []


def test_a_folder_that_cannot_be_written_keeps_nothing_and_stops_nothing(
    tmp_path: Path,
) -> None:
    (tmp_path / "kept").write_text("a file", "utf-8")
    file = saved(Image.new("RGB", (9, 9), RED), tmp_path / "red.png")
    assert press_picture(file, PressTarget(PRESS.icc, cache=tmp_path / "kept")).picture.data


def figure(path: Path, content: bytes, **resources: object) -> Path:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 100))
        pdf.pages[0].Contents = pdf.make_stream(content)
        pdf.pages[0].Resources = pikepdf.Dictionary(**resources)
        pdf.save(path)
    return path


def test_plain_colours_of_a_figure_become_inks(tmp_path: Path) -> None:
    content = b"q 0 0 0 rg 9 9 9 9 re f Q 1 0 0 RG 9 9 m 19 19 l S 0.5 g 0 0 5 5 re f"
    data = for_press(placed(figure(tmp_path / "plan.pdf", content)))
    assert check_conformance(data) == ()
    pdf = opened(data)
    (form,) = pdf.pages[0].Resources.XObject.values()
    drawn = form.read_bytes()
    assert b"0 0 0 1 k" in drawn
    assert b"RG" not in drawn
    assert b"0.5 g" in drawn


def test_colours_by_a_profile_and_pictures_in_a_figure_become_inks(tmp_path: Path) -> None:
    own = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = tmp_path / "plan.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 100))
        space = pikepdf.Array([pikepdf.Name.ICCBased, pdf.make_stream(own, N=3)])
        image = pdf.make_stream(
            bytes(RED) * 4,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=2,
            Height=2,
            BitsPerComponent=8,
            ColorSpace=pikepdf.Name.DeviceRGB,
        )
        pdf.pages[0].Resources = pikepdf.Dictionary(
            ColorSpace=pikepdf.Dictionary(c0=space), XObject=pikepdf.Dictionary(I0=image)
        )
        pdf.pages[0].Contents = pdf.make_stream(b"/c0 cs 1 0 0 scn 0 0 9 9 re f /I0 Do")
        pdf.save(path)
    data = for_press(placed(path))
    assert check_conformance(data) == ()
    pdf = opened(data)
    (form,) = pdf.pages[0].Resources.XObject.values()
    assert b"scn" not in form.read_bytes()
    wanted = inks_by_littlecms(Image.new("RGB", (2, 2), RED), ImageCms.createProfile("sRGB"), 0)
    assert form.Resources.XObject.I0.read_bytes() == wanted.tobytes()
