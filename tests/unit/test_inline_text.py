from __future__ import annotations

import pytest

from layout.content.faults import Copy, Faults
from layout.content.inline import drop_autospace, read_text
from layout.content.model import Inline, Mark, Text, as_text
from layout.content.write_inline import write_text


def _read(written: str) -> Text:
    faults = Faults("f")
    rows = written.split("\n")
    copy = Copy(written, tuple((row, 1) for row in range(1, len(rows) + 1)))
    text = read_text(copy, faults)
    assert not faults.findings
    return text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("**粗**体", (Inline("粗", Mark.STRONG), Inline("体"))),
        ("*楷*体", (Inline("楷", Mark.KAI), Inline("体"))),
        ("m^2^", (Inline("m"), Inline("2", Mark.SUPERSCRIPT))),
        ("{nobr}甲乙{/nobr}丙", (Inline("甲乙", Mark.NO_BREAK), Inline("丙"))),
        ("{漢字|hàn zì}", (Inline("漢字", ruby="hàn zì"),)),
        ("[词]{.dots}", (Inline("词", Mark.DOTS),)),
        ("[鲁迅]{.name}", (Inline("鲁迅", Mark.NAME),)),
        ("[呐喊]{.title}", (Inline("呐喊", Mark.TITLE),)),
        ("[20]{.tcy}日", (Inline("20", Mark.TCY), Inline("日"))),
        ("***两样***", (Inline("两样", Mark.STRONG | Mark.KAI),)),
        ("**甲*乙***", (Inline("甲", Mark.STRONG), Inline("乙", Mark.STRONG | Mark.KAI))),
        ("**甲**{}**乙**", (Inline("甲乙", Mark.STRONG),)),
    ],
)
def test_each_mark_asks_for_one_thing(written: str, text: Text) -> None:
    assert _read(written) == text


@pytest.mark.parametrize("mark", ["“", "”", "《", "。", "（", "a", "1", "　"])
def test_bold_opens_and_closes_beside_any_character(mark: str) -> None:
    text = _read(f"甲{mark}**{mark}粗{mark}**{mark}乙")
    assert text[1] == Inline(f"{mark}粗{mark}", Mark.STRONG)


@pytest.mark.parametrize(
    "literal",
    ["_下划线_", "<b>", "&nbsp;", "[2021]", "3 < 4", "~~删~~", "`码`", "C:\\x", "a|b"],
)
def test_what_is_no_mark_is_printed_as_it_stands(literal: str) -> None:
    assert _read(literal) == as_text(literal)


@pytest.mark.parametrize(
    "literal", ["*", "**", "^", "{", "}", "[词]{.dots}", "<!--", "\\*", "{}"]
)
def test_the_writer_escapes_what_the_reader_would_take_for_a_mark(literal: str) -> None:
    assert write_text(as_text(literal)) != literal
    assert _read(write_text(as_text(literal))) == as_text(literal)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2030 年", "2030年"),
        ("在 2030 年 7 月", "在2030年7月"),
        ("用 iPhone 拍", "用iPhone拍"),
        ("旧码头　换新颜", "旧码头　换新颜"),
        ("旧码头 换新颜", "旧码头 换新颜"),
        ("iPhone 12 Pro", "iPhone 12 Pro"),
        ("（ 2030）", "（ 2030）"),
    ],
)
def test_the_gap_between_han_and_western_is_not_typed(written: str, read: str) -> None:
    assert _read(written) == as_text(read)
    assert drop_autospace(written) == read


def test_the_gap_is_dropped_across_marks_too() -> None:
    assert _read("**2030** 年") == (Inline("2030", Mark.STRONG), Inline("年"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("旧码\n头", "旧码头"),
        ("new\ntown", "new town"),
        ("说“yes”\nand", "说“yes” and"),
        ("说：\n“好”", "说：“好”"),
        ("2030\n年", "2030年"),
        ("第一行\\\n第二行", "第一行\n第二行"),
        ("第一行 \\\n第二行", "第一行\n第二行"),
    ],
)
def test_a_line_end_is_nothing_a_space_or_where_asked_a_break(written: str, read: str) -> None:
    assert _read(written) == as_text(read)


@pytest.mark.parametrize(
    ("written", "place", "message"),
    [
        ("甲**乙", "f:1:2", "`**` is never closed"),
        ("甲\n乙 *丙", "f:2:3", "`*` is never closed"),
        ("3^2", "f:1:2", "`^` is never closed"),
        ("甲{nobr}乙", "f:1:2", "`{nobr}` is never closed"),
        ("甲{乙", "f:1:2", "`{` is never closed"),
        ("{bold}甲", "f:1:1", "`{bold}` means nothing here"),
        ("甲{/nobr}", "f:1:2", "`{/nobr}` means nothing here"),
        ("[词]{.dot}", "f:1:4", "`.dot` is not a mark; it may be .dots, .tcy, .name, .title"),
        ("**甲*乙**丙*", "f:1:6", "`**` closes before the `*` inside it"),
        ("[看](http://x)", "f:1:1", "links are not printed"),
        ("甲![看](x.jpg)", "f:1:3", "a picture stands in a paragraph of its own"),
        ("甲<!-- 注 -->", "f:1:2", "a comment stands on a line of its own"),
    ],
)
def test_a_mark_that_does_not_hold_is_a_fault(written: str, place: str, message: str) -> None:
    faults = Faults("f")
    rows = written.split("\n")
    read_text(Copy(written, tuple((row, 1) for row in range(1, len(rows) + 1))), faults)
    found = [(str(one.span), one.message) for one in faults.findings]
    assert any(span == place and text.startswith(message) for span, text in found), found
