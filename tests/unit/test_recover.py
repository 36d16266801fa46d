"""Recovering an imaginary magazine from its extracted text."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from layout.content import export_issue, read_issue
from layout.errors import RecoverError
from layout.recover import recover_text, write_recovered
from tests.support import real_issues

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

# Two page units of an invented extraction: ordinary lines apart, head lines touching, a page's
# start marked by white, the title behind the first lines, a sidebar at the end.
EXTRACTION = """\

05

2031 \\07 NO.12

清晨的码头上，第一班渡轮还没有靠岸，卖鱼的摊子已经

摆开了。老周把秤放在木箱上，说今天的潮水比昨天高了

两寸，所以船会晚到一刻钟。他在这里卖了三十年鱼。

渡轮的汽笛响起来的时候，街上的灯一盏一盏地灭了，人

们从巷子里走出来，手里提着篮子，谁也不说话。
 文 / 林小舟 通讯员 / 何棠

旧码头换新颜
三年后这里会是什么样

修路的时候，石板是从旧堆场起出来的，每一块上都有

坑，工人想把坑磨平，试了三块就停了下来，因为磨平以

后下雨天反而更滑，走路的人会摔跤。

先修路
再盖房

路通到水边那天没有人通知，街上的人自己走了过来，

记录上只有一行字，说大约二百人，还有几条狗。

[ 新闻链接 ]

南街：
灯火更近江面

南街紧挨着旧港，长一公里，住着三百多户人家，街的

这一头是糖行的旧址，那一头是渡口，中间有两口井。
"""


def exported(text: str | bytes) -> dict[str, Any]:  # Any: the export's JSON values
    return export_issue(recover_text(text, name="riverside").issue)


def signed_article(document: dict[str, Any]) -> dict[str, Any]:
    return next(article for article in document["articles"] if article["byline"])


def test_a_title_behind_its_copy_is_found_by_the_byline() -> None:
    article = signed_article(exported(EXTRACTION))
    assert article["title"] == "旧码头换新颜\n三年后这里会是什么样"
    assert "林小舟" in article["byline"]


def test_paragraphs_are_joined_across_lines_and_parted_at_indents() -> None:
    first = exported(EXTRACTION)["articles"]
    opening = next(article for article in first if article["paragraphs"])
    assert [text[:4] for text in opening["paragraphs"]] == ["清晨的码", "渡轮的汽"]
    assert "已经摆开了" in opening["paragraphs"][0]


def test_a_two_line_head_in_the_copy_is_one_subhead() -> None:
    assert "先修路\n再盖房" in signed_article(exported(EXTRACTION))["subheads"]


def test_a_marker_opens_a_sidebar_with_its_title() -> None:
    (sidebar,) = signed_article(exported(EXTRACTION))["sidebars"]
    assert (sidebar["marker"], sidebar["title"]) == ("新闻链接", "南街：\n灯火更近江面")
    assert sidebar["paragraphs"][0].startswith("南街紧挨着旧港")


def test_the_issue_line_and_the_first_folio_are_read() -> None:
    issue = recover_text(EXTRACTION, name="riverside").issue
    assert issue.date is not None
    assert (issue.date.year, issue.date.month, issue.number) == (2031, 7, "12")
    assert issue.folio_start == 5


def test_what_is_recovered_can_be_written_and_read_back(tmp_path: Path) -> None:
    files = write_recovered(recover_text(EXTRACTION, name="riverside"), tmp_path)
    issue = read_issue(tmp_path / "2031-07")
    assert [article.id for article in issue.articles][:2] == ["cover", "contents"]
    assert any(path.name == "report.md" for path in files)


def test_autospaces_go_and_pauses_in_heads_stay() -> None:
    text = EXTRACTION.replace("旧码头换新颜", "旧码头  换新颜 2031 年")
    article = signed_article(exported(text))
    assert article["title"].startswith("旧码头\u3000换新颜2031年")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_both_encodings_of_chinese_text_are_read(encoding: str) -> None:
    assert exported(EXTRACTION.encode(encoding)) == exported(EXTRACTION)


def test_line_ends_of_other_systems_change_nothing() -> None:
    assert exported(EXTRACTION.replace("\n", "\r\n")) == exported(EXTRACTION)


@pytest.mark.parametrize("source", [b"", b"  \n\n", b"\x00\x01\x02\xff\xfe", b"\xff\xff\xff"])
def test_what_is_no_text_is_refused_with_a_remedy(source: bytes) -> None:
    with pytest.raises(RecoverError):
        recover_text(source, name="riverside")


@pytest.mark.parametrize(
    "text",
    [
        "一行字",
        "汉" * 100_000,
        "\n".join(["没有空行的一段文字，一直这样写下去。"] * 200),
        "[ 新闻链接 ]",
        "文 / 何棠",
        "◆ 7 月 2 日\n\n·众说·\n\n编者按\n",
        "\f\f汉字\f",
        "1. 图一\n\n2. 图二\n",
    ],
)
def test_odd_texts_give_an_issue_and_lose_nothing(text: str) -> None:
    assert not lost(text, exported(text))


def lost(text: str, document: dict[str, Any]) -> Counter[str]:
    """Characters of the source that the export does not hold, dress and marks apart."""
    dress = re.compile(r"[\s◆●■◎·\[\]【】,;:()，；：（）—]|编者按")
    strings: list[str] = []

    def collect(value: object) -> None:
        if isinstance(value, str):
            strings.append(value)
        elif isinstance(value, dict):
            for inner in value.values():
                collect(inner)
        elif isinstance(value, list):
            for inner in value:
                collect(inner)

    collect(document)
    return Counter(dress.sub("", text)) - Counter(dress.sub("", "".join(strings)))


def test_no_character_of_the_real_issue_is_lost() -> None:
    source = real_issues.seed_path().read_text("utf-8")
    assert not lost(source, exported(source))


def test_the_real_issue_is_read_about_as_an_editor_reads_it() -> None:
    """A careful reading has 67 titles, 22 bylines, 68 subheads and 477 paragraphs."""
    counts: Counter[str] = Counter()

    def count(entry: dict[str, Any]) -> None:
        for key in ("title", "byline"):
            counts[key] += bool(entry[key])
        for key in ("subheads", "paragraphs", "list_items"):
            counts[key] += len(entry[key])
        for inner in (*entry["items"], *entry["sidebars"]):
            count(inner)

    for article in exported(real_issues.seed_path().read_bytes())["articles"]:
        count(article)
    assert 55 <= counts["title"] <= 75
    assert 19 <= counts["byline"] <= 23
    assert 58 <= counts["subheads"] <= 82
    assert 445 <= counts["paragraphs"] <= 500


def test_a_byline_under_a_sidebars_head_signs_the_sidebar() -> None:
    text = (
        " 文 / 林小舟\n\n[ 新闻链接 ]\n\n◆ 7 月 2 日\n\n南街：\n灯火更近江面\n\n 文 / 何棠\n\n"
        "短句十字不到头\n\n一座港先是一群\n\n人然后才是一排\n\n灯。\n\n 文 / 周一鸣\n"
    )
    told = export_issue(recover_text(text.encode(), name="riverside").issue)
    sidebars = [one for article in told["articles"] for one in article["sidebars"]]
    (sidebar,) = sidebars
    assert "何棠" in sidebar["byline"]
    assert sidebar["subheads"] == ["◆ 7月2日"]
