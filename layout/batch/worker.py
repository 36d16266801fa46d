"""The process that builds issues, one at a time, until nobody asks for more.

Jobs come on standard input and results leave on standard output. The thread that waits for jobs
also notices that the supervisor is gone, and ends the process at once. As there is that thread,
`layout.beside` does not fork here: the other cores have workers of their own.
"""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import gc
import os
import queue
import signal
import sys
import threading
from typing import TYPE_CHECKING

from layout.batch.wire import receive, send

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO, TypeAlias

    from layout.batch.job import Job, JobResult

    Work: TypeAlias = Callable[[Job], JobResult]

# Linux: the signal this process gets when its parent dies. Source: prctl(2).
_PR_SET_PDEATHSIG = 1


def serve(memory: int, parent: int, do: Work | None = None) -> None:
    """Do jobs until standard input ends; `do` is how, as `layout.batch.work.run_job`.

    `memory` is the most that may be used, in bytes; `parent` is the supervisor's process.
    """
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever is printed must not come between the results
    faulthandler.enable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the supervisor decides when to stop
    _die_with(parent)
    jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
    asked = os.fdopen(os.dup(0), "rb")
    threading.Thread(target=_wait_for_jobs, args=(asked, jobs), daemon=True).start()
    _work(jobs, results, memory, do or _builder())


def _builder() -> Work:
    """What builds issues, with everything it keeps from one to the next."""
    from layout.batch.work import ComposingRoom, run_job

    room = ComposingRoom()
    return lambda job: run_job(job, room)


def _work(jobs: queue.SimpleQueue[Job], results: BinaryIO, memory: int, do: Work) -> None:
    warm = False
    # A job makes objects and drops them together: looking for cycles in between costs a fifth.
    gc.disable()
    while True:
        job = jobs.get()
        if not warm:
            _limit(memory)
        result = do(job)
        gc.collect()
        if not warm:
            gc.freeze()  # modules and faces stay: they need not be looked at again
            warm = True
        try:
            send(results, result)
        except OSError:
            os._exit(0)  # nobody is left to be told


def _wait_for_jobs(asked: BinaryIO, jobs: queue.SimpleQueue[Job]) -> None:
    with contextlib.suppress(EOFError, OSError):
        while True:
            jobs.put(receive(asked))
    os._exit(0)


def _die_with(parent: int) -> None:
    """Have the system end this process with the one that started it, where it can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if hasattr(os, "getppid") and os.name == "posix" and os.getppid() != parent:
        os._exit(0)  # it was gone before


def _limit(memory: int) -> None:
    """Let the system refuse memory beyond the limit, where it does so.

    What is there now does not count: files of faces take room among the addresses and none in
    memory.
    """
    try:
        import resource
        from pathlib import Path

        there = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        most = there * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    except (ImportError, OSError, ValueError, IndexError):
        return


if __name__ == "__main__":
    serve(int(sys.argv[1]), int(sys.argv[2]))
