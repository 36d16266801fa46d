"""A file is written whole or not at all, and what stood there before is not harmed."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from layout.errors import OutputError
from layout.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path


def full_disk(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "issue.pdf"
    file.write_bytes(b"last week's")
    monkeypatch.setattr(os, step, full_disk)
    with pytest.raises(OutputError) as caught:
        write_whole(file, b"this week's")
    assert "No space left" in caught.value.diagnostics[0].message
    assert caught.value.diagnostics[0].hint
    assert file.read_bytes() == b"last week's"
    assert [one.name for one in tmp_path.iterdir()] == ["issue.pdf"]


def test_a_file_in_the_way_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(OutputError) as caught:
        write_whole(tmp_path / "out" / "issue.pdf", b"")
    assert caught.value.diagnostics[0].rule == "cannot-write"


def test_a_folder_in_the_way_of_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "issue.pdf").mkdir()
    with pytest.raises(OutputError) as caught:
        write_whole(tmp_path / "issue.pdf", b"content")
    assert caught.value.diagnostics[0].rule == "cannot-write"
    assert [one.name for one in tmp_path.iterdir()] == ["issue.pdf"]


def test_missing_folders_are_made_and_the_content_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "year" / "month" / "issue.pdf"
    write_whole(file, b"content")
    assert file.read_bytes() == b"content"
    assert [one.name for one in file.parent.iterdir()] == ["issue.pdf"]
