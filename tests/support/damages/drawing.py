"""Damages to what is drawn: content, colour, pictures, transparency."""

from __future__ import annotations

import struct

import pikepdf
from pikepdf import Array, Dictionary, Name

from layout.pdf.srgb import srgb_profile
from tests.support.damages.model import Damage, draw, form, image, page, resource, spot, state

FOUR = ("a-4",)
_TWO_5 = "ISO 19005-2 6.2.5"
_TWO_8 = "ISO 19005-2 6.2.8"


def _operator(pdf: pikepdf.Pdf) -> None:
    draw(pdf, b"BX 1 shine EX")


def _resource(pdf: pikepdf.Pdf) -> None:
    draw(pdf, b"/Nowhere gs")


def _inherited(pdf: pikepdf.Pdf) -> None:
    # Under another name first: qpdf gives every page what it inherits.
    pdf.Root.Pages["/Resource_"] = page(pdf).Resources
    del page(pdf)["/Resources"]


def _renamed(data: bytes) -> bytes:
    return data.replace(b"/Resource_", b"/Resources")


def _halftone(pdf: pikepdf.Pdf, **entries: object) -> None:
    state(pdf, HT=Dictionary(Type=Name.Halftone, **entries))


def _set_image(key: str, value: object):
    def change(pdf: pikepdf.Pdf) -> None:
        image(pdf)[key] = value

    return change


def _jpx(pdf: pikepdf.Pdf) -> None:
    header = struct.pack(">L4sLLHBBBB", 22, b"ihdr", 1, 1, 2, 7, 7, 0, 0)
    colour = struct.pack(">L4sBBBL", 15, b"colr", 1, 0, 0, 19)
    inner = header + colour
    data = struct.pack(">L4s", len(inner) + 8, b"jp2h") + inner
    image(pdf).write(data, filter=Name.JPXDecode)
    del image(pdf)["/ColorSpace"]


def _no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/OutputIntents"]


