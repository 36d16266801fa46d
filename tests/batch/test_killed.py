"""Killed at any moment and run again, a batch ends as if nothing had happened."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.batch_projects import OWN, BatchProject, children, is_alive, workers_of

if TYPE_CHECKING:
    from tests.support.command_line import CommandLine

pytestmark = pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="/proc")
ISSUES = [f"i{at}" for at in range(6)]
# SIGKILL after so many seconds; the slow script tries fifty moments.
MOMENTS = 6
LATEST_S = 2.5


def wait_until_gone(pids: set[int]) -> None:
    """Wait for processes that end by themselves; fails when they do not."""
    last = time.monotonic() + 20
    while any(map(is_alive, pids)):
        assert time.monotonic() < last, "processes were left over"
        time.sleep(0.02)


@pytest.fixture
def project(banxin: CommandLine) -> BatchProject:
    return BatchProject(banxin, ISSUES)


def undisturbed(project: BatchProject) -> dict[str, bytes]:
    """What a batch gives that nobody disturbs, in another folder that is then forgotten."""
    project.write("output: quiet\n")
    assert project.banxin("-q", "batch", project.manifest, "-j", "2").code == 0
    project.out = project.folder / "quiet"
    built = project.built()
    project.out = project.folder / "out"
    project.write()
    return built


def test_killed_at_random_moments_it_ends_in_the_same_bytes(project: BatchProject) -> None:
    wanted = undisturbed(project)
    assert len(wanted) == len(ISSUES)
    draw = random.Random(7)
    for _ in range(MOMENTS):
        process = project.start("-j", 2)
        time.sleep(draw.uniform(0.1, LATEST_S))
        workers = children(process.pid)
        process.kill()
        process.communicate()
        wait_until_gone(workers)
        for name, content in project.built().items():
            assert content == wanted[name], f"{name} is not what it should be"
        # One file at least is taken away again, so that there always is something to do.
        for path in sorted(project.out.glob("river/*.pdf"))[: draw.randint(1, 3)]:
            path.unlink()
    assert project.banxin("-q", "batch", project.manifest, "--resume").code == 0
    assert project.built() == wanted
    assert project.left_over() == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_stops_it_cleanly(project: BatchProject, number: int, code: int) -> None:
    report = project.folder / "report.json"
    project.write("limits: {time: 1h}\n")
    process = project.start("-j", 2, "--report", report)
    workers: set[int] = set()
    while len(workers) < 2:
        workers = workers_of(process.pid)
    os.kill(min(workers), signal.SIGSTOP)  # its issue is still to be built, however late it is
    time.sleep(0.4)
    process.send_signal(number)
    process.communicate(timeout=20)
    assert process.returncode == code
    assert not any(map(is_alive, workers))
    assert project.left_over() == []
    assert list((project.out / OWN).glob("staging/*")) == []
    assert '"interrupted": true' in report.read_text("utf-8")
    assert project.banxin("-q", "batch", project.manifest).code == 0
    assert len(project.built()) == len(ISSUES)


def test_workers_end_with_a_supervisor_that_is_killed_while_they_are_stopped(
    project: BatchProject,
) -> None:
    process = project.start("-j", 2)
    workers: set[int] = set()
    while len(workers) < 2:
        workers = children(process.pid)
    for pid in workers:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGSTOP)
    process.kill()
    process.communicate()
    for pid in workers:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)
    wait_until_gone(workers)


def test_a_worker_that_is_stopped_is_ended_and_its_issue_built_by_another(
    project: BatchProject,
) -> None:
    project.write("limits: {time: 6s}\n")
    process = project.start("-j", 1)
    found: set[int] = set()
    while not found:
        found = workers_of(process.pid)
    os.kill(min(found), signal.SIGSTOP)
    _, words = process.communicate(timeout=120)
    assert process.returncode == 0, words.decode()
    assert len(project.built()) == len(ISSUES)


def test_a_second_batch_on_one_folder_is_told_and_one_that_waits_comes_after(
    project: BatchProject,
) -> None:
    first = project.start("-j", 1)
    while not (project.out / OWN / "staging").is_dir():
        time.sleep(0.01)
    os.kill(first.pid, signal.SIGSTOP)
    second = project.start()
    _, words = second.communicate(timeout=60)
    assert second.returncode == 5
    assert f"another batch is at work here (process {first.pid})" in words.decode()
    third = project.start("--wait")
    with pytest.raises(subprocess.TimeoutExpired):
        third.wait(timeout=1.5)
    os.kill(first.pid, signal.SIGCONT)
    assert (first.wait(timeout=60), third.wait(timeout=60)) == (0, 0)
    for process in (first, third):
        process.communicate()


def test_a_lock_that_a_dead_process_has_left_is_taken_over(project: BatchProject) -> None:
    (project.out / OWN).mkdir(parents=True)
    (project.out / OWN / "lock").write_text('{"process": 999999999, "since": 1}', "ascii")
    assert project.banxin("-q", "batch", project.manifest, "-j", "2").code == 0
