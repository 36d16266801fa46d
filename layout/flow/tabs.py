"""Section tabs: the section's colour and name on the outer edge, a step lower for each section.

On a closed issue they make an index on the fore-edge (口边索引). They bleed, and are mirrored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Inline, Section
from layout.display.model import Area, Item, PageFrame, TextLine
from layout.flow.setting import fill_in, styled
from layout.geometry import Pt, Rect, fits
from layout.text.model import LineSlot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.color import Color
    from layout.content.model import Issue
    from layout.styles.model import HouseStyle, TabStyle
    from layout.text.model import SetLine
    from layout.text.typesetter import Typesetter

# White within a tab before and behind its names, and between them, in ems of the tab's type.
PADDING_EM = 0.8
GAP_EM = 0.8
LONGEST_NAME: Pt = 10_000.0


class Tabs:
    """Sets the tabs of one issue."""

    def __init__(self, house: HouseStyle, typesetter: Typesetter, issue: Issue) -> None:
        self._house = house
        self._typesetter = typesetter
        self._sections = issue.sections
        self._order = tuple(section.id for section in issue.sections)
        self._latin: bool | None = None  # whether the Latin names fit; not known yet

    def tab(
        self, section: Section | None, side: str, accent: Color | None
    ) -> tuple[tuple[Item, ...], tuple[PageFrame, ...]]:
        """The tab of a section on a `verso` or a `recto`; nothing where there is none."""
        style = self._house.tab
        if style is None or section is None or section.id not in self._order:
            return (), ()
        if self._latin is None:
            self._latin = self._latin_fits(style)
        names = self._names(section, style, accent, latin=self._latin)
        em, needed = self._em, self._reach(names)
        rect = self._place(style, section, side, needed)
        items: list[Item] = []
        fill = self._house.color(style.fill, accent)
        if fill is not None:
            items.append(Area(rect, fill))
        items += self._lines(names, rect, side, (rect.height - needed) / 2 + PADDING_EM * em)
        return tuple(items), (PageFrame("tab", "tab", rect),)

    def _place(self, style: TabStyle, section: Section, side: str, needed: Pt) -> Rect:
        """The tab's rectangle; one too low for its name grows, within `bottom`."""
        page = self._house.page
        many = len(self._order)
        step = style.height + style.gap
        if many > 1:
            step = min(step, max(0.0, style.bottom - style.top - style.height) / (many - 1))
        height = max(style.height, needed)
        y = style.top + self._order.index(section.id) * step
        y = max(0.0, min(y, style.bottom - height))
        if fits(y, 0.0):  # at the trim's head it bleeds there as well
            y, height = -page.bleed, height + page.bleed
        if fits(page.height, y + height):
            height += page.bleed
        x = -page.bleed if side == "verso" else page.width - style.width
        return Rect(x, y, style.width + page.bleed, height)

    def _latin_fits(self, style: TabStyle) -> bool:
        """Whether every section's names fit its tab: all tabs have Latin names, or none has."""
        both = (self._names(one, style, None, latin=True) for one in self._sections)
        return bool(style.latin) and all(
            fits(self._reach(names), style.height) for names in both
        )

    @property
    def _em(self) -> Pt:
        style = self._house.text_styles.get("tab")
        return style.size if style is not None else 0.0

    def _reach(self, names: Sequence[SetLine]) -> Pt:
        """What the names take of a tab's height, with white around and between them."""
        if not names:
            return 0.0
        white = 2 * PADDING_EM + GAP_EM * (len(names) - 1)
        return sum(line.x + line.width for line in names) + white * self._em

    def _names(
        self, section: Section, style: TabStyle, accent: Color | None, *, latin: bool
    ) -> tuple[SetLine, ...]:
        """The Chinese name down the tab, and the Latin one behind it where all have room."""
        known = {"section.cn": section.cn, "section.en": section.en}
        chinese = self._set(fill_in(style.text, known), "tab", accent)
        behind = fill_in(style.latin, known) if latin else ""
        return (*chinese, *self._set(behind, "tab-latin", accent))

    def _set(self, text: str, role: str, accent: Color | None) -> tuple[SetLine, ...]:
        style = self._house.text_styles.get(role)
        if not text or style is None:
            return ()
        from layout.text.vertical import set_vertically

        paragraph = styled((Inline(text),), style, accent=accent)
        slots = (LineSlot(0.0, LONGEST_NAME),)
        return set_vertically(self._typesetter, paragraph, slots).lines[:1]

    def _lines(
        self, names: Sequence[SetLine], rect: Rect, side: str, down: Pt
    ) -> Iterator[TextLine]:
        """The names on the middle of what the trim leaves of the tab."""
        page = self._house.page
        left = 0.0 if side == "verso" else rect.x
        axis = left + (rect.width - page.bleed) / 2
        y = rect.y + down
        roles = ("tab", "tab-latin")
        for line, role in zip(names, roles, strict=False):
            yield TextLine(
                axis - line.em / 2,
                y + line.x,
                line.em,
                line.runs,
                line.text,
                role,
                "tab",
                frame="tab",
                vertical=True,
                height=line.width,
            )
            y += line.x + line.width + GAP_EM * self._em
