from __future__ import annotations

from layout.content.faults import Faults
from layout.content.markdown import read_blocks
from layout.content.model import (
    Block,
    Break,
    BreakKind,
    Byline,
    Credit,
    EditorsNote,
    Figures,
    Inline,
    Item,
    ListBlock,
    ListItem,
    Mark,
    Measure,
    Paragraph,
    Parallel,
    Picture,
    Provenance,
    PullQuote,
    Question,
    Sidebar,
    Speaker,
    Subhead,
    Verse,
    as_text,
)
from layout.content.write_markdown import write_blocks
from tests.support.manuscripts import without_spans


def _read(text: str) -> tuple[Block, ...]:
    faults = Faults("f")
    blocks = read_blocks(text, (1, 1), faults)
    assert not faults.findings
    return blocks


def _is(text: str, *blocks: Block) -> bool:
    return bool(without_spans(_read(text)) == without_spans(blocks))


def test_a_blank_line_parts_paragraphs_and_a_line_end_does_not() -> None:
    first, second = Paragraph(text=as_text("甲乙")), Paragraph(text=as_text("丙"))
    assert _is("甲\n乙\n\n丙\n", first, second)


def test_a_line_of_ideographic_spaces_is_blank() -> None:
    assert _is("甲\n　　\n丙\n", Paragraph(text=as_text("甲")), Paragraph(text=as_text("丙")))


def test_blocks_know_their_lines_and_columns() -> None:
    faults = Faults("f")
    blocks = read_blocks("甲\n\n## 乙\n\n- 丙\n", (5, 3), faults)
    assert [str(block.span) for block in blocks] == ["f:5:3", "f:7:6", "f:9:3"]


def test_a_head_of_two_lines_goes_on_behind_a_backslash() -> None:
    subhead = Subhead(text=as_text("先修路\n再盖房"))
    assert _is("## 先修路 \\\n再盖房\n正文。", subhead, Paragraph(text=as_text("正文。")))


def test_a_head_keeps_its_wanted_pauses() -> None:
    assert _is("## 　先修路　再盖房", Subhead(text=as_text("　先修路　再盖房")))


def test_a_label_stands_in_brackets_before_its_head() -> None:
    assert _is("### [回头看] 来历", Subhead(text=as_text("来历"), label="回头看", level=3))
    assert _is("## \\[回头看] 来历", Subhead(text=as_text("[回头看] 来历")))


def test_a_hash_without_a_space_is_prose() -> None:
    assert _is("#3 泊位", Paragraph(text=as_text("#3泊位")))


def test_a_run_in_head_is_bold_and_on_the_line_of_its_paragraph() -> None:
    paragraph = Paragraph(text=as_text("两条线路。"), run_in=as_text("先通公交。"))
    assert _is("**先通公交。** 两条线路。{.runin}", paragraph)


def test_verse_keeps_its_lines_and_stanzas() -> None:
    lines = (as_text("江水向东，"), (), as_text("　灯火向西。"))
    text = "::: verse {align=center}\n江水向东，\n\n　灯火向西。\n:::"
    assert _is(text, Verse(lines=lines, align="center"))


def test_divs_nest_and_close_from_the_inside() -> None:
    inner = Verse(lines=(as_text("江水"),))
    note = EditorsNote(blocks=(Paragraph(text=as_text("甲")),))
    sidebar = Sidebar(
        marker="新闻链接",
        title=as_text("南街：\n灯火"),
        place="next-page",
        byline=Byline(writers=("何棠", "林小舟")),
        blocks=(inner, note),
        provenance=Provenance("4745-4828"),
    )
    text = (
        '::: sidebar {marker="新闻链接" place=next-page writers=何棠、林小舟 src="4745-4828"}\n'
        "# 南街： \\\n灯火\n::: verse\n江水\n:::\n:::: editors-note\n甲\n::::\n:::\n"
    )
    assert _is(text, sidebar)


def test_a_list_div_gives_its_mark_its_head_and_bold_leads() -> None:
    items = (ListItem(as_text("沿江四公里。"), as_text("一带")), ListItem(as_text("两岸。")))
    block = ListBlock(items=items, mark="◆", head=as_text("空间"))
    text = "::: list {mark=◆}\n# 空间\n- **一带** 沿江\n  四公里。\n\n- 两岸。\n:::"
    assert _is(text, block)


def test_bare_lists_have_the_plain_mark_or_count() -> None:
    items = (ListItem(as_text("甲")), ListItem(as_text("乙")))
    assert _is("- 甲\n- 乙", ListBlock(items=items))
    assert _is("1. 甲\n2. 乙", ListBlock(items=items, numbering="1."))


def test_text_may_begin_bold_without_being_a_lead() -> None:
    item = ListItem((Inline("粗", Mark.STRONG), Inline("体")))
    assert _is("- {}**粗**体", ListBlock(items=(item,)))


