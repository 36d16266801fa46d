"""`banxin batch`: many issues, unattended."""

from __future__ import annotations

import os
import signal
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from layout.cli.options import NamedPath, rules_named
from layout.cli.report import PARTIAL, print_json, show_findings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path
    from types import FrameType

    from layout.batch.journal import Journal
    from layout.batch.manifest import Batch
    from layout.batch.reports import Summary
    from layout.batch.run import Orders, Scheduler
    from layout.cli import Globals
    from layout.diagnostics import Diagnostic

# What a shell has for a process that a signal ended: 128 and its number.
BY_SIGNAL = 128


class _StoppedError(BaseException):
    """The user or the system wants this process to end; no handler of errors may take it."""

    def __init__(self, number: int) -> None:
        self.code = BY_SIGNAL + number
        super().__init__(number)


@click.command("batch")
@click.argument("manifest", type=NamedPath())
@click.option("-j", "--jobs", type=click.IntRange(1, 256), help="Issues at one time.")
@click.option("--scheduler", help="processes, local, or a Dask scheduler: tcp://host:8786.")
@click.option("--resume", is_flag=True, help="Build only what changed (so it does anyway).")
@click.option("--force", is_flag=True, help="Build everything.")
@click.option("--dry-run", is_flag=True, help="Show what would be built, and why.")
@click.option("--wait", is_flag=True, help="Wait for another batch in the same folder.")
@click.option("--report", type=NamedPath(), metavar="FILE.json", help="Every result as JSON.")
@click.option("--junit", type=NamedPath(), metavar="FILE.xml", help="Results for CI systems.")
@click.option("--html", type=NamedPath(), metavar="FILE", help="One page with all issues.")
@click.option("--strict", is_flag=True, help="Warnings are errors; files are read back.")
@click.option(
    "--fail-on",
    default="",
    callback=rules_named,
    help="Rules that are errors: overset,missing-glyph …",
)
@click.pass_obj
def command(settings: Globals, /, manifest: Path, **options: Any) -> int:  # Any: click's values
    """Build every issue that MANIFEST names, for every profile it asks for."""
    from layout.batch.manifest import read_batch
    from layout.batch.run import Orders

    if options["force"] and options["resume"]:
        raise click.UsageError("give --resume or --force, not both")
    batch = _scheduled(read_batch(manifest, root=settings.root), options["scheduler"])
    orders = Orders(options["force"], options["strict"], tuple(sorted(options["fail_on"])))
    if not settings.as_json:
        show_findings(batch.findings, quiet=settings.quiet)
    if options["dry_run"]:
        return _show_plan(settings, batch, orders)
    _check_reports(batch, manifest, options)
    return _Run(settings, batch, orders, options).code()


def _scheduled(batch: Batch, scheduler: str | None) -> Batch:
    """The batch with the scheduler that the command line asks for, if it does."""
    from layout.batch.asked import is_scheduler, schedulers_in_words
    from layout.record import replace

    if scheduler is None:
        return batch
    if not is_scheduler(scheduler):
        raise click.UsageError(f"no scheduler `{scheduler}`: there are {schedulers_in_words()}")
    return replace(batch, scheduler=replace(batch.scheduler, address=scheduler))


def _check_reports(
    batch: Batch, manifest: Path, options: dict[str, Any]
) -> None:  # Any: as above
    """Refuse reports that would take the place of the manifest, of each other, of an output."""
    reports = [options[name] for name in ("report", "junit", "html") if options[name]]
    real = [os.path.realpath(path) for path in reports]
    if len(set(real)) < len(real):
        raise click.UsageError("two reports are one file: name another for one")
    if os.path.realpath(manifest) in real:
        raise click.UsageError(f"{manifest} is the manifest: name another report")
    taken = next((job for job in batch.jobs() if os.path.realpath(job.output) in real), None)
    if taken is not None:
        raise click.UsageError(f"{taken.output} is an output: name another report")


def _show_plan(settings: Globals, batch: Batch, orders: Orders) -> int:
    from layout.batch.run import plan

    rows = ((job, why) for job, why in plan(batch, orders))
    if settings.as_json:
        listed = [
            {"issue": job.name, "output": job.output, "build": bool(why), "why": why}
            for job, why in rows
        ]
        print_json({"ok": True, "jobs": listed})
        return 0
    count = 0
    for job, why in rows:
        count += bool(why)
        click.echo(f"{'build' if why else 'keep'}  {job.name}{f': {why}' if why else ''}")
    if not settings.quiet:
        click.echo(f"{count} of {len(batch)} would be built", err=True)
    return 0


