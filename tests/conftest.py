"""Fixtures that several kinds of tests share."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.support.command_line import CommandLine

if TYPE_CHECKING:
    from pathlib import Path

# How long an example takes depends on the machine, never on whether a rule holds. The suite
# draws the same examples wherever it runs; `make thorough` draws many more, new ones each time.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture
def banxin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> CommandLine:
    """The command line, run in a folder of its own with styles, a manifest and a plain face."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BANXIN_FONT_CACHE", str(tmp_path / "cache"))
    return CommandLine(tmp_path, capsys)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept`: what the tests find now is what they are to find from here on."""
    parser.addoption("--accept", action="store_true", help="write the golden files anew")
