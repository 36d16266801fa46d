"""A deposit's parts as a workspace that `banxin build` understands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.deposit.model import RECORD_FILE
from layout.diagnostics import error
from layout.errors import ConformanceError, OutputError, ProjectError
from layout.files import write_together

if TYPE_CHECKING:
    from pathlib import Path

    from layout.deposit.read import ReadDeposit


def unpack(deposit: ReadDeposit, folder: Path) -> Path:
    """Write every part and the record into a folder that is new or empty; gives the issue's.

    Raises:
        ConformanceError: something is wrong with a part; nothing was written.
        ProjectError: the folder holds something.
        OutputError: it cannot be written.
    """
    if deposit.findings:
        raise ConformanceError(deposit.findings)
    _see_empty(folder)
    files = {RECORD_FILE: deposit.record_text, **deposit.files}
    write_together(
        {folder / path: content for path, content in files.items()},
        otherwise="choose another folder with -o",
    )
    return folder / deposit.record.settings.issue


def _see_empty(folder: Path) -> None:
    hint = "name a folder that is new or empty with -o"
    try:
        if folder.is_symlink() or folder.exists():
            taken = not folder.is_dir() or next(folder.iterdir(), None) is not None
            if taken:
                message = f"{folder} is not an empty folder"
                raise ProjectError([error("not-empty", message, hint=hint)])
    except OSError as fault:
        message = f"{folder}: {fault.strerror}"
        raise OutputError([error("cannot-write", message, hint=hint)]) from fault
