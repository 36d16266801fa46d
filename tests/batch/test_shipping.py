"""Files that are sent to workers: all that is needed, nothing twice, and the same results."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.batch import remote
from layout.batch.census import (
    Census,
    Question,
    RoleFace,
    differences,
    question_of,
    take_census,
    versions_here,
)
from layout.batch.fingerprint import sum_of
from layout.batch.job import Cause, Job, JobResult, Status
from layout.batch.manifest import Limits, read_batch
from layout.batch.parcels import FOLDER, LINK, Packer, Parcel, Tree, packed
from layout.batch.remote import Done, Entry, Order
from layout.batch.supervisor import BUILDER
from layout.batch.work import run_job
from layout.project import house_folder
from tests.support.batch_issues import PICTURES, write_issue
from tests.support.batch_projects import BatchProject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.command_line import CommandLine

pytestmark = pytest.mark.skipif(os.name != "posix", reason="paths below a folder as below /")
LIMITS = Limits(seconds=120)


@pytest.fixture
def project(banxin: CommandLine) -> BatchProject:
    found = BatchProject(banxin, ("b",))
    write_issue(found.home, "a", 3, picture=PICTURES / "boat.jpg")
    found.write("scheduler: {address: local, files: ship}\n")
    return found


@pytest.fixture
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where a worker may keep files; it leaves when the test ends."""
    folder = tmp_path_factory.mktemp("scratch")
    yield folder
    remote.leave("t")
    assert list(folder.iterdir()) == []


def jobs_of(project: BatchProject) -> list[Job]:
    return list(read_batch(project.manifest).jobs())


def packer_of(job: Job) -> Packer:
    return Packer(job.font_path)


def entered(project: BatchProject, scratch: Path, token: str = "t") -> Parcel:
    """Ask this process in as a worker; gives what it was sent."""
    batch = read_batch(project.manifest)
    parcel = packed(Packer(tuple(map(os.fspath, batch.font_path))).faces(), {})
    question = question_of(batch)
    house = os.fspath(house_folder())
    entry = Entry(token, question, LIMITS, BUILDER, os.fspath(scratch), house, parcel)
    census = remote.enter(versions_here(), remote.pickled(entry))
    assert isinstance(census, Census)
    assert differences(take_census(question), census) == ()
    return parcel


def done_well(done: Done) -> tuple[JobResult, bytes]:
    assert done.result is not None
    assert done.result.status is Status.BUILT, done.result
    return done.result, done.pdf


def test_an_issue_is_built_from_what_was_sent_alone(
    project: BatchProject, scratch: Path
) -> None:
    first, second = jobs_of(project)
    wanted = {job.number: run_job(job) for job in (first, second)}
    there = dict(entered(project, scratch).listed)
    packer = packer_of(first)
    parcels = []
    for job in (first, second):
        parcels.append(packed(packer.listed(job), there))
        there = dict(parcels[-1].listed)
    project.folder.rename(project.folder.with_name("elsewhere"))
    try:
        for job, parcel in zip((first, second), parcels, strict=True):
            result, pdf = done_well(remote.work(Order("t", job, parcel)))
            assert sum_of(pdf) == result.sha256 == wanted[job.number].sha256
            assert set(result.used.inputs) == set(wanted[job.number].used.inputs)
            assert result.used.faces == wanted[job.number].used.faces
            assert result.used.places == wanted[job.number].used.places
            assert result.job == job
    finally:
        project.folder.with_name("elsewhere").rename(project.folder)


def test_what_issues_share_is_sent_once(project: BatchProject) -> None:
    first, second = jobs_of(project)
    packer = packer_of(first)
    faces = packed(packer.faces(), {})
    assert [Path(path).name for path, _ in faces.contents] == ["Plain-Test.ttf"]
    one = packed(packer.listed(first), dict(faces.listed))
    two = packed(packer.listed(second), dict(one.listed))
    assert {Path(path).name for path, _ in one.contents} >= {"publication.yaml", "fonts.yaml"}
    assert {path for path, _ in two.contents} == {
        os.fspath(path) for path in Path(second.issue).rglob("*") if path.is_file()
    }
    assert packed(packer.listed(second), dict(two.listed)).contents == ()


