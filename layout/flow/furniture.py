"""Running heads and folios: on the outer edge, mirrored, silent where the master says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Inline, Issue, Section
from layout.display.model import Item, PageFrame, Rule, TextLine
from layout.flow.setting import fill_in, styled
from layout.flow.tabs import Tabs
from layout.geometry import Pt, Rect

if TYPE_CHECKING:
    from layout.color import Color
    from layout.styles.model import HouseStyle, PageGeometry
    from layout.text.model import SetParagraph
    from layout.text.typesetter import Typesetter


class Furniture:
    """Sets running heads and folios for the pages of one issue."""

    def __init__(self, house: HouseStyle, typesetter: Typesetter, issue: Issue) -> None:
        self._house = house
        self._typesetter = typesetter
        self._issue = issue
        self._tabs = Tabs(house, typesetter, issue)
        self._made: dict[tuple[str, str, Color | None], SetParagraph] = {}

    def running_head(
        self, section: Section | None, side: str, accent: Color | None
    ) -> tuple[tuple[Item, ...], tuple[PageFrame, ...]]:
        """The section's Chinese and Latin names, from the outer edge in."""
        head, page = self._house.running_head, self._house.page
        names = self._names(section)
        chinese = self._set(fill_in(head.text, names), "running-head", accent)
        latin = self._set(fill_in(head.latin, names), "running-head-latin", accent)
        gap = head.gap_em * page.em
        items: list[Item] = []
        left, right = outer_span(page, side)
        color = self._house.color(head.rule, accent)
        if color is not None:
            items.append(Rule(left, head.rule_y, right, head.rule_y, head.rule_width, color))
        start = left if side == "verso" else right - _width(chinese) - gap - _width(latin)
        chinese_x, latin_x = start, start + _width(chinese) + gap
        if side == "recto":
            latin_x, chinese_x = start, start + _width(latin) + gap
        items += _from_left(
            self._lines(chinese, chinese_x, head.baseline, "running-head"),
            self._lines(latin, latin_x, head.baseline, "running-head"),
        )
        frame = Rect(left, head.baseline - page.em, right - left, page.em * 1.5)
        return tuple(items), (PageFrame("running-head", "running-head", frame),)

    def _names(self, section: Section | None) -> dict[str, str]:
        """What the running head may name; the publication where there is no section."""
        publication = self._issue.publication
        if section is None:
            latin = publication.title_latin or self._issue.issue_line
            return {"section.cn": publication.title, "section.en": latin}
        return {"section.cn": section.cn, "section.en": section.en}

    def tab(
        self, section: Section | None, side: str, accent: Color | None
    ) -> tuple[tuple[Item, ...], tuple[PageFrame, ...]]:
        """The section's tab on the fore-edge, where the house style has tabs."""
        return self._tabs.tab(section, side, accent)

    def folio(
        self, label: str, side: str, accent: Color | None
    ) -> tuple[tuple[Item, ...], tuple[PageFrame, ...]]:
        """The folio at the outer edge, with the style's note beside it."""
        style, page = self._house.folio, self._house.page
        names = {"publication": self._issue.publication.title, "issue": self._issue.issue_line}
        number = self._set(label, "folio", accent)
        note = self._set(fill_in(style.note, names), "folio-note", accent)
        left, right = outer_span(page, side)
        gap = page.em
        if side == "verso":
            number_x = left - style.outset
            note_x = number_x + _width(number) + gap
        else:
            number_x = right + style.outset - _width(number)
            note_x = number_x - gap - _width(note)
        items = _from_left(
            self._lines(number, number_x, style.baseline, "folio"),
            self._lines(note, note_x, style.baseline, "folio"),
        )
        frame = Rect(left, style.baseline - page.em, right - left, page.em * 1.5)
        return items, (PageFrame("folio", "folio", frame),)

    def _set(self, text: str, role: str, accent: Color | None) -> SetParagraph | None:
        if not text:
            return None
        key = (text, role, accent)
        if key not in self._made:
            style = self._house.text_styles[role]
            paragraph = styled((Inline(text),), style, accent=accent)
            measure = self._house.page.full_measure
            self._made[key] = self._typesetter.set_paragraph(paragraph, measure)
        return self._made[key]

    def _lines(
        self, paragraph: SetParagraph | None, x: Pt, baseline: Pt, role: str
    ) -> tuple[TextLine, ...]:
        if paragraph is None:
            return ()
        return tuple(
            TextLine(
                x,
                baseline,
                line.width,
                line.runs,
                line.text,
                paragraph.style.name,
                role,
                frame=role,
            )
            for line in paragraph.lines[:1]
        )


def outer_span(page: PageGeometry, side: str) -> tuple[Pt, Pt]:
    """The left and right edge of the type area on that side."""
    left = page.left(side)
    return left, left + page.full_measure


def _width(paragraph: SetParagraph | None) -> Pt:
    return paragraph.lines[0].width if paragraph is not None and paragraph.lines else 0.0


def _from_left(*parts: tuple[TextLine, ...]) -> tuple[TextLine, ...]:
    """Lines on one baseline in the order they are read."""
    return tuple(sorted((line for part in parts for line in part), key=lambda line: line.x))
