"""The console script, and `python -m layout`.

A build's reader is on its way before anything else is imported.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layout.pipeline import Reader

INTERRUPTED = 130


def run() -> None:
    """Run the command line of this process and leave with its exit code."""
    try:
        _run()
    except KeyboardInterrupt:
        # Whatever is loaded by now, or half loaded: the shell's code for an interrupt.
        try:
            _tell_of_interrupt()
        finally:
            os._exit(INTERRUPTED)


def _run() -> None:
    # One short run makes objects and drops the process: collecting cycles only costs time.
    gc.disable()
    from layout.streams import open_streams

    open_streams()
    reader = _reader_for(sys.argv[1:])
    from layout.cli import run as run_cli

    run_cli(reader)


def _tell_of_interrupt() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # one is enough
    from layout.cli.report import show_interrupt

    show_interrupt(as_json="--json" in sys.argv[1:])
    sys.stdout.flush()


def _reader_for(words: list[str]) -> Reader | None:
    """A reader for a command line that seems to be a build; one that is not asked just ends."""
    if "build" not in words:
        return None
    from layout.pipeline import reader_ahead

    return reader_ahead()


if __name__ == "__main__":
    run()
