"""YAML that knows where it stands: the only door to PyYAML.

Every scalar stays the characters the writer typed: `no`, `08`, `3.10`, `1e3` are text until a
schema asks for something else. What YAML allows and a manuscript never needs is refused here:
aliases, merge keys, tags, several documents, duplicate keys, control characters, deep nesting.
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any, TypeAlias

from layout.diagnostics import Diagnostic, SourceSpan, error
from layout.errors import ContentError, LayoutError
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

# A whole issue of 60,000 characters is 200 kB; a file of this size is a mistake or an attack.
MAX_SOURCE_BYTES = 8 * 1024 * 1024
# Articles need eight levels. A reader that recurses over the tree must not run out of stack.
MAX_DEPTH = 64
# One broken file should not bury the others: a reader mends the first faults first.
MAX_FAULTS = 100

# Characters that no manuscript holds and that PDF, XML and terminals choke on. U+0085, U+2028,
# U+2029 are line breaks to YAML but letters to everyone else.
_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
_NULLS = frozenset({"", "~", "null"})
_STRING_TAGS = frozenset({"!", "tag:yaml.org,2002:str"})


class YamlScalar(Record):
    """One scalar, as written. `inner` is the line and column where its characters begin."""

    text: str
    line: int = 1
    column: int = 1
    is_plain: bool = True  # neither quoted nor a block
    inner: tuple[int, int] = (1, 1)
    path: str = ""  # the file it stands in

    @property
    def is_null(self) -> bool:
        """Whether the writer left the value out: nothing, `~` or `null`, without quotes."""
        return self.is_plain and self.text in _NULLS


class YamlList(Record):
    """A sequence."""

    items: tuple[YamlNode, ...]
    line: int = 1
    column: int = 1
    path: str = ""


class YamlMap(Record):
    """A mapping in the order of the file; no key stands twice."""

    entries: tuple[tuple[YamlScalar, YamlNode], ...]
    line: int = 1
    column: int = 1
    path: str = ""

    def get(self, key: str) -> YamlNode | None:
        """The value of a key, or None where the key is not written."""
        return next((value for name, value in self.entries if name.text == key), None)

    def key(self, key: str) -> YamlScalar | None:
        """The key itself, for its place, or None where it is not written."""
        return next((name for name, _ in self.entries if name.text == key), None)


YamlNode: TypeAlias = YamlScalar | YamlList | YamlMap


def span_of(node: YamlNode, path: str) -> SourceSpan:
    """Where a node begins."""
    return SourceSpan(path, node.line, node.column)


def decode_source(source: bytes, path: str, *, fault: type[LayoutError] = ContentError) -> str:
    """The characters of a text file: UTF-8, without its byte order mark, lines parted by LF.

    Raises:
        LayoutError: (the class asked for) the file is too large, is not UTF-8, or holds control
            characters.
    """
    if len(source) > MAX_SOURCE_BYTES:
        message = f"{len(source)} bytes; a text file may hold {MAX_SOURCE_BYTES}"
        raise fault([error("file-too-large", message, SourceSpan(path))])
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        before = source[: broken.start].decode("utf-8-sig", "replace")
        span = _span_at(before, len(before), path)
        message = f"byte 0x{source[broken.start]:02X} is not UTF-8"
        hint = "save the file as UTF-8 (it may be GBK)"
        raise fault([error("not-utf8", message, span, hint)]) from broken
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_controls(text, path, fault)
    return text


def _refuse_controls(text: str, path: str, fault: type[LayoutError]) -> None:
    found = [
        error(
            "control-character",
            f"U+{ord(match[0]):04X} cannot be printed",
            _span_at(text, match.start(), path),
            "delete it; it is often left over from copying",
        )
        for match, _ in zip(_REFUSED.finditer(text), range(MAX_FAULTS), strict=False)
    ]
    if found:
        raise fault(found)


def _span_at(text: str, offset: int, path: str, first_line: int = 1) -> SourceSpan:
    line = text.count("\n", 0, offset)
    return SourceSpan(path, first_line + line, offset - (text.rfind("\n", 0, offset) + 1) + 1)


def read_yaml(
    source: str | bytes,
    path: str,
    *,
    fault: type[LayoutError] = ContentError,
    first_line: int = 1,
) -> YamlNode:
    """The one document of a YAML text, as nodes that know their line and column.

    `path` names the file in findings; `first_line` is the line where the text begins (front
    matter does not begin at 1). An empty text is a null scalar.

    Raises:
        LayoutError: (the class asked for) with everything found wrong in the file.
    """
    import yaml

    if isinstance(source, str):
        text = source.removeprefix("\ufeff")
        _refuse_controls(text, path, fault)
    else:
        text = decode_source(source, path, fault=fault)
    builder = _Builder(text, path, first_line)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
            if len(builder.faults) >= MAX_FAULTS:
                break
    except yaml.MarkedYAMLError as broken:
        builder.faults.append(_syntax_fault(broken, path, first_line))
    except yaml.YAMLError as broken:  # the reader's: it knows no line
        builder.faults.append(error("yaml-syntax", str(broken), SourceSpan(path, first_line)))
    except ValueError as broken:  # an escape that names no character, in libyaml or chr()
        message = f"an escape names no character: {broken}"
        builder.faults.append(error("yaml-syntax", message, SourceSpan(path, first_line)))
    if builder.faults:
        raise fault(builder.faults)
    return builder.root


# Any: PyYAML's stubs give its errors' marks no common type.
def _syntax_fault(broken: Any, path: str, first_line: int) -> Diagnostic:
    mark = broken.problem_mark or broken.context_mark
    span = SourceSpan(path, first_line)
    if mark is not None:
        span = SourceSpan(path, mark.line + first_line, mark.column + 1)
    problem = broken.problem or broken.context or "not YAML"
    context = f" {broken.context}" if broken.context and broken.problem else ""
    if "nesting" in problem:
        return error("yaml-too-deep", f"nested deeper than {MAX_DEPTH} levels", span)
    hint = ""
    if "mapping values" in problem:
        hint = "put text that holds `: ` in quotes"
    elif "cannot start any token" in problem:
        hint = "indent with spaces, and put text that begins with a mark in quotes"
    return error("yaml-syntax", f"{problem}{context}", span, hint)


class _Open:
    """A collection whose end has not come yet."""

    __slots__ = ("children", "column", "is_map", "keys", "line")

    def __init__(self, line: int, column: int, *, is_map: bool) -> None:
        self.line = line
        self.column = column
        self.is_map = is_map
        self.children: list[YamlNode] = []
        self.keys: dict[str, int] = {}

    @property
    def wants_key(self) -> bool:
        return self.is_map and len(self.children) % 2 == 0


class _Builder:
    """Turns parser events into nodes with a stack of its own, so that no depth can overflow."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.root: YamlNode = YamlScalar("", first_line, 1, inner=(first_line, 1))
        self.faults: list[Diagnostic] = []
        self._lines: list[str] = []
        self._text = text
        self._path = path
        self._first_line = first_line
        self._has_escapes = "\\" in text
        self._stack: list[_Open] = []
        self._documents = 0
        self._too_deep = 0

    def take(self, event: Any) -> None:  # Any: PyYAML's event stubs leave the marks untyped
        """Add one event."""
        name = type(event).__name__
        if name == "ScalarEvent":
            self._add(self._scalar(event))
        elif name in {"MappingStartEvent", "SequenceStartEvent"}:
            self._open(event, is_map=name == "MappingStartEvent")
        elif name in {"MappingEndEvent", "SequenceEndEvent"}:
            self._close()
        elif name == "AliasEvent":
            hint = "write the value out; a text that begins with * needs quotes"
            self._refuse("yaml-alias", "aliases (`*name`) are not read", event, hint)
            self._add(YamlScalar(""))
        elif name == "DocumentStartEvent":
            self._documents += 1
            if self._documents == 2:
                self._refuse("yaml-documents", "a second document begins here", event)

    def _scalar(self, event: Any) -> YamlScalar:  # Any: as above
        line, column = self._place(event)
        if event.tag is not None and event.tag not in _STRING_TAGS:
            self._refuse_tag(event)
        if self._has_escapes and _REFUSED.search(event.value):
            self._refuse("control-character", "an escape names a character not allowed", event)
        style = event.style
        if not style:
            plain = event.tag is None
            return YamlScalar(event.value, line, column, plain, (line, column), self._path)
        inner = (line + 1, self._block_column(line)) if style in "|>" else (line, column + 1)
        return YamlScalar(
            event.value, line, column, is_plain=False, inner=inner, path=self._path
        )

    def _block_column(self, line: int) -> int:
        self._lines = self._lines or self._text.split("\n")
        for text in self._lines[line - self._first_line + 1 :]:
            if text.strip():
                return len(text) - len(text.lstrip(" ")) + 1
        return 1

    def _open(self, event: Any, *, is_map: bool) -> None:  # Any: as above
        if event.tag is not None:
            self._refuse_tag(event)
        line, column = self._place(event)
        if len(self._stack) >= MAX_DEPTH:
            if not self._too_deep:
                self._refuse("yaml-too-deep", f"nested deeper than {MAX_DEPTH} levels", event)
            self._too_deep += 1
            return
        self._stack.append(_Open(line, column, is_map=is_map))

    def _close(self) -> None:
        if self._too_deep:
            self._too_deep -= 1
            return
        ended = self._stack.pop()
        children = ended.children
        if ended.is_map:
            pairs = zip(children[::2], children[1::2], strict=False)
            entries = tuple((key, value) for key, value in pairs if isinstance(key, YamlScalar))
            self._add(YamlMap(entries, ended.line, ended.column, self._path))
        else:
            self._add(YamlList(tuple(children), ended.line, ended.column, self._path))

    def _add(self, node: YamlNode) -> None:
        if self._too_deep:
            return
        if not self._stack:
            if self._documents < 2:
                self.root = node
            return
        parent = self._stack[-1]
        if parent.wants_key:
            self._check_key(parent, node)
        parent.children.append(node)

    def _check_key(self, parent: _Open, node: YamlNode) -> None:
        span = span_of(node, self._path)
        if not isinstance(node, YamlScalar):
            self.faults.append(error("yaml-key", "a key must be a plain word", span))
        elif node.text == "<<" and node.is_plain:
            self.faults.append(error("yaml-merge", "merge keys (`<<`) are not read", span))
        elif node.text in parent.keys:
            message = f"`{node.text}` stands twice; first on line {parent.keys[node.text]}"
            self.faults.append(error("duplicate-key", message, span))
        else:
            parent.keys[node.text] = node.line

    def _place(self, event: Any) -> tuple[int, int]:  # Any: as above
        mark = event.start_mark
        return mark.line + self._first_line, mark.column + 1

    def _refuse_tag(self, event: Any) -> None:  # Any: as above
        hint = "a text that begins with ! needs quotes"
        self._refuse("yaml-tag", f"the tag {event.tag} means nothing here", event, hint)

    def _refuse(
        self, rule: str, message: str, event: Any, hint: str = ""
    ) -> None:  # Any: as above
        line, column = self._place(event)
        self.faults.append(error(rule, message, SourceSpan(self._path, line, column), hint))


