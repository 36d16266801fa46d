"""What the flatplan says of an issue is so: rows, lines over and under, blanks, multiples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layout.content.model import Article
from layout.display.move import PlacedPicture
from layout.flow.model import (
    ColumnFill,
    Float,
    FullPage,
    PageDraft,
    PlacedFloat,
    PlacedStrip,
    Strip,
)
from layout.geometry import Rect
from layout.pipeline import BuildRequest, PlanResult, plan_issue
from layout.plan.rows import is_blank, page_rows
from layout.plan.words import advice, would_fit
from layout.project import house_folder
from layout.styles import read_style
from tests.support.issue_folders import make_issue

if TYPE_CHECKING:
    from layout.plan import PlannedArticle
    from tests.support.command_line import CommandLine

LINE = "把这一段换成你自己的文字"
# Nothing here gives: no white at the head that could take a line in, no even ends but the last.
TIGHT = """\
name: tight
extends: magazine
heads:
  small: {parts: [title], styles: {title: title-small}, space_after: 1}
  large: {parts: [title], styles: {title: title-display}, space_after: 1}
kinds:
  feature: {opener: text, continuation: text, head: small}
  roomy: {opener: text, continuation: text, head: large}
  wordless: {opener: text, continuation: text, head: none}
  single: {opener: imprint, continuation: imprint, head: small}
