"""A file is written whole or not at all, and what stood there before is not harmed."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from layout.errors import OutputError
from layout.files import write_together, write_whole

if TYPE_CHECKING:
    from tests.support.command_line import CommandLine


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
    for path in (tmp_path / "out" / "issue.pdf", tmp_path / "out" / "07" / "issue.pdf"):
        with pytest.raises(OutputError) as caught:
            write_whole(path, b"")
        (finding,) = caught.value.diagnostics
        assert finding.rule == "cannot-write"
        assert finding.message == f"{path}: {tmp_path / 'out'} is a file, not a folder"


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


def test_a_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    for target in ("archive/old.pdf", "archive/not-there-yet.pdf"):
        link = tmp_path / "issue.pdf"
        link.symlink_to(target)
        write_whole(link, b"content")
        assert link.readlink().as_posix() == target
        assert (tmp_path / target).read_bytes() == b"content"
        link.unlink()


def test_links_that_lead_to_each_other_are_told(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to("other")
    (tmp_path / "other").symlink_to("one")
    with pytest.raises(OutputError, match="symbolic links"):
        write_whole(tmp_path / "one", b"content")
    assert (tmp_path / "one").is_symlink()


def test_a_pipe_is_written_into_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, b"content")
    assert os.read(reader, 99) == b"content"
    os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_mode_that_the_mask_allows(
    mask: int, mode: int, tmp_path: Path
) -> None:
    before = os.umask(mask)
    try:
        write_whole(tmp_path / "issue.pdf", b"content")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "issue.pdf").stat().st_mode) == mode


def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "issue.pdf"
    file.write_bytes(b"last week's")
    for mode in (0o600, 0o664, 0o444):
        file.chmod(mode)
        write_whole(file, b"this week's")
        assert stat.S_IMODE(file.stat().st_mode) == mode


def test_a_name_as_long_as_the_system_takes_is_written(tmp_path: Path) -> None:
    file = tmp_path / f"{'n' * 250}.pdf"
    write_whole(file, b"content")
    assert file.read_bytes() == b"content"


@pytest.mark.parametrize("order", [("issue.pdf", "folder"), ("folder", "issue.pdf")])
def test_of_two_files_that_cannot_both_be_written_none_is(
    order: tuple[str, str], tmp_path: Path
) -> None:
    (tmp_path / "issue.pdf").write_bytes(b"last week's")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError) as caught:
        write_together({tmp_path / name: b"this week's" for name in order})
    assert caught.value.diagnostics[0].message == f"{tmp_path / 'folder'}: it is a folder"
    assert (tmp_path / "issue.pdf").read_bytes() == b"last week's"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["folder", "issue.pdf"]


# Outputs of the command line --------------------------------------------------------------

USAGE, OUTPUT = 2, 5
SOURCES = (
    "riverside/publication.yaml",
    "riverside/2031-01/issue.yaml",
    "riverside/2031-01/articles/02-first.md",
    "riverside/2031-01/articles/picture.png",
    "styles/magazine.yaml",
    "fonts/fonts.yaml",
    "faces/Plain-Test.ttf",
)


@pytest.mark.parametrize("linked", [False, True])
@pytest.mark.parametrize("name", SOURCES)
def test_a_source_is_never_taken_for_an_output(
    name: str, linked: bool, banxin: CommandLine
) -> None:
    publication = banxin.new()
    (publication / "2031-01" / "articles" / "picture.png").write_bytes(b"\x89PNG")
    source, named = banxin.folder / name, banxin.folder / name
    before = source.read_bytes()
    if linked:
        named = banxin.folder / "issue.pdf"
        named.symlink_to(source)
    for words in (("-o", named), ("-o", "a.pdf", "--layout-json", named)):
        done = banxin.build(publication, *words)
        assert done.code == USAGE
        assert f"{named} is a source of this issue" in done.err
    if name.startswith("riverside"):
        assert banxin("export", publication, "-o", named).code == USAGE
    assert source.read_bytes() == before
    assert not (banxin.folder / "a.pdf").exists()


def test_what_a_build_wrote_into_the_issue_may_be_written_again(banxin: CommandLine) -> None:
    publication = banxin.new()
    words = ("-o", publication / "2031-01" / "proof", "--layout-json", publication / "l.json")
    for _ in range(2):
        assert banxin.build(publication, *words).code == 0
    for _ in range(2):
        assert banxin("export", publication, "-o", publication / "2031-01" / "e").code == 0


@pytest.mark.parametrize("option", ["-o", "--layout-json"])
def test_a_name_that_the_system_does_not_take_is_told(option: str, banxin: CommandLine) -> None:
    done = banxin.build(banxin.new(), option, "n" * 300)
    assert done.code == OUTPUT
    assert "name too long" in done.err
    assert list(banxin.folder.rglob(".banxin-*")) == []
    assert not (banxin.folder / "out" / "riverside-2031-01.pdf").exists()


@pytest.mark.parametrize("other", ["same.pdf", "./same.pdf", "link.pdf"])
def test_two_outputs_are_never_one_file(other: str, banxin: CommandLine) -> None:
    (banxin.folder / "link.pdf").symlink_to("same.pdf")
    done = banxin.build(banxin.new(), "-o", "same.pdf", "--layout-json", other)
    assert done.code == USAGE
    assert "two outputs" in done.err
    assert not (banxin.folder / "same.pdf").exists()


def test_a_layout_that_cannot_be_written_leaves_the_old_pdf(banxin: CommandLine) -> None:
    publication = banxin.new()
    (banxin.folder / "good.pdf").write_bytes(b"last week's")
    done = banxin.build(publication, "-o", "good.pdf", "--layout-json", publication)
    assert done.code == OUTPUT
    assert (banxin.folder / "good.pdf").read_bytes() == b"last week's"


@pytest.mark.parametrize("named", [".", "../2031-01", "issue.yaml", ".."])
def test_the_output_is_named_after_the_folders_however_they_are_named(
    named: str, banxin: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = banxin.new() / "2031-01"
    monkeypatch.chdir(issue)
    done = banxin.build(Path(named), before=("-q",))
    assert done.out == "out/riverside-2031-01.pdf\n"
    assert (issue / "out" / "riverside-2031-01.pdf").is_file()
