"""Pictures: what their headers tell, and what a page takes of them."""

from __future__ import annotations

import io
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageCms

from layout.images import Channels, Packing, prepare, probe
from layout.images.jpeg import bare_jpeg
from tests.support.picture_files import RED, as_bytes, quarters, saved, turned

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.tif", "TIFF"), ("a.webp", "WEBP")],
)
def test_a_header_tells_size_and_kind(name: str, kind: str, tmp_path: Path) -> None:
    info = probe(saved(quarters(), tmp_path / name))
    assert (info.width_px, info.height_px, info.format) == (64, 32, kind)
    assert not info.has_alpha


def test_the_kind_of_a_file_is_what_is_in_it_not_what_it_is_called(tmp_path: Path) -> None:
    file = tmp_path / "cover.jpg"
    file.write_bytes(as_bytes(quarters(), "PNG"))
    assert probe(file).format == "PNG"


@pytest.mark.parametrize("orientation", range(1, 9))
def test_size_is_that_of_the_upright_picture(orientation: int, tmp_path: Path) -> None:
    info = probe(turned(orientation, tmp_path / "a.jpg"))
    assert (info.width_px, info.height_px) == (64, 32)
    assert info.orientation == orientation


def test_a_claimed_resolution_is_told_and_none_is_zero(tmp_path: Path) -> None:
    assert probe(saved(quarters(), tmp_path / "a.jpg", dpi=(300, 300))).dpi == 300
    assert probe(saved(quarters(), tmp_path / "b.jpg")).dpi == 0


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_transparency_is_told_and_becomes_a_mask(mode: str, tmp_path: Path) -> None:
    picture = quarters("RGB").convert(mode[:-1] if mode == "LA" else "RGB")
    picture.putalpha(128)
    file = saved(picture, tmp_path / "a.png")
    assert probe(file).has_alpha
    prepared = prepare(file)
    assert prepared.channels is (Channels.GREY if mode == "LA" else Channels.RGB)
    assert prepared.mask is not None
    assert samples(prepared.mask) == bytes([128]) * 64 * 32


def samples(prepared: object) -> bytes:
    """The samples of deflated rows, their PNG filters undone by Pillow."""
    if prepared.packing is Packing.DEFLATED:
        return zlib.decompress(prepared.data)
    color_type = {Channels.GREY: 0, Channels.RGB: 2, Channels.PALETTE: 3}[prepared.channels]
    header = b"".join(
        (
            prepared.width_px.to_bytes(4, "big"),
            prepared.height_px.to_bytes(4, "big"),
            bytes((prepared.bits, color_type, 0, 0, 0)),
        )
    )
    chunks = [(b"IHDR", header), (b"IDAT", prepared.data), (b"IEND", b"")]
    if prepared.palette:
        chunks.insert(1, (b"PLTE", prepared.palette))
    parts = [b"\x89PNG\r\n\x1a\n"]
    for kind, body in chunks:
        checksum = zlib.crc32(kind + body).to_bytes(4, "big")
        parts += (len(body).to_bytes(4, "big"), kind, body, checksum)
    return Image.open(io.BytesIO(b"".join(parts))).tobytes()


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_a_jpeg_goes_in_as_it_is(mode: str, tmp_path: Path) -> None:
    prepared = prepare(saved(quarters(mode), tmp_path / "a.jpg"))
    assert prepared.packing is Packing.JPEG
    assert prepared.channels is Channels[{"L": "GREY"}.get(mode, mode)]
    original = Image.open(tmp_path / "a.jpg")
    assert Image.open(io.BytesIO(prepared.data)).tobytes() == original.tobytes()


def test_a_progressive_jpeg_goes_in_as_it_is(tmp_path: Path) -> None:
    file = saved(quarters(), tmp_path / "a.jpg", progressive=True)
    original = Image.open(file)
    assert Image.open(io.BytesIO(prepare(file).data)).tobytes() == original.tobytes()


def test_what_adobe_writes_as_no_ink_is_known(tmp_path: Path) -> None:
    assert prepare(saved(quarters("CMYK"), tmp_path / "a.jpg")).inverted
    assert not prepare(saved(quarters("CMYK"), tmp_path / "a.tif")).inverted


def test_notes_places_and_what_follows_the_end_are_left_out_of_a_jpeg() -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    data = as_bytes(quarters(), "JPEG", exif=exif, comment=b"secret") + b"another file"
    bare = bare_jpeg(data)
    for note in (b"taken at home", b"secret", b"another file"):
        assert note in data
        assert note not in bare
    assert Image.open(io.BytesIO(bare)).tobytes() == Image.open(io.BytesIO(data)).tobytes()


@pytest.mark.parametrize(
    ("mode", "channels", "bits"),
    [
        ("1", Channels.GREY, 1),
        ("L", Channels.GREY, 8),
        ("RGB", Channels.RGB, 8),
        ("P", Channels.PALETTE, 8),
    ],
)
def test_a_plain_png_keeps_its_rows(
    mode: str, channels: Channels, bits: int, tmp_path: Path
) -> None:
    file = saved(quarters(mode), tmp_path / "a.png", bits=bits)
    prepared = prepare(file)
    assert (prepared.packing, prepared.channels) == (Packing.PNG_ROWS, channels)
    assert prepared.bits == bits
    assert prepared.data in file.read_bytes()


@pytest.mark.parametrize("name", ["a.tif", "a.webp"])
def test_other_kinds_are_repacked_without_loss(name: str, tmp_path: Path) -> None:
    settings = {"lossless": True} if name.endswith("webp") else {}
    prepared = prepare(saved(quarters(), tmp_path / name, **settings))
    assert samples(prepared) == quarters().tobytes()


def test_cmyk_stays_cmyk(tmp_path: Path) -> None:
    prepared = prepare(saved(quarters("CMYK"), tmp_path / "a.tif"))
    assert (prepared.channels, prepared.packing) == (Channels.CMYK, Packing.DEFLATED)
    assert samples(prepared) == quarters("CMYK").tobytes()


def test_sixteen_bits_of_grey_keep_their_range(tmp_path: Path) -> None:
    picture = Image.new("I;16", (2, 1))
    picture.putpixel((0, 0), 65535)
    picture.putpixel((1, 0), 32896)
    assert list(samples(prepare(saved(picture, tmp_path / "a.tif")))) == [255, 128]


def test_a_profile_goes_along_where_it_fits_the_colours(tmp_path: Path) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    fitting = saved(quarters(), tmp_path / "a.jpg", icc_profile=srgb)
    assert prepare(fitting).icc == srgb
    astray = saved(quarters("L"), tmp_path / "b.jpg", icc_profile=srgb)
    assert prepare(astray).icc == b""


def test_a_transparent_colour_of_a_palette_becomes_a_mask(tmp_path: Path) -> None:
    file = saved(quarters("P"), tmp_path / "a.png", transparency=quarters("P").getpixel((0, 0)))
    prepared = prepare(file)
    assert prepared.mask is not None
    opacity = samples(prepared.mask)
    assert (opacity[0], opacity[63]) == (0, 255)


def test_an_interlaced_png_is_repacked(tmp_path: Path) -> None:
    # Pillow writes no interlaced files: this one pixel's pass is the whole picture.
    data = bytearray(as_bytes(Image.new("RGB", (1, 1), RED), "PNG"))
    data[28] = 1
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    file = tmp_path / "a.png"
    file.write_bytes(bytes(data))
    assert samples(prepare(file)) == bytes(RED)


def test_importing_the_package_does_not_import_pillow() -> None:
    code = "import sys, layout.images; print('PIL' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.PIPE)
    assert done.stdout.strip() == b"False"
