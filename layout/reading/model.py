"""What is read of a PDF's structure."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator


class ReadElement(Record):
    """One structure element.

    `name` is what the file calls it, `standard` the standard type that it stands for. `kids`
    are elements and text in reading order. `actual` and `alt` are what the file gives for its
    text and its look; `data` are its user properties.
    """

    name: str
    standard: str
    kids: tuple[ReadKid, ...] = ()
    actual: str | None = None
    alt: str = ""
    title: str = ""
    language: str = ""
    data: tuple[tuple[str, str], ...] = ()
    span: int = 1

    @property
    def elements(self) -> Iterator[ReadElement]:
        """The elements it holds."""
        return (kid for kid in self.kids if isinstance(kid, ReadElement))

    @property
    def text(self) -> str:
        """What it says, with all within it; what the file gives for its text goes first."""
        if self.actual is not None:
            return self.actual
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)


ReadKid: TypeAlias = str | ReadElement
