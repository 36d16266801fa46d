"""The rules of Chinese composition, without any font."""

from __future__ import annotations

import pytest

from layout.text import break_lines, set_widths


@pytest.mark.parametrize("stop", list("，。、；：！？”’）》」』】·"))
def test_no_line_starts_with_a_mark_that_closes_or_stops(stop: str) -> None:
    for length in range(6, 14):
        lines = break_lines("汉" * length + stop + "字" * 20, 8)
        assert not any(line.startswith(stop) for line in lines)


@pytest.mark.parametrize("opener", list("“‘（《「『【"))
def test_no_line_ends_with_an_opening_mark(opener: str) -> None:
    for length in range(5, 14):
        lines = break_lines("汉" * length + opener + "字" * 20, 8)
        assert not any(line.endswith(opener) for line in lines)


@pytest.mark.parametrize("whole", ["——", "……", "2030%", "CMO", "69.9414%", "iPhone12"])
def test_what_belongs_together_is_never_parted(whole: str) -> None:
    for length in range(4, 16):
        lines = break_lines("汉" * length + whole + "字" * 20, 10)
        assert any(whole in line for line in lines)


@pytest.mark.parametrize("mark", list(")]}!?,;:%/"))
def test_no_line_starts_with_a_half_width_closing_mark(mark: str) -> None:
    for han in range(1, 12):
        for text in (f"{'汉' * han}{mark}汉汉汉汉", f"{'汉' * han} {mark} 汉汉汉汉"):
            assert not any(line.startswith(mark) for line in break_lines(text, 6))


@pytest.mark.parametrize("mark", list("([{"))
def test_no_line_ends_with_a_half_width_opening_mark(mark: str) -> None:
    for han in range(1, 12):
        lines = break_lines(f"{'汉' * han}{mark}汉汉汉汉汉", 6)
        assert not any(line.endswith(mark) for line in lines)


def test_a_full_stop_before_a_letter_opens_a_name_and_may_start_a_line() -> None:
    assert break_lines("汉汉汉汉汉汉.NET", 6) == ["汉汉汉汉汉汉", ".NET"]


def test_strict_lines_do_not_start_with_a_dash_or_an_ellipsis() -> None:
    for mark in ("——", "……"):
        for length in range(6, 14):
            lines = break_lines("汉" * length + mark + "字" * 20, 8)
            assert not any(line.startswith(mark) for line in lines)


def test_normal_lines_may_start_with_a_dash() -> None:
    starts = [
        line
        for length in range(6, 14)
        for line in break_lines("汉" * length + "——" + "字" * 20, 8, strictness="normal")
        if line.startswith("——")
    ]
    assert starts


def test_a_last_line_is_never_a_single_character() -> None:
    for length in range(9, 60):
        lines = break_lines("汉字，" * 2 + "汉" * length + "。", 8)
        assert len(lines[-1].rstrip("。")) >= 2


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("。（", 1.5),
        ("：“", 1.5),
        ("》《", 1.5),
        ("”。", 1.5),
        ("（）", 2.0),
        ("？！", 1.0),
        ("！！", 1.0),
        ("·", 0.5),
        ("——", 2.0),
        ("……", 2.0),
        ("「《", 1.5),
    ],
)
def test_adjacent_marks_share_an_em_and_a_half(text: str, total: float) -> None:
    assert sum(set_widths(text)) == pytest.approx(total)


OPENERS, CLOSERS = "“‘（［｛〔【〖《〈「『", "”’）］｝〕】〗》〉」』，、；：。．"


@pytest.mark.parametrize("first", CLOSERS + "？！")
@pytest.mark.parametrize("second", OPENERS + CLOSERS)
def test_a_mark_that_ends_in_white_shares_it_with_the_next(first: str, second: str) -> None:
    assert sum(set_widths(first + second)) == pytest.approx(1.5)


@pytest.mark.parametrize("first", OPENERS)
def test_opening_marks_share_white_but_keep_it_from_what_they_enclose(first: str) -> None:
    for second in OPENERS:
        assert sum(set_widths(first + second)) == pytest.approx(1.5)
    for second in CLOSERS + "？！":
        assert sum(set_widths(first + second)) == pytest.approx(2.0)


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("。”）", 2.0),
        ("》《“", 2.0),
        ("？！？", 2.0),
        ("！！！！", 2.0),
        ("……”", 3.0),
        ("——“", 3.0),
        ("”——", 3.0),
    ],
)
def test_three_marks_and_marks_beside_dashes_add_up(text: str, total: float) -> None:
    assert sum(set_widths(text)) == pytest.approx(total)


@pytest.mark.parametrize(
    ("marks", "width"), [(OPENERS + CLOSERS + "？！—～", 1.0), ("·・‧–／", 0.5)]
)
def test_a_mark_alone_has_the_width_of_its_class(marks: str, width: float) -> None:
    for mark in marks:
        assert set_widths(f"汉{mark}字")[1] == pytest.approx(width)


def test_han_and_latin_stand_a_quarter_em_apart() -> None:
    assert set_widths("国1国") == pytest.approx([1.25, 0.75, 1.0])


def test_a_literal_space_beside_han_is_the_gap_and_adds_nothing() -> None:
    assert sum(set_widths("国 1 国")) == pytest.approx(sum(set_widths("国1国")))
    assert set_widths("国 1 国")[1] == 0.0


def test_no_gap_stands_beside_full_width_marks() -> None:
    assert set_widths("（2030）") == pytest.approx([1.0, 0.5, 0.5, 0.5, 0.5, 1.0])


def test_an_apostrophe_in_a_word_is_no_quotation_mark() -> None:
    assert len(break_lines("it’s", 8)) == 1
    assert sum(set_widths("it’s")) == pytest.approx(2.0)


def test_broken_lines_hold_all_of_the_text() -> None:
    text = "他说：“这是2030年的第一班渡轮，CMO/CDMO都在。”然后——就走了……谁也没有回头。"
    for measure in range(6, 30):
        assert "".join(break_lines(text, measure)) == text


def test_a_word_longer_than_the_measure_is_cut_rather_than_lost() -> None:
    text = "汉" + "a" * 80 + "字"
    assert "".join(break_lines(text, 8)) == text


@pytest.mark.parametrize(("strictness", "measure"), [("severe", 10.0), ("strict", 0.5)])
def test_what_makes_no_sense_is_refused(strictness: str, measure: float) -> None:
    with pytest.raises(ValueError, match=r"strictness|measure"):
        break_lines("汉字", measure, strictness=strictness)


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="language"):
        set_widths("日本語", language="ja")


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("a “b” c", 3.0),
        ("“b c”", 2.25),
        ("a ‘it’s’, b", 5.0),
        ("他说“b”了", 5.5),
        ("a “b”了", 4.0),
    ],
)
def test_quotation_marks_are_as_wide_as_letters_in_western_copy_only(
    text: str, width: float
) -> None:
    assert sum(set_widths(text)) == pytest.approx(width)


@pytest.mark.parametrize(
    ("text", "widths"),
    [
        ("汉(a)汉", [1.0, 0.5, 0.5, 0.5, 1.0]),
        ("汉, 字", [1.0, 0.5, 0.25, 1.0]),
        ("汉 (a)", [1.0, 0.25, 0.5, 0.5, 0.5]),
        ("收￥30元", [1.0, 1.0, 0.5, 0.75, 1.0]),
    ],
)
def test_no_gap_is_set_beside_half_width_marks_and_a_space_there_means_itself(
    text: str, widths: list[float]
) -> None:
    assert set_widths(text) == pytest.approx(widths)
