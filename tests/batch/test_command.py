"""`banxin batch`: what goes wrong with one issue stays with that issue; reports tell of it."""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from layout.batch.fingerprint import sum_of
from layout.batch.job import Cause, JobResult, Status
from layout.cli.batch_progress import Figures
from layout.diagnostics import error
from tests.support.batch_issues import DAMAGES, PICTURES, ROOT, write_issue
from tests.support.batch_projects import OWN, BatchProject, job_named

if TYPE_CHECKING:
    from typing import Any

    from tests.support.command_line import CommandLine


@pytest.fixture
def project(banxin: CommandLine) -> BatchProject:
    return BatchProject(banxin)


def failures(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["issue"]: one for one in document["issues"] if one["status"] == "failed"}


def test_broken_issues_are_named_and_all_others_are_built(banxin: CommandLine) -> None:
    project = BatchProject(banxin, ("good-1", "good-2"))
    for rule, damage in DAMAGES.items():
        issue = write_issue(project.home, rule, 3, picture=PICTURES / "boat.jpg")
        damage(issue)
    outcome = banxin("--json", "batch", project.manifest, "-j", "2")
    document = outcome.document
    assert outcome.code == 3
    assert (document["built"], document["failed"], document["ok"]) == (2, len(DAMAGES), False)
    found = failures(document)
    assert set(found) == set(DAMAGES)
    for rule, one in found.items():
        assert rule in {finding["rule"] for finding in one["findings"]}
    assert sorted(project.built()) == ["river/good-1-screen.pdf", "river/good-2-screen.pdf"]


def test_the_bytes_are_those_of_a_build_whoever_makes_them(project: BatchProject) -> None:
    assert project.banxin("-q", "batch", project.manifest, "-j", "1").code == 0
    alone = project.built()
    assert project.banxin("-q", "batch", project.manifest, "-j", "2", "--force").code == 0
    assert project.built() == alone
    output = project.folder / "one.pdf"
    assert project.banxin.build(project.issues[1], "-o", output).code == 0
    assert output.read_bytes() == alone["river/b-screen.pdf"]


def test_every_profile_is_built(project: BatchProject) -> None:
    project.write("profiles: [screen, proof]\n")
    assert project.banxin("-q", "batch", project.manifest).code == 0
    assert len(project.built()) == 6


def test_the_report_tells_of_every_file(project: BatchProject) -> None:
    report = project.folder / "reports" / "report.json"
    outcome = project.banxin("batch", project.manifest, "--report", report)
    document = json.loads(report.read_bytes())
    assert outcome.out.strip() == str(project.out)
    assert document["schema"] == "banxin/batch/1"
    assert [one["issue"] for one in document["issues"]] == ["a", "b", "c"]
    for one in document["issues"]:
        content = (project.out / one["output"]).read_bytes()
        assert (one["sha256"], one["bytes"]) == (sum_of(content), len(content))
        assert one["why"] == "it was not built before"


def test_lines_are_told_where_there_is_no_terminal(project: BatchProject) -> None:
    outcome = project.banxin("batch", project.manifest, "-j", "1")
    lines = outcome.err.splitlines()
    assert [line.split(":")[0] for line in lines[:3]] == [
        f"built    river/{one} screen" for one in "abc"
    ]
    assert lines[3].startswith("3 built, 0 current, 0 failed; ")


def test_the_table_of_a_terminal_has_a_line_for_each_failure() -> None:
    figures = Figures(3, 2)
    job = job_named(Path("/nowhere"), 1, "a")
    reason = error("yaml-syntax", "something that takes a good many words to be told " * 3)
    figures.add(JobResult(job, Status.BUILT, pages=5))
    figures.add(JobResult(job, Status.FAILED, Cause.CONTENT, (reason,)))
    console = Console(width=60, file=io.StringIO(), force_terminal=False)
    with console.capture() as capture:
        console.print(figures.table())
    *table, failure = capture.get().rstrip().splitlines()
    assert [cell.strip() for cell in table[4].split("│")[1:5]] == ["2/3", "1", "0", "1"]
    assert failure.startswith("p/a screen: error yaml-syntax: something")
    assert failure.endswith("…")
    assert len(failure) == 60


def test_junit_counts_failures_and_bears_any_text(project: BatchProject) -> None:
    (project.home / "b" / "articles" / "01-copy.md").write_text("---\n<&\x01\n---\n", "utf-8")
    junit = project.folder / "junit.xml"
    assert project.banxin("-q", "batch", project.manifest, "--junit", junit).code == 3
    suite = ET.parse(junit).getroot()[0]
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")
    cases = {case.get("name"): case for case in suite}
    assert set(cases) == {"a screen", "b screen", "c screen"}
    failure = cases["b screen"].find("failure")
    assert failure is not None
    assert failure.get("type") == "content"
    assert "control-character" in str(failure.get("message"))


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sources: list[str] = []
        self.issues: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.sources += [str(found[key]) for key in ("src", "href") if key in found]
        if tag == "li" and "issue" in str(found.get("class")):
            self.issues.append(str(found["class"]))


