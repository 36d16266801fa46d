"""Where each value of a text style comes from: for people who wonder why copy looks so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.diagnostics import SourceSpan
from layout.record import Record
from layout.styles.read import style_files
from layout.styles.resolve import EM_FIELDS
from layout.yaml_source import YamlMap, YamlScalar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
# Keys of a text style that say how lines are broken and stand, as a style file has them.
EXPLAINED_KEYS = (
    "face",
    "size",
    "leading",
    "align",
    "wrap",
    "indent",
    "hanging",
    "tracking",
    "strictness",
    "hyphenate",
    "squeeze",
    "hang",
    "autospace",
    "vertical_quotes",
    "vertical_acronyms",
    "tate_chu_yoko",
)


class ValueOrigin(Record):
    """Where a value was written: the text style of the `extends` chain, and its place.

    `style` is empty, and `span` None, for what no style says: the value is the engine's own.
    """

    style: str = ""
    written: str = ""
    span: SourceSpan | None = None


class StyleOrigins(Record):
    """A text style: itself and those it extends, nearest first, and the origin of each key."""

    chain: tuple[str, ...]
    values: Mapping[str, ValueOrigin]


def text_style_origins(
    house: str, folders: Sequence[Path], names: Sequence[str]
) -> dict[str, StyleOrigins]:
    """For each text style of a house style, where the value of every key came from.

    Of the files of a house style and those it extends, the nearest that has a text style has it
    whole; of a text style and those it extends, the nearest that has a key has its value.

    Raises:
        StyleError: the house style cannot be read.
    """
    files = [(one.node, one.file) for one in style_files(house, folders)]
    return {name: _origins(name, files) for name in names}


def attribute_of(key: str) -> str:
    """The attribute of `TextStyle` that a key of the file sets."""
    return EM_FIELDS.get(key, key)


def _origins(name: str, files: Sequence[tuple[YamlMap, str]]) -> StyleOrigins:
    found: dict[str, ValueOrigin] = dict.fromkeys(EXPLAINED_KEYS, ValueOrigin())
    chain = _chain(name, files)
    for style, node, file in reversed(chain):
        for key in EXPLAINED_KEYS:
            value = node.get(key)
            if isinstance(value, YamlScalar) and not value.is_null:
                span = SourceSpan(file, value.line, value.column)
                found[key] = ValueOrigin(style, value.text, span)
    return StyleOrigins(tuple(style for style, _, _ in chain), found)


def _chain(name: str, files: Sequence[tuple[YamlMap, str]]) -> list[tuple[str, YamlMap, str]]:
    """A text style and those it extends, nearest first, each with its file."""
    chain: dict[str, tuple[str, YamlMap, str]] = {}
    while name and name not in chain:
        defined = _definition(name, files)
        if defined is None:
            break
        node, file = defined
        chain[name] = (name, node, file)
        name = getattr(node.get("extends"), "text", "")
    return list(chain.values())


def _definition(name: str, files: Sequence[tuple[YamlMap, str]]) -> tuple[YamlMap, str] | None:
    for node, file in files:
        styles = node.get("text_styles")
        style = styles.get(name) if isinstance(styles, YamlMap) else None
        if isinstance(style, YamlMap):
            return style, file
    return None
