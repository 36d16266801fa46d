"""Reading one content stream: operators, colours, fonts, marked content.

Source: ISO 32000-1 annex A (operators), 8.4 (graphics state), 14.6 (marked content).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.conformance.marked import MarkedContent
from layout.conformance.spaces import uses_of
from layout.conformance.tokens import (
    inline_entries,
    name_of,
    string_bytes,
    text_of,
    tokens,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from layout.conformance.drawn import Drawn
    from layout.conformance.objects import Entries, Objects

_DEEPEST_FORM = 24
_WORDS = frozenset({b"true", b"false", b"null"})
_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'\"%*")
_PAINTS = (b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*")
_SILENT = (
    *(b"w", b"J", b"j", b"M", b"d", b"i", b"cm", b"m", b"l", b"c", b"v", b"y", b"h", b"re"),
    *(b"n", b"W", b"W*", b"BT", b"ET", b"Tc", b"Tw", b"Tz", b"TL", b"Ts", b"Td", b"TD"),
    *(b"Tm", b"T*", b"d0", b"d1", b"MP", b"DP", b"BX", b"EX", b"SC", b"sc", b"BI", b"EI"),
)
_INTENTS = frozenset(
    {"/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation"}
)
_INLINE_FILTERS = frozenset(
    {
        *(b"/ASCIIHexDecode", b"/ASCII85Decode", b"/FlateDecode", b"/RunLengthDecode"),
        *(
            b"/CCITTFaxDecode",
            b"/DCTDecode",
            b"/AHx",
            b"/A85",
            b"/Fl",
            b"/RL",
            b"/CCF",
            b"/DCT",
        ),
    }
)
_INLINE_SPACES = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK"}
_PLAIN = frozenset({"Normal", "Compatible"})
_INVISIBLE = 3  # text rendering mode: ISO 32000-1 table 106


class Reader:
    """Reads the streams of one page into a `Drawn`; forms are read where they are shown."""

    def __init__(self, file: Objects, drawn: Drawn, page_index: int) -> None:
        self._file = file
        self._drawn = drawn
        self._page = page_index
        self._font = ""
        self._mode = 0
        self._saved: list[tuple[str, int]] = []
        self._deepest = 0
        self._marks = MarkedContent(drawn, page_index)
        self._resources: Entries = {}
        self._found: dict[tuple[str, bytes], object] = {}
        self._owner = ""
        self._form_depth = 0
        self._inked = False
        self._bare: set[str] = set()
        self.named = False
        self._actions = self._operators()

    def _operators(self) -> Mapping[bytes, Callable[[list[bytes]], None] | None]:
        grey, rgb, cmyk = (
            lambda _, space=space: self._device(space)
            for space in ("DeviceGray", "DeviceRGB", "DeviceCMYK")
        )
        return {
            **dict.fromkeys(_SILENT),
            **dict.fromkeys(_PAINTS, self._paint),
            b"q": self._save,
            b"Q": self._restore,
            b"g": grey,
            b"G": grey,
            b"rg": rgb,
            b"RG": rgb,
            b"k": cmyk,
            b"K": cmyk,
            b"cs": self._space,
            b"CS": self._space,
            b"scn": self._pattern,
            b"SCN": self._pattern,
            b"sh": self._shade,
            b"ri": self._intent,
            b"gs": self._state,
            b"Tf": self._set_font,
            b"Tr": self._set_mode,
            b"Tj": self._show,
            b"'": self._show,
            b'"': self._show,
            b"TJ": self._show_row,
            b"BDC": self._begin_with,
            b"BMC": self._begin,
            b"EMC": self._end,
            b"Do": self._do,
            b"ID": self._inline_image,
        }

    def read(self, content: bytes, resources: Entries, owner: str) -> None:
        """Read one stream with its resources; `owner` is the page or form that holds it."""
        around = self._resources, self._found, self._owner, self._marks.depth, len(self._saved)
        self._resources, self._found, self._owner = resources, {}, owner
        operands: list[bytes] = []
        actions = self._actions
        for token in tokens(content):
            if token in actions:
                act = actions[token]
                if act is not None:
                    act(operands)
                operands.clear()
            elif token[0] in _LETTERS:
                self._odd(token, operands)
            else:
                operands.append(token)
        del self._saved[around[4] :]
        self._marks.end_to(around[3])
        self._resources, self._found, self._owner = around[:3]

    def _odd(self, token: bytes, operands: list[bytes]) -> None:
        """A word that is no operator."""
        if token[:1] == b"%":
            return
        if token in _WORDS:
            operands.append(token)
            return
        shown = token[:40].decode("latin-1")
        self._drawn.fault("operator", self._page, f"operator {shown}")
        operands.clear()

    # Graphics state.

    def _save(self, _: list[bytes]) -> None:
        self._saved.append((self._font, self._mode))
        if len(self._saved) > self._deepest:
            self._deepest = len(self._saved)
            if self._deepest == 29:
                self._drawn.fault("depth", self._page, self._where(), "29")

    def _restore(self, _: list[bytes]) -> None:
        if self._saved:
            self._font, self._mode = self._saved.pop()

    def _where(self) -> str:
        return "the page's content" if not self._form_depth else f"form {self._owner}"

    def _named(self, kind: str, token: bytes) -> object:
        """A resource as the dictionary of resources has it; None where there is none."""
        key = (kind, token)
        if key not in self._found:
            entries = self._file.entries(self._resources.get(kind))
            self.named = True
            self._found[key] = entries.get(name_of(token))
            if self._found[key] is None:
                self._drawn.fault("resource", self._page, name_of(token)[1:], kind[1:])
        return self._found[key]

    def _state(self, operands: list[bytes]) -> None:
        if not operands:
            return
        value = self._named("/ExtGState", operands[-1])
        entries = self._file.entries(value)
        key = value if isinstance(value, str) else f"{self._owner} {operands[-1]!r}"
        self._drawn.states.setdefault(key, (entries, self._page))
        if is_transparent(self._file, entries):
            self._drawn.transparent.add(self._page)
        font = self._file.row(entries.get("/Font"))
        if font:
            self._use_font(font[0], operands[-1])
        if self._file.number(entries.get("/OPM")) == 1 and (
            entries.get("/op") is True or entries.get("/OP") is True
        ):
            self._drawn.overprint.setdefault(self._page, name_of(operands[-1])[1:])
        mask = self._file.entries(entries.get("/SMask"))
        if mask:
            self.read_form(mask.get("/G"), self._resources, aside=True)

    def _intent(self, operands: list[bytes]) -> None:
        if operands and name_of(operands[-1]) not in _INTENTS:
            self._drawn.fault("intent", self._page, "operator ri", name_of(operands[-1])[1:])

    # Colour.

    def _device(self, space: str) -> None:
        self._inked = True
        if space not in self._drawn.colours:
            self.use_space(f"/{space}", self._resources)

    def use_space(self, value: object, resources: Entries) -> None:
        """Note what a colour space is made of."""
        for use in uses_of(self._file, value, resources):
            if isinstance(use, str):
                self._drawn.colours.setdefault(use, self._page)
            else:
                self._drawn.spots.append((use, self._page))

    def _space(self, operands: list[bytes]) -> None:
        self._inked = True
        if not operands:
            return
        name = name_of(operands[-1])
        if name in {"/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern"}:
            self.use_space(name, self._resources)
        elif ("/ColorSpace", operands[-1]) not in self._found:
            self.use_space(self._named("/ColorSpace", operands[-1]), self._resources)

    def _pattern(self, operands: list[bytes]) -> None:
        if not operands or operands[-1][:1] != b"/":
            return
        fresh = ("/Pattern", operands[-1]) not in self._found
        value = self._named("/Pattern", operands[-1])
        entries = self._file.entries(value)
        shading = self._file.entries(entries.get("/Shading"))
        if fresh and shading:
            self.use_space(shading.get("/ColorSpace"), self._resources)
        elif fresh:
            self.read_form(value, self._resources)

    def _shade(self, operands: list[bytes]) -> None:
        self._paint(operands)
        if operands:
            shading = self._file.entries(self._named("/Shading", operands[-1]))
            self.use_space(shading.get("/ColorSpace"), self._resources)

    # Text and paint.

    def _paint(self, _: list[bytes]) -> None:
        if not self._inked:
            self._device("DeviceGray")
        if not self._marks.held:
            self._drawn.untagged[self._page] += 1

    def _set_font(self, operands: list[bytes]) -> None:
        if len(operands) >= 2:
            self._use_font(self._named("/Font", operands[-2]), operands[-2])

    def _use_font(self, value: object, token: bytes) -> None:
        self._font = value if isinstance(value, str) else f"{self._owner} {token!r}"
        if self._font not in self._drawn.fonts:
            entries = self._file.entries(value)
            self._drawn.fonts[self._font] = entries
            self._read_glyphs(entries)

    def _read_glyphs(self, font: Entries) -> None:
        """The procedures of a Type 3 font."""
        if self._file.name(font.get("/Subtype")) != "Type3":
            return
        resources = self._file.entries(font.get("/Resources")) or self._resources
        kept = self._font, self._mode
        for glyph in self._file.entries(font.get("/CharProcs")).values():
            self.read_form(glyph, resources)
        self._font, self._mode = kept

    def _set_mode(self, operands: list[bytes]) -> None:
        self._mode = int(operands[-1]) if operands and operands[-1].isdigit() else 0

    def _show(self, operands: list[bytes]) -> None:
        if operands and operands[-1][:1] in b"(<":
            self._keep(string_bytes(operands[-1]))

    def _show_row(self, operands: list[bytes]) -> None:
        strings = [string_bytes(one) for one in operands if one[:1] == b"(" or one[:1] == b"<"]
        if strings:
            self._keep(b"".join(strings))

    def _keep(self, content: bytes) -> None:
        self._paint([])
        visible = self._mode != _INVISIBLE
        self._drawn.shows[self._font, visible][self._page].append(content)
        if not self._marks.actual:
            self._drawn.plain[self._font][self._page].append(content)

    # Marked content.

    def _begin(self, operands: list[bytes]) -> None:
        self._mark(operands[-1] if operands else b"", None, actual=False)

    def _begin_with(self, operands: list[bytes]) -> None:
        if len(operands) < 2:
            self._begin(operands)
        elif operands[-1][:1] == b"/":
            entries = self._file.entries(self._named("/Properties", operands[-1]))
            number = entries.get("/MCID")
            self._tell(entries)
            self._mark(operands[-2], number, actual="/ActualText" in entries)
        else:
            inline = inline_entries(operands[2:])
            found = inline.get("/MCID")
            number = int(found) if isinstance(found, bytes) and found.isdigit() else None
            if len(inline) > (number is not None):
                self._tell({key: _text(value) for key, value in inline.items()})
            self._mark(operands[0], number, actual="/ActualText" in inline)

    def _tell(self, entries: Entries) -> None:
        file = self._file
        language = file.text_of(entries.get("/Lang"))
        if "/Lang" in entries:
            self._drawn.languages.append((language, self._page))
        for key in ("/ActualText", "/Alt", "/E"):
            if key in entries:
                text = file.text_of(entries[key])
                self._drawn.actual_texts.append((text, language, self._page))

    def _mark(self, tag: bytes, number: object, *, actual: bool) -> None:
        holder = (self._owner, bool(self._form_depth))
        self._marks.begin(
            tag, number if isinstance(number, int) else None, holder, actual=actual
        )

    def _end(self, _: list[bytes]) -> None:
        self._marks.end()

    # Pictures and forms.

    def _do(self, operands: list[bytes]) -> None:
        if not operands:
            return
        value = self._named("/XObject", operands[-1])
        entries = self._file.entries(value)
        if self._file.name(entries.get("/Subtype")) == "Image":
            self._paint([])
            self._picture(str(value), entries)
        elif entries:
            self.read_form(value, self._resources)

    def _picture(self, ref: str, entries: Entries) -> None:
        known = ref in self._drawn.images
        self._drawn.images.setdefault(ref, (entries, self._page))
        mask = self._file.entries(entries.get("/SMask"))
        if mask or self._file.number(entries.get("/SMaskInData")):
            self._drawn.transparent.add(self._page)
        if mask:
            self._drawn.images.setdefault(str(entries["/SMask"]), (mask, self._page))
        if not known and entries.get("/ImageMask") is not True and "/ColorSpace" in entries:
            self.use_space(entries["/ColorSpace"], self._resources)

    def _inline_image(self, operands: list[bytes]) -> None:
        self._paint(operands)
        entries = inline_entries(operands)
        filters = entries.get("/F", entries.get("/Filter", []))
        for one in filters if isinstance(filters, list) else [filters]:
            if one not in _INLINE_FILTERS:
                self._drawn.fault("filter", self._page, "inline image", name_of(one)[1:])
        if b"true" in (entries.get("/I"), entries.get("/Interpolate")):
            self._drawn.fault("interpolate", self._page, "inline image")
        intent = entries.get("/Intent")
        if isinstance(intent, bytes) and name_of(intent) not in _INTENTS:
            self._drawn.fault("intent", self._page, "inline image", name_of(intent)[1:])
        space = entries.get("/CS", entries.get("/ColorSpace"))
        if isinstance(space, bytes):
            name = name_of(space)
            self._space([_INLINE_SPACES.get(name, name).encode()])

    def read_form(self, ref: object, resources: Entries, *, aside: bool = False) -> None:
        """Read a form, pattern or glyph procedure; without resources of its own, those around.

        `aside` says that it is not part of what is read on the page: an appearance, a mask.
        """
        if not isinstance(ref, str) or not self._file.is_stream(ref):
            return
        entries = self._file.entries(ref)
        drawn = self._drawn
        drawn.form_uses[ref] += 1
        known = ref in drawn.forms
        drawn.forms.setdefault(ref, (entries, self._page))
        group = self._file.entries(entries.get("/Group"))
        if self._file.name(group.get("/S")) == "Transparency":
            drawn.transparent.add(self._page)
            self.use_space(group.get("/CS"), resources)
        held = bool(self._marks.held) or aside
        # Outside of all tags, what it shows is untagged on each page that shows it.
        if self._form_depth >= _DEEPEST_FORM or (known and (held or ref in self._bare)):
            return
        if not held:
            self._bare.add(ref)
        self._read_within(ref, entries, resources, aside=aside)

    def _read_within(
        self, ref: str, entries: Entries, resources: Entries, *, aside: bool
    ) -> None:
        own = self._file.entries(entries.get("/Resources"))
        kept = self._font, self._mode
        self._form_depth += 1
        self._marks.held += aside
        self.read(self._file.bytes_of(ref), own or resources, ref)
        self._marks.held -= aside
        self._form_depth -= 1
        self._font, self._mode = kept


def is_transparent(file: Objects, state: Entries) -> bool:
    """Whether a graphics state lets what is below show through (ISO 32000-1 11.6.4)."""
    mode = file.at(state.get("/BM"))
    modes = mode if isinstance(mode, list) else [mode]
    blends = mode is not None and not all(file.name(one) in _PLAIN for one in modes)
    masks = state.get("/SMask") is not None and file.name(state["/SMask"]) != "None"
    alphas = (file.number(state.get(key)) for key in ("/ca", "/CA"))
    return blends or masks or any(alpha is not None and alpha < 1 for alpha in alphas)


def _text(value: bytes | list[bytes]) -> str:
    return f"u:{text_of(value)}" if isinstance(value, bytes) and value[:1] in b"(<" else ""
