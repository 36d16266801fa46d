"""What every stage passes on: a `Record`, a value of named fields that cannot be changed.

`msgspec` makes the classes and their values in C: a class some thirty times sooner and a value
some seven times sooner than a frozen dataclass, which together were a quarter of a whole cold
build. This file is its one door.
"""

from __future__ import annotations

from typing import TypeVar, dataclass_transform

from msgspec import DecodeError, Struct, field
from msgspec.structs import asdict, replace

__all__ = ["Mutable", "Record", "asdict", "field", "from_json", "replace", "to_json"]

RecordT = TypeVar("RecordT", bound="Record")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Record(Struct, frozen=True):
    """A value: hashable, comparable, picklable, without a dictionary of its own.

    Fields are given as in a dataclass; `field(default_factory=…)` for those that need one.
    Setting a field raises AttributeError; `replace` gives a changed copy.
    """


class Mutable(Struct):
    """Named fields that may change, for what one function keeps to itself while it works."""


def to_json(value: Record) -> bytes:
    """A record as JSON in UTF-8, fields in their order, two spaces to a level, a line feed."""
    from msgspec.json import encode, format

    return format(encode(value), indent=2) + b"\n"


def from_json(kind: type[RecordT], text: bytes) -> RecordT:
    """The record that JSON spells; fields the record has not are passed over.

    Raises:
        ValueError: it is no JSON, nested too deeply, or a field is missing or of another kind.
    """
    from msgspec.json import decode

    try:
        return decode(text, type=kind)
    except DecodeError as fault:  # one of ValueError
        raise ValueError(str(fault)) from fault
    except (RecursionError, UnicodeError) as fault:
        raise ValueError("it is no JSON that can be read") from fault
