"""Jobs on the cores of one machine, each in a process of its own while it lasts.

A worker is handed one job at a time, so that a process that dies takes one job with it and that
job is known. Results are given on as they come and never kept.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from layout.batch.job import Cause, Job, JobResult, Status
from layout.batch.retrying import Retries, Trial
from layout.batch.wire import receive, send
from layout.diagnostics import error
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from layout.batch.manifest import Limits

BUILDER = ("-m", "layout.batch.worker")
TICK_S = 0.1
# A worker that rests with more than this share of what it may use makes room for a new one.
RESTING_SHARE = 0.5
_LAST_WORDS = 8192
_PACKAGES = Path(__file__).resolve().parents[2]


class Answer(Record):
    """What a worker's pipe gave: a result, or None when it was closed."""

    worker: Worker
    result: JobResult | None


class Worker:
    """One warm process and the job it has in hand."""

    def __init__(
        self, limits: Limits, answers: queue.SimpleQueue[Answer], program: Sequence[str]
    ) -> None:
        self._answers = answers
        self._words = tempfile.TemporaryFile()  # noqa: SIM115 (closed when the worker ends)
        paths = filter(None, (os.fspath(_PACKAGES), os.environ.get("PYTHONPATH", "")))
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-P", *program),
                *(str(limits.memory), str(os.getpid())),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._words,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        self.job: Job | None = None
        self.attempt = 0
        self.since = 0.0
        self.ended_for: Cause | None = None
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    def hand(self, job: Job, attempt: int) -> None:
        """Give it a job; a process that is dead by now answers that it is."""
        self.job, self.attempt, self.since = job, attempt, time.monotonic()
        with contextlib.suppress(OSError):
            assert self._process.stdin is not None
            send(self._process.stdin, job)

    def memory(self) -> int:
        """What it uses of memory that is its own, in bytes; 0 where the system does not say."""
        try:
            words = Path(f"/proc/{self.pid}/statm").read_text("ascii").split()
            return (int(words[1]) - int(words[2])) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, ValueError, IndexError):
            return 0

    def end(self, cause: Cause | None = None) -> None:
        """Kill it; `cause` is why, where its job is to blame."""
        self.ended_for = cause
        with contextlib.suppress(OSError):
            self._process.kill()

    def bury(self) -> tuple[int, str]:
        """Wait for its end; gives its exit status and its last words."""
        self._process.kill()
        status = self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        with self._words as words:
            size = words.seek(0, os.SEEK_END)
            words.seek(max(0, size - _LAST_WORDS))
            return status, words.read().decode("utf-8", "replace")

    def _listen(self) -> None:
        pipe = self._process.stdout
        assert pipe is not None
        with contextlib.suppress(EOFError, OSError, ValueError):
            while True:
                self._answers.put(Answer(self, receive(pipe)))
        self._answers.put(Answer(self, None))


