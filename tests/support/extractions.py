"""Invented extractions: copy cut into the lines of columns, and page units put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMN = 20
SOURCE = (
    "江边的钟楼每天早晨敲六下，第一下给渔船，第二下给学校，第三下给面馆，后面的三下谁也说不清给谁，"
    "看钟的老人说那是留给还没有起床的人的，他自己从来不看钟，只看江水今天涨到了第几级台阶，"
)


def sentence(characters: int, *, start: int = 0) -> str:
    """Copy of so many characters that ends in a full stop; no two beginnings are alike."""
    endless = SOURCE[start:] + SOURCE * (characters // len(SOURCE) + 2)
    return endless[: characters - 1] + "。"


def paragraph(text: str, *, column: int = COLUMN, indented: bool = True) -> list[str]:
    """The lines of a paragraph as they were set: the first shorter by two ems."""
    first = column - 2 if indented else column
    rest = text[first:]
    return [text[:first], *(rest[at : at + column] for at in range(0, len(rest), column))]


def extraction(*parts: Sequence[str]) -> str:
    """Page units one after the other: lines stand apart, a unit begins with white."""
    return "\n".join("\n\n".join([" " + part[0], *part[1:]]) for part in parts) + "\n"
