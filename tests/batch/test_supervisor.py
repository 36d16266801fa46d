"""Processes that hang, eat memory or die take no other job with them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from layout.batch import retrying
from layout.batch.job import Cause, JobResult, Status
from layout.batch.manifest import Limits
from layout.batch.supervisor import Supervisor
from tests.support.batch_issues import ROOT
from tests.support.batch_projects import is_alive, job_named

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and /proc")
ODD = ("-m", "tests.support.odd_worker")
GOOD = [f"well{at}" for at in range(10)]
QUICK = Limits(seconds=30, memory=300 * 2**20, attempts=2)


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retrying, "FIRST_PAUSE_S", 0.01)


def results(
    folder: Path, names: list[str], limits: Limits = QUICK, workers: int = 2
) -> dict[str, JobResult]:
    """Have jobs of these names done by odd workers."""
    jobs = [job_named(folder, at, name) for at, name in enumerate(names)]
    with Supervisor(workers, limits, ODD) as at_work:
        found = {result.job.issue_name: result for result in at_work.run(jobs)}
    assert sorted(found) == sorted(names)
    return found


def others_are_well(found: dict[str, JobResult], guilty: str) -> None:
    assert [r.job.issue_name for r in found.values() if r.status is not Status.BUILT] == [
        guilty
    ]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_process_that_dies_takes_only_its_own_job_with_it(
    tmp_path: Path, workers: int
) -> None:
    found = results(tmp_path, [*GOOD[:5], "die", *GOOD[5:]], workers=workers)
    others_are_well(found, "die")
    died = found["die"]
    assert (died.cause, died.attempts) == (Cause.DIED, 2)
    assert "SIGKILL" in died.findings[0].message
    assert "words that are no result" in died.log


def test_the_last_words_of_a_process_are_kept(tmp_path: Path) -> None:
    found = results(tmp_path, [*GOOD, "abort"])
    others_are_well(found, "abort")
    assert "SIGABRT" in found["abort"].findings[0].message
    assert "Fatal Python error" in found["abort"].log


def test_a_process_that_eats_memory_is_stopped_and_named(tmp_path: Path) -> None:
    found = results(tmp_path, [*GOOD, "eat"])
    others_are_well(found, "eat")
    assert found["eat"].cause is Cause.MEMORY


def test_a_process_that_hangs_is_ended_when_its_time_is_up(tmp_path: Path) -> None:
    found = results(tmp_path, [*GOOD, "hang"], Limits(seconds=2, attempts=1))
    others_are_well(found, "hang")
    assert found["hang"].cause is Cause.TIME
    assert "2 seconds" in found["hang"].findings[0].message


@pytest.mark.parametrize("name", ["once-die", "once-abort", "once-eat"])
def test_what_may_pass_is_tried_again(tmp_path: Path, name: str) -> None:
    found = results(tmp_path, [*GOOD[:3], name])
    assert all(result.status is Status.BUILT for result in found.values())
    assert found[name].attempts == 2


def test_nothing_is_tried_more_often_than_the_limit_says(tmp_path: Path) -> None:
    found = results(tmp_path, ["die"], Limits(attempts=4))
    assert found["die"].attempts == 4


def test_too_little_memory_is_tried_once_more_and_no_more(tmp_path: Path) -> None:
    found = results(tmp_path, ["eat"], Limits(memory=200 * 2**20, attempts=5))
    assert found["eat"].attempts == 2


def test_a_worker_that_is_killed_between_jobs_is_replaced(tmp_path: Path) -> None:
    with Supervisor(1, QUICK, ODD) as at_work:
        coming = at_work.run(job_named(tmp_path, at, f"well{at}") for at in range(3))
        first = next(coming)
        for pid in at_work.pids:
            os.kill(pid, signal.SIGKILL)
        rest = list(coming)
    assert [result.status for result in (first, *rest)] == [Status.BUILT] * 3


def test_leaving_in_the_middle_leaves_no_process(tmp_path: Path) -> None:
    with Supervisor(2, QUICK, ODD) as at_work:
        names = ["well", "hang", "hang"]
        coming = at_work.run(job_named(tmp_path, at, name) for at, name in enumerate(names))
        next(coming)
        pids = at_work.pids
    assert pids
    assert not any(map(is_alive, pids))


def test_jobs_are_taken_only_as_there_is_room_for_them(tmp_path: Path) -> None:
    taken = []

    def jobs() -> object:
        for at in range(50):
            taken.append(at)
            yield job_named(tmp_path, at, f"well{at}")

    with Supervisor(2, QUICK, ODD) as at_work:
        for done, _ in enumerate(at_work.run(jobs()), start=1):  # type: ignore[arg-type]
            assert len(taken) <= done + 2
    assert len(taken) == 50


_MEASURED = """
import sys
from pathlib import Path
from layout.batch.journal import Journal
from layout.batch.manifest import read_batch
from layout.batch.reports import json_lines, summary_of
from layout.batch.run import Orders, run_batch
from layout.batch.supervisor import Supervisor
from layout.files import write_pieces
manifest, odd = Path(sys.argv[1]), ("-m", "tests.support.odd_worker")
batch = read_batch(manifest)
with Journal(len(batch), batch.output) as journal:
    run_batch(batch, Orders(), Supervisor(2, batch.limits, odd), journal.add)
    summary = summary_of(journal, len(batch), 1.0)
    write_pieces(batch.output / "report.json", json_lines(journal, summary))
status = Path("/proc/self/status").read_text("utf-8")
print(summary.built, status.partition("VmHWM:")[2].split()[0])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_the_supervisor_takes_no_more_memory_for_a_longer_list(tmp_path: Path) -> None:
    kib = {}
    for count in (20, 200):
        home = tmp_path / str(count)
        for at in range(count):
            (home / "p" / f"i{at}").mkdir(parents=True)
            (home / "p" / f"i{at}" / "issue.yaml").write_bytes(b"")
        (home / "m.yaml").write_text("publications: [{path: p}]\nroot: .\n", "utf-8")
        done = subprocess.run(
            [sys.executable, "-P", "-c", _MEASURED, home / "m.yaml"],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        )
        built, kib[count] = map(int, done.stdout.split())
        assert built == count
    assert kib[200] - kib[20] < 2048
