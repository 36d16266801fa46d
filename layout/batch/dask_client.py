"""The door to Dask: connecting, handing work to one worker, hearing how it ended.

Dask carries calls and results and says which workers there are; which worker gets which job is
decided in `layout.batch.cluster`. Importing `distributed` takes half a second: it is imported
when a cluster is asked for.

Source: the documentation of `distributed` (Client, LocalCluster, Nanny).
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import pickle
import signal
import socket
import threading
import time
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from layout.batch.asked import LOCAL
from layout.diagnostics import error
from layout.errors import SchedulerError
from layout.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from queue import SimpleQueue
    from typing import TypeAlias

    from distributed import Client, Future, LocalCluster

    from layout.batch.asked import AskedScheduler
    from layout.batch.manifest import Limits

    Pending: TypeAlias = Future[Any]  # Any: what the function gives

# An address that does not answer within this does not answer.
CONNECT_S = 5.0
# A scheduler that does not say within this who its workers are is lost.
_LOOK_S = 15.0
# A worker that cannot be sent anything within this is not there.
_SEND_S = 5.0
# After this, leaving is not waited for any longer; what is left of a local cluster is killed.
_LEAVE_S = 1.5
_CLOSE_S = 2.5
# What a Dask process takes beside the issue: itself, and a file that waits to be fetched.
_OWN_MEMORY = 2**30


class Seat(Record):
    """A worker of the cluster, as its scheduler tells of it."""

    address: str
    name: str
    scratch: str
    is_running: bool


class Called:
    """A function to be called, and with what; unpickling it calls it.

    Dask unpickles functions as it receives them, and a worker without this program would break
    at that and end. This way it takes some bytes, and the call fails there as any other may.
    """

    def __init__(self, function: Callable[..., object], *words: object) -> None:
        self._call = (function, words)

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self._call

    def packed(self) -> bytes:
        """As bytes for `pickle.loads`."""
        return pickle.dumps(self, protocol=pickle.HIGHEST_PROTOCOL)


class Answer(Record):
    """How a call stands: done, and later what it gave or what was raised instead."""

    key: str
    is_fetched: bool = False
    value: object = None
    fault: BaseException | None = None
    is_lost: bool = False  # the worker went, not the call


class DaskClient:
    """A connection to a scheduler, or to one started on this machine with its workers.

    Raises:
        SchedulerError: Dask is not installed, or nobody answers at the address.
    """

    def __init__(self, asked: AskedScheduler, workers: int, limits: Limits) -> None:
        self._collects = gc.isenabled()
        gc.enable()  # an event loop makes cycles, and a batch is long
        self._cluster: LocalCluster | None = None
        self._connected: Client | None = None
        try:
            self._connect(asked, workers, limits)
        except BaseException:
            self.close()
            raise

    @property
    def _client(self) -> Client:
        assert self._connected is not None, "it is connected while it is used"
        return self._connected

    def _connect(self, asked: AskedScheduler, workers: int, limits: Limits) -> None:
        try:
            from distributed import Client
        except ImportError as fault:
            raise _not_installed() from fault
        _quieten()
        if asked.address == LOCAL:
            self._start(workers, limits)
        try:
            if self._cluster is None:
                _knock(asked.address)
            self._connected = Client(
                self._cluster or asked.address,
                timeout=CONNECT_S,
                set_as_default=False,
                name="banxin-batch",
            )
        except (OSError, ValueError) as fault:
            raise _no_answer(asked.address, fault) from fault

    def _start(self, workers: int, limits: Limits) -> None:
        """Start workers on this machine, in a thread: a signal must not leave half of them."""
        faults: list[Exception] = []

        def start() -> None:
            try:
                self._cluster = _local_cluster(workers, limits)
            except Exception as fault:  # raised in the thread that waits
                faults.append(fault)

        thread = threading.Thread(target=start, daemon=True)
        thread.start()
        try:
            thread.join()
        finally:
            thread.join(_CLOSE_S)
        for fault in faults:
            message = f"no workers can be started here: {fault}"
            raise SchedulerError([error("no-cluster", message)]) from fault

    def seats(self) -> dict[str, Seat]:
        """The workers there are, by address.

        Raises:
            SchedulerError: the scheduler is gone.
        """
        client = self._client
        try:
            found = client.sync(_seen, client, callback_timeout=_LOOK_S)
        except Exception as fault:  # whatever Dask raises: there is no scheduler to ask
            message = f"the scheduler is gone ({type(fault).__name__})"
            hint = "what is built stays; run the batch again to go on"
            raise SchedulerError([error("cluster-lost", message, hint=hint)]) from fault
        return {
            address: Seat(
                address,
                str(one.get("name", address)),
                str(one.get("local_directory", "")),
                one.get("status", "running") == "running",
            )
            for address, one in found["workers"].items()
        }

    def call(
        self,
        address: str,
        key: str,
        called: Called,
        answers: SimpleQueue[Answer],
    ) -> Pending:
        """Have one worker call a function; `answers` gets how it stands, by `key`.

        Raises:
            ConnectionError: the worker does not take it.
        """
        client = self._client
        try:
            # As data, not as a part of the graph: it may hold the pictures of an issue.
            (sent,) = client.scatter(
                [called.packed()], workers=[address], hash=False, timeout=_SEND_S
            )
            future = client.submit(
                pickle.loads,
                sent,
                key=key,
                workers=[address],
                allow_other_workers=False,
                pure=False,
            )
        except Exception as fault:  # whatever Dask raises: it did not get there
            raise ConnectionError(str(fault)) from fault
        threading.Thread(target=_listen, args=(future, key, answers), daemon=True).start()
        return future

    def drop(self, future: Pending) -> None:
        """Forget a call, whether or not it has ended."""
        with contextlib.suppress(Exception):  # the scheduler may be gone
            future.cancel()

    def run_at_once(self, calls: dict[str, Called]) -> None:
        """Have workers call functions beside their work; who does not answer soon is left."""

        def run(address: str) -> None:
            with contextlib.suppress(Exception):  # the worker may be gone
                packed, client = calls[address].packed(), self._client
                client.run(pickle.loads, packed, workers=[address], on_error="ignore")

        _in_time(_LEAVE_S, [partial(run, address) for address in calls])

    def close(self) -> None:
        """Leave; a cluster that was started here ends with all its processes."""
        nannies = list(self._cluster.workers.values()) if self._cluster else []
        pids = [pid for nanny in nannies if (pid := getattr(nanny, "pid", None))]
        _in_time(_CLOSE_S, [self._close])
        for pid in pids:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
        self._cluster = None
        gc.collect()  # what multiprocessing has of the system is given back by its objects' end
        if not self._collects:
            gc.disable()

    def _close(self) -> None:
        if self._connected is not None:
            with contextlib.suppress(Exception):  # it is left, whatever it says to that
                self._connected.close(timeout=1)
        if self._cluster is not None:
            with contextlib.suppress(Exception):
                self._cluster.close(timeout=2)


def _knock(address: str) -> None:
    """See that somebody listens at an address; Dask would try for long. Raises OSError."""
    place = urlsplit(address)
    socket.create_connection((place.hostname, place.port), CONNECT_S).close()


async def _seen(client: Client) -> Any:  # Any: the scheduler's own words
    assert client.scheduler is not None, "it is connected"
    return await client.scheduler.identity(n_workers=-1)


def _listen(future: Pending, key: str, answers: SimpleQueue[Answer]) -> None:
    """Wait for a call to end and fetch what it gave."""
    from distributed import CancelledError, KilledWorker
    from distributed.comm.core import CommClosedError

    try:
        future.exception()  # waits, and fetches nothing
        answers.put(Answer(key))
        answers.put(Answer(key, is_fetched=True, value=future.result()))
    except BaseException as fault:  # whatever was raised there is an answer
        is_lost = isinstance(fault, CommClosedError | KilledWorker | CancelledError)
        answers.put(Answer(key, is_fetched=True, fault=fault, is_lost=is_lost))


def _in_time(seconds: float, calls: Iterable[Callable[[], None]]) -> None:
    """Make calls at one time, and wait so long for them and no longer."""
    threads = [threading.Thread(target=call, daemon=True) for call in calls]
    for thread in threads:
        thread.start()
    last = time.monotonic() + seconds
    for thread in threads:
        thread.join(max(0.0, last - time.monotonic()))


def _local_cluster(workers: int, limits: Limits) -> LocalCluster:
    """Dask workers on this machine, each a process of its own."""
    import dask
    from distributed import LocalCluster

    settings = {
        # A worker that is lost is told of at once: what comes then is decided here.
        "distributed.scheduler.allowed-failures": 0,
        "distributed.worker.profile.enabled": False,
    }
    with dask.config.set(settings):
        return LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            memory_limit=limits.memory + _OWN_MEMORY,
            dashboard_address=None,
            worker_dashboard_address=None,
            silence_logs=logging.CRITICAL,
        )


def _quieten() -> None:
    """What Dask logs about workers that go is told in findings."""
    for name in ("distributed", "tornado.application", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _not_installed() -> SchedulerError:
    hint = "pip install 'banxin[cluster]'"
    message = "a cluster needs Dask, which is not installed"
    return SchedulerError([error("no-dask", message, hint=hint)])


def _no_answer(address: str, fault: Exception) -> SchedulerError:
    message = f"no Dask scheduler answers at {address}"
    hint = "start one with `dask scheduler`, or see whether a firewall is between"
    if isinstance(fault, ValueError):
        hint = str(fault)
    return SchedulerError([error("no-cluster", message, hint=hint)])
