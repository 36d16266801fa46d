"""What runs on a worker of a cluster: functions that Dask calls there.

The worker's own process stays small: each issue is built in a process beside it, by the
supervisor that one machine uses too, so that limits of memory and time hold alike everywhere
and blame falls on the same issue. Nothing is written where outputs lie: a file goes back with
its result.
"""

from __future__ import annotations

import os
import pickle
import shutil
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from layout.batch.census import Census, Question, take_census, versions_here
from layout.batch.fingerprint import told_from
from layout.batch.job import Cause, Job, JobResult, Status, Used
from layout.batch.parcels import Parcel, Tree
from layout.batch.supervisor import Supervisor
from layout.diagnostics import Diagnostic, SourceSpan, error
from layout.project import house_folder
from layout.record import Record, replace

if TYPE_CHECKING:
    from layout.batch.manifest import Limits


class Entry(Record):
    """How a worker is asked in. `token` is what this batch calls this worker's process.

    `scratch` is where the worker may keep files; `house` is where the house's own styles lie on
    the machine that asks. Each issue is tried once: who asks decides what comes after.
    """

    token: str
    question: Question
    limits: Limits
    program: tuple[str, ...]
    scratch: str
    house: str
    parcel: Parcel | None = None


class Order(Record):
    """A job for a worker that was let in under `token`."""

    token: str
    job: Job
    parcel: Parcel | None = None


class Done(Record):
    """How a job went, told as on the machine that asked, and its file's bytes.

    Without a result the worker knows nothing of the token: it is another process by now.
    """

    result: JobResult | None
    pdf: bytes = b""
    holds_tree: bool = True


class _Desk:
    """What a worker's process keeps for one batch."""

    def __init__(self, entry: Entry) -> None:
        folder = entry.scratch if os.path.isdir(entry.scratch) else None  # noqa: PTH112
        self.scratch = Path(tempfile.mkdtemp(prefix="banxin-", dir=folder))
        self.tree = Tree(self.scratch / "tree")
        self.is_closed = False
        self.used = time.monotonic()
        self.lock = threading.Lock()
        self._ships = entry.parcel is not None
        self._house = entry.house
        self._supervisor = Supervisor(1, replace(entry.limits, attempts=1), entry.program)

    @property
    def above(self) -> str:
        """The folder that stands for the root of the file system, if files are shipped."""
        return self.tree.above if self._ships else ""

    def do(self, order: Order) -> Done:
        """Build an issue; its file comes back with the result."""
        self.used = time.monotonic()
        if order.parcel is not None:
            try:
                self.tree.hold(order.parcel)
            except OSError as fault:
                return Done(_no_room(order.job, fault), holds_tree=False)
        job = self._here(order.job)
        try:
            (result,) = self._supervisor.run([job])
            output = Path(job.output)
            pdf = output.read_bytes() if result.status is Status.BUILT else b""
            return Done(self._there(result, order.job), pdf)
        finally:
            Path(job.output).unlink(missing_ok=True)
            self.used = time.monotonic()

    def kill(self) -> None:
        """End the process of an issue that is being built; whoever waits for it closes."""
        self.is_closed = True
        self._supervisor.kill()

    def close(self) -> None:
        """End all processes, and leave nothing behind."""
        with self._supervisor:
            pass
        shutil.rmtree(self.scratch, ignore_errors=True)

    def _here(self, job: Job) -> Job:
        """The job as it stands on this machine."""
        above = self.above
        return replace(
            job,
            issue=above + job.issue,
            base=above + job.base,
            root=above + job.root if job.root else None,
            font_path=tuple(above + folder for folder in job.font_path),
            output=os.fspath(self.scratch / "output.pdf"),
            staging=os.fspath(self.scratch),
        )

    def _there(self, result: JobResult, job: Job) -> JobResult:
        """The result as the machine that asked would have it."""
        return replace(
            result,
            job=job,
            findings=tuple(map(self._finding, result.findings)),
            log=self._told(result.log),
            used=self._used(result.used, job),
        )

    def _used(self, used: Used, job: Job) -> Used:
        def told(path: str) -> str:
            return told_from(job.base, self._path(path, self.above + job.base)) if path else ""

        # Where styles are the house's own there, both folders of styles are one.
        places = tuple(dict.fromkeys(map(told, used.places)))
        inputs = tuple(replace(one, path=told(one.path)) for one in used.inputs)
        faces = tuple(replace(one, path=self._path(one.path)) for one in used.faces)
        return replace(used, inputs=inputs, faces=faces, places=places)

    def _path(self, path: str, base: str = "") -> str:
        """A path of this machine as the machine that asked would have it."""
        full = os.path.join(base, path)  # noqa: PTH118 (links are to stay)
        house = os.fspath(house_folder()) + os.sep
        if full.startswith(house):
            return self._house + os.sep + full.removeprefix(house)
        return full.removeprefix(self.above)

    def _finding(self, found: Diagnostic) -> Diagnostic:
        span = found.span
        return replace(
            found,
            message=self._told(found.message),
            hint=self._told(found.hint),
            span=SourceSpan(self._told(span.path), span.line, span.column) if span else None,
        )

    def _told(self, words: str) -> str:
        return words.replace(self.above, "") if self.above else words


_DESKS: dict[str, _Desk] = {}
# A batch that was killed does not say that it leaves; after this another one clears up.
IDLE_S = 900.0


def pickled(entry: Entry) -> bytes:
    """How a worker is asked in, as bytes: it opens them once it knows to be of one version."""
    return pickle.dumps(entry, protocol=pickle.HIGHEST_PROTOCOL)


def enter(versions: tuple[str, ...], packed: bytes) -> Census | tuple[str, ...]:
    """Let this worker into a batch: what it has. Whoever asks decides whether it gets work.

    A worker of other versions than those of the machine that asks says no more than its own.

    Raises:
        OSError: the worker has no room for what it was sent.
    """
    here = versions_here()
    if here != versions:
        return here
    entry: Entry = pickle.loads(packed)
    _clear_up()
    desk = _Desk(entry)
    _DESKS[entry.token] = desk
    question = entry.question
    if entry.parcel is not None:
        desk.tree.hold(entry.parcel)
        question = replace(question, above=desk.above)
    return take_census(question)


def work(order: Order) -> Done:
    """Do a job, one at a time for each batch."""
    desk = _DESKS.get(order.token)
    if desk is None:
        return Done(None)
    with desk.lock:
        if desk.is_closed:
            return Done(None)
        try:
            return desk.do(order)
        finally:
            if desk.is_closed:
                desk.close()


def leave(token: str) -> None:
    """Have this worker drop what it does for a batch, at once."""
    desk = _DESKS.pop(token, None)
    if desk is None:
        return
    desk.kill()
    if desk.lock.acquire(blocking=False):
        try:
            desk.close()
        finally:
            desk.lock.release()


def _clear_up() -> None:
    """Drop what batches have left that have not been heard of for long."""
    now = time.monotonic()
    for token, desk in list(_DESKS.items()):
        if not desk.lock.locked() and now - desk.used > IDLE_S:
            leave(token)


def _no_room(job: Job, fault: OSError) -> JobResult:
    message = f"a worker could not keep what it was sent: {fault.strerror or fault}"
    hint = "give the workers more room for files, or share the folders with them"
    found = error("cannot-write", message, hint=hint)
    return JobResult(job, Status.FAILED, Cause.OUTPUT, (found,))
