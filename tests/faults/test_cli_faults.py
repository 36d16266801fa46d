"""Bad input ends in words and an exit code; only faults of ours keep their traceback."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import layout.cli.build
from layout.pipeline import RULES

if TYPE_CHECKING:
    from tests.support.command_line import CommandLine

CONTENT, USAGE, MISSING, OUTPUT, NOT_CONFORMING, INTERRUPTED = 1, 2, 4, 5, 6, 130


def test_every_fault_of_the_manuscript_is_told_with_its_place(banxin: CommandLine) -> None:
    publication = banxin.new()
    article = publication / "2031-01" / "articles" / "02-first.md"
    text = (
        article.read_text("utf-8").replace("rubric:", "rubrik:") + "\n::: sidebaar\n一\n:::\n"
    )
    article.write_text(text, "utf-8")
    done = banxin.build(publication)
    assert done.code == CONTENT
    assert "2031-01/articles/02-first.md:4:1" in done.err
    assert "rubrik" in done.err
    assert "sidebaar" in done.err
    assert not (banxin.folder / "out").exists()


def test_a_build_that_fails_leaves_the_last_good_file(banxin: CommandLine) -> None:
    publication = banxin.new()
    banxin.build(publication, "-o", "issue.pdf")
    good = (banxin.folder / "issue.pdf").read_bytes()
    (publication / "2031-01" / "issue.yaml").write_text("issue: [", "utf-8")
    assert banxin.build(publication, "-o", "issue.pdf").code == CONTENT
    assert (banxin.folder / "issue.pdf").read_bytes() == good


def test_faults_are_one_json_document_when_asked_for(banxin: CommandLine) -> None:
    publication = banxin.new()
    (publication / "2031-01" / "issue.yaml").write_text("issue: {titel: 一}\n", "utf-8")
    done = banxin.build(publication, before=("--json",))
    assert done.code == CONTENT
    assert done.document["ok"] is False
    for finding in done.document["findings"]:
        assert finding["severity"] == "error"
        assert finding["rule"]
        assert finding["message"]
    assert {finding["file"] for finding in done.document["findings"]} == {"2031-01/issue.yaml"}


@pytest.mark.parametrize("name", ["nowhere", "empty", "twins", "file.txt"])
def test_an_issue_that_cannot_be_found_is_a_usage_error(name: str, banxin: CommandLine) -> None:
    (banxin.folder / "empty").mkdir()
    (banxin.folder / "file.txt").write_text("no issue", "utf-8")
    for issue in ("2031-01", "2031-02"):
        (banxin.folder / "twins" / issue).mkdir(parents=True)
        (banxin.folder / "twins" / issue / "issue.yaml").write_text("", "utf-8")
    done = banxin.build(banxin.folder / name)
    assert done.code == USAGE
    assert name in done.err
    assert done.out == ""


def test_a_publication_of_two_issues_names_them(banxin: CommandLine) -> None:
    publication = banxin.new()
    (publication / "2031-02").mkdir()
    (publication / "2031-02" / "issue.yaml").write_text("", "utf-8")
    assert "2031-01, 2031-02" in banxin.build(publication).err


@pytest.mark.parametrize("words", [("--style", "nope"), ("--profile", "nope")])
def test_an_unknown_style_or_profile_is_told_with_those_there_are(
    words: tuple[str, ...], banxin: CommandLine
) -> None:
    done = banxin.build(banxin.new(), *words)
    assert done.code in {CONTENT, USAGE, MISSING}
    assert "nope" in done.err
    assert ("magazine" if "--style" in words else "screen") in done.err


@pytest.mark.parametrize(
    ("standards", "word"),
    [
        (("a-9z",), "a-2u"),
        (("a-2b", "a-3b"), "build the issue once for each"),
        (("a-4", "ua-1"), "PDF/A-2 and PDF/A-3"),
    ],
)
def test_standards_that_no_file_keeps_are_told_before_anything_is_read(
    standards: tuple[str, ...], word: str, banxin: CommandLine
) -> None:
    asked = [option for name in standards for option in ("--standard", name)]
    done = banxin.build(banxin.new(), "--profile", "archive", *asked)
    assert done.code == MISSING
    assert word in done.err
    assert not (banxin.folder / "out").exists()


def test_what_a_standard_forbids_stops_the_build_with_its_own_code(banxin: CommandLine) -> None:
    publication = banxin.new()
    article = next((publication / "2031-01" / "articles").glob("*.md"))
    article.write_text(article.read_text("utf-8") + "\n\U0001f3ee\n", "utf-8")
    assert banxin.build(publication).code == 0
    done = banxin.build(publication, "--standard", "a-2u", "-o", "kept.pdf")
    assert done.code == NOT_CONFORMING
    assert "U+1F3EE" in done.err
    assert not (banxin.folder / "kept.pdf").exists()


def test_a_root_that_is_no_folder_is_a_usage_error(banxin: CommandLine) -> None:
    done = banxin.build(banxin.new(), before=("--root", "nowhere"))
    assert done.code == USAGE
    assert "nowhere" in done.err


def test_fonts_that_are_nowhere_end_with_the_remedy(banxin: CommandLine) -> None:
    done = banxin("build", banxin.new())
    assert done.code == MISSING
    assert "banxin fonts fetch" in done.err


def test_output_that_cannot_be_written_is_named(banxin: CommandLine) -> None:
    (banxin.folder / "folder").mkdir()
    done = banxin.build(banxin.new(), "-o", "folder")
    assert done.code == OUTPUT
    assert "folder" in done.err


@pytest.mark.parametrize("option", ["--style", "--font-path", "-o", "--layout-json"])
def test_an_empty_value_is_refused_not_passed_over(option: str, banxin: CommandLine) -> None:
    done = banxin.build(banxin.new(), option, "")
    assert done.code == USAGE
    assert "is empty" in done.err
    assert not (banxin.folder / "out").exists()


@pytest.mark.parametrize("style", ["../styles/gazette", "{folder}/styles/gazette", "a\\b"])
def test_a_style_is_a_name_and_never_a_path(style: str, banxin: CommandLine) -> None:
    style = style.format(folder=banxin.folder)
    done = banxin.build(banxin.new(), "--style", style)
    assert done.code == CONTENT
    assert "is a path, not a name" in done.err
    publication = banxin.new("other") / "publication.yaml"
    publication.write_text(f"title: 新刊\nstyle: '{style}'\n", "utf-8")
    assert "is a path, not a name" in banxin.build(publication.parent).err


def test_a_rule_that_no_build_gives_is_refused_with_those_there_are(
    banxin: CommandLine,
) -> None:
    done = banxin.build(banxin.new(), "--fail-on", "overset,missing-glyf")
    assert done.code == USAGE
    assert "no rule 'missing-glyf'; there are " in done.err
    for rule in sorted(RULES):
        assert rule in done.err
        assert banxin.build(banxin.new(rule), "--fail-on", f" {rule} ,").code == 0


def test_every_finding_that_rides_along_can_be_made_an_error() -> None:
    """All warnings and notes of the packages a build runs through are known to --fail-on."""
    home = Path(layout.__file__).parent
    stages = ("content", "styles", "fonts", "images", "text", "flow", "pdf", "surround")
    files = [file for stage in stages for file in (home / stage).rglob("*.py")]
    trees = [ast.parse(file.read_text("utf-8")) for file in files if file.name != "fetch.py"]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert {rule for call in calls for rule in riding_rules(call)} == set(RULES)


def riding_rules(call: ast.Call) -> list[str]:
    """The rule of a call that makes a warning or a note: `warning(…)`, `faults.warn(…)`."""
    name = getattr(call.func, "id", "") or getattr(call.func, "attr", "")
    place = {"warning": 0, "warn": 0, "Diagnostic": 1}.get(name)
    if place is None or len(call.args) <= place:
        return []
    gravity = ast.unparse(call.args[0])
    if name == "Diagnostic" and not gravity.endswith(("WARNING", "NOTE")):
        return []
    rule = call.args[place]
    return [str(rule.value)] if isinstance(rule, ast.Constant) else []


@pytest.mark.parametrize("pages", ["-3", "3-", "-", "2,,3", "2,", "3-2"])
def test_pages_that_are_no_range_are_told_with_an_example(
    pages: str, banxin: CommandLine
) -> None:
    done = banxin.build(banxin.new(), f"--pages={pages}")
    assert done.code == CONTENT
    assert "is no range of pages" in done.err
    assert "3-8,11" in done.err


def test_a_font_folder_that_is_not_there_is_a_usage_error(banxin: CommandLine) -> None:
    done = banxin.build(banxin.new(), "--font-path", "faecs")
    assert done.code == USAGE
    assert "faecs is no folder of fonts" in done.err


def test_an_interrupted_build_ends_with_130(
    banxin: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    publication = banxin.new()
    monkeypatch.setattr(layout.cli.build, "build_issue", interrupt)
    done = banxin.build(publication)
    assert done.code == INTERRUPTED
    assert "interrupted" in done.err


def test_a_fault_of_ours_keeps_its_traceback(
    banxin: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    publication = banxin.new()
    monkeypatch.setattr(layout.cli.build, "build_issue", fail)
    with pytest.raises(ZeroDivisionError):
        banxin.build(publication)


@pytest.mark.parametrize("content", [None, b"", b"\x00\x01\x02\xff\xfe" * 40])
def test_a_source_that_is_missing_or_no_text_is_told(
    content: bytes | None, banxin: CommandLine
) -> None:
    source: Path = banxin.folder / "old-issue.txt"
    if content is not None:
        source.write_bytes(content)
    done = banxin("recover", source, "-o", "recovered")
    assert done.code in {CONTENT, USAGE}
    assert "old-issue" in done.err
    assert not (banxin.folder / "recovered").exists()


def _recovered_issue(banxin: CommandLine) -> Path:
    copy = "街坊\n\n从第一页开始\n\n" + "把这一段换成你自己的文字。" * 9 + "\n"
    (banxin.folder / "old.txt").write_text(copy, "utf-8")
    done = banxin("recover", "old.txt", "-o", "recovered")
    assert done.code == 0, done.err
    issue: Path = banxin.folder / done.out.strip()
    return issue


def test_recovering_again_never_replaces_what_an_editor_wrote(banxin: CommandLine) -> None:
    issue = _recovered_issue(banxin)
    (article,) = [path for path in (issue / "articles").iterdir() if "一页" in path.read_text()]
    article.write_text(article.read_text("utf-8").replace("一页", "壹页"), "utf-8")
    (issue / "review" / "report.md").unlink()
    done = banxin("recover", "old.txt", "-o", "recovered")
    assert done.code == OUTPUT
    assert article.name in done.err
    assert "--force" in done.err
    assert "壹页" in article.read_text("utf-8")
    assert not (issue / "review" / "report.md").exists()  # nothing at all is written


def test_recovering_again_by_force_replaces_what_is_there(banxin: CommandLine) -> None:
    issue = _recovered_issue(banxin)
    before = {path: path.read_bytes() for path in issue.rglob("*") if path.is_file()}
    for path in before:
        path.write_text("changed", "utf-8")
    assert banxin("recover", "old.txt", "-o", "recovered", "--force").code == 0
    assert {path: path.read_bytes() for path in before} == before


def test_recovering_the_same_again_changes_nothing_and_is_no_fault(banxin: CommandLine) -> None:
    issue = _recovered_issue(banxin)
    before = {path: path.read_bytes() for path in issue.rglob("*") if path.is_file()}
    assert banxin("recover", "old.txt", "-o", "recovered").code == 0
    assert {path: path.read_bytes() for path in before} == before


def test_a_file_in_the_way_of_a_new_publication_is_told(banxin: CommandLine) -> None:
    (banxin.folder / "journal").write_text("mine", "utf-8")
    done = banxin("new", "journal")
    assert done.code == USAGE
    assert "journal" in done.err
    assert (banxin.folder / "journal").read_text("utf-8") == "mine"


def test_a_character_that_no_face_has_stops_nothing(banxin: CommandLine) -> None:
    publication = banxin.new()
    article = publication / "2031-01" / "articles" / "02-first.md"
    article.write_text(article.read_text("utf-8") + "\n\U0001f600\n", "utf-8")
    done = banxin.build(publication)
    assert done.code == 0, done.err
