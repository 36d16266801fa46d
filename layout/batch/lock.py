"""One batch at a time in one output folder.

The system holds the lock for a process and takes it back when that process ends, however it
ends: nothing is left over that somebody would have to find out to be stale.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from layout.diagnostics import error
from layout.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_LOOK_AGAIN_S = 0.2


@contextmanager
def locked(
    own: Path, *, wait: bool = False, told: Callable[[str], None] = lambda _: None
) -> Iterator[None]:
    """Hold the lock of a batch's own folder, which is made, until the block ends.

    With `wait` another batch is waited for, and `told` is told once which.

    Raises:
        OutputError: another batch holds it, or the folder cannot be written.
    """
    path = own / "lock"
    try:
        own.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as fault:
        hint = "check the folder's permissions, or name another `output`"
        message = f"{own.parent}: {fault.strerror or fault}"
        raise OutputError([error("cannot-write", message, hint=hint)]) from fault
    try:
        _take(descriptor, path, told if wait else None)
        words = json.dumps({"process": os.getpid(), "since": int(time.time())})
        os.ftruncate(descriptor, 0)
        os.write(descriptor, words.encode("ascii"))
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, path: Path, told: Callable[[str], None] | None) -> None:
    holder = ""
    while not _taken(descriptor):
        holder = holder or _holder(path)
        if told is None:
            hint = "wait for it to end, or say --wait"
            message = f"{path.parent.parent}: another batch is at work here{holder}"
            raise OutputError([error("batch-running", message, hint=hint)])
        told(f"waiting for another batch{holder}")
        told = _silent
        time.sleep(_LOOK_AGAIN_S)


def _silent(_: str) -> None:
    """Say nothing: it has been said."""


def _holder(path: Path) -> str:
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        found = json.loads(path.read_bytes())
        return f" (process {int(found['process'])})"
    return ""


if sys.platform == "win32":
    import msvcrt

    def _taken(descriptor: int) -> bool:
        """Whether the lock is ours now."""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _taken(descriptor: int) -> bool:
        """Whether the lock is ours now."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
