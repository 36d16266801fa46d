"""ISSN, Chinese serial numbers and titles: what is refused, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.content import read_issue
from layout.content.serials import check_cn, check_issn
from layout.errors import ContentError
from layout.flow.imprint import names_of
from tests.support.issue_folders import make_issue

if TYPE_CHECKING:
    from pathlib import Path

from layout.content.model import Byline

# Made of nines and of the standard's own example: no magazine's.
RIGHT = ["9999-9994", "0317-8471", "1050-124X", ""]


@pytest.mark.parametrize("issn", RIGHT)
def test_an_issn_with_its_check_digit_is_taken_as_it_stands(issn: str) -> None:
    assert check_issn(issn) == issn


@given(st.integers(0, 9_999_999), st.integers(0, 7), st.integers(0, 9))
def test_an_issn_with_one_wrong_digit_is_refused(number: int, place: int, other: int) -> None:
    digits = f"{number:07}"
    total = sum(int(one) * weight for one, weight in zip(digits, range(8, 1, -1), strict=True))
    last = -total % 11
    right = f"{digits[:4]}-{digits[4:]}{'X' if last == 10 else last}"
    assert check_issn(right) == right
    at = place + (place > 3)
    wrong = right[:at] + str(other) + right[at + 1 :]
    if wrong != right:
        with pytest.raises(ValueError, match="check digit"):
            check_issn(wrong)


@pytest.mark.parametrize("issn", ["99999994", "9999–9994", "ISSN 9999-9994", "999-9994", "x"])
def test_an_issn_of_another_form_is_refused(issn: str) -> None:
    with pytest.raises(ValueError, match="is no ISSN"):
        check_issn(issn)


@pytest.mark.parametrize(
    "cn", ["CN 33-1234/Z", "CN11-0001", "CN 10-9999/G4", "CN 31-2046/TP", ""]
)
def test_a_chinese_serial_number_is_taken_as_it_stands(cn: str) -> None:
    assert check_cn(cn) == cn


@pytest.mark.parametrize(
    "cn", ["33-1234", "CN 33-123", "CN 33-1234/", "CN 05-1234", "CN331234"]
)
def test_a_chinese_serial_number_of_another_form_is_refused(cn: str) -> None:
    with pytest.raises(ValueError, match="GB/T"):
        check_cn(cn)


@pytest.mark.parametrize(
    ("publication", "line", "column", "word"),
    [
        ("title: 江畔\nissn: 1234-5678\n", 2, 7, "check digit would be 9"),
        ("title: 江畔\ncn: 浙内准字第A001号\n", 2, 5, "CN 33-1234/Z"),
        ("title: ''\n", 1, 8, "title"),
    ],
)
def test_a_bad_value_is_told_with_its_line_and_column(
    publication: str, line: int, column: int, word: str, tmp_path: Path
) -> None:
    with pytest.raises(ContentError) as caught:
        read_issue(make_issue(tmp_path, {"publication.yaml": publication}))
    (finding,) = caught.value.diagnostics
    assert finding.span is not None
    assert (finding.span.path, finding.span.line, finding.span.column) == (
        "publication.yaml",
        line,
        column,
    )
    assert word in finding.message + finding.hint


def test_a_date_that_is_none_is_told_with_its_line_and_column(tmp_path: Path) -> None:
    issue = "issue:\n  title: 江畔\n  date: 2031-02-30\nflatplan: [{file: harbour.md}]\n"
    with pytest.raises(ContentError) as caught:
        read_issue(make_issue(tmp_path, {"07/issue.yaml": issue}))
    (finding,) = caught.value.diagnostics
    assert finding.span is not None
    assert (finding.span.line, finding.span.column) == (3, 9)


def test_the_volume_is_read(tmp_path: Path) -> None:
    issue = "issue: {title: 江畔, volume: 3}\nflatplan: [{file: harbour.md}]\n"
    assert read_issue(make_issue(tmp_path, {"07/issue.yaml": issue})).volume == "3"


@pytest.mark.parametrize(
    ("byline", "authors", "others"),
    [
        (Byline(writers=("周一鸣",), photographers=("林小舟",)), ("周一鸣",), ("林小舟",)),
        (Byline(text="文 / 周一鸣　通讯员 / 何棠　宋渡"), ("周一鸣", "何棠", "宋渡"), ()),
        (Byline(text="采访 / 周一鸣　　插图 / 林小舟"), ("周一鸣",), ("林小舟",)),
        (Byline(text="图、文 / 林小舟"), ("林小舟",), ()),
        (Byline(text="本刊编辑部"), (), ()),
        (Byline(compilers=("何棠",), text="整理 / 何棠　数据 / 验潮站"), ("何棠",), ()),
    ],
)
def test_names_come_from_the_byline(
    byline: Byline, authors: tuple[str, ...], others: tuple[str, ...]
) -> None:
    assert names_of(byline) == (authors, others)
