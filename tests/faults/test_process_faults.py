"""Processes of their own, in surroundings that are not what one hopes for."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.command_line import CommandLine

ROOT = Path(__file__).resolve().parents[2]
USAGE, OUTPUT, INTERRUPTED = 2, 5, 130
RUN = "from layout.__main__ import run; run()"
# The signal comes when a module of that name is about to be imported.
INTERRUPT = """
import os, signal, sys
class Interrupter:
    def find_spec(self, name, *_):
        if name == {name!r}:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupter())
"""


def process(
    banxin: CommandLine, *words: object, code: str = RUN, more: dict[str, str] | None = None
) -> tuple[list[str], dict[str, object]]:
    """The words of a process and its surroundings, for subprocess.run."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "0", **(more or {})}
    arguments = [sys.executable, "-c", code, *map(str, words)]
    return arguments, {"cwd": banxin.folder, "env": surroundings, "timeout": 60}


def words_for_build(banxin: CommandLine, *words: object) -> tuple[object, ...]:
    return "build", banxin.new(), "--font-path", banxin.fonts, *words


def run(
    banxin: CommandLine, *words: object, code: str = RUN, more: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    arguments, surroundings = process(banxin, *words, code=code, more=more)
    return subprocess.run(arguments, capture_output=True, check=False, **surroundings)


# Interrupts -------------------------------------------------------------------------------


@pytest.mark.parametrize("module", ["layout.streams", "layout.pipeline", "layout.cli", "click"])
def test_an_interrupt_during_start_up_ends_with_130_and_a_word(
    module: str, banxin: CommandLine
) -> None:
    done = run(banxin, *words_for_build(banxin), code=INTERRUPT.format(name=module) + RUN)
    assert done.returncode == INTERRUPTED
    assert done.stderr.decode().strip() == "banxin: interrupted"
    assert done.stdout == b""


@pytest.mark.parametrize("module", ["layout.cli", "layout.cli.build", "layout.pdf.write"])
def test_an_interrupted_build_still_gives_its_json(module: str, banxin: CommandLine) -> None:
    words = ("--json", *words_for_build(banxin, "-o", "one.pdf"))
    done = run(banxin, *words, code=INTERRUPT.format(name=module) + RUN)
    assert done.returncode == INTERRUPTED
    document = json.loads(done.stdout)
    assert document["ok"] is False
    assert [finding["rule"] for finding in document["findings"]] == ["interrupted"]
    assert not (banxin.folder / "one.pdf").exists()


def test_an_interrupt_while_files_are_written_leaves_none(banxin: CommandLine) -> None:
    """A pipe without a reader holds the build, the other file written beside its place."""
    os.mkfifo(banxin.folder / "pipe")
    outputs = ("-o", "pipe", "--layout-json", "layout.json")
    arguments, surroundings = process(banxin, *words_for_build(banxin, *outputs))
    surroundings.pop("timeout")
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, **surroundings) as started:
        while started.poll() is None and not list(banxin.folder.glob(".banxin-*")):
            time.sleep(0.01)
        started.send_signal(signal.SIGINT)
        assert started.stderr is not None
        said = started.stderr.read().decode()
    assert started.returncode == INTERRUPTED
    assert said.strip() == "banxin: interrupted"
    assert not list(banxin.folder.glob(".banxin-*"))
    assert not (banxin.folder / "layout.json").exists()


# Streams ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", [("doctor",), ("--json", "doctor"), ("--json", "nonsense"), ("--help",)]
)
def test_a_result_that_cannot_be_delivered_ends_with_5(
    words: tuple[str, ...], banxin: CommandLine
) -> None:
    done = run_unable_to_write(banxin, *words)
    assert done.returncode == OUTPUT
    assert "error cannot-write: standard output: " in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_a_build_that_cannot_say_where_its_file_is_ends_with_5(banxin: CommandLine) -> None:
    done = run_unable_to_write(banxin, *words_for_build(banxin, "-o", "one.pdf"))
    assert done.returncode == OUTPUT
    assert "Traceback" not in done.stderr.decode()
    assert (banxin.folder / "one.pdf").read_bytes().startswith(b"%PDF-")


def run_unable_to_write(
    banxin: CommandLine, *words: object
) -> subprocess.CompletedProcess[bytes]:
    """Run with a standard output that is open for reading only."""
    arguments, surroundings = process(banxin, *words)
    (banxin.folder / "read-only").write_bytes(b"")
    with (banxin.folder / "read-only").open("rb") as unwritable:
        return subprocess.run(
            arguments, stdout=unwritable, stderr=subprocess.PIPE, check=False, **surroundings
        )


@pytest.mark.parametrize("closed", [(1,), (2,), (0, 1, 2)])
def test_streams_that_are_closed_stop_no_build(
    closed: tuple[int, ...], banxin: CommandLine
) -> None:
    """What is opened later must not take their numbers either: the PDF holds no messages."""
    arguments, surroundings = process(banxin, *words_for_build(banxin, "-o", "one.pdf"))
    shell = f'exec "$@" {" ".join(f"{number}>&-" for number in closed)}'
    words = ["/bin/sh", "-c", shell, "sh", *arguments]
    done = subprocess.run(words, capture_output=True, check=False, **surroundings)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert (banxin.folder / "one.pdf").read_bytes().startswith(b"%PDF-")


def test_a_reader_that_goes_early_is_no_fault(banxin: CommandLine) -> None:
    arguments, surroundings = process(banxin, "export", banxin.new())
    surroundings.pop("timeout")
    reading, writing = os.pipe()
    os.close(reading)
    with subprocess.Popen(
        arguments, stdout=writing, stderr=subprocess.PIPE, **surroundings
    ) as started:
        os.close(writing)
        assert started.stderr is not None
        said = started.stderr.read()
    assert (started.returncode, said) == (0, b"")


# Encodings --------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "gb18030", "utf-16"])
def test_json_is_utf_8_whatever_the_terminal_has(encoding: str, banxin: CommandLine) -> None:
    more = {"PYTHONIOENCODING": encoding}
    exported = run(banxin, "export", banxin.new(), more=more)
    assert exported.returncode == 0, exported.stderr
    assert json.loads(exported.stdout.decode("utf-8"))["articles"][0]["title"] == "从第一页开始"
    made = run(banxin, "--json", "new", "河", more=more)
    assert json.loads(made.stdout.decode("utf-8"))["output"] == "河"


@pytest.mark.parametrize(
    "more", [{"PYTHONIOENCODING": "latin-1"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}]
)
def test_a_path_on_standard_output_is_the_path(
    more: dict[str, str], banxin: CommandLine
) -> None:
    done = run(banxin, *words_for_build(banxin, "-o", "河.pdf"), more=more)
    assert done.returncode == 0, done.stderr
    assert (banxin.folder / done.stdout.decode().strip()).is_file()


@pytest.mark.skipif(sys.platform != "linux", reason="file names are not bytes everywhere")
def test_a_file_name_that_is_no_text_comes_out_as_it_went_in(banxin: CommandLine) -> None:
    name = os.fsdecode(b"a\xff.pdf")
    words = words_for_build(banxin, "-o", name)
    assert run(banxin, *words).stdout == b"a\xff.pdf\n"
    document = json.loads(run(banxin, "--json", *words).stdout.decode("utf-8"))
    assert document["output"] == name


def test_messages_keep_to_the_encoding_of_the_terminal(banxin: CommandLine) -> None:
    done = run(banxin, "build", "无", more={"PYTHONIOENCODING": "latin-1"})
    assert done.returncode == USAGE
    assert b"\\u65e0: no such file or folder" in done.stderr
