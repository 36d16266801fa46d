"""Paragraphs a line longer, for the sake of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.color import BLACK
from layout.content.model import Inline, Paragraph
from layout.diagnostics import SourceSpan
from layout.flow.loosen import Loosen
from layout.flow.model import ColumnFill, NoteDress, NoteLine, PlacedStrip
from layout.flow.setting import PageRefs, Setting, styled
from layout.flow.strips import paragraph_strips
from layout.fonts.manifest import read_manifest
from layout.pipeline import BuildRequest, fonts_of, load
from layout.project import find_project
from layout.record import replace
from layout.styles import read_style
from layout.text.model import LineSlot
from layout.text.typesetter import Typesetter
from tests.support import real_issues

if TYPE_CHECKING:
    from layout.text.model import SetParagraph, StyledParagraph

# Twelve lines whose last is nearly full: there is a line to be had.
LONG = ("潮水退去以后滩涂上留下一行脚印一直通到水边，" * 12)[:258]
SHORT = "潮水退去，滩涂上留下一行脚印。"
MEASURE = 22 * 10.5


def a_typesetter() -> Typesetter:
    real_issues.needs_fonts()
    project = find_project(real_issues.SAMPLE)
    manifest = read_manifest(project.fonts_manifest)
    return Typesetter(fonts_of(manifest, BuildRequest(real_issues.SAMPLE)))


def a_paragraph(text: str) -> StyledParagraph:
    styles = find_project(real_issues.SAMPLE).styles
    return styled((Inline(text),), read_style("magazine", styles).text_styles["body"])


def widest_gap(paragraph: SetParagraph) -> float:
    """Between the origins of neighbouring Han, over an em, in em."""
    gaps = [0.0]
    for line in paragraph.lines:
        (run,) = line.runs
        size = run.size
        for one, other, left, right in zip(
            run.xs, run.xs[1:], run.texts, run.texts[1:], strict=False
        ):
            if left not in "，。" and right not in "，。":
                gaps.append((other - one) / size - 1)
    return max(gaps)


def test_a_long_paragraph_takes_a_line_more_without_a_gap_that_shows() -> None:
    typesetter, paragraph = a_typesetter(), a_paragraph(LONG)
    plain = typesetter.set_paragraph(paragraph, MEASURE)
    longer = typesetter.set_in_lines(paragraph, MEASURE, len(plain.lines) + 1)
    assert longer is not None
    assert len(longer.lines) == len(plain.lines) + 1
    assert "".join(line.text for line in longer.lines) == LONG
    assert widest_gap(longer) <= 0.052


def test_a_short_paragraph_is_not_stretched_over_a_line_more() -> None:
    typesetter, paragraph = a_typesetter(), a_paragraph(SHORT)
    assert typesetter.set_in_lines(paragraph, MEASURE, 2) is None


def test_the_longer_paragraph_still_ends_in_three_characters_or_more() -> None:
    typesetter, paragraph = a_typesetter(), a_paragraph(LONG)
    plain = typesetter.set_paragraph(paragraph, MEASURE)
    longer = typesetter.set_in_lines(paragraph, MEASURE, len(plain.lines) + 1)
    assert longer is not None
    assert len(longer.lines[-1].text.strip("，。")) >= 3


def in_column(paragraph: SetParagraph, block: Paragraph, *, notes: bool = False) -> int:
    """How many paragraphs of a column that holds only this one can be a line longer."""
    issue = load(real_issues.SAMPLE)
    article = replace(issue.articles[0], blocks=(block,))
    house = read_style("magazine", find_project(real_issues.SAMPLE).styles)
    setting = Setting(
        house, a_typesetter(), issue, article, None, house.masters["text"], MEASURE, PageRefs()
    )
    strips = paragraph_strips(paragraph, "body", setting)
    if notes:
        line = NoteLine((), NoteDress(10.0, 20.5, 14.0, 10.0, 60.0, 0.4, BLACK))
        strips = (replace(strips[0], notes=(line,)), *strips[1:])
    placed = tuple(PlacedStrip(row, strip) for row, strip in enumerate(strips))
    return len(Loosen(setting).in_column(ColumnFill(placed, len(placed)), 1))


def test_only_plain_paragraphs_as_wide_as_the_column_become_longer() -> None:
    span = SourceSpan("a.md", 1, 1)
    block = Paragraph(text=(Inline(LONG),), span=span)
    typesetter, paragraph = a_typesetter(), replace(a_paragraph(LONG), span=span)
    plain = typesetter.set_paragraph(paragraph, MEASURE)
    assert in_column(plain, block) == 1
    assert in_column(plain, block, notes=True) == 0
    narrow = LineSlot(0.0, MEASURE - 10.5)
    beside = typesetter.set_in_slots(paragraph, [narrow, LineSlot(0.0, MEASURE)])
    assert in_column(beside, block) == 0
