"""A worker that does what the names of its jobs say, and builds nothing.

`hang`, `eat`, `die`, `abort` go wrong every time; with `once-` before them the first time only;
any other name is done at once.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from layout.batch.job import Cause, Job, JobResult, Status
from layout.batch.worker import serve

BLOCK = 16 * 2**20


def _eat() -> None:
    kept = []
    while True:
        kept.append(bytearray(os.urandom(BLOCK // 16) * 16))


def _leave(job: Job) -> None:
    Path(job.output).write_bytes(b"")
    print("words that are no result")  # noqa: T201 (what must not come between results)
    os.kill(os.getpid(), signal.SIGKILL)


def odd(job: Job) -> JobResult:
    """Do what the name of the job says."""
    name = job.issue_name.rstrip("0123456789")
    mark = Path(job.output + ".tried")
    if name.startswith("once-"):
        if mark.exists():
            name = "well"
        mark.write_bytes(b"")
        name = name.removeprefix("once-")
    try:
        {
            "hang": lambda: time.sleep(3600),
            "eat": _eat,
            "die": lambda: _leave(job),
            "abort": os.abort,
        }.get(name, lambda: None)()
    except MemoryError:
        return JobResult(job, Status.FAILED, Cause.MEMORY)
    Path(job.output).parent.mkdir(parents=True, exist_ok=True)
    Path(job.output).write_bytes(b"")
    return JobResult(job, Status.BUILT, pages=1)


if __name__ == "__main__":
    serve(int(sys.argv[1]), int(sys.argv[2]), odd)
