"""Jobs that may do better next time, and when."""

from __future__ import annotations

import heapq
import time
from typing import TYPE_CHECKING

from layout.batch.job import PASSING, Cause, Job
from layout.record import Record

if TYPE_CHECKING:
    from layout.batch.job import JobResult

# Before a job is tried again: one second, then two, then four.
FIRST_PAUSE_S = 1.0


class Trial(Record):
    """A job that is tried for the `attempt`-th time.

    `losses` counts the workers that were lost with it: no fault of the job, as far as is known.
    """

    job: Job
    attempt: int = 1
    losses: int = 0


class Retries:
    """The trials that wait for their pause to end; `attempts` is how often a job is tried."""

    def __init__(self, attempts: int) -> None:
        self._attempts = attempts
        self._waiting: list[tuple[float, int, int, Trial]] = []  # when, number, count, trial
        self._count = 0

    def __len__(self) -> int:
        return len(self._waiting)

    def take(self, trial: Trial, result: JobResult) -> bool:
        """Whether a job may do better next time; then it waits for its pause to end."""
        if result.cause not in PASSING or trial.attempt >= self._attempts:
            return False
        if result.cause is Cause.MEMORY and trial.attempt > 1:
            return False
        again = Trial(trial.job, trial.attempt + 1, trial.losses)
        self.put(again, FIRST_PAUSE_S * 2 ** (trial.attempt - 1))
        return True

    def put(self, trial: Trial, pause: float) -> None:
        """Have a trial wait for so many seconds."""
        self._count += 1
        row = (time.monotonic() + pause, trial.job.number, self._count, trial)
        heapq.heappush(self._waiting, row)

    def due(self) -> Trial | None:
        """The first trial whose pause is over, if there is one; it waits no longer."""
        if self._waiting and self._waiting[0][0] <= time.monotonic():
            return heapq.heappop(self._waiting)[3]
        return None
