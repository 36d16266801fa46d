"""Every kind of item of an old issue comes back as the component that dresses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layout.content.model import (
    Article,
    Caption,
    Cells,
    Credit,
    EditorsNote,
    Groups,
    Item,
    ListBlock,
    Measure,
    Paragraph,
    Question,
    Sidebar,
    Subhead,
    Verse,
    plain,
)
from layout.recover import recover_text
from tests.support.extractions import extraction, paragraph, sentence

if TYPE_CHECKING:
    from layout.recover.model import Recovered

COPY = [*paragraph(sentence(150, start=9)), *paragraph(sentence(130, start=33))]
STORY = ["文 / 林小舟", "江边的钟楼\n每天敲六下", *COPY]


def recovered(*units: list[str]) -> Recovered:
    return recover_text(extraction(*units), name="riverside")


def last_article(*units: list[str]) -> Article:
    return recovered(*units).issue.articles[-1]


def blocks_of(article: Article, kind: type) -> list:  # type: ignore[type-arg]
    return [block for block in article.blocks if isinstance(block, kind)]


STATEMENT = [
    "港在前面　路在后面\n先做这几件事".replace("　", "  "),
    "港区委员会主任 何棠 ：",
    "以新港开埠为起点，把旧码头和新岸线当作一件事来做，在两年里让沿江的路先通，",
    "让船先到，再让人留下。",
    "先修路",
    "以路带港，以港带城。",
    "先通公交，后通电车，",
    "沿江四公里先行；",
    "把路修到水边。",
    "再盖房",
    "先安顿老街坊，",
    "再请来新邻居，",
    "一层开店，二层住人；",
    "把灯点到半夜。",
]


def test_a_statement_has_its_speaker_its_deck_and_verse_under_heads() -> None:
    article = last_article(STORY, STATEMENT)
    assert article.kind == "statement_page"
    assert article.speaker is not None
    assert (article.speaker.position, article.speaker.name) == ("港区委员会主任", "何棠")
    assert [plain(text)[-10:] for text in article.deck] == ["让船先到，再让人留下。"[-10:]]
    assert [len(verse.lines) for verse in blocks_of(article, Verse)] == [4, 4]


def test_a_quotation_mark_alone_is_the_pages_ornament() -> None:
    article = last_article(STORY, [*STATEMENT[:9], "“", *STATEMENT[9:]])
    assert article.ornaments == ("quotation",)


def test_a_word_that_closes_an_article_is_its_end_mark_and_names_the_magazine() -> None:
    result = recovered([*STORY, "江岸"])
    assert result.issue.articles[-1].ornaments == ("end-mark",)
    assert result.issue.publication.title == "江岸"
    assert "刊名" in result.report.markdown()
    assert [left.text for left in result.issue.furniture] == ["江岸"]


def test_without_an_end_mark_the_file_names_the_magazine() -> None:
    assert recovered(STORY).issue.publication.title == "riverside"


BRIEFS = [
    "渡口夜航恢复",
    *paragraph(sentence(70, start=3)),
    "海水淡化站通水",
    *paragraph(sentence(72, start=20)),
    "老桥换新灯",
    *paragraph(sentence(75, start=41)),
]


@pytest.mark.parametrize(
    ("word", "initial", "short"), [("NEWS", "", "NEWS"), ("NFORMATION", "I", "INFORMATION")]
)
def test_a_display_word_names_the_briefs_and_gets_its_lost_initial(
    word: str, initial: str, short: str
) -> None:
    article = last_article([*BRIEFS, word], ["［整理  何棠］", *BRIEFS])
    assert article.kind == "brief_group"
    assert (plain(article.title), article.dropcap) == (word, initial)
    assert article.short_title == short


EXPLAINER = [
    "什么是新港？",
    *paragraph(sentence(100), column=42),
    "具体来说",
    "装卸更快",
    *paragraph(sentence(52, start=7)),
    "岸电更净",
    *paragraph(sentence(55, start=24)),
    "新港怎么建",
    "——先修路。",
    "——再盖房。",
    "——后种树。",
    "● 三大次序",
    "● 岸线布局",
    "◆一带 即沿江四公里的绿带",
    "◆两岸 即新旧两条岸线",
    "（一）修路",
    "环港路",
    "滨江路",
    "（二）修桥",
    "一号桥",
    "● 两大工程一起动工",
    "桥头变集市",
    *paragraph(sentence(96, start=11), column=42),
    "● 给街坊带来哪些变化",
    "（三）修渡口",
    "老渡口",
]


def test_an_explainer_after_a_story_is_an_article_of_its_own() -> None:
    article = last_article(STORY, EXPLAINER)
    assert (article.kind, plain(article.title)) == ("infographic", "什么是新港？")


def test_heads_over_half_the_measure_are_cells_under_their_common_head() -> None:
    (cells,) = blocks_of(last_article(STORY, EXPLAINER), Cells)
    assert plain(cells.head) == "具体来说"
    assert [plain(head) for head, _ in cells.cells] == ["装卸更快", "岸电更净"]


def test_a_head_that_counts_entries_heads_the_list_that_has_so_many() -> None:
    questions = blocks_of(last_article(STORY, EXPLAINER), Question)
    (entries,) = questions[0].answer
    assert isinstance(entries, ListBlock)
    assert (plain(entries.head), entries.mark, len(entries.items)) == ("三大次序", "——", 3)


def test_an_entry_is_led_in_by_the_word_that_white_sets_off() -> None:
    (entries,) = blocks_of(last_article(STORY, EXPLAINER), ListBlock)
    assert plain(entries.head) == "岸线布局"
    assert [plain(item.lead) for item in entries.items] == ["一带", "两岸"]


def test_counted_groups_stand_together_though_other_things_part_them() -> None:
    (groups,) = blocks_of(last_article(STORY, EXPLAINER), Groups)
    assert [plain(head) for head, _ in groups.groups] == ["修路", "修桥", "修渡口"]
    assert [plain(item) for item in groups.groups[0][1]] == ["环港路", "滨江路"]


def test_a_story_that_breaks_off_before_an_explainer_goes_on_beside_it() -> None:
    whole = paragraph(sentence(128, start=5))
    cell = paragraph(sentence(52, start=7))
    torn = [*STORY, *whole[:4]]
    page = [*EXPLAINER[:1], *paragraph(sentence(100), column=42), "装卸更快", *cell]
    page += [*whole[4:], "岸上的事", *paragraph(sentence(76, start=30))]
    story, explainer = recovered(torn, page, EXPLAINER).issue.articles[-2:]
    texts = [plain(block.text) for block in blocks_of(story, Paragraph)]
    assert "".join(whole) in texts
    assert [plain(block.text) for block in blocks_of(story, Subhead)] == ["岸上的事"]
    assert explainer.kind == "infographic"


def test_a_vertical_caption_stays_and_the_editor_is_told_of_its_picture() -> None:
    result = recovered([*STORY, "江\n岸\n夜\n色"])
    (caption,) = blocks_of(result.issue.articles[-1], Caption)
    assert (plain(caption.text), caption.direction) == ("江岸夜色", "vertical")
    assert "图片不在的图注" in result.report.markdown()
    assert not result.issue.unplaced


def test_captions_that_count_stand_together() -> None:
    article = last_article([*STORY, "1. 灯塔书房", "2. 三号泊位"])
    (caption,) = blocks_of(article, Caption)
    assert plain(caption.text) == "1. 灯塔书房\n2. 三号泊位"


def test_short_lines_over_subheads_are_labels_where_they_come_in_a_row() -> None:
    heads = ["回头看", "一条街是怎么来的", *COPY, "往前看", "这条街要往哪里去", *COPY]
    article = last_article([*STORY, *heads])
    assert [block.label for block in blocks_of(article, Subhead)] == ["回头看", "往前看"]
    (alone,) = blocks_of(last_article([*STORY, *heads[: len(COPY) + 2]]), Subhead)
    assert (alone.label, plain(alone.text)) == ("", "回头看\n一条街是怎么来的")


def test_a_head_set_in_has_lost_the_icon_of_a_lower_level() -> None:
    article = last_article([*STORY, "   岸上的事", *COPY])
    assert [block.level for block in blocks_of(article, Subhead)] == [3]


def test_a_second_credit_in_brackets_closes_the_article() -> None:
    text = [*STORY, "［整理 / 何棠］", "[ 新闻链接 ]", "南街：\n灯火更近", *COPY]
    article = last_article(text)
    assert article.byline is not None
    assert "何棠" not in article.byline.text
    assert isinstance(article.blocks[-1], Credit)


def test_copy_belongs_to_the_profile_whose_place_it_names() -> None:
    south = "南岸老港区在桥的那一边，" + sentence(80)
    north = "北山老港区靠着山，" + sentence(84, start=18)
    page = [
        "·对岸·",
        *paragraph(sentence(120, start=2), column=40),
        *paragraph(south),
        "南岸老港区：\n船比人多",
        *paragraph(north),
        *paragraph("南岸老港区的船一天走两趟，" + sentence(70, start=27)),
        "北山老港区：\n灯比船多",
    ]
    article = last_article(STORY, page)
    items = blocks_of(article, Item)
    assert [plain(item.title)[:2] for item in items] == ["南岸", "北山"]
    for item, place in zip(items, ("南岸", "北山"), strict=True):
        assert all(place in plain(block.text) for block in item.blocks), place
        assert item.blocks


def test_the_editors_note_stands_before_the_items_of_its_group() -> None:
    quote = ["把旧码头当作新港的第", "一级台阶，让船和人都", "从这里上岸，再从这里", "出海。"]
    page = ["南岸港", "小港口的大棋盘", *quote, *COPY, *COPY, "编者按", "看别人的路。"]
    article = last_article(page)
    assert isinstance(article.blocks[0], EditorsNote)
    assert article.blocks[1].kicker == "南岸港"  # type: ignore[attr-defined]  # an item


def test_a_title_between_kicker_and_pull_quote_is_no_line_of_the_quote() -> None:
    quote = ["把旧码头当作新港的第", "一级台阶，让船和人都", "从这里上岸，再从这里", "出海。"]
    page = ["南岸港", "小港口里的大一盘棋", *quote, *COPY, *COPY]
    page += ["北岸港", "一条江上的两座老码头和灯", *quote[:2], "从这里下水，再从这里", "回来。"]
    items = blocks_of(last_article([*page, *COPY, *COPY]), Item)
    assert [plain(item.title) for item in items] == [
        "小港口里的大一盘棋",
        "一条江上的两座老码头和灯",
    ]
    assert [item.kicker for item in items] == ["南岸港", "北岸港"]


def test_short_lines_in_a_gallery_are_its_verse() -> None:
    verse = ["江水向东，", "灯火向西，", "船在中间走。"]
    page = ["江边的灯\n一盏一盏", "◎灯塔书房", *COPY, *verse, "◎三号泊位", *COPY]
    article = last_article(STORY, page)
    assert article.kind == "gallery"
    assert [plain(line) for line in article.intro_verse] == verse


def test_copy_beside_a_lost_picture_keeps_its_measure() -> None:
    narrow = paragraph(sentence(190, start=14), column=15)
    result = recovered([*STORY, *COPY, *COPY, *narrow])
    (measure,) = blocks_of(result.issue.articles[-1], Measure)
    assert measure.em in {14, 15}
    assert plain(measure.blocks[0].text) == "".join(narrow)
    assert "旁边原有图片" in result.report.markdown()


def test_an_issue_set_in_narrow_columns_has_no_narrow_measure() -> None:
    copy = paragraph(sentence(190, start=14), column=13)
    assert not blocks_of(last_article([*STORY[:2], *copy, *copy, *copy]), Measure)


HEADED = ["道路一年通到水边。", "桥梁两年接上两岸。", "渡口三年换成新船。"]


def test_paragraphs_in_a_row_that_begin_with_a_phrase_have_run_in_heads() -> None:
    rows = [line for head in HEADED for line in paragraph(head + sentence(74, start=8))]
    article = last_article([*STORY, "三年的事", *rows])
    marked = [block for block in blocks_of(article, Paragraph) if block.run_in]
    assert [plain(block.run_in) for block in marked] == HEADED
    assert all(block.provenance and block.provenance.review for block in marked)


def test_two_such_paragraphs_are_chance() -> None:
    rows = [line for head in HEADED[:2] for line in paragraph(head + sentence(74, start=8))]
    article = last_article([*STORY, "三年的事", *rows])
    assert not any(block.run_in for block in blocks_of(article, Paragraph))


def test_the_introduction_to_a_section_is_an_article_before_its_first_story() -> None:
    page = [*COPY, "三家老店搬上江岸\n一条街重新开张"]
    page += [
        *paragraph(sentence(90, start=6), column=40),
        "文 / 何棠",
        "面馆的第一锅汤\n六点钟开",
    ]
    articles = recovered(STORY, page, COPY).issue.articles[-2:]
    assert [plain(article.title).split("\n")[0] for article in articles] == [
        "三家老店搬上江岸",
        "面馆的第一锅汤",
    ]
    assert [len(article.deck) for article in articles] == [0, 1]


def test_a_box_begins_where_the_measure_gets_narrower() -> None:
    boxed = paragraph(sentence(140, start=13), column=16)
    page = ["先修路\n再盖房", *COPY, *boxed, "【延伸阅读】", "老街从哪里来"]
    story = [*STORY, "先通船\n再通车", *COPY]
    article = last_article(story, page)
    (sidebar,) = blocks_of(article, Sidebar)
    assert [plain(block.text) for block in sidebar.blocks] == ["".join(boxed)]
    assert "先修路\n再盖房" in [plain(block.text) for block in blocks_of(article, Subhead)]


def test_wide_copy_under_a_subhead_is_no_deck() -> None:
    wide = paragraph(sentence(120, start=6), column=40)
    page = ["文 / 何棠", "桥通了\n灯也亮了", *wide, "先看桥\n再看灯", *wide, *COPY]
    article = last_article(STORY, page)
    assert len(article.deck) == 1
    assert "".join(wide) in [plain(block.text) for block in blocks_of(article, Paragraph)]


def test_points_that_semicolons_part_are_paragraphs() -> None:
    points = ["一是先通公交，再通电车，两条线都到水边；", "二是" + sentence(34, start=4)]
    page = [*STORY, *paragraph(points[0]), *paragraph(points[1])]
    texts = [plain(block.text) for block in blocks_of(last_article(page), Paragraph)]
    assert texts[-2:] == points


def test_a_line_with_a_pause_is_a_head_though_it_is_as_long_as_the_copy() -> None:
    head = "渔船学校先听见  面馆和老人后听见"
    article = last_article([*STORY, head, *COPY])
    assert [plain(block.text) for block in blocks_of(article, Subhead)] == [
        "渔船学校先听见\u3000面馆和老人后听见"
    ]


def test_a_section_has_the_article_its_running_head_stands_on() -> None:
    head = ["江岸企业 RIVERSIDE WORKS", "AND YARDS"]
    issue = recovered(STORY, ["文 / 何棠", "面馆的汤\n六点钟开", *COPY, *head]).issue
    assert [(one.cn, one.en) for one in issue.sections] == [
        ("江岸企业", "RIVERSIDE WORKS AND YARDS")
    ]
    assert [article.section for article in issue.articles[-2:]] == ["", "s1"]


def test_a_rubric_is_title_enough_for_a_row_of_items() -> None:
    page = ["·对岸·", *paragraph(sentence(100), column=40), "◆ 7 月 2 日"]
    article = last_article(STORY, [*page, "第一船海货靠岸\n鱼市提前开门", *COPY])
    assert article.rubric == "对岸"
    assert article.provenance is not None
    assert not article.provenance.review
