"""A batch on a Dask cluster: whatever workers do, the same files and the same report."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from layout.version import __version__
from tests.support.batch_issues import PICTURES, ROOT, write_issue
from tests.support.batch_projects import OWN, BatchProject, children, is_alive, workers_of
from tests.support.dask_processes import DaskProcesses

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from tests.support.command_line import CommandLine

pytestmark = pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="/proc")
ISSUES = [f"i{at}" for at in range(5)]
PATIENCE_S = 60.0


@pytest.fixture
def project(banxin: CommandLine) -> BatchProject:
    return BatchProject(banxin, ISSUES)


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[DaskProcesses]:
    folder = tmp_path / "dask"
    folder.mkdir()
    with DaskProcesses(folder) as processes:
        yield processes


def ended(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    """The exit code of a batch and what it said on standard error."""
    _, words = process.communicate(timeout=120)
    return process.returncode, words.decode()


def built_alone(project: BatchProject, more: str = "") -> dict[str, bytes]:
    """What the one-machine supervisor builds, in another folder that is then forgotten."""
    project.write(more + "output: alone\n")
    assert project.banxin("-q", "batch", project.manifest, "-j", "1").code == 0
    project.out = project.folder / "alone"
    built = project.built()
    project.out = project.folder / "out"
    project.write(more)
    return built


def all_are_current(project: BatchProject) -> None:
    """One machine finds nothing to do after the cluster."""
    outcome = project.banxin("--json", "batch", project.manifest, "--scheduler", "processes")
    figures = {key: outcome.document[key] for key in ("built", "current", "failed")}
    assert figures == {"built": 0, "current": len(project.built()), "failed": 0}


def threads_of(pid: int) -> int:
    """How many threads a process has."""
    with contextlib.suppress(OSError):
        status = Path(f"/proc/{pid}/status").read_text("utf-8")
        return int(status.partition("Threads:")[2].split()[0])
    return 0


def builder_of(worker: int) -> int:
    """The process that builds issues for a Dask worker, once it listens for jobs."""
    last = time.monotonic() + PATIENCE_S
    while time.monotonic() < last:
        for builder in workers_of(worker):
            if threads_of(builder) > 1:
                return builder
    raise AssertionError("the worker got no issue")


def worker_with_an_issue(batch: int) -> tuple[int, int]:
    """A Dask worker below a batch's process, and the builder that has its issue in hand.

    The builder has just begun: it listens for jobs, and reads what it is made of.
    """
    last = time.monotonic() + PATIENCE_S
    while time.monotonic() < last:
        for worker in children(batch):
            for builder in workers_of(worker):
                if threads_of(builder) > 1:
                    return worker, builder
    raise AssertionError("no worker got an issue")


def test_a_worker_that_is_killed_with_an_issue_in_hand_loses_none(
    project: BatchProject,
) -> None:
    wanted = built_alone(project)
    report = project.folder / "report.json"
    process = project.start("-j", 3, "--scheduler", "local", "--report", report)
    worker, builder = worker_with_an_issue(process.pid)
    os.kill(builder, signal.SIGSTOP)  # its issue is still to be built, however late it is
    os.kill(worker, signal.SIGKILL)
    code, words = ended(process)
    assert code == 0, words
    assert project.built() == wanted
    assert project.left_over() == []
    document = json.loads(report.read_bytes())
    lost = [one["issue"] for one in document["issues"] if one["attempts"] == 2]
    assert [one["rule"] for one in document["findings"]] == ["worker-lost"]
    message = document["findings"][0]["message"]
    assert re.search(rf"was lost with river/{lost[0]} screen: another one gets it", message)
    assert message in words
    assert not is_alive(builder)
    all_are_current(project)


def test_an_interrupt_ends_all_workers(project: BatchProject) -> None:
    process = project.start("-j", 2, "--scheduler", "local")
    worker, builder = worker_with_an_issue(process.pid)
    others = children(process.pid)
    os.kill(builder, signal.SIGSTOP)
    os.kill(worker, signal.SIGSTOP)  # one that does not listen
    process.send_signal(signal.SIGINT)
    code, _ = ended(process)
    assert code == 130
    last = time.monotonic() + PATIENCE_S
    while any(map(is_alive, {builder, *others})):
        assert time.monotonic() < last, "processes were left over"
    assert list((project.out / OWN).glob("staging/*")) == []
    assert project.left_over() == []


def test_files_that_are_sent_give_the_same_bytes_and_the_same_notes(
    project: BatchProject,
) -> None:
    write_issue(project.home, "i5", 4, picture=PICTURES / "boat.jpg")
    wanted = built_alone(project)
    project.write("scheduler: {address: local, files: ship}\n")
    code, words = ended(project.start("-j", 2))
    assert code == 0, words
    assert project.built() == wanted
    all_are_current(project)


def test_one_broken_issue_fails_alone_with_its_own_words(
    project: BatchProject, dask: DaskProcesses
) -> None:
    (project.home / "i2" / "articles" / "01-copy.md").write_text("---\n<&\x01\n---\n", "utf-8")
    report = project.folder / "report.json"
    process = project.start("--scheduler", dask.address, "--report", report)
    dask.worker("late")
    code, words = ended(process)
    assert code == 3, words
    alone = project.folder / "alone.json"
    project.write("output: alone\n")
    assert project.banxin("-q", "batch", project.manifest, "--report", alone).code == 3
    keys = ("issue", "status", "cause", "pages", "sha256", "attempts", "findings")
    here, there = (
        [{key: one[key] for key in keys} for one in json.loads(path.read_bytes())["issues"]]
        for path in (report, alone)
    )
    assert here == there
    assert [one["issue"] for one in here if one["status"] == "failed"] == ["i2"]


def other_program(folder: Path, name: str, old: str, new: str) -> Path:
    """A copy of banxin in which one file is another."""
    shutil.copytree(ROOT / "layout", folder / "layout", ignore=shutil.ignore_patterns("__py*"))
    for kept in ("styles", "fonts"):
        shutil.copytree(ROOT / kept, folder / kept)
    file = folder / "layout" / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    return folder


def test_workers_that_would_set_other_bytes_get_no_issue(
    project: BatchProject, dask: DaskProcesses, tmp_path: Path
) -> None:
    version = f'__version__ = "{__version__}"'
    old = other_program(tmp_path / "old", "version.py", version, '__version__ = "0.0.1"')
    odd = other_program(tmp_path / "odd", "text/__init__.py", '"""', '"""Not: ')
    bare = tmp_path / "bare"
    bare.mkdir()
    (bare / "layout.py").write_text("", "utf-8")
    for name, program in (("old", old), ("odd", odd), ("bare", bare)):
        dask.worker(name, program)
    project.write("scheduler: {address: '" + dask.address + "', wait: 3s}\n")
    code, words = ended(project.start())
    assert code == 4, words
    assert "error no-workers: the cluster has no worker for this batch" in words
    assert re.search(rf"worker old .* gets no issues: banxin 0.0.1, not {__version__}\n", words)
    assert "the source of banxin is another, though its version is the same" in words
    assert "it has no banxin, or another" in words
    assert project.built() == {}
    good = other_program(tmp_path / "good", "version.py", version, version)
    dask.worker("good", good)
    code, words = ended(project.start())
    assert code == 0, words
    assert sorted(project.built()) == [f"river/{name}-screen.pdf" for name in ISSUES]
    all_are_current(project)


def test_an_issue_that_loses_more_workers_than_it_may_is_given_up(
    project: BatchProject, dask: DaskProcesses
) -> None:
    project.write(f"scheduler: {{address: '{dask.address}', allowed_failures: 0}}\n")
    report = project.folder / "report.json"
    process = project.start("-j", 1, "--report", report)
    worker = dask.worker("first")
    os.kill(builder_of(worker.pid), signal.SIGSTOP)
    worker.kill()
    dask.worker("second")
    code, words = ended(process)
    assert code == 3, words
    (lost,) = (
        one for one in json.loads(report.read_bytes())["issues"] if one["status"] == "failed"
    )
    assert (lost["cause"], lost["attempts"]) == ("died", 1)
    assert lost["findings"][0]["message"] == "its worker was lost while at work on it"
    assert re.search(rf"worker first .* was lost with river/{lost['issue']} .*given up", words)
    assert len(project.built()) == len(ISSUES) - 1


def test_a_scheduler_that_is_lost_is_told_and_one_machine_goes_on(
    project: BatchProject, dask: DaskProcesses
) -> None:
    worker = dask.worker("one")
    report = project.folder / "report.json"
    process = project.start("--scheduler", dask.address, "--report", report)
    os.kill(builder_of(worker.pid), signal.SIGSTOP)
    dask.scheduler.kill()
    code, words = ended(process)
    assert code == 4, words
    assert "error cluster-lost: the scheduler is gone" in words
    assert json.loads(report.read_bytes())["interrupted"] is True
    assert project.banxin("-q", "batch", project.manifest).code == 0
    assert len(project.built()) == len(ISSUES)


def test_where_nobody_answers_that_is_told(
    project: BatchProject,
) -> None:
    code, words = ended(project.start("--scheduler", "tcp://127.0.0.1:1"))
    assert code == 4
    assert "error no-cluster: no Dask scheduler answers at tcp://127.0.0.1:1" in words
    assert "dask scheduler" in words


def test_without_dask_the_way_to_get_it_is_told(
    project: BatchProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    outcome = project.banxin("batch", project.manifest, "--scheduler", "local")
    assert outcome.code == 4
    assert "error no-dask: a cluster needs Dask, which is not installed" in outcome.err
    assert "pip install 'banxin[cluster]'" in outcome.err


@pytest.mark.parametrize(
    "words", ["slurm", "tcp://", "tcp://host", "http://host:80", "tcp://h:0"]
)
def test_a_scheduler_of_another_kind_is_a_wrong_call(project: BatchProject, words: str) -> None:
    outcome = project.banxin("batch", project.manifest, "--scheduler", words)
    assert outcome.code == 2
    assert f"no scheduler `{words}`: there are processes, local and addresses" in outcome.err


def test_the_command_line_wins_over_the_manifest(project: BatchProject) -> None:
    project.write("scheduler: tcp://127.0.0.1:1\n")
    words = ("-q", "batch", project.manifest, "--scheduler", "processes")
    assert project.banxin(*words).code == 0
    assert len(project.built()) == len(ISSUES)


def test_a_batch_without_a_cluster_does_not_import_dask(project: BatchProject) -> None:
    program = (
        "import sys\nfrom layout.cli import main\n"
        "try:\n    main(sys.argv[1:])\n"
        "except SystemExit as left:\n    print(left.code, 'distributed' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", program, "-q", "batch", project.manifest],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().split()[-2:] == ["0", "False"]


def odd_results(folder: Path, names: list[str], more: str) -> dict[str, Any]:
    """How issues of odd names end on a cluster of two workers on this machine."""
    for name in names:
        (folder / "p" / name).mkdir(parents=True)
        (folder / "p" / name / "issue.yaml").write_bytes(b"")
    manifest = folder / "m.yaml"
    manifest.write_text(f"publications: [{{path: p}}]\nroot: .\n{more}", "utf-8")
    done = subprocess.run(
        [sys.executable, "-P", "-m", "tests.support.odd_cluster", manifest, "2"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def test_limits_hold_and_blame_falls_as_on_one_machine(tmp_path: Path) -> None:
    well = [f"well{at}" for at in range(12)]
    odd = ["abort", "die", "eat", "hang", "once-die"]
    more = "scheduler: local\nlimits: {time: 2s, memory: 300MiB, attempts: 2}\n"
    document = odd_results(tmp_path, [*well, *odd], more)
    found = document["issues"]
    assert sorted(found) == sorted([*well, *odd])
    causes = {name: one["cause"] for name, one in found.items() if one["status"] != "built"}
    assert causes == {"abort": "died", "die": "died", "eat": "memory", "hang": "time"}
    assert {found[name]["attempts"] for name in odd} == {2}
    assert found["hang"]["findings"] == ["out-of-time: it took longer than 2 seconds"]
    assert "SIGKILL" in found["die"]["findings"][0]
    assert "words that are no result" in found["die"]["log"]
    assert document["told"] == []
    assert document["most"] <= 2 + 2 * len(
        odd
    )  # jobs in hand, and those that wait to be retried
