"""SVG files as figures: their size, the faces they ask for, and what of them cannot show.

The file is read with Python's own expat, which loads nothing from outside and refuses entities
that blow up.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from layout.images.faults import PictureFault, broken
from layout.images.figures import refuse_large
from layout.images.model import FigureText, figure_info

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layout.images.model import PictureInfo

# SVG 2 elements that a page on paper cannot have, or that no converter of ours draws.
_NOT_SHOWN = frozenset(
    (
        *("script", "foreignObject", "video", "audio", "iframe"),
        *("animate", "animateMotion", "animateTransform", "set"),
    )
)
_TEXTS = frozenset({"text", "tspan", "textPath"})
_NUMBER = re.compile(
    r"\s*([0-9]*\.?[0-9]+(?:e[+-]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in|)\s*", re.IGNORECASE
)
# CSS Values 4 #absolute-lengths: a pixel is 1/96 inch.
_PIXELS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54}
_PIXELS["mm"] = 96 / 25.4
_FAMILY = re.compile(r"font-family\s*:\s*([^;}]+)")
_FONT = re.compile(r"(?:^|[;{\s])font\s*:\s*[^;}]*?[0-9.]+[a-z%]+(?:/\S+)?\s+([^;}]+)")
_OUTSIDE = re.compile(r"url\(\s*['\"]?\s*(?!#|data:)[^\s'\")]")
_MOST_DEEP = 512


def probe_svg(data: bytes) -> PictureInfo:
    """What an SVG's elements tell; its size is in units of its own.

    Raises:
        PictureFault: it is no sound SVG, has no size, or asks for files beside it.
    """
    refuse_large(data)
    reader = _Reader()
    reader.read(data)
    width, height = _size(reader.root)
    return figure_info("SVG", width, height, sorted(reader.notes), reader.texts)


class _Reader:
    """Walks the elements; families of text are handed down as CSS hands them down."""

    def __init__(self) -> None:
        self.root: Mapping[str, str] = {}
        self.notes: set[str] = set()
        self.texts: list[FigureText] = []
        self._names: list[str] = []
        self._families: list[tuple[str, ...]] = [()]

    def read(self, data: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = _refuse_entity
        parser.buffer_text = True
        try:
            parser.Parse(data, True)  # noqa: FBT003 - expat takes no keyword
        except expat.ExpatError as fault:
            raise broken(f"the SVG is damaged at line {fault.lineno}") from fault
        if not self.root:
            raise broken("the SVG holds no drawing")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rsplit(" ", 1)[-1]
        if not self._names:
            if name != "svg":
                raise PictureFault(
                    "picture-format", f"its outermost element is `{name}`", "export it as SVG"
                )
            self.root = attributes or {"": ""}
        if len(self._names) > _MOST_DEEP:
            raise broken("its elements nest too deep")
        self._names.append(name)
        if name in _NOT_SHOWN:
            self.notes.add(f"`{name}` does not show")
        if name == "filter":
            self.notes.add("`filter` is drawn in pixels")
        _refuse_outside(name, attributes)
        self._families.append(_families(attributes) or self._families[-1])

    def _end(self, _tag: str) -> None:
        self._names.pop()
        self._families.pop()

    def _characters(self, characters: str) -> None:
        name = self._names[-1] if self._names else ""
        if name == "style":
            self._style(characters)
        elif name in _TEXTS and characters.strip():
            self.texts.append(FigureText(characters.strip(), self._families[-1]))

    def _style(self, sheet: str) -> None:
        if "@import" in sheet or _OUTSIDE.search(sheet):
            raise _asks_outside()
        found = _families({"style": sheet})
        if found:
            self._families = [kept or found for kept in self._families]


def _refuse_entity(*declared: object) -> None:
    """Entities of its own are expanded by expat, within its bounds; those of files are not."""
    system_id = declared[4]
    if system_id is not None:
        raise _asks_outside()


def _refuse_outside(name: str, attributes: Mapping[str, str]) -> None:
    for key, written in attributes.items():
        is_link = key.rsplit(" ", 1)[-1] == "href" and name != "a"
        if is_link and not written.strip().startswith(("#", "data:")):
            raise _asks_outside()
        if _OUTSIDE.search(written):
            raise _asks_outside()


def _asks_outside() -> PictureFault:
    hint = "embed the pictures and styles it uses, and export it again"
    return PictureFault("picture-outside", "it asks for another file", hint)


def _families(attributes: Mapping[str, str]) -> tuple[str, ...]:
    """The families an element names for itself."""
    style = attributes.get("style", "")
    found = _FAMILY.search(style) or _FONT.search(style)
    written = found[1] if found else attributes.get("font-family", "")
    names = (name.strip().strip("'\"") for name in written.split(","))
    return tuple(name for name in names if name)


def _size(root: Mapping[str, str]) -> tuple[float, float]:
    """Width and height, of the drawing or of its view box (SVG 2 8.2)."""
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    sides = (_length(root.get("width", "")), _length(root.get("height", "")))
    if not all(sides) and len(box) == 4:
        sides = (_length(box[2]), _length(box[3]))
    width, height = sides
    if not width or not height:
        hint = "give its `svg` a width, a height and a viewBox"
        raise PictureFault("picture-size", "the drawing has no size", hint)
    return width, height


def _length(written: str) -> float:
    found = _NUMBER.fullmatch(written)
    return float(found[1]) * _PIXELS[found[2].lower()] if found else 0.0
