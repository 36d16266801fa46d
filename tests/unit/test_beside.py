"""Values computed in a process beside this one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from layout.beside import ahead, beside
from layout.diagnostics import error
from layout.errors import ContentError


def test_a_value_comes_back_as_it_was_made() -> None:
    assert beside(lambda: {"汉": (1, 2.5)})() == {"汉": (1, 2.5)}


def test_an_error_is_raised_where_the_value_is_asked_for() -> None:
    def fail() -> None:
        raise ContentError([error("bad", "broken", hint="mend it")])

    waiting = beside(fail)
    with pytest.raises(ContentError) as caught:
        waiting()
    assert caught.value.diagnostics[0].hint == "mend it"


def test_a_process_that_is_killed_costs_time_but_no_value() -> None:
    here = os.getpid()

    def die_elsewhere() -> str:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "made here"

    assert beside(die_elsewhere)() == "made here"


def test_a_value_may_be_prepared_before_it_is_known_from_what() -> None:
    prepared: list[str] = []
    begin = ahead(lambda: prepared.append("made ready"), lambda word: (word, list(prepared)))
    word, steps = begin("汉")()
    assert word == "汉"
    assert steps == ["made ready"]
    assert prepared == []  # it happened elsewhere


def test_an_error_comes_back_from_what_was_prepared() -> None:
    def fail(word: str) -> None:
        raise ContentError([error("bad", word)])

    waiting = ahead(lambda: None, fail)("broken")
    with pytest.raises(ContentError, match="broken"):
        waiting()


def test_what_is_prepared_and_never_asked_for_ends_without_a_word() -> None:
    script = "from layout.beside import ahead; ahead(lambda: None, print)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, timeout=20, check=True
    )
    # The output is at its end only when both processes are.
    assert (done.stdout, done.stderr) == (b"", b"")


def test_without_a_second_core_the_value_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("layout.beside._can_fork", lambda: False)
    assert ahead(lambda: None, lambda word: (word, os.getpid()))("汉")() == ("汉", os.getpid())
