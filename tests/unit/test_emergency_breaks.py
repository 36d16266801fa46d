"""A line that could only be broken against a rule is a finding, once for each paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command_line import CommandLine

ARTICLE = "2031-01/articles/02-first.md"
COPY = "把这一段换成你自己的文字"
HELD = f"{{nobr}}{COPY * 3}{{/nobr}}"


def findings(banxin: CommandLine, publication: Path) -> list[dict[str, Any]]:
    done = banxin.build(publication, before=("--json",))
    assert done.code == 0, done.err
    return [item for item in done.document["findings"] if item["rule"] == "emergency-break"]


def publication_with(banxin: CommandLine, *paragraphs: str) -> tuple[Path, int]:
    """A publication with more paragraphs, and the line of the first of them."""
    publication = banxin.new()
    article = publication / ARTICLE
    text = article.read_text("utf-8").rstrip("\n")
    article.write_text("\n\n".join((text, *paragraphs)) + "\n", "utf-8")
    return publication, text.count("\n") + 3


def test_the_finding_has_article_place_page_and_the_words(banxin: CommandLine) -> None:
    publication, line = publication_with(banxin, f"{HELD}。")
    (finding,) = findings(banxin, publication)
    assert finding["severity"] == "warning"
    assert finding["article"] == "first"
    assert (finding["file"], finding["line"]) == (ARTICLE, line)
    assert finding["page"] == "3"
    assert COPY[:6] in finding["message"]
    assert "{nobr}" in finding["hint"]


def test_a_paragraph_has_one_finding_however_many_of_its_lines_are_cut(
    banxin: CommandLine,
) -> None:
    publication, line = publication_with(banxin, f"{HELD}，{HELD}。", COPY, f"{HELD}。")
    found = findings(banxin, publication)
    assert [finding["line"] for finding in found] == [line, line + 4]


def test_a_word_that_is_cut_because_no_line_holds_it_is_told(banxin: CommandLine) -> None:
    publication, _ = publication_with(banxin, f"::: measure {{em=8}}\n{'p' * 29}{COPY}\n:::")
    (finding,) = findings(banxin, publication)
    assert "p" * 9 in finding["message"]
    assert "cut against a rule" in finding["message"]


def test_a_dash_wider_than_its_measure_is_told_with_both_widths(banxin: CommandLine) -> None:
    publication, _ = publication_with(banxin, f"::: measure {{em=3}}\n————{COPY}\n:::")
    (finding,) = findings(banxin, publication)
    assert "————" in finding["message"]
    assert finding["measured"].endswith(" pt")
    assert finding["allowed"] == "31.5 pt"


def test_copy_that_breaks_by_the_rules_has_none(banxin: CommandLine) -> None:
    publication, _ = publication_with(banxin, f"{COPY}，" * 9, f"{{nobr}}{COPY}{{/nobr}}。")
    assert findings(banxin, publication) == []


def test_a_head_that_is_set_smaller_to_fit_has_none(banxin: CommandLine) -> None:
    publication = banxin.new()
    article = publication / ARTICLE
    text = article.read_text("utf-8")
    head = f'"{{nobr}}{COPY * 2}{{/nobr}}"'
    article.write_text(text.replace("关于这本刊物的几句话", head, 1), "utf-8")
    assert findings(banxin, publication) == []


def test_the_finding_can_be_refused(banxin: CommandLine) -> None:
    publication, _ = publication_with(banxin, f"{HELD}。")
    done = banxin.build(publication, "--fail-on", "emergency-break")
    assert done.code == 1
    assert "error emergency-break" in done.err
