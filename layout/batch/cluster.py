"""Jobs on the workers of a Dask cluster, on this machine or on many.

Each worker has one job at a time, and the worker of each job is known: one that is lost takes
one job with it, which another worker gets. Only workers that would set the same bytes get jobs.
Files are written here, from the bytes that come back, so that what a lost worker still does
never reaches an output.
"""

from __future__ import annotations

import itertools
import os
import queue
import time
from typing import TYPE_CHECKING, cast

from layout.batch import remote
from layout.batch.asked import SHIP
from layout.batch.census import question_of, take_census
from layout.batch.dask_client import Called, DaskClient
from layout.batch.fingerprint import sum_of
from layout.batch.job import Cause, Job, JobResult, Status
from layout.batch.mishaps import given_up, not_packed, reasons_against
from layout.batch.parcels import Packer, Parcel, Roles, packed
from layout.batch.remote import Done, Entry, Order, pickled
from layout.batch.retrying import Retries, Trial
from layout.batch.supervisor import BUILDER, TICK_S
from layout.batch.work import fault_of_ours, put_in_place
from layout.diagnostics import Diagnostic, error, warning
from layout.errors import LayoutError, OutputError, SchedulerError
from layout.project import house_folder
from layout.record import Mutable, Record, field, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from layout.batch.dask_client import Answer, Pending, Seat
    from layout.batch.manifest import Batch

# How often the scheduler is asked which workers there are.
LOOK_S = 1.0
# How long a worker may take to say what it has: its faces are read whole.
ENTRY_S = 180.0
# A worker that is silent for so long beyond an issue's time hangs.
GRACE_S = 30.0
# Where all workers are refused, others may be on their way for so long.
OTHERS_S = 5.0
# Files of one worker that wait to be fetched while it does the next job.
_MOST_WAITING = 1
# A worker that so often could not be reached, though it is said to be there, gets nothing more.
_MOST_MISSES = 3


class _Bench(Mutable):
    """A worker of the cluster: whether it may have jobs, and what it has in hand."""

    seat: Seat
    token: str
    since: float  # when it was given what it has in hand
    is_let_in: bool = False
    is_refused: bool = False
    running: str = ""  # the call it has not ended yet
    keys: set[str] = field(default_factory=set)
    tree: dict[str, str] = field(default_factory=dict)  # what lies in its tree

    @property
    def is_free(self) -> bool:
        """Whether it may have a job now."""
        is_ready = self.is_let_in and not self.is_refused and self.seat.is_running
        return is_ready and not self.running and len(self.keys) <= _MOST_WAITING

    @property
    def words(self) -> str:
        """What people call it."""
        seat = self.seat
        return seat.address if seat.name == seat.address else f"{seat.name} ({seat.address})"


class _Call(Record):
    """A call that is not answered yet; one without a trial asks a worker in."""

    address: str
    future: Pending
    trial: Trial | None = None


