"""What a figure in PDF or SVG may not bring into an archive file.

A figure comes with whatever its own program wrote. What is harmless is mended on the way in
(`layout.pdf.figure_mends`); the rest is told here, with what its maker can do about it.

Source: ISO 19005-2 6.1.7, 6.2.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

from layout.images.pdf_figure import figure_page, opened_pdf
from layout.pdf.figure_parts import Part, parts_of, press_profile
from layout.pdf.icc_rules import profile_fault
from layout.pdf.standards import is_pdf_a, is_readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pikepdf

    from layout.pdf.figures import EmbeddedFigure
    from layout.pdf.standards import Standard


class Fault(NamedTuple):
    """What is wrong, in words that follow the figure's name, and what to do about it."""

    message: str
    hint: str


_AGAIN = "export the figure again from its program, as PDF 1.7 or PDF/A"
_CMYK = Fault(
    "it has colours in CMYK and does not say of which press: they cannot be kept",
    "export it with its output intent (PDF/X-4), or in RGB",
)
_EXTERNAL = Fault("a part of it is in another file", _AGAIN)
_JPEG_2000 = Fault("a picture in it is JPEG 2000", "export it with JPEG or lossless pictures")
_POSTSCRIPT = Fault("a part of it is PostScript", _AGAIN)
_REFERENCE = Fault("a part of it stands for a page of another file", _AGAIN)
_TRANSFER = Fault("it bends its colours with a transfer function", "apply it to the colours")
_DEEP = Fault("its graphics states are nested over 28 deep", "flatten its groups")
_INTENT = Fault("it names a rendering intent that there is not", _AGAIN)
_BLENDING = Fault("it names a blend mode that there is not", _AGAIN)
_SPOTS = Fault("its spot colours are not described", "convert them to RGB")
_OPERATOR = Fault("its content has an operator that there is not", _AGAIN)
_OVERPRINT = Fault("it overprints in CMYK", "export it without overprinting, or in RGB")

# ISO 32000-1 table 70, tables 136 and 137, annex A.
_INTENTS = frozenset(
    {"/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation"}
)
_BLEND_MODES = frozenset(
    f"/{mode}"
    for mode in (
        *("Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten"),
        *("ColorDodge", "ColorBurn", "HardLight", "SoftLight", "Difference", "Exclusion"),
        *("Hue", "Saturation", "Color", "Luminosity"),
    )
)
_LETTERS = (
    "b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID "
    "j J K k l m M MP n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr "
    "Ts Tw Tz v w W W* y ' \""
)
_OPERATORS = frozenset(_LETTERS.split())
_DEEPEST = 28  # ISO 32000-1 table C.1, made a rule by ISO 19005-2 6.1.13
_CMYK_NAMES = frozenset({"/DeviceCMYK", "/CMYK", "/CalCMYK"})
_PROGRAMS = frozenset({"/FontFile", "/FontFile2", "/FontFile3"})
_NAMED_ENCODINGS = frozenset({"/WinAnsiEncoding", "/MacRomanEncoding", "/MacExpertEncoding"})
_INLINE_IMAGE = "INLINE IMAGE"  # pikepdf's word for it


def figure_faults(figure: EmbeddedFigure, standards: tuple[Standard, ...]) -> list[Fault]:
    """What is wrong with a figure; PDF/UA alone asks only about its faces."""
    keeps_colors, keeps_text = is_pdf_a(standards), is_readable(standards)
    with opened_pdf(io.BytesIO(figure.pdf)) as document:
        has_press = press_profile(document) is not None
        found = [
            fault
            for part in parts_of(figure_page(document, figure.page))
            if keeps_colors or part.kind == "font"
            for fault in _RULES.get(part.kind, _nothing)(part)
            if fault is not _CMYK or not (has_press or _has_default(part.scope))
            if keeps_text or fault not in _unreadable(part)
        ]
    return list(dict.fromkeys(found))


def part_faults(part: Part) -> Iterator[Fault]:
    """What is wrong with a part for a press: PostScript, parts elsewhere, faces not there.

    Its colours and whether its text can be read are no matter here.
    """
    if part.kind in {"form", "other", "state", "font"}:
        ignored = {_OVERPRINT, *_unreadable(part)}
        found = _RULES[part.kind](part)
        yield from (fault for fault in found if fault not in ignored)


def _has_default(resources: pikepdf.Object) -> bool:
    return "/DefaultCMYK" in resources.get("/ColorSpace", {})


def _nothing(_: Part) -> Iterator[Fault]:
    return iter(())


def _content(part: Part) -> Iterator[Fault]:
    """The operators of a content. Source: ISO 19005-2 6.2.2."""
    import pikepdf

    depth = 0
    for instruction in pikepdf.parse_content_stream(part.found):
        token = str(instruction.operator)
        depth += {"q": 1, "Q": -1}.get(token, 0)
        if depth > _DEEPEST:
            yield _DEEP
        yield from _operator(token, instruction.operands)


