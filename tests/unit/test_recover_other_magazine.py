"""Another imaginary magazine: form feeds, narrow columns, other marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layout.content import export_issue, read_issue
from layout.errors import RecoverError
from layout.recover import recover_text, write_recovered

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from layout.content.model import Issue

# Columns of 20 em, no white at page starts but form feeds, `撰文` for `文`, 【 】 for [ ].
OPENER = """\
·山居·

竹林里的造纸坊
四代人守着一口纸槽

撰文 / 陆青禾

雨下到第三天，山路上的石阶长出青苔

坑口的水满了，造纸的人把竹麻一捆一捆地捞

起来摊在棚子底下晾着，谁也不着急回家去，

连狗也不叫了。

槽里的水要换三次，头一次的水最浑浊

第二次能看见自己的脸，到了第三次才可下料

这是祖父定下的规矩，没有人敢改动。

抄纸的节气

竹帘沉下去再提起来，一张湿纸就有了

厚薄全在手腕上，外人站在旁边看上大半天也

看不出门道，只听见水声哗啦哗啦地响。

【知识链接】

什么是竹麻

嫩竹砍下来以后泡在石灰水里三个月后

变软，再捶打成丝，这样的料就叫作竹麻了。
"""
NEXT_PAGE = """\f撰文 / 沈一苇

河湾的渡口
撑船人说起往事

渡口的木牌换过五次，最早的那一块还

挂在撑船人的家里，字已经看不清楚了，只有

一个箭头还指着对岸，像是怕人走错了路。
"""
EXTRACTION = OPENER + NEXT_PAGE


def exported(text: str) -> list[dict[str, Any]]:  # Any: the export's JSON values
    articles: list[dict[str, Any]] = export_issue(read(text))["articles"]
    return [article for article in articles if article["byline"]]


def read(text: str) -> Issue:
    return recover_text(text, name="bamboo").issue


def test_a_form_feed_begins_a_page_unit_and_its_byline_an_article() -> None:
    titles = [article["title"] for article in exported(EXTRACTION)]
    assert titles == ["竹林里的造纸坊\n四代人守着一口纸槽", "河湾的渡口\n撑船人说起往事"]


def test_narrow_columns_are_parted_at_their_own_indents() -> None:
    opener, after = exported(EXTRACTION)
    assert [text[:4] for text in opener["paragraphs"]] == ["雨下到第", "槽里的水", "竹帘沉下"]
    assert [text[-4:] for text in after["paragraphs"]] == ["错了路。"]


def test_the_rubric_is_kept_without_its_dots() -> None:
    assert exported(EXTRACTION)[0]["rubric"] == "山居"


def test_a_lone_short_line_in_the_copy_is_a_subhead() -> None:
    assert exported(EXTRACTION)[0]["subheads"] == ["抄纸的节气"]


def test_any_word_alone_in_brackets_opens_a_sidebar() -> None:
    (sidebar,) = exported(EXTRACTION)[0]["sidebars"]
    assert (sidebar["marker"], sidebar["title"]) == ("知识链接", "什么是竹麻")
    assert len(sidebar["paragraphs"]) == 1


def test_a_second_rubric_on_a_unit_stays_visible_to_the_editor() -> None:
    unplaced = [left.text for left in read(EXTRACTION.replace("\f", "·水边·\n\n")).unplaced]
    assert unplaced == ["·水边·"]


def test_a_speaker_no_head_belongs_to_is_kept() -> None:
    text = EXTRACTION + "\n南岸港：\n小港口的大棋盘\n\n◆ 一条街\n\n■ 港区主任 何棠\n"
    assert "何棠" in str(export_issue(read(text)))


def test_an_editors_note_under_another_name_keeps_the_name() -> None:
    text = OPENER + "\n编者的话\n\n看别人的路，走自己的桥。\n"
    issue = read(text)
    assert [(left.text, left.review) for left in issue.unplaced] == [
        ("编者的话", "编者按的原名")
    ]


def test_a_date_over_a_sidebars_title_is_kept() -> None:
    text = OPENER.replace("什么是竹麻", "◆ 7 月 2 日\n\n什么是竹麻")
    assert "7月2日" in str(export_issue(read(text)))


@pytest.mark.parametrize("line", ["[ 新闻链接 ]", "编者按", "◆ 7 月 2 日", "（一）修路", "06"])
def test_a_sign_alone_on_the_last_page_is_no_fault(line: str) -> None:
    assert len(exported(EXTRACTION + "\f" + line)) == 2


def test_an_article_without_a_title_is_a_boundary_to_look_at() -> None:
    text = OPENER.split("抄纸的节气", maxsplit=1)[0].split("陆青禾\n\n")[1]
    notes = recover_text(text, name="bamboo").report.notes
    assert [(note.kind, note.line) for note in notes] == [("boundary", 1)]


@pytest.mark.parametrize("trace", ["\x01", "\x0b", "\x1f", "\x7f", "\x85", "\u2028", "\ufffe"])
def test_control_characters_go_and_are_reported(trace: str, tmp_path: Path) -> None:
    recovered = recover_text(EXTRACTION.replace("石灰水", f"石灰{trace}水"), name="bamboo")
    write_recovered(recovered, tmp_path)
    assert export_issue(read_issue(tmp_path / "issue"))["articles"]
    (note,) = (note for note in recovered.report.notes if note.kind == "unprintable")
    assert note.text == f"U+{ord(trace):04X}"


def test_the_report_gives_the_most_important_kind_first() -> None:
    text = EXTRACTION.replace("\f", "·水边·\n\n").replace("烧", "烧\x01")
    report = recover_text(text + "价格涨到12,涨\n", name="bamboo").report.markdown()
    heads = [line for line in report.splitlines() if line.startswith("## ")]
    assert heads[0].startswith("## 没有归处的文字")
    assert report.index("- 文章：") < report.index(heads[0])


def test_a_damaged_utf_8_file_is_not_taken_for_another_encoding() -> None:
    copy = "清晨的码头上，第一班渡轮还没有靠岸。\n\n"
    source = (copy * 20).encode() + "第二".encode() + b"\xb7\xa2\n" + (copy * 20).encode()
    with pytest.raises(RecoverError) as caught:
        recover_text(source, name="old.txt")
    (finding,) = caught.value.diagnostics
    assert str(finding.span) == "old.txt:41:3"


def test_gb18030_is_read() -> None:
    copy = "清晨的码头上，第一班渡轮还没有靠岸，卖鱼的摊子已经摆开了。\n\n" * 8
    issue = recover_text(copy.encode("gb18030"), name="old.txt").issue
    assert any("第一班渡轮" in str(block) for one in issue.articles for block in one.blocks)


@pytest.mark.parametrize(
    "source", [b"", b" \n\n", b"\x01\x02", b"a\x00b", b"\xff\xfe\xff", "\ufffe"]
)
def test_every_refusal_tells_the_remedy(source: str | bytes) -> None:
    with pytest.raises(RecoverError) as refused:
        recover_text(source, name="bamboo")
    assert all(finding.hint for finding in refused.value.diagnostics)


def test_a_short_article_without_more_pages_has_copy_not_a_deck() -> None:
    after = exported(EXTRACTION)[1]
    assert (len(after["deck"]), len(after["paragraphs"])) == (0, 1)