def test_other_issues_outputs_and_hidden_files_are_not_sent(project: BatchProject) -> None:
    project.write("output: river/out\nscheduler: {address: local, files: ship}\n")
    (project.home / ".hidden").write_bytes(b"x")
    (project.home / "out").mkdir()
    (project.home / "out" / "old.pdf").write_bytes(b"x")
    (project.home / "logos").mkdir()
    (project.home / "logos" / "mark.svg").write_bytes(b"x")
    first, second = jobs_of(project)
    listed = {
        os.path.relpath(path, project.home)
        for path in packer_of(first).listed(first)
        if path.startswith(os.fspath(project.home))
    }
    assert {"publication.yaml", "logos/mark.svg", "a/issue.yaml"} <= listed
    assert not any(name.startswith((".hidden", "out", "b")) for name in listed)
    assert second.issue_name == "b"


def test_an_issue_behind_links_is_found_behind_them_there(
    project: BatchProject, scratch: Path
) -> None:
    shutil.move(project.home / "a", project.folder / "kept")
    (project.home / "a").symlink_to(project.folder / "kept")
    (project.home / "publication.yaml").rename(project.folder / "publication.yaml")
    link = project.folder / "linked"
    link.symlink_to(project.home, target_is_directory=True)
    project.write(
        "scheduler: {address: local, files: ship}\n",
        "  - {path: linked, issues: [a]}\n",
    )
    (job,) = jobs_of(project)
    wanted = run_job(job)
    assert wanted.status is Status.BUILT, wanted
    there = dict(entered(project, scratch).listed)
    parcel = packed(packer_of(job).listed(job), there)
    result, pdf = done_well(remote.work(Order("t", job, parcel)))
    assert sum_of(pdf) == wanted.sha256
    assert set(result.used.inputs) == set(wanted.used.inputs)
    assert result.used.places == wanted.used.places


