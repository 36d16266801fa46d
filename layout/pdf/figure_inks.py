"""Figures in the inks of a press: plain RGB is converted, what is harder is refused by name.

Grey becomes black ink and CMYK stays as it is, with whatever profile it came.

Source: ISO 32000-1 8.6.8 (colour operators), 8.9.5 (images).
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from layout.color import Color
from layout.images.faults import PictureFault
from layout.images.pdf_figure import figure_page, opened_pdf, pdf_faults
from layout.images.press import inks_of_samples
from layout.images.reading import faults_named
from layout.pdf.figure_mends import mend
from layout.pdf.figure_parts import Part, parts_of
from layout.pdf.figure_rules import part_faults
from layout.pdf.numbers import numbers
from layout.pdf.press import Press
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    import pikepdf

    from layout.diagnostics import SourceSpan
    from layout.images.press import PressTarget
    from layout.pdf.figures import EmbeddedFigure

_FAMILIES = {
    **dict.fromkeys(("/DeviceRGB", "/RGB", "/CalRGB"), "rgb"),
    **dict.fromkeys(("/DeviceGray", "/G", "/CalGray"), "grey"),
    **dict.fromkeys(("/DeviceCMYK", "/CMYK"), "cmyk"),
}
_CHANNELS = {1: "grey", 3: "rgb", 4: "cmyk"}
_DEVICES = {"grey": "/DeviceGray", "rgb": "/DeviceRGB", "cmyk": "/DeviceCMYK"}
_SPACES = {"cs": ("g", "k"), "CS": ("G", "K")}
_COLORS = {"sc": "cs", "scn": "cs", "SC": "CS", "SCN": "CS"}
# Where the space stands that another is based on (ISO 32000-1 8.6.6).
_BASED = {"/Separation": 2, "/DeviceN": 2, "/Pattern": 1}
_BLACK = {"grey": "0", "rgb": "0 0 0 1", "cmyk": "0 0 0 1"}
_AGAIN = "export the figure in CMYK, or as a picture of pixels"


def in_inks(
    figure: EmbeddedFigure, target: PressTarget, path: Path, span: SourceSpan | None
) -> EmbeddedFigure:
    """A figure whose colours are those of a press.

    Raises:
        ContentError: it holds what cannot be converted or printed, or lets things show through
            and must not.
    """
    with faults_named(path, span), pdf_faults(), opened_pdf(io.BytesIO(figure.pdf)) as file:
        if figure.transparent and target.flat:
            raise _refused("it lets things show through, which PDF/X-1a does not know")
        page = figure_page(file, figure.page)
        mend(file, page, for_press=True)
        parts = parts_of(page)
        for fault in (fault for part in parts for fault in part_faults(part)):
            raise PictureFault("not-for-press", fault.message, fault.hint)
        _Figure(target).convert(parts)
        _group_in_inks(page.obj)
        buffer = io.BytesIO()
        file.save(buffer, deterministic_id=True)
    return replace(figure, pdf=buffer.getvalue())


def _refused(message: str) -> PictureFault:
    return PictureFault("not-for-press", message, _AGAIN)


def _group_in_inks(holder: pikepdf.Object) -> None:
    """Transparent parts are blended in the inks they are printed in."""
    import pikepdf

    if "/Group" in holder and "/CS" in holder.Group:
        holder.Group.CS = pikepdf.Name.DeviceCMYK


def _family(space: pikepdf.Object) -> str:
    """`rgb`, `grey`, `cmyk`; `pattern`, or empty for inks of their own.

    Raises:
        PictureFault: colours that cannot be converted.
    """
    import pikepdf

    if isinstance(space, pikepdf.Name):
        return "pattern" if space == "/Pattern" else _FAMILIES.get(str(space), "")
    first = str(space[0])
    if first == "/ICCBased":
        return _CHANNELS.get(int(space[1].get("/N", 0)), "")
    if first in {"/Indexed", "/I"}:
        return _family(space[1])
    if first in _BASED:
        if _family(space[_BASED[first]]) != "cmyk":
            raise _refused("its spot colours or patterns are based on colours of the screen")
        return ""
    if first not in _FAMILIES:
        raise _refused(f"it has colours in {first[1:]}")
    return _FAMILIES[first]


class _Figure:
    """Converts the parts of one figure, each where it stands."""

    def __init__(self, target: PressTarget) -> None:
        self._target = target
        self._press = Press("", "", "", target.icc)

    def convert(self, parts: Sequence[Part]) -> None:
        ways: dict[str, Callable[[Part], None]] = {
            "content": self._content,
            "image": self._image,
            "form": lambda part: _group_in_inks(part.found),
            "state": _refuse_masks,
            "resources": _refuse_gradients,
        }
        for part in parts:
            if part.kind in ways:
                ways[part.kind](part)
        for part in parts:
            if part.kind == "resources":
                _without_spaces(part.found)

    def _content(self, part: Part) -> None:
        """Write a content anew, every colour as inks."""
        import pikepdf

        if isinstance(part.found, pikepdf.Stream):
            held = part.found
        elif "/Contents" in part.found:  # a page
            held = _stream(part.found.Contents)
        else:
            return
        spaces = dict(part.scope.get("/ColorSpace", {}))
        now = {"cs": "", "CS": ""}
        saved: list[dict[str, str]] = []
        written: list[bytes] = []
        for one in pikepdf.parse_content_stream(held):
            operator, operands = str(one.operator), list(one.operands)
            if operator == "q":
                saved.append(dict(now))
            elif operator == "Q" and saved:
                now = saved.pop()
            elif operator == "INLINE IMAGE":
                _refuse_inline(operands)
            changed = self._changed(operator, operands, spaces, now)
            if changed is None:
                written.append(pikepdf.unparse_content_stream([one]))
            else:
                written.append(changed.encode("ascii"))
        held.write(b"\n".join(written))

    def _changed(
        self,
        operator: str,
        operands: Sequence[pikepdf.Object],
        spaces: Mapping[str, pikepdf.Object],
        now: dict[str, str],
    ) -> str | None:
        """What takes an instruction's place; None where it may stay."""
        if operator in {"rg", "RG"}:
            return self._ink(list(map(float, operands)), "k" if operator == "rg" else "K")
        if operator in _SPACES:
            name = str(operands[0])
            family = _family(spaces[name]) if name in spaces else _family(operands[0])
            now[operator] = family
            if family not in _BLACK:
                return None
            grey, process = _SPACES[operator]
            return f"{_BLACK[family]} {grey if family == 'grey' else process}"
        if operator in _COLORS and now[_COLORS[operator]] in _BLACK:
            family = now[_COLORS[operator]]
            grey, process = _SPACES[_COLORS[operator]]
            values = list(map(float, operands))
            if family == "rgb":
                return self._ink(values, process)
            return f"{numbers(*values)} {grey if family == 'grey' else process}"
        return None

    def _ink(self, rgb: Sequence[float], operator: str) -> str:
        red, green, blue = (min(1.0, max(0.0, value)) for value in rgb)
        return f"{numbers(*self._press.inks_of(Color((red, green, blue))))} {operator}"

    def _image(self, part: Part) -> None:
        import pikepdf

        image = part.found
        space = image.get("/ColorSpace")
        if space is None or image.get("/ImageMask", False):
            return
        family = _family(space)
        indexed = isinstance(space, pikepdf.Array) and str(space[0]) in {"/Indexed", "/I"}
        if family == "rgb":
            self._to_inks(image)
        elif family in _DEVICES and not indexed:
            image.ColorSpace = pikepdf.Name(_DEVICES[family])

    def _to_inks(self, image: pikepdf.Object) -> None:
        import pikepdf

        mask = image.get("/Mask")
        if "/Decode" in image or isinstance(mask, pikepdf.Array):
            raise _refused("a picture in it is in RGB with a range or a mask of its own")
        if "/Matte" in image.get("/SMask", pikepdf.Dictionary()):
            raise _refused("a picture in it is mixed with its background")
        try:
            pixels = pikepdf.PdfImage(_stream(image)).as_pil_image().convert("RGB")
        except (pikepdf.models.image.UnsupportedImageTypeError, NotImplementedError) as fault:
            raise _refused("a picture in it cannot be read") from fault
        made = inks_of_samples(pixels.tobytes(), pixels.size, self._target)
        image.write(made, filter=pikepdf.Name.FlateDecode)
        image.ColorSpace = pikepdf.Name.DeviceCMYK
        image.BitsPerComponent = 8
        for key in ("/DecodeParms", "/Intent"):
            if key in image:
                del image[key]


