"""The sizes a house style sets heads in: few, and far enough apart to be told from each other.

A type scale names the sizes of a style once; text styles call them by name.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from layout.geometry import fits, same_length
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from layout.geometry import Pt
    from layout.styles.faults import Faults
    from layout.styles.model import HouseStyle, TextStyle

# House style: more sizes, or closer ones, are not told from each other on a page.
MOST_HEAD_SIZES = 5
LEAST_STEP = 1.1

# What heads an article, a part of it, or what stands beside it; contents and cover have their
# own order.
_HEAD_PARTS = ("rubric", "kicker", "title", "display-word")
_HEAD_ENDINGS = ("-title", "-kicker", "-date", "-marker", "-subhead")


def _is_head_role(role: str) -> bool:
    if role.startswith(("cover-", "contents-")):
        return False
    return role in {*_HEAD_PARTS, "question"} or (
        role.startswith("subhead-") or role.endswith(_HEAD_ENDINGS)
    )


def head_sizes(house: HouseStyle) -> tuple[Pt, ...]:
    """The sizes of all heads of a house style, from the smallest up, each once."""
    sizes: list[Pt] = []
    for name in _head_styles(house):
        style = house.text_styles.get(name)
        if style is not None and not any(same_length(style.size, size) for size in sizes):
            sizes.append(style.size)
    return tuple(sorted(sizes))


def _head_styles(house: HouseStyle) -> Iterator[str]:
    """The text styles in which heads are set, by role, by a head's own dress, by a box's."""
    yield from (name for name in house.text_styles if _is_head_role(name))
    for head in house.heads.values():
        yield from (head.styles.get(part, part) for part in _HEAD_PARTS if part in head.parts)
    for box in house.boxes.values():
        yield from (name for role, name in box.dress.items() if _is_head_role(role))


def steps_down(style: TextStyle, house: HouseStyle) -> Iterator[TextStyle]:
    """The style, then the same at each lower size of the heads, its lines in proportion.

    No step leads to the size of the heads within the copy: a title stays above them. The
    leading comes out in half rows.
    """
    yield style
    within = house.text_styles.get("subhead-2")
    least = within.size if within is not None else 0.0
    half = house.page.leading / 2
    for size in reversed(house.head_sizes):
        if not fits(style.size, size) and not fits(size, least):
            halves = math.ceil(style.leading / style.size * size / half - 0.01)
            yield replace(style, size=size, leading=max(2, halves) * half)


def check_scale(house: HouseStyle, written: Mapping[str, str] | None, faults: Faults) -> None:
    """Warn of heads in too many sizes, or in sizes too close to each other."""
    path = ("type_scale",) if written else ("text_styles",)
    sizes = house.head_sizes
    told = " / ".join(f"{size:.4g}" for size in sizes) + " pt"
    hint = "give them sizes of `type_scale`, by name"
    if len(sizes) > MOST_HEAD_SIZES:
        message = f"heads are set in {len(sizes)} sizes, {told}; {MOST_HEAD_SIZES} at most"
        faults.warn("head-sizes", path, f"{message} can be told apart", hint)
        return
    close = [
        f"{one:.4g} and {two:.4g} pt"
        for one, two in pairwise(sizes)
        if not fits(one * LEAST_STEP, two)
    ]
    if close:
        message = f"heads are set in {told}; {', '.join(close)} are hardly told apart"
        faults.warn("head-sizes", path, message, f"let each be {LEAST_STEP:g} times the next")
