"""Which standards there are, and which go together."""

from __future__ import annotations

import pytest

from layout.errors import ProfileError
from layout.pdf.standards import STANDARDS, standards_of


def test_every_level_of_the_archive_standards_is_known() -> None:
    wanted = ["a-2b", "a-2u", "a-2a", "a-3b", "a-3u", "a-3a", "a-4", "a-4f", "ua-1"]
    assert set(STANDARDS) == {*wanted, "x-4", "x-1a"}


def test_only_parts_three_and_four_f_hold_files_of_any_kind() -> None:
    holding = {name for name, one in STANDARDS.items() if one.holds_files}
    assert holding == {"a-3b", "a-3u", "a-3a", "a-4f"}


def test_an_archive_file_may_be_accessible_too() -> None:
    assert [one.name for one in standards_of(["ua-1", "a-2a", "a-2a"])] == ["a-2a", "ua-1"]


@pytest.mark.parametrize(
    ("names", "rule"),
    [
        (["a-2b", "a-3b"], "standards-apart"),
        (["a-4", "ua-1"], "standards-apart"),
        (["x-4", "a-2b"], "standards-apart"),
        (["x-4", "x-1a"], "standards-apart"),
        (["a-9z"], "unknown-standard"),
    ],
)
def test_what_no_file_can_keep_is_refused(names: list[str], rule: str) -> None:
    with pytest.raises(ProfileError) as caught:
        standards_of(names)
    assert [finding.rule for finding in caught.value.diagnostics] == [rule]
