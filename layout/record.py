"""What every stage passes on: a `Record`, a value of named fields that cannot be changed.

`msgspec` makes the classes and their values in C: a class some thirty times sooner and a value
some seven times sooner than a frozen dataclass, which together were a quarter of a whole cold
build. This file is its one door.
"""

from __future__ import annotations

from typing import dataclass_transform

from msgspec import Struct, field
from msgspec.structs import asdict, replace

__all__ = ["Mutable", "Record", "asdict", "field", "replace"]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Record(Struct, frozen=True):
    """A value: hashable, comparable, picklable, without a dictionary of its own.

    Fields are given as in a dataclass; `field(default_factory=…)` for those that need one.
    Setting a field raises AttributeError; `replace` gives a changed copy.
    """


class Mutable(Struct):
    """Named fields that may change, for what one function keeps to itself while it works."""