def test_a_picture_has_its_caption_and_attributes() -> None:
    picture = Picture(
        file="a b.jpg",
        caption=as_text("夜色"),
        place="top-left",
        columns=2,
        caption_direction="vertical",
        credit="林小舟 摄",
        height_lines=12,
        provenance=Provenance("12", 0.5, "换图？"),
    )
    text = (
        "![夜色](<a b.jpg>){place=top-left span=2 caption-direction=vertical "
        'credit="林小舟 摄" height-lines=12 src=12 confidence=0.5 review="换图？"}'
    )
    assert _is(text, picture)


def test_an_item_takes_its_facts_from_its_attributes() -> None:
    item = Item(
        kind="dated_item",
        title=as_text("第一船海货靠岸"),
        date="7月2日",
        speaker=Speaker("何棠", "港区主任"),
        pull_quote="一座港",
        picture=Picture(file="a.jpg"),
        blocks=(Paragraph(text=as_text("凌晨四点。")),),
    )
    text = (
        '::: item {kind=dated_item date="7 月 2 日" speaker=何棠 position=港区主任 '
        "pull-quote=一座港}\n# 第一船海货靠岸\n![](a.jpg){.opener}\n\n凌晨四点。\n:::"
    )
    assert _is(text, item)


def test_quotes_credits_and_measures_hold_copy() -> None:
    paragraph = Paragraph(text=as_text("绕着图走。"))
    assert _is(
        "::: pullquote {attribution=何棠}\n一座港\n:::\n"
        "::: credit\n［整理 / 何棠　林小舟］\n:::\n"
        "::: measure {em=16.5 beside=f1}\n绕着图走。\n:::",
        PullQuote(text=as_text("一座港"), attribution="何棠"),
        Credit(text=as_text("［整理 / 何棠　林小舟］")),
        Measure(em=16.5, beside="f1", blocks=(paragraph,)),
    )


def test_a_parallel_holds_columns_parted_by_column_breaks() -> None:
    columns = [(Paragraph(text=as_text(copy)),) for copy in ("灯亮了。", "The lamp is lit.")]
    assert _is(
        "::: parallel {kind=translation}\n# 灯\n灯亮了。\n\n<!-- column -->\n\n"
        "The lamp is lit.\n:::",
        Parallel(kind="translation", head=as_text("灯"), columns=tuple(columns)),
    )


def test_an_explainer_holds_blocks_in_yaml() -> None:
    blocks = _read(
        "::: explainer\n- {type: stat, label: 泊位, value: 12, unit: 个}\n"
        "- {type: stat, label: 桥, value: 3}\n"
        "- type: qa\n  q: 为什么？\n  a: |\n    因为。\n\n    ::: verse\n    江水\n    :::\n:::"
    )
    figures, question = blocks
    assert isinstance(figures, Figures)
    assert [(cell.label, cell.value) for cell in figures.cells] == [("泊位", "12"), ("桥", "3")]
    assert isinstance(question, Question)
    assert [str(block.span) for block in question.answer] == ["f:7:5", "f:9:5"]


def test_comments_break_pages_tell_where_text_came_from_or_say_nothing() -> None:
    note = Provenance("12-18", None, "断句？")
    assert _is(
        "甲\n<!-- page --> <!-- keep-with-next -->\n<!-- 编辑的\n话 -->\n"
        '<!-- src=12-18 review="断句？" -->\n乙',
        Paragraph(text=as_text("甲")),
        Break(kind=BreakKind.PAGE),
        Break(kind=BreakKind.KEEP_WITH_NEXT),
        Paragraph(text=as_text("乙"), provenance=note),
    )


def test_prose_that_looks_like_markup_is_written_so_that_it_stays_prose() -> None:
    for line in (
        "1. 甲",
        "- 甲",
        "# 甲",
        "> 甲",
        "::: 甲",
        "---",
        "```",
        "![甲](a.jpg)",
        "|甲|",
    ):
        assert _is(write_blocks([Paragraph(text=as_text(line))]), Paragraph(text=as_text(line)))


def test_plain_paragraphs_carry_no_trace_unless_a_question_is_open() -> None:
    quiet = Paragraph(text=as_text("甲"), provenance=Provenance("3", 0.9))
    asking = Paragraph(text=as_text("甲"), provenance=Provenance("3", 0.9, "断句？"))
    assert write_blocks([quiet]) == "甲"
    assert write_blocks([asking]) == "<!-- src=3 confidence=0.9 review=断句？ -->\n甲"


def test_two_hashes_without_a_space_are_no_head_and_no_copy() -> None:
    for text in ("##先修路\n", "####### 先修路\n"):
        faults = Faults("f")
        read_blocks(text, (1, 1), faults)
        (finding,) = faults.findings
        assert finding.rule == "foreign-markup"
        assert "space" in finding.hint


def test_a_tab_is_white() -> None:
    assert _is("甲\t乙 a\tb\n", Paragraph(text=as_text("甲 乙a b")))


def test_a_numbering_that_counts_nothing_is_told() -> None:
    faults = Faults("f")
    read_blocks("::: list {numbering=zzz}\n- 甲\n:::\n", (1, 1), faults)
    (finding,) = faults.findings
    assert "zzz" in finding.message
