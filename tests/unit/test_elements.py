"""What element every line and picture of a page is, and how the page orders them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from layout.color import BLACK
from layout.content.model import Chart, Series, as_text
from layout.diagnostics import Severity
from layout.display.dump import layout_json, tag_words
from layout.display.model import Area, PageLink, Pages, TextLine
from layout.display.structure import STEP, Node, Tag
from layout.flow.charts.said import alt_of_chart, chart_data
from layout.flow.content_order import ContentOrder
from layout.geometry import Rect
from layout.pipeline import paginate
from tests.support.issue_folders import make_article, make_issue
from tests.support.picture_files import as_bytes, quarters
from tests.support.structure import Element, all_elements, lines_of, outline, tree_of

if TYPE_CHECKING:
    from pathlib import Path

LINE = "把这一段换成你自己的文字，改一处标题，改一行颜色。"


def article_of(home: Path, body: str) -> str:
    """The elements of an article's copy, as a list."""
    (article,) = tree_of(paginate(make_article(home, body))).elements
    return outline(article)


def line(*way: int) -> TextLine:
    tag = tuple(Node(order * STEP, "paragraph") for order in way)
    return TextLine(0.0, 0.0, 1.0, (), str(way), "body", tag=tag)


def fill() -> Area:
    return Area(Rect(0.0, 0.0, 1.0, 1.0), BLACK)


def test_a_paragraph_over_several_pages_is_one_element(tmp_path: Path) -> None:
    pages = paginate(make_article(tmp_path, f"{LINE * 200}\n"))
    shown = [page for page in pages.pages if any(item.tag for item in page.items)]
    (article,) = tree_of(pages).elements
    (paragraph,) = article.elements
    assert len(shown) > 1
    assert paragraph.printed == paragraph.node.text == LINE * 200


def test_articles_of_one_section_that_follow_each_other_share_it(tmp_path: Path) -> None:
    plan = "issue: {title: 一期}\nsections: [{id: shore, cn: 滩涂}]\nflatplan:\n" + "".join(
        f"  - {{file: {name}.md{section}}}\n"
        for name, section in (
            ("a", ", section: shore"),
            ("b", ", section: shore"),
            ("c", ""),
            ("d", ", section: shore"),
        )
    )
    files = {
        f"07/articles/{name}.md": f"---\nid: {name}\nkind: feature\n---\n{LINE}\n"
        for name in "abcd"
    }
    root = tree_of(paginate(make_issue(tmp_path, {"07/issue.yaml": plan, **files})))
    assert [one.node.role for one in root.elements] == ["section", "article", "section"]
    assert [len(one.elements) for one in root.elements] == [2, 1, 1]


def test_a_note_comes_behind_the_paragraph_that_calls_it(tmp_path: Path) -> None:
    body = "潮水[^a]退去。\n\n灯亮了。\n\n[^a]: 每天两次。\n"
    assert article_of(tmp_path, body).splitlines() == [
        "paragraph: 潮水退去。",
        "  note-mark [to=1]: ①",
        "note [number=1 label=a]: 每天两次。",
        "  label: ①",
        "paragraph: 灯亮了。",
    ]


def test_a_reading_stands_beside_its_base(tmp_path: Path) -> None:
    assert article_of(tmp_path, "那艘{舢板|shān bǎn}走了。\n").splitlines() == [
        "paragraph: 那艘舢板走了。",
        "  ruby",
        "    ruby-base: 舢板",
        "    ruby-text: shān bǎn",
    ]


def test_a_link_and_its_characters_are_one_element(tmp_path: Path) -> None:
    pages = paginate(make_article(tmp_path, "见[第 {page} 页](#harbour)。\n"))
    (link,) = (
        item for page in pages.pages for item in page.items if isinstance(item, PageLink)
    )
    (one,) = (found for found in lines_of(pages) if found.tag)
    assert link.tag[:-1] == one.tag
    assert link.tag[-1].role == "link"
    assert link.tag[-1] in {node for run in one.runs for node in run.inline}
    assert ("written", "第 {page} 页") in link.tag[-1].data


