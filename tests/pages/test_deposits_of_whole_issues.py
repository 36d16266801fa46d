"""Whole issues as deposits: from the file alone, in an empty folder, the same file again."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from layout.audit.rebuild import rebuild
from layout.pipeline import BuildRequest, build_issue
from tests.support import real_issues
from tests.support.deposits import attached

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module", params=["sample", "real issue"])
def issue(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    real_issues.needs_fonts()
    if request.param == "sample":
        return real_issues.SAMPLE
    from layout.recover import recover_text, write_recovered

    source = real_issues.seed_path()
    found = recover_text(source.read_bytes(), name=source.stem)
    files = write_recovered(found, tmp_path_factory.mktemp("seed"))
    return next(path.parent for path in files if path.name == "issue.yaml")


@pytest.fixture(scope="module")
def deposit(issue: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    request = BuildRequest(issue, profile="archive", root=real_issues.ROOT, embed_sources=True)
    path = tmp_path_factory.mktemp("deposit") / "whole.pdf"
    path.write_bytes(build_issue(request).pdf)
    return path


def test_an_issue_comes_back_from_its_deposit_to_the_byte(
    deposit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = tmp_path / "alone.pdf"
    shutil.copy(deposit, alone)
    monkeypatch.chdir(tmp_path)
    made = rebuild(alone, tmp_path / "back")
    assert made.same_means
    assert made.identical
    assert made.pdf == deposit.read_bytes()


def test_a_deposit_holds_the_files_of_its_issue_as_they_are(deposit: Path, issue: Path) -> None:
    found = attached(deposit)
    inside = {name: content for name, content in found.items() if f"/{issue.name}/" in name}
    assert inside
    for name, content in inside.items():
        assert (issue / name.partition(f"/{issue.name}/")[2]).read_bytes() == content


def test_embedding_sources_changes_no_page(deposit: Path, issue: Path) -> None:
    import pikepdf

    plain = BuildRequest(
        issue, profile="archive", standards=("a-3a", "ua-1"), root=real_issues.ROOT
    )
    path = deposit.with_name("plain.pdf")
    path.write_bytes(build_issue(plain).pdf)
    with pikepdf.open(path) as one, pikepdf.open(deposit) as other:
        contents = [
            [page.Contents.read_bytes() for page in document.pages] for document in (one, other)
        ]
    assert contents[0] == contents[1]
