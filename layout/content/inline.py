"""Running text from its written form: the inline marks of the format.

`**bold**`, `*kai*`, `^2^`, `{nobr}…{/nobr}`, `{漢字|hàn zì}`, `[词]{.dots}`, `[20]{.tcy}`,
`[鲁迅]{.name}`, `[呐喊]{.title}`, `[第 {page} 页](#harbour)`, `[^note]`.
A backslash takes an ASCII mark's meaning away; at a line's end it makes the break text.
`{}` is nothing: it parts two marks that would otherwise run together. Marks open and close
whatever stands beside them: CommonMark's flanking rules take spaces between words for granted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.content.model import PAGE, Inline, Mark, Text
from layout.content.notes import NOTE_MARK, WHERE_NOTES_STAND
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from layout.content.faults import Copy, Faults

ASCII_MARKS = r"!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~"
_FORM = re.compile(r"\\|\*+|\^|\{|\[|\]|<!--")
ESCAPED = re.compile(rf"\\([{ASCII_MARKS}])")
_BRACES = re.compile(r"\{((?:\\.|[^{}\\])*)\}")
_RUBY = re.compile(r"((?:\\.|[^|\\])+)\|((?:\\.|[^|\\])+)", re.DOTALL)
_BRACKET = re.compile(r"\\.|\[|\](\{\.[^{}]*\}|\()?", re.DOTALL)

# Where a page reference leads to.
_TARGET = re.compile(r"\(#([^()\s]+)\)")

_WHITE = re.compile(r" +|\n")
# Pairs of first and last character.
_HAN = (
    "\u2e80\u2fdf\u3005\u3007\u3021\u3029\u3400\u4dbf\u4e00\u9fff\uf900\ufaff"
    "\U00020000\U0003ffff"
)
_WESTERN = "09AZaz\u00aa\u00aa\u00b5\u00b5\u00ba\u00ba\u00c0\u024f\u0370\u04ff\u1e00\u1eff"
# Marks that Chinese and Western copy share; at a line's edge their neighbour tells which it is.
_SHARED_MARKS = "“”‘’—…·"
_SIGHT = 8  # no more marks than this stand together
_FIRST_WIDE = "\u2e80"
_HARD_BREAK = "\x1f"  # no source holds it: control characters are refused

CLASSES = {"dots": Mark.DOTS, "tcy": Mark.TCY, "name": Mark.NAME, "title": Mark.TITLE}
NAMES = {
    Mark.STRONG: "**",
    Mark.KAI: "*",
    Mark.NO_BREAK: "{nobr}",
    Mark.SUPERSCRIPT: "^",
    Mark.DOTS: "[",
    Mark.TCY: "[",
    Mark.NAME: "[",
    Mark.TITLE: "[",
}


def drop_autospace(characters: str) -> str:
    """The characters without the spaces that stand for the gap between Han and Western."""
    characters = characters.replace("\t", " ")
    if " " not in characters:
        return characters
    return _WHITE.sub(
        lambda found: "" if _is_autospace(characters, *found.span()) else found[0], characters
    )


def _is_autospace(characters: str, start: int, end: int) -> bool:
    """Whether the spaces of a stretch stand for the gap that is set between Han and Western.

    Source: CSS Text 4 #propdef-text-autospace `replace`: the gap is set, never typed.
    """
    before, after = characters[max(start - 1, 0) : start], characters[end : end + 1]
    return (_is_in(before, _HAN) and _is_in(after, _WESTERN)) or (
        _is_in(before, _WESTERN) and _is_in(after, _HAN)
    )


def _is_in(character: str, ranges: str) -> bool:
    pairs = zip(ranges[::2], ranges[1::2], strict=True)
    return any(first <= character <= last for first, last in pairs)


def read_text(copy: Copy, faults: Faults) -> Text:
    """Running text in its written form, as inlines.

    A line break is nothing between Han and a space between Western words, unless a backslash
    stands before it. Faults are noted, and the doubtful mark is taken as a character.
    """
    text = copy.text
    if "\t" in text:
        # A tab is white like any other; the places of what follows stay as they are.
        text = text.replace("\t", " ")
        copy = replace(copy, text=text)
    pieces = [Inline(text)] if text else []
    if _FORM.search(text):
        pieces = _Scanner(copy, faults).scan()
    if " " in text or "\n" in text:
        pieces = _tidied(pieces)
    return joined(pieces)


def read_lead(copy: Copy, faults: Faults) -> tuple[Text, Text]:
    """The bold words a text begins with, without their bold, and the text after them."""
    if not copy.text.startswith(("**", "[**")):
        return (), read_text(copy, faults)
    pieces = _Scanner(copy, faults).scan()
    if copy.text.startswith("[") and not (pieces and pieces[0].target):
        return (), joined(_tidied(pieces))
    count = 0
    while count < len(pieces) and Mark.STRONG in pieces[count].marks:
        count += 1
    lead = [replace(piece, marks=piece.marks & ~Mark.STRONG) for piece in pieces[:count]]
    rest = pieces[count:]
    if rest:
        rest[0] = replace(rest[0], text=rest[0].text.lstrip(" \n"))
    return joined(_tidied(lead)), joined(_tidied(rest))


def joined(pieces: Iterable[Inline]) -> Text:
    """The pieces in normal form: none empty, no two neighbours that ask for the same."""
    whole: list[Inline] = []
    for piece in pieces:
        last = whole[-1] if whole else None
        if last and _are_alike(last, piece):
            whole[-1] = Inline(last.text + piece.text, piece.marks, target=piece.target)
        elif piece.text or piece.note:
            whole.append(piece)
    return tuple(whole)


def _are_alike(one: Inline, other: Inline) -> bool:
    """Whether two neighbours ask for the same, and for nothing each of them has alone."""
    alone = one.ruby or other.ruby or one.note or other.note
    return not alone and one.marks == other.marks and one.target == other.target


def _tidied(pieces: list[Inline]) -> list[Inline]:
    """Line ends made into what they mean, spaces between Han and Western dropped."""
    plain = "".join(piece.text for piece in pieces)
    edits = [
        (*found.span(), _instead(plain, *found.span())) for found in _WHITE.finditer(plain)
    ]
    tidy, begin, first = [], 0, 0
    for piece in pieces:
        end = begin + len(piece.text)
        text, done = "", begin
        while first < len(edits) and edits[first][0] < end:
            start, stop, instead = edits[first]
            text += plain[done : max(start, begin)]
            text += instead[max(begin - start, 0) : end - start]
            done = min(stop, end)
            if stop > end:  # the next piece has the rest of it
                break
            first += 1
        text += plain[done:end]
        tidy.append(replace(piece, text=text.replace(_HARD_BREAK, "\n")))
        begin = end
    return tidy


def _instead(plain: str, start: int, end: int) -> str:
    """What stands in the place of spaces, or of a line's end."""
    if plain[start] != "\n":
        return "" if _is_autospace(plain, start, end) else plain[start:end]
    before = plain[max(start - _SIGHT, 0) : start].rstrip(_SHARED_MARKS)[-1:]
    after = plain[end : end + _SIGHT].lstrip(_SHARED_MARKS)[:1]
    is_western = before and after and before < _FIRST_WIDE and after < _FIRST_WIDE
    return " " if is_western else ""


