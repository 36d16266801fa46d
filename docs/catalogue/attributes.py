"""What a component can be told: taken from the code's own declarations."""

from __future__ import annotations

import types
import typing
from typing import TYPE_CHECKING, get_args, get_origin

from docs.catalogue.claims import FIELDS, TYPES
from layout.content import words
from layout.content.divs import DIVS
from layout.content.faults import Faults
from layout.content.markdown import read_blocks
from layout.content.records import ArticleRecord, FlatplanRecord, PictureRecord, Traced
from layout.record import Record
from layout.schema import Model
from layout.styles.schema import KindSchema, MasterSchema

if TYPE_CHECKING:
    from docs.catalogue.examples import Example

# Every element takes them; they are described once, in docs/content-format.md.
TRACED = frozenset(Traced.model_fields)
WORDS = tuple(
    dict.fromkeys(
        word
        for value in vars(words).values()
        if isinstance(value, tuple)
        for word in value
        if isinstance(word, str)
    )
)
# What is said of a key wherever it stands, unless the page says otherwise.
MEANINGS = {
    "byline": "the line of names, ready made",
    "caption": "the words below the picture",
    "compilers": "who compiled it",
    "correspondents": "通讯员",
    "credit": "who made the picture; stands behind the caption",
    "direction": "of the copy in it",
    "file": "the picture's file, from the issue's folder",
    "head": "a head over it",
    "id": "the name by which copy calls for it",
    "photographers": "who took the pictures",
    "place": "where it stands",
    "reporter-of": "whose reporter the writer is",
    "writers": "who wrote it; names parted by 、",
    "type": "which block it is",
}


# Which table tells of a claim that is one key of a schema.
_TITLES: dict[str, tuple[str, type[Model]]] = {
    "way": ("`kinds` of the house style", KindSchema),
    "master": ("`masters` of the house style", MasterSchema),
    "opener": ("`masters` of the house style", MasterSchema),
    "furniture": ("`masters` of the house style", MasterSchema),
    "picture": ("picture", PictureRecord),
    "plan": ("`flatplan` in `issue.yaml`", FlatplanRecord),
}


class Row(Record):
    """One attribute: its name, what may stand there, what it means."""

    key: str
    values: str
    means: str


class Table(Record):
    """The attributes of one element of the format."""

    of: str
    rows: tuple[Row, ...]


def tables_of(example: Example) -> tuple[Table, ...]:
    """The tables for what a page claims to show.

    Raises:
        ValueError: the page does not say what an attribute means.
    """
    found: dict[str, dict[str, str]] = {}
    for claim in example.header.shows:
        word, name = claim.split(" ", 1)
        if word == "div":
            found[f"`::: {name}`"] = _of_div(name)
        elif word in {"type", "block"} and (record := _record_of(word, name)):
            title = "picture" if record is PictureRecord else f"`type: {name}`"
            found[title] = _of_record(record)
        elif word in {"part", "key"} and (key := FIELDS.get(name, name)) != "pictures":
            field = ArticleRecord.model_fields[key]
            found.setdefault("front matter", {})[key] = _values(field.annotation)
        elif word in _TITLES:
            title, schema = _TITLES[word]
            key = "picture" if word == "opener" else name
            found.setdefault(title, {})[key] = _values(schema.model_fields[key].annotation)
    return tuple(_table(of, keys, example) for of, keys in found.items() if keys)


def _table(of: str, keys: dict[str, str], example: Example) -> Table:
    told = {**MEANINGS, **(example.header.means or {})}
    silent = [key for key in keys if key not in told]
    if silent:
        raise ValueError(f"{example.file.name}: `means` does not tell of {', '.join(silent)}")
    return Table(of, tuple(Row(key, values, told[key]) for key, values in keys.items()))


def _record_of(word: str, name: str) -> type[Model] | None:
    return PictureRecord if (word, name) == ("block", "Picture") else TYPES.get(name)


def _of_div(name: str) -> dict[str, str]:
    return {key: _accepted(name, key) for key in DIVS[name].keys}


def _accepted(name: str, key: str) -> str:
    """The closed list an attribute takes, found by trying: the reader itself is asked."""
    if _takes(name, key, "7") and not _takes(name, key, "x"):
        return "number"
    known = tuple(word for word in WORDS if _takes(name, key, word))
    if not known or _takes(name, key, "no-word-of-any-list"):
        return "text"
    return _choice(known)


def _takes(name: str, key: str, word: str) -> bool:
    faults = Faults("example")
    read_blocks(f"::: {name} {{{key}={word}}}\n甲\n:::\n", (1, 1), faults)
    told = f"`{word}`"
    return not any(f"`{key}`" in one.message and told in one.message for one in faults.findings)


def _of_record(record: type[Model]) -> dict[str, str]:
    return {
        key: _values(field.annotation)
        for key, field in record.model_fields.items()
        if key not in TRACED and key != "type"
    }


def _values(annotation: object) -> str:
    """What a field of a record takes, in words."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is typing.Literal:
        return _choice(tuple(one for one in inner if one != ""))
    if origin is typing.Annotated:
        return _values(inner[0])
    if origin in {tuple, list}:
        return f"list of {_values(inner[0])}"
    if origin in {types.UnionType, typing.Union}:
        return " or ".join(
            dict.fromkeys(_values(one) for one in inner if one is not type(None))
        )
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return "`{" + ", ".join(_of_record(annotation)) + "}`"
    return {str: "text", int: "whole number", float: "number", bool: "`true` or `false`"}.get(
        typing.cast("type", annotation), "text"
    )


def _choice(known: tuple[object, ...]) -> str:
    return ", ".join(f"`{word}`" for word in known)