class _Run:
    """One run of a batch, from its lock to its reports."""

    def __init__(
        self,
        settings: Globals,
        batch: Batch,
        orders: Orders,
        options: dict[str, Any],  # Any: click's values
    ) -> None:
        self._settings = settings
        self._batch = batch
        self._orders = orders
        self._options = options
        self._findings: list[Diagnostic] = []  # about workers

    def code(self) -> int:
        """Run it; gives the exit code."""
        from layout.batch.journal import Journal
        from layout.batch.lock import locked
        from layout.errors import SchedulerError

        batch = self._batch
        stopped = 0
        started = time.monotonic()
        with _signals_stop(), Journal(len(batch), batch.output) as journal:
            try:
                with locked(batch.own, wait=self._options["wait"], told=self._say):
                    self._build(journal)
            except _StoppedError as order:
                stopped = order.code
            except SchedulerError as fault:
                # What was built before the cluster was lost is told in the files of reports.
                self._write_reports(journal, self._summary(journal, started, stopped=True))
                said = self._findings if self._settings.as_json else ()
                raise SchedulerError([*said, *fault.diagnostics]) from fault
            summary = self._summary(journal, started, stopped=bool(stopped))
            self._write_reports(journal, summary)
            self._tell(journal, summary)
            return stopped or (PARTIAL if _has_failures(journal) else 0)

    def _build(self, journal: Journal) -> None:
        from layout.batch.run import run_batch
        from layout.cli.batch_progress import progress_of

        batch = self._batch
        workers = self._workers()
        with progress_of(self._settings, len(batch), workers) as tell:

            def told(result: Any) -> None:  # Any: a JobResult, imported late
                journal.add(result)
                tell(result)

            run_batch(batch, self._orders, self._scheduler(workers), told)

    def _workers(self) -> int | None:
        """Issues at one time; None for as many as a cluster has workers."""
        from layout.batch.asked import LOCAL

        batch = self._batch
        asked = self._options["jobs"] or batch.workers
        if batch.scheduler.is_cluster and batch.scheduler.address != LOCAL and not asked:
            return None
        return min(asked or _cores(), len(batch))

    def _scheduler(self, workers: int | None) -> AbstractContextManager[Scheduler]:
        batch = self._batch
        if batch.scheduler.is_cluster:
            from layout.batch.cluster import Cluster

            return Cluster(batch, workers, self._note)
        from layout.batch.supervisor import Supervisor

        return Supervisor(workers or 1, batch.limits)

    def _note(self, found: Diagnostic) -> None:
        """A finding about a worker of the cluster."""
        self._findings.append(found)
        if not self._settings.as_json:
            show_findings([found], quiet=self._settings.quiet)

    def _say(self, words: str) -> None:
        if not self._settings.quiet:
            click.echo(words, err=True)

    def _summary(self, journal: Journal, started: float, *, stopped: bool) -> Summary:
        from layout.batch.reports import summary_of
        from layout.record import replace

        seconds = time.monotonic() - started
        found = summary_of(journal, len(self._batch), seconds, interrupted=stopped)
        return replace(found, findings=tuple(self._findings))

    def _write_reports(self, journal: Journal, summary: Summary) -> None:
        from layout.batch.reports import json_lines, junit_lines
        from layout.files import write_pieces

        otherwise = "another report"
        if self._options["report"]:
            write_pieces(
                self._options["report"], json_lines(journal, summary), otherwise=otherwise
            )
        if self._options["junit"]:
            write_pieces(
                self._options["junit"], junit_lines(journal, summary), otherwise=otherwise
            )
        if self._options["html"] and not summary.interrupted:
            from layout.batch.overview import html_lines

            pieces = html_lines(journal, summary, self._batch.output)
            write_pieces(self._options["html"], pieces, otherwise=otherwise)

    def _tell(self, journal: Journal, summary: Summary) -> None:
        """The last words: the whole report as JSON, or the figures and the output folder."""
        from layout.batch.reports import json_lines

        if self._settings.as_json:
            for piece in json_lines(journal, summary):
                click.echo(piece, nl=False)
            return
        if not self._settings.quiet:
            click.echo(_in_words(summary), err=True)
        if not summary.interrupted:
            click.echo(os.fspath(self._batch.output))


def _has_failures(journal: Journal) -> bool:
    from layout.batch.job import Status

    return bool(journal.counts[Status.FAILED])


def _in_words(summary: Summary) -> str:
    left = summary.as_json()["left"]
    rate = summary.pages / summary.seconds if summary.seconds else 0.0
    words = (
        f"{summary.built} built, {summary.current} current, {summary.failed} failed"
        f"{f', {left} left' if left else ''}; {summary.pages} pages in {summary.seconds:.1f} s"
    )
    return f"{words}, {rate:.1f} pages per second" if summary.pages else words


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _signals_stop() -> Iterator[None]:
    """A signal to end raises `_StoppedError` within the block; later ones are ignored."""
    numbers = [signal.SIGINT, signal.SIGTERM]
    if hasattr(signal, "SIGHUP"):
        numbers.append(signal.SIGHUP)

    def stop(number: int, _: FrameType | None) -> None:
        for one in numbers:
            signal.signal(one, signal.SIG_IGN)
        raise _StoppedError(number)

    before: dict[signal.Signals, Callable[..., Any] | int | None] = {  # Any: as signal has it
        number: signal.signal(number, stop) for number in numbers
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
