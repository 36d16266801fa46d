"""One issue for one profile: what a worker is told, and what it answers.

Both are plain values that can be pickled, so that any scheduler may carry them anywhere.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from layout.record import Record

if TYPE_CHECKING:
    from layout.diagnostics import Diagnostic


class Job(Record):
    """One issue to be built for one profile. Paths are absolute.

    `staging` is a folder on the disk of the output, where a file waits until it is whole.
    `base` is the folder that findings and the state tell paths from.
    """

    number: int
    publication: str
    issue_name: str
    issue: str
    profile: str
    output: str
    staging: str
    base: str
    standards: tuple[str, ...] = ()
    style: str | None = None
    root: str | None = None
    font_path: tuple[str, ...] = ()
    font_cache: str | None = None
    strict: bool = False
    fail_on: tuple[str, ...] = ()
    printer: str = ""

    @property
    def name(self) -> str:
        """What people call it: `tideshore/2031-07 screen`."""
        return f"{self.publication}/{self.issue_name} {self.profile}"


class Status(enum.StrEnum):
    """How a job ended."""

    BUILT = "built"
    CURRENT = "current"  # its file is there and nothing it was made from has changed
    FAILED = "failed"


class Cause(enum.StrEnum):
    """Why a job failed."""

    CONTENT = "content"
    STYLE = "style"
    FONTS = "fonts"
    PROFILE = "profile"
    PROJECT = "project"
    REFUSED = "refused"  # findings that --strict or --fail-on makes errors
    CONFORMANCE = "conformance"
    OUTPUT = "output"
    INTERNAL = "internal"  # a fault of ours
    MEMORY = "memory"
    TIME = "time"
    DIED = "died"  # the process ended without an answer


# Causes that may not come again: the machine's doing, not the manuscript's.
PASSING = frozenset({Cause.MEMORY, Cause.TIME, Cause.DIED})


class Input(Record):
    """A file that was read, and the checksum of what stood in it.

    `kind` is `file`, or `folder` for the names that lie in a folder; `path` is told from the
    job's base where it lies below it.
    """

    kind: str
    path: str
    sha256: str


class Used(Record):
    """What a file was made from besides the job's own words."""

    inputs: tuple[Input, ...] = ()
    faces: tuple[Input, ...] = ()
    places: tuple[str, ...] = ()
    roles: str = ""  # a checksum of which file each role of the font manifest is set in


class JobResult(Record):
    """How one job went. `sha256` and `size` (bytes) are of the file that was written.

    `log` holds what is worth keeping of a failure beside its findings: a traceback, the last
    words of a process. Seconds are wall and processor time of the attempt that counted.
    """

    job: Job
    status: Status
    cause: Cause | None = None
    findings: tuple[Diagnostic, ...] = ()
    pages: int = 0
    size: int = 0
    sha256: str = ""
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    attempts: int = 1
    why: str = ""
    log: str = ""
    used: Used = Used()