def test_the_head_that_a_table_repeats_is_not_read_again(tmp_path: Path) -> None:
    rows = "".join(f"| {number} | 吨 |\n" for number in range(150))
    body = f"::: table\n| 泊位 | 吞吐量 |\n| --- | --- |\n{rows}:::\n"
    pages = paginate(make_article(tmp_path, body))
    heads = [one for one in lines_of(pages) if one.text == "泊位"]
    assert len(heads) > 1
    assert [bool(one.tag) for one in heads] == [True, *[False] * (len(heads) - 1)]


CHART = Chart(
    kind="bar",
    labels=("2029", "2030"),
    series=(Series(("12", "18.5"), "一号"), Series(("8", ""), "二号")),
    unit="万吨",
    title=as_text("吞吐量"),
)


def test_a_chart_without_words_is_told_by_its_figures() -> None:
    told = "条形图《吞吐量》，单位：万吨。一号：2029 12，2030 18.5。二号：2029 8，2030 缺。"
    assert alt_of_chart(CHART, {}) == told
    figures = [value for name, value in chart_data(CHART) if name == "value"]
    assert figures == ["12", "18.5", "8", ""]


def test_everything_a_chart_draws_is_the_chart(tmp_path: Path) -> None:
    body = "::: chart {kind=bar}\nlabels: [粮食, 煤炭]\nvalues: [3, 12]\n:::\n"
    pages = paginate(make_article(tmp_path, body))
    drawn = [item for page in pages.pages for item in page.items if isinstance(item, Area)]
    bars = [item for item in drawn if item.tag]
    assert len(bars) == 2
    assert all(item.tag[-1].role == "chart" for item in bars)


@pytest.mark.parametrize(
    ("picture", "severity"),
    [("![](a.jpg)", Severity.WARNING), ("![退潮](a.jpg)", Severity.NOTE)],
)
def test_a_picture_without_words_is_told_with_its_place(
    tmp_path: Path, picture: str, severity: Severity
) -> None:
    body = f"---\nid: harbour\nkind: feature\n---\n{LINE}\n\n{picture}\n"
    files = {
        "07/articles/harbour.md": body,
        "07/a.jpg": as_bytes(quarters(size=(2000, 1000)), "JPEG"),
    }
    found = [
        one
        for one in paginate(make_issue(tmp_path, files)).findings
        if one.rule == "missing-alt"
    ]
    assert [(one.severity, one.span.line) for one in found if one.span] == [(severity, 7)]


def test_a_picture_and_its_caption_stand_in_one_group(tmp_path: Path) -> None:
    files = {
        "07/articles/harbour.md": "---\nid: harbour\nkind: feature\n---\n"
        "![退潮](a.jpg){alt=露出的滩 credit=何棠}\n",
        "07/a.jpg": as_bytes(quarters(size=(2000, 1000)), "JPEG"),
    }
    (article,) = tree_of(paginate(make_issue(tmp_path, files))).elements
    assert outline(article).splitlines() == [
        "group",
        "  picture [alt=露出的滩]",
        "  caption: 退潮",
        "    credit: 何棠",
    ]


def test_a_box_comes_before_all_that_stands_in_it_wherever_it_is_read() -> None:
    content = ContentOrder()
    box, last, first = fill(), line(0, 5), line(0, 2)
    content.add([line(0, 7)])
    content.add([box, last, first])
    items = content.items()
    assert items.index(box) < items.index(first) < items.index(last)
    assert items[-1].tag[-1].order == 7 * STEP


def test_what_lies_under_a_head_keeps_its_place() -> None:
    content = ContentOrder()
    under, over, scrim = line(0, 9), line(0, 1), fill()
    content.add([under, scrim, over], whole=True)
    assert content.items() == [under, scrim, over]


def test_the_dump_names_the_way_to_an_element(tmp_path: Path) -> None:
    tag: Tag = (Node(3 * STEP, "article"), Node(104 * STEP + 2, "note"))
    assert tag_words(tag) == "article 3/note 104+2"
    pages: Pages = paginate(make_article(tmp_path, f"{LINE}\n"))
    dump: Any = layout_json(pages)["pages"]
    told = [one["tag"] for one in dump[0]["lines"] if one["role"] == "body"]
    assert told[:1] == ["article 0/paragraph 100"]


def test_a_folio_is_no_element(tmp_path: Path) -> None:
    pages = paginate(make_article(tmp_path, f"{LINE}\n"))
    elements: list[Element] = list(all_elements(tree_of(pages)))
    assert [one.node.role for one in elements] == ["article", "paragraph"]
