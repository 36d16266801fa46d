"""The schemes: one file each, registered by `scheme`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from layout.impose.model import Form
from layout.impose.request import ImposeRequest
from layout.record import Record

Arrange: TypeAlias = Callable[[int, ImposeRequest], tuple[Form, ...]]
"""The forms for so many pages."""


class Scheme(Record):
    """A way to impose: its name and what it is, in words for the command's help."""

    name: str
    about: str
    arrange: Arrange


_SCHEMES: dict[str, Scheme] = {}


def scheme(name: str, about: str) -> Callable[[Arrange], Arrange]:
    """Register the function below as a scheme."""

    def register(function: Arrange) -> Arrange:
        _SCHEMES[name] = Scheme(name, about, function)
        return function

    return register


def schemes() -> dict[str, Scheme]:
    """Every scheme that is registered, by its name; `layout.impose` registers them all."""
    return dict(_SCHEMES)
