"""Fixtures that several kinds of tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.support.command_line import CommandLine

if TYPE_CHECKING:
    from pathlib import Path

# How long an example takes depends on the machine, never on whether a rule holds.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture
def banxin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> CommandLine:
    """The command line, run in a folder of its own with styles, a manifest and a plain face."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BANXIN_FONT_CACHE", str(tmp_path / "cache"))
    return CommandLine(tmp_path, capsys)
