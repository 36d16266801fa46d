"""Dask schedulers and workers as processes of their own, as on machines of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from tests.support.batch_issues import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE_S = 60.0


class DaskProcesses:
    """A scheduler with workers; leaving the `with` block ends them all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "scheduler.json"
        self._processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> DaskProcesses:
        self.scheduler = self._start(
            "dask_scheduler", "--port", "0", "--host", "127.0.0.1",
            "--scheduler-file", str(self._file),
        )  # fmt: skip
        last = time.monotonic() + PATIENCE_S
        while not self._file.is_file() or not self._file.read_bytes().endswith(b"}"):
            assert time.monotonic() < last, "no scheduler came"
            time.sleep(0.02)
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.kill()
        for process in self._processes:
            process.wait()

    @property
    def address(self) -> str:
        """Where the scheduler answers."""
        return str(json.loads(self._file.read_bytes())["address"])

    def worker(self, name: str, program: Path = ROOT) -> subprocess.Popen[bytes]:
        """Start a worker of that name, which takes banxin from a folder."""
        return self._start(
            "dask_worker", "--scheduler-file", str(self._file), "--nthreads", "1",
            "--no-nanny", "--name", name, "--local-directory", str(self._folder),
            program=program,
        )  # fmt: skip

    def _start(self, kind: str, *words: str, program: Path = ROOT) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", f"distributed.cli.{kind}", "--no-dashboard", *words],
            env={**os.environ, "PYTHONPATH": str(program)},
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._processes.append(process)
        return process
