"""Spaces, gradients and groups of a figure in other colours, each made once.

Nothing is changed where it stands: what takes its place is made beside it.

Source: ISO 32000-1 8.6, 8.7.4, 11.4.7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.pdf.figure_colors.meshes import Mesh, remeshed
from layout.pdf.figure_colors.read_functions import pairs, read_function
from layout.pdf.figure_colors.samples import normal_samples
from layout.pdf.figure_colors.sampling import as_colors, remade
from layout.pdf.figure_colors.spaces import (
    DEVICES,
    GREY,
    INDEXED,
    PATTERN,
    SPOT,
    Space,
    read_space,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    import pikepdf

    from layout.pdf.figure_colors.functions import Values
    from layout.pdf.figure_colors.ways import Way

_MESHES = frozenset({4, 5, 6, 7})
# Where the ranges of colours begin in a mesh's: behind those of its places.
_PLACES = 2


class Converter:
    """Makes what a document holds anew, its colours going one way."""

    def __init__(self, document: pikepdf.Pdf, way: Way) -> None:
        self.document = document
        self.way = way
        self._read: dict[tuple[int, int], Space] = {}
        self._made: dict[tuple[int, int], pikepdf.Object] = {}

    @property
    def device(self) -> pikepdf.Object:
        """The device whose colours all become."""
        import pikepdf

        return pikepdf.Name(DEVICES[self.way.kind])

    def read(self, found: pikepdf.Object, scope: pikepdf.Object) -> Space:
        """A colour space. Raises as `read_space`."""
        import pikepdf

        if not found.is_indirect or isinstance(found, pikepdf.Name):
            return read_space(found, scope)
        if found.objgen not in self._read:
            self._read[found.objgen] = read_space(found, scope)
        return self._read[found.objgen]

    def _once(
        self, found: pikepdf.Object, make: Callable[[], pikepdf.Object]
    ) -> pikepdf.Object:
        if not found.is_indirect:
            return make()
        if found.objgen not in self._made:
            made = make()
            self._made[found.objgen] = made
            if made.is_indirect:  # what is made need not be made again
                self._made[made.objgen] = made
        return self._made[found.objgen]

    def space(self, found: pikepdf.Object, scope: pikepdf.Object) -> pikepdf.Object:
        """The space that takes another's place; the values of spots and palettes stay."""
        return self._once(found, lambda: self._space(found, scope))

    def _space(self, found: pikepdf.Object, scope: pikepdf.Object) -> pikepdf.Object:
        import pikepdf

        space = self.read(found, scope)
        if space.kind == INDEXED:
            return self._palette(found, space, scope)
        if space.kind == PATTERN:
            if space.base is None:
                return found
            return pikepdf.Array([pikepdf.Name.Pattern, self.space(found[1], scope)])
        if space.kind == SPOT and self.way.keeps_spots:
            return self._spot(found, space, scope)
        stays = self.way.stays(space)
        return pikepdf.Name(DEVICES[space.kind]) if stays else self.device

    def _palette(
        self, found: pikepdf.Object, space: Space, scope: pikepdf.Object
    ) -> pikepdf.Object:
        import pikepdf

        base, colors = space.base, space.palette
        assert base is not None, "a palette has a base"
        kept = self.way.keeps_spots and base.kind == SPOT
        if not kept and not self.way.stays(base):
            colors = self.way.of_palette(base, normal_samples(base, colors))
        below = self.space(found[1], scope)
        return pikepdf.Array(
            [pikepdf.Name.Indexed, below, int(found[2]), pikepdf.String(colors)]
        )

    def _spot(
        self, found: pikepdf.Object, space: Space, scope: pikepdf.Object
    ) -> pikepdf.Object:
        """Inks of their own, with new colours to stand in where they are not on the press."""
        import pikepdf

        base, tint = space.base, space.tint
        assert base is not None, "an ink is based on colours"
        assert tint is not None, "an ink has a tint"
        meant = found[3]
        if not self.way.stays(base):
            colors = as_colors(tint, lambda tints: self.way.of(base, tints))
            domain = ((0.0, 1.0),) * space.channels
            meant = remade(self.document, domain, tint.breaks, colors)
        parts = [found[0], found[1], self.space(found[2], scope), meant]
        if len(found) > 4:
            parts.append(self._attributes(found[4], scope))
        return self.document.make_indirect(pikepdf.Array(parts))

    def _attributes(self, found: pikepdf.Object, scope: pikepdf.Object) -> pikepdf.Object:
        """What is said of a mix of inks; not of process colours that are no inks."""
        import pikepdf

        made = pikepdf.Dictionary(dict(found.items()))
        if "/Colorants" in found:
            spots = {key: self.space(one, scope) for key, one in found.Colorants.items()}
            made.Colorants = pikepdf.Dictionary(spots)
        if "/Process" in found:
            process = found.Process.get("/ColorSpace", pikepdf.Name.DeviceCMYK)
            if self.way.stays(self.read(process, scope)):
                made.Process = pikepdf.Dictionary(dict(found.Process.items()))
                made.Process.ColorSpace = self.space(process, scope)
            else:
                del made["/Process"]
        return made

    def shading(self, found: pikepdf.Object, scope: pikepdf.Object) -> pikepdf.Object:
        """The gradient that takes another's place."""
        return self._once(found, lambda: self._shading(found, scope))

    def _shading(self, found: pikepdf.Object, scope: pikepdf.Object) -> pikepdf.Object:
        import pikepdf

        space = self.read(found.ColorSpace, scope)
        entries = dict(found.items())
        entries.pop("/Length", None)
        data = found.read_bytes() if isinstance(found, pikepdf.Stream) else b""
        if self.way.stays(space) or self._keeps_values(space):
            entries["/ColorSpace"] = self.space(found.ColorSpace, scope)
        else:
            if "/Background" in found:
                plain = tuple(map(float, found.Background))
                entries["/Background"] = pikepdf.Array(self._rounded(space, plain))
            if "/Function" in found:
                entries["/Function"] = self._function(found, space)
            elif int(found.ShadingType) in _MESHES:
                data = self._mesh(found, space, entries)
            entries["/ColorSpace"] = self.device
        if not isinstance(found, pikepdf.Stream):
            return self.document.make_indirect(pikepdf.Dictionary(entries))
        for key in ("/Filter", "/DecodeParms"):
            entries.pop(key, None)
        return self.document.make_stream(data, entries)

    def _keeps_values(self, space: Space) -> bool:
        """Whether a space's values still mean what they meant once the space is made anew."""
        if space.kind == INDEXED:
            return True
        return space.kind == SPOT and self.way.keeps_spots

    def _rounded(self, space: Space, color: Values) -> list[float]:
        (made,) = self.way.of(space, [color])
        return [round(value, 5) for value in made]

    def _function(self, found: pikepdf.Object, space: Space) -> pikepdf.Object:
        """The gradient's colours by the one or two values it runs along."""
        function = read_function(found.Function)
        domain = pairs(found.get("/Domain", ()))
        kind = int(found.ShadingType)
        if kind == 1:
            domain = domain or ((0.0, 1.0), (0.0, 1.0))
        elif kind in _MESHES:
            domain = function.domain
        domain = domain or ((0.0, 1.0),)
        if function.outputs < space.channels or len(domain) != len(function.domain):
            raise ValueError("a gradient's function is not of its colours")
        count = space.channels
        colors = as_colors(
            function, lambda given: self.way.of(space, [one[:count] for one in given])
        )
        return remade(self.document, domain, function.breaks, colors)

    def _mesh(
        self, found: pikepdf.Object, space: Space, entries: dict[str, pikepdf.Object]
    ) -> bytes:
        import pikepdf

        ranges = pairs(found.Decode)
        if len(ranges) != _PLACES + space.channels:
            raise ValueError("a gradient's mesh has not a range for every value")
        mesh = Mesh(
            int(found.ShadingType),
            int(found.get("/BitsPerFlag", 8)),
            int(found.BitsPerCoordinate),
            int(found.BitsPerComponent),
            ranges[_PLACES:],
        )
        data = remeshed(found.read_bytes(), mesh, lambda colors: self.way.of(space, colors))
        channels = Space(self.way.kind).channels
        places = [float(value) for value in found.Decode][: 2 * _PLACES]
        entries["/Decode"] = pikepdf.Array([*places, *[0, 1] * channels])
        entries["/BitsPerComponent"] = 8  # type: ignore[assignment]  # a number of a file
        if "/BitsPerFlag" in entries:
            entries["/BitsPerFlag"] = 8  # type: ignore[assignment]  # as above
        return data

    def group(self, holder: pikepdf.Object, scope: pikepdf.Object) -> None:
        """See-through parts are blended in the inks they are printed in, or in grey."""
        import pikepdf

        if "/Group" not in holder or "/CS" not in holder.Group:
            return
        group = pikepdf.Dictionary(dict(holder.Group.items()))
        space = self.read(group.CS, scope)
        group.CS = pikepdf.Name.DeviceGray if space.kind == GREY else self.device
        holder.Group = group