def _operator(token: str, operands: Iterable[pikepdf.Object]) -> Iterator[Fault]:
    if token == _INLINE_IMAGE:
        for image in operands:
            if str(image.obj.get("/ColorSpace", image.obj.get("/CS"))) in _CMYK_NAMES:
                yield _CMYK
    elif token not in _OPERATORS:
        yield _OPERATOR
    elif token in {"k", "K"} or (token in {"cs", "CS"} and str(*operands) in _CMYK_NAMES):
        yield _CMYK
    elif token == "ri" and str(*operands) not in _INTENTS:
        yield _INTENT


def _space(part: Part) -> Iterator[Fault]:
    """Source: ISO 19005-2 6.2.4."""
    import pikepdf

    space = part.found
    if isinstance(space, pikepdf.Name):
        if str(space) in _CMYK_NAMES:
            yield _CMYK
    elif space[0] == "/ICCBased":
        fault = profile_fault(space[1].read_bytes())
        if fault:
            yield Fault(*fault)
    elif space[0] == "/DeviceN" and not _describes_spots(space):
        yield _SPOTS


def _describes_spots(space: pikepdf.Object) -> bool:
    """Whether a DeviceN space says what each of its spot colours is (ISO 19005-2 6.2.4.4)."""
    process = {"/Cyan", "/Magenta", "/Yellow", "/Black", "/None"}
    described = set(space[4].get("/Colorants", {}).keys()) if len(space) > 4 else set()
    return set(map(str, space[1])) - process <= described


def _image(part: Part) -> Iterator[Fault]:
    """Source: ISO 19005-2 6.2.8."""
    image = part.found
    if "/F" in image:
        yield _EXTERNAL
    if "/JPXDecode" in _names(image.get("/Filter")):
        yield _JPEG_2000
    if str(image.get("/Intent", "/Perceptual")) not in _INTENTS:
        yield _INTENT


def _form(part: Part) -> Iterator[Fault]:
    """Source: ISO 19005-2 6.2.9."""
    form = part.found
    if "/F" in form:
        yield _EXTERNAL
    if "/PS" in form or form.get("/Subtype2") == "/PS":
        yield _POSTSCRIPT
    if "/Ref" in form:
        yield _REFERENCE


def _other(_: Part) -> Iterator[Fault]:
    yield _POSTSCRIPT


def _state(part: Part) -> Iterator[Fault]:
    """Source: ISO 19005-2 6.2.4.2, 6.2.5, 6.2.6, 6.2.10."""
    state = part.found
    if not _names(state.get("/TR")) <= {"/Identity"}:
        yield _TRANSFER
    if not _names(state.get("/TR2")) <= {"/Default", "/Identity"}:
        yield _TRANSFER
    if str(state.get("/RI", "/Perceptual")) not in _INTENTS:
        yield _INTENT
    if not _names(state.get("/BM")) <= _BLEND_MODES:
        yield _BLENDING
    overprints = bool(state.get("/OP", False)) or bool(state.get("/op", False))
    if overprints and state.get("/OPM", 0) != 0:
        yield _OVERPRINT


def _font(part: Part) -> Iterator[Fault]:
    """The program of a face is in the file (ISO 19005-2 6.2.11.4.1)."""
    font = part.found
    holder = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    programs = _PROGRAMS & set(holder.get("/FontDescriptor", {}).keys())
    if not programs and font.get("/Subtype") != "/Type3":
        hint = "embed its fonts, or turn its text into outlines"
        yield Fault(f"the face {_name(font)} is not embedded in it", hint)
    yield from _unreadable(part)


def _unreadable(part: Part) -> list[Fault]:
    """A face whose codes stand for no characters (ISO 19005-2 6.2.11.7.2)."""
    if part.kind != "font" or _is_readable(part.found):
        return []
    hint = "export it with searchable text, or turn its text into outlines"
    return [Fault(f"the text in {_name(part.found)} cannot be read", hint)]


def _is_readable(font: pikepdf.Object) -> bool:
    """Whether a font's codes have characters: by a map, or by an encoding that all know."""
    import pikepdf

    if "/ToUnicode" in font:
        return True
    if font.get("/Subtype") in {"/Type0", "/Type3"}:
        return False
    encoding = font.get("/Encoding")
    return isinstance(encoding, pikepdf.Dictionary) or str(encoding) in _NAMED_ENCODINGS


def _name(font: pikepdf.Object) -> str:
    return str(font.get("/BaseFont", "/a face drawn in it"))[1:]


def _names(found: pikepdf.Object | None) -> set[str]:
    """A name, or an array of them; anything else as it stands."""
    import pikepdf

    if found is None:
        return set()
    return set(map(str, found)) if isinstance(found, pikepdf.Array) else {str(found)}


_RULES = {
    "content": _content,
    "space": _space,
    "image": _image,
    "form": _form,
    "other": _other,
    "state": _state,
    "font": _font,
}
