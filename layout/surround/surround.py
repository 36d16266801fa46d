"""Every page with what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.display.model import Around
from layout.record import Record, replace
from layout.surround.counts import counts_of
from layout.surround.guides import guides
from layout.surround.line_numbers import LANE, lanes_beside, line_numbers
from layout.surround.slug import DEPTH, foot_rows, slug_lines, slug_texts
from layout.surround.stamp import stamp
from layout.text.lettering import Lettering
from layout.text.typesetter import Typesetter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from layout.display.model import Page, Pages
    from layout.fonts import FontSet
    from layout.geometry import Pt
    from layout.pdf import Profile
    from layout.styles.model import HouseStyle
    from layout.surround.facts import Facts

ROLE = "slug"


class _Work(Record):
    """What all pages share. `lanes` is how far from the bleed the numbers of lines begin."""

    pages: Pages
    house: HouseStyle
    fonts: FontSet
    letters: Lettering
    profile: Profile
    facts: Facts
    counts: Mapping[int, int]
    lanes: Pt


def surrounded(
    pages: Pages, house: HouseStyle, fonts: FontSet, profile: Profile, facts: Facts
) -> tuple[Pages, Profile]:
    """The pages with their slug lines and, in proofs, all else that stands around them.

    The profile has the room that this takes, the same around every page. One without bleed has
    nothing around it.
    """
    if not profile.shows_bleed:
        return pages, profile
    # A box for a missing character is what standards forbid.
    letters = Lettering(house, Typesetter(fonts), ROLE, drops_missing=True)
    reach = max(profile.reach, profile.sizes.offset + DEPTH if profile.slug_line else 0.0)
    lanes = max(map(lanes_beside, pages.pages), default=0) if profile.proofs else 0
    counts = counts_of(pages.pages) if profile.proofs else {}
    work = _Work(pages, house, fonts, letters, profile, facts, counts, reach)
    made = tuple(replace(page, around=tuple(_around(page, work))) for page in pages.pages)
    return replace(pages, pages=made), replace(profile, notes=reach + lanes * LANE)


def _around(page: Page, work: _Work) -> Iterator[Around]:
    profile, letters = work.profile, work.letters
    site = profile.site_of(page)
    rows = foot_rows(site)
    if profile.slug_line:
        texts = slug_texts(work.pages, page, profile, work.facts)
        yield Around("marks", tuple(slug_lines(texts, rows, letters)))
    if not profile.proofs:
        return
    count = work.counts.get(page.page_index)
    lines = list(line_numbers(page, site, site.bleed + work.lanes, letters))
    if count:
        told = (f"全文 {count} 字", "")
        lines += slug_lines(told, rows, letters, row=1)
    yield Around("lines", tuple(lines))
    guide = guides(page, site, profile.safe)
    yield Around("guides", tuple(guide), over=True)
    role = work.house.text_styles["folio"].face
    yield Around("stamp", stamp(work.facts.stamp, page, work.fonts, role), over=True)
