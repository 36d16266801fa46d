"""How a batch is getting on: a live line on a terminal, one line for each issue elsewhere."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from layout.batch.job import JobResult, Status
from layout.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Group

    from layout.cli import Globals

_LATEST = 8  # how many failures stay on the table


@contextmanager
def progress_of(
    settings: Globals, jobs: int, workers: int | None
) -> Iterator[Callable[[JobResult], None]]:
    """What is told of each result as it comes."""
    if settings.as_json:
        yield lambda _: None
    elif settings.quiet or not sys.stderr.isatty():
        yield lambda result: _line(result, quiet=settings.quiet)
    else:
        from rich.console import Console
        from rich.live import Live

        figures = Figures(jobs, workers)
        console = Console(stderr=True)
        with Live(console=console, refresh_per_second=4, get_renderable=figures.table):
            yield figures.add


def line_of(result: JobResult) -> str:
    """A result in one line."""
    if result.status is Status.FAILED:
        return f"failed   {result.job.name} ({result.cause}): {reason_of(result)}"
    told = f"{result.pages} pages"
    if result.status is Status.BUILT:
        told += f", {result.seconds:.1f} s"
    return f"{result.status.value:8} {result.job.name}: {told}"


def reason_of(result: JobResult) -> str:
    """The first finding that is an error, without its hint."""
    errors = [one for one in result.findings if one.severity is Severity.ERROR]
    return str(errors[0]).partition("\n")[0] if errors else str(result.cause)


def _line(result: JobResult, *, quiet: bool) -> None:
    if not quiet or result.status is Status.FAILED:
        click.echo(line_of(result), err=True)


class Figures:
    """What the live table shows; of the issues only the latest failures are kept."""

    def __init__(self, jobs: int, workers: int | None) -> None:
        self._jobs = jobs
        self._workers = workers
        self._started = time.monotonic()
        self._counts = dict.fromkeys(Status, 0)
        self._pages = 0
        self._failures: list[str] = []

    def add(self, result: JobResult) -> None:
        """Take a result into account."""
        self._counts[result.status] += 1
        if result.status is Status.BUILT:
            self._pages += result.pages
        if result.status is Status.FAILED:
            told = f"{result.job.name}: {reason_of(result)}"
            self._failures = [*self._failures, told][-_LATEST:]

    def table(self) -> Group:
        """The table as it stands now, and the latest failures, each on a line of its own."""
        from rich.console import Group
        from rich.table import Table
        from rich.text import Text

        seconds = time.monotonic() - self._started
        done = sum(self._counts.values())
        at_a_time = f", {self._workers} at a time" if self._workers else " on a cluster"
        table = Table(title=f"banxin batch{at_a_time}", title_justify="left")
        for head in ("issues", "built", "current", "failed", "pages/s", "time left"):
            table.add_column(head, justify="right")
        failed = self._counts[Status.FAILED]
        table.add_row(
            f"{done}/{self._jobs}",
            str(self._counts[Status.BUILT]),
            str(self._counts[Status.CURRENT]),
            Text(str(failed), style="red" if failed else ""),
            f"{self._pages / seconds:.1f}" if seconds > 0 else "",
            self._time_left(seconds, done),
        )
        lines = [
            Text(told, style="red", no_wrap=True, overflow="ellipsis")
            for told in self._failures
        ]
        return Group(table, *lines)

    def _time_left(self, seconds: float, done: int) -> str:
        """Reckoned from the issues that took time; those that are current take none."""
        worked = done - self._counts[Status.CURRENT]
        if not worked:
            return "" if done < self._jobs else "0:00"
        left = round(seconds / worked * (self._jobs - done))
        minutes, rest = divmod(left, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
