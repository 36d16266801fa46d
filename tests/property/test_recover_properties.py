"""Whatever an extraction holds, recovery drops no character of it, on paper or on disk."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from layout.content import export_issue, read_issue
from layout.errors import RecoverError
from layout.recover import recover_text, write_recovered

if TYPE_CHECKING:
    from layout.content.model import Issue

# Every kind of sign, in one shape or another.
SIGNS = (
    " 文 / 林小舟",
    "通讯员 / 何棠",
    "［整理  何棠］",
    "旧码头换新颜\n三年后这里会是什么样",
    "南街：\n灯火更近江面",
    "第一船海货靠岸",
    "·众说·",
    "·观澜·",
    "[ 新闻链接 ]",
    "【延伸阅读】",
    "编者按",
    "编者的话",
    "◆ 7 月 2 日",
    "■ 港区主任 何棠",
    "◎ 灯塔书房",
    "● 四项原则",
    "◆ 一带：沿江绿带四公里。",
    "（一）修路",
    "1. 灯塔书房",
    "2031 \\07 NO.12",
    "06",
    "河岸企业 RIVERSIDE WORKS",
    "“",
    "灯\n塔\n夜\n色",
    "港",
    "江岸",
    "什么是老港？",
    "新港怎么建",
    "● 两大工程",
    "● 岸线布局",
    "◆一带 即沿江绿带",
    "——先修路。\n\n——再盖房。",
    "（一）修路\n\n环港路\n\n（二）修桥\n\n一号桥",
    "港区主任 何棠 ：",
    "NEWS",
    "EWS",
    "渔船学校  先听钟声",
    "北岸港：\n灯火更近\n\n北岸港在江边。",
    "先通公交。两条线路在月底开行，票价和从前一样，老人不用买票，学生买半票。",
    "短句十字不到头\n\n一座港先是一群\n\n人然后才是一排\n\n灯。",
    "路通，人就来；\n\n人来，店就开。",
    "\f",
)
copy = st.lists(
    st.text("东南西北春夏秋冬山水云雨石桥灯船，。“”", min_size=1, max_size=24),
    min_size=1,
    max_size=4,
).map("\n\n".join)
extractions = (
    st.lists(st.one_of(st.sampled_from(SIGNS), copy), min_size=1, max_size=12)
    .map("\n\n".join)
    .filter(str.strip)
)
# Marks that stand in the data only as structure, and the word that the style prints itself.
DRESS = re.compile(r"[\s◆●■◎·\[\]【】:：（）—]|^编者按$", re.MULTILINE)


def lost(text: str, issue: Issue) -> Counter[str]:
    strings: list[str] = []
    waiting: list[object] = [export_issue(issue)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            strings.append(value)
        elif isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return Counter(DRESS.sub("", text)) - Counter(DRESS.sub("", "\n".join(strings)))


@given(extractions)
def test_no_character_of_an_extraction_is_lost(text: str) -> None:
    assert not lost(text, recover_text(text, name="riverside").issue)


@given(extractions)
def test_what_is_written_reads_back_without_loss(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = write_recovered(recover_text(text, name="riverside"), Path(folder))
        home = next(path.parent for path in files if path.name == "issue.yaml")
        assert not lost(text, read_issue(home))


@given(st.text(max_size=200))
def test_any_text_is_read_back_or_refused(text: str) -> None:
    try:
        recovered = recover_text(text, name="riverside")
    except RecoverError:
        return
    with tempfile.TemporaryDirectory() as folder:
        files = write_recovered(recovered, Path(folder))
        home = next(path.parent for path in files if path.name == "issue.yaml")
        assert read_issue(home).articles