def _no_profile(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents[0]["/DestOutputProfile"]


def _channels(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile.N = 4


def _kind(pdf: pikepdf.Pdf) -> None:
    data = bytearray(srgb_profile())
    data[12:16] = b"scnr"
    pdf.Root.OutputIntents[0].DestOutputProfile.write(bytes(data))


def _broken(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile.write(srgb_profile()[:200])


def _two(pdf: pikepdf.Pdf) -> None:
    other = pdf.make_stream(srgb_profile(), N=3)
    pdf.Root.OutputIntents.append(
        Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, DestOutputProfile=other)
    )


def _elsewhere(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfileRef = Dictionary()


def _profile(pdf: pikepdf.Pdf, space: bytes, count: int) -> None:
    data = bytearray(srgb_profile())
    data[16:20] = space
    made = pdf.make_stream(bytes(data), N=count)
    resource(pdf, "/ColorSpace", "/Damage", Array([Name.ICCBased, made]))
    draw(pdf, b"/Damage cs")


def _wrong_profile(pdf: pikepdf.Pdf) -> None:
    _profile(pdf, b"RGB ", 4)


def _overprint(pdf: pikepdf.Pdf) -> None:
    _profile(pdf, b"CMYK", 4)
    state(pdf, OPM=1, op=True)


def _cmyk(pdf: pikepdf.Pdf) -> None:
    draw(pdf, b"0 0 0 1 k 0 0 9 9 re f")


def _cmyk_group(pdf: pikepdf.Pdf) -> None:
    page(pdf).Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)


def _tint(pdf: pikepdf.Pdf, value: bytes = b"{0}") -> pikepdf.Object:
    return pdf.make_stream(value, FunctionType=4, Domain=[0, 1], Range=[0, 1])


def _spot(pdf: pikepdf.Pdf) -> None:
    spot(pdf, Name.DeviceN, Array([Name.Gold]), Name.DeviceGray, _tint(pdf), Dictionary())


def _two_golds(pdf: pikepdf.Pdf) -> None:
    spot(pdf, Name.Separation, Name.Gold, Name.DeviceGray, _tint(pdf))
    other = Array([Name.Separation, Name.Gold, Name.DeviceGray, _tint(pdf, b"{1 exch sub}")])
    resource(pdf, "/ColorSpace", "/Other", other)
    draw(pdf, b"/Other cs")


def _transparent(pdf: pikepdf.Pdf) -> None:
    _no_intent(pdf)
    if "/Group" in page(pdf):
        del page(pdf)["/Group"]
    state(pdf, ca=0.5)


DAMAGES = (
    Damage("operator", "ISO 19005-2 6.2.2", "an operator that is none", _operator),
    Damage("resource-missing", "ISO 19005-2 6.2.2", "a graphics state nobody has", _resource),
    Damage(
        "resource-inherited",
        "ISO 19005-2 6.2.2",
        "resources of the page tree",
        _inherited,
        _renamed,
    ),
    Damage("transfer-function", _TWO_5, "TR", lambda pdf: state(pdf, TR=Name.Identity)),
    Damage("transfer-function-2", _TWO_5, "TR2", lambda pdf: state(pdf, TR2=Name.Identity)),
    Damage("halftone-place", _TWO_5, "HTP", lambda pdf: state(pdf, HTP=[0, 0])),
    Damage(
        "halftone-place",
        "ISO 19005-4 6.2.5",
        "HTO",
        lambda pdf: state(pdf, HTO=[0, 0]),
        standards=FOUR,
    ),
    Damage(
        "halftone", _TWO_5, "a halftone of type 6", lambda pdf: _halftone(pdf, HalftoneType=6)
    ),
    Damage(
        "halftone",
        _TWO_5,
        "a halftone with a name",
        lambda pdf: _halftone(pdf, HalftoneType=1, HalftoneName="dots"),
    ),
    Damage(
        "rendering-intent",
        "ISO 19005-2 6.2.6",
        "an intent that is none",
        lambda pdf: draw(pdf, b"/Vivid ri"),
    ),
    Damage(
        "rendering-intent",
        "ISO 19005-2 6.2.6",
        "so in a state",
        lambda pdf: state(pdf, RI=Name.Vivid),
    ),
    Damage(
        "rendering-intent",
        "ISO 19005-2 6.2.6",
        "so of a picture",
        _set_image("/Intent", Name.Vivid),
    ),
    Damage("image-alternates", _TWO_8, "Alternates", _set_image("/Alternates", Array())),
    Damage("image-opi", _TWO_8, "OPI", _set_image("/OPI", Dictionary())),
    Damage("image-interpolate", _TWO_8, "Interpolate", _set_image("/Interpolate", True)),
    Damage(
        "image-depth",
        "ISO 19005-4 6.2.7.1",
        "7 bits",
        _set_image("/BitsPerComponent", 7),
        standards=FOUR,
    ),
    Damage("image-jpx", "ISO 19005-2 6.2.8.3", "JPEG 2000 in CIEJab", _jpx),
    Damage(
        "form-postscript",
        "ISO 19005-2 6.2.9",
        "PS",
        lambda pdf: form(pdf, PS=pdf.make_stream(b"")),
    ),
    Damage(
        "form-reference", "ISO 19005-2 6.2.9", "Ref", lambda pdf: form(pdf, Ref=Dictionary())
    ),
    Damage(
        "form-reference", "ISO 14289-1 7.20", "Ref", lambda pdf: form(pdf, Ref=Dictionary())
    ),
    Damage("output-profile", "ISO 19005-2 6.2.3", "no profile", _no_profile),
    Damage("output-profile", "ISO 19005-2 6.2.3", "N of another colour", _channels),
    Damage("output-profile", "ISO 19005-2 6.2.3", "a scanner's profile", _kind),
    Damage("output-profile", "ISO 19005-2 6.2.3", "a profile cut off", _broken),
    Damage("one-output-profile", "ISO 19005-2 6.2.3", "another profile", _two),
    Damage("output-profile-elsewhere", "ISO 19005-2 6.2.3", "a profile outside", _elsewhere),
    Damage("icc-profile", "ISO 19005-2 6.2.4.2", "N of another colour", _wrong_profile),
    Damage("overprint-mode", "ISO 19005-2 6.2.4.2", "overprint mode 1", _overprint),
    Damage("device-colour", "ISO 19005-2 6.2.4.3", "CMYK under an RGB intent", _cmyk),
    Damage("device-colour", "ISO 19005-2 6.2.4.3", "a group in CMYK", _cmyk_group),
    Damage("device-colour", "ISO 19005-2 6.2.4.3", "no output intent", _no_intent),
    Damage("spot-colour", "ISO 19005-2 6.2.4.4", "a colourant not described", _spot),
    Damage("spot-colour-twice", "ISO 19005-2 6.2.4.4", "two golds", _two_golds),
    Damage(
        "blend-mode",
        "ISO 19005-2 6.2.10",
        "a mode that is none",
        lambda pdf: state(pdf, BM=Name.Glow),
    ),
    Damage("blending-space", "ISO 19005-2 6.2.10", "transparency in no space", _transparent),
)
