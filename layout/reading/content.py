"""The text of a page's marked content, by the number of each sequence.

Source: ISO 32000-1 9.4.3, 14.6, 14.9.4.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.reading.faults import DEEPEST_FORM, MOST_CALLS, MOST_FONTS, too_large
from layout.reading.fonts import FontReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pikepdf

    from layout.reading.streams import Streams

_SHOWS = frozenset(("Tj", "'", '"', "TJ"))
_MARKS = frozenset(("BDC", "BMC", "EMC"))
_READ = frozenset((*_SHOWS, *_MARKS, "Tf", "Do", "q", "Q"))
_COST_OF_FORM = 1 << 17  # in bytes read: forms may show forms
_CALLS = re.compile(rb"Tj|TJ|Tf|BDC|BMC|EMC|Do|['\"qQ]")


class _Mark:
    """A sequence that is open: whose text it is, and what is given in place of its text."""

    __slots__ = ("mcid", "silent")

    def __init__(self, mcid: int | None, *, silent: bool) -> None:
        self.mcid = mcid
        self.silent = silent


class PageReader:
    """Reads pages, each font once."""

    def __init__(self, document: pikepdf.Pdf, streams: Streams) -> None:
        self._document = document
        self._streams = streams
        self._fonts: dict[tuple[int, int], FontReader] = {}
        self._fonts_left = MOST_FONTS

    def texts_of(self, page: pikepdf.Page) -> dict[int, str]:
        """What each marked sequence of a page says, in the order in which they stand."""
        contents = page.obj.get("/Contents")
        reading = _Reading(self)
        reading.follow(self._joined(contents), page.resources, 0)
        return {mcid: "".join(parts) for mcid, parts in reading.said.items()}

    def _joined(self, contents: pikepdf.Object | None) -> bytes:
        import pikepdf

        if contents is None:
            return b""
        parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        return b"\n".join(self._streams.bytes_of(part) for part in parts)

    def instructions(
        self, data: bytes
    ) -> Sequence[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage]:
        """The instructions of a content stream."""
        import pikepdf

        # No operator takes fewer than two bytes.
        if len(data) > 2 * MOST_CALLS and sum(1 for _ in _CALLS.finditer(data)) > MOST_CALLS:
            raise too_large("a page holds more than two million operators")
        stream = pikepdf.Stream(self._document, data)
        return pikepdf.parse_content_stream(stream, operators=" ".join(sorted(_READ)))

    def spend(self, effort: int) -> None:
        """Count work, in bytes read."""
        self._streams.spend(effort)

    def bytes_of(self, stream: pikepdf.Object) -> bytes:
        """What a stream holds."""
        return self._streams.bytes_of(stream)

    def font(self, resources: pikepdf.Object, name: str) -> FontReader | None:
        """The font of a name, read once if it has a number."""
        import pikepdf

        font = resources.get("/Font", pikepdf.Dictionary()).get(name)
        if not isinstance(font, pikepdf.Dictionary):
            return None
        if not font.is_indirect:
            return self._read(font)
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = self._read(font)
        return self._fonts[font.objgen]

    def _read(self, font: pikepdf.Dictionary) -> FontReader:
        self._fonts_left -= 1
        if self._fonts_left < 0:
            raise too_large("its pages change fonts without end")
        return FontReader(font, self._streams)


class _Reading:
    """Follows one page's content, into the forms that it shows."""

    def __init__(self, reader: PageReader) -> None:
        self._reader = reader
        self._marks: list[_Mark] = []
        self._font: FontReader | None = None
        self.said: dict[int, list[str]] = {}

    def follow(self, data: bytes, resources: pikepdf.Object, depth: int) -> None:
        """Follow one content stream; marks that it leaves open end with it."""
        fonts: list[FontReader | None] = []
        around = len(self._marks)
        for instruction in self._reader.instructions(data):
            operands, kind = list(instruction.operands), str(instruction.operator)
            if kind in _SHOWS:
                self._show(operands)
            elif kind == "Tf":
                self._font = self._reader.font(resources, str(operands[0]))
            elif kind in _MARKS:
                self._mark(kind, operands, resources, around)
            elif kind == "q":
                fonts.append(self._font)
            elif kind == "Q":
                self._font = fonts.pop() if fonts else self._font
            elif kind == "Do":
                self._enter(str(operands[0]), resources, depth)
        del self._marks[around:]

    def _mark(
        self,
        kind: str,
        operands: Sequence[pikepdf.Object],
        resources: pikepdf.Object,
        around: int,
    ) -> None:
        if kind != "EMC":
            self._open(operands, resources)
        elif len(self._marks) > around:
            self._marks.pop()

    def _enter(self, name: str, resources: pikepdf.Object, depth: int) -> None:
        import pikepdf

        form = resources.get("/XObject", pikepdf.Dictionary()).get(name)
        if not isinstance(form, pikepdf.Stream) or form.get("/Subtype") != "/Form":
            return
        # Of forms only what stands in a sequence of the page's is read.
        if depth < DEEPEST_FORM and self._marks and self._marks[-1].mcid is not None:
            self._reader.spend(_COST_OF_FORM)
            kept = self._font
            inner = form.get("/Resources", resources)
            self.follow(self._reader.bytes_of(form), inner, depth + 1)
            self._font = kept

    def _open(self, operands: Sequence[pikepdf.Object], resources: pikepdf.Object) -> None:
        import pikepdf

        told = operands[1] if len(operands) > 1 else pikepdf.Dictionary()
        if isinstance(told, pikepdf.Name):
            named = resources.get("/Properties", pikepdf.Dictionary())
            told = named.get(str(told), pikepdf.Dictionary())
        around = self._marks[-1] if self._marks else _Mark(None, silent=False)
        mark = _Mark(around.mcid, silent=around.silent)
        if str(operands[0]) == "/Artifact":
            mark.mcid = None
        elif "/MCID" in told:
            mark.mcid = int(told["/MCID"])
            self.said.setdefault(mark.mcid, [])
        if "/ActualText" in told and not mark.silent:
            self._say(str(told["/ActualText"]), mark)
            mark.silent = True
        self._marks.append(mark)

    def _show(self, operands: Sequence[pikepdf.Object]) -> None:
        import pikepdf

        mark = self._marks[-1] if self._marks else None
        if mark is None or mark.mcid is None or mark.silent or self._font is None:
            return
        shown = operands[-1]
        strings = list(shown) if isinstance(shown, pikepdf.Array) else [shown]
        codes = b"".join(bytes(one) for one in strings if isinstance(one, pikepdf.String))
        self._say(self._font.text_of(codes), mark)

    def _say(self, text: str, mark: _Mark) -> None:
        if mark.mcid is not None:
            self.said[mark.mcid].append(text)
