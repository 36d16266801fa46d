"""House styles: what they hold, how they inherit, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layout.errors import StyleError
from layout.geometry import mm
from layout.styles import read_style
from tests.support.real_issues import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from layout.styles import HouseStyle

STYLES = ROOT / "styles"


def variant(folder: Path, text: str) -> HouseStyle:
    """A style that extends the house's own."""
    (folder / "mine.yaml").write_text(f"name: mine\nextends: magazine\n{text}", "utf-8")
    return read_style("mine", [folder, STYLES])


def messages(folder: Path, text: str) -> str:
    with pytest.raises(StyleError) as caught:
        variant(folder, text)
    return str(caught.value)


@pytest.mark.parametrize("name", ["magazine", "gazette"])
def test_columns_and_margins_fill_the_trim(name: str) -> None:
    page = read_style(name, [STYLES]).page
    for side in ("recto", "verso"):
        left = page.left(side)
        assert 0 < left < left + page.full_measure < page.width
    assert page.left("recto") == page.spine_margin
    assert page.head_margin + page.rows * page.leading < page.height


@pytest.mark.parametrize("name", ["magazine", "gazette"])
def test_every_measure_is_a_whole_number_of_ems(name: str) -> None:
    page = read_style(name, [STYLES]).page
    assert page.measure / page.em == pytest.approx(round(page.measure / page.em))


def test_the_magazine_is_set_in_two_columns_of_22_em_on_210_by_285() -> None:
    page = read_style("magazine", [STYLES]).page
    assert (page.width, page.height) == pytest.approx((mm(210), mm(285)))
    assert (page.columns, page.measure / page.em, page.full_measure / page.em) == (2, 22, 46)


def test_one_key_changes_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    mine = variant(tmp_path, "page: {rows: 25}\n")
    house = read_style("magazine", [STYLES])
    assert mine.page.rows == 25
    assert mine.page.leading == house.page.leading
    assert mine.text_styles == house.text_styles


def test_a_text_style_takes_over_what_it_does_not_name(tmp_path: Path) -> None:
    mine = variant(tmp_path, "text_styles:\n  brief-body: {extends: body, size: 9pt}\n")
    body, brief = mine.text_styles["body"], mine.text_styles["brief-body"]
    assert (brief.size, brief.face, brief.leading) == (9.0, body.face, body.leading)


def test_a_leading_may_be_told_in_rows_of_the_grid(tmp_path: Path) -> None:
    mine = variant(tmp_path, "text_styles:\n  title: {extends: base-head, leading: 2.5row}\n")
    assert mine.text_styles["title"].leading == pytest.approx(2.5 * mine.page.leading)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("page: {rowz: 3}\n", "did you mean `rows`"),
        ("page: {measure: 40em}\n", "the trim is"),
        ("page: {rows: 90}\n", "rows end at"),
        ("page: {em: 10}\n", "mm, cm, in, pt"),
        ("palette:\n  accent: {rgb: blue}\n", "#rrggbb"),
        ("palette:\n  accent: {rgb: '#000000', cmyk: [1, 2]}\n", "four percentages"),
        ("text_styles:\n  body: {color: accnt}\n", "did you mean `accent`"),
        ("text_styles:\n  body: {extends: boddy}\n", "did you mean"),
        ("text_styles:\n  body: {extends: body}\n", "extends itself"),
        ("heads:\n  plain: {parts: [titel]}\n", "did you mean `title`"),
        ("kinds:\n  feature: {opener: openr, continuation: text, head: feature}\n", "opener"),
        (
            "kinds:\n  feature: {opener: foreword, continuation: text, head: feature}\n",
            "other columns",
        ),
        ("boxes:\n  brief: {fill: nocolor}\n", "nocolor"),
        ("masters:\n  text: {columns: 2, measure: 60em}\n", "wider than the type area"),
    ],
)
def test_what_cannot_be_set_is_refused_with_its_place(
    tmp_path: Path, text: str, told: str
) -> None:
    said = messages(tmp_path, text)
    assert told in said
    assert "mine.yaml:" in said


def test_a_master_has_what_it_does_not_name_from_the_one_it_extends(tmp_path: Path) -> None:
    masters = variant(
        tmp_path,
        "masters:\n  text: {measures: [16em, 28em], folio: false}\n"
        "  night: {extends: opener, background: tint}\n"
        "  lone: {extends: night, columns: 1, folio: true}\n",
    ).masters
    assert masters["night"].measures == masters["text"].measures != ()
    assert (masters["night"].sink, masters["night"].folio) == (2, False)
    lone = masters["lone"]
    assert (lone.columns, lone.measures, lone.folio, lone.background) == (1, (), True, "tint")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("masters:\n  a: {extends: b}\n  b: {extends: a}\n", "a → b → a"),
        ("masters:\n  a: {extends: openr}\n", "did you mean `opener`"),
    ],
)
def test_masters_that_extend_nothing_or_themselves_are_refused(
    tmp_path: Path, text: str, told: str
) -> None:
    assert told in messages(tmp_path, text)


def test_all_faults_of_a_style_are_told_at_once(tmp_path: Path) -> None:
    said = messages(
        tmp_path, "palette:\n  accent: {rgb: blue}\ntext_styles:\n  body: {color: nothing}\n"
    )
    assert "#rrggbb" in said
    assert "nothing" in said


def test_a_style_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(StyleError, match="gazette, magazine"):
        read_style("magazin", [STYLES])


def test_styles_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    for name, other in (("one", "two"), ("two", "one")):
        (tmp_path / f"{name}.yaml").write_text(f"name: {name}\nextends: {other}\n", "utf-8")
    with pytest.raises(StyleError, match="extends itself"):
        read_style("one", [tmp_path])


def test_every_part_a_head_may_name_can_be_set() -> None:
    from typing import get_args

    from layout.flow.head import HEAD_PARTS
    from layout.styles.schema import HeadPart

    assert set(get_args(HeadPart)) == HEAD_PARTS
