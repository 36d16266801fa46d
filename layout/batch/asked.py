"""Which scheduler is asked for: in the manifest, or on the command line, which wins."""

from __future__ import annotations

import re

from layout.record import Record

PROCESSES = "processes"
LOCAL = "local"
# Words that a manifest or a command line may name; what each does is in docs/batch.md.
SCHEDULERS = (PROCESSES, LOCAL)
# How the workers of a cluster come by what an issue is made from.
SHARED, SHIP = "shared", "ship"
FILES = (SHARED, SHIP)
# A Dask scheduler's place: its kind of connection, a host (IPv6 in brackets) and a port.
_ADDRESS = re.compile(r"(?:tcp|tls)://(?:\[[0-9A-Fa-f:.%]+\]|[\w.-]+):(\d{1,5})\Z", re.ASCII)
_LAST_PORT = 65535


class AskedScheduler(Record):
    """Who does the work: `processes`, `local`, or the address of a Dask scheduler.

    `files` is how workers of a cluster come by their files. An issue may lose its worker
    `allowed_failures` times; for workers the batch waits `wait` seconds.
    """

    address: str = PROCESSES
    files: str = SHARED
    allowed_failures: int = 3
    wait: float = 60.0

    @property
    def is_cluster(self) -> bool:
        """Whether Dask does the work."""
        return self.address != PROCESSES


def is_scheduler(words: str) -> bool:
    """Whether words name a scheduler there is, or an address where one may be."""
    found = _ADDRESS.match(words)
    return words in SCHEDULERS or (found is not None and 0 < int(found[1]) <= _LAST_PORT)


def schedulers_in_words() -> str:
    """What may be asked for, for a message."""
    return f"{', '.join(SCHEDULERS)} and addresses such as tcp://host:8786"
