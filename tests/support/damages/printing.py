"""Damages to a file for the press: claims, output intent, colours, boxes, and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name

from layout.pdf.srgb import srgb_profile
from tests.support.damages.model import (
    Damage,
    act,
    annotate,
    below,
    draw,
    form,
    image,
    layers,
    page,
    resource,
    spot,
    state,
    xmp,
)

if TYPE_CHECKING:
    from collections.abc import Callable

X4, X1 = ("x-4",), ("x-1a",)
_ISO = "ISO 15930-7"
_OLD = "ISO 15930-4"


def _intent(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.Root.OutputIntents[0]


def _set_intent(key: str, value: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        if value is None:
            del _intent(pdf)[key]
        else:
            _intent(pdf)[key] = value

    return change


def _nameless(pdf: pikepdf.Pdf) -> None:
    for key in ("/RegistryName", "/Info"):
        del _intent(pdf)[key]


def _screen(pdf: pikepdf.Pdf) -> None:
    _intent(pdf).DestOutputProfile.write(srgb_profile())


def _short(pdf: pikepdf.Pdf) -> None:
    profile = _intent(pdf).DestOutputProfile
    profile.write(profile.read_bytes()[:200])


def _two_intents(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents.append(_intent(pdf))


def _no_intents(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/OutputIntents"]


def _draws(content: bytes) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: draw(pdf, content)


def _picture_space(name: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        image(pdf).ColorSpace = Name(name)

    return change


def _own_profile(pdf: pikepdf.Pdf) -> None:
    image(pdf).ColorSpace = Array([Name.ICCBased, _intent(pdf).DestOutputProfile])


def _any_profile(pdf: pikepdf.Pdf) -> None:
    profile = pdf.make_stream(srgb_profile(), N=3)
    resource(pdf, "/ColorSpace", "/Damage", Array([Name.ICCBased, profile]))
    draw(pdf, b"/Damage cs 1 1 1 scn")


def _broken_profile(pdf: pikepdf.Pdf) -> None:
    image(pdf).ColorSpace = Array([Name.ICCBased, pdf.make_stream(b"none", N=4)])


def _blended(pdf: pikepdf.Pdf) -> None:
    page(pdf).Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)


def _without(key: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        del page(pdf)[key]

    return change


def _boxed(key: str, *edges: int) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        page(pdf)[key] = Array(edges)

    return change


def _linked(pdf: pikepdf.Pdf) -> None:
    annotate(pdf, "Link").Rect = Array([90, 90, 190, 190])


def _page_acts(pdf: pikepdf.Pdf) -> None:
    page(pdf).AA = Dictionary(O=Dictionary(S=Name.URI, URI="urn:x"))


def _scripts(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array()))


def _bookmark_acts(pdf: pikepdf.Pdf) -> None:
    made = pdf.make_indirect(Dictionary(Title="x", A=Dictionary(S=Name.URI, URI="urn:x")))
    pdf.Root.Damage = made


def _views(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences = Dictionary(PrintArea=Name.TrimBox)


def _turning_layers(pdf: pikepdf.Pdf) -> None:
    layers(pdf, AS=Array())


def _two_spots(pdf: pikepdf.Pdf) -> None:
    for name, full in (("/One", 1), ("/Two", 0)):
        tint = Dictionary(
            FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[full, 0, 0, 0], N=1
        )
        space = Array([Name.Separation, Name("/Spot"), Name.DeviceCMYK, tint])
        resource(pdf, "/ColorSpace", name, space)
        draw(pdf, name.encode() + b" cs 1 scn")


def _no_program(pdf: pikepdf.Pdf) -> None:
    for key in ("/FontFile2", "/FontFile3"):
        if key in below(pdf).FontDescriptor:
            del below(pdf).FontDescriptor[key]


def _no_info(key: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.trailer.Info[key]

    return change


def _spot_in_rgb(pdf: pikepdf.Pdf) -> None:
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 1, 1], C1=[0, 0, 1], N=1)
    spot(pdf, Name.Separation, Name("/Spot"), Name.DeviceRGB, tint)


def _jpx(pdf: pikepdf.Pdf) -> None:
    image(pdf).Filter = Name.JPXDecode


def _object_stream(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Damage = pdf.make_stream(b"", Type=Name.ObjStm, N=0, First=0)


def _x4(rule: str, about: str, what: str, change: Callable[[pikepdf.Pdf], object]) -> Damage:
    return Damage(rule, f"{_ISO} {about}", what, change, standards=X4)


def _x1(rule: str, about: str, what: str, change: Callable[[pikepdf.Pdf], object]) -> Damage:
    return Damage(rule, f"{_OLD} {about}", what, change, standards=X1)


def _newer(old: bytes) -> Callable[[bytes], bytes]:
    return lambda data: data.replace(old, b"%PDF-1.7", 1)


DAMAGES = (
    Damage(
        "press-version",
        f"{_ISO} file header",
        "PDF 1.7",
        rewrite=_newer(b"%PDF-1.6"),
        standards=X4,
    ),
    Damage(
        "press-version",
        f"{_OLD} file header",
        "PDF 1.7 too",
        rewrite=_newer(b"%PDF-1.4"),
        standards=X1,
    ),
    _x4("press-claim", "identification", "another claim", xmp(">PDF/X-4<", ">PDF/X-3<")),
    _x1("press-claim", "identification", "no claim", _no_info("/GTS_PDFXVersion")),
    _x4("press-title", "document metadata", "no title", xmp("<dc:title>", "<dc:source>")),
    _x1("press-title", "document information", "no title", _no_info("/Title")),
    _x4("press-dates", "document metadata", "no date", xmp("xmp:MetadataDate>", "xmp:Label>")),
    _x1("press-dates", "document information", "no date", _no_info("/ModDate")),
    _x4("press-identity", "document metadata", "no name", xmp("xmpMM:DocumentID>", "xmpMM:X>")),
    _x4("press-trapped", "trapping", "perhaps", xmp("Trapped>False<", "Trapped>Unknown<")),
    _x4("press-trapped", "trapping", "two answers", xmp("Trapped>False<", "Trapped>True<")),
    _x1("press-trapped", "trapping", "no answer", _no_info("/Trapped")),
    _x4("press-intent", "output intent", "none", _no_intents),
    _x4("press-intent", "output intent", "two", _two_intents),
    _x4("press-intent", "output intent", "of an archive", _set_intent("/S", Name.GTS_PDFA1)),
    _x4(
        "press-condition",
        "output intent",
        "no condition",
        _set_intent("/OutputConditionIdentifier", None),
    ),
    _x4("press-condition", "output intent", "no registry and no words", _nameless),
    _x4("press-profile", "output intent", "none", _set_intent("/DestOutputProfile", None)),
    _x4("press-profile", "output intent", "of a screen", _screen),
    _x4("press-profile", "output intent", "broken off", _short),
    _x4(
        "press-profile-elsewhere",
        "output intent",
        "elsewhere",
        _set_intent("/DestOutputProfileRef", Dictionary()),
    ),
    _x4("press-colour", "colour", "a colour of the screen", _draws(b"1 0 0 rg 9 9 9 9 re f")),
    _x4("press-colour", "colour", "a line of the screen's", _draws(b"1 0 0 RG 9 9 m 19 9 l S")),
    _x4("press-colour", "colour", "a picture in RGB", _picture_space("/DeviceRGB")),
    _x4("press-colour", "colour", "a spot over RGB", _spot_in_rgb),
    _x1("press-colour", "colour", "a colour of the screen", _draws(b"1 0 0 rg 9 9 9 9 re f")),
    _x4("press-colour-profile", "colour", "the press's own", _own_profile),
    _x4("press-colour-profile", "colour", "no profile at all", _broken_profile),
    _x1("press-colour-profile", "colour", "any profile", _any_profile),
    _x4("press-blending", "transparency", "blended in RGB", _blended),
    _x1("press-transparency", "transparency", "a sheer fill", lambda pdf: state(pdf, ca=0.5)),
    _x1("press-transparency", "transparency", "a group", _blended),
    _x1("press-filter", "compression", "JPEG 2000", _jpx),
    _x4("press-trim", "page boxes", "no TrimBox", _without("/TrimBox")),
    _x4("press-trim", "page boxes", "both", _boxed("/ArtBox", 40, 40, 300, 300)),
    _x4("press-boxes", "page boxes", "bleeds off", _boxed("/BleedBox", -9, -9, 900, 900)),
    _x4("press-boxes", "page boxes", "trims off", _boxed("/TrimBox", 0, 0, 500, 700)),
    _x4("press-annotation", "annotations", "a link", _linked),
    _x4("press-action", "actions", "at opening", lambda pdf: act(pdf, S=Name.Print)),
    _x4("press-action", "actions", "a page's", _page_acts),
    _x4("press-action", "actions", "scripts", _scripts),
    _x4("press-action", "actions", "a bookmark's", _bookmark_acts),
    _x4("press-view", "viewer preferences", "the trim alone", _views),
    _x4("press-layers", "optional content", "by themselves", _turning_layers),
    _x1("press-layers", "optional content", "any", layers),
    _x1("press-packed", "file structure", "an object stream", _object_stream),
    # Clauses that archives have too.
    _x4("font-embedded", "fonts", "no program", _no_program),
    _x4("transfer-function", "transfer curves", "TR", lambda pdf: state(pdf, TR=Name.Identity)),
    _x4("image-opi", "OPI", "OPI", lambda pdf: image(pdf).__setitem__("/OPI", Dictionary())),
    _x4(
        "image-alternates",
        "alternate images",
        "another picture",
        lambda pdf: image(pdf).__setitem__("/Alternates", Array()),
    ),
    _x4("form-reference", "reference XObjects", "Ref", lambda pdf: form(pdf, Ref=Dictionary())),
    _x4("spot-colour-twice", "spot colours", "two of one name", _two_spots),
    _x4("blend-mode", "transparency", "unknown", lambda pdf: state(pdf, BM=Name.Glow)),
    _x4("info-differs", "document metadata", "another title", xmp("江畔", "江边")),
)
