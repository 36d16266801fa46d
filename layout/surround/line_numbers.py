"""Numbers of the lines of copy 行号, beside the page: every fifth, and how many there are.

A line of a column is one baseline on which anything stands, heads and boxes too. Lines from
top to bottom have no rows to be numbered by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.color import parse_hex
from layout.display.model import TextLine
from layout.geometry import Pt, Rect, mm, same_length

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.display.model import Page
    from layout.pdf.marks.site import Site
    from layout.text.lettering import Lettering

# House style.
EVERY = 5
SIZE: Pt = 5.5
LANE: Pt = mm(6)  # the room for the numbers of one column
INK = parse_hex("#4a4f55")


def lanes_beside(page: Page) -> int:
    """How many columns have their numbers at the same side of the page."""
    return -(-len(columns_of(page)) // 2)


def columns_of(page: Page) -> list[tuple[Pt, ...]]:
    """The baselines of each column of copy from the left, each once, from the top."""
    columns = [frame for frame in page.frames if frame.role == "body"]
    names = [frame.name for frame in sorted(columns, key=lambda frame: frame.rect.x)]
    found: dict[str, set[Pt]] = {name: set() for name in names}
    for line in page.items:
        if isinstance(line, TextLine) and line.frame in found and not line.vertical:
            found[line.frame].add(line.y)
    return [_each_once(sorted(baselines)) for baselines in found.values() if baselines]


def _each_once(baselines: list[Pt]) -> tuple[Pt, ...]:
    kept: list[Pt] = []
    for y in baselines:
        if not kept or not same_length(kept[-1], y):
            kept.append(y)
    return tuple(kept)


def line_numbers(page: Page, site: Site, near: Pt, letters: Lettering) -> Iterator[TextLine]:
    """The numbers of every column, `near` from the trim: left ones left, right ones right.

    Each row of numbers is headed by the number of its column and ends with the count.
    """
    columns = columns_of(page)
    left = lanes_beside(page)
    for number, baselines in enumerate(columns):
        if number < left:
            x = -near - (left - number) * LANE
        else:
            x = site.width + near + (number - left) * LANE
        first = baselines[0] - 1.6 * SIZE
        yield from _label(f"{number + 1}栏", x, first, letters, bold=True)
        for at, y in enumerate(baselines, 1):
            if at == len(baselines):
                yield from _label(f"计{at}", x, y, letters, bold=True)
            elif at % EVERY == 0:
                yield from _label(str(at), x, y, letters)


def _label(
    text: str, x: Pt, y: Pt, letters: Lettering, *, bold: bool = False
) -> Iterator[TextLine]:
    """A label ranged right in its lane."""
    width = min(letters.width(text, SIZE, bold=bold), LANE)
    place = Rect(x + LANE - width, y, LANE, 0.0)
    yield from letters.write(text, place, SIZE, INK, bold=bold)
