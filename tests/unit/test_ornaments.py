"""End marks, ornaments over heads, rubrics that stand alone, captions without pictures."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.issue_folders import make_issue
from tests.support.picture_files import as_bytes, quarters

if TYPE_CHECKING:
    from tests.support.command_line import CommandLine

COPY = "把这一段换成你自己的文字，改一处标题，改一行颜色。"
EM = 10.5
MEASURE = 22 * EM
STYLE = """\
name: marked
extends: magazine
kinds:
  feature: {opener: opener, continuation: text, head: feature, end_mark: true}
"""


def lines_of(
    banxin: CommandLine, front: str, body: str, style: str = "magazine"
) -> list[dict[str, Any]]:  # Any: JSON values
    (banxin.folder / "styles" / "marked.yaml").write_text(STYLE, "utf-8")
    files: dict[str, str | bytes] = {
        "publication.yaml": f"title: 江岸\nstyle: {style}\n",
        "07/articles/harbour.md": f"---\nid: harbour\n{front}\n---\n{body}\n",
        "07/lamp.png": as_bytes(quarters(), "PNG"),
    }
    return lines_in(banxin, files)


def lines_in(
    banxin: CommandLine, files: dict[str, str | bytes]
) -> list[dict[str, Any]]:  # Any: JSON values
    dump = banxin.folder / "layout.json"
    done = banxin.build(make_issue(banxin.folder / "journal", files), "--layout-json", dump)
    assert done.code == 0, done.err
    pages = json.loads(dump.read_text("utf-8"))["pages"]
    return [line for page in pages for line in page["lines"]]


def with_role(lines: list[dict[str, Any]], role: str) -> list[dict[str, Any]]:
    return [line for line in lines if line["role"] == role]


@pytest.mark.parametrize(
    ("front", "style"),
    [("title: 标题\nornaments: [end-mark]", "magazine"), ("title: 标题", "marked")],
)
def test_the_end_mark_closes_the_last_line_flush_right(
    banxin: CommandLine, front: str, style: str
) -> None:
    lines = lines_of(banxin, front, COPY * 2, style)
    (mark,) = with_role(lines, "end-mark")
    last = with_role(lines, "body")[-1]
    assert (mark["text"], mark["baseline"]) == ("江岸", last["baseline"])
    assert mark["x"] + mark["width"] == pytest.approx(last["x"] + MEASURE, abs=0.1)
    assert mark["x"] > last["x"] + last["width"] + EM - 0.1


def test_an_end_mark_has_a_line_of_its_own_below_a_full_one(banxin: CommandLine) -> None:
    lines = lines_of(banxin, "title: 标题\nornaments: [end-mark]", "字" * 19 + "。")
    (mark,) = with_role(lines, "end-mark")
    (last,) = with_role(lines, "body")
    assert mark["baseline"] - last["baseline"] == pytest.approx(20.5)


def test_the_end_mark_closes_the_articles_own_copy_not_its_sidebar(banxin: CommandLine) -> None:
    body = f"{COPY}\n\n::: sidebar {{marker=新闻链接}}\n# 南街\n\n街长一公里。\n:::"
    lines = lines_of(banxin, "title: 标题\nornaments: [end-mark]", body)
    (mark,) = with_role(lines, "end-mark")
    assert mark["baseline"] in {line["baseline"] for line in with_role(lines, "body")}


LIST = "::: list {mark=◆}\n- 修桥，先修人走的那一半。\n- 修灯，只修最暗的三盏。\n:::"
ITEM = "::: item {kind=gallery_item}\n# 南街\n街长一公里，走十四分钟。\n:::"
CLOSING = {
    "a list": (LIST, "修灯"),
    "verse": ("::: verse\n路通，人就来；\n人来，店就开。\n:::", "人来"),
    "an item in the open": (f"{ITEM}\n\n{ITEM.replace('南街', '北街')}", "街长"),
    "copy at another measure": (f"::: measure {{em=13}}\n{COPY}到了。\n:::", "到了"),
}


@pytest.mark.parametrize("name", CLOSING)
def test_the_end_mark_closes_what_the_copy_ends_in(banxin: CommandLine, name: str) -> None:
    body, words = CLOSING[name]
    lines = lines_of(banxin, "title: 标题\nornaments: [end-mark]", f"{COPY}\n\n{body}")
    (mark,) = with_role(lines, "end-mark")
    last = [line for line in lines if words in line["text"]][-1]
    assert mark["baseline"] == last["baseline"]
    assert mark["x"] > last["x"] + last["width"] + EM - 0.1


@pytest.mark.parametrize(
    "block",
    [
        "  - {type: qa, q: 要搬走吗？, a: 不用搬走。}\n",
        "  - type: groups\n    groups:\n      - {head: 修水, items: [合龙, 不用搬走]}\n",
    ],
)
def test_the_end_mark_closes_answers_and_numbered_groups(
    banxin: CommandLine, block: str
) -> None:
    files: dict[str, str | bytes] = {
        "07/issue.yaml": "issue: {title: 江岸}\nflatplan: [{file: harbour.yaml}]\n",
        "07/articles/harbour.yaml": f"id: harbour\nornaments: [end-mark]\nblocks:\n{block}",
    }
    lines = lines_in(banxin, files)
    (mark,) = with_role(lines, "end-mark")
    (last,) = [line for line in lines if "不用搬走" in line["text"]]
    assert mark["baseline"] == last["baseline"]


BESIDE_THE_COPY = {
    "a sidebar": "::: sidebar {marker=新闻链接}\n# 南街\n\n街长一公里。\n:::",
    "a quote": "::: pullquote\n船靠了岸\n:::",
    "a table": "::: table\n| 渡口 | 船次 |\n| --- | --- |\n| 三号 | 12 |\n:::",
    "an item in a box": "::: item {kind=brief}\n# 修\n磨平了，反而滑。\n:::",
    "a subhead": "## 后来",
}


@pytest.mark.parametrize("name", BESIDE_THE_COPY)
def test_the_end_mark_stands_on_the_list_before_what_is_beside_the_copy(
    banxin: CommandLine, name: str
) -> None:
    body = f"{COPY}\n\n{LIST}\n\n{BESIDE_THE_COPY[name]}"
    lines = lines_of(banxin, "title: 标题\nornaments: [end-mark]", body)
    (mark,) = with_role(lines, "end-mark")
    assert mark["baseline"] == with_role(lines, "list")[-1]["baseline"]


def test_an_end_mark_has_a_line_of_its_own_below_a_full_list(banxin: CommandLine) -> None:
    full = "::: list {mark=◆}\n- 修桥\n- " + "字" * 18 + "。\n:::"
    lines = lines_of(banxin, "title: 标题\nornaments: [end-mark]", full)
    (mark,), last = with_role(lines, "end-mark"), with_role(lines, "list")[-1]
    assert mark["baseline"] - last["baseline"] == pytest.approx(20.5)


def test_an_end_mark_beside_a_picture_stands_at_the_end_of_the_copys_measure(
    banxin: CommandLine,
) -> None:
    front = (
        "ornaments: [end-mark]\n"
        "images: [{id: lamp, file: lamp.png, place: right, height_lines: 9}]"
    )
    lines = lines_of(banxin, front, f"::: measure {{em=12 beside=lamp}}\n{COPY * 2}\n:::")
    (mark,), copy = with_role(lines, "end-mark"), with_role(lines, "body")
    left = min(line["x"] for line in copy)
    assert mark["x"] + mark["width"] == pytest.approx(left + 12 * EM, abs=0.1)


def test_without_an_order_there_is_no_end_mark(banxin: CommandLine) -> None:
    assert not with_role(lines_of(banxin, "title: 标题", COPY), "end-mark")


def test_an_ornament_stands_over_the_head(banxin: CommandLine) -> None:
    lines = lines_of(banxin, "title: 标题\nornaments: [quotation]", COPY)
    (ornament,), (title,) = with_role(lines, "quotation"), with_role(lines, "title")
    assert ornament["text"] == "“"
    assert ornament["baseline"] < title["baseline"]


def test_an_ornament_the_style_does_not_have_is_told(banxin: CommandLine) -> None:
    files = {
        "publication.yaml": "title: 江岸\n",
        "07/articles/harbour.md": "---\nid: harbour\nornaments: [endmark]\n---\n字\n",
    }
    done = banxin.build(make_issue(banxin.folder / "journal", files))
    assert "unknown-ornament" in done.err
    assert "end-mark" in done.err


def test_a_style_that_asks_for_an_end_mark_must_have_one(banxin: CommandLine) -> None:
    style = STYLE.replace("extends: magazine", "extends: magazine\nornaments: {mark: ■}")
    (banxin.folder / "styles" / "marked.yaml").write_text(style, "utf-8")
    files = {
        "publication.yaml": "title: 江岸\nstyle: marked\n",
        "07/articles/harbour.md": "---\nid: harbour\n---\n字\n",
    }
    done = banxin.build(make_issue(banxin.folder / "journal", files))
    assert "no text style is called 'mark'" in done.err


def test_a_rubric_without_a_title_is_set_as_one(banxin: CommandLine) -> None:
    alone = with_role(lines_of(banxin, "rubric: 对岸", COPY), "rubric-alone")
    assert [line["text"] for line in alone] == ["·对岸·"]
    beside = lines_of(banxin, "rubric: 对岸\ntitle: 标题", COPY)
    assert len(with_role(beside, "rubric")) == 1


@pytest.mark.parametrize("direction", ["", " {direction=vertical}"])
def test_a_caption_without_its_picture_is_set_in_the_captions_style(
    banxin: CommandLine, direction: str
) -> None:
    body = f"{COPY}\n\n::: caption{direction}\n江岸夜色\n:::"
    (caption,) = with_role(lines_of(banxin, "title: 标题", body), "caption")
    assert caption["text"] == "江岸夜色"
    assert caption.get("direction", "horizontal") == ("vertical" if direction else "horizontal")
