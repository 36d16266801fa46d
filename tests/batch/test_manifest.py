"""A manifest is checked whole before any work starts, and told with line and column."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.batch.asked import AskedScheduler
from layout.batch.manifest import Batch, read_batch
from layout.batch.naming import check_pattern, same_file_key
from layout.batch.work import request_of, settings_of
from layout.errors import ProjectError

if TYPE_CHECKING:
    from pathlib import Path

    from layout.diagnostics import Diagnostic


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two publications with a few empty issues."""
    for name in ("river/2030-01", "river/2030-02", "river/2031-01", "sea/2031-01"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "issue.yaml").write_bytes(b"")
    (tmp_path / "river" / "drafts").mkdir()
    return tmp_path


def read(folder: Path, text: str) -> Batch:
    (folder / "batch.yaml").write_text(text, "utf-8")
    return read_batch(folder / "batch.yaml", root=folder)


def faults(folder: Path, text: str) -> list[Diagnostic]:
    with pytest.raises(ProjectError) as refused:
        read(folder, text)
    return list(refused.value.diagnostics)


def only_fault(folder: Path, text: str) -> tuple[str, str]:
    """The rule and the place of the one fault of a manifest."""
    (found,) = faults(folder, text)
    return found.rule, str(found.span)


def names(batch: Batch) -> list[str]:
    return [job.name for job in batch.jobs()]


def test_a_pattern_takes_in_folders_that_are_issues(folder: Path) -> None:
    batch = read(folder, "publications: [{path: river}]")
    assert names(batch) == [f"river/{one} screen" for one in ("2030-01", "2030-02", "2031-01")]


def test_exclusions_strike_out_and_an_issue_taken_in_twice_is_one(folder: Path) -> None:
    text = "publications:\n  - path: river\n    issues: ['*', 2030-01]\n    exclude: [2031*]\n"
    assert names(read(folder, text)) == ["river/2030-01 screen", "river/2030-02 screen"]


def test_a_publication_may_have_profiles_of_its_own(folder: Path) -> None:
    text = (
        "profiles: [screen]\npublications:\n  - path: river\n    issues: [2031-01]\n"
        "  - {path: sea, profiles: [proof, archive]}\n"
    )
    batch = read(folder, text)
    wanted = ["river/2031-01 screen", "sea/2031-01 proof", "sea/2031-01 archive"]
    assert names(batch) == wanted
    assert len(batch) == 3


def test_outputs_are_named_by_the_pattern(folder: Path) -> None:
    text = 'name: "{profile}/{publication}_{issue}.pdf"\noutput: o\npublications: [{path: sea}]'
    (job,) = read(folder, text).jobs()
    assert job.output == str(folder / "o" / "screen" / "sea_2031-01.pdf")


def test_limits_have_units(folder: Path) -> None:
    text = "publications: [{path: sea}]\nlimits: {time: 2min, memory: 1GB, attempts: 3}"
    limits = read(folder, text).limits
    assert (limits.seconds, limits.memory, limits.attempts) == (120, 10**9, 3)


def test_a_scheduler_is_a_word_or_an_address_with_more_words(folder: Path) -> None:
    more = "{address: 'tls://[::1]:8786', files: ship, allowed_failures: 0, wait: 2min}"
    found = [
        read(folder, f"{SEA}scheduler: {words}\n").scheduler
        for words in ("processes", "local", "tcp://head:8786", more)
    ]
    assert [one.is_cluster for one in found] == [False, True, True, True]
    assert found[-1] == AskedScheduler("tls://[::1]:8786", "ship", 0, 120.0)


SEA = "publications: [{path: sea}]\n"