def _stream(found: pikepdf.Object) -> pikepdf.Stream:
    import pikepdf

    assert isinstance(found, pikepdf.Stream), "a picture is a stream"
    return found


def _refuse_masks(part: Part) -> None:
    if part.found.get("/SMask", "/None") != "/None":
        raise _refused("a mask in it goes by how bright colours of the screen are")


def _refuse_gradients(part: Part) -> None:
    """Shadings run between colours that cannot be converted one by one."""
    resources = part.found
    patterns = dict(resources.get("/Pattern", {})).values()
    shadings = [*dict(resources.get("/Shading", {})).values()]
    shadings += [one.Shading for one in patterns if "/Shading" in one]
    if any(_family(one.ColorSpace) not in {"", "cmyk"} for one in shadings):
        raise _refused("a gradient in it is in colours of the screen")


def _refuse_inline(operands: Sequence[pikepdf.Object]) -> None:
    for image in operands:
        space = str(image.obj.get("/ColorSpace", image.obj.get("/CS", "/G")))
        if _FAMILIES.get(space) not in {"grey", "cmyk"}:
            raise _refused("a small picture in it is in colours of the screen")


def _without_spaces(resources: pikepdf.Object) -> None:
    """Colour spaces that no content calls for any more."""
    import pikepdf

    spaces = resources.get("/ColorSpace", pikepdf.Dictionary())
    for name, space in list(spaces.items()):
        if name.startswith("/Default") or _family(space) in _DEVICES:
            del spaces[name]
