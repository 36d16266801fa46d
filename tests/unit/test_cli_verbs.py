"""The verbs around `build`, and the door they share."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from layout.cli import VERBS
from layout.version import __version__

if TYPE_CHECKING:
    from tests.support.command_line import CommandLine


@pytest.mark.parametrize("words", [("--help",), ("-h",), ("-v", "--help")])
def test_help_names_every_verb(words: tuple[str, ...], banxin: CommandLine) -> None:
    done = banxin(*words)
    assert done.code == 0
    for verb, does in VERBS.items():
        assert verb in done.out
        assert does in done.out


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb: str, banxin: CommandLine) -> None:
    done = banxin(verb, "--help")
    assert done.code == 0
    assert done.out.startswith(f"Usage: banxin {verb}")


def test_version_is_the_package_version(banxin: CommandLine) -> None:
    assert __version__ in banxin("--version").out


def test_a_misspelt_verb_gets_the_nearest_one(banxin: CommandLine) -> None:
    done = banxin("biuld", "somewhere")
    assert done.code == 2
    assert "Did you mean `build`?" in done.err


@pytest.mark.parametrize("words", [("build",), ("build", "x", "--colour"), ("recover", "x")])
def test_a_wrong_call_is_a_usage_error(words: tuple[str, ...], banxin: CommandLine) -> None:
    done = banxin(*words)
    assert done.code == 2
    assert "Usage:" in done.err
    assert done.out == ""


def test_a_wrong_call_is_told_as_json_where_that_is_asked_for(banxin: CommandLine) -> None:
    done = banxin("--json", "build", "x", "--colour")
    assert done.code == 2
    assert done.document["ok"] is False
    (finding,) = done.document["findings"]
    assert finding["rule"] == "usage"
    assert "--colour" in finding["message"]


def test_new_tells_how_to_go_on(banxin: CommandLine) -> None:
    done = banxin("new", "journal")
    assert done.out == "journal\n"
    assert "banxin build journal" in done.err


def test_new_tells_its_result_as_json(banxin: CommandLine) -> None:
    done = banxin("--json", "new", "journal")
    assert done.document["ok"] is True
    assert done.document["output"] == "journal"
    assert done.err == ""


def test_new_changes_nothing_in_a_folder_with_files(banxin: CommandLine) -> None:
    folder = banxin.folder / "mine"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine", "utf-8")
    done = banxin("new", folder)
    assert done.code == 2
    assert "not empty" in done.err
    assert [file.name for file in folder.iterdir()] == ["notes.txt"]


def test_export_writes_the_structure_to_standard_output_or_a_file(banxin: CommandLine) -> None:
    publication = banxin.new()
    said = banxin("export", publication)
    assert banxin("-q", "export", publication, "-o", "issue.json").code == 0
    document = json.loads(said.out)
    assert set(document) >= {"articles", "furniture", "unplaced"}
    assert "写在前面\n关于这本刊物的几句话" in {one["title"] for one in document["articles"]}
    assert json.loads((banxin.folder / "issue.json").read_text("utf-8")) == document


def test_recovered_text_can_be_built_at_once(banxin: CommandLine) -> None:
    source = banxin.folder / "old-issue.txt"
    source.write_text(
        "街坊\n\n从第一页开始\n\n" + "把这一段换成你自己的文字。" * 9 + "\n", "utf-8"
    )
    done = banxin("recover", source, "-o", "recovered")
    assert done.code == 0, done.err
    issue = done.out.strip()
    assert (banxin.folder / issue / "review" / "report.md").is_file()
    assert banxin.build(banxin.folder / "recovered", "-o", "old.pdf").code == 0


def test_recover_tells_its_result_as_json(banxin: CommandLine) -> None:
    source = banxin.folder / "old-issue.txt"
    source.write_text("从第一页开始\n\n" + "把这一段换成你自己的文字。" * 9 + "\n", "utf-8")
    document = banxin("--json", "recover", source, "-o", "recovered").document
    assert document["ok"] is True
    for name in document["files"]:
        assert (banxin.folder / "recovered" / name).is_file()


def test_fonts_list_names_what_is_missing(banxin: CommandLine) -> None:
    done = banxin("fonts", "list")
    assert done.code == 4
    assert done.out.count(": missing") == len(done.out.splitlines()) > 0
    document = banxin("--json", "fonts", "list").document
    assert all(role["file"] == "" for role in document["roles"])


def test_doctor_names_what_is_missing_and_the_remedy(banxin: CommandLine) -> None:
    done = banxin("doctor")
    assert done.code == 4
    assert "banxin fonts fetch" in done.err
    document = banxin("--json", "doctor").document
    assert document["ok"] is False
    assert set(document["house styles"]) >= {"magazine", "gazette"}
