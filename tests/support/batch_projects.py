"""Batches on disk with the face drawn for tests, run in this process or as one of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from layout.batch.job import Job
from tests.support.batch_issues import ROOT, write_issue, write_publication

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.support.command_line import CommandLine

OWN = ".banxin-batch"


class BatchProject:
    """A manifest beside the styles and faces of a command line, with issues to be built."""

    def __init__(self, banxin: CommandLine, issues: Iterable[str] = ("a", "b", "c")) -> None:
        self.banxin = banxin
        self.folder = banxin.folder
        self.home = write_publication(self.folder / "river")
        self.issues = [write_issue(self.home, name, 3) for name in issues]
        self.manifest = self.folder / "batch.yaml"
        self.out = self.folder / "out"
        self.write()

    def write(self, more: str = "", publications: str = "  - path: river\n") -> Path:
        """Write the manifest."""
        text = f"publications:\n{publications}font_path: [faces]\n{more}"
        self.manifest.write_text(text, "utf-8")
        return self.manifest

    def built(self) -> dict[str, bytes]:
        """The files under their final names, by their path in the output folder."""
        return {
            path.relative_to(self.out).as_posix(): path.read_bytes()
            for path in sorted(self.out.rglob("*"))
            if path.is_file() and OWN not in path.parts
        }

    def left_over(self) -> list[Path]:
        """Files that are not whole yet, wherever they lie."""
        return [path for path in self.out.rglob(".banxin-*") if path.name != OWN]

    def start(self, *words: object) -> subprocess.Popen[bytes]:
        """`banxin batch` as a process of its own."""
        return start_batch(self.manifest, *words)


def start_batch(manifest: Path, *words: object) -> subprocess.Popen[bytes]:
    """`banxin batch` on a manifest as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "layout", "batch", manifest, *map(str, words)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def children(pid: int) -> set[int]:
    """The processes that a process has started and that are still there."""
    found = set()
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                fields = (folder / "stat").read_text("utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == pid and fields[0] != "Z":
                found.add(int(folder.name))
    return found


def workers_of(pid: int) -> set[int]:
    """Those that are workers by now: until a child runs its own program, its parent waits."""
    return {child for child in children(pid) if b"layout.batch.worker" in _call_of(child)}


def _call_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that is only waiting to be buried does not."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] not in {"Z", "X"}


def job_named(folder: Path, number: int, name: str) -> Job:
    """A job that nothing is read for."""
    output = folder / f"{number}.pdf"
    return Job(number, "p", name, str(folder), "screen", str(output), str(folder), str(folder))
