"""Figures of every kind of colour that a screen has: what is in them, and where to look."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING, NamedTuple

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

from tests.support.press_figures import srgb_profile, straight

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

WHITE = [0.9505, 1, 1.089]
# Of sRGB, by IEC 61966-2-1.
MATRIX = [0.4124, 0.2126, 0.0193, 0.3576, 0.7152, 0.1192, 0.1805, 0.0722, 0.9505]


class Case(NamedTuple):
    """A figure, and places of it, from the top left in points, whose colour must be kept."""

    name: str
    content: bytes
    draw: Callable[[Pdf], Mapping[str, object]]
    places: tuple[tuple[float, float], ...]


def calibrated(_pdf: Pdf) -> Array:
    entries = Dictionary(WhitePoint=WHITE, Gamma=[2.2, 2.2, 2.2], Matrix=MATRIX)
    return Array([Name.CalRGB, entries])


def profiled(pdf: Pdf) -> Array:
    return Array([Name.ICCBased, pdf.make_stream(srgb_profile(), N=3)])


def lab(_pdf: Pdf) -> Array:
    entries = Dictionary(WhitePoint=[0.9642, 1, 0.8249], Range=[-128, 127, -128, 127])
    return Array([Name.Lab, entries])


def device(_pdf: Pdf) -> Name:
    return Name.DeviceRGB


_ACROSS = ((10, 50), (30, 50), (50, 50), (70, 50), (90, 50))
_FILL = b"0 0 100 100 re f"


def _shaded(
    space: Callable[[Pdf], object], function: Callable[[Pdf], object], **more: object
) -> Callable[[Pdf], Mapping[str, object]]:
    def draw(pdf: Pdf) -> Mapping[str, object]:
        axis = {"ShadingType": 2, "Coords": [0, 0, 100, 0], "Extend": [True, True]}
        entries = more if "ShadingType" in more else {**axis, **more}
        made = Dictionary(ColorSpace=space(pdf), Function=function(pdf), **entries)
        return {"Shading": Dictionary(S=made)}

    return draw


def _orange_to_blue(_pdf: Pdf) -> Dictionary:
    return straight([1, 0.6, 0], [0.1, 0.2, 0.9])


def _in_lab(_pdf: Pdf) -> Dictionary:
    return straight([80, 40, 60], [35, -20, -40])


def _stops(_pdf: Pdf) -> Dictionary:
    """Red to yellow, then at once blue."""
    parts = [straight([1, 0, 0], [1, 1, 0]), straight([0, 0, 1], [0, 0, 1])]
    return Dictionary(
        FunctionType=3, Domain=[0, 1], Bounds=[0.5], Encode=[0, 1, 0, 1], Functions=parts
    )


def _single(_pdf: Pdf) -> Array:
    """A function for each of red, green and blue."""
    return Array([straight([1], [0]), straight([0.2], [0.9]), straight([0], [0.4])])


def _program(pdf: Pdf) -> Stream:
    """Red grows to the right, green upwards."""
    text = b"{ 0.3 }"
    return pdf.make_stream(text, FunctionType=4, Domain=[0, 1, 0, 1], Range=[0, 1, 0, 1, 0, 1])


def _table(pdf: Pdf) -> Stream:
    colors = bytes((255, 0, 0, 255, 255, 255, 0, 60, 200))
    return pdf.make_stream(
        colors,
        FunctionType=0,
        Domain=[0, 1],
        Range=[0, 1, 0, 1, 0, 1],
        Size=[3],
        BitsPerSample=8,
    )


def _patterned(pdf: Pdf) -> Mapping[str, object]:
    shading = Dictionary(
        ShadingType=3,
        ColorSpace=Name.DeviceRGB,
        Coords=[50, 50, 5, 50, 50, 40],
        Background=[0.8, 0.9, 0.2],
        Extend=[True, False],
        Function=_orange_to_blue(pdf),
    )
    return {"Pattern": Dictionary(P=Dictionary(PatternType=2, Shading=shading))}


def _spot(_pdf: Pdf) -> Array:
    """An ink of its own that looks like a green of the screen."""
    tint = straight([1, 1, 1], [0, 0.55, 0.3])
    return Array([Name.Separation, Name("/Moss"), Name.DeviceRGB, tint])


def mesh(kind: int, data: bytes, **more: object) -> Callable[[Pdf], Mapping[str, object]]:
    def draw(pdf: Pdf) -> Mapping[str, object]:
        entries = {
            "ShadingType": kind,
            "ColorSpace": Name.DeviceRGB,
            "BitsPerCoordinate": 16,
            "BitsPerComponent": 8,
            "Decode": [0, 100, 0, 100, 0, 1, 0, 1, 0, 1],
            **more,
        }
        return {"Shading": Dictionary(S=pdf.make_stream(data, **entries))}

    return draw


def _vertex(x: float, y: float, *values: int, flag: int | None = 0) -> bytes:
    place = struct.pack(">HH", round(x * 655.35), round(y * 655.35))
    return (b"" if flag is None else bytes((flag,))) + place + bytes(values)


_RED, _TEAL = (230, 30, 40), (0, 130, 140)
TRIANGLES = _vertex(0, 0, *_RED) + _vertex(100, 0, *_RED) + _vertex(0, 100, *_RED)
TRIANGLES += _vertex(100, 0, *_TEAL) + _vertex(100, 100, *_TEAL) + _vertex(0, 100, *_TEAL)
_LATTICE = b"".join(
    _vertex(x, y, *_TEAL, flag=None) for y in (0, 50, 100) for x in (0, 50, 100)
)
_EDGE = [(0, 0), (0, 33), (0, 66), (0, 100), (33, 100), (66, 100), (100, 100), (100, 66)]
_EDGE += [(100, 33), (100, 0), (66, 0), (33, 0)]


def _patch(inner: list[tuple[int, int]]) -> bytes:
    points = b"".join(_vertex(x, y, flag=None) for x, y in [*_EDGE, *inner])
    return b"\0" + points + bytes(_RED) * 4


_BY_VALUE = b"".join(
    _vertex(x, y, share) for x, y, share in ((0, 0, 0), (100, 0, 255), (0, 100, 0))
) + b"".join(
    _vertex(x, y, share) for x, y, share in ((100, 0, 255), (100, 100, 255), (0, 100, 0))
)


def picture(
    pdf: Pdf, data: bytes, space: object, size: tuple[int, int] = (2, 2), **more: object
) -> Stream:
    entries = {
        "Type": Name.XObject,
        "Subtype": Name.Image,
        "Width": size[0],
        "Height": size[1],
        "BitsPerComponent": 8,
        **({"ColorSpace": space} if space is not None else {}),
        **more,
    }
    return pdf.make_stream(data, **entries)


def shown(make: Callable[[Pdf], Stream]) -> Callable[[Pdf], Mapping[str, object]]:
    return lambda pdf: {"XObject": Dictionary(I=make(pdf))}


_QUARTERS = ((25, 25), (75, 25), (25, 75), (75, 75))
_FOUR = bytes((200, 40, 30, 20, 140, 60, 30, 60, 180, 240, 220, 40))
# Lightness of 255ths, a and b from 128.
_LABS = bytes((120, 170, 150, 140, 100, 160, 80, 140, 90, 210, 130, 180))
_OF_4_BITS = b"\xc2\x20\x3a\x20\xa3\xe3"
_SMALL_PALETTE = b" /CS [/I /RGB 1 <c8281e146e3c>] ID \0\1\1\0\nEI"
_PLACE = b"100 0 0 100 0 0 cm /I Do"


def _jpeg_2000(pdf: Pdf) -> Stream:
    plain = Image.new("RGB", (16, 16), (200, 40, 30))
    buffer = io.BytesIO()
    plain.save(buffer, "JPEG2000", no_jp2=False)
    return picture(pdf, buffer.getvalue(), None, (16, 16), Filter=Name.JPXDecode)


def _mixed(pdf: Pdf) -> Stream:
    """Half-covered red, mixed with a black background."""
    mask = picture(pdf, bytes([128] * 4), Name.DeviceGray, Matte=[0, 0, 0])
    return picture(pdf, bytes([100, 20, 15] * 4), Name.DeviceRGB, SMask=mask)


def _palette(space: object, colors: bytes = _FOUR) -> Array:
    return Array([Name.Indexed, space, 3, String(colors)])


def soft_mask(pdf: Pdf, *, kind: str = "/Luminosity") -> Mapping[str, object]:
    """A mask of a gradient from dark red to light yellow, beside which all is dark blue."""
    shading = Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceRGB,
        Coords=[0, 0, 100, 0],
        Function=straight([0.3, 0, 0], [1, 1, 0.5]),
    )
    group = pdf.make_stream(
        b"0 20 100 80 re W n /S sh",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 100, 100],
        Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB, I=True),
        Resources=Dictionary(Shading=Dictionary(S=shading)),
    )
    mask = Dictionary(S=Name(kind), G=group, BC=[0, 0, 0.5])
    return {"ExtGState": Dictionary(M=Dictionary(SMask=mask))}


def tile(pdf: Pdf) -> Stream:
    """The cell of a pattern that has no colour of its own."""
    return pdf.make_stream(
        b"0 0 20 20 re f",
        PatternType=1,
        PaintType=2,
        TilingType=1,
        BBox=[0, 0, 20, 20],
        XStep=20,
        YStep=20,
        Resources=Dictionary(),
    )


def _tiles(pdf: Pdf) -> Mapping[str, object]:
    cell = tile(pdf)
    space = Array([Name.Pattern, Name.DeviceRGB])
    return {"Pattern": Dictionary(P=cell), "ColorSpace": Dictionary(c=space)}


def _drawn_tiles(pdf: Pdf) -> Mapping[str, object]:
    made = dict(_tiles(pdf))
    made["Pattern"].P.PaintType = 1
    made["Pattern"].P.write(b"0.9 0.3 0.1 rg 0 0 20 20 re f")
    return made


def _drawn_face(pdf: Pdf) -> Mapping[str, object]:
    glyph = pdf.make_stream(b"1000 0 d0 0.1 0.5 0.8 rg 0 0 1000 1000 re f")
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=[0, 0, 1000, 1000],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=Dictionary(a=glyph),
        Encoding=Dictionary(Differences=[97, Name("/a")]),
        FirstChar=97,
        LastChar=97,
        Widths=[1000],
        Resources=Dictionary(),
    )
    return {"Font": Dictionary(F=font)}


def _spaces(**made: Callable[[Pdf], object]) -> Callable[[Pdf], Mapping[str, object]]:
    return lambda pdf: {
        "ColorSpace": Dictionary(**{key: make(pdf) for key, make in made.items()})
    }


def _mix(pdf: Pdf) -> Array:
    """Two inks of their own, whose mix is told in Lab."""
    text = b"{ 2 copy add 40 mul 100 exch sub 3 1 roll 60 mul exch -50 mul }"
    tint = pdf.make_stream(
        text, FunctionType=4, Domain=[0, 1, 0, 1], Range=[0, 100, -128, 127, -128, 127]
    )
    return Array([Name.DeviceN, [Name("/Rust"), Name("/Moss")], lab(pdf), tint])


CASES = (
    Case("axial", b"/S sh", _shaded(device, _orange_to_blue), _ACROSS),
    Case("axial by a matrix", b"/S sh", _shaded(calibrated, _orange_to_blue), _ACROSS),
    Case("axial by a profile", b"/S sh", _shaded(profiled, _orange_to_blue), _ACROSS),
    Case("axial in Lab", b"/S sh", _shaded(lab, _in_lab), _ACROSS),
    Case("axial with stops", b"/S sh", _shaded(device, _stops), ((5, 50), (48, 50), (52, 50))),
    Case("axial by single functions", b"/S sh", _shaded(device, _single), _ACROSS),
    Case("axial by a table", b"/S sh", _shaded(device, _table), _ACROSS),
    Case(
        "function-based",
        b"/S sh",
        _shaded(device, _program, ShadingType=1, Matrix=[100, 0, 0, 100, 0, 0]),
        (*_QUARTERS, (50, 50)),
    ),
    Case(
        "radial pattern",
        b"/Pattern cs /P scn 0 0 100 100 re f",
        _patterned,
        ((50, 50), (50, 30), (50, 20), (3, 3)),
    ),
    Case("triangles", b"/S sh", mesh(4, TRIANGLES, BitsPerFlag=8), ((10, 80), (90, 20))),
    Case("lattice", b"/S sh", mesh(5, _LATTICE, VerticesPerRow=3), _QUARTERS),
    Case("Coons patch", b"/S sh", mesh(6, _patch([]), BitsPerFlag=8), ((50, 50),)),
    Case(
        "tensor patch",
        b"/S sh",
        mesh(7, _patch([(33, 33), (33, 66), (66, 66), (66, 33)]), BitsPerFlag=8),
        ((50, 50),),
    ),
    Case(
        "triangles by a function",
        b"/S sh",
        mesh(
            4,
            _BY_VALUE,
            BitsPerFlag=8,
            Decode=[0, 100, 0, 100, 0, 1],
            Function=straight([1, 0.6, 0], [0.1, 0.2, 0.9]),
        ),
        _ACROSS,
    ),
    Case("Lab", b"/c cs 60 50 -30 scn " + _FILL, _spaces(c=lab), ((50, 50),)),
    Case("RGB by a matrix", b"/c cs .2 .5 .3 sc " + _FILL, _spaces(c=calibrated), ((50, 50),)),
    Case(
        "RGB by a default", b".2 .5 .3 rg " + _FILL, _spaces(DefaultRGB=calibrated), ((50, 50),)
    ),
    Case(
        "picture in Lab",
        _PLACE,
        shown(lambda p: picture(p, bytes([150, 90, 160] * 4), lab(p))),
        ((50, 50),),
    ),
    Case(
        "palette",
        _PLACE,
        shown(lambda p: picture(p, b"\0\1\2\3", _palette(Name.DeviceRGB))),
        _QUARTERS,
    ),
    Case(
        "palette of Lab",
        _PLACE,
        shown(lambda p: picture(p, b"\0\1\2\3", _palette(lab(p), _LABS))),
        _QUARTERS,
    ),
    Case(
        "picture turned to its negative",
        _PLACE,
        shown(lambda p: picture(p, _FOUR, Name.DeviceRGB, Decode=[1, 0, 1, 0, 1, 0])),
        _QUARTERS,
    ),
    Case(
        "picture of 16 bits",
        _PLACE,
        shown(
            lambda p: picture(
                p, bytes(b for v in _FOUR for b in (v, v)), Name.DeviceRGB, BitsPerComponent=16
            )
        ),
        _QUARTERS,
    ),
    Case(
        "picture of 4 bits",
        _PLACE,
        shown(lambda p: picture(p, _OF_4_BITS, Name.DeviceRGB, BitsPerComponent=4)),
        _QUARTERS,
    ),
    Case(
        "picture with a colour left out",
        _PLACE,
        shown(lambda p: picture(p, _FOUR, Name.DeviceRGB, Mask=[190, 210, 30, 50, 20, 40])),
        _QUARTERS,
    ),
    Case("JPEG 2000", _PLACE, shown(_jpeg_2000), _QUARTERS),
    Case(
        "inline picture",
        b"100 0 0 100 0 0 cm BI /W 2 /H 2 /BPC 8 /CS /RGB ID " + _FOUR + b"\nEI",
        lambda _: {},
        _QUARTERS,
    ),
    Case(
        "inline picture with a named space",
        b"100 0 0 100 0 0 cm BI /W 2 /H 2 /BPC 8 /CS /c ID " + _FOUR + b"\nEI",
        _spaces(c=profiled),
        _QUARTERS,
    ),
    Case(
        "inline palette",
        b"100 0 0 100 0 0 cm BI /W 2 /H 2 /BPC 8" + _SMALL_PALETTE,
        lambda _: {},
        _QUARTERS,
    ),
    Case("pattern in a colour", b"/c cs .9 .3 .1 /P scn " + _FILL, _tiles, ((50, 50),)),
    Case("drawn pattern", b"/Pattern cs /P scn " + _FILL, _drawn_tiles, ((50, 50),)),
    Case("drawn face", b"BT /F 100 Tf 0 0 Td (a) Tj ET", _drawn_face, ((50, 50),)),
)
# What lets white paper show through, at places whose share is the same in the inks.
SHEER = (
    Case("picture mixed with its ground", _PLACE, shown(_mixed), _QUARTERS),
    Case(
        "mask of brightness",
        b"/M gs 0.8 0.1 0.2 rg " + _FILL,
        soft_mask,
        ((10, 50), (50, 50), (90, 50), (50, 95)),
    ),
)
# What prints on plates of its own: looked at by its plates, and by what stands in for them.
SPOTS = (
    Case("spot", b"/c cs 0.5 scn " + _FILL, _spaces(c=_spot), ()),
    Case("spot gradient", b"/S sh", _shaded(_spot, lambda _: straight([0.2], [0.9])), ()),
    Case("mix of spots", b"/c cs 0.5 0.2 scn " + _FILL, _spaces(c=_mix), ()),
)
