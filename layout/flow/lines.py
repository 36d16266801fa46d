"""Blocks that are nothing but lines of copy: how each of their paragraphs is set in slots."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from layout.flow.galley import noted
from layout.flow.strips import only_strips, paragraph_strips, without_white

if TYPE_CHECKING:
    from layout.content.model import Block
    from layout.flow.model import Strip
    from layout.flow.setting import Setting
    from layout.text.model import LineSlot, SetLine, StyledParagraph

# Lines in their slots, behind first ones that end at these characters and stay as they are.
SetAgain: TypeAlias = "Callable[[Sequence[LineSlot], Sequence[int]], Iterable[Strip]]"
_Function = TypeVar("_Function", bound=Callable[..., Any])

_LINES: dict[type[Block], Callable[[Any, Setting], Sequence[SetAgain]]] = {}


def lines(block_type: type[Block]) -> Callable[[_Function], _Function]:
    """Register the function below as the one that gives a block its paragraphs, for slots."""

    def register(function: _Function) -> _Function:
        _LINES[block_type] = function
        return function

    return register


def lines_of(block: Block, setting: Setting) -> Sequence[SetAgain]:
    """How each paragraph of a block is set in slots; nothing for a block of another make."""
    found = _LINES.get(type(block))
    return found(block, setting) if found else ()


def set_again(paragraph: StyledParagraph, role: str, setting: Setting) -> SetAgain:
    """A paragraph set again for slots, without its white."""

    def again(slots: Sequence[LineSlot], kept: Sequence[int]) -> Iterable[Strip]:
        made = setting.typesetter.set_in_slots(paragraph, slots, kept)
        strips = without_white(paragraph_strips(made, role, setting))
        return only_strips(noted([*strips], setting))

    return again


# What may stand on a line of copy without being copy: its cap, the mark behind it.
_ON_LINES = frozenset({"drop-cap", "end-mark"})


def copy_line(strip: Strip) -> SetLine | None:
    """The line of copy that a strip of one row shows; None where it only makes room."""
    lines = (piece.line for piece in strip.pieces if piece.role not in _ON_LINES)
    return next(lines, None)


def paragraphs_of(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    """Strips of one row each, paragraph by paragraph."""
    paragraph: list[Strip] = []
    for strip in strips:
        line = copy_line(strip)
        if paragraph and line is not None and line.start == 0:
            yield paragraph
            paragraph = []
        paragraph.append(strip)
    if paragraph:
        yield paragraph