# What other YAML readers would take for a number, a date, a truth value or nothing.
_LOOKS_TYPED = re.compile(
    r"""(?xi) ~ | null | yes | no | on | off | true | false
    | [-+]? \.? [0-9] [0-9_,.:]* (e [-+]? [0-9]+)? | 0[xo][0-9a-f_]+ | [-+]? \. (inf|nan)
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} .*
    """
)
_UNSAFE_START = re.compile(r"[-?:](\s|\Z)|[,\[\]{}#&*!|>'\"%@`]|---|\.\.\.|<<\Z|=\Z")
_UNSAFE_INSIDE = re.compile(r":(\s|\Z)|\s#|[\n\t]")
_UNSAFE_IN_FLOW = re.compile(r"[,\[\]{}:#?&*!|>'\"%@`]")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_FLOW_WIDTH = 72


# Any: a tree of dicts, lists, tuples and scalars has no finite static type.
def write_yaml(value: Any) -> str:
    """A YAML text that `read_yaml` reads back to the same values, made for people to edit.

    Takes mappings, lists, tuples, strings, numbers, dates, truth values and None.
    Nothing is escaped that need not be; short lists of words stand on one line; text with line
    breaks stands as a literal block.

    Raises:
        ValueError: a string holds a character that `read_yaml` refuses.
        TypeError: a value of another type.
    """
    return "\n".join(_block_lines(value, "")) + "\n"


