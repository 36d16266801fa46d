"""Files that are either whole or not there at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from layout.diagnostics import error
from layout.errors import OutputError


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in place at once: written beside, flushed to disk, then renamed.

    A reader sees the old file or the new one, never a part. Missing parent folders are made.

    Raises:
        OutputError: the folder cannot be made or written, or the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).chmod(0o644)
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as fault:
        reason = fault.strerror or str(fault)
        hint = "check the folder's permissions and the free space, or choose another with -o"
        raise OutputError([error("cannot-write", f"{path}: {reason}", hint=hint)]) from fault
