"""A value computed in a process beside this one, where the system can fork.

A build has stages that do not wait for each other; on a machine with two cores they run side by
side. Where there is no fork, or one core, the same values are computed one after the other.
"""

from __future__ import annotations

import os
import pickle
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")


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


def _can_fork() -> bool:
    import threading

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return hasattr(os, "fork") and (cores or 1) > 1 and threading.active_count() == 1


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