def _block_lines(value: Any, indent: str) -> Iterator[str]:  # Any: see write_yaml
    if isinstance(value, dict) and value:
        for key, entry in value.items():
            yield from _entry_lines(f"{indent}{_scalar_text(str(key))}:", entry, indent)
    elif isinstance(value, list | tuple) and value:
        for entry in value:
            yield from _item_lines(entry, indent)
    else:
        yield from _entry_lines("", value, indent[2:])


def _entry_lines(head: str, value: Any, indent: str) -> Iterator[str]:  # Any: see write_yaml
    gap = " " if head else ""
    if isinstance(value, dict | list | tuple):
        flow = _flow_text(value, len(head))
        if flow:
            yield f"{head}{gap}{flow}"
            return
        yield head
        yield from _block_lines(value, indent + "  ")
    elif isinstance(value, str) and _suits_literal(value):
        yield f"{head}{gap}|" + ("" if value.endswith("\n") else "-")
        inner = indent + "  "
        for line in value.removesuffix("\n").split("\n"):
            yield inner + line if line else ""
    else:
        text = _scalar_text(value)
        yield f"{head}{gap}{text}" if text else head


def _item_lines(value: Any, indent: str) -> Iterator[str]:  # Any: see write_yaml
    """One entry of a list: a mapping or list begins on the line of its dash."""
    if isinstance(value, dict | list | tuple) and not _flow_text(value, len(indent) + 1):
        lines = _block_lines(value, indent + "  ")
        yield f"{indent}- {next(lines)[len(indent) + 2 :]}"
        yield from lines
    else:
        yield from _entry_lines(f"{indent}-", value, indent)