class Supervisor:
    """A scheduler: workers on this machine. Use it in a `with` statement.

    Leaving the block, in whatever way, ends every worker. `program` is what Python runs as a
    worker.
    """

    def __init__(self, workers: int, limits: Limits, program: Sequence[str] = BUILDER) -> None:
        self._most = workers
        self._limits = limits
        self._program = program
        self._answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._again = Retries(limits.attempts)

    def __enter__(self) -> Supervisor:
        return self

    def __exit__(self, *_: object) -> None:
        workers = [*self._idle, *self._busy]
        for worker in workers:
            worker.end()
        for worker in workers:
            worker.bury()
        self._idle, self._busy = [], set()

    @property
    def pids(self) -> tuple[int, ...]:
        """The numbers of the processes at work."""
        return tuple(worker.pid for worker in (*self._idle, *self._busy))

    def kill(self) -> None:
        """End every worker, from another thread too; jobs in hand are answered as died."""
        for worker in (*self._idle, *self._busy):
            worker.end()

    def run(self, jobs: Iterable[Job]) -> Iterator[JobResult]:
        """The result of every job as they come; jobs are taken as workers are free."""
        waiting = iter(jobs)
        has_more = True
        while True:
            while has_more and len(self._busy) < self._most:
                job = next(waiting, None)
                has_more = job is not None
                if job is not None:
                    self._start(job, 1)
            self._start_again()
            if not self._busy and not self._again and not has_more:
                return
            result = self._next_result()
            if result is not None:
                yield result

    def _start(self, job: Job, attempt: int) -> None:
        worker = (
            self._idle.pop()
            if self._idle
            else Worker(self._limits, self._answers, self._program)
        )
        self._busy.add(worker)
        worker.hand(job, attempt)

    def _start_again(self) -> None:
        """Hand out jobs whose pause is over, while there is room."""
        while len(self._busy) < self._most and (trial := self._again.due()) is not None:
            self._start(trial.job, trial.attempt)

    def _next_result(self) -> JobResult | None:
        """What comes within a tick, once; None where nothing did, or a job is tried again."""
        try:
            answer = self._answers.get(timeout=TICK_S)
        except queue.Empty:
            answer = None
        self._watch()
        if answer is None or answer.worker not in self._busy:
            self._forget(answer)
            return None
        worker, result = answer.worker, answer.result
        self._busy.discard(worker)
        if result is None:
            result = self._epitaph(worker)
        else:
            result = replace(result, attempts=worker.attempt)
            self._rest(worker, result)
        trial = Trial(result.job, result.attempts)
        return None if self._again.take(trial, result) else result

    def _forget(self, answer: Answer | None) -> None:
        """A worker that ended while it had nothing to do."""
        if answer is not None and answer.worker in self._idle:
            self._idle.remove(answer.worker)
            answer.worker.bury()

    def _watch(self) -> None:
        """End workers whose job takes too long or too much."""
        now = time.monotonic()
        for worker in self._busy:
            if worker.ended_for is not None:
                continue
            if now - worker.since > self._limits.seconds:
                worker.end(Cause.TIME)
            elif worker.memory() > self._limits.memory:
                worker.end(Cause.MEMORY)

    def _rest(self, worker: Worker, result: JobResult) -> None:
        """Keep a worker for the next job, unless it has grown or run out of memory."""
        grown = worker.memory() > RESTING_SHARE * self._limits.memory
        if worker.ended_for is not None or grown or result.cause is Cause.MEMORY:
            worker.bury()
        else:
            self._idle.append(worker)

    def _epitaph(self, worker: Worker) -> JobResult:
        """The result of a job whose process ended without one."""
        status, words = worker.bury()
        job = worker.job
        assert job is not None, "a busy worker has a job"
        cause = worker.ended_for or _cause_of(words)
        message = {
            Cause.TIME: f"it took longer than {self._limits.seconds:g} seconds",
            Cause.MEMORY: f"it used more than {self._limits.memory / 2**20:.0f} MiB of memory",
        }.get(cause, f"its process {_end_in_words(status)}")
        hint = {
            Cause.TIME: "give it more `time` in the manifest's limits, or look at the issue",
            Cause.MEMORY: "give it more `memory` in the manifest's limits, or smaller pictures",
        }.get(cause, "the issue's log has its last words")
        rule = {Cause.TIME: "out-of-time", Cause.MEMORY: "out-of-memory"}.get(
            cause, "process-died"
        )
        return JobResult(
            job,
            Status.FAILED,
            cause,
            (error(rule, message, hint=hint),),
            seconds=time.monotonic() - worker.since,
            attempts=worker.attempt,
            log=words,
        )


def _cause_of(words: str) -> Cause:
    """Why a process ended by itself, as far as its last words tell."""
    return Cause.MEMORY if "MemoryError" in words or "bad_alloc" in words else Cause.DIED


def _end_in_words(status: int) -> str:
    if status >= 0:
        return f"ended by itself with {status}"
    try:
        name = signal.Signals(-status).name
    except ValueError:
        name = f"signal {-status}"
    return f"was ended by {name}"
