"""`banxin explain`: an article's lines with their reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from layout.cli.explained import WIDTH, columns, folded

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command_line import CommandLine, Outcome

ARTICLE = "2031-01/articles/02-first.md"
HELD = "把这一段换成你自己的文字" * 3
LINE_FIELDS = {
    *("text", "start", "end", "ends", "emergency", "cost", "rules", "natural_em", "room_em"),
    *("set_em", "head_trim_em", "tail_trim_em", "steps", "widest_han_gap_em"),
    *("earlier", "later"),
}


def explain(banxin: CommandLine, *words: object, before: tuple[str, ...] = ()) -> Outcome:
    return banxin(*before, "explain", "--font-path", banxin.fonts, *words)


def document(banxin: CommandLine, *words: object) -> dict[str, Any]:
    done = explain(banxin, *words, before=("--json",))
    assert done.code == 0, done.err
    assert done.err == ""
    return done.document


def add_copy(article: Path, copy: str) -> None:
    article.write_text(f"{article.read_text('utf-8')}\n{copy}\n", "utf-8")


def test_an_article_is_named_by_its_file_or_by_its_issue_and_id(banxin: CommandLine) -> None:
    publication = banxin.new()
    one = explain(banxin, publication / ARTICLE)
    assert one.code == 0, one.err
    assert one.out == explain(banxin, publication, "--article", "first").out
    assert one.out == explain(banxin, publication / "2031-01", "--article", "first").out


def test_every_paragraph_has_its_place_its_style_and_its_measure(banxin: CommandLine) -> None:
    publication = banxin.new()
    out = explain(banxin, publication / ARTICLE).out
    assert f"{ARTICLE}:" in out
    assert "body, style body, measure 22.00 em of 10.5 pt" in out
    assert "styles/magazine.yaml:" in out
    assert "the engine's own" in out
    assert out.count("the paragraph ends") == out.count("\nparagraph ")


def test_the_measure_is_that_of_the_house_style_asked_for(banxin: CommandLine) -> None:
    publication = banxin.new()
    told = document(banxin, publication / ARTICLE, "--style", "gazette")
    assert told["house_style"] == "gazette"
    body = [item for item in told["paragraphs"] if item["style"] == "body"]
    assert {tuple(item["measures_em"]) for item in body} == {(17.0,)}


def test_the_lines_are_those_of_the_built_pages(banxin: CommandLine) -> None:
    import json

    publication = banxin.new()
    add_copy(publication / ARTICLE, "把这一段，换成“你自己的文字”：2031年，用一页。" * 9)
    assert banxin.build(publication, "--layout-json", "layout.json").code == 0
    layout = json.loads((banxin.folder / "layout.json").read_text("utf-8"))
    built = [
        line["text"]
        for page in layout["pages"]
        for line in page["lines"]
        if line["article"] == "first"
    ]
    told = document(banxin, publication / ARTICLE)
    explained = [line["text"] for item in told["paragraphs"] for line in item["lines"]]
    assert sorted(explained) == sorted(built)


def test_json_is_one_document_of_styles_and_paragraphs(banxin: CommandLine) -> None:
    publication = banxin.new()
    told = document(banxin, publication / ARTICLE)
    assert told["schema"] == "banxin/report/1"
    assert (told["ok"], told["article"], told["findings"]) == (True, "first", [])
    size = told["styles"]["body"]["values"]["size"]
    assert (size["value"], size["written"], size["style"]) == (10.5, "10.5pt", "body")
    assert size["file"] == "styles/magazine.yaml"
    assert size["line"] > 1
    numbers = [item["number"] for item in told["paragraphs"]]
    assert numbers == list(range(1, len(numbers) + 1))
    for item in told["paragraphs"]:
        assert item["style"] in told["styles"]
        assert all(set(line) == LINE_FIELDS for line in item["lines"])


def test_one_paragraph_is_picked_by_its_number(banxin: CommandLine) -> None:
    publication = banxin.new()
    everything = document(banxin, publication / ARTICLE)["paragraphs"]
    one = document(banxin, publication / ARTICLE, "--paragraph", 3)["paragraphs"]
    assert one == [everything[2]]


def test_an_emergency_is_shown_with_the_rule_it_breaks(banxin: CommandLine) -> None:
    publication = banxin.new()
    add_copy(publication / ARTICLE, f"{{nobr}}{HELD}{{/nobr}}。")
    told = document(banxin, publication / ARTICLE)
    lines = [line for item in told["paragraphs"] for line in item["lines"]]
    (line,) = [line for line in lines if line["emergency"]]
    assert [rule["rule"] for rule in line["rules"]] == ["held"]
    assert "EMERGENCY" in explain(banxin, publication / ARTICLE).out


def test_a_head_set_smaller_says_so(banxin: CommandLine) -> None:
    publication = banxin.new()
    article = publication / ARTICLE
    text = article.read_text("utf-8")
    head = "把这一段换成你自己的文字" * 2
    article.write_text(text.replace("关于这本刊物的几句话", head, 1), "utf-8")
    told = document(banxin, article)
    (title,) = [item for item in told["paragraphs"] if item["style"] == "title"]
    assert title["set_as"]["size"] < told["styles"]["title"]["values"]["size"]["value"]


def test_a_sidebar_with_a_file_of_its_own_shows_its_own_copy(banxin: CommandLine) -> None:
    publication = banxin.new()
    sidebar = publication / "2031-01" / "articles" / "03-box.md"
    sidebar.write_text("---\nid: box\nsidebar_of: first\n---\n把这一段换成你的。\n", "utf-8")
    plan = publication / "2031-01" / "issue.yaml"
    plan.write_text(plan.read_text("utf-8") + "  - {file: 03-box.md}\n", "utf-8")
    told = document(banxin, sidebar)
    assert {item["file"] for item in told["paragraphs"]} == {"2031-01/articles/03-box.md"}
    assert told["article"] == "first"


def test_no_line_is_wider_than_a_terminal_of_100_columns(banxin: CommandLine) -> None:
    publication = banxin.new()
    add_copy(publication / ARTICLE, "把这一段，换成“你自己的文字”：2031年，用一页。" * 9)
    for name in ("cover", "contents", "first"):
        out = explain(banxin, publication, "--article", name).out
        assert max(columns(line) for line in out.splitlines()) <= WIDTH


def test_a_folded_text_loses_nothing_but_spaces() -> None:
    for text in ("汉字" * 90, "a word " * 40, "x" * 250, "汉 word，" * 30):
        lines = list(folded(text, 5))
        assert "".join("".join(lines).split()) == "".join(text.split())


def test_the_same_article_gives_the_same_words(banxin: CommandLine) -> None:
    publication = banxin.new()
    one, two = (explain(banxin, publication / ARTICLE).out for _ in range(2))
    assert one == two


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (("--article", "frist"), "no-such-article"),
        ((), "no-such-article"),
        (("--article", "first", "--paragraph", 999), "no-such-paragraph"),
    ],
)
def test_what_is_not_there_is_a_usage_error(
    words: tuple[object, ...], rule: str, banxin: CommandLine
) -> None:
    publication = banxin.new()
    done = explain(banxin, publication, *words, before=("--json",))
    assert done.code == 2
    assert [finding["rule"] for finding in done.document["findings"]] == [rule]


def test_a_file_that_is_not_there_is_a_usage_error(banxin: CommandLine) -> None:
    publication = banxin.new()
    done = explain(banxin, publication / "2031-01" / "articles" / "none.md")
    assert done.code == 2
    assert "no such file" in done.err


def test_a_file_no_issue_names_is_a_usage_error(banxin: CommandLine) -> None:
    publication = banxin.new()
    stray = publication / "2031-01" / "articles" / "stray.md"
    stray.write_text("---\nid: stray\nkind: feature\n---\n把这一段换成你的。\n", "utf-8")
    alone = banxin.folder / "alone.md"
    alone.write_text("把这一段换成你的。\n", "utf-8")
    for file, words in ((stray, "is not in the issue"), (alone, "belongs to no issue")):
        done = explain(banxin, file)
        assert done.code == 2
        assert words in done.err


def test_bad_content_is_told_and_ends_with_1(banxin: CommandLine) -> None:
    publication = banxin.new()
    article = publication / ARTICLE
    article.write_text(article.read_text("utf-8").replace("kind:", "kinds:", 1), "utf-8")
    done = explain(banxin, article)
    assert done.code == 1
    assert f"{ARTICLE}:3:1" in done.err


def test_a_house_style_that_is_not_there_ends_with_1(banxin: CommandLine) -> None:
    publication = banxin.new()
    done = explain(banxin, publication / ARTICLE, "--style", "none")
    assert done.code == 1
    assert "no house style 'none'" in done.err
