"""Where lines may break: strictness, numbers, words, addresses, other scripts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from layout.text import break_lines
from layout.text.atoms import atoms_of
from layout.text.breaking import Breaker
from layout.text.opportunities import break_opportunities, break_rules
from layout.text.spacing import space_atoms
from layout.text.tailorings import TAILORINGS, places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.text.breaking import Lines

# CSS Text 3 #line-break-property, for Chinese: what may begin a line at which strictness.
HYPHENS = "‐–〜゠"
CENTRED = "：；･‼⁇⁈⁉！？"
POSTFIXES = "°‰′″‵℃℉﹪％￠"
ITERATION = "々〻ゝゞヽヾ"
INSEPARABLE = "․‥…⋯︙\U00010af6"
SMALL_KANA = "ァッャヵぁっゃー"
FREE = {
    "strict": "",
    "normal": HYPHENS + SMALL_KANA,
    "loose": HYPHENS + SMALL_KANA + CENTRED + POSTFIXES + ITERATION + INSEPARABLE,
}


@pytest.mark.parametrize("strictness", FREE)
@pytest.mark.parametrize("sign", list(FREE["loose"]))
def test_a_sign_begins_a_line_where_its_strictness_lets_it(strictness: str, sign: str) -> None:
    lines = break_lines(f"文文文文文文{sign}字字", 6.2, strictness=strictness)
    if sign in FREE[strictness]:
        assert lines == ["文文文文文文", f"{sign}字字"]
    else:
        assert lines == ["文文文文文", f"文{sign}字字"]


@pytest.mark.parametrize("strictness", FREE)
@pytest.mark.parametrize("sign", list("·・，。、”）》"))
def test_interpuncts_and_stops_begin_no_line_at_any_strictness(
    strictness: str, sign: str
) -> None:
    assert 3 not in break_opportunities(f"文文文{sign}字字", strictness=strictness)


@pytest.mark.parametrize("sign", list("±€№￡￥＄￦"))
def test_only_loose_lines_end_with_a_prefix(sign: str) -> None:
    text = f"文文{sign}字字"
    assert 3 not in break_opportunities(text)
    assert 3 not in break_opportunities(text, strictness="normal")
    assert 3 in break_opportunities(text, strictness="loose")


@pytest.mark.parametrize("strictness", ["loose", "normal"])
def test_an_ellipsis_begins_a_line_unless_strict_but_is_never_parted(strictness: str) -> None:
    assert set(break_opportunities("文……字", strictness=strictness)) == {1, 3}
    assert set(break_opportunities("文……字")) == {3}


@pytest.mark.parametrize(
    "whole",
    [
        *(
            "±3",
            "−5",
            "-5",
            "¥100",
            "￥100",
            "№5",
            "$9.5",
            "US$ 100",
            "69.9%",
            "30℃",
            "5‰",
            "36°",
        ),
        *(
            "12 kg",
            "5 GB",
            "12 km/h",
            "3.5 GHz",
            "4月",
            "26日",
            "4 月",
            "26 日",
            "二〇二六",
            "km/h",
        ),
        *("一九九八", "X-ray", "1,000,000"),
    ],
)
def test_a_number_is_whole_with_its_signs_and_units(whole: str) -> None:
    found = break_opportunities(f"文{whole}文")
    assert not [at for at in found if 1 < at < 1 + len(whole)]


def test_loose_lines_keep_a_suffix_with_its_number() -> None:
    assert 3 not in break_opportunities("文30℃文", strictness="loose")


def test_a_number_and_a_chinese_unit_part_only_at_a_cost() -> None:
    assert break_rules(atoms_of("文3万"), "strict").costs[2] > 0


def test_a_date_rather_breaks_elsewhere_than_between_its_parts() -> None:
    costs = break_rules(atoms_of("2026年4月26日文"), "strict").costs
    assert costs[2] == costs[4] > costs[6] == 0


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        (
            "https://example.com/a/b?id=3&x=y_z#top",
            ["https://", "example", ".com/", "a/", "b?", "id=", "3&", "x=", "y_", "z#", "top"],
        ),
        ("10.1000/xyz-12.suffix", ["10.1000/", "xyz-", "12", ".suffix"]),
        ("www.example.org", ["www", ".example", ".org"]),
    ],
)
def test_an_address_breaks_beside_its_signs(address: str, parts: list[str]) -> None:
    assert atoms_of(address).texts == parts
    assert "".join(break_lines("见" + address, 8)) == "见" + address


def test_compounds_break_between_their_parts() -> None:
    assert break_opportunities("CMO/CDMO") == (4,)
    assert break_opportunities("well-known") == (5,)


@pytest.mark.parametrize(
    ("text", "opportunities"),
    [
        ("한국 사람", (1, 3, 4)),
        ("שלום עולם", (5,)),
        ("👩‍🚀👍🏽文", (3, 5)),
        ("🇨🇳🇫🇷", (2,)),
        ("e\u0301文", (2,)),
        ("①\ufe0f文”\u0308文", (2, 5)),
        ("12\u00a0kg", ()),
        ("文\u2060文", ()),
        ("ab\u200bcd", (3,)),
        ("สวัสดี文", (6,)),
    ],
)
def test_other_scripts_break_as_unicode_says(text: str, opportunities: tuple[int, ...]) -> None:
    assert break_opportunities(text) == opportunities


def test_forced_breaks_are_opportunities() -> None:
    assert break_opportunities("文\r\n）文\n") == (3, 4)


def test_an_unknown_strictness_has_no_opportunities() -> None:
    with pytest.raises(ValueError, match="strictness"):
        break_opportunities("文", strictness="severe")


def broken(text: str, measure: float) -> Lines:
    atoms = atoms_of(text)
    spacing = space_atoms(atoms, lambda word: 0.5 * len(word))
    return Breaker(atoms.classes, spacing, break_rules(atoms, "strict").costs).total_fit(
        measure, 0.0
    )


@pytest.mark.parametrize(
    "text",
    [
        "汉" * 5 + "a" * 20 + "字" * 5,  # wider than the measure
        "汉" * 5 + "a" * 60 + "字" * 5,  # so long that it is cut
        "汉" + "（" * 30 + "字",
        "“" * 12 + "字",
    ],
)
def test_every_line_broken_against_a_rule_is_counted(text: str) -> None:
    assert broken(text, 6).emergencies


def test_a_word_is_cut_only_where_there_is_no_better_end() -> None:
    text = "汉字汉字汉字" + "a" * 40
    assert broken(text, 20).emergencies == 1
    assert broken(text, 27).emergencies == 0


def test_three_marks_in_a_row_may_be_parted_before_anything_else_is() -> None:
    lines = broken("汉汉，。』」』」』」』」汉汉", 3)
    assert lines.emergencies
    ends = [end for _, end in lines.spans[:-1]]
    assert all(end > 4 for end in ends if 2 < end < 12)


def test_the_manual_lists_every_tailoring() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "typography.md").read_text(encoding="utf-8")
    assert [row.what for row in TAILORINGS if f"| {row.what} |" not in manual] == []


UNICODE_DATA = Path(os.environ.get("UNICODE_DATA", "/usr/share/unicode"))
CONFORMANCE = UNICODE_DATA / "auxiliary" / "LineBreakTest.txt"


def conformance_lines() -> Iterator[tuple[str, set[int]]]:
    """The texts of Unicode's own test and where each may break."""
    for line in CONFORMANCE.read_text(encoding="utf-8").splitlines():
        fields = line.partition("#")[0].split()
        if fields:
            text = "".join(chr(int(code, 16)) for code in fields[1::2])
            yield text, {at for at, sign in enumerate(fields[0:-1:2]) if sign == "÷" and at}


