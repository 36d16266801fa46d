"""Clauses on content streams, graphics states, images and forms (6.2.2, 6.2.5 to 6.2.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.conformance.jpx import jpx_faults
from layout.conformance.marks import item_of
from layout.conformance.records import Breach, Clause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.conformance.objects import Entries
    from layout.conformance.opened import Opened

INTENTS = frozenset(
    {"RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation"}
)
_CMYK = frozenset({"Cyan", "Magenta", "Yellow", "Black"})


def faults_of(opened: Opened, kind: str, says: str) -> Iterator[Breach]:
    """The faults of one kind that reading the content found."""
    for fault in opened.drawn.faults:
        if fault.kind == kind:
            label = opened.pages[fault.page_index].label
            yield Breach(says, fault.item, label, fault.measured)


def _operators(opened: Opened) -> Iterator[Breach]:
    yield from faults_of(opened, "operator", "it is no operator of PDF")


def _resources(opened: Opened) -> Iterator[Breach]:
    yield from faults_of(opened, "resource", "the content names a resource that is not there")


def _own_resources(opened: Opened) -> Iterator[Breach]:
    yield from faults_of(opened, "inherited", "it has no Resources of its own")


def _states(opened: Opened) -> Iterator[tuple[str, str, Entries]]:
    """Graphics states with what they are called and the page they are first used on."""
    for key, (entries, page) in opened.drawn.states.items():
        yield item_of(key) or "graphics state", opened.pages[page].label, entries


def _transfer(opened: Opened) -> Iterator[Breach]:
    for item, page, entries in _states(opened):
        if "/TR" in entries:
            yield Breach("the graphics state has TR", item, page)


def _transfer_2(opened: Opened) -> Iterator[Breach]:
    for item, page, entries in _states(opened):
        if "/TR2" in entries and opened.name(entries["/TR2"]) != "Default":
            yield Breach("the graphics state has TR2 that is not Default", item, page)


def _halftone_places(opened: Opened) -> Iterator[Breach]:
    for item, page, entries in _states(opened):
        for key in sorted(entries.keys() & {"/HTP", "/HTO"}):
            yield Breach(f"the graphics state has {key[1:]}", item, page)


def _halftones(opened: Opened) -> Iterator[Breach]:
    for item, page, entries in _states(opened):
        halftone = opened.entries(entries.get("/HT"))
        if not halftone:
            continue
        kind = opened.number(halftone.get("/HalftoneType"))
        if kind not in {1, 5}:
            yield Breach("the halftone is not of type 1 or 5", item, page, str(kind), "1 or 5")
        if "/HalftoneName" in halftone:
            yield Breach("the halftone has a name", item, page)
        for colorant, part in halftone.items():
            if colorant[1:] in _CMYK and "/TransferFunction" in opened.entries(part):
                yield Breach("the halftone changes a process colour", item, page)


def _intents(opened: Opened) -> Iterator[Breach]:
    says = "the rendering intent is not one of the four"
    yield from faults_of(opened, "intent", says)
    for item, page, entries in _states(opened):
        if "/RI" in entries and opened.name(entries["/RI"]) not in INTENTS:
            yield Breach(says, item, page, opened.name(entries["/RI"]))
    for item, page, entries in images_of(opened):
        if "/Intent" in entries and opened.name(entries["/Intent"]) not in INTENTS:
            yield Breach(says, item, page, opened.name(entries["/Intent"]))


def images_of(opened: Opened) -> Iterator[tuple[str, str, Entries]]:
    """Images with their object and the page they are first shown on."""
    for ref, (entries, page) in opened.drawn.images.items():
        yield f"picture {ref.partition(' ')[0]}", opened.pages[page].label, entries


def _image_keys(opened: Opened, key: str) -> Iterator[Breach]:
    for item, page, entries in images_of(opened):
        if key in entries:
            yield Breach(f"the picture has {key[1:]}", item, page)


def _alternates(opened: Opened) -> Iterator[Breach]:
    yield from _image_keys(opened, "/Alternates")


def _image_opi(opened: Opened) -> Iterator[Breach]:
    yield from _image_keys(opened, "/OPI")


def _interpolate(opened: Opened) -> Iterator[Breach]:
    yield from faults_of(opened, "interpolate", "the picture is to be interpolated")
    for item, page, entries in images_of(opened):
        if opened.at(entries.get("/Interpolate")) is True:
            yield Breach("the picture is to be interpolated", item, page)


def _bits(opened: Opened) -> Iterator[Breach]:
    for item, page, entries in images_of(opened):
        bits = opened.number(entries.get("/BitsPerComponent"))
        allowed = {1} if opened.at(entries.get("/ImageMask")) is True else {1, 2, 4, 8, 16}
        if bits is not None and bits not in allowed:
            yield Breach(
                "the picture's depth is not one that is allowed", item, page, f"{bits:g}"
            )


def _jpx(opened: Opened) -> Iterator[Breach]:
    for ref, (entries, page) in opened.drawn.images.items():
        found = opened.at(entries.get("/Filter"))
        last = found[-1] if isinstance(found, list) and found else found
        if opened.name(last) == "JPXDecode":
            for fault in jpx_faults(opened.packed(ref), spaced="/ColorSpace" in entries):
                item = f"picture {ref.partition(' ')[0]}"
                yield Breach(fault, item, opened.pages[page].label)


def _forms(opened: Opened) -> Iterator[tuple[str, str, Entries]]:
    for ref, (entries, page) in opened.drawn.forms.items():
        yield item_of(ref), opened.pages[page].label, entries


def _form_keys(opened: Opened) -> Iterator[Breach]:
    for item, page, entries in _forms(opened):
        for key in sorted(entries.keys() & {"/OPI", "/PS"}):
            yield Breach(f"the form has {key[1:]}", item, page)
        subtypes = {opened.name(entries.get(key)) for key in ("/Subtype", "/Subtype2")}
        if "PS" in subtypes:
            yield Breach("the form is PostScript", item, page)


def _reference_forms(opened: Opened) -> Iterator[Breach]:
    for item, page, entries in _forms(opened):
        if "/Ref" in entries:
            yield Breach("the form stands for another file's page", item, page)


CLAUSES = (
    Clause(
        "operator",
        "6.2.2",
        "6.2.2",
        "",
        "Content streams hold the operators of PDF only, BX and EX or not.",
        "The painter writes no others; figures are read before they are placed.",
        _operators,
        x4="content",
        x1="content",
    ),
    Clause(
        "resource-missing",
        "6.2.2",
        "6.2.2",
        "",
        "What content names is in its resources.",
        "Every page and form gets exactly the resources it names.",
        _resources,
        x4="content",
        x1="content",
    ),
    Clause(
        "resource-inherited",
        "6.2.2",
        "6.2.2",
        "",
        "A page whose content names resources has Resources of its own.",
        "No resources are inherited.",
        _own_resources,
    ),
    Clause(
        "transfer-function",
        "6.2.5",
        "6.2.5",
        "",
        "No graphics state has TR.",
        "Graphics states set opacity and overprinting only.",
        _transfer,
        x4="transfer curves",
        x1="transfer curves",
    ),
    Clause(
        "transfer-function-2",
        "6.2.5",
        "6.2.5",
        "",
        "TR2 of a graphics state is Default.",
        "Graphics states set opacity and overprinting only.",
        _transfer_2,
        x4="transfer curves",
        x1="transfer curves",
    ),
    Clause(
        "halftone-place",
        "6.2.5",
        "6.2.5",
        "",
        "No graphics state has HTP or HTO.",
        "Graphics states set opacity and overprinting only.",
        _halftone_places,
    ),
    Clause(
        "halftone",
        "6.2.5",
        "6.2.5",
        "",
        "Halftones are of type 1 or 5, have no name and leave process colours alone.",
        "No halftone is written.",
        _halftones,
        x4="halftones",
        x1="halftones",
    ),
    Clause(
        "rendering-intent",
        "6.2.6",
        "",
        "",
        "Rendering intents are one of the four that PDF knows.",
        "None is written.",
        _intents,
        x4="rendering intents",
        x1="rendering intents",
    ),
    Clause(
        "image-alternates",
        "6.2.8",
        "6.2.7.1",
        "",
        "No picture has Alternates.",
        "Pictures have none.",
        _alternates,
        x4="alternate images",
        x1="alternate images",
    ),
    Clause(
        "image-opi",
        "6.2.8",
        "6.2.7.1",
        "",
        "No picture has OPI.",
        "Pictures have none.",
        _image_opi,
        x4="OPI",
        x1="OPI",
    ),
    Clause(
        "image-interpolate",
        "6.2.8",
        "6.2.7.1",
        "",
        "Interpolate of a picture is not true.",
        "It is not written.",
        _interpolate,
    ),
    Clause(
        "image-depth",
        "",
        "6.2.7.1",
        "",
        "A picture has 1, 2, 4, 8 or 16 bits for each component, a mask 1.",
        "Pictures and their masks have 8.",
        _bits,
    ),
    Clause(
        "image-jpx",
        "6.2.8.3",
        "6.2.7.3",
        "",
        "JPEG 2000 has 1, 3 or 4 channels of one depth, and one colour space that PDF knows.",
        "Pictures are JPEG or packed samples.",
        _jpx,
    ),
    Clause(
        "form-postscript",
        "6.2.9",
        "6.2.8.1",
        "",
        "No form has OPI or is PostScript.",
        "Figures with such forms are refused.",
        _form_keys,
        x4="PostScript XObjects",
        x1="PostScript XObjects",
    ),
    Clause(
        "form-reference",
        "6.2.9",
        "6.2.8.2",
        "7.20",
        "No form stands for a page of another file.",
        "Figures with such forms are refused.",
        _reference_forms,
        x4="reference XObjects",
        x1="reference XObjects",
    ),
)