def test_a_worker_without_room_says_so_and_begins_anew(
    project: BatchProject, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = dict(entered(project, scratch).listed)
    job = jobs_of(project)[0]
    parcel = packed(packer_of(job).listed(job), there)

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        done = remote.work(Order("t", job, parcel))
    assert done.result is not None
    assert (done.result.cause, done.holds_tree) == (Cause.OUTPUT, False)
    assert "a worker could not keep what it was sent: No space" in str(done.result.findings[0])
    done_well(remote.work(Order("t", job, packed(packer_of(job).listed(job), {}))))


def test_a_worker_that_was_not_asked_in_does_nothing(project: BatchProject) -> None:
    assert remote.work(Order("unknown", jobs_of(project)[0])) == Done(None)


def test_what_a_batch_has_left_that_was_killed_is_cleared_up_by_the_next(
    project: BatchProject, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered(project, scratch, "killed")
    (left,) = scratch.iterdir()
    entered(project, scratch)
    assert left.is_dir()
    monkeypatch.setattr(remote, "IDLE_S", -1.0)
    entered(project, scratch)
    assert not left.exists()
    assert len(list(scratch.iterdir())) == 1


def test_a_worker_of_another_version_only_says_which_it_has() -> None:
    assert remote.enter(("banxin 0.0.1",), b"whatever another version sends") == versions_here()


NAMES = st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map(
    lambda at: "/" + "/".join(at)
)
CONTENTS = st.dictionaries(NAMES, st.binary(max_size=3) | st.none(), max_size=6)


def as_listed(found: dict[str, bytes | None]) -> dict[str, bytes | None]:
    """A tree that can be: no file has anything below it; None is a folder."""
    return {
        path: content
        for path, content in found.items()
        if not any(
            path.startswith(other + "/") and kept is not None for other, kept in found.items()
        )
    }


@given(st.lists(CONTENTS.map(as_listed), min_size=1, max_size=5))
def test_the_tree_always_holds_what_was_listed_last_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, states: list[dict[str, bytes | None]]
) -> None:
    folder = tmp_path_factory.mktemp("trees")
    source, tree = folder / "source", Tree(folder / "tree")
    there: dict[str, str] = {}
    for state in states:
        shutil.rmtree(source, ignore_errors=True)
        source.mkdir()
        listed = {}
        for path, content in state.items():
            place = source / path[1:]
            place.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                place.mkdir(exist_ok=True)
            else:
                place.write_bytes(content)
            kind = FOLDER if content is None else sum_of(content)
            listed[os.fspath(place)] = kind
        parcel = packed(listed, there)
        tree.hold(parcel)
        there = dict(parcel.listed)
        below = Path(tree.above + os.fspath(source))
        files = {path for path in below.rglob("*") if path.is_file()}
        assert {f"/{path.relative_to(below)}": path.read_bytes() for path in files} == {
            path: content for path, content in state.items() if content is not None
        }
        assert all((below / path[1:]).is_dir() for path in state if state[path] is None)


def test_a_link_in_the_tree_leads_to_the_tree(tmp_path: Path) -> None:
    tree = Tree(tmp_path / "tree")
    tree.hold(Parcel((("/l", LINK + "/real"), ("/real/x", sum_of(b"x"))), (("/real/x", b"x"),)))
    assert Path(tree.above, "l", "x").read_bytes() == b"x"


OWN = Census(
    ("banxin 1.0", "Python 3.12.1"),
    "p",
    "h",
    (
        RoleFace("song", "cache:s/Song.otf", "0", "1"),
        RoleFace("kai", "cache:k/Kai.otf", "0", "2"),
    ),
    (("/in", "names"),),
)
SONG, KAI = OWN.faces


@pytest.mark.parametrize(
    ("theirs", "words"),
    [
        ({}, ()),
        ({"versions": ("banxin 0.9", "Python 3.12.1")}, ("banxin 0.9, not 1.0",)),
        ({"versions": ("banxin 1.0",)}, ("Python -, not 3.12.1",)),
        (
            {"program": "q"},
            ("the source of banxin is another, though its version is the same",),
        ),
        ({"house": "i"}, ("the house's own styles are others",)),
        (
            {"faces": (RoleFace("song"), KAI)},
            ("no face Song.otf for the role `song`",),
        ),
        (
            {"faces": (SONG, RoleFace("kai", "cache:k/Kai.otf", "0", "3"))},
            ("the face Kai.otf is another",),
        ),
        (
            {"faces": (RoleFace("song", "/usr/Other.otf", "0", "1"), KAI)},
            ("the role `song` is set in Other.otf, not Song.otf",),
        ),
        ({"folders": (("/in", "gone"),)}, ("the folder /in is not there",)),
        ({"folders": (("/in", "others"),)}, ("the folder /in is another",)),
    ],
)
def test_how_workers_differ_is_told_in_words(
    theirs: dict[str, object], words: tuple[str, ...]
) -> None:
    found = {
        "versions": OWN.versions,
        "program": OWN.program,
        "house": OWN.house,
        "faces": OWN.faces,
        "folders": OWN.folders,
        **theirs,
    }
    assert differences(OWN, Census(**found)) == words  # type: ignore[arg-type]


def test_a_publication_that_is_not_shared_is_seen_to_be_missing(tmp_path: Path) -> None:
    home = tmp_path / "river"
    home.mkdir()
    own = take_census(Question(folders=(os.fspath(home),)))
    home.rmdir()
    theirs = take_census(Question(folders=(os.fspath(home),)))
    assert differences(own, theirs) == (f"the folder {home} is not there",)