@pytest.mark.parametrize(
    ("text", "rule", "place"),
    [
        ("publications:\n  - path: lake\n", "no-such-publication", "2:11"),
        ("publications:\n  - path: river\n    issues: [1999-01]\n", "no-such-issue", "3:14"),
        ("publications:\n  - path: river\n    issues: ['1*']\n", "empty-selection", "3:14"),
        ("publications:\n  - path: river\n    exclude: ['*']\n", "empty-selection", "2:5"),
        ("publications:\n  - path: river\n    issues: [../sea]\n", "path-outside", "3:14"),
        (SEA + "profiles: [screen, scren]\n", "unknown-profile", "2:20"),
        (SEA + "standards: [a-9]\n", "unknown-standard", "2:12"),
        (SEA + "standards: [a-2u, a-3u]\n", "standards-apart", "2:12"),
        (SEA + "style: baroque\n", "no-such-style", "2:8"),
        (SEA + "scheduler: cron\n", "unknown-scheduler", "2:12"),
        (SEA + "scheduler: tcp://head\n", "unknown-scheduler", "2:12"),
        (SEA + "scheduler: {address: http://head:80}\n", "unknown-scheduler", "2:22"),
        (SEA + "scheduler: {address: local, files: copied}\n", "unknown-value", "2:36"),
        (SEA + "scheduler: {address: local, wait: long}\n", "wrong-value", "2:35"),
        (SEA + "scheduler: {address: local, file: ship}\n", "unknown-key", "2:29"),
        (SEA + "font_path: [nowhere]\n", "no-such-folder", "2:13"),
        (SEA + "root: nowhere\n", "no-such-folder", "2:7"),
        (SEA + "colour: red\n", "unknown-key", "2:1"),
        (SEA + "jobs: many\n", "wrong-type", "2:7"),
        (SEA + "limits: {time: 5}\n", "wrong-value", "2:16"),
        (SEA + "limits: {memory: 3 bytes}\n", "wrong-value", "2:18"),
        (SEA + "limits: {memory: 1MiB}\n", "wrong-value", "2:18"),
        (SEA + 'name: "{isue}.pdf"\n', "bad-name", "2:7"),
        (SEA + 'name: "{issue.__class__}.pdf"\n', "bad-name", "2:7"),
        (SEA + 'name: "../{issue}.pdf"\n', "bad-name", "2:7"),
        (SEA + 'name: "{issue}"\n', "bad-name", "2:7"),
        (SEA + "output: sea/2031-01/out\n", "output-is-source", "1:15"),
        ("publications: []\n", "wrong-value", "1:15"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(
    folder: Path, text: str, rule: str, place: str
) -> None:
    assert only_fault(folder, text) == (rule, f"batch.yaml:{place}")


def test_all_faults_are_told_at_once(folder: Path) -> None:
    text = "publications:\n  - path: lake\n  - {path: river, issues: [x]}\nprofiles: [y]\n"
    found = [one.rule for one in faults(folder, text)]
    assert sorted(found) == ["no-such-issue", "no-such-publication", "unknown-profile"]


def test_two_outputs_of_one_name_are_refused(folder: Path) -> None:
    text = 'publications: [{path: river}, {path: sea}]\nname: "{issue}.pdf"\n'
    assert only_fault(folder, text) == ("same-name", "batch.yaml:2:7")


def test_names_that_differ_in_case_only_are_one_name(folder: Path) -> None:
    for name in ("A", "a"):
        (folder / "river" / name).mkdir()
        (folder / "river" / name / "issue.yaml").write_bytes(b"")
    text = "publications: [{path: river, issues: [A, a]}]\n"
    assert [one.rule for one in faults(folder, text)] == ["same-name"]


@given(st.text(max_size=20))
def test_the_unicode_form_of_a_name_does_not_part_files(name: str) -> None:
    keys = {same_file_key(unicodedata.normalize(form, name)) for form in ("NFC", "NFD")}
    assert keys == {same_file_key(name)}
    assert same_file_key(same_file_key(name)) == same_file_key(name)


def test_a_file_that_is_no_pdf_is_not_replaced(folder: Path) -> None:
    (folder / "out" / "sea").mkdir(parents=True)
    (folder / "out" / "sea" / "2031-01-screen.pdf").write_text("my notes", "utf-8")
    assert [one.rule for one in faults(folder, SEA)] == ["output-is-source"]


def test_an_exclusion_that_strikes_out_nothing_is_a_warning(folder: Path) -> None:
    batch = read(folder, "publications: [{path: sea, exclude: [1999*]}]")
    (found,) = batch.findings
    assert (found.rule, str(found.span)) == ("empty-exclusion", "batch.yaml:1:38")


@given(st.text(max_size=12))
def test_every_pattern_is_sound_or_told_to_be_wrong(pattern: str) -> None:
    told = check_pattern(pattern)
    assert told is not None or pattern.endswith(".pdf")


def test_a_printer_goes_with_every_job_and_into_what_its_file_depends_on(folder: Path) -> None:
    text = "printer: web\npublications: [{path: sea}, {path: river, printer: sheetfed}]"
    jobs = list(read(folder, text).jobs())
    assert {job.printer for job in jobs if job.publication == "sea"} == {"web"}
    assert {job.printer for job in jobs if job.publication == "river"} == {"sheetfed"}
    assert request_of(jobs[0]).printer == "web"
    assert "printer web" in settings_of(jobs[0], ())
