"""Values computed in a process beside this one."""

from __future__ import annotations

import os
import signal

import pytest

from layout.beside import beside
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
