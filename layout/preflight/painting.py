"""Reading the content of a page: operators to what they paint.

Source: ISO 32000-1 annex A (operators).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from layout.conformance.content import is_transparent
from layout.conformance.drawn import Drawn
from layout.conformance.tokens import inline_entries, name_of, string_bytes, tokens
from layout.conformance.used_fonts import UsedFont
from layout.geometry import POINTS_PER_INCH, Rect
from layout.preflight.colours import UNKNOWN, inks_in
from layout.preflight.painted import (
    IDENTITY,
    Matrix,
    Painted,
    State,
    box_of,
    scale_of,
    shared,
    times,
)
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from layout.conformance.objects import Entries, Objects
    from layout.preflight.inks import Inks

_DEEPEST_FORM = 16
_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'\"*")
_INVISIBLE = 3
_ASCENT, _DESCENT = 0.88, 0.12
_DEVICE = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}
_USUAL_WIDTH = 500  # of a Latin letter, in thousandths of an em


class Painter:
    """Reads the streams of a page; `painted` and `spots` grow."""

    def __init__(self, file: Objects, page_index: int, fonts: dict[str, UsedFont]) -> None:
        self._file, self._page, self._fonts = file, page_index, fonts
        self.painted: list[Painted] = []
        self.transparent: Rect | None = None
        self._state = State()
        self._saved: list[State] = []
        self._resources: Entries = {}
        self._found: dict[tuple[str, bytes], object] = {}
        self._path: list[tuple[float, float]] = []
        self._clips = False
        self._text: Matrix = IDENTITY
        self._line: Matrix = IDENTITY
        self._depth = 0
        self._actions = self._operators()

    def _operators(self) -> Mapping[bytes, Callable[[list[bytes]], None]]:
        fills = dict.fromkeys((b"f", b"F", b"f*"), self._fill)
        strokes = dict.fromkeys((b"S", b"s"), self._stroke)
        both = dict.fromkeys((b"B", b"B*", b"b", b"b*"), self._fill_and_stroke)
        devices = dict(self._devices())
        return {
            **fills,
            **strokes,
            **both,
            **devices,
            b"n": lambda _: self._end_path(),
            b"W": lambda _: self._clip_next(),
            b"W*": lambda _: self._clip_next(),
            b"q": lambda _: self._saved.append(replace(self._state)),
            b"Q": self._restore,
            b"cm": self._concat,
            b"w": self._set_width,
            b"gs": self._set_state,
            b"m": self._point,
            b"l": self._point,
            b"c": self._point,
            b"v": self._point,
            b"y": self._point,
            b"re": self._rectangle,
            b"cs": lambda row: self._space(row, fill=True),
            b"CS": lambda row: self._space(row, fill=False),
            b"sc": lambda row: self._components(row, fill=True),
            b"scn": lambda row: self._components(row, fill=True),
            b"SC": lambda row: self._components(row, fill=False),
            b"SCN": lambda row: self._components(row, fill=False),
            b"BT": self._begin_text,
            b"Tf": self._set_font,
            b"Tm": self._set_matrix,
            b"Td": lambda row: self._move(row, leads=False),
            b"TD": lambda row: self._move(row, leads=True),
            b"T*": lambda _: self._next_line(),
            b"TL": lambda row: self._set("leading", row),
            b"Tc": lambda row: self._set("char_space", row),
            b"Tw": lambda row: self._set("word_space", row),
            b"Ts": lambda row: self._set("rise", row),
            b"Tz": lambda row: self._set("scale", row, 0.01),
            b"Tr": lambda row: self._set("mode", row),
            b"Tj": self._show,
            b"TJ": self._show,
            b"'": self._show_below,
            b'"': self._show_below,
            b"Do": self._do,
            b"ID": self._inline,
        }

    def _devices(self) -> Iterator[tuple[bytes, Callable[[list[bytes]], None]]]:
        for name, space in _DEVICE.items():
            for operator, fill in ((name, True), (name.upper(), False)):
                yield operator.encode(), partial(self._colour, space, fill=fill)

    def read(self, content: bytes, resources: Entries) -> None:
        """Read one stream with its resources."""
        around = self._resources, self._found, len(self._saved)
        self._resources, self._found = resources, {}
        operands: list[bytes] = []
        actions = self._actions
        for token in tokens(content):
            act = actions.get(token)
            if act is not None:
                act(operands)
                operands.clear()
            elif token[0] in _LETTERS and token not in {b"true", b"false", b"null"}:
                operands.clear()
            else:
                operands.append(token)
        del self._saved[around[2] :]
        self._resources, self._found = around[:2]

    # Graphics state.

    def _restore(self, _: list[bytes]) -> None:
        if self._saved:
            self._state = self._saved.pop()

    def _concat(self, row: list[bytes]) -> None:
        numbers = _numbers(row)
        if len(numbers) >= 6:
            a, b, c, d, e, f = numbers[-6:]
            self._state.ctm = times((a, b, c, d, e, f), self._state.ctm)

    def _set_width(self, row: list[bytes]) -> None:
        self._set("width", row)

    def _set(self, name: str, row: list[bytes], factor: float = 1.0) -> None:
        numbers = _numbers(row)
        if numbers:
            setattr(self._state, name, numbers[-1] * factor)

    def _set_state(self, row: list[bytes]) -> None:
        entries = self._file.entries(self._named("/ExtGState", row))
        state, number = self._state, self._file.number
        if "/OP" in entries:
            state.stroke_overprint = entries["/OP"] is True
            state.fill_overprint = entries.get("/op", entries["/OP"]) is True
        if "/op" in entries:
            state.fill_overprint = entries["/op"] is True
        alpha = number(entries.get("/ca"))
        state.alpha = state.alpha if alpha is None else alpha
        width = number(entries.get("/LW"))
        state.width = state.width if width is None else width
        if is_transparent(self._file, entries) and self.transparent is None:
            self.transparent = Rect(0.0, 0.0, 0.0, 0.0)
        font = self._file.row(entries.get("/Font"))
        if len(font) >= 2:
            self._use(font[0], number(font[1]) or 0.0)

    def _named(self, kind: str, row: list[bytes]) -> object:
        if not row:
            return None
        key = kind, row[-1]
        if key not in self._found:
            entries = self._file.entries(self._resources.get(kind))
            self._found[key] = entries.get(name_of(row[-1]))
        return self._found[key]

    # Colour.

    def _colour(self, space: object, row: list[bytes], *, fill: bool) -> None:
        inks = inks_in(self._file, space, _numbers(row))
        if fill:
            self._state.fill_space, self._state.fill = space, inks
        else:
            self._state.stroke_space, self._state.stroke = space, inks

    def _space(self, row: list[bytes], *, fill: bool) -> None:
        name = name_of(row[-1]) if row else ""
        plain = {"/DeviceGray": b"0", "/DeviceRGB": b"0 0 0", "/DeviceCMYK": b"0 0 0 1"}
        space = name if name in plain else self._named("/ColorSpace", row)
        # A new space begins at black, a spot ink at full (ISO 32000-1 8.6.5, 8.6.6.4).
        first = plain[name].split() if name in plain else [b"1"] * 8
        self._colour(space, first, fill=fill)

    def _components(self, row: list[bytes], *, fill: bool) -> None:
        space = self._state.fill_space if fill else self._state.stroke_space
        self._colour(space, row, fill=fill)

    # Paths.

    def _point(self, row: list[bytes]) -> None:
        numbers = _numbers(row)
        self._path += zip(numbers[::2], numbers[1::2], strict=False)

    def _rectangle(self, row: list[bytes]) -> None:
        numbers = _numbers(row)
        if len(numbers) >= 4:
            x, y, width, height = numbers[-4:]
            self._path += [(x, y), (x + width, y + height)]

    def _outline(self) -> Rect:
        xs, ys = [x for x, _ in self._path], [y for _, y in self._path]
        whole = Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        return box_of(self._state.ctm, whole)

    def _clip_next(self) -> None:
        """The next operator that ends the path clips with it (ISO 32000-1 8.5.4)."""
        self._clips = True

    def _end_path(self) -> None:
        if self._clips and self._path:
            self._state.clip = shared(self._outline(), self._state.clip)
        self._clips = False
        self._path.clear()

    def _fill(self, _: list[bytes]) -> None:
        if self._path:
            state = self._state
            rect = shared(self._outline(), state.clip)
            self._add("fill", rect, state.fill, overprint=state.fill_overprint)
        self._end_path()

    def _stroke(self, _: list[bytes]) -> None:
        if self._path:
            state = self._state
            width = state.width * scale_of(state.ctm)
            rect, inks = self._outline(), state.stroke
            made = Painted(
                "stroke", self._page, rect, inks, state.stroke_overprint, width=width
            )
            self.painted.append(made)
        self._end_path()

    def _fill_and_stroke(self, row: list[bytes]) -> None:
        kept, clips = list(self._path), self._clips
        self._clips = False
        self._fill(row)
        self._path, self._clips = kept, clips
        self._stroke(row)

    def _add(self, kind: str, rect: Rect, inks: Inks, *, overprint: bool) -> None:
        alpha = self._state.alpha
        made = Painted(kind, self._page, rect, inks, overprint, alpha=alpha)
        self.painted.append(made)

    # Text.

    def _begin_text(self, _: list[bytes]) -> None:
        self._text = self._line = IDENTITY

    def _set_font(self, row: list[bytes]) -> None:
        if len(row) >= 2:
            numbers = _numbers(row[-1:])
            self._use(self._named("/Font", row[-2:-1]), numbers[0] if numbers else 0.0)

    def _use(self, ref: object, size: float) -> None:
        key = ref if isinstance(ref, str) else f"direct {id(ref)}"
        self._state.font, self._state.size = key, size
        if key not in self._fonts:
            self._fonts[key] = UsedFont(self._file, Drawn(), key, self._file.entries(ref))

    def _set_matrix(self, row: list[bytes]) -> None:
        numbers = _numbers(row)
        if len(numbers) >= 6:
            a, b, c, d, e, f = numbers[-6:]
            self._text = self._line = (a, b, c, d, e, f)

    def _move(self, row: list[bytes], *, leads: bool) -> None:
        numbers = _numbers(row)
        if len(numbers) >= 2:
            x, y = numbers[-2:]
            if leads:
                self._state.leading = -y
            self._text = self._line = times((1.0, 0.0, 0.0, 1.0, x, y), self._line)

    def _next_line(self) -> None:
        down = (1.0, 0.0, 0.0, 1.0, 0.0, -self._state.leading)
        self._text = self._line = times(down, self._line)

    def _show_below(self, row: list[bytes]) -> None:
        self._next_line()
        self._show(row)

    def _show(self, row: list[bytes]) -> None:
        state = self._state
        font = self._fonts.get(state.font)
        if font is None:
            return
        along = 0.0
        for token in row:
            if token[:1] in {b"(", b"<"}:
                along += self._advance(font, string_bytes(token))
            elif token not in {b"[", b"]"}:
                along -= sum(_numbers([token])) / 1000 * state.size
        self._place(font, along)

    def _advance(self, font: UsedFont, shown: bytes) -> float:
        """How far a string leads on, in text space before its scale."""
        step = 2 if font.composite else 1
        codes = [
            int.from_bytes(shown[at : at + step], "big") for at in range(0, len(shown), step)
        ]
        if font.composite and font.encoding.endswith("-V"):
            return len(codes) * self._state.size
        widths, usual = font.widths, font.default_width
        width = sum(widths.get(code, usual) for code in codes)
        if not widths and not width:  # one of the standard fonts, which need not give any
            width = _USUAL_WIDTH * len(codes)
        state = self._state
        return width / 1000 * state.size + len(codes) * state.char_space

    def _place(self, font: UsedFont, along: float) -> None:
        state = self._state
        matrix = times(self._text, state.ctm)
        size = state.size
        if font.composite and font.encoding.endswith("-V"):
            rect = Rect(-size / 2, -along, size, along)
            step = (1.0, 0.0, 0.0, 1.0, 0.0, -along)
        else:
            along *= state.scale
            rect = Rect(0.0, state.rise - _DESCENT * size, along, (_ASCENT + _DESCENT) * size)
            step = (1.0, 0.0, 0.0, 1.0, along, 0.0)
        self._text = times(step, self._text)
        if int(state.mode) == _INVISIBLE or not along:
            return
        fills = int(state.mode) in {0, 2, 4, 6}
        made = Painted(
            "text",
            self._page,
            box_of(matrix, rect),
            state.fill if fills else state.stroke,
            state.fill_overprint if fills else state.stroke_overprint,
            size=size * scale_of(matrix),
            ref=state.font,
            alpha=state.alpha,
        )
        self.painted.append(made)

    # Pictures and forms.

    def _do(self, row: list[bytes]) -> None:
        ref = self._named("/XObject", row)
        entries = self._file.entries(ref)
        if self._file.name(entries.get("/Subtype")) == "Image":
            self._image(str(ref), entries)
        elif isinstance(ref, str) and self._file.is_stream(ref) and self._depth < _DEEPEST_FORM:
            self._form(ref, entries)

    def _image(self, ref: str, entries: Entries) -> None:
        state = self._state
        rect = box_of(state.ctm, Rect(0.0, 0.0, 1.0, 1.0))
        mask = entries.get("/ImageMask") is True
        a, b, c, d, _, _ = state.ctm
        across, down = (a * a + b * b) ** 0.5, (c * c + d * d) ** 0.5
        width = self._file.number(entries.get("/Width")) or 0.0
        height = self._file.number(entries.get("/Height")) or 0.0
        ppi = 0.0
        if across > 0 and down > 0:
            ppi = POINTS_PER_INCH * min(width / across, height / down)
        inks = state.fill if mask else UNKNOWN
        overprint = state.fill_overprint and mask
        seen = shared(rect, state.clip)
        if seen.width * seen.height == 0:
            return
        made = Painted("image", self._page, seen, inks, overprint, ref=ref, ppi=ppi, whole=rect)
        self.painted.append(made)
        if ("/SMask" in entries or state.alpha < 1) and self.transparent is None:
            self.transparent = rect

    def _inline(self, row: list[bytes]) -> None:
        entries = inline_entries(row)
        space = entries.get("/CS", entries.get("/ColorSpace"))
        name = name_of(space) if isinstance(space, bytes) else ""
        rect = box_of(self._state.ctm, Rect(0.0, 0.0, 1.0, 1.0))
        value = [1.0] * 4 if name else []
        inks = inks_in(self._file, name, value) if name else UNKNOWN
        self.painted.append(Painted("image", self._page, rect, inks))

    def _form(self, ref: str, entries: Entries) -> None:
        kept, path, text, line = replace(self._state), self._path, self._text, self._line
        numbers = [self._file.number(one) for one in self._file.row(entries.get("/Matrix"))]
        if len(numbers) == 6:
            a, b, c, d, e, f = (one or 0.0 for one in numbers)
            self._state.ctm = times((a, b, c, d, e, f), self._state.ctm)
        own = self._file.entries(entries.get("/Resources"))
        group = self._file.entries(entries.get("/Group"))
        if self._file.name(group.get("/S")) == "Transparency" and self.transparent is None:
            self.transparent = Rect(0.0, 0.0, 0.0, 0.0)
        self._depth += 1
        self._path = []
        self.read(self._file.bytes_of(ref), own or self._resources)
        self._depth -= 1
        self._state, self._path, self._text, self._line = kept, path, text, line


def _numbers(row: list[bytes]) -> list[float]:
    found = []
    for token in row:
        try:
            found.append(float(token))
        except ValueError:  # a name, a bracket
            continue
    return found