class Cluster:
    """A scheduler: the workers of a Dask cluster. Use it in a `with` statement.

    It connects once there is a job to be done. Leaving the block, in whatever way, stops what
    is being done for it; workers started on this machine end. `most` is how many jobs are done
    at one time, and how many workers are started here. `tell` gets findings about workers.

    Raises (by `run`):
        SchedulerError: Dask is not installed; nobody answers; no worker can do the work.
    """

    def __init__(
        self,
        batch: Batch,
        most: int | None,
        tell: Callable[[Diagnostic], None],
        program: Sequence[str] = BUILDER,
    ) -> None:
        self._batch = batch
        self._asked = batch.scheduler
        self._most = most
        self._tell = tell
        self._program = tuple(program)
        self._client: DaskClient | None = None
        self._packer = Packer(tuple(map(os.fspath, batch.font_path)))
        self._roles = Roles()
        self._answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        self._calls: dict[str, _Call] = {}
        self._benches: dict[str, _Bench] = {}
        self._retries = Retries(batch.limits.attempts)
        self._ready: list[JobResult] = []
        self._waiting: Iterator[Job] | None = None
        self._misses: dict[str, int] = {}
        self._is_picky = False  # whether a worker was refused
        self._looked = -LOOK_S
        self._manned = time.monotonic()  # when there last was a worker for us
        self._was_manned = False
        self._name = os.urandom(6).hex()
        self._count = 0

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        client, self._client = self._client, None
        if client is None:
            return
        for call in self._calls.values():
            client.drop(call.future)
        benches = self._benches.items()
        client.run_at_once({at: Called(remote.leave, bench.token) for at, bench in benches})
        client.close()

    def run(self, jobs: Iterable[Job]) -> Iterator[JobResult]:
        """The result of every job as they come; jobs are taken as workers are free."""
        waiting = iter(jobs)
        first = next(waiting, None)
        if first is None:
            return
        self._open()
        self._waiting = itertools.chain((first,), waiting)
        while self._has_work():
            self._look()
            self._hand_out()
            try:
                answer = self._answers.get(timeout=TICK_S)
            except queue.Empty:
                answer = None
            result = self._taken(answer) if answer is not None else None
            ready, self._ready = self._ready, []
            yield from ready
            if result is not None:
                yield result

    def _has_work(self) -> bool:
        at_work = any(call.trial is not None for call in self._calls.values())
        return at_work or bool(self._retries) or self._waiting is not None or bool(self._ready)

    def _open(self) -> None:
        """Connect, and see what this machine has that all workers must have."""
        asked = self._asked
        self._client = DaskClient(asked, self._most or 1, self._batch.limits)
        self._question = question_of(self._batch)
        self._own = take_census(self._question)
        self._manned = time.monotonic()

    # Workers.

    def _look(self) -> None:
        """See now and then which workers there are, and who of them is silent for too long."""
        now = time.monotonic()
        if now - self._looked < LOOK_S:
            return
        self._looked = now
        assert self._client is not None
        seats = self._client.seats()
        for address, bench in list(self._benches.items()):
            if address not in seats:
                self._forget(bench)
            else:
                bench.seat = seats[address]
        for address, seat in seats.items():
            if address not in self._benches:
                self._ask(seat)
        for bench in self._benches.values():
            if bench.running and now - bench.since > self._patience_with(bench):
                self._refuse(bench, ("it does not answer",))
                self._clear(bench)
        self._check_manned(now)

    def _patience_with(self, bench: _Bench) -> float:
        return self._batch.limits.seconds + GRACE_S if bench.is_let_in else ENTRY_S

    def _check_manned(self, now: float) -> None:
        """See that there are workers for this batch, or may be soon. Raises SchedulerError."""
        if any(not bench.is_refused for bench in self._benches.values()):
            self._manned = now
            return
        all_refused = bool(self._benches) and not self._was_manned
        patience = min(OTHERS_S, self._asked.wait) if all_refused else self._asked.wait
        if now - self._manned > patience:
            message = "the cluster has no worker for this batch"
            hint = "start workers with `dask worker`, or give them more time with `wait`"
            if self._is_picky:
                hint = "make the workers alike: see what is said of each"
            raise SchedulerError([error("no-workers", message, hint=hint)])

    def _ask(self, seat: Seat) -> None:
        """Ask a worker in."""
        self._count += 1
        token = f"{self._name}-{self._count}"
        bench = _Bench(seat, token, time.monotonic())
        self._benches[seat.address] = bench
        parcel: Parcel | None = None
        if self._asked.files == SHIP:
            parcel = packed(self._packer.faces(), {})
            bench.tree = dict(parcel.listed)
        house = os.fspath(house_folder())
        limits, scratch = self._batch.limits, seat.scratch
        entry = Entry(
            token, self._question, limits, self._program, scratch, house=house, parcel=parcel
        )
        self._send(bench, Called(remote.enter, self._own.versions, pickled(entry)))

    def _refuse(self, bench: _Bench, reasons: Iterable[str]) -> None:
        """Give a worker no more jobs, and say why."""
        bench.is_refused = True
        message = f"worker {bench.words} gets no issues: {'; '.join(reasons)}"
        hint = "install the same versions and faces there, and start it again"
        self._is_picky = True
        self._tell(warning("worker-refused", message, hint=hint))

    def _forget(self, bench: _Bench) -> None:
        """A worker is gone."""
        del self._benches[bench.seat.address]
        self._clear(bench)

    def _missed(self, bench: _Bench) -> None:
        """A worker could not be sent anything: it is gone, or gone for us."""
        address = bench.seat.address
        self._misses[address] = self._misses.get(address, 0) + 1
        if self._misses[address] < _MOST_MISSES:
            self._forget(bench)  # where it is still there, it is asked in anew
            return
        bench.running = ""
        self._refuse(bench, ("it does not answer",))

    def _clear(self, bench: _Bench) -> None:
        """Take everything back that a worker has in hand."""
        for key in sorted(bench.keys):
            call = self._calls.pop(key)
            assert self._client is not None
            self._client.drop(call.future)
            if call.trial is not None:
                self._lose(call.trial, bench.words)
        bench.keys, bench.running = set(), ""

    # Jobs.

    def _hand_out(self) -> None:
        """Give jobs to the workers that are free, as long as there are any."""
        for bench in list(self._benches.values()):
            if not bench.is_free:
                continue
            running = sum(1 for one in self._benches.values() if one.is_let_in and one.running)
            if self._most is not None and running >= self._most:
                return
            trial = self._next_trial()
            if trial is None:
                return
            self._give(bench, trial)

    def _next_trial(self) -> Trial | None:
        trial = self._retries.due()
        if trial is not None or self._waiting is None:
            return trial
        job = next(self._waiting, None)
        if job is None:
            self._waiting = None
            return None
        return Trial(job)

    def _give(self, bench: _Bench, trial: Trial) -> None:
        job, parcel = trial.job, None
        if self._asked.files == SHIP:
            try:
                parcel = packed(self._packer.listed(job), bench.tree)
            except (LayoutError, OSError) as fault:
                self._ready.append(not_packed(trial, fault))
                return
            bench.tree = dict(parcel.listed)
        order = Order(bench.token, job, parcel)
        self._send(bench, Called(remote.work, order), trial)

    def _send(self, bench: _Bench, called: Called, trial: Trial | None = None) -> None:
        """Call a function on a worker."""
        assert self._client is not None
        self._count += 1
        key = f"banxin-{self._name}-{self._count}"
        bench.running, bench.since = key, time.monotonic()
        try:
            future = self._client.call(bench.seat.address, key, called, self._answers)
        except OSError:
            self._missed(bench)
            if trial is not None:
                self._retries.put(trial, 0.0)
            return
        bench.keys.add(key)
        self._calls[key] = _Call(bench.seat.address, future, trial)

    # Answers.

    def _taken(self, answer: Answer) -> JobResult | None:
        """The result that an answer brings; None where it brings none, or none that counts."""
        call = self._calls.get(answer.key)
        if call is None:
            return None  # its worker was given up
        bench = self._benches[call.address]
        if bench.running == answer.key:
            bench.running = ""
        if not answer.is_fetched:
            return None
        del self._calls[answer.key]
        bench.keys.discard(answer.key)
        if call.trial is None:
            self._entered(bench, answer)
            return None
        return self._result(call.trial, bench, answer)

    def _entered(self, bench: _Bench, answer: Answer) -> None:
        """A worker has said what it has."""
        if answer.is_lost:
            self._forget(bench)
            return
        reasons = reasons_against(self._own, answer)
        if reasons:
            self._refuse(bench, reasons)
            return
        bench.is_let_in = self._was_manned = True

    def _result(self, trial: Trial, bench: _Bench, answer: Answer) -> JobResult | None:
        """The result of a trial that counts, its file in place."""
        if answer.is_lost:
            self._lose(trial, bench.words)
            self._forget(bench)
            return None
        if answer.fault is not None:
            tries = trial.attempt + trial.losses
            return replace(fault_of_ours(trial.job, answer.fault), attempts=tries)
        done = cast("Done", answer.value)  # what remote.work gives
        if not done.holds_tree:
            bench.tree = {}
        if done.result is None:  # another process by now, which has to be asked in
            self._forget(bench)
        if done.result is None or (done.pdf and sum_of(done.pdf) != done.result.sha256):
            self._lose(trial, bench.words)
            return None
        if self._retries.take(trial, done.result):
            return None
        return self._in_place(trial, done.result, done.pdf)

    def _in_place(self, trial: Trial, result: JobResult, pdf: bytes) -> JobResult:
        job = trial.job
        result = replace(result, job=job, attempts=trial.attempt + trial.losses)
        if result.status is not Status.BUILT:
            return result
        try:
            # Roles are told with the places of faces here: that they agree was made sure of.
            used = replace(result.used, roles=self._roles.told(job))
            put_in_place(job, pdf)
        except LayoutError as fault:
            cause = Cause.OUTPUT if isinstance(fault, OutputError) else Cause.PROJECT
            return JobResult(
                job, Status.FAILED, cause, fault.diagnostics, attempts=result.attempts
            )
        return replace(result, used=used)

    def _lose(self, trial: Trial, words: str) -> None:
        """A worker was lost with a job in hand: another one gets it, if that may help."""
        losses = trial.losses + 1
        goes_on = losses <= self._asked.allowed_failures
        after = "another one gets it" if goes_on else "it is given up"
        message = f"worker {words} was lost with {trial.job.name}: {after}"
        self._tell(warning("worker-lost", message))
        if goes_on:
            self._retries.put(replace(trial, losses=losses), 0.0)
        else:
            self._ready.append(given_up(trial, losses))
