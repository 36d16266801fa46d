"""Vertical captions, quotes and verse on their pages, as the layout dump tells them."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from layout.content.model import PullQuote, Verse
from layout.content.write_markdown import write_blocks
from tests.support.issue_folders import make_issue
from tests.support.picture_files import as_bytes, quarters

if TYPE_CHECKING:
    from tests.support.command_line import CommandLine

COPY = "把这一段换成你自己的文字，改一处标题，改一行颜色。"
VERSE = "潮水退去，\n灯亮了。\n\n数到[20]{.tcy}，\n便不再数。"
Line = dict[str, Any]


def upright(banxin: CommandLine, body: str) -> list[Line]:
    """The vertical lines of an issue of one article."""
    head = "---\nid: harbour\nkind: feature\ntitle: [标题]\n---\n"
    files = {
        "07/f1.png": as_bytes(quarters(size=(640, 640)), "PNG"),
        "07/articles/harbour.md": f"{head}{body}\n",
    }
    folder = make_issue(banxin.folder / "journal", files)
    dump = banxin.folder / "layout.json"
    done = banxin.build(folder, "--layout-json", dump, before=("--json",))
    assert done.code == 0, done.document
    rules = {finding["rule"] for finding in done.document["findings"]}
    assert "overset" not in rules
    pages = json.loads(dump.read_text("utf-8"))["pages"]
    assert all(
        line["direction"] in {"vertical", "horizontal"} for p in pages for line in p["lines"]
    )
    return [
        {**line, "frame": frame["rect"]}
        for found in pages
        for line in found["lines"]
        for frame in found["frames"]
        if line["direction"] == "vertical" and frame["name"] == line["frame"]
    ]


def hold_together(lines: list[Line]) -> None:
    """Within their column; each line beside the one before it, or in a band below."""
    for line in lines:
        left, top, width, height = line["frame"]
        assert left - 0.01 <= line["x"]
        assert line["x"] + line["width"] <= left + width + 0.01
        assert top - 0.01 <= line["baseline"]
        assert line["baseline"] + line["height"] <= top + height + 0.01
    for before, after in pairwise(lines):
        in_one_band = after["baseline"] < before["baseline"] + before["height"]
        if in_one_band and after["frame"] == before["frame"]:
            assert after["x"] + after["width"] <= before["x"]


def test_a_vertical_quote_goes_from_right_to_left_in_its_column(banxin: CommandLine) -> None:
    quote = f"::: pullquote {{direction=vertical attribution=何棠}}\n{COPY}\n:::"
    lines = upright(banxin, f"{COPY}\n\n{quote}")
    assert "".join(line["text"] for line in lines) == COPY + "何棠"
    assert {line["role"] for line in lines} == {"pull-quote", "pull-quote-name"}
    hold_together(lines)


def test_a_long_vertical_quote_goes_on_in_a_band_below(banxin: CommandLine) -> None:
    text = COPY * 24
    lines = upright(banxin, f"::: pullquote {{direction=vertical}}\n{text}\n:::")
    assert "".join(line["text"] for line in lines) == text
    hold_together(lines)


def test_each_line_of_vertical_verse_is_a_line_and_stanzas_stand_apart(
    banxin: CommandLine,
) -> None:
    lines = upright(banxin, f"{COPY}\n\n::: verse {{direction=vertical}}\n{VERSE}\n:::")
    assert [line["text"] for line in lines] == [
        "潮水退去，",
        "灯亮了。",
        "数到20，",
        "便不再数。",
    ]
    hold_together(lines)
    steps = [before["x"] - after["x"] for before, after in pairwise(lines)]
    assert steps[1] == pytest.approx(2 * steps[0], abs=0.01)


def test_verse_wider_than_its_column_goes_on_in_a_band_below(banxin: CommandLine) -> None:
    rows = [f"第{at}行" for at in "一二三四五六七八九十" * 3]
    body = "::: verse {direction=vertical}\n" + "\n".join(rows) + "\n:::"
    lines = upright(banxin, body)
    assert [line["text"] for line in lines] == rows
    assert len({line["baseline"] for line in lines}) > 1
    hold_together(lines)


def test_a_vertical_sidebar_is_set_whole_with_its_head(banxin: CommandLine) -> None:
    inner = f"# 南街\n{COPY * 3}\n\n## 水边\n**先修路** {COPY * 4}{{.runin}}\n\n"
    verse = "::: verse\n潮水退去，\n灯亮了。\n:::"
    side = f"::: sidebar {{direction=vertical marker=新闻链接}}\n{inner}{verse}\n:::"
    lines = upright(banxin, f"{COPY}\n\n{side}")
    text = "".join(line["text"] for line in lines)
    written = f"［新闻链接］南街{COPY * 3}水边先修路\u3000{COPY * 4}潮水退去，灯亮了。"
    assert text == written
    hold_together(lines)


@pytest.mark.parametrize("count", range(1, 9))
def test_no_band_of_a_sidebar_ends_with_a_subhead(banxin: CommandLine, count: int) -> None:
    inner = f"{COPY * count}\n\n## 水边\n{COPY * 4}"
    lines = upright(banxin, f"::: sidebar {{direction=vertical}}\n{inner}\n:::")
    head = next(at for at, line in enumerate(lines) if line["text"] == "水边")
    assert lines[head + 1]["frame"] == lines[head]["frame"]
    assert lines[head + 1]["x"] < lines[head]["x"]


def test_what_cannot_stand_in_a_vertical_sidebar_is_told(banxin: CommandLine) -> None:
    body = f"::: sidebar {{direction=vertical}}\n{COPY}\n\n::: list\n- {COPY}\n:::\n:::"
    files = {"07/articles/harbour.md": f"---\nid: harbour\nkind: feature\n---\n{body}\n"}
    done = banxin.build(make_issue(banxin.folder / "journal", files), before=("--json",))
    assert done.code == 1
    assert [finding["rule"] for finding in done.document["findings"]] == ["misplaced-block"]


def test_a_vertical_caption_stands_whole_beside_its_picture(banxin: CommandLine) -> None:
    caption = "《旧港》的 26 艘船，2031 年的 APEC 海报——“真近”（3.0 版）"
    picture = f"![{caption}](f1.png){{caption-direction=vertical credit=林小舟}}"
    lines = upright(banxin, f"{COPY}\n\n{picture}\n\n{COPY}")
    text = "".join(line["text"] for line in lines)
    assert text == caption.replace(" ", "") + "\u3000林小舟"
    assert len(lines) <= 3
    hold_together(lines)


@pytest.mark.parametrize("name", ["verse", "pullquote"])
def test_a_direction_that_is_none_is_told(banxin: CommandLine, name: str) -> None:
    body = f"::: {name} {{direction=upward}}\n{COPY}\n:::"
    files = {"07/articles/harbour.md": f"---\nid: harbour\nkind: feature\n---\n{body}\n"}
    done = banxin.build(make_issue(banxin.folder / "journal", files), before=("--json",))
    assert done.code == 1
    (finding,) = done.document["findings"]
    assert "direction" in finding["message"]
    assert finding["line"] == 5


def test_only_a_vertical_direction_is_written_out() -> None:
    from layout.content.model import as_text

    flat = PullQuote(text=as_text(COPY))
    assert write_blocks((flat,)) == f"::: pullquote\n{COPY}\n:::"
    tall = Verse(lines=(as_text(COPY),), direction="vertical")
    assert write_blocks((tall,)) == f"::: verse {{direction=vertical}}\n{COPY}\n:::"