def _flow_text(value: Any, used: int) -> str:  # Any: see write_yaml
    """A short list of words on one line, or an empty collection; else nothing."""
    if not value:
        return "{}" if isinstance(value, dict) else "[]"
    if isinstance(value, dict) or not all(
        isinstance(entry, str | int | float) and _suits_flow(entry) for entry in value
    ):
        return ""
    text = "[" + ", ".join(_scalar_text(entry) for entry in value) + "]"
    width = used + sum(2 if ord(character) > 0x2E80 else 1 for character in text)
    return text if width <= _FLOW_WIDTH else ""


def _suits_flow(value: Any) -> bool:  # Any: see write_yaml
    text = _scalar_text(value)
    return text.startswith('"') or not _UNSAFE_IN_FLOW.search(text)


def _suits_literal(text: str) -> bool:
    """Whether a literal block keeps the text: it must not begin or end in white."""
    body = text.removesuffix("\n")
    return (
        "\n" in body
        and body[0] not in " \t\n"
        and body[-1] not in " \t\n"
        and not _REFUSED.search(body)
    )


def _scalar_text(value: Any) -> str:  # Any: see write_yaml
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if not isinstance(value, str):
        raise TypeError(f"{type(value).__name__} has no place in YAML")
    if _REFUSED.search(value):
        raise ValueError(f"{value!r} holds a character that cannot be written")
    if (
        not value
        or value != value.strip()
        or _UNSAFE_START.match(value)
        or _UNSAFE_INSIDE.search(value)
        or _LOOKS_TYPED.fullmatch(value)
    ):
        return '"' + "".join(_ESCAPES.get(character, character) for character in value) + '"'
    return value
