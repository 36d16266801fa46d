"""Columns beside each other on their pages, as the layout dump tells them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.support.issue_folders import make_issue

if TYPE_CHECKING:
    from tests.support.command_line import CommandLine

COPY = "把这一段换成你自己的文字，改一处标题，改一行颜色。"
HEAD = "---\nid: harbour\nkind: feature\ntitle: [标题]\n---\n"


def laid_out(banxin: CommandLine, body: str) -> tuple[list[dict[str, Any]], set[str]]:
    """The pages of an issue of one article, and the rules of its findings."""
    folder = make_issue(
        banxin.folder / "journal", {"07/articles/harbour.md": f"{HEAD}{body}\n"}
    )
    dump = banxin.folder / "layout.json"
    done = banxin.build(folder, "--layout-json", dump, before=("--json",))
    assert done.code == 0, done.document
    rules = {finding["rule"] for finding in done.document["findings"]}
    return json.loads(dump.read_text("utf-8"))["pages"], rules


def parallel(*columns: str, kind: str = "") -> str:
    opening = f"::: parallel {{kind={kind}}}" if kind else "::: parallel"
    return f"{opening}\n" + "\n\n<!-- column -->\n\n".join(columns) + "\n:::"


def copy_of(pages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [line for page in pages for line in page["lines"] if line["role"] == "body"]


def test_columns_begin_on_one_line_and_stand_side_by_side(banxin: CommandLine) -> None:
    pages, _ = laid_out(banxin, parallel("甲" * 30, "乙" * 10, "丙" * 20))
    firsts = {line["text"][0]: line for line in reversed(copy_of(pages))}
    first, second, third = (firsts[char] for char in "甲乙丙")
    assert first["baseline"] == second["baseline"] == third["baseline"]
    assert first["x"] < second["x"] < third["x"]
    assert first["width"] < second["x"] - first["x"]


def test_columns_taller_than_a_page_go_on_over_pages_and_lose_nothing(
    banxin: CommandLine,
) -> None:
    left, right = "甲，" * 700 + "。", "乙。" * 500
    pages, rules = laid_out(banxin, parallel(left, right))
    assert "overset" not in rules
    text = "".join(line["text"] for line in copy_of(pages))
    assert (text.count("甲"), text.count("乙")) == (700, 500)
    assert len(pages) > 1
    for page in pages[:-1]:
        lines = [line for line in page["lines"] if line["role"] == "body"]
        assert {line["text"].strip("，。")[0] for line in lines} >= {"甲"}


def test_copy_after_a_parallel_follows_below_its_tallest_column(banxin: CommandLine) -> None:
    pages, _ = laid_out(banxin, parallel("甲" * 60, "乙") + f"\n\n{COPY}")
    lines = copy_of(pages)
    after = next(line for line in lines if line["text"].startswith("把这"))
    same = [line for line in lines if line["frame"] == after["frame"] and line is not after]
    assert all(line["baseline"] < after["baseline"] for line in same if "甲" in line["text"])


def test_a_kind_the_style_has_no_box_for_is_told(banxin: CommandLine) -> None:
    _, rules = laid_out(banxin, parallel("甲", "乙", kind="translation"))
    assert "unknown-kind" in rules
