"""A batch from its manifest to its last result: what is current stays, the rest is built."""

from __future__ import annotations

import contextlib
import os
import shutil
from typing import TYPE_CHECKING, Protocol

from layout.batch.fingerprint import told_from
from layout.batch.job import Cause, Job, JobResult, Status
from layout.batch.state import DAMAGED, FORCED, State, Verdict
from layout.diagnostics import error, warning
from layout.errors import OutputError
from layout.files import write_whole
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from layout.batch.manifest import Batch


class Scheduler(Protocol):
    """Whatever has jobs done: see `layout.batch.supervisor.Supervisor`."""

    def run(self, jobs: Iterable[Job]) -> Iterator[JobResult]:
        """The result of every job as they come; takes jobs only as it has room for them."""
        ...


class Orders(Record):
    """How a batch is run."""

    force: bool = False
    strict: bool = False
    fail_on: tuple[str, ...] = ()


def ordered_jobs(batch: Batch, orders: Orders) -> Iterator[Job]:
    """The jobs of a batch under these orders."""
    for job in batch.jobs():
        yield replace(job, strict=orders.strict, fail_on=orders.fail_on)


def plan(batch: Batch, orders: Orders) -> Iterator[tuple[Job, str]]:
    """Every job, and why it would be done; the reason is empty where its file is current."""
    state = State(batch.own)
    for job in ordered_jobs(batch, orders):
        yield job, FORCED if orders.force else state.verdict(job).why


def run_batch(
    batch: Batch,
    orders: Orders,
    scheduler: AbstractContextManager[Scheduler],
    tell: Callable[[JobResult], None],
) -> None:
    """Do every job of a batch; `tell` gets each result as it comes.

    The lock of the batch's folder must be held (`layout.batch.lock`).

    Raises:
        OutputError: the batch's own folder cannot be written.
    """
    make_room(batch.own)
    state = State(batch.own)
    reasons: dict[int, Verdict] = {}  # of the jobs at work: as many as there are workers

    def pending() -> Iterator[Job]:
        for job in ordered_jobs(batch, orders):
            verdict = Verdict(FORCED) if orders.force else state.verdict(job)
            if verdict.why:
                reasons[job.number] = verdict
                yield job
            else:
                tell(_current(job, verdict))

    try:
        with scheduler as at_work:
            for result in at_work.run(pending()):
                reason = reasons.pop(result.job.number)
                finished = _noted(state, _explained(result, reason))
                _write_log(batch.own, finished)
                tell(finished)
    finally:
        _clear(batch.own / "staging")


def make_room(own: Path) -> None:
    """Make the folders of a batch, without what one that was broken off has left there.

    Raises:
        OutputError: they cannot be made.
    """
    _clear(own / "staging")
    try:
        for name in ("staging", "state", "logs"):
            (own / name).mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        hint = "check the folder's permissions, or name another `output`"
        message = f"{own}: {fault.strerror or fault}"
        raise OutputError([error("cannot-write", message, hint=hint)]) from fault


def _clear(folder: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(folder)


def _current(job: Job, verdict: Verdict) -> JobResult:
    entry = verdict.entry
    assert entry is not None, "only what was noted can be current"
    return JobResult(
        job,
        Status.CURRENT,
        findings=entry.findings,
        pages=entry.pages,
        size=entry.size,
        sha256=entry.sha256,
        used=entry.used,
    )


def _explained(result: JobResult, verdict: Verdict) -> JobResult:
    findings = result.findings
    if verdict.is_damaged:
        message = f"{result.job.name}: {DAMAGED}; the issue is built again"
        findings = (*findings, warning("state-damaged", message))
    return replace(result, why=verdict.why, findings=findings)


def _noted(state: State, result: JobResult) -> JobResult:
    """The result, once the state knows of it; one it cannot note is a failure to write."""
    try:
        state.note(result)
    except OutputError as fault:
        findings = (*result.findings, *fault.diagnostics)
        return replace(result, status=Status.FAILED, cause=Cause.OUTPUT, findings=findings)
    return result


def log_path(own: Path, job: Job) -> Path:
    """Where the log of a job lies."""
    name = told_from(os.fspath(own.parent), job.output)
    return own / "logs" / f"{name}.log"


def _write_log(own: Path, result: JobResult) -> None:
    """The log of a job: how it went, in words. One that cannot be written is done without."""
    lines = [
        f"{result.job.name}: {result.status}{f' ({result.cause})' if result.cause else ''}",
        f"because {result.why}" if result.why else "",
        f"output {result.job.output}",
        f"{result.pages} pages, {result.size} bytes, {result.seconds:.2f} s, "
        f"attempt {result.attempts}",
        *(str(finding) for finding in result.findings),
        result.log,
    ]
    text = "\n".join(filter(None, lines)) + "\n"
    with contextlib.suppress(OutputError):
        content = text.encode("utf-8", "backslashreplace")
        # What a kill leaves of it there goes with the next run.
        write_whole(log_path(own, result.job), content, staging=own / "staging")