def tailored_places(text: str) -> set[int]:
    rows = [row for row in TAILORINGS if "strict" in row.strictness]
    return {at for row in rows for at in places(row, text)}


@pytest.mark.skipif(
    not CONFORMANCE.is_file(),
    reason="the Unicode data files (Debian: unicode-data; or UNICODE_DATA) are not installed",
)
def test_unicode_holds_wherever_no_tailoring_does() -> None:
    wrong = []
    cases = list(conformance_lines())
    for text, expected in cases:
        found = set(break_opportunities(text))
        if (found ^ expected) - tailored_places(text):
            wrong.append(text)
    assert len(wrong) <= 0.02 * len(cases)


@pytest.mark.skipif(not CONFORMANCE.is_file(), reason="the Unicode data files are not there")
def test_most_of_unicode_holds_without_any_tailoring() -> None:
    cases = list(conformance_lines())
    same = sum(set(break_opportunities(text)) == expected for text, expected in cases)
    assert same >= 0.9 * len(cases)


def test_a_year_stays_with_its_number_where_that_costs_little() -> None:
    atoms = atoms_of("汉2031年汉300元")
    costs = dict(zip(atoms.texts, break_rules(atoms, "strict").costs, strict=True))
    assert costs["年"] > costs["元"] > 0


def test_without_strictness_a_line_begins_with_any_character() -> None:
    assert break_lines("汉汉汉汉，字字", 4, strictness="none") == ["汉汉汉汉", "，字字"]
    assert break_opportunities("汉“字”。", strictness="none") == (1, 2, 3, 4)
