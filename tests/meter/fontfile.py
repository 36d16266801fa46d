"""What only the file's own objects say: embedded programs, glyphs shown, colours of text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from layout.record import Record

if TYPE_CHECKING:
    from pathlib import Path

_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_TAG_LENGTH = 7  # ABCDEF+
_DEEPEST_FORM = 6
_FILLS = frozenset({"g", "rg", "k", "sc", "scn"})


class FontFacts(Record):
    """One font of the file; `notdefs` counts how often its glyph 0 is shown."""

    name: str
    embedded: bool
    subset: bool
    to_unicode: bool
    notdefs: int
    decoded: bool  # whether glyph numbers could be read off the codes


class FileFacts(Record):
    """Fonts by name, and fills of text: (operator, operands)."""

    fonts: tuple[FontFacts, ...]
    text_fills: tuple[tuple[str, tuple[float, ...]], ...]


def read_facts(path: Path) -> FileFacts:
    """Fonts and colours of text as the pages' content streams use them."""
    import pikepdf

    scan = _Scan()
    with pikepdf.open(path) as document:
        for page in document.pages:
            scan.read(page, page.obj.get("/Resources", page.resources), 0)
        fonts = tuple(_facts(font, scan) for _, font in sorted(scan.fonts.items()))
    fills = tuple(sorted(scan.fills))
    return FileFacts(fonts, fills)


# Any, here and below: pikepdf's objects answer to every name.
class _Scan:
    """Follows font and fill through content streams; lives only inside `read_facts`."""

    def __init__(self) -> None:
        self.fonts: dict[str, Any] = {}
        self.notdefs: Counter[str] = Counter()
        self.fills: set[tuple[str, tuple[float, ...]]] = set()
        self._fill: tuple[str, tuple[float, ...]] = ("g", (0.0,))
        self._font = ""

    def read(self, stream: Any, resources: Any, depth: int) -> None:
        import pikepdf

        stack: list[tuple[str, tuple[float, ...]]] = []
        for operands, operator in pikepdf.parse_content_stream(stream):
            name = str(operator)
            if name == "q":
                stack.append(self._fill)
            elif name == "Q" and stack:
                self._fill = stack.pop()
            elif name == "Do":
                self._enter(operands[0], resources, depth)
            else:
                self._follow(name, operands, resources)

    def _enter(self, name: Any, resources: Any, depth: int) -> None:
        item = resources.get("/XObject", {}).get(str(name))
        if item is not None and item.get("/Subtype") == "/Form" and depth < _DEEPEST_FORM:
            self.read(item, item.get("/Resources", resources), depth + 1)

    def _follow(self, name: str, operands: Any, resources: Any) -> None:
        if name == "Tf":
            font = resources.get("/Font", {}).get(str(operands[0]))
            if font is not None:
                self._font = str(font.get("/BaseFont", operands[0])).lstrip("/")
                self.fonts.setdefault(self._font, font)
        elif name in _FILLS:
            plain = [float(part) for part in operands if not str(part).startswith("/")]
            self._fill = (name, tuple(round(part, 3) for part in plain))
        elif name in ("Tj", "'", '"'):
            self._show(operands[-1])
        elif name == "TJ":
            for part in operands[0]:
                if not isinstance(part, int | float) and hasattr(part, "__bytes__"):
                    self._show(part)

    def _show(self, string: Any) -> None:
        import pikepdf

        if not isinstance(string, pikepdf.String):
            return
        codes = bytes(string)
        self.fills.add(self._fill)
        font = self.fonts.get(self._font)
        if font is not None and _two_byte(font):
            pairs = zip(codes[::2], codes[1::2], strict=False)
            shown = sum(1 for high, low in pairs if _glyph_of(font, high << 8 | low) == 0)
            self.notdefs[self._font] += shown


def _two_byte(font: Any) -> bool:
    return font.get("/Subtype") == "/Type0" and str(font.get("/Encoding", "")).startswith(
        "/Identity"
    )


def _glyph_of(font: Any, cid: int) -> int:
    mapping = font["/DescendantFonts"][0].get("/CIDToGIDMap")
    if mapping is None or str(mapping) == "/Identity":
        return cid
    table = mapping.read_bytes()
    return int.from_bytes(table[2 * cid : 2 * cid + 2], "big")


def _facts(font: Any, scan: _Scan) -> FontFacts:
    name = str(font.get("/BaseFont", "")).lstrip("/")
    holder = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
    descriptor = holder.get("/FontDescriptor", {})
    return FontFacts(
        name=name,
        embedded=any(key in descriptor for key in _PROGRAMS),
        subset=name[_TAG_LENGTH - 1 : _TAG_LENGTH] == "+",
        to_unicode="/ToUnicode" in font,
        notdefs=scan.notdefs[name],
        decoded=_two_byte(font),
    )
