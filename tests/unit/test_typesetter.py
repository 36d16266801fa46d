"""Set lines with the square font, where every Han character is one em."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from layout.content.model import Byline, Mark
from layout.diagnostics import SourceSpan
from layout.flow.byline import byline_text
from layout.record import replace
from layout.styles.model import TextStyle
from layout.text.model import LineSlot, StyledParagraph, StyledRun
from layout.text.typesetter import Typesetter
from tests.support.square_font import square_font_set

if TYPE_CHECKING:
    from pathlib import Path

    from layout.text.model import SetLine

SIZE = 10.0
WORDS = ("photographer", "compiler")
COPY = "汉字" * 17 + "。"


@pytest.fixture(scope="module")
def typesetter(tmp_path_factory: pytest.TempPathFactory) -> Typesetter:
    folder: Path = tmp_path_factory.mktemp("faces")
    return Typesetter(square_font_set(folder, latin_em=0.5))


def paragraph(text: str, marks: Mark = Mark.NONE, **style: object) -> StyledParagraph:
    made = TextStyle("body", **{"size": SIZE, **style})  # type: ignore[arg-type]  # by name
    return StyledParagraph((StyledRun(text, "song", marks),), made)


def origins(line: SetLine) -> list[float]:
    return [run.x + x for run in line.runs for x in run.xs]


def test_pure_han_lines_stand_on_the_em_grid(typesetter: Typesetter) -> None:
    lines = typesetter.set_paragraph(paragraph(COPY), 10 * SIZE).lines
    assert len(lines) == 4
    assert origins(lines[0]) == pytest.approx([at * SIZE for at in range(10)])


def test_the_first_line_is_indented(typesetter: Typesetter) -> None:
    lines = typesetter.set_paragraph(paragraph(COPY, indent_em=2.0), 10 * SIZE).lines
    assert [line.x for line in lines[:2]] == [2 * SIZE, 0.0]
    assert lines[0].text == COPY[:8]


def test_an_opening_mark_after_the_indent_loses_its_blank_half(typesetter: Typesetter) -> None:
    made = typesetter.set_paragraph(paragraph("“" + COPY, indent_em=2.0), 10.5 * SIZE)
    first = made.lines[0]
    assert first.x == 2 * SIZE
    assert origins(first)[:2] == pytest.approx([-SIZE / 2, SIZE / 2])


def test_a_mark_at_the_line_end_takes_half_an_em(typesetter: Typesetter) -> None:
    text = "汉" * 9 + "，" + "字" * 20
    first = typesetter.set_paragraph(paragraph(text), 9.5 * SIZE).lines[0]
    assert first.text.endswith("，")
    assert first.width == pytest.approx(9.5 * SIZE)


def test_justified_lines_reach_their_measure(typesetter: Typesetter) -> None:
    text = "汉字2031年，CMO与“汉字”在一起；" * 6
    for measure in (97.0, 143.0, 220.0):
        lines = typesetter.set_paragraph(paragraph(text), measure).lines
        for line in lines[:-1]:
            assert line.x + line.width == pytest.approx(measure, abs=0.02 * SIZE)


def test_each_slot_has_its_own_measure_and_offset(typesetter: Typesetter) -> None:
    slots = [LineSlot(30.0, 60.0), LineSlot(30.0, 60.0), LineSlot(0.0, 100.0)]
    lines = typesetter.set_in_slots(paragraph(COPY), slots).lines
    assert [line.x for line in lines[:3]] == [30.0, 30.0, 0.0]
    assert [len(line.text) for line in lines[:3]] == [6, 6, 10]


def test_a_line_break_of_the_writer_ends_the_line(typesetter: Typesetter) -> None:
    made = typesetter.set_paragraph(paragraph("旧码头\n换新颜", align="left"), 20 * SIZE)
    assert [line.text for line in made.lines] == ["旧码头", "换新颜"]
    assert all(line.last for line in made.lines)


def test_centred_and_right_lines_stand_where_they_should(typesetter: Typesetter) -> None:
    for align, x in (("center", 35.0), ("right", 70.0)):
        line = typesetter.set_paragraph(paragraph("旧码头", align=align), 100.0).lines[0]
        assert line.x == pytest.approx(x)


def test_bold_at_its_edges_breaks_no_rule(typesetter: Typesetter) -> None:
    style = TextStyle("body", size=SIZE)
    runs = (
        StyledRun("汉" * 10, "song"),
        StyledRun("（字）", "hei-bold", Mark.STRONG),
        StyledRun("。" + "字" * 20, "song"),
    )
    lines = typesetter.set_paragraph(StyledParagraph(runs, style), 10 * SIZE).lines
    assert not any(line.text[0] in "）。" for line in lines)
    assert "".join(line.text for line in lines) == "".join(run.text for run in runs)


def test_emphasis_dots_stand_under_their_characters_and_add_no_text(
    typesetter: Typesetter,
) -> None:
    line = typesetter.set_paragraph(paragraph("查账", Mark.DOTS), 100.0).lines[0]
    assert [dot.x for dot in line.dots] == pytest.approx([5.0, 15.0])
    assert line.text == "查账"


def test_a_two_em_dash_is_one_stroke(typesetter: Typesetter) -> None:
    line = typesetter.set_paragraph(paragraph("汉——字"), 100.0).lines[0]
    assert [text for run in line.runs for text in run.texts] == ["汉", "——", "字"]


def test_a_character_no_face_has_is_marked_and_counted(typesetter: Typesetter) -> None:
    made = typesetter.set_paragraph(paragraph("汉😀字😀"), 100.0)
    assert [(missing.char, missing.count) for missing in made.missing] == [("😀", 2)]
    assert made.lines[0].text == "汉😀字😀"


def test_a_short_text_that_comes_back_is_told_from_others_by_all_it_has(
    typesetter: Typesetter,
) -> None:
    here, there = (SourceSpan("a.md", line, 1) for line in (3, 9))
    texts = [
        paragraph("汉字 abc"),
        paragraph("汉字 abc", Mark.DOTS),
        paragraph("汉字", size=12.0),
    ]
    fresh = [typesetter.set_paragraph(one, 100.0) for one in texts]
    for span in (here, there):
        for one, made in zip(texts, fresh, strict=True):
            again = typesetter.set_paragraph(replace(one, span=span), 100.0)
            assert again == replace(made, span=span)
    lost = [
        typesetter.set_paragraph(replace(paragraph("😀"), span=span), 100.0).missing
        for span in (here, there)
    ]
    assert [[one.span for one in missing] for missing in lost] == [[here], [there]]


def test_setting_twice_gives_the_same(typesetter: Typesetter) -> None:
    one = typesetter.set_paragraph(paragraph(COPY), 87.0)
    assert one == typesetter.set_paragraph(paragraph(COPY), 87.0)


def test_the_lines_of_a_balanced_head_are_about_as_long_as_each_other(
    typesetter: Typesetter,
) -> None:
    head = paragraph("汉" * 23, align="left", wrap="balance")
    lines = typesetter.set_paragraph(head, 22 * SIZE).lines
    assert [len(line.text) for line in lines] in ([12, 11], [11, 12])


def test_a_balanced_head_rather_breaks_at_the_pause_the_writer_set(
    typesetter: Typesetter,
) -> None:
    head = paragraph("汉" * 10 + "　" + "字" * 13, align="left", wrap="balance")
    lines = typesetter.set_paragraph(head, 22 * SIZE).lines
    assert [line.text.strip() for line in lines] == ["汉" * 10, "字" * 13]


def test_balance_takes_no_more_lines_than_the_head_needs(typesetter: Typesetter) -> None:
    for count in range(1, 60):
        plain = paragraph("汉" * count, align="left")
        even = paragraph("汉" * count, align="left", wrap="balance")
        wanted = len(typesetter.set_paragraph(plain, 11 * SIZE).lines)
        assert len(typesetter.set_paragraph(even, 11 * SIZE).lines) == wanted


def test_a_byline_never_parts_a_name(typesetter: Typesetter) -> None:
    names = ("周一鸣", "林小舟", "何棠", "沈默生", "顾青", "陆听澜", "欧阳小满")
    made = Byline(writers=names[:3], correspondents=names[3:])
    text = byline_text(
        made, {"writer": "文", "correspondent": "通讯员"} | dict.fromkeys(WORDS, "")
    )
    runs = tuple(StyledRun(part.text, "song", part.marks) for part in text)
    byline = StyledParagraph(runs, TextStyle("byline", size=SIZE, align="left"))
    for em in range(9, 40):
        lines = [line.text for line in typesetter.set_paragraph(byline, em * SIZE).lines]
        for name in (*names, "文/周一鸣", "通讯员/沈默生"):
            assert any(name in line.replace(" ", "") for line in lines), (em, name, lines)


def test_a_forced_mark_hangs_outside_the_measure(typesetter: Typesetter) -> None:
    text = "汉" * 10 + "，" + "字" * 20
    line = typesetter.set_paragraph(paragraph(text, hang="force"), 10 * SIZE).lines[0]
    assert line.text == "汉" * 10 + "，"
    assert line.width == pytest.approx(10 * SIZE)
    assert origins(line)[-1] == pytest.approx(10 * SIZE)


def test_a_mark_may_hang_where_the_line_has_no_room_for_it(typesetter: Typesetter) -> None:
    text = "汉" * 10 + "，" + "字" * 20
    line = typesetter.set_paragraph(paragraph(text, hang="allow"), 10 * SIZE).lines[0]
    assert line.text == "汉" * 10 + "，"
    assert origins(line) == pytest.approx([at * SIZE for at in range(11)])


def test_characters_are_set_a_little_closer_before_a_line_gapes(
    typesetter: Typesetter,
) -> None:
    text = "汉" * 17 + "2031" + "字" * 30
    closer, gaping = (
        typesetter.set_paragraph(paragraph(text, align="justify"), em * SIZE).lines[0]
        for em in (19.0, 18.6)
    )
    assert closer.text == "汉" * 17 + "2031"
    assert closer.width == pytest.approx(19 * SIZE)
    assert min(b - a for a, b in pairwise(origins(closer)[:17])) > 0.98 * SIZE
    assert gaping.text == "汉" * 17


def test_a_line_too_wide_for_its_measure_stays_legible(typesetter: Typesetter) -> None:
    line = typesetter.set_paragraph(paragraph("汉字汉" + "———— "), 3 * SIZE).lines[-1]
    steps = [b - a for a, b in pairwise(origins(line))]
    assert all(step > 0.97 * SIZE for step in steps)


def test_a_mark_that_has_room_does_not_hang(typesetter: Typesetter) -> None:
    text = "汉" * 10 + "，" + "字" * 20
    line = typesetter.set_paragraph(paragraph(text, hang="allow"), 10.5 * SIZE).lines[0]
    assert line.text == "汉" * 10 + "，"
    assert line.width == pytest.approx(10.5 * SIZE)


def test_beside_a_picture_a_paragraph_leaves_no_single_character(
    typesetter: Typesetter,
) -> None:
    copy = "防波堤尽头那座小灯塔也在计划里。它只有九米高，灯器早已拆走，铁门锈得推不开。"
    copy += "今年六月，志愿者用了三个周末把门打开，发现里面的旋梯完好，墙上还留着守灯人写的字。"
    slots = [LineSlot(0.0, 14 * SIZE)] * 4 + [LineSlot(0.0, 22 * SIZE)]
    for count in range(20, len(copy)):
        made = typesetter.set_in_slots(paragraph(copy[:count].rstrip("，。") + "。"), slots)
        assert len(made.lines) == 1 or len(made.lines[-1].text.rstrip("。")) > 1, copy[:count]


def test_two_marks_at_a_line_end_never_hang(typesetter: Typesetter) -> None:
    text = "汉" * 8 + "”，" + "字" * 20
    line = typesetter.set_paragraph(paragraph(text, hang="force"), 9.5 * SIZE).lines[0]
    assert line.text.endswith("”，")
    assert origins(line)[-1] < 9.5 * SIZE


def test_readings_of_neighbours_stand_a_quarter_em_apart(typesetter: Typesetter) -> None:
    style = TextStyle("body", size=SIZE, align="left")
    runs = (
        StyledRun("汉", "song", ruby="zhuang"),
        StyledRun("字", "song", ruby="chuang"),
        StyledRun("汉字", "song"),
    )
    (line,) = typesetter.set_paragraph(StyledParagraph(runs, style), 20 * SIZE).lines
    first, second = (run for run in line.runs if run.rise)
    assert second.x - (first.x + 6 * 0.5 * SIZE / 2) == pytest.approx(SIZE / 4)
    # The bases open under their readings; what follows is not moved apart.
    bases = [run for run in line.runs if not run.rise]
    places = [run.x + x for run in bases for x in run.xs]
    assert places[3] - places[2] == pytest.approx(SIZE)


def test_two_marks_come_closer_before_han_opens_wide(typesetter: Typesetter) -> None:
    text = "“" + "汉" * 8 + "”，“" + "字" * 20
    for em in (9, 10, 11):
        lines = typesetter.set_paragraph(paragraph(text), em * SIZE).lines
        for line in lines[:-1]:
            assert line.x + line.width == pytest.approx(em * SIZE)
            # An opening mark's ink stands in the right half of its box.
            ink = [
                place + (SIZE / 2 if char == "“" else 0)
                for place, char in zip(origins(line), line.text, strict=True)
            ]
            assert all(b - a >= SIZE / 2 - 1e-6 for a, b in pairwise(ink))


def test_a_line_under_a_name_stops_short_of_it_on_both_sides(typesetter: Typesetter) -> None:
    runs = (
        StyledRun("汉字", "song", Mark.NAME),
        StyledRun("字汉", "song", Mark.NAME),
        StyledRun("汉汉", "song"),
        StyledRun("字字", "song", Mark.TITLE),
    )
    style = TextStyle("body", size=SIZE, align="left")
    (line,) = typesetter.set_paragraph(StyledParagraph(runs, style), 20 * SIZE).lines
    first, second, title = line.strokes
    assert 0 < first.x1 < first.x2 < 2 * SIZE < second.x1 < second.x2 < 4 * SIZE
    assert first.wave == 0
    assert title.wave > 0
    assert line.text == "汉字字汉汉汉字字"


def test_a_line_under_a_name_goes_on_in_the_next_line(typesetter: Typesetter) -> None:
    lines = typesetter.set_paragraph(paragraph("汉" * 14, Mark.NAME), 10 * SIZE).lines
    assert [round(stroke.x2 - stroke.x1) for line in lines for stroke in line.strokes] == [
        99,
        39,
    ]
    assert all(0 < stroke.drop < SIZE / 2 for line in lines for stroke in line.strokes)


@pytest.mark.parametrize(
    ("squeeze", "ems"), [("quanjiao", 7.0), ("kaiming", 6.5), ("banjiao", 6.0), ("none", 8.0)]
)
def test_marks_take_the_widths_of_the_squeeze_style(
    typesetter: Typesetter, squeeze: str, ems: float
) -> None:
    text = "汉，“汉字”。汉"
    (line,) = typesetter.set_paragraph(paragraph(text, squeeze=squeeze), 20 * SIZE).lines
    assert line.width == pytest.approx(ems * SIZE)


def test_a_ragged_last_line_is_no_single_character_either(typesetter: Typesetter) -> None:
    for count in range(6, 30):
        text = "汉" * count + "。"
        for em in (5.0, 5.5, 6.0):
            made = typesetter.set_paragraph(paragraph(text, align="left"), em * SIZE)
            assert len(made.lines[-1].text) > 2