def test_the_overview_shows_each_issue_and_holds_all_it_shows(project: BatchProject) -> None:
    (project.home / "b" / "issue.yaml").write_text("issue: {title: <script>}\nx: 1\n", "utf-8")
    html = project.folder / "batch.html"
    assert project.banxin("-q", "batch", project.manifest, "--html", html).code == 3
    text = html.read_text("utf-8")
    page = _Page()
    page.feed(text)
    assert page.issues == ["issue built", "issue failed", "issue built"]
    assert [source[:23] for source in page.sources] == ["data:image/jpeg;base64,"] * 2
    assert "<script" not in text


def test_each_issue_has_a_log(project: BatchProject) -> None:
    (project.home / "b" / "issue.yaml").write_text("x: 1\n", "utf-8")
    assert project.banxin("-q", "batch", project.manifest).code == 3
    logs = sorted((project.out / OWN / "logs" / "river").iterdir())
    assert [log.name for log in logs] == [f"{name}-screen.pdf.log" for name in "abc"]
    assert "unknown-key" in logs[1].read_text("utf-8")


def test_a_dry_run_tells_what_would_be_built_and_writes_nothing(project: BatchProject) -> None:
    outcome = project.banxin("batch", project.manifest, "--dry-run")
    assert outcome.code == 0
    assert outcome.out.splitlines()[0] == "build  river/a screen: it was not built before"
    assert not project.out.exists()


def test_strict_and_fail_on_refuse_what_a_build_refuses(project: BatchProject) -> None:
    issue = project.home / "b" / "articles" / "01-copy.md"
    issue.write_text(issue.read_text("utf-8") + "\n![](images/x.jpg)\n", "utf-8")
    (project.home / "b" / "images").mkdir()
    (project.home / "b" / "images" / "x.jpg").write_bytes((PICTURES / "boat.jpg").read_bytes())
    words = ("--json", "batch", project.manifest)
    assert project.banxin(*words).code == 0
    refused = project.banxin(*words, "--fail-on", "missing-alt")
    assert refused.code == 3
    assert {name: one["cause"] for name, one in failures(refused.document).items()} == {
        "b": "refused"
    }
    assert "b" in failures(project.banxin(*words, "--strict").document)


@pytest.mark.parametrize(
    "words",
    [
        ("batch.yaml", "--force", "--resume"),
        ("batch.yaml", "-j", "0"),
        ("batch.yaml", "--fail-on", "nothing-known"),
        ("batch.yaml", "--report", "batch.yaml"),
        ("batch.yaml", "--report", "x", "--html", "x"),
        ("batch.yaml", "--html", "out/river/a-screen.pdf"),
        ("lost.yaml",),
    ],
)
def test_a_wrong_call_is_refused_before_any_work(
    project: BatchProject, words: tuple[str, ...]
) -> None:
    assert project.banxin("batch", *words).code == 2
    assert not project.out.exists()


def test_a_folder_that_cannot_be_written_fails_only_the_issue_that_needs_it(
    project: BatchProject,
) -> None:
    project.write('name: "{publication}/{issue}/all.pdf"\n')
    (project.out / "river").mkdir(parents=True)
    (project.out / "river" / "b").write_bytes(b"")  # a file where a folder should be
    outcome = project.banxin("--json", "batch", project.manifest)
    assert outcome.code == 3
    (failed,) = failures(outcome.document).values()
    assert (failed["issue"], failed["cause"]) == ("b", "output")
    assert "is a file, not a folder" in failed["findings"][-1]["message"]
    assert len(project.built()) == 3  # two issues, and the file in the way


@pytest.mark.skipif(sys.platform != "linux", reason="the size of files is limited by Linux")
def test_a_disk_that_is_full_fails_only_the_issue_that_does_not_fit(
    banxin: CommandLine,
) -> None:
    """Files may be so long here that all but the issue with a large picture fit."""
    project = BatchProject(banxin, ("a", "c"))
    write_issue(project.home, "b", 3, picture=PICTURES / "cover.jpg")
    assert banxin("-q", "batch", project.manifest).code == 0
    sizes = {name: len(content) for name, content in project.built().items()}
    most = (sizes["river/b-screen.pdf"] + max(sizes["river/a-screen.pdf"], 1)) // 2
    assert sizes["river/c-screen.pdf"] < most < sizes["river/b-screen.pdf"]
    before = project.built()
    done = subprocess.run(
        [sys.executable, "-P", "-m", "layout", "--json", "batch", project.manifest, "--force"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    assert done.returncode == 3, done.stderr.decode()
    (failed,) = failures(json.loads(done.stdout)).values()
    assert (failed["issue"], failed["cause"]) == ("b", "output")
    assert "File too large" in failed["findings"][-1]["message"]
    assert project.built() == before
    assert project.left_over() == []


def test_an_output_folder_that_cannot_be_made_is_told_at_once(project: BatchProject) -> None:
    project.out.write_bytes(b"")
    outcome = project.banxin("batch", project.manifest)
    assert outcome.code == 5
    assert "cannot-write" in outcome.err


def test_files_that_a_broken_off_batch_has_left_are_cleared_away(project: BatchProject) -> None:
    left: Path = project.out / OWN / "staging" / ".banxin-0123456789ab"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half a file")
    assert project.banxin("-q", "batch", project.manifest).code == 0
    assert not left.exists()
