"""A deposit whose writing is broken off: no file under its name is half there."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.deposits import NAME, WRITTEN, make_deposit

if TYPE_CHECKING:
    from tests.support.command_line import CommandLine

ROOT = Path(__file__).resolve().parents[2]
# Runs a build and ends it, with no chance to tidy, at the given call of a function.
_KILLED = """
import os, pathlib, signal, sys
owner, name = {"fsync": (os, "fsync"), "replace": (pathlib.Path, "replace")}[sys.argv[1]]
count = int(sys.argv[2])
real = getattr(owner, name)
def counting(*arguments):
    global count
    count -= 1
    if count == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*arguments)
setattr(owner, name, counting)
from layout.cli import main
main(sys.argv[3:])
"""


def build_killed(banxin: CommandLine, at: str, count: int, *words: object) -> None:
    """`banxin build` ended by SIGKILL at a call while it writes."""
    line = [
        "build",
        "riverside",
        "--font-path",
        str(banxin.fonts),
        "--embed-sources",
        "-o",
        NAME,
    ]
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, at, str(count), *line, *map(str, words)],
        cwd=banxin.folder,
        env={"PYTHONPATH": str(ROOT), "BANXIN_FONT_CACHE": str(banxin.folder / "cache")},
        check=False,
        capture_output=True,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr


def standing(banxin: CommandLine) -> dict[str, bytes]:
    """What stands under the names of a deposit and of what is beside it."""
    files = {name: banxin.folder / name for name in WRITTEN}
    return {name: file.read_bytes() for name, file in files.items() if file.is_file()}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on this system")
@pytest.mark.parametrize("count", [1, 2, 3])
def test_nothing_is_there_while_one_file_is_not_on_the_disk(
    banxin: CommandLine, count: int
) -> None:
    banxin.new()
    build_killed(banxin, "fsync", count)
    assert standing(banxin) == {}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on this system")
@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_file_is_the_old_one_or_the_new_one_whole(
    banxin: CommandLine, count: int
) -> None:
    banxin.new()
    make_deposit(banxin)
    old = standing(banxin)
    build_killed(banxin, "replace", count, "--pages", "2")
    between = standing(banxin)
    make_deposit(banxin, "--pages", "2")
    new = standing(banxin)
    assert set(between) == set(WRITTEN)
    assert all(between[name] in (old[name], new[name]) for name in WRITTEN)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on this system")
def test_a_mixture_of_old_and_new_is_found(banxin: CommandLine) -> None:
    banxin.new()
    make_deposit(banxin)
    build_killed(banxin, "replace", 2, "--pages", "2")
    done = banxin("--json", "verify", NAME, "--font-path", banxin.fonts)
    assert done.code == 6
    assert "sum-differs" in {one["rule"] for one in done.document["findings"]}


def test_where_the_checksums_cannot_be_written_nothing_is(banxin: CommandLine) -> None:
    (banxin.folder / "SHA256SUMS").mkdir()
    done = banxin.build(banxin.new(), "--embed-sources", "-o", NAME)
    assert done.code == 5
    assert not (banxin.folder / NAME).exists()
    assert not (banxin.folder / "one.deposit.json").exists()
