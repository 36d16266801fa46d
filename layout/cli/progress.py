"""A progress bar for long work: on a terminal only, gone when the work is done."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from layout.cli import Globals


@contextmanager
def progress_bar(settings: Globals, words: str, total: int) -> Iterator[Callable[[], None]]:
    """A bar of `total` steps under these words; the function it gives takes one step."""
    if settings.quiet or settings.as_json or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=total)
        yield lambda: bar.advance(task)
