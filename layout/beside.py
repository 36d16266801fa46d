"""A value computed in a process beside this one, where the system can fork.

A build has stages that do not wait for each other; on a machine with two cores they run side by
side. Where there is no fork, or one core, the same values are computed one after the other.
"""

from __future__ import annotations

import os
import pickle
import sys
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")
Argument = TypeVar("Argument")


def beside(make: Callable[[], Value]) -> Callable[[], Value]:
    """Begin to compute a value; the function that comes back waits for it and gives it.

    `make` must not change anything outside itself, and its value must be picklable. What it
    raises is raised where the value is asked for.
    """
    if not _can_fork():
        return make
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _answer(make, writer)
    os.close(writer)
    return lambda: _collect(make, child, reader)


def ahead(
    prepare: Callable[[], None], make: Callable[[Argument], Value]
) -> Callable[[Argument], Callable[[], Value]]:
    """Prepare to compute a value before it is known from what.

    The function that comes back takes the argument and begins, as `beside` does. `prepare` is
    worth its while where it imports much: that time passes beside the caller's own. An argument
    that never comes ends the other process without a word.
    """
    if not _can_fork():
        return lambda argument: lambda: make(argument)
    asked, asker = os.pipe()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(asker)
        os.close(reader)
        _answer(lambda: make(_argument(prepare, asked)), writer)
    os.close(asked)
    os.close(writer)

    def begin(argument: Argument) -> Callable[[], Value]:
        with os.fdopen(asker, "wb") as pipe:
            pickle.dump(argument, pipe)
        return lambda: _collect(lambda: make(argument), child, reader)

    return begin


def _argument(prepare: Callable[[], None], asked: int) -> Argument:  # type: ignore[type-var]
    """In the child of `ahead`: make ready, and wait to be asked."""
    prepare()
    with os.fdopen(asked, "rb") as pipe:
        question = pipe.read()
    if not question:
        os._exit(0)  # the caller had no use for it, or is gone
    argument: Argument = pickle.loads(question)
    return argument


def _can_fork() -> bool:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    threading = sys.modules.get("threading")
    alone = threading is None or threading.active_count() == 1
    return hasattr(os, "fork") and (cores or 1) > 1 and alone


def _answer(make: Callable[[], Value], writer: int) -> None:
    """In the child: compute, send, and leave without any of the parent's clean-up."""
    try:
        try:
            answer = pickle.dumps((True, make()), protocol=pickle.HIGHEST_PROTOCOL)
        except Exception as fault:
            answer = pickle.dumps((False, fault))
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(answer)
    finally:
        os._exit(0)


def _collect(make: Callable[[], Value], child: int, reader: int) -> Value:
    with os.fdopen(reader, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    if not answer:
        return make()  # the child was killed: compute here, and let a fault show itself
    done, value = pickle.loads(answer)
    if not done:
        raise value
    made: Value = value
    return made
