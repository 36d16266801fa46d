"""Which files a piece of work opens, told by the interpreter itself.

Whatever part of the program opens a file, it is seen: nothing has to keep a list. Checksums are
taken as a file is opened, before its reader sees it. An edit in between gives the checksum of
the older text, so that a file is set once more, and never one time too few.

Source: PEP 578 (events `open`, `os.listdir`, `os.scandir`).
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from layout.batch.fingerprint import sum_of_file, sum_of_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

# A printer's profile may name colour profiles that lie anywhere.
_WHEREVER = (".icc", ".icm")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


class Opened:
    """Files below some folders that were opened to be read, and folders that were listed.

    Colour profiles count wherever they lie.
    """

    def __init__(self, folders: tuple[str, ...]) -> None:
        self._folders = tuple(folder.rstrip(os.sep) + os.sep for folder in folders)
        self.files: dict[str, str] = {}
        self.listed: dict[str, str] = {}

    def see(self, event: str, path: str) -> None:
        """Take note of an event of the interpreter."""
        full = os.path.abspath(path)  # noqa: PTH100 (resolve() would follow links)
        within = (full + os.sep).startswith(self._folders)
        if not within and not full.lower().endswith(_WHEREVER):
            return
        if event == "open":
            if full not in self.files:
                self.files[full] = sum_of_file(full)
        elif full not in self.listed:
            self.listed[full] = sum_of_folder(full)


class _Watch:
    """The one hook of this process; a hook of the interpreter cannot be taken out again."""

    def __init__(self) -> None:
        self.current: Opened | None = None
        self._is_set = False

    def begin(self, opened: Opened) -> None:
        if not self._is_set:
            sys.addaudithook(self._hook)
            self._is_set = True
        self.current = opened

    def _hook(self, event: str, arguments: tuple[object, ...]) -> None:
        watched = self.current
        if watched is None or event not in {"open", "os.listdir", "os.scandir"}:
            return
        path = arguments[0]
        if isinstance(path, int) or path is None or _is_written(event, arguments):
            return
        self.current = None  # taking a checksum opens files too
        try:
            watched.see(event, os.fsdecode(path))  # type: ignore[arg-type]  # a path of some kind
        finally:
            self.current = watched


def _is_written(event: str, arguments: tuple[object, ...]) -> bool:
    flags = arguments[2] if event == "open" and len(arguments) > 2 else 0
    return isinstance(flags, int) and bool(flags & _WRITES)


_WATCH = _Watch()


@contextmanager
def watching(*folders: str) -> Iterator[Opened]:
    """Note what this process opens below some folders (absolute paths) until the block ends."""
    opened = Opened(folders)
    _WATCH.begin(opened)
    try:
        yield opened
    finally:
        _WATCH.current = None
