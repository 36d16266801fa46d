"""Files that are either whole or not there at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from layout.diagnostics import error
from layout.errors import OutputError
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from layout.diagnostics import Diagnostic

ANOTHER_OUTPUT = "choose another with -o"


class SourceFile(Record):
    """A file as it was read: its name, relative and with `/`, and its bytes."""

    name: str
    content: bytes


def write_whole(
    path: Path,
    content: bytes,
    *,
    otherwise: str = ANOTHER_OUTPUT,
    staging: Path | None = None,
) -> None:
    """Put a file in place at once; see `write_together`."""
    write_together({path: content}, otherwise=otherwise, staging=staging)


def write_together(
    files: Mapping[Path, bytes],
    *,
    otherwise: str = ANOTHER_OUTPUT,
    staging: Path | None = None,
) -> None:
    """Put files in place at once: all written beside and flushed to disk, then all renamed.

    A reader sees the old file or the new one, never a part; while one of them cannot be written
    none is replaced. Missing parent folders are made. A link stays and its target is replaced;
    a file keeps its mode, a new one gets what the umask allows; what is no file (a pipe, a
    device) is written into. `otherwise` ends the hint: what the user may do instead. Files that
    wait do so in the folder `staging`, if there is one and it is on the same disk.

    Raises:
        OutputError: a folder cannot be made or written, or the disk is full.
    """
    beside: dict[Path, Path] = {}  # the file beside, and the one whose place it takes
    path = next(iter(files))
    try:
        for path in files:
            if _is_file_to_be(path):
                target = _target(path)
                waiting = _waiting_room(target, staging) / f".banxin-{os.urandom(6).hex()}"
                beside[waiting] = target
                _write(waiting, files[path], _mode(target))
        for path in files:
            if not _is_file_to_be(path):
                path.write_bytes(files[path])
        for waiting, target in beside.items():
            path = target
            waiting.replace(target)
    except OSError as fault:
        raise OutputError([_cannot_write(path, fault, otherwise)]) from fault
    finally:
        for waiting in beside:
            waiting.unlink(missing_ok=True)


def write_pieces(path: Path, pieces: Iterable[str], *, otherwise: str = ANOTHER_OUTPUT) -> None:
    """Put a text file in place at once, in UTF-8, from pieces that are not kept in memory.

    Raises:
        OutputError: as `write_together`.
    """
    try:
        if not _is_file_to_be(path):
            with path.open("w", encoding="utf-8") as file:
                file.writelines(pieces)
            return
        target = _target(path)
        waiting = target.with_name(f".banxin-{os.urandom(6).hex()}")
        try:
            with waiting.open("x", encoding="utf-8", newline="\n") as file:
                file.writelines(pieces)
                file.flush()
                os.fsync(file.fileno())
            waiting.replace(target)
        finally:
            waiting.unlink(missing_ok=True)
    except OSError as fault:
        raise OutputError([_cannot_write(path, fault, otherwise)]) from fault


def _waiting_room(target: Path, staging: Path | None) -> Path:
    """Where a file is written until it can be renamed: a name does not move between disks."""
    folder = target.parent
    if staging is None:
        return folder
    staging.mkdir(parents=True, exist_ok=True)
    return staging if staging.stat().st_dev == folder.stat().st_dev else folder


def _is_file_to_be(path: Path) -> bool:
    """Whether a path is a file or nothing yet. Raises OSError for a folder."""
    mode = _mode(path)
    if mode is not None and stat.S_ISDIR(mode):
        raise IsADirectoryError(None, "it is a folder")
    return mode is None or stat.S_ISREG(mode)


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None


def _target(path: Path) -> Path:
    """The file a path leads to through links, in a folder that is there."""
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def _write(path: Path, content: bytes, mode: int | None) -> None:
    """Write a new file to the disk, with the mode of the one it will replace."""
    with path.open("xb") as file:
        if mode is not None:
            path.chmod(stat.S_IMODE(mode))
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _cannot_write(path: Path, fault: OSError, otherwise: str) -> Diagnostic:
    reason = fault.strerror or str(fault)
    in_the_way = next((folder for folder in path.parents if _is_no_folder(folder)), None)
    if in_the_way is not None:
        reason = f"{in_the_way} is a file, not a folder"
    hint = f"check the folder's permissions and the free space, or {otherwise}"
    return error("cannot-write", f"{path}: {reason}", hint=hint)


def _is_no_folder(path: Path) -> bool:
    try:
        return not stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        return False
