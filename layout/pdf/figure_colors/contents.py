"""Contents written anew, every colour in other ones.

Source: ISO 32000-1 8.6.8 (colour operators), 8.9.7 (inline images).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.pdf.figure_colors.pictures import filters_of
from layout.pdf.figure_colors.spaces import (
    CMYK,
    DEVICES,
    GREY,
    INDEXED,
    PATTERN,
    RGB,
    SPOT,
    Space,
)
from layout.pdf.numbers import numbers
from layout.record import Mutable

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pikepdf

    from layout.pdf.figure_colors.converter import Converter
    from layout.pdf.figure_colors.functions import Values
    from layout.pdf.figure_colors.pictures import Pictures

_PLAIN = {
    **dict.fromkeys(("g", "G"), GREY),
    **dict.fromkeys(("rg", "RG"), RGB),
    **dict.fromkeys(("k", "K"), CMYK),
}
_SPACES = frozenset(("cs", "CS"))
_COLORS = {"sc": "cs", "scn": "cs", "SC": "CS", "SCN": "CS"}
# The operators that fill and stroke in the colours of a device.
_WRITTEN = {GREY: ("g", "G"), RGB: ("rg", "RG"), CMYK: ("k", "K")}
_INLINE_IMAGE = "INLINE IMAGE"  # pikepdf's word for it


class _Now(Mutable):
    """The spaces that fills and strokes are in; None where the content has set none."""

    fill: Space | None = None
    stroke: Space | None = None

    def at(self, operator: str) -> Space | None:
        """That of `cs` or of `CS`."""
        return self.fill if operator == "cs" else self.stroke

    def put(self, operator: str, space: Space | None) -> None:
        """Set that of `cs` or of `CS`."""
        if operator == "cs":
            self.fill = space
        else:
            self.stroke = space


class Contents:
    """Converts contents, each by the resources it is drawn with."""

    def __init__(self, converter: Converter, pictures: Pictures) -> None:
        self._converter = converter
        self._pictures = pictures

    def convert(self, holder: pikepdf.Object, scope: pikepdf.Object) -> None:
        """Write the content of a page, form, pattern or glyph anew.

        Raises:
            PictureFault: there are no such colours.
        """
        import pikepdf

        held = holder if isinstance(holder, pikepdf.Stream) else holder.get("/Contents")
        if not isinstance(held, pikepdf.Stream):
            return
        one = _Content(self._converter, self._pictures, scope)
        held.write(b"\n".join(map(one.rewritten, pikepdf.parse_content_stream(held))))


class _Content:
    def __init__(self, converter: Converter, pictures: Pictures, scope: pikepdf.Object) -> None:
        self._converter = converter
        self._way = converter.way
        self._pictures = pictures
        self._scope = scope
        self._spaces: dict[str, Space] = {}
        self._colors: dict[tuple[int, Values], str] = {}
        self._now = _Now()
        self._saved: list[_Now] = []

    def rewritten(
        self, one: pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage
    ) -> bytes:
        """An instruction, or what takes its place."""
        import pikepdf

        if isinstance(one, pikepdf.ContentStreamInlineImage):
            return self._inline(one)
        operator = str(one.operator)
        changed = self._changed(operator, list(one.operands))
        if changed is None:
            return pikepdf.unparse_content_stream([one])
        return changed.encode("ascii")

    def _changed(self, operator: str, operands: Sequence[pikepdf.Object]) -> str | None:
        """What takes an instruction's place; None where it may stay."""
        if operator == "q":
            self._saved.append(_Now(self._now.fill, self._now.stroke))
        elif operator == "Q" and self._saved:
            self._now = self._saved.pop()
        elif operator in _PLAIN:
            return self._plain(operator, operands)
        elif operator in _SPACES:
            space = self._space(operands[0])
            self._now.put(operator, space)
            return self._solid(space, space.initial, operator)
        elif operator in _COLORS:
            space_now = self._now.at(_COLORS[operator])
            if space_now is not None and space_now.kind == PATTERN:
                return self._pattern(space_now, operands, operator)
            if space_now is not None:
                return self._solid(space_now, _floats(operands), _COLORS[operator])
        return None

    def _plain(self, operator: str, operands: Sequence[pikepdf.Object]) -> str | None:
        place = "cs" if operator.islower() else "CS"
        self._now.put(place, None)
        space = self._space_of_name(DEVICES[_PLAIN[operator]])
        if space.kind == _PLAIN[operator] and self._way.stays(space):
            return None
        return self._solid(space, _floats(operands), place)

    def _space(self, found: pikepdf.Object) -> Space:
        return self._space_of_name(str(found))

    def _space_of_name(self, name: str) -> Space:
        import pikepdf

        if name not in self._spaces:
            known = dict(self._scope.get("/ColorSpace", {}))
            found = known[name] if name in known else pikepdf.Name(name)
            self._spaces[name] = self._converter.read(found, self._scope)
        return self._spaces[name]

    def _solid(self, space: Space, values: Values, place: str) -> str | None:
        """The instruction for a plain colour; None where its space is kept."""
        if space.kind == PATTERN or self._keeps(space):
            return None
        key = id(space), (*values, place == "cs")
        if key not in self._colors:
            kind, color = self._converted(space, values)
            operator = _WRITTEN[kind][place == "CS"]
            self._colors[key] = f"{numbers(*color)} {operator}"
        return self._colors[key]

    def _keeps(self, space: Space) -> bool:
        """Whether a palette or ink goes on under its name, its space made anew."""
        return space.kind in {INDEXED, SPOT} and self._way.keeps_spots

    def _converted(self, space: Space, values: Values) -> tuple[str, Values]:
        values = values[: space.channels]
        if len(values) < space.channels:
            raise ValueError("a colour has too few values")
        if self._way.stays(space) and space.kind in DEVICES:
            return space.kind, values
        (color,) = self._way.of(space, [values])
        return self._way.kind, color

    def _pattern(
        self, space: Space, operands: Sequence[pikepdf.Object], operator: str
    ) -> str | None:
        """A pattern, and the colour it is drawn in where it has none of its own."""
        base, values = space.base, _floats(operands[:-1])
        if base is None or self._keeps(base) or not values:
            return None
        _, color = self._converted(base, values)
        return f"{numbers(*color)} {operands[-1].unparse().decode('ascii')} {operator}"

    def _inline(self, one: pikepdf.ContentStreamInlineImage) -> bytes:
        """A small picture; one that must change becomes a picture among the resources."""
        import pikepdf

        small = one.iimage
        entries = dict(small.obj.items())
        space = entries.get("/ColorSpace")
        if space is None or entries.get("/ImageMask", False):
            return pikepdf.unparse_content_stream([one])
        read = self._inline_space(space)
        if self._way.stays(read) and read.kind in DEVICES and "Device" in str(space):
            return pikepdf.unparse_content_stream([one])
        if isinstance(space, pikepdf.Name) and "/ColorSpace" in self._scope:
            entries["/ColorSpace"] = self._scope.ColorSpace.get(str(space), space)
        entries["/Type"], entries["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Image
        for key in ("/Length", "/Interpolate"):
            entries.pop(key, None)
        data = small.read_raw_bytes()
        picture = self._converter.document.make_stream(data, entries)
        if "LZW" in str(filters_of(picture)):
            picture.write(picture.read_bytes())
        self._pictures.convert(picture, self._scope)
        return f"{self._named(picture)} Do".encode("ascii")

    def _inline_space(self, found: pikepdf.Object) -> Space:
        import pikepdf

        if isinstance(found, pikepdf.Name):
            return self._space_of_name(str(found))
        return self._converter.read(found, self._scope)

    def _named(self, picture: pikepdf.Object) -> str:
        """Put a picture among the resources; gives the name it got."""
        import pikepdf

        if "/XObject" not in self._scope:
            self._scope.XObject = pikepdf.Dictionary()
        known = self._scope.XObject
        count = len(known) + 1
        while f"/Inline{count}" in known:
            count += 1
        known[f"/Inline{count}"] = picture
        return f"/Inline{count}"


def _floats(operands: Sequence[pikepdf.Object]) -> Values:
    return tuple(float(one) for one in operands)
