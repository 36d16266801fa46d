"""What has changed is built again, and nothing else is."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from tests.support.batch_issues import PICTURES, ROOT, write_issue
from tests.support.batch_projects import OWN, BatchProject
from tests.support.inks import PRESS
from tests.support.plain_fonts import plain_font

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.command_line import CommandLine

ALL = ["a", "b", "c"]


@pytest.fixture
def project(banxin: CommandLine) -> BatchProject:
    """Three issues, built: each with a picture, `c` in a house style with a rare face."""
    project = BatchProject(banxin, ())
    for name in ALL:
        write_issue(project.home, name, 3, picture=PICTURES / "boat.jpg")
    _add_rare_style(project)
    assert run(project) == ALL
    return project


def _add_rare_style(project: BatchProject) -> None:
    """A style whose bylines are in a face that no other style uses."""
    plain = (project.banxin.fonts / "Plain-Test.ttf").read_bytes()
    (project.banxin.fonts / "Rare-Test.ttf").write_bytes(plain)
    manifest = project.folder / "fonts" / "fonts.yaml"
    text = manifest.read_text("utf-8")
    families = text.partition("roles:")[0].partition("families:\n")[2]
    rare = families.replace("plain:", "rare:").replace("Plain-Test", "Rare-Test")
    text = text.replace("roles:\n", rare + "roles:\n  rare: {family: rare, weight: 400}\n")
    manifest.write_text(text, "utf-8")
    style = "extends: magazine\nname: rare\n"
    style += "text_styles:\n  byline: {extends: caption, face: rare}\n"
    (project.folder / "styles" / "rare.yaml").write_text(style, "utf-8")
    issue = project.home / "c" / "issue.yaml"
    issue.write_text(issue.read_text("utf-8").replace("issue:\n", "issue:\n  style: rare\n"))


def run(project: BatchProject, *words: str) -> list[str]:
    """Run the batch; gives the issues that were built."""
    outcome = project.banxin("--json", "batch", project.manifest, "-j", "1", *words)
    document = outcome.document
    assert outcome.code == 0, document
    return [one["issue"] for one in document["issues"] if one["status"] == "built"]


def reasons(project: BatchProject) -> dict[str, str]:
    """Why issues would be built, by their names."""
    listed = project.banxin("--json", "batch", project.manifest, "--dry-run").document["jobs"]
    return {one["issue"].split("/")[1].split()[0]: one["why"] for one in listed if one["build"]}


def edit(path: Path, old: str = "", new: str = "\n") -> None:
    """Change a text without changing what the file system tells of its time."""
    times = path.stat()
    text = path.read_text("utf-8")
    path.write_text(text.replace(old, new, 1) if old else text + new, "utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def test_nothing_is_built_twice(project: BatchProject) -> None:
    before = project.built()
    assert run(project) == []
    assert project.built() == before


def test_touching_files_builds_nothing(project: BatchProject) -> None:
    for path in project.folder.rglob("*"):
        os.utime(path, ns=(1, 1))
    assert run(project) == []


def _article(project: BatchProject) -> None:
    edit(project.home / "a" / "articles" / "01-copy.md", "我们", "读者")


def _picture(project: BatchProject) -> None:
    picture = project.home / "a" / "images" / "boat.jpg"
    picture.write_bytes((PICTURES / "crane.jpg").read_bytes())


def _issue_file(project: BatchProject) -> None:
    edit(project.home / "a" / "issue.yaml", "number: 1", "number: 2")


def _style(project: BatchProject) -> None:
    edit(project.folder / "styles" / "rare.yaml", "caption", "body")


def _base_style(project: BatchProject) -> None:
    edit(project.folder / "styles" / "magazine.yaml", new="# another line\n")


def _publication(project: BatchProject) -> None:
    edit(project.home / "publication.yaml", "NEW", "OLD")


def _face(project: BatchProject) -> None:
    chars = dict.fromkeys(map(chr, range(0x20, 0x7F)), 480)
    (project.banxin.fonts / "Rare-Test.ttf").write_bytes(plain_font(chars))


def _face_of_all(project: BatchProject) -> None:
    path = project.banxin.fonts / "Plain-Test.ttf"
    path.write_bytes(path.read_bytes() + b"\0")


def _output_gone(project: BatchProject) -> None:
    (project.out / "river" / "b-screen.pdf").unlink()


def _output_cut(project: BatchProject) -> None:
    path = project.out / "river" / "b-screen.pdf"
    path.write_bytes(path.read_bytes()[:-1])


def _font_manifest(project: BatchProject) -> None:
    edit(project.folder / "fonts" / "fonts.yaml", new="# another line\n")


def _own_publication(project: BatchProject) -> None:
    text = (project.home / "publication.yaml").read_text("utf-8")
    (project.home / "b" / "publication.yaml").write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("change", "built", "why"),
    [
        (_article, ["a"], "01-copy.md is not as it was read"),
        (_picture, ["a"], "boat.jpg is not as it was read"),
        (_issue_file, ["a"], "issue.yaml is not as it was read"),
        (_style, ["c"], "rare.yaml is not as it was read"),
        (_base_style, ALL, "magazine.yaml is not as it was read"),
        (_publication, ALL, "publication.yaml is not as it was read"),
        (_face, ["c"], "the face Rare-Test.ttf is another"),
        (_face_of_all, ALL, "the face Plain-Test.ttf is another"),
        (_font_manifest, ALL, "fonts.yaml is not as it was read"),
        (_output_gone, ["b"], "its file is gone"),
        (_output_cut, ["b"], "its file is not as it was written"),
        (_own_publication, ["b"], "publication.yaml are found elsewhere"),
    ],
)
def test_a_change_builds_exactly_the_issues_that_use_what_changed(
    project: BatchProject, change: Callable[[BatchProject], None], built: list[str], why: str
) -> None:
    change(project)
    found = reasons(project)
    assert list(found) == built
    assert all(why in reason for reason in found.values())
    assert run(project) == built
    assert run(project) == []


def test_a_file_that_no_article_uses_builds_nothing(project: BatchProject) -> None:
    (project.home / "a" / "images" / "unused.jpg").write_bytes(b"not even a picture")
    (project.home / "a" / "articles" / "unused.md").write_bytes(b"---\nid: [\n")
    assert run(project) == []


def test_a_new_article_counts_where_the_folder_says_what_is_in_an_issue(
    project: BatchProject,
) -> None:
    path = project.home / "a" / "issue.yaml"
    path.write_text(path.read_text("utf-8").partition("flatplan:")[0], "utf-8")
    assert run(project) == ["a"]
    article = "---\nid: more\nkind: feature\ntitle: [问题]\n---\n我们从头改标题。\n"
    (project.home / "a" / "articles" / "02-more.md").write_text(article, "utf-8")
    assert reasons(project) == {"a": "river/a/articles is not as it was read"}


def test_a_nearer_style_of_the_same_name_counts(project: BatchProject) -> None:
    """A style of the house that the publication puts its own in the place of."""
    nearer = project.folder / "nearer"
    for name in ("styles", "fonts"):
        (nearer / name).mkdir(parents=True)
    manifest = (project.folder / "fonts" / "fonts.yaml").read_bytes()
    (nearer / "fonts" / "fonts.yaml").write_bytes(manifest)
    for name in ("a", "b"):
        (project.home / name).rename(project.home / f"{name}-moved")
    (project.home / "c" / "issue.yaml").write_text(
        (project.home / "c" / "issue.yaml").read_text("utf-8").replace("  style: rare\n", "")
    )
    project.write("root: nearer\n", "  - {path: river, issues: [c]}\n")
    assert run(project) == ["c"]
    own = (project.folder / "styles" / "magazine.yaml").read_bytes()
    (nearer / "styles" / "magazine.yaml").write_bytes(own)
    assert reasons(project) == {"c": "nearer/styles/magazine.yaml is new"}


def test_settings_of_the_manifest_count(project: BatchProject) -> None:
    project.write("style: gazette\n")
    assert set(reasons(project)) == set(ALL)
    assert "`style gazette` was `style`" in reasons(project)["a"]


def test_a_colour_profile_counts_wherever_it_lies(
    project: BatchProject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "press.ICC"
    elsewhere.write_bytes(PRESS.icc)
    ours = (ROOT / "styles" / "printers" / "sheetfed.yaml").read_text("utf-8")
    text = re.sub(r"  icc: .*\n  sha256: .*\n", f"  icc: {elsewhere}\n", ours)
    printers = project.folder / "styles" / "printers"
    printers.mkdir(exist_ok=True)
    (printers / "neighbour.yaml").write_text(text.replace("sheetfed", "neighbour"), "utf-8")
    project.write("profiles: [press]\nprinter: neighbour\n")
    assert run(project) == ALL
    assert run(project) == []
    # The file of another press, all but for its name: a byte that no colour comes from.
    elsewhere.write_bytes(PRESS.icc[:24] + b"\x07\xe8" + PRESS.icc[26:])
    assert "press.ICC is not as it was read" in reasons(project)["a"]
    assert run(project) == ALL


def test_force_builds_everything_to_the_same_bytes(project: BatchProject) -> None:
    before = project.built()
    assert run(project, "--force") == ALL
    assert project.built() == before


@pytest.mark.parametrize("damage", [b"", b"{", b"0" * 64 + b"\n{}\n"])
def test_damaged_notes_cost_one_issue_and_are_told(
    project: BatchProject, damage: bytes
) -> None:
    note = min((project.out / OWN / "state").iterdir())
    note.write_bytes(damage)
    outcome = project.banxin("--json", "batch", project.manifest)
    built = [one for one in outcome.document["issues"] if one["status"] == "built"]
    assert len(built) == 1
    assert "state-damaged" in {finding["rule"] for finding in built[0]["findings"]}
    assert run(project) == []


def test_what_a_note_says_is_not_believed_after_a_bit_has_changed(
    project: BatchProject,
) -> None:
    note = min((project.out / OWN / "state").iterdir())
    text = note.read_text("ascii")
    note.write_text(re.sub(r'"pages": (\d)', r'"pages": 9\1', text), "ascii")
    assert len(run(project)) == 1


def test_findings_of_issues_that_are_kept_stay_in_the_report(project: BatchProject) -> None:
    first = project.banxin("--json", "batch", project.manifest, "--force").document["issues"]
    again = project.banxin("--json", "batch", project.manifest).document["issues"]
    assert [one["findings"] for one in again] == [one["findings"] for one in first]
    assert all(one["status"] == "current" for one in again)
