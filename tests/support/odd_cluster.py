"""A batch whose workers on a Dask cluster do what the names of its issues say.

    python -m tests.support.odd_cluster MANIFEST WORKERS

prints one JSON object: how each issue ended, by name, what was said of workers, and how many
issues were in hand at most.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from layout.batch import retrying
from layout.batch.cluster import Cluster
from layout.batch.manifest import read_batch
from layout.batch.run import make_room

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.batch.job import Job
    from layout.diagnostics import Diagnostic

ODD = ("-m", "tests.support.odd_worker")


def main(manifest: str, workers: int) -> None:
    """Do the jobs of a batch and tell how they went."""
    retrying.FIRST_PAUSE_S = 0.01
    batch = read_batch(Path(manifest))
    make_room(batch.own)
    told: list[Diagnostic] = []
    found: dict[str, object] = {}
    taken = most = 0

    def jobs() -> Iterator[Job]:
        nonlocal taken
        for job in batch.jobs():
            taken += 1
            yield job

    with Cluster(batch, workers, told.append, ODD) as at_work:
        for result in at_work.run(jobs()):
            most = max(most, taken - len(found))
            words = [f"{one.rule}: {one.message}" for one in result.findings]
            found[result.job.issue_name] = {
                "status": result.status,
                "cause": result.cause or "",
                "attempts": result.attempts,
                "findings": words,
                "log": result.log,
            }
    said = [one.message for one in told]
    print(json.dumps({"issues": found, "told": said, "most": most}))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
