"""Whole issues, set with the house's own faces: the sample, and the seed where it is here."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from layout.errors import FontError
from layout.fonts import default_cache, load_fonts
from layout.pipeline import BuildRequest, BuildResult, build_issue

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "content" / "tideshore" / "2031-07"


def seed_path() -> Path:
    """The extracted text of a real issue; the test is skipped where it is absent."""
    named = os.environ.get("BANXIN_SEED")
    path = Path(named) if named else ROOT.parent / "shared" / "seed" / "qiantang-2021-04.txt"
    if not path.is_file():
        pytest.skip("the extracted text of the real issue is not on this machine")
    return path


def needs_fonts() -> None:
    """Skip where the house's faces have not been fetched (`make fonts`)."""
    try:
        fonts = load_fonts(ROOT / "fonts" / "fonts.yaml", cache=default_cache())
    except FontError:
        pytest.skip("the faces have not been fetched")
    if not fonts.font("song").han.face.key.startswith("NotoSerifSC"):
        pytest.skip("the house's own faces have not been fetched")


@cache
def sample(style: str | None = None) -> BuildResult:
    """The sample issue, built once for all tests."""
    needs_fonts()
    return build_issue(BuildRequest(SAMPLE, style=style, root=ROOT))


@cache
def recovered(folder: Path) -> BuildResult:
    """The seed, recovered into a folder and built."""
    from layout.recover import recover_text, write_recovered

    needs_fonts()
    source = seed_path()
    files = write_recovered(recover_text(source.read_bytes(), name=source.stem), folder)
    issue = next(path.parent for path in files if path.name == "issue.yaml")
    return build_issue(BuildRequest(issue, root=ROOT))
