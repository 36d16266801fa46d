"""`make batchbench`: a batch of issues, and the same pages set by Typst in a loop of a shell.

    python tests/bench/bench_batch.py [--issues 40] [--rounds 3]

The issues are made up, 4 to 100 pages each. Page, measure, sizes and faces are the same in
both. Runs with one and two workers and the loop over `typst compile` alternate, so that a
change in the machine's load meets all of them; then lists of a quarter, half and all of the
issues show how memory grows. CPU is of all processes of a run together, memory the peak of the
supervisor and of its largest worker.
"""

from __future__ import annotations

import argparse
import os
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]
# As an installed command runs: what Python compiled is on the disk after the first, short run.
_INHERITED = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
ENVIRONMENT = {**_INHERITED, "PYTHONPATH": str(ROOT)}
LOOK_EVERY_S = 0.05


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds, pages that came out, peaks in MiB."""

    wall: float
    cpu: float
    pages: int
    supervisor_mib: float = 0.0
    worker_mib: float = 0.0


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--issues", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="banxin-bench-") as name:
        folder = Path(name)
        issues = _issues(folder, chosen.issues)
        script = _typst_loop(folder, issues)
        batch(folder, issues[:2], 2)
        rounds = [
            {
                "1 worker": batch(folder, issues, 1),
                "2 workers": batch(folder, issues, 2),
                "Typst in a loop": typst(folder, script),
            }
            for _ in range(chosen.rounds)
        ]
        lines = [*_comparison(rounds, len(issues)), "", *_growth(folder, issues)]
        sys.stdout.write("\n".join(lines) + "\n")


def _issues(folder: Path, count: int) -> list[Path]:
    from tests.support.batch_issues import write_issues

    return write_issues(folder / "pub", count)


def _typst_loop(folder: Path, issues: list[Path]) -> Path:
    """A shell script that sets every issue with a Typst process of its own."""
    from bench_typst import COMPILE, call, font_folder

    lines = []
    for issue in issues:
        home = folder / "typst" / issue.name
        call(ROOT / "tests" / "bench" / "typst_document.py", issue, home)
        words = [sys.executable, "-c", COMPILE, home / "issue.typ", home / "issue.pdf"]
        lines.append(shlex.join(map(str, (*words, font_folder(), "plain"))))
    script = folder / "loop.sh"
    script.write_text("set -e\n" + "\n".join(lines) + "\n", "utf-8")
    return script


def batch(folder: Path, issues: list[Path], workers: int) -> Run:
    """Build issues with so many workers, everything anew."""
    names = ", ".join(issue.name for issue in issues)
    text = f"publications: [{{path: pub, issues: [{names}]}}]\nroot: {ROOT}\n"
    manifest = folder / "batch.yaml"
    manifest.write_text(text, "utf-8")
    words = ["-q", "batch", str(manifest), "--force", "-j", str(workers)]
    run = _measured([sys.executable, "-P", "-m", "layout", *words])
    return _with_pages(run, list((folder / "out").rglob("*.pdf")), {i.name for i in issues})


def typst(folder: Path, script: Path) -> Run:
    """Set every issue with Typst, one process after the other."""
    return _with_pages(_measured(["bash", str(script)]), list(folder.glob("typst/*/*.pdf")))


def _with_pages(run: Run, files: list[Path], names: set[str] | None = None) -> Run:
    from bench_typst import page_count

    wanted = [one for one in files if names is None or one.name[:9] in names]
    pages = sum(map(page_count, wanted))
    return Run(run.wall, run.cpu, pages, run.supervisor_mib, run.worker_mib)


def _measured(command: list[str]) -> Run:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=ENVIRONMENT
    )
    peaks = _Peaks(process.pid)
    _, words = process.communicate()
    wall = time.perf_counter() - start
    if process.returncode:
        sys.exit(f"{command[0]} … ended with {process.returncode}\n{words.decode()}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, cpu, 0, peaks.own, peaks.largest_child)


class _Peaks:
    """The most memory that a process and any one of its children have had at one time."""

    def __init__(self, pid: int) -> None:
        self.own = 0.0
        self.largest_child = 0.0
        threading.Thread(target=self._look, args=(pid,), daemon=True).start()

    def _look(self, pid: int) -> None:
        from tests.support.batch_projects import children

        while (own := _peak_mib(pid)) > 0:
            self.own = max(self.own, own)
            self.largest_child = max(self.largest_child, *map(_peak_mib, children(pid)), 0.0)
            time.sleep(LOOK_EVERY_S)


def _peak_mib(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text("utf-8")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024
    except (OSError, IndexError, ValueError):
        return 0.0


def _comparison(rounds: list[dict[str, Run]], issues: int) -> list[str]:
    lines = [
        f"| {issues} issues, medians of {len(rounds)} | pages | wall s | issues/s | pages/s "
        "| CPU ms/page | pages/CPU s |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name in rounds[0]:
        wall = statistics.median(one[name].wall for one in rounds)
        cpu = statistics.median(one[name].cpu for one in rounds)
        pages = rounds[0][name].pages
        lines.append(
            f"| {name} | {pages} | {wall:.2f} | {issues / wall:.2f} | {pages / wall:.1f} "
            f"| {1000 * cpu / pages:.2f} | {pages / cpu:.1f} |"
        )
    gains = [one["1 worker"].wall / one["2 workers"].wall for one in rounds]
    lines += ["", f"two workers: {statistics.median(gains):.2f} times the throughput of one"]
    return lines


def _growth(folder: Path, issues: list[Path]) -> list[str]:
    lines = [
        "| issues | workers | pages | wall s | supervisor MiB | largest worker MiB |",
        "| ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for count in (len(issues) // 4, len(issues) // 2, len(issues)):
        for workers in (1, 2):
            run = batch(folder, issues[:count], workers)
            lines.append(
                f"| {count} | {workers} | {run.pages} | {run.wall:.2f} "
                f"| {run.supervisor_mib:.0f} | {run.worker_mib:.0f} |"
            )
    return lines


if __name__ == "__main__":
    main()