class _OpenMark(Record):
    mark: Mark
    offset: int
    closes_at: int = -1  # for brackets: the offset of the closing one
    ends_at: int = -1  # and of what comes behind it
    target: str = ""

    @property
    def name(self) -> str:
        return NAMES[self.mark] if self.closes_at < 0 else "["


class _Scanner:
    """One pass over a text that holds marks; `scan` gives its pieces, line ends still raw."""

    def __init__(self, copy: Copy, faults: Faults) -> None:
        self._copy = copy
        self._text = copy.text
        self._faults = faults
        self._pieces: list[Inline] = []
        self._open: list[_OpenMark] = []
        self._marks = Mark.NONE
        self._target = ""
        self._brackets: dict[int, tuple[int, str]] | None = None
        self._readers: dict[str, Callable[[re.Match[str]], int]] = {
            "\\": self._backslash,
            "*": self._stars,
            "^": self._caret,
            "{": self._brace,
            "[": self._bracket,
            "]": self._bracket_end,
            "<": self._comment,
        }

    def scan(self) -> list[Inline]:
        position = 0
        while found := _FORM.search(self._text, position):
            self._keep(self._text[position : found.start()])
            position = self._readers[found[0][0]](found)
        self._keep(self._text[position:])
        for mark in self._open:
            message = f"`{mark.name}` is never closed"
            self._fault("unclosed-mark", message, mark.offset, mark.name)
        return self._pieces

    def _keep(self, characters: str, ruby: str = "") -> None:
        if characters:
            self._pieces.append(Inline(characters, self._marks, ruby, self._target))

    def _fault(self, rule: str, message: str, offset: int, literal: str = "") -> None:
        hint = f"write `\\{literal[0]}` to print the character itself" if literal else ""
        self._faults.add(rule, message, self._copy.span(offset, self._faults), hint)

    def _backslash(self, found: re.Match[str]) -> int:
        position = found.end()
        following = self._text[position : position + 1]
        if following == "\n":
            if self._pieces and not self._pieces[-1].ruby:
                last = self._pieces[-1]
                self._pieces[-1] = replace(last, text=last.text.rstrip(" "))
            self._keep(_HARD_BREAK)
            return position + 1
        if escaped := ESCAPED.match(self._text, found.start()):
            self._keep(escaped[1])
            return escaped.end()
        self._keep("\\")
        return position

    def _stars(self, found: re.Match[str]) -> int:
        offset, left = found.start(), len(found[0])
        while left:
            innermost = self._open[-1].mark if self._open else Mark.NONE
            is_kai = left == 1 or (innermost == Mark.KAI and left % 2)
            self._toggle(Mark.KAI if is_kai else Mark.STRONG, offset)
            step = 1 if is_kai else 2
            offset, left = offset + step, left - step
        return found.end()

    def _caret(self, found: re.Match[str]) -> int:
        self._toggle(Mark.SUPERSCRIPT, found.start())
        return found.end()

    def _toggle(self, mark: Mark, offset: int) -> None:
        if self._open and self._open[-1].mark == mark and self._open[-1].closes_at < 0:
            self._pop()
        elif mark in self._marks:
            inner = self._open[-1].name
            message = f"`{NAMES[mark]}` closes before the `{inner}` inside it"
            self._fault("crossed-marks", message, offset, NAMES[mark])
        else:
            self._push(_OpenMark(mark, offset))

    def _push(self, opened: _OpenMark) -> None:
        self._open.append(opened)
        self._marks |= opened.mark
        self._target = opened.target or self._target

    def _pop(self) -> None:
        self._open.pop()
        self._marks, self._target = Mark.NONE, ""
        for opened in self._open:
            self._marks |= opened.mark
            self._target = opened.target or self._target

    def _brace(self, found: re.Match[str]) -> int:
        form = _BRACES.match(self._text, found.start())
        if form is None:
            self._fault("unclosed-mark", "`{` is never closed", found.start(), "{")
            self._keep("{")
            return found.end()
        if ruby := _RUBY.fullmatch(form[1]):
            reading = ESCAPED.sub(r"\1", ruby[2]).replace("\n", " ")
            self._keep(ESCAPED.sub(r"\1", ruby[1]), reading)
        elif form[1] == "nobr" and Mark.NO_BREAK not in self._marks:
            self._push(_OpenMark(Mark.NO_BREAK, found.start()))
        elif form[1] == "/nobr" and Mark.NO_BREAK in self._marks:
            self._toggle(Mark.NO_BREAK, found.start())
        elif form[0] == PAGE and self._target:
            self._keep(PAGE)
        elif form[1]:
            self._fault("unknown-mark", f"`{form[0]}` means nothing here", found.start(), "{")
            self._keep(form[0])
        return form.end()

    def _bracket(self, found: re.Match[str]) -> int:
        offset = found.start()
        if note := NOTE_MARK.match(self._text, offset):
            return self._note(note)
        if self._brackets is None:
            self._brackets = paired_brackets(self._text)
        closes_at, form = self._brackets.get(offset, (-1, ""))
        target = _TARGET.match(self._text, closes_at + 1) if form == "(" else None
        if target and not self._target:
            span = self._copy.span(offset, self._faults)
            self._faults.references.append((target[1], span))
            self._push(_OpenMark(Mark.NONE, offset, closes_at, target.end(), target[1]))
            return found.end()
        if form == "(":
            self._refuse_link(offset, in_reference=bool(target))
        mark = self._classes(form, closes_at + 1) if form.startswith("{") else Mark.NONE
        if not mark:
            self._keep("[")
        else:
            self._push(_OpenMark(mark, offset, closes_at, closes_at + 1 + len(form)))
        return found.end()

    def _refuse_link(self, offset: int, *, in_reference: bool) -> None:
        message = "links are not printed: write the words, and the address if it matters"
        if self._text[:offset].endswith("!"):
            message = "a picture stands in a paragraph of its own"
        elif in_reference:
            message = "a page reference stands in no other"
        self._fault("unknown-mark", message, offset, "[")

    def _note(self, found: re.Match[str]) -> int:
        """A note hangs where its mark stands; it belongs to no reference around it."""
        span = self._copy.span(found.start(), self._faults)
        if self._faults.notes is None:
            message = f"`{found[0]}` cannot stand here"
            self._faults.add("misplaced-note", message, span, WHERE_NOTES_STAND)
        elif note := self._faults.notes.mark(found[1], span):
            self._pieces.append(Inline("", self._marks, note=note))
        return found.end()

    def _classes(self, form: str, offset: int) -> Mark:
        mark = Mark.NONE
        for name in form[1:-1].replace(".", " ").split():
            if name not in CLASSES:
                message = f"`.{name}` is not a mark; it may be {_NAMED}"
                self._fault("unknown-mark", message, offset, "{")
            mark |= CLASSES.get(name, Mark.NONE)
        return mark

    def _bracket_end(self, found: re.Match[str]) -> int:
        offset = found.start()
        planned = next((mark for mark in self._open if mark.closes_at == offset), None)
        if planned is None:
            self._keep("]")
            return found.end()
        if self._open[-1] is not planned:
            name = self._open[-1].name
            self._fault("crossed-marks", f"`]` closes before the `{name}` inside it", offset)
        while self._open[-1] is not planned:
            self._pop()
        self._pop()
        return planned.ends_at

    def _comment(self, found: re.Match[str]) -> int:
        message = "a comment stands on a line of its own"
        self._fault("unknown-mark", message, found.start(), "<")
        self._keep(found[0])
        return found.end()


def paired_brackets(text: str) -> dict[int, tuple[int, str]]:
    """For each `[` whose `]` has something behind it: the place of the `]`, and that."""
    pairs: dict[int, tuple[int, str]] = {}
    waiting: list[int] = []
    for found in _BRACKET.finditer(text):
        if found[0] == "[":
            waiting.append(found.start())
        elif found[0][0] == "]" and waiting:
            opened = waiting.pop()
            if found[1]:
                pairs[opened] = (found.start(), found[1])
    return pairs


_NAMED = ", ".join(f".{name}" for name in CLASSES)
