"""A job in a process of its own, with a limit of time, and of memory where the system has one.

What a hostile file can do to a parser or a build ends with that process. The process is a new
one: it has nothing of this one's memory, and its own children end with it.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from layout.diagnostics import error
from layout.errors import ConformanceError, LayoutError
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable


class Limits(Record):
    """How far a job may go: seconds of wall time, and bytes of memory for each process."""

    seconds: float
    memory: int


READING = Limits(120.0, 4 << 30)
BUILDING = Limits(600.0, 8 << 30)


def fenced(job: Callable[..., Any], *arguments: Any, limits: Limits) -> Any:
    """What a function of a module gives, run apart.

    Arguments and value must be picklable. (Any: they are what the function takes and gives.)

    Raises:
        LayoutError: what the job raises.
        ConformanceError: the job went beyond its limits, or its process broke.
    """
    question = pickle.dumps((job.__module__, job.__qualname__, arguments, limits.memory))
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "layout.audit.fence"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        start_new_session=True,
    ) as process:
        try:
            answer, _ = process.communicate(question, limits.seconds)
        except subprocess.TimeoutExpired as fault:
            message = f"it was not done in {limits.seconds:g} seconds"
            raise ConformanceError([error("too-long", message)]) from fault
        finally:
            _end(process)
    if not answer:
        message = "the process that read it broke, or ran out of memory"
        raise ConformanceError([error("process-broke", message)])
    done, value = pickle.loads(answer)
    if not done:
        raise value
    return value


def _environment() -> dict[str, str]:
    """This process's, with this package found first."""
    home = str(Path(__file__).resolve().parents[2])
    paths = [home, os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a job and the processes it began."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()


def _answer(question: bytes) -> tuple[bool, Any]:
    """Whether a job, run here, is done, and what it gave or raised."""  # Any: see `fenced`
    module, name, arguments, memory = pickle.loads(question)
    _limit_memory(memory)
    try:
        return True, getattr(importlib.import_module(module), name)(*arguments)
    except LayoutError as fault:
        return False, fault
    except (MemoryError, RecursionError):
        message = "it takes more memory than any issue needs"
        return False, ConformanceError([error("too-much", message)])


def _limit_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # not on every system
        return
    with contextlib.suppress(OSError, ValueError):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = size if hard == resource.RLIM_INFINITY else min(size, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _run(asked: BinaryIO) -> None:
    """In the new process: the answer goes out by itself, whatever else is printed does not."""
    out = os.dup(1)
    os.dup2(2, 1)
    answer = pickle.dumps(_answer(asked.read()))
    with os.fdopen(out, "wb") as pipe:
        pipe.write(answer)
        pipe.flush()
    os._exit(0)


if __name__ == "__main__":
    _run(sys.stdin.buffer)
