"""Values over a pipe: each with its length before it. Both ends are processes of ours."""

from __future__ import annotations

import pickle
import struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import IO

_LENGTH = struct.Struct(">Q")


def send(pipe: IO[bytes], value: object) -> None:
    """Write a value. Raises OSError where nobody reads any more."""
    content = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(content)) + content)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:  # Any: what the other end sent
    """The next value.

    Raises:
        EOFError: the other end is closed, in the middle of a value too.
    """
    head = _exactly(pipe, _LENGTH.size)
    return pickle.loads(_exactly(pipe, _LENGTH.unpack(head)[0]))


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    content = pipe.read(size)
    if len(content) < size:
        raise EOFError
    return content
