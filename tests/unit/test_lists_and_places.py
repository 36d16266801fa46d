"""Marks of lists and what stands behind them; every line of a box says where it was written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.issue_folders import make_issue

if TYPE_CHECKING:
    from tests.support.command_line import CommandLine


def lines_of(banxin: CommandLine, body: str) -> list[dict[str, Any]]:  # Any: JSON values
    issue = make_issue(
        banxin.folder / "journal",
        {
            "publication.yaml": "title: 新刊\n",
            "07/articles/harbour.md": f"---\nid: harbour\n---\n{body}",
        },
    )
    dump = banxin.folder / "layout.json"
    done = banxin.build(issue, "--layout-json", dump)
    assert done.code == 0, done.err
    lines = json.loads(dump.read_text("utf-8"))["pages"][0]["lines"]
    return [line for line in lines if line["frame"].startswith("column-")]


EM = 10.5


@pytest.mark.parametrize(("form", "gap_em"), [("一、", 0.0), ("①", 0.5)])
def test_a_counter_that_ends_in_a_full_width_mark_brings_its_own_white(
    form: str, gap_em: float, banxin: CommandLine
) -> None:
    (line,) = lines_of(banxin, f"::: list {{numbering={form}}}\n- 修路\n:::\n")
    assert line["text"] == f"{form}修路"
    assert line["width"] == pytest.approx((len(line["text"]) + gap_em) * EM, abs=0.01)


def test_lines_behind_a_counter_hang_as_deep_as_it_is_wide(banxin: CommandLine) -> None:
    first, second = lines_of(
        banxin, f"::: list {{numbering=一、}}\n- {'换成你自己的文字' * 5}\n:::\n"
    )[:2]
    assert second["x"] - first["x"] == pytest.approx(2 * EM, abs=0.01)


EXPLAINER = """\
::: editors-note
把这一段换成你自己的文字。
:::

::: explainer
- {type: stat, label: 文字, value: 1, unit: 段}
- type: goals
  cells: [{head: 一处, text: 改一处标题。}, {head: 一行, text: 改一行颜色。}]
:::
"""


def test_every_line_in_a_box_knows_its_place_in_the_source(banxin: CommandLine) -> None:
    lines = lines_of(banxin, EXPLAINER)
    assert {line["role"] for line in lines} >= {
        "note-marker",
        "figure-value",
        "figure-label",
        "cell-head",
        "cell-text",
    }
    assert [line["text"] for line in lines if "harbour.md:" not in line["source"]] == []


@pytest.mark.parametrize("above", range(20, 30))
def test_no_column_holds_one_end_of_a_list_alone(above: int, banxin: CommandLine) -> None:
    copy = "\n\n".join(["潮。"] * above)
    entries = "\n".join(f"- 第{name}件" for name in "一二三四五六")
    lines = lines_of(banxin, f"{copy}\n\n::: list {{mark=●}}\n{entries}\n:::\n\n" + copy)
    columns = [line["frame"] for line in lines if "件" in line["text"]]
    assert len(columns) == 6
    assert all(columns.count(name) != 1 for name in columns)