"""
# Two columns of 29 rows.
PAGE_ROWS = 58


def planned(
    banxin: CommandLine, *counts: int, kind: str = "feature", **entry: object
) -> PlanResult:
    """The plan of an issue with an article of so many one-line paragraphs for each count."""
    (banxin.folder / "styles" / "tight.yaml").write_text(TIGHT, "utf-8")
    words = "".join(f", {key}: {value}" for key, value in entry.items())
    plan = "".join(f"  - {{file: a{at}.md{words}}}\n" for at in range(len(counts)))
    files: dict[str, str | bytes] = {
        "publication.yaml": "title: 新刊\n",
        "07/issue.yaml": f"issue: {{title: 一期, style: tight}}\nflatplan:\n{plan}",
    }
    for at, count in enumerate(counts):
        head = f"---\nid: a{at}\nkind: {kind}\ntitle: [标题]\n---\n"
        files[f"07/articles/a{at}.md"] = head + f"{LINE}\n\n" * count
    folder = make_issue(banxin.folder / "journal", files)
    return plan_issue(BuildRequest(folder, root=banxin.folder, font_path=(banxin.fonts,)))


def article_of(result: PlanResult) -> PlannedArticle:
    (article,) = result.plan.articles
    return article


def lines_on_first_page(banxin: CommandLine) -> int:
    """How many lines an article may have on one page of the style `tight`."""
    one = article_of(planned(banxin, 2))
    return 2 + one.room_lines


def test_a_page_with_room_says_how_much_to_the_line(banxin: CommandLine) -> None:
    most = lines_on_first_page(banxin)
    assert 40 < most < PAGE_ROWS
    full = article_of(planned(banxin, most))
    assert (full.pages, full.room_lines) == (1, 0)
    assert advice(full) == "full"
    assert article_of(planned(banxin, most + 1)).pages == 2


@pytest.mark.parametrize("over", [1, 3, 18])
def test_cutting_just_the_lines_that_are_over_saves_the_page(
    banxin: CommandLine, over: int
) -> None:
    count = lines_on_first_page(banxin) + over
    article = article_of(planned(banxin, count))
    assert (article.pages, article.verdict, article.over_lines) == (2, "stray", over)
    assert article.room_lines == PAGE_ROWS - over
    assert article_of(planned(banxin, count - over)).pages == 1
    assert article_of(planned(banxin, count - over + 1)).pages == 2


def test_three_lines_over_are_sixty_six_characters(banxin: CommandLine) -> None:
    article = article_of(planned(banxin, lines_on_first_page(banxin) + 3))
    assert article.line_characters == 22
    assert advice(article) == "3 lines over: cut 66 characters to save a page"


def test_room_is_told_in_lines_and_in_about_how_many_characters(banxin: CommandLine) -> None:
    article = article_of(planned(banxin, lines_on_first_page(banxin) - 14))
    assert advice(article) == "room for 14 more lines, about 300 characters"


def test_a_last_page_that_is_well_filled_is_no_stray(banxin: CommandLine) -> None:
    article = article_of(planned(banxin, lines_on_first_page(banxin) + 30))
    assert (article.pages, article.verdict) == (2, "fits")


def test_over_the_plan_is_all_that_stands_on_pages_not_planned(banxin: CommandLine) -> None:
    count = lines_on_first_page(banxin) + PAGE_ROWS + 5
    result = planned(banxin, count, pages=1)
    article = article_of(result)
    assert (article.pages, article.planned, article.verdict) == (3, 1, "over-plan")
    assert article.over_lines == PAGE_ROWS + 5
    assert [page.overset_lines for page in result.plan.pages] == [0, PAGE_ROWS, 5]
    (finding,) = result.plan.findings
    assert (finding.rule, finding.severity.word) == ("over-plan", "warning")
    assert (finding.measured, finding.allowed) == ("3", "1")
    assert str(finding.span).endswith("a0.md:1:1")


def test_under_the_plan_there_is_room_on_the_pages_not_taken(banxin: CommandLine) -> None:
    count = lines_on_first_page(banxin) - 4
    result = planned(banxin, count, pages=3)
    article = article_of(result)
    assert (article.verdict, article.room_lines) == ("under-plan", 4 + 2 * PAGE_ROWS)
    assert [finding.rule for finding in result.plan.findings] == ["under-plan"]
    filled = article_of(planned(banxin, count + article.room_lines, pages=3))
    assert (filled.pages, filled.room_lines, filled.verdict) == (3, 0, "fits")


def test_an_article_that_keeps_to_its_plan_is_no_finding(banxin: CommandLine) -> None:
    result = planned(banxin, lines_on_first_page(banxin) + 1, pages=2)
    assert result.plan.findings == ()
    assert article_of(result).verdict == "fits"


def test_a_kind_that_makes_an_article_fit_is_found_by_composing_it(
    banxin: CommandLine,
) -> None:
    count = lines_on_first_page(banxin)
    article = article_of(planned(banxin, count, kind="roomy", pages=1))
    assert article.verdict == "over-plan"
    assert "kind feature: 1 page, 0 rows white" in would_fit(article)
    tried = {one.kind for one in article.alternatives}
    assert tried.isdisjoint({"cover", "contents", "roomy"})
    # It would lose the title, or has other columns.
    assert tried.isdisjoint({"wordless", "single"})


def test_blank_pages_name_the_rule_that_left_them(banxin: CommandLine) -> None:
    result = planned(banxin, 3, 3, start="right")
    (blank,) = result.plan.blank_pages
    assert (blank.label, blank.article, blank.start, blank.fill) == ("2", "a1", "right", 0.0)
    assert [article.first for article in result.plan.articles] == ["1", "3"]
    assert [article.pages for article in result.plan.articles] == [1, 1]


@pytest.mark.parametrize("pages", [1, 4, 5, 8, 15, 16])
def test_pages_over_and_short_make_up_a_whole_sheet(banxin: CommandLine, pages: int) -> None:
    result = planned(banxin, *[1] * pages)
    assert result.plan.total_pages == pages
    for one in result.plan.multiples:
        assert (pages - one.over) % one.of == 0
        assert (pages + one.short) % one.of == 0
        assert max(one.over, one.short) < one.of


def test_spreads_are_a_verso_and_the_recto_beside_it(banxin: CommandLine) -> None:
    labels = [
        [page.label for page in spread.pages]
        for spread in planned(banxin, 1, 1, 1, 1).plan.spreads
    ]
    assert labels == [["1"], ["2", "3"], ["4"]]


HOUSE = read_style("magazine", (house_folder() / "styles",))
FEATURE = Article(id="a", kind="feature")


def column(first: int, rows: int) -> ColumnFill:
    return ColumnFill((PlacedStrip(first, Strip(rows)),), first + rows)


def test_a_full_page_has_no_white() -> None:
    found = page_rows(PageDraft("text", (column(0, 29), column(0, 29))), FEATURE, HOUSE)
    assert (found.rows, found.used, found.white) == (58, 58, 0)


def test_rows_under_the_deepest_column_are_white_and_those_of_all_columns_are_unused() -> None:
    found = page_rows(PageDraft("text", (column(0, 20), column(0, 10))), FEATURE, HOUSE)
    assert (found.rows, found.used, found.white) == (58, 30, 9)


def test_the_row_between_a_float_and_the_copy_is_no_loss() -> None:
    above = PlacedFloat(0, Float(10, ()))
    draft = PageDraft("text", (column(11, 18), column(11, 18)), (above,), top_row=11)
    assert page_rows(draft, FEATURE, HOUSE).used == 58
    lower = PageDraft("text", (column(13, 16), column(13, 16)), (above,), top_row=13)
    assert page_rows(lower, FEATURE, HOUSE).used == 54


def test_the_sink_of_a_master_is_not_counted() -> None:
    found = page_rows(PageDraft("opener", (column(2, 27), column(2, 27))), FEATURE, HOUSE)
    assert (found.rows, found.used) == (54, 54)


def test_copy_deeper_than_the_page_fills_it_and_no_more() -> None:
    found = page_rows(PageDraft("text", (column(0, 40), column(0, 29))), FEATURE, HOUSE)
    assert (found.used, found.white, found.foot) == (58, 0, 29)


def test_a_picture_with_a_page_to_itself_fills_it() -> None:
    whole = FullPage((PlacedPicture(Rect(0, 0, 10, 10), "f.jpg"),), bleed=True)
    found = page_rows(PageDraft("text", full_page=whole), FEATURE, HOUSE)
    assert (found.used, found.white) == (found.rows, 0)


def test_only_a_page_with_nothing_on_it_is_blank() -> None:
    assert is_blank(PageDraft("text"))
    assert not is_blank(PageDraft("text", floats=(PlacedFloat(0, Float(10, ())),)))
    found = page_rows(PageDraft("text"), FEATURE, HOUSE)
    assert (found.rows, found.used) == (58, 0)
