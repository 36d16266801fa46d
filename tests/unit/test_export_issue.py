from __future__ import annotations

from typing import TYPE_CHECKING

from layout.content import export_issue, read_issue
from tests.support.issue_folders import make_issue

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = """---
id: harbour
kind: feature
rubric: 权威观察
kicker: 市里来人
title: [旧码头, 换新颜]
deck: [导语一。, 导语二。]
byline: {writers: [周一鸣], correspondents: [林小舟, 何棠]}
speaker: {name: 何棠, position: 港区主任}
images: [{file: a.jpg, caption: 清晨}]
captions: [{n: 1, text: 灯塔}]
---
## [回头看] 来历
**先通公交。** 两条**线路**。{.runin}

::: verse
江水，

灯火。
:::

::: editors-note
按语。
:::

::: pullquote
一座港
:::

::: list {mark=◆}
- **一带** 沿江。
:::

::: sidebar {marker=新闻链接}
# 南街： \\
灯火
街长一公里。
:::

::: item {kind=dated_item date=7月2日}
# 海货
灯亮了。
:::

::: measure {em=16}
窄栏。
:::

::: credit
［整理 / 何棠］
:::

::: caption
三号泊位
:::

::: explainer
- {type: qa, q: 为什么？, a: 因为。}
- {type: stat, label: 泊位, value: 12, unit: 个}
- {type: goals, head: 目标, cells: [{head: 更快, text: 三成。}]}
- {type: groups, head: 工程, groups: [{head: 修路, items: [环路]}]}
:::
"""

EMPTY = {
    "title": "",
    "kicker": "",
    "deck": [],
    "byline": "",
    "rubric": "",
    "subheads": [],
    "paragraphs": [],
    "list_items": [],
    "captions": [],
    "notes": [],
    "pull_quotes": [],
    "items": [],
    "sidebars": [],
    "marker": "",
    "date": "",
    "speaker": "",
}


def test_an_issue_exports_its_words_by_their_place_in_the_structure(tmp_path: Path) -> None:
    folder = make_issue(tmp_path, {"07/articles/harbour.md": ARTICLE, "07/a.jpg": ""})
    assert export_issue(read_issue(folder)) == {
        "articles": [
            {
                "title": "旧码头\n换新颜",
                "kicker": "市里来人",
                "deck": ["导语一。", "导语二。"],
                "byline": "文 / 周一鸣　通讯员 / 林小舟 何棠\n［整理 / 何棠］",
                "rubric": "权威观察",
                "subheads": [
                    "回头看\n来历",
                    "为什么？",
                    "目标",
                    "更快",
                    "工程",
                    "（一）修路",
                ],
                "paragraphs": [
                    "先通公交。两条线路。",
                    "江水，\n\n灯火。",
                    "按语。",
                    "窄栏。",
                    "因为。",
                    "三成。",
                ],
                "list_items": ["一带沿江。", "泊位12个", "环路"],
                "captions": ["清晨", "三号泊位", "灯塔"],
                "notes": [],
                "pull_quotes": ["一座港"],
                "items": [
                    {**EMPTY, "title": "海货", "date": "7月2日", "paragraphs": ["灯亮了。"]}
                ],
                "sidebars": [
                    {
                        **EMPTY,
                        "title": "南街：\n灯火",
                        "marker": "新闻链接",
                        "paragraphs": ["街长一公里。"],
                    }
                ],
                "marker": "",
                "date": "",
                "speaker": "港区主任 何棠",
            }
        ],
        "furniture": [],
        "unplaced": [],
    }


def test_leftovers_are_exported_as_their_text(tmp_path: Path) -> None:
    text = "issue: {}\nflatplan: []\nfurniture: [{text: 70 71}]\nunplaced: [{text: 钱}]\n"
    issue = read_issue(make_issue(tmp_path, {"07/issue.yaml": text}))
    assert export_issue(issue) == {"articles": [], "furniture": ["70 71"], "unplaced": ["钱"]}
