"""The slug line 版外说明: which page of which issue this is, and what was made of it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from layout.color import REGISTRATION
from layout.geometry import Pt, Rect, mm
from layout.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.display.model import Page, Pages, TextLine
    from layout.pdf import Profile
    from layout.pdf.marks.site import Site
    from layout.surround.facts import Facts
    from layout.text.lettering import Lettering

# House style.
SIZE: Pt = 6.0
LEADING: Pt = 7.6
# From the head of a row to its baseline: what stands over it, in Chinese faces (0.88 em).
_ASCENT: Pt = 0.88 * SIZE
ROWS = 2
DEPTH: Pt = ROWS * LEADING
_GAP = "\u3000"
# Less room than this says nothing.
_LEAST_MEASURE: Pt = mm(10)


def slug_texts(pages: Pages, page: Page, profile: Profile, facts: Facts) -> tuple[str, str]:
    """What stands left and right of the foot's middle."""
    imprint = pages.imprint
    name = f"《{imprint.publication}》" if imprint and imprint.publication else pages.title
    issue = (imprint.cover_line or imprint.name or imprint.cover_date) if imprint else ""
    folio = f"第 {page.label} 页" if page.label.isdecimal() else page.label
    proof = facts.stamp if profile.proofs else ""
    date = _in_words(facts.proof_date)
    made = (date, profile.name, facts.printer, f"banxin {__version__}")
    return _joined((name, issue, folio, proof)), _joined(made)


def slug_lines(
    texts: Sequence[str], rows: Sequence[Rect], letters: Lettering, row: int = 0
) -> Iterator[TextLine]:
    """Texts set in registration colour, each in a row of the foot, no wider than that."""
    for text, room in zip(texts, rows, strict=True):
        if text and room.width >= _LEAST_MEASURE:
            baseline = room.y + _ASCENT + row * LEADING
            place = Rect(room.x, baseline, room.width, 0.0)
            yield from letters.write(text, place, SIZE, REGISTRATION)


def foot_rows(site: Site) -> tuple[Rect, Rect]:
    """The room at the foot, left and right of the mark in its middle."""
    left, right = list(site.stretches(DEPTH))[-2:]
    return left, right


def _joined(parts: Sequence[str]) -> str:
    return _GAP.join(part for part in parts if part)


def _in_words(date: str) -> str:
    """A date of ISO 8601 as Chinese writes it; empty for none."""
    if not date:
        return ""
    day = datetime.date.fromisoformat(date)
    return f"{day.year}年{day.month}月{day.day}日"
