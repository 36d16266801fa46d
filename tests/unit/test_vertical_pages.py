"""Articles whose copy goes from top to bottom over whole pages."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tests.support.issue_folders import make_issue

if TYPE_CHECKING:
    from tests.support.command_line import CommandLine

HEAD = "---\nid: harbour\nkind: upright\ntitle: [标题]\n---\n"
STYLE = """name: upright
extends: magazine
masters:
  upright: {columns: 1, measure: 46em}
kinds:
  upright: {opener: upright, continuation: upright, head: plain, vertical_rows: ROWS}
"""
PARAGRAPH = "灯塔上的“守灯人”写道：今日无事。第26天，雾。"


def laid_out(
    banxin: CommandLine, body: str, style: str = STYLE
) -> tuple[list[list[dict[str, Any]]], str]:
    """The lines of copy on each page; or what was said against it."""
    home = banxin.folder / "journal"
    folder = make_issue(home, {"07/articles/harbour.md": f"{HEAD}{body}\n"})
    (banxin.folder / "styles" / "upright.yaml").write_text(style, "utf-8")
    dump = banxin.folder / "layout.json"
    done = banxin.build(folder, "--style", "upright", "--layout-json", dump, before=("--json",))
    if done.code:
        return [], json.dumps(done.document, ensure_ascii=False)
    pages = json.loads(dump.read_text("utf-8"))["pages"]
    return [[line for line in page["lines"] if line["role"] == "body"] for page in pages], ""


def test_copy_goes_down_and_from_right_to_left_in_tiers(banxin: CommandLine) -> None:
    pages, _ = laid_out(banxin, f"{PARAGRAPH}\n\n" * 60, STYLE.replace("ROWS", "12"))
    lines = [line for page in pages for line in page]
    assert len(pages) > 1
    assert {line["direction"] for line in lines} == {"vertical"}
    assert "".join(line["text"] for line in lines) == PARAGRAPH * 60
    for page in pages:
        tiers = [[page[0]]]
        for before, after in pairwise(page):
            if after["x"] > before["x"]:
                tiers.append([])
            tiers[-1].append(after)
        assert len(tiers) <= 2
        for upper, lower in pairwise(tiers):
            foot = max(line["baseline"] + line["height"] for line in upper)
            assert all(line["baseline"] > foot for line in lower)


def test_what_is_never_vertical_stands_between_tiers(banxin: CommandLine) -> None:
    body = f"{PARAGRAPH}\n\n- 甲\n- 乙\n\n{PARAGRAPH}"
    pages, _ = laid_out(banxin, body, STYLE.replace("ROWS", "8"))
    assert [line["direction"] for line in pages[0]].count("vertical") >= 2


def test_vertical_pages_want_one_column_and_rows_enough(banxin: CommandLine) -> None:
    two = STYLE.replace("columns: 1, measure: 46em", "columns: 2").replace("ROWS", "12")
    assert "columns: 1" in laid_out(banxin, PARAGRAPH, two)[1]
    assert "5 rows or more" in laid_out(banxin, PARAGRAPH, STYLE.replace("ROWS", "3"))[1]
