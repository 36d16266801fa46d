"""One job: what it reads is noted, whatever is wrong comes back as a result."""

from __future__ import annotations

import os
import pickle
from typing import TYPE_CHECKING

import pytest

from layout.batch import work
from layout.batch.fingerprint import Faces
from layout.batch.job import Cause, Job, JobResult, Status
from layout.batch.work import ComposingRoom, run_job
from tests.support.real_issues import ROOT, SAMPLE, needs_fonts, sample

if TYPE_CHECKING:
    from pathlib import Path


def job_of(issue: Path, folder: Path, **words: object) -> Job:
    job = Job(
        *(0, issue.parent.name, issue.name, str(issue), "screen"),
        *(str(folder / "o.pdf"), str(folder / "staging"), str(ROOT)),
        root=str(ROOT),
    )
    from layout.record import replace

    return replace(job, **words)


def test_every_file_of_the_sample_that_is_used_is_noted(tmp_path: Path) -> None:
    needs_fonts()
    result = run_job(job_of(SAMPLE, tmp_path))
    assert result.status is Status.BUILT
    noted = {one.path for one in result.used.inputs}
    folder = SAMPLE.relative_to(ROOT).as_posix()
    there = {path.relative_to(ROOT).as_posix() for path in SAMPLE.rglob("*") if path.is_file()}
    assert there - noted == set()
    beside = {one for one in noted if not one.startswith(f"{folder}/")}
    assert beside == {
        "content/tideshore/publication.yaml",
        "fonts/fonts.yaml",
        "styles/magazine.yaml",
    }


def test_a_warm_process_gives_the_bytes_of_a_cold_build(tmp_path: Path) -> None:
    needs_fonts()
    room = ComposingRoom()
    specimen = SAMPLE.parent / "specimen"
    for issue in (specimen, SAMPLE, specimen, SAMPLE):
        assert run_job(job_of(issue, tmp_path), room).status is Status.BUILT
    assert (tmp_path / "o.pdf").read_bytes() == sample().pdf


def test_a_style_that_is_kept_is_read_again_when_it_has_changed(tmp_path: Path) -> None:
    """Even between two issues of one run, and without another time or size."""
    needs_fonts()
    room, root = ComposingRoom(), tmp_path / "house"
    (root / "styles").mkdir(parents=True)
    (root / "fonts").mkdir()
    for file in ("fonts/fonts.yaml", "styles/magazine.yaml"):
        (root / file).write_bytes((ROOT / file).read_bytes())
    job = job_of(SAMPLE.parent / "specimen", tmp_path, root=str(root))
    first, again = run_job(job, room), run_job(job, room)
    assert first.sha256 == again.sha256
    assert first.used == again.used
    style = root / "styles" / "magazine.yaml"
    text, times = style.read_text("utf-8"), style.stat()
    assert "210mm" in text
    style.write_text(text.replace("210mm", "211mm"), "utf-8")
    os.utime(style, ns=(times.st_atime_ns, times.st_mtime_ns))
    changed = run_job(job, room)
    assert changed.sha256 not in {"", first.sha256}
    assert run_job(job).sha256 == changed.sha256


def test_the_faces_of_a_job_are_those_that_set_it(tmp_path: Path) -> None:
    """Every face in the file is noted, whatever issue was set before in the same process."""
    needs_fonts()
    room = ComposingRoom()
    specimen = job_of(SAMPLE.parent / "specimen", tmp_path)
    first = run_job(specimen, room).used.faces
    run_job(job_of(SAMPLE, tmp_path), room)
    assert run_job(specimen, room).used.faces == first
    assert first
    assert all(one.path.startswith("cache:") for one in first)


def test_a_face_that_is_replaced_after_it_was_opened_is_not_taken_for_the_one_used(
    tmp_path: Path,
) -> None:
    face, sums = tmp_path / "face.ttf", Faces()
    face.write_bytes(b"as it was opened")
    sums.opened(str(face))
    (tmp_path / "other").write_bytes(b"as it is later on")
    (tmp_path / "other").replace(face)
    assert sums.sum(str(face)) != Faces().sum(str(face))


def test_a_job_and_its_result_can_be_carried_anywhere(tmp_path: Path) -> None:
    needs_fonts()
    job = job_of(SAMPLE.parent / "specimen", tmp_path)
    result = run_job(pickle.loads(pickle.dumps(job)))
    assert isinstance(result, JobResult)
    assert pickle.loads(pickle.dumps(result)) == result


@pytest.mark.parametrize(
    ("fault", "cause"),
    [(MemoryError(), Cause.MEMORY), (RuntimeError("odd"), Cause.INTERNAL)],
)
def test_a_fault_of_ours_is_a_result_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception, cause: Cause
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(work, "build_issue", fails)
    result = run_job(job_of(SAMPLE, tmp_path))
    assert (result.status, result.cause) == (Status.FAILED, cause)
    if cause is Cause.INTERNAL:
        assert "RuntimeError: odd" in result.findings[0].message
        assert "in fails" in result.log


def test_an_issue_that_is_not_there_is_a_result(tmp_path: Path) -> None:
    result = run_job(job_of(tmp_path / "nowhere", tmp_path))
    assert (result.status, result.cause) == (Status.FAILED, Cause.CONTENT)
    assert not (tmp_path / "o.pdf").exists()


@pytest.mark.parametrize("profile", ["screen", "archive"])
def test_each_profile_is_held_to_its_standards(tmp_path: Path, profile: str) -> None:
    needs_fonts()
    result = run_job(job_of(SAMPLE.parent / "specimen", tmp_path, profile=profile))
    assert result.status is Status.BUILT


def test_an_unknown_profile_is_a_result(tmp_path: Path) -> None:
    result = run_job(job_of(SAMPLE, tmp_path, profile="cinema"))
    assert result.cause is Cause.PROFILE
