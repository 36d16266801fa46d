"""Credits under pictures, figures in a row, the white around pull quotes."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.issue_folders import make_issue
from tests.support.picture_files import as_bytes, quarters

if TYPE_CHECKING:
    from tests.support.command_line import CommandLine

ROW = {"magazine": 20.5, "gazette": 15.0}
CAPTION_LINE = {"magazine": 22 * 10.5 / 8, "gazette": 17 * 9 / 7.5}  # in em of the caption
CREDIT = "摄影 / 一二三"
styles = pytest.mark.parametrize("style", ["magazine", "gazette"])


def lines_of(
    banxin: CommandLine, body: str, style: str
) -> list[dict[str, Any]]:  # Any: JSON values
    files = {
        "publication.yaml": f"title: 江岸\nstyle: {style}\n",
        "07/articles/harbour.md": f"---\nid: harbour\n---\n{body}\n",
        "07/boat.png": as_bytes(quarters(), "PNG"),
    }
    dump = banxin.folder / "layout.json"
    done = banxin.build(make_issue(banxin.folder / "journal", files), "--layout-json", dump)
    assert done.code == 0, done.err
    pages = json.loads(dump.read_text("utf-8"))["pages"]
    return [line for page in pages for line in page["lines"]]


def captions(banxin: CommandLine, credit: str, style: str, *, free_em: float) -> list[str]:
    """The lines of a caption that leaves so much of its first line to the credit."""
    caption = "字" * int(CAPTION_LINE[style] - free_em)
    body = f'![{caption}](boat.png){{credit="{credit}"}}'
    return [
        line["text"].replace(" ", "")
        for line in lines_of(banxin, body, style)
        if line["role"] == "caption"
    ]


@styles
@pytest.mark.parametrize("free_em", [3.0, 4.0, 5.0, 6.0])
def test_a_credit_that_a_line_holds_is_never_broken(
    banxin: CommandLine, style: str, free_em: float
) -> None:
    first, second = captions(banxin, CREDIT, style, free_em=free_em)
    assert set(first.strip("\u3000")) == {"字"}
    assert second == CREDIT.replace(" ", "")


@styles
def test_a_credit_longer_than_a_line_goes_on_in_the_next(
    banxin: CommandLine, style: str
) -> None:
    made = captions(banxin, "图 / " + "一二三" * 12, style, free_em=8.0)
    assert max(len(line) for line in made) <= CAPTION_LINE[style]
    assert "".join(made).endswith("一二三" * 12)


@styles
@pytest.mark.parametrize("values", [["27", "17", "204"], ["2", "4", "6"], ["1234", "5", "6"]])
def test_three_figures_that_have_room_beside_each_other_stand_in_one_row(
    banxin: CommandLine, style: str, values: list[str]
) -> None:
    entries = "\n".join(
        f"- {{type: stat, label: 灯, value: {one}, unit: 字}}" for one in values
    )
    lines = lines_of(banxin, f"::: explainer\n{entries}\n:::", style)
    made = [line for line in lines if line["role"] == "figure-value"]
    assert len({line["baseline"] for line in made}) == 1
    ends = [(line["x"], line["x"] + line["width"]) for line in made]
    assert all(end < start for (_, end), (start, _) in pairwise(ends))


@styles
def test_figures_too_wide_for_one_row_stand_in_more(banxin: CommandLine, style: str) -> None:
    entries = "- {type: stat, label: 灯, value: 12345678, unit: 字}\n" * 3
    lines = lines_of(banxin, f"::: explainer\n{entries}:::", style)
    made = [line for line in lines if line["role"] == "figure-value"]
    assert len(made) == 3
    assert len({line["baseline"] for line in made}) > 1


@styles
def test_a_pull_quote_has_a_row_of_white_over_its_bar_and_under_its_words(
    banxin: CommandLine, style: str
) -> None:
    body = "字。\n\n" * 3 + "::: pullquote\n文字\n:::\n\n" + "字。\n\n" * 20
    lines = [line for line in lines_of(banxin, body, style) if line["role"] != "folio"]
    at = next(at for at, line in enumerate(lines) if line["role"] == "pull-quote")
    above, quote, below = (line["baseline"] for line in lines[at - 1 : at + 2])
    # Above stand a row of white and one between the bar and the words, below one.
    assert quote - above == pytest.approx(3 * ROW[style], abs=0.1)
    assert below - quote == pytest.approx(2 * ROW[style], abs=0.1)


def test_the_room_that_figures_leave_goes_to_the_longer_labels(banxin: CommandLine) -> None:
    figures = (("一二三四五六", "2"), ("字", "1234"), ("字", "9"))
    entries = "".join(
        f"- {{type: stat, label: {label}, value: '{value}', unit: 字}}\n"
        for label, value in figures
    )
    lines = lines_of(banxin, f"::: explainer\n{entries}:::", "gazette")
    labels = [line["text"] for line in lines if line["role"] == "figure-label"]
    assert labels == ["一二三四五六", "字", "字"]
