"""House style files → `HouseStyle`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import SourceSpan, error
from layout.errors import StyleError
from layout.files import SourceFile
from layout.record import Record
from layout.yaml_source import YamlMap, YamlNode, YamlScalar, read_yaml, span_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from layout.diagnostics import Diagnostic
    from layout.styles.model import HouseStyle

# How many styles may extend one another.
LONGEST_CHAIN = 8


class StyleFile(Record):
    """One file of a house style: its keys, the name findings tell it by, and its bytes."""

    node: YamlMap
    file: str
    source: SourceFile


class StyleSources(Record):
    """A house style and the files it was read from, its own first, each named `NAME.yaml`."""

    house: HouseStyle
    files: tuple[SourceFile, ...]


def read_style(name: str, folders: Sequence[Path]) -> HouseStyle:
    """The house style of that name, from the first folder that has `NAME.yaml`.

    Raises:
        StyleError: no such style, or everything that is wrong with it.
    """
    return read_style_sources(name, folders).house


def read_style_sources(name: str, folders: Sequence[Path]) -> StyleSources:
    """The house style as `read_style` gives it, with its file and every one it extends.

    Raises:
        StyleError: no such style, or everything that is wrong with it.
    """
    from layout.schema import validate
    from layout.styles.faults import Faults
    from layout.styles.resolve import Resolver
    from layout.styles.schema import HouseStyleSchema

    files = style_files(name, folders)
    node, file = _with_ancestors(files), files[0].file
    schema = validate(HouseStyleSchema, node, file, fault=StyleError)
    faults = Faults(node, file)
    house = Resolver(schema, faults).house_style()
    if faults.errors:
        raise StyleError(sorted(faults.errors, key=_place))
    return StyleSources(house, tuple(one.source for one in files))


def _place(finding: Diagnostic) -> tuple[str, int, int]:
    span = finding.span or SourceSpan("")
    return span.path, span.line, span.column


def _with_ancestors(files: Sequence[StyleFile]) -> YamlNode:
    """The style's map over that of the style it extends; every node knows its file."""
    node: YamlNode = files[0].node
    for ancestor in files[1:]:
        node = _merged(ancestor.node, node, depth=2)
    return node


def style_files(
    name: str,
    folders: Sequence[Path],
    seen: tuple[str, ...] = (),
    asked: SourceSpan | None = None,
) -> list[StyleFile]:
    """The house style's file and those of the styles it extends, nearest first.

    `seen` are the styles on the way to this one; `asked` is where the last of them names it.

    Raises:
        StyleError: there is no such style, it cannot be read, or it extends itself.
    """
    path = _find(name, folders, asked)
    file = f"{path.parent.name}/{path.name}"
    content = _content(path, file)
    node = read_yaml(content, file, fault=StyleError)
    if not isinstance(node, YamlMap):
        raise StyleError([error("bad-style", f"{file} holds no keys", span_of(node, file))])
    own = StyleFile(node, file, SourceFile(path.name, content))
    parent = node.get("extends")
    if parent is None or (isinstance(parent, YamlScalar) and parent.is_null):
        return [own]
    base = _parent_name(parent, file, (*seen, name))
    above = style_files(base, folders, (*seen, name), span_of(parent, file))
    return [own, *above]


def _content(path: Path, file: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise StyleError([error("bad-style", f"{file}: {fault.strerror}")]) from fault


def _parent_name(parent: YamlNode, file: str, chain: tuple[str, ...]) -> str:
    """The style an `extends` names; `chain` are the styles that lead to it, it not included."""
    place = span_of(parent, file)
    if not isinstance(parent, YamlScalar):
        message, hint = "`extends` wants the name of one style", "write `extends: magazine`"
        raise StyleError([error("wrong-type", message, place, hint)])
    base = parent.text
    if base in chain:
        circle = " → ".join((*chain[chain.index(base) :], base))
        message = f"house style {base!r} extends itself: {circle}"
        hint = "let one of them stand without `extends`"
        raise StyleError([error("bad-style", message, place, hint)])
    if len(chain) > LONGEST_CHAIN:
        message = f"{len(chain)} styles extend one another: {' → '.join((*chain, base))}"
        hint = f"{LONGEST_CHAIN} may, at most"
        raise StyleError([error("bad-style", message, place, hint)])
    return base


def _merged(base: YamlNode, over: YamlNode, depth: int) -> YamlNode:
    """Two maps as one: keys of `over` go first, maps merge down to `depth` levels.

    Below that a map is taken whole: a text style or a box that is named anew is new.
    """
    if depth == 0 or not (isinstance(base, YamlMap) and isinstance(over, YamlMap)):
        return over
    entries = []
    for key, value in base.entries:
        newer = over.get(key.text)
        if newer is None:
            entries.append((key, value))
        else:
            entries.append((over.key(key.text) or key, _merged(value, newer, depth - 1)))
    known = {key.text for key, _ in base.entries}
    entries += [(key, value) for key, value in over.entries if key.text not in known]
    return YamlMap(tuple(entries), over.line, over.column, over.path)


def _find(name: str, folders: Sequence[Path], asked: SourceSpan | None) -> Path:
    for folder in folders:
        path = folder / f"{name}.yaml"
        # A name is no path: a style lies in its folder, not elsewhere.
        if path.parent == folder and path.is_file():
            return path
    have = sorted({path.stem for folder in folders for path in folder.glob("*.yaml")})
    hint = f"there are {', '.join(have)}" if have else "there is no styles/ folder"
    raise StyleError([error("no-such-style", f"no house style {name!r}", asked, hint)])
