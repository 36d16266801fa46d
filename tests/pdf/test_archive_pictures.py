"""Pictures and figures in archive files: what is kept, mended or refused."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PIL import Image, ImageCms

from layout.diagnostics import SourceSpan
from layout.display.model import Area, PlacedPicture
from layout.display.structure import Node
from layout.errors import ConformanceError
from layout.geometry import Rect
from layout.pdf.srgb import srgb_profile
from tests.support.archive_files import archived
from tests.support.pdf_pages import RED, PlainFonts, extracted, ink_at, opened, page
from tests.support.picture_files import BLUE, in_a_file, pdf_figure, quarters, saved, svg
from tests.support.plain_fonts import plain_font
from tests.support.validators import page_says, pikepdf_says

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layout.diagnostics import Diagnostic

FRAME = Rect(100.0, 200.0, 128.0, 64.0)
HERE = SourceSpan("articles/harbour.md", 7, 3)
STANDARDS = ("a-2b",)


def placed(file: Path) -> PlacedPicture:
    return PlacedPicture(FRAME, str(file), span=HERE, article="harbour")


def kept(file: Path, standards: tuple[str, ...] = STANDARDS) -> bytes:
    return archived(page(placed(file)), standards=standards)


def refused(file: Path, standards: tuple[str, ...] = STANDARDS) -> Diagnostic:
    with pytest.raises(ConformanceError) as caught:
        kept(file, standards)
    (finding,) = caught.value.diagnostics
    assert finding.span == HERE
    assert finding.message.startswith(file.name)
    assert finding.page == "1"
    assert finding.hint
    return finding


def accepted(data: bytes, folder: Path, standard: str = "a-2b") -> bool:
    file = in_a_file(data, folder / "made.pdf")
    return [*page_says(file, standard), *pikepdf_says(file, standard)] == []


def profile(space: str = "RGB ", kind: bytes = b"mntr", version: int = 2) -> bytes:
    """The head of a profile, with nothing in it that is looked at."""
    data = bytearray(srgb_profile())
    data[12:16], data[16:20], data[8] = kind, space.encode(), version
    return bytes(data)


# The colours of a file without a profile are those of the output intent.
@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1", "RGBA", "LA"])
def test_pictures_of_every_kind_are_kept(mode: str, tmp_path: Path) -> None:
    file = saved(quarters(mode), tmp_path / "a.png")
    assert accepted(kept(file), tmp_path)


def test_sixteen_bits_are_kept(tmp_path: Path) -> None:
    file = saved(Image.new("I;16", (8, 8), 40000), tmp_path / "a.png")
    assert accepted(kept(file), tmp_path)


def test_a_page_that_lets_things_show_through_says_how_they_blend(tmp_path: Path) -> None:
    veil = Area(Rect(10.0, 10.0, 50.0, 50.0), RED, opacity=0.4)
    data = archived(page(veil), standards=STANDARDS)
    pdf = opened(data)
    (state,) = pdf.pages[0].Resources.ExtGState.values()
    assert state.is_indirect
    assert pdf.pages[0].Group.CS == "/DeviceRGB"
    assert accepted(data, tmp_path)


def test_cmyk_with_its_profile_is_kept_with_it(tmp_path: Path) -> None:
    own = profile("CMYK", b"prtr")
    file = saved(quarters("CMYK"), tmp_path / "a.jpg", icc_profile=own)
    pdf = opened(kept(file))
    (picture,) = pdf.pages[0].Resources.XObject.values()
    assert picture.ColorSpace[0] == "/ICCBased"
    assert picture.ColorSpace[1].N == 4


def test_cmyk_without_a_profile_is_refused(tmp_path: Path) -> None:
    finding = refused(saved(quarters("CMYK"), tmp_path / "a.jpg"))
    assert "CMYK" in finding.message
    assert "ICC profile" in finding.hint


def test_cmyk_may_be_read_aloud(tmp_path: Path) -> None:
    assert kept(saved(quarters("CMYK"), tmp_path / "a.jpg"), ("ua-1",))


@pytest.mark.parametrize(
    ("icc", "word"),
    [(profile(kind=b"link"), "none for pictures"), (profile(version=5), "version 5")],
)
def test_a_profile_that_pdf_cannot_use_is_refused(
    icc: bytes, word: str, tmp_path: Path
) -> None:
    file = saved(quarters(), tmp_path / "a.jpg", icc_profile=icc)
    assert word in refused(file).message


def test_srgb_made_here_is_srgb_made_elsewhere() -> None:
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    theirs = ImageCms.createProfile("sRGB")
    steps = bytes(range(0, 256, 15))
    colors = bytes(one for r in steps for g in steps for b in steps for one in (r, g, b))
    before = Image.frombytes("RGB", (len(steps) ** 3, 1), colors)
    after = ImageCms.profileToProfile(before, ours, theirs, renderingIntent=1)
    assert max(map(abs, map(int.__sub__, before.tobytes(), after.tobytes()))) <= 1


def test_the_bytes_of_srgb_are_the_same_on_every_machine() -> None:
    digest = "9a3faea294ad8b90cf24d49404fa43f339c5179692adb9363f81cf0401f46276"
    assert hashlib.sha256(srgb_profile()).hexdigest() == digest


def figure(
    folder: Path, content: str = "", change: Callable[[pikepdf.Pdf], None] | None = None
) -> Path:
    """A figure with more in it, or changed."""
    with pikepdf.open(io.BytesIO(pdf_figure(content))) as pdf:
        pdf.pages[0].Resources = pikepdf.Dictionary()
        if change is not None:
            change(pdf)
        buffer = io.BytesIO()
        pdf.save(buffer, deterministic_id=True)
    return in_a_file(buffer.getvalue(), folder / "figure.pdf")


def put(kind: str, name: str, entry: object) -> Callable[[pikepdf.Pdf], None]:
    """A change: a resource of the page."""

    def change(pdf: pikepdf.Pdf) -> None:
        made = entry(pdf) if callable(entry) else entry
        pdf.pages[0].Resources[kind] = pikepdf.Dictionary({name: made})

    return change


def stream(data: bytes, **entries: object) -> Callable[[pikepdf.Pdf], pikepdf.Object]:
    return lambda pdf: pdf.make_stream(data, **entries)


NAME = pikepdf.Name
IMAGE = {"Type": NAME.XObject, "Subtype": NAME.Image, "Width": 1, "Height": 1}
GREY = {**IMAGE, "ColorSpace": NAME.DeviceGray, "BitsPerComponent": 8}
FORM = {"Type": NAME.XObject, "Subtype": NAME.Form, "BBox": [0, 0, 1, 1]}
SEPARATION = pikepdf.Array(
    [
        *(NAME.Separation, NAME("/Gold"), NAME.DeviceCMYK),
        pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0] * 4, C1=[1] * 4, N=1),
    ]
)


def state(**entries: object) -> Callable[[pikepdf.Pdf], None]:
    return put("/ExtGState", "/G0", pikepdf.Dictionary(Type=NAME.ExtGState, **entries))


def unembedded(pdf: pikepdf.Pdf) -> pikepdf.Object:
    font = pikepdf.Dictionary(Type=NAME.Font, Subtype=NAME.Type1, BaseFont=NAME.Helvetica)
    font.Encoding = NAME.WinAnsiEncoding
    return pdf.make_indirect(font)


REFUSED = {
    "cmyk fill": ("0 0 0 1 k 0 0 9 9 re f", None, "CMYK"),
    "cmyk space": ("/DeviceCMYK cs", None, "CMYK"),
    "cmyk image": (
        "",
        put("/XObject", "/I", stream(b"1234", **{**GREY, "ColorSpace": NAME.DeviceCMYK})),
        "CMYK",
    ),
    "spot over cmyk": ("", put("/ColorSpace", "/S", SEPARATION), "CMYK"),
    "external": ("", put("/XObject", "/I", stream(b"1", **GREY, F="a.bin")), "another file"),
    "jpeg 2000": (
        "",
        put("/XObject", "/I", stream(b"1", **GREY, Filter=NAME.JPXDecode)),
        "JPEG 2000",
    ),
    "intent": (
        "",
        put("/XObject", "/I", stream(b"1", **GREY, Intent=NAME.Vivid)),
        "rendering intent",
    ),
    "intent set": ("/Vivid ri", None, "rendering intent"),
    "postscript": (
        "",
        put("/XObject", "/X", stream(b"", **{**FORM, "Subtype": NAME.PS})),
        "PostScript",
    ),
    "reference": (
        "",
        put("/XObject", "/X", stream(b"", **FORM, Ref=pikepdf.Dictionary())),
        "another file",
    ),
    "transfer": ("", state(TR=pikepdf.Dictionary(FunctionType=2)), "transfer"),
    "transfer 2": ("", state(TR2=pikepdf.Dictionary(FunctionType=2)), "transfer"),
    "blend mode": ("", state(BM=NAME.Dissolve), "blend mode"),
    "overprint": ("", state(OP=True, OPM=1), "overprints"),
    "operator": ("1 2 flop", None, "operator"),
    "nesting": ("q " * 29 + "Q " * 29, None, "nested"),
    "face": ("", put("/Font", "/F1", unembedded), "Helvetica is not embedded"),
    "profile": (
        "",
        put(
            "/ColorSpace",
            "/C",
            lambda pdf: pikepdf.Array(
                [NAME.ICCBased, pdf.make_stream(profile(version=5), N=3)]
            ),
        ),
        "version 5",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_a_figure_may_not_bring_is_refused_by_its_name(case: str, tmp_path: Path) -> None:
    content, change, word = REFUSED[case]
    assert word in refused(figure(tmp_path, content, change)).message


def test_a_figure_whose_text_cannot_be_read_is_refused_where_text_matters(
    tmp_path: Path,
) -> None:
    drawn = pikepdf.Dictionary(
        Type=NAME.Font,
        Subtype=NAME.Type3,
        FontBBox=[0, 0, 1, 1],
        FontMatrix=[1, 0, 0, 1, 0, 0],
        CharProcs=pikepdf.Dictionary(),
        Encoding=pikepdf.Dictionary(Type=NAME.Encoding, Differences=[1, NAME("/a")]),
        FirstChar=1,
        LastChar=1,
        Widths=[1],
    )
    file = figure(tmp_path, "", put("/Font", "/F1", drawn))
    assert kept(file, ("a-2b",))
    assert "cannot be read" in refused(file, ("a-2u",)).message
    assert "cannot be read" in refused(file, ("ua-1",)).message


def test_a_plain_figure_is_kept_as_it_was_drawn(tmp_path: Path) -> None:
    data = kept(figure(tmp_path))
    assert ink_at(data, FRAME.x + 10, FRAME.bottom - 10) == BLUE
    assert accepted(data, tmp_path)


def test_a_drawing_that_is_see_through_is_kept(tmp_path: Path) -> None:
    file = in_a_file(svg('<circle cx="32" cy="16" r="9" opacity="0.5"/>'), tmp_path / "a.svg")
    assert accepted(kept(file), tmp_path)


def test_the_text_of_a_drawing_can_be_read(tmp_path: Path) -> None:
    text = '<text x="4" y="20" font-family="Plain" font-size="12">旧码</text>'
    file = in_a_file(svg(text), tmp_path / "a.svg")
    fonts = PlainFonts(plain=plain_font({"旧": 1000, "码": 1000}, family="Plain"))
    # The converter reads faces from their files.
    face = fonts.face("plain")
    face.path = in_a_file(plain_font({"旧": 1000, "码": 1000}), tmp_path / "plain.ttf")
    data = archived(page(placed(file)), fonts=fonts, standards=("a-2u",))
    assert accepted(data, tmp_path, "a-2u")
    assert "旧码" in extracted(data)


def test_cmyk_of_a_figure_that_names_its_press_means_that_press(tmp_path: Path) -> None:
    def for_a_press(pdf: pikepdf.Pdf) -> None:
        own = pdf.make_stream(profile("CMYK", b"prtr"), N=4)
        intent = pikepdf.Dictionary(S=NAME.GTS_PDFX, DestOutputProfile=own)
        pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])

    pdf = opened(kept(figure(tmp_path, "0 0 0 1 k 0 0 9 9 re f", for_a_press)))
    (form,) = pdf.pages[0].Resources.XObject.values()
    default = form.Resources.ColorSpace.DefaultCMYK
    assert default[0] == "/ICCBased"
    assert default[1].read_bytes() == profile("CMYK", b"prtr")


def orders_to_a_press(pdf: pikepdf.Pdf) -> None:
    orders = {"HT": NAME.Default, "TR2": NAME.Default, "UCR2": NAME.Default, "HTP": [0, 0]}
    state(**orders, ca=0.5)(pdf)


def smoothed(pdf: pikepdf.Pdf) -> None:
    extra = {"Interpolate": True, "Alternates": pikepdf.Array(), "OPI": pikepdf.Dictionary()}
    put("/XObject", "/I", stream(b"1", **GREY, **extra))(pdf)


def with_lzw(pdf: pikepdf.Pdf) -> None:
    # Codes of nine bits: clear, one byte, end (ISO 32000-1 7.4.4.2).
    codes = f"{256:09b}{65:09b}{257:09b}00000"
    data = int(codes, 2).to_bytes(4, "big")
    put("/XObject", "/I", stream(data, **GREY, Filter=NAME.LZWDecode))(pdf)


@pytest.mark.parametrize(
    ("change", "gone"),
    [
        (orders_to_a_press, ["/HT", "/TR2", "/UCR2", "/HTP"]),
        (smoothed, ["/Interpolate", "/Alternates", "/OPI"]),
        (with_lzw, ["/LZWDecode"]),
    ],
)
def test_what_shows_nothing_is_left_out_of_a_figure(
    change: Callable[[pikepdf.Pdf], None], gone: list[str], tmp_path: Path
) -> None:
    data = kept(figure(tmp_path, "", change))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        written = b"".join(
            one.unparse() if not isinstance(one, pikepdf.Stream) else str(dict(one)).encode()
            for one in pdf.objects
        )
    assert not [one for one in gone if one.encode() in written]
    assert accepted(data, tmp_path)


def test_an_unpacked_picture_of_a_figure_keeps_its_samples(tmp_path: Path) -> None:
    pdf = opened(kept(figure(tmp_path, "", with_lzw)))
    (form,) = pdf.pages[0].Resources.XObject.values()
    assert form.Resources.XObject["/I"].read_bytes() == b"A"


def test_scripts_and_actions_of_a_figure_stay_behind(tmp_path: Path) -> None:
    def lively(pdf: pikepdf.Pdf) -> None:
        script = pikepdf.Dictionary(S=NAME.JavaScript, JS="app.alert(1)")
        pdf.Root.OpenAction = script
        pdf.pages[0].AA = pikepdf.Dictionary(O=script)
        link = pikepdf.Dictionary(
            Type=NAME.Annot, Subtype=NAME.Link, Rect=[0, 0, 9, 9], A=script
        )
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(link)])

    data = kept(figure(tmp_path, "", lively))
    assert b"JavaScript" not in data
    assert b"alert" not in data
    assert accepted(data, tmp_path)


def test_every_bad_picture_is_told_at_once(tmp_path: Path) -> None:
    press = saved(quarters("CMYK"), tmp_path / "a.jpg")
    drawn = figure(tmp_path, "0 0 0 1 k")
    with pytest.raises(ConformanceError) as caught:
        archived(page(placed(press), placed(drawn)), page(placed(drawn), index=1))
    names = [one.message.split(":")[0] for one in caught.value.diagnostics]
    assert names == ["a.jpg", "figure.pdf"]


def tagged(file: Path, alt: str) -> PlacedPicture:
    tag = (Node(0, "article"), Node(0, "picture", alt=alt))
    return PlacedPicture(FRAME, str(file), span=HERE, alt=alt, tag=tag)


@pytest.mark.parametrize("standard", ["a-2a", "ua-1"])
def test_a_picture_without_words_is_refused_where_it_is_read_aloud(
    standard: str, tmp_path: Path
) -> None:
    file = saved(quarters(), tmp_path / "a.png")
    assert archived(page(tagged(file, "四色旗")), standards=(standard,))
    assert archived(page(tagged(file, "")), standards=("a-2u",))
    with pytest.raises(ConformanceError) as caught:
        archived(page(tagged(file, "")), standards=(standard,))
    (finding,) = caught.value.diagnostics
    assert (finding.rule, finding.span) == ("missing-alt", HERE)
