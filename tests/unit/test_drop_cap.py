"""The first character of an article over several rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.issue_folders import make_issue

if TYPE_CHECKING:
    from tests.support.command_line import CommandLine

COPY = "把这一段换成你自己的文字，改一处标题，改一行颜色。"
STYLE = """\
name: dropped
extends: magazine
kinds:
  feature: {opener: opener, continuation: text, head: feature, drop_cap: 3}
"""
EM, ROW = 10.5, 20.5
SIZE = 2 * ROW + EM


def lines_of(banxin: CommandLine, body: str) -> list[dict[str, Any]]:  # Any: JSON values
    (banxin.folder / "styles" / "dropped.yaml").write_text(STYLE, "utf-8")
    head = "---\nid: harbour\nkind: feature\ntitle: [标题]\n---\n"
    issue = make_issue(
        banxin.folder / "journal",
        {
            "publication.yaml": "title: 新刊\nstyle: dropped\n",
            "07/articles/harbour.md": head + body,
        },
    )
    dump = banxin.folder / "layout.json"
    done = banxin.build(issue, "--layout-json", dump)
    assert done.code == 0, done.err
    pages = json.loads(dump.read_text("utf-8"))["pages"]
    return [line for line in pages[0]["lines"] if line["role"] in {"body", "drop-cap"}]


def test_the_cap_reaches_from_the_first_line_to_the_last_beside_it(
    banxin: CommandLine,
) -> None:
    cap, *copy = lines_of(banxin, COPY * 4)
    assert (cap["role"], cap["text"]) == ("drop-cap", "把")
    first, third = copy[0]["baseline"], copy[2]["baseline"]
    assert third - first == pytest.approx(2 * ROW)
    top_of_first = first - 0.88 * EM
    foot_of_third = third + 0.12 * EM
    assert cap["baseline"] - 0.88 * SIZE == pytest.approx(top_of_first, abs=0.02)
    assert cap["baseline"] + 0.12 * SIZE == pytest.approx(foot_of_third, abs=0.02)


def test_the_lines_beside_the_cap_stand_on_the_em_grid(banxin: CommandLine) -> None:
    cap, *copy = lines_of(banxin, COPY * 4)
    indents = [(line["x"] - cap["x"]) / EM % 24 for line in copy]
    assert indents[:3] == pytest.approx([6, 6, 6], abs=0.01)
    assert indents[3:] == pytest.approx([0] * len(indents[3:]), abs=0.01)


def test_the_text_is_whole_and_in_order(banxin: CommandLine) -> None:
    lines = lines_of(banxin, COPY * 4)
    assert "".join(line["text"] for line in lines) == COPY * 4


def test_a_short_paragraph_still_makes_room_for_its_cap(banxin: CommandLine) -> None:
    lines = lines_of(banxin, f"把这一段\n\n{COPY * 8}")
    cap, short, following = lines[:3]
    assert short["text"] == "这一段"
    assert following["baseline"] - short["baseline"] == pytest.approx(3 * ROW)
    assert cap["text"] == "把"


@pytest.mark.parametrize("body", [f"“{COPY}”", f"**标题** {COPY}{{.runin}}"])
def test_a_paragraph_that_begins_with_a_mark_or_a_head_has_none(
    banxin: CommandLine, body: str
) -> None:
    assert all(line["role"] == "body" for line in lines_of(banxin, body))
