"""Which lines of a bare PDF are folios and running heads: told by their places."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.proof.diff.model import ProofLine, ProofPage

# Of the page's height, the head and the foot where furniture stands.
MARGIN_SHARE = 0.11
LEAST_PAGES = 3
_NUMBER = re.compile(r"\d+")


def mark_furniture(pages: Sequence[ProofPage]) -> tuple[ProofPage, ...]:
    """The pages, their folios and running heads given roles.

    A folio is the page's own label in the margin; a running head stands there, at the same
    height, on three pages or more, whatever its numbers.
    """
    seen = Counter(
        _place(line) for page in pages for line in page.lines if _in_margin(line, page)
    )
    return tuple(
        replace(page, lines=tuple(_marked(line, page, seen) for line in page.lines))
        for page in pages
    )


def _in_margin(line: ProofLine, page: ProofPage) -> bool:
    rect, depth = line.rect, MARGIN_SHARE * page.height
    return rect.bottom < depth or rect.y > page.height - depth


def _place(line: ProofLine) -> tuple[str, int]:
    return _NUMBER.sub("#", line.key), round(line.rect.bottom / 4)


def _marked(line: ProofLine, page: ProofPage, seen: Counter[tuple[str, int]]) -> ProofLine:
    if not _in_margin(line, page):
        return line
    if line.key == page.label:
        return replace(line, role="folio")
    return replace(line, role="running-head") if seen[_place(line)] >= LEAST_PAGES else line
