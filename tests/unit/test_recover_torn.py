"""Copy that columns, pages and foreign lines tore apart, recovered whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layout.content import export_issue
from layout.recover import recover_text
from tests.support.extractions import extraction, paragraph, sentence

if TYPE_CHECKING:
    from typing import Any

# Enough copy to be an article's, not a deck.
OPENING = [*paragraph(sentence(190, start=9)), *paragraph(sentence(150, start=33))]
HEAD = ["文 / 林小舟", "江边的钟楼\n每天敲六下"]


def signed(text: str) -> dict[str, Any]:  # Any: the export's JSON values
    document = export_issue(recover_text(text, name="riverside").issue)
    (article,) = (one for one in document["articles"] if one["byline"])
    return dict(article)


def torn(text: str, at_line: int) -> tuple[list[str], list[str]]:
    lines = paragraph(text)
    return lines[:at_line], lines[at_line:]


def test_a_paragraph_goes_on_behind_a_head_that_stands_in_between() -> None:
    whole = sentence(96)
    upper, lower = torn(whole, 3)
    unit = [*HEAD, *paragraph(sentence(70, start=9)), *upper, "钟声之外", *lower]
    article = signed(extraction([*unit, *paragraph(sentence(75, start=17))]))
    assert whole in article["paragraphs"]


def test_a_paragraph_goes_on_past_others_that_begin_under_heads() -> None:
    whole = sentence(110, start=3)
    upper, lower = torn(whole, 3)
    between = [
        "第一件事",
        *paragraph(sentence(78, start=21)),
        "第二件事",
        *paragraph(sentence(75, start=30)),
    ]
    unit = [*HEAD, *paragraph(sentence(70, start=9)), *upper, *between, *lower]
    article = signed(extraction([*unit, *paragraph(sentence(73, start=5))]))
    assert whole in article["paragraphs"]
    assert len(article["paragraphs"]) == 5


def test_an_articles_copy_goes_on_behind_a_sidebars_own_head() -> None:
    whole = sentence(112, start=3)
    upper, lower = torn(whole, 4)
    further = sentence(74, start=27)
    story = [*HEAD, *OPENING, *upper]
    aside = ["[ 新闻链接 ]", *paragraph(sentence(79, start=13)), "钟楼：\n看水的老人"]
    article = signed(extraction(story, [*aside, *lower, *paragraph(further)]))
    assert whole in article["paragraphs"]
    assert further in article["paragraphs"]
    (sidebar,) = article["sidebars"]
    assert sidebar["paragraphs"] == [sentence(79, start=13)]


def test_a_head_that_ran_into_a_paragraph_is_a_subhead() -> None:
    copy = sentence(96, start=4)
    head = "渔船学校和面馆谁先听见钟声的那一下"
    unit = [*HEAD, *OPENING, head, *paragraph(copy)]
    article = signed(extraction(unit))
    assert head in article["subheads"]
    assert copy in article["paragraphs"]


def test_a_full_line_in_a_running_sentence_is_no_head() -> None:
    whole = sentence(56, start=6)
    unit = [*HEAD, *paragraph(sentence(70, start=9)), *paragraph(whole)]
    article = signed(extraction([*unit, *paragraph(sentence(77, start=15))]))
    assert whole in article["paragraphs"]
    assert article["subheads"] == []


def test_a_paragraph_that_broke_off_is_not_joined_to_a_far_wider_one() -> None:
    open_half = paragraph(sentence(96))[:2]
    wide = sentence(180, start=8)
    unit = [
        *HEAD,
        *paragraph(sentence(70, start=9)),
        *open_half,
        *paragraph(wide, column=44),
        *paragraph(sentence(75, start=11)),
    ]
    article = signed(extraction(unit))
    texts = [*article["paragraphs"], *article["deck"]]
    assert wide in texts
    assert "".join(open_half) in texts


@pytest.mark.parametrize("lines", [3, 4])
def test_what_cannot_be_joined_is_told(lines: int) -> None:
    upper = paragraph(sentence(120))[:lines]
    unit = [*HEAD, *paragraph(sentence(70, start=9)), *upper, "钟声之外"]
    text = extraction([*unit, *paragraph(sentence(75, start=17))])
    notes = recover_text(text, name="riverside").report.notes
    assert [note.line for note in notes if note.kind == "torn"]
