"""Paragraphs a line longer, for the sake of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content.model import Inline
from layout.flow.setting import styled
from layout.fonts.manifest import read_manifest
from layout.pipeline import BuildRequest, fonts_of
from layout.project import find_project
from layout.styles import read_style
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
