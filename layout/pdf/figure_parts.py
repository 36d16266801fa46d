"""All that a figure draws with, one part at a time: contents, pictures, faces, colours.

Source: ISO 32000-1 7.8.3 (resources), 8.6 to 8.10, 9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf


class Part(NamedTuple):
    """A part, and the resources of the content that calls for it.

    `kind` is `content` (a page, form, pattern or glyph), `resources`, `space`, `image`, `form`,
    `other` (an XObject that is neither), `state` or `font`.
    """

    kind: str
    found: pikepdf.Object
    scope: pikepdf.Object


def parts_of(page: pikepdf.Page, *, masks: bool = True) -> list[Part]:
    """Every part of a page, each once; those of graphics states' masks if asked for."""
    page.contents_coalesce()
    walk = _Walk(masks=masks)
    return [
        *walk.group(page.obj, page.resources),
        *walk.content(page.obj, page.resources),
    ]


def parts_of_form(form: pikepdf.Object, scope: pikepdf.Object) -> list[Part]:
    """Every part of a form, each once, but those of the masks of its graphics states."""
    return list(_Walk(masks=False).xobject(form, scope))


class _Walk:
    def __init__(self, *, masks: bool) -> None:
        self._masks = masks
        self._seen: set[tuple[int, int]] = set()

    def _is_new(self, found: pikepdf.Object) -> bool:
        if not found.is_indirect:
            return True
        new = found.objgen not in self._seen
        self._seen.add(found.objgen)
        return new

    def content(self, holder: pikepdf.Object, resources: pikepdf.Object) -> Iterator[Part]:
        yield Part("content", holder, resources)
        yield from self.resources(resources)

    def resources(self, resources: pikepdf.Object) -> Iterator[Part]:
        yield Part("resources", resources, resources)
        ways = {
            "/ColorSpace": self.space,
            "/Shading": self.shading,
            "/Pattern": self.pattern,
            "/XObject": self.xobject,
            "/Font": self.font,
            "/ExtGState": self.state,
        }
        for key, way in ways.items():
            for found in dict(resources.get(key, {})).values():
                if self._is_new(found):
                    yield from way(found, resources)

    def space(self, space: pikepdf.Object, scope: pikepdf.Object) -> Iterator[Part]:
        """A colour space, then what it is based on."""
        import pikepdf

        yield Part("space", space, scope)
        if not isinstance(space, pikepdf.Array) or len(space) < 2:
            return
        family = str(space[0])
        if family in {"/Indexed", "/I", "/Pattern"}:
            yield from self.space(space[1], scope)
        elif family in {"/Separation", "/DeviceN"}:
            yield from self.space(space[2], scope)

    def shading(self, shading: pikepdf.Object, scope: pikepdf.Object) -> Iterator[Part]:
        yield from self.space(shading.ColorSpace, scope)

    def pattern(self, pattern: pikepdf.Object, scope: pikepdf.Object) -> Iterator[Part]:
        import pikepdf

        if isinstance(pattern, pikepdf.Stream):
            yield from self.content(pattern, _resources_of(pattern, scope))
            return
        if "/Shading" in pattern:
            yield from self.shading(pattern.Shading, scope)
        if "/ExtGState" in pattern:
            yield from self.state(pattern.ExtGState, scope)

    def xobject(self, found: pikepdf.Object, scope: pikepdf.Object) -> Iterator[Part]:
        kind = found.get("/Subtype")
        if kind == "/Image":
            yield Part("image", found, scope)
            if "/ColorSpace" in found:
                yield from self.space(found.ColorSpace, scope)
            if "/SMask" in found and self._is_new(found.SMask):
                yield from self.xobject(found.SMask, scope)
        elif kind == "/Form":
            yield Part("form", found, scope)
            yield from self.group(found, scope)
            yield from self.content(found, _resources_of(found, scope))
        else:
            yield Part("other", found, scope)

    def group(self, holder: pikepdf.Object, scope: pikepdf.Object) -> Iterator[Part]:
        if "/Group" in holder and "/CS" in holder.Group:
            yield from self.space(holder.Group.CS, scope)

    def state(self, state: pikepdf.Object, scope: pikepdf.Object) -> Iterator[Part]:
        yield Part("state", state, scope)
        has_mask = self._masks and state.get("/SMask", "/None") != "/None"
        if has_mask and self._is_new(state.SMask.G):
            yield from self.xobject(state.SMask.G, scope)

    def font(self, font: pikepdf.Object, scope: pikepdf.Object) -> Iterator[Part]:
        yield Part("font", font, scope)
        resources = _resources_of(font, scope)
        for glyph in dict(font.get("/CharProcs", {})).values():
            yield from self.content(glyph, resources)


def _resources_of(holder: pikepdf.Object, scope: pikepdf.Object) -> pikepdf.Object:
    """A content's own resources, or those of what it stands in."""
    return holder.get("/Resources", scope)


def press_profile(document: pikepdf.Pdf) -> pikepdf.Stream | None:
    """The profile of the press a figure was made for, if it says so and it is CMYK.

    Source: ISO 15930-7 6.4 (PDF/X-4), ISO 32000-1 14.11.5.
    """
    import pikepdf

    for intent in document.Root.get("/OutputIntents", ()):
        profile = intent.get("/DestOutputProfile")
        if isinstance(profile, pikepdf.Stream) and int(profile.get("/N", 0)) == 4:
            return profile
    return None
