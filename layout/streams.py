"""Standard output and error of this process, made safe before anything else happens.

A result that cannot be delivered is an error with an exit code. A message that cannot be is
lost: there is nobody to tell.
"""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ANY_TEXT = "banxin-any-text"


class Results(io.TextIOWrapper):
    """Standard output. What cannot be written is an OutputError; a reader may go early."""

    def write(self, text: str, /) -> int:
        """Write, or raise OutputError."""
        with _told():
            super().write(text)
        return len(text)

    def flush(self) -> None:
        """Flush, or raise OutputError."""
        with _told():
            super().flush()


class Words(io.TextIOWrapper):
    """Standard error. What cannot be written is lost without a word."""

    def write(self, text: str, /) -> int:
        """Write, if that can be."""
        with contextlib.suppress(OSError):
            super().write(text)
        return len(text)

    def flush(self) -> None:
        """Flush, if that can be."""
        with contextlib.suppress(OSError):
            super().flush()


def open_streams() -> None:
    """Give this process streams that any text can be written to, and none that are closed.

    A stream that the caller closed leads nowhere, and its number is taken, so that no other
    file gets it. Results are in the encoding of file names, in which a path stays a path;
    words are in the encoding of the terminal, what it lacks as escapes.
    """
    while (taken := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(taken, True)  # noqa: FBT003 (as os has it)
    os.close(taken)
    codecs.register_error(ANY_TEXT, _any_text)
    results = _beyond_ascii(sys.getfilesystemencoding())
    words = _beyond_ascii(getattr(sys.stderr, "encoding", None) or "utf-8")
    sys.stdout = Results(_bytes_of(sys.stdout, 1), results, ANY_TEXT)
    sys.stderr = Words(_bytes_of(sys.stderr, 2), words, "backslashreplace", line_buffering=True)


def _beyond_ascii(encoding: str) -> str:
    """An encoding, or UTF-8 for ASCII: a system that names that one has only not been asked."""
    return "utf-8" if codecs.lookup(encoding).name == "ascii" else encoding


def _bytes_of(stream: object, number: int) -> io.BufferedWriter:
    if isinstance(stream, io.TextIOWrapper):
        raw = stream.detach()
        if isinstance(raw, io.BufferedWriter):
            return raw
    return open(number, "wb", closefd=False)


def _any_text(fault: UnicodeError) -> tuple[str | bytes, int]:
    """An error handler: bytes of a file name as they were, any other character as an escape."""
    try:
        return codecs.lookup_error("surrogateescape")(fault)
    except UnicodeError:
        return codecs.lookup_error("backslashreplace")(fault)


@contextlib.contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        pass  # the reader has read enough
    except OSError as fault:
        from layout.diagnostics import error
        from layout.errors import OutputError

        hint = "what was to be written there is lost; files that were written stand"
        message = f"standard output: {fault.strerror or fault}"
        raise OutputError([error("cannot-write", message, hint=hint)]) from fault
