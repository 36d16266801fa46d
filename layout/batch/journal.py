"""The results of a run, put away as they come, given in the manifest's order when asked for.

Where each line begins is kept, eight bytes for each job; the lines go to the disk for passing
files once there is a megabyte of them, so that a full output disk does not stop a run.
"""

from __future__ import annotations

import json
import os
import tempfile
from array import array
from typing import TYPE_CHECKING, Any

from layout.batch.fingerprint import told_from
from layout.batch.job import Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from layout.batch.job import JobResult

_ABSENT = -1
_IN_MEMORY = 1 << 20  # bytes


class Journal:
    """A file of one JSON object a line; use it in a `with` statement."""

    def __init__(self, jobs: int, output: Path) -> None:
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (see __exit__)
        self._places = array("q", [_ABSENT]) * jobs
        self._output = os.fspath(output)
        self.counts = dict.fromkeys(Status, 0)
        self.pages = 0
        self.cpu_seconds = 0.0

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __len__(self) -> int:
        return sum(self.counts.values())

    def add(self, result: JobResult) -> None:
        """Write a result down."""
        self.counts[result.status] += 1
        if result.status is Status.BUILT:
            self.pages += result.pages
        self.cpu_seconds += result.cpu_seconds
        self._places[result.job.number] = self._file.seek(0, os.SEEK_END)
        line = json.dumps(_as_json(result, self._output), ensure_ascii=True)
        self._file.write(line.encode("ascii") + b"\n")

    def rows(self) -> Iterator[dict[str, Any]]:  # Any: JSON values of every kind
        """Every result as JSON has it, in the manifest's order, one at a time."""
        for place in self._places:
            if place != _ABSENT:
                self._file.seek(place)
                yield json.loads(self._file.readline())


def _as_json(result: JobResult, output: str) -> dict[str, Any]:  # Any: as above
    job = result.job
    return {
        "publication": job.publication,
        "issue": job.issue_name,
        "profile": job.profile,
        "output": told_from(output, job.output),
        "status": str(result.status),
        "cause": str(result.cause or ""),
        "why": result.why,
        "pages": result.pages,
        "bytes": result.size,
        "sha256": result.sha256,
        "seconds": round(result.seconds, 3),
        "cpu_seconds": round(result.cpu_seconds, 3),
        "attempts": result.attempts,
        "findings": [one.as_json() for one in result.findings],
    }
