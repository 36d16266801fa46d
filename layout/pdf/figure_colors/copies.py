"""Parts of a figure copied, so that they can be changed where they are used alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

# What leads out of a part: its place in a tree or structure, private notes.
_OUTWARD = frozenset(("/Parent", "/StructParent", "/StructParents", "/PieceInfo", "/Metadata"))


def own_copy(
    document: pikepdf.Pdf, form: pikepdf.Object, scope: pikepdf.Object
) -> pikepdf.Object:
    """A form with copies of all it draws with; of faces, those that are drawn in the file.

    One without resources of its own gets those of `scope`.
    """
    copies = _Copies(document)
    made = copies.of(form)
    if "/Resources" not in made:
        made.Resources = copies.of(scope)
    return made


class _Copies:
    def __init__(self, document: pikepdf.Pdf) -> None:
        self._document = document
        self._made: dict[tuple[int, int], pikepdf.Object] = {}

    def of(self, found: object) -> pikepdf.Object:
        """The copy of an object; numbers and the like as they are."""
        import pikepdf

        if isinstance(found, pikepdf.Stream):
            return self._stream(found)
        if isinstance(found, pikepdf.Dictionary):
            return self._dictionary(found)
        if isinstance(found, pikepdf.Array):
            return pikepdf.Array([self.of(one) for one in found])
        return found  # type: ignore[return-value]  # a number or name

    def _stream(self, found: pikepdf.Stream) -> pikepdf.Object:
        if found.objgen not in self._made:
            made = self._document.make_stream(found.read_raw_bytes())
            self._made[found.objgen] = made
            for key, value in found.items():
                if key not in _OUTWARD and key != "/Length":
                    made[key] = self.of(value)
        return self._made[found.objgen]

    def _dictionary(self, found: pikepdf.Dictionary) -> pikepdf.Object:
        import pikepdf

        if found.get("/Type") == "/Font" and found.get("/Subtype") != "/Type3":
            return found
        if found.is_indirect and found.objgen in self._made:
            return self._made[found.objgen]
        made: pikepdf.Object = pikepdf.Dictionary()
        if found.is_indirect:
            made = self._document.make_indirect(made)
            self._made[found.objgen] = made
        for key, value in found.items():
            if key not in _OUTWARD:
                made[key] = self.of(value)
        return made
