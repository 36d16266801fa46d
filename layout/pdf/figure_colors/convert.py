"""All parts of a figure in other colours, and masks of brightness in grey.

A mask goes by how bright its colours are. They become greys of that brightness in a copy that
is the mask's own, since what it draws with may be drawn elsewhere too.

Source: ISO 32000-1 11.5.3 (luminosity), 11.6.5.2 (soft masks).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.pdf.figure_colors.contents import Contents
from layout.pdf.figure_colors.converter import Converter
from layout.pdf.figure_colors.copies import own_copy
from layout.pdf.figure_colors.pictures import Pictures
from layout.pdf.figure_colors.spaces import GREY
from layout.pdf.figure_colors.ways import Brightness, Inks, Veiled
from layout.pdf.figure_parts import parts_of, parts_of_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pikepdf

    from layout.images.flattening import Veil
    from layout.images.press import PressTarget
    from layout.pdf.figure_colors.functions import Values
    from layout.pdf.figure_colors.ways import Way
    from layout.pdf.figure_parts import Part

# How a page's state begins (ISO 32000-1 8.4.1, 9.3.1), its black in ink: a form would go on
# with what is drawn before it.
_AT_FIRST = b"0 0 0 1 k 0 0 0 1 K 1 w 0 J 0 j 10 M [] 0 d 0 Tc 0 Tw 100 Tz 0 TL 0 Tr 0 Ts\n"
_DEFAULTS = ("/DefaultGray", "/DefaultRGB", "/DefaultCMYK")


def put_in_inks(document: pikepdf.Pdf, page: pikepdf.Page, target: PressTarget) -> None:
    """Put a page of a figure into the inks of a press.

    Raises:
        PictureFault: something cannot be read or converted.
        ValueError: something contradicts itself.
    """
    figure = _Figure(document, Inks(target.icc), flat=target.flat)
    figure.convert(parts_of(page, masks=False))
    figure.inks.group(page.obj, page.resources)
    if "/Contents" in page.obj:
        page.obj.Contents.write(_AT_FIRST + page.obj.Contents.read_bytes())


def put_under(document: pikepdf.Pdf, page: pikepdf.Page, veil: Veil) -> None:
    """Have a page of a figure in inks look as it does under a sheer colour.

    Nothing in it may show through. What it leaves bare stays so. Raises as `put_in_inks`.
    """
    _Figure(document, Veiled(veil), flat=True).convert(parts_of(page, masks=False))


class _Figure:
    def __init__(self, document: pikepdf.Pdf, way: Way, *, flat: bool) -> None:
        self._document = document
        self._flat = flat
        self.inks = Converter(document, way)
        self._greys = Converter(document, Brightness())
        self._masks: dict[tuple[int, int], pikepdf.Object] = {}

    def convert(self, parts: Iterable[Part], *, to_grey: bool = False) -> None:
        """Convert parts: masks first, while what they copy is as it was, then contents.

        These read the spaces that are replaced last.
        """
        converter = self._greys if to_grey else self.inks
        pictures = Pictures(converter, flat=self._flat)
        contents = Contents(converter, pictures)
        found = list(parts)
        ways: tuple[tuple[str, Callable[[pikepdf.Object, pikepdf.Object], None]], ...] = (
            ("state", self._mask),
            ("content", contents.convert),
            ("image", pictures.convert),
            ("form", converter.group),
            ("resources", lambda found, _: _gradients(converter, found)),
            ("resources", lambda found, _: _spaces(converter, found)),
        )
        for kind, way in ways:
            for part in found:
                if part.kind == kind:
                    way(part.found, part.scope)

    def _mask(self, state: pikepdf.Object, scope: pikepdf.Object) -> None:
        import pikepdf

        if not isinstance(state.get("/SMask"), pikepdf.Dictionary):
            return
        mask = pikepdf.Dictionary(dict(state.SMask.items()))
        if "/BC" in mask and "/CS" in mask.G.get("/Group", {}):
            space = self._greys.read(mask.G.Group.CS, scope)
            backdrop: Values = tuple(map(float, mask.BC))
            (grey,) = self._greys.way.of(space, [backdrop])
            mask.BC = pikepdf.Array([round(value, 5) for value in grey])
        mask.G = self._grey_group(mask.G, scope)
        state.SMask = mask

    def _grey_group(self, group: pikepdf.Object, scope: pikepdf.Object) -> pikepdf.Object:
        """The group of a mask in grey, made once."""
        import pikepdf

        if group.objgen in self._masks:
            return self._masks[group.objgen]
        made = own_copy(self._document, group, scope)
        self._masks[group.objgen] = self._masks[made.objgen] = made
        entries = made.get("/Group", pikepdf.Dictionary(S=pikepdf.Name.Transparency))
        self.convert(parts_of_form(made, scope), to_grey=True)
        made.Group = pikepdf.Dictionary(dict(entries.items()))
        made.Group.CS = pikepdf.Name.DeviceGray
        return made


def _gradients(converter: Converter, resources: pikepdf.Object) -> None:
    for key, found in dict(resources.get("/Shading", {})).items():
        resources.Shading[key] = converter.shading(found, resources)
    for found in dict(resources.get("/Pattern", {})).values():
        if "/Shading" in found:
            found.Shading = converter.shading(found.Shading, resources)


def _spaces(converter: Converter, resources: pikepdf.Object) -> None:
    """Leave the spaces that contents still call for, made anew."""
    import pikepdf

    spaces = resources.get("/ColorSpace", pikepdf.Dictionary())
    for name, found in dict(spaces).items():
        if name in _DEFAULTS:
            continue
        kind = converter.read(found, resources).kind
        made = converter.space(found, resources)
        if kind in {"rgb", "cmyk", "lab", GREY} or (kind == "spot" and _is_name(made)):
            del spaces[name]
        else:
            spaces[name] = made
    for name in _DEFAULTS:
        if name in spaces:
            del spaces[name]


def _is_name(found: pikepdf.Object) -> bool:
    import pikepdf

    return isinstance(found, pikepdf.Name)
