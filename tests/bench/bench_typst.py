"""`make bench`: banxin and Typst set the same text, each as a whole cold process.

    python tests/bench/bench_typst.py [ISSUE] [--pairs 7] [--tags]

ISSUE is an issue folder; without one, the issue recovered from the text that $BANXIN_SEED
names, else the sample in `content/`. Runs alternate (A B A B …) after one unmeasured run of
each, so that a change in the machine's load meets both. Page, measure, sizes and faces are the
same in both; Typst writes no tags, as banxin does not, unless --tags asks for them.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
COMPILE = (
    "import sys, typst; _, source, pdf, fonts, tags = sys.argv; typst.compile(source, "
    "output=pdf, font_paths=[fonts], ignore_system_fonts=True, pdf_tags=tags == 'tags')"
)
_STAGE = re.compile(r"^\s*(\S.*?)\s+(\d+) ms$", re.MULTILINE)
# As an installed command runs: what Python compiled is on disk after the unmeasured first run.
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
# On Linux the kernel counts a process's peak in KiB.
_KIB = 1024


@dataclass(frozen=True, slots=True)
class Run:
    """One process from start to end: seconds, MiB, and the stages it named."""

    wall: float
    cpu: float
    peak_mib: float
    stages: dict[str, float]


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("issue", nargs="?", type=Path)
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--tags", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="banxin-bench-") as name:
        folder = Path(name)
        issue = chosen.issue or find_issue(folder)
        document = folder / "typst" / "issue.typ"
        call(ROOT / "tests/bench/typst_document.py", issue, document.parent)
        ours, theirs = folder / "banxin.pdf", folder / "typst.pdf"
        commands = (
            [str(BIN / "banxin"), "-v", "build", str(issue), "-o", str(ours)],
            [
                *(sys.executable, "-c", COMPILE, str(document), str(theirs)),
                *(font_folder(), "tags" if chosen.tags else "plain"),
            ],
        )
        for command in commands:
            measure(command)
        pairs = [
            (measure(commands[0]), measure(commands[1])) for _ in range(max(1, chosen.pairs))
        ]
        sys.stdout.write("\n".join(report(pairs, (ours, theirs))) + "\n")


def find_issue(folder: Path) -> Path:
    """The issue recovered from $BANXIN_SEED, else the sample; leaves when there is neither."""
    seed = os.environ.get("BANXIN_SEED")
    if seed:
        command = [str(BIN / "banxin"), "-q", "recover", seed, "-o", str(folder / "recovered")]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        return Path(done.stdout.strip().splitlines()[-1])
    samples = sorted((ROOT / "content").glob("*/*/issue.yaml"))
    if not samples:
        sys.exit("no issue in content/: name one, or set BANXIN_SEED to an extracted text")
    return samples[0].parent


def call(script: Path, *words: Path) -> None:
    """Run one of our scripts apart: a small parent keeps the children's peaks their own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(script), *map(str, words)]
    subprocess.run(command, check=True, env=environment)


def font_folder() -> str:
    """The font cache that both read."""
    sys.path.insert(0, str(ROOT))
    from layout.fonts.store import default_cache

    return str(default_cache())


def measure(command: list[str]) -> Run:
    """Run a command to its end; leaves with its words when it fails."""
    with tempfile.TemporaryFile("w+") as words:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=words, cwd=ROOT, env=_ENVIRONMENT
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        words.seek(0)
        said = words.read()
    if process.returncode:
        sys.exit(f"{' '.join(command[:3])} … ended with {process.returncode}\n{said}")
    stages = {stage: int(ms) / 1000 for stage, ms in _STAGE.findall(said)}
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / _KIB, stages)


def report(pairs: list[tuple[Run, Run]], files: tuple[Path, Path]) -> list[str]:
    """Both tables, as lines of Markdown."""
    lines = ["| | | min | median | max |", "| --- | --- | ---: | ---: | ---: |"]
    for name, runs in zip(("banxin", "Typst"), zip(*pairs, strict=True), strict=True):
        lines += [
            _row(name, "wall s", [run.wall for run in runs]),
            _row("", "CPU s", [run.cpu for run in runs]),
            _row("", "peak MiB", [run.peak_mib for run in runs], digits=0),
        ]
    lines += [
        _row("banxin ÷ Typst", "wall", [ours.wall / theirs.wall for ours, theirs in pairs]),
        _row("", "CPU", [ours.cpu / theirs.cpu for ours, theirs in pairs]),
        _row("", "peak", [ours.peak_mib / theirs.peak_mib for ours, theirs in pairs]),
        "",
    ]
    for name, path in zip(("banxin", "Typst"), files, strict=True):
        lines.append(f"{name}: {page_count(path)} pages, {path.stat().st_size / 1e6:.2f} MB")
    return [*lines, "", *_stages([ours for ours, _ in pairs])]


def _stages(runs: list[Run]) -> list[str]:
    """Where the time goes; what no stage claims is start-up, imports and the file's writing."""
    lines = ["| banxin by stage, ms | min | median | max |", "| --- | ---: | ---: | ---: |"]
    for stage in runs[0].stages:
        values = [run.stages[stage] * 1000 for run in runs]
        lines.append(_row(stage, None, values, digits=0))
    rest = [(run.wall - sum(run.stages.values())) * 1000 for run in runs]
    lines.append(_row("start-up and the rest", None, rest, digits=0))
    return lines


def _row(name: str, unit: str | None, values: list[float], *, digits: int = 3) -> str:
    cells = (min(values), statistics.median(values), max(values))
    heads = [name] if unit is None else [name, unit]
    return f"| {' | '.join(heads)} | {' | '.join(f'{cell:.{digits}f}' for cell in cells)} |"


def page_count(path: Path) -> int:
    """Pages of a PDF."""
    import pikepdf

    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


if __name__ == "__main__":
    main()
