"""House style files → `HouseStyle`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import error
from layout.errors import StyleError
from layout.yaml_source import YamlMap, YamlNode, read_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from layout.styles.model import HouseStyle

# How many styles may extend one another.
LONGEST_CHAIN = 8


def read_style(name: str, folders: Sequence[Path]) -> HouseStyle:
    """The house style of that name, from the first folder that has `NAME.yaml`.

    Raises:
        StyleError: no such style, or everything that is wrong with it.
    """
    from layout.schema import span_at, validate
    from layout.styles.resolve import Resolver
    from layout.styles.schema import HouseStyleSchema

    node, file = _with_ancestors(name, folders)
    schema = validate(HouseStyleSchema, node, file, fault=StyleError)
    resolver = Resolver(schema, lambda keys: span_at(node, keys, file))
    house = resolver.house_style()
    if resolver.faults:
        raise StyleError(resolver.faults)
    return house


def _with_ancestors(name: str, folders: Sequence[Path]) -> tuple[YamlNode, str]:
    """The style's map over that of the style it extends, and the name of its file."""
    (own, file), *ancestors = style_files(name, folders)
    node: YamlNode = own
    for ancestor, _ in ancestors:
        node = _merged(ancestor, node, depth=2)
    return node, file


def style_files(
    name: str, folders: Sequence[Path], seen: tuple[str, ...] = ()
) -> list[tuple[YamlMap, str]]:
    """The house style's file and those of the styles it extends, nearest first, by name.

    Raises:
        StyleError: there is no such style, it cannot be read, or it extends itself.
    """
    path = _find(name, folders)
    file = f"{path.parent.name}/{path.name}"
    node = read_yaml(path.read_bytes(), file, fault=StyleError)
    if not isinstance(node, YamlMap):
        raise StyleError([error("bad-style", f"{file} holds no keys")])
    parent = node.get("extends")
    if parent is None:
        return [(node, file)]
    base = getattr(parent, "text", "")
    if base in {name, *seen} or len(seen) >= LONGEST_CHAIN:
        raise StyleError([error("bad-style", f"house style {name!r} extends itself")])
    return [(node, file), *style_files(base, folders, (*seen, name))]


def _merged(base: YamlNode, over: YamlNode, depth: int) -> YamlNode:
    """Two maps as one: keys of `over` go first, maps merge down to `depth` levels.

    Below that a map is taken whole: a text style or a box that is named anew is new.
    """
    if depth == 0 or not (isinstance(base, YamlMap) and isinstance(over, YamlMap)):
        return over
    entries = []
    for key, value in base.entries:
        newer = over.get(key.text)
        entries.append((key, value if newer is None else _merged(value, newer, depth - 1)))
    known = {key.text for key, _ in base.entries}
    entries += [(key, value) for key, value in over.entries if key.text not in known]
    return YamlMap(tuple(entries), over.line, over.column)


def _find(name: str, folders: Sequence[Path]) -> Path:
    for folder in folders:
        path = folder / f"{name}.yaml"
        if path.is_file():
            return path
    have = sorted({path.stem for folder in folders for path in folder.glob("*.yaml")})
    hint = f"there are {', '.join(have)}" if have else "there is no styles/ folder"
    raise StyleError([error("no-such-style", f"no house style {name!r}", hint=hint)])
