"""`banxin build`: what it writes, what it says, and where."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command_line import CommandLine


def test_a_new_publication_can_be_built_at_once(banxin: CommandLine) -> None:
    done = banxin.build(banxin.new())
    assert done.code == 0, done.err
    written = banxin.folder / "out" / "riverside-2031-01.pdf"
    assert written.read_bytes().startswith(b"%PDF-")
    assert not written.with_name("review").exists()


def test_the_result_alone_is_on_standard_output(banxin: CommandLine) -> None:
    done = banxin.build(banxin.new(), "-o", "one.pdf")
    assert done.out == "one.pdf\n"
    assert re.search(r"\d+ pages", done.err)


def test_an_issue_may_be_named_in_three_ways(banxin: CommandLine) -> None:
    publication = banxin.new()
    names = (publication, publication / "2031-01", publication / "2031-01" / "issue.yaml")
    files = []
    for at, name in enumerate(names):
        assert banxin.build(name, "-o", f"{at}.pdf").code == 0
        files.append((banxin.folder / f"{at}.pdf").read_bytes())
    assert files[0] == files[1] == files[2]


def test_json_is_one_document_that_tells_the_whole_result(banxin: CommandLine) -> None:
    done = banxin.build(banxin.new(), "-o", "one.pdf", before=("--json",))
    document = done.document
    assert document["schema"] == "banxin/report/1"
    assert document["ok"] is True
    assert document["output"] == "one.pdf"
    assert document["bytes"] == (banxin.folder / "one.pdf").stat().st_size
    assert document["pages"] > 1
    assert done.err == ""


def test_quiet_says_nothing_but_the_result(banxin: CommandLine) -> None:
    done = banxin.build(banxin.new(), before=("-q",))
    assert done.err == ""
    assert done.out == "out/riverside-2031-01.pdf\n"


def test_verbose_names_every_stage_with_its_time(banxin: CommandLine) -> None:
    done = banxin.build(banxin.new(), before=("-v",))
    assert re.findall(r"^ *(\D+?) +\d+ ms$", done.err, re.MULTILINE) == [
        "start",
        "read",
        "open",
        "set and flow",
        "write",
    ]


def test_only_the_folios_asked_for_are_written(banxin: CommandLine) -> None:
    publication = banxin.new()
    whole = banxin.build(publication, "-o", "whole.pdf", before=("--json",)).document
    part = banxin.build(publication, "--pages", "2", "-o", "part.pdf", before=("--json",))
    assert part.document["pages"] == 1 < whole["pages"]


def test_a_folio_that_is_not_there_is_named_with_those_that_are(banxin: CommandLine) -> None:
    done = banxin.build(banxin.new(), "--pages", "2,77")
    assert done.code == 1
    assert "'77'" in done.err
    assert "the pages are" in done.err
    assert not (banxin.folder / "out").exists()


def test_the_layout_tells_where_every_line_stands(banxin: CommandLine) -> None:
    publication = banxin.new()
    assert banxin.build(publication, "--layout-json", "layout.json").code == 0
    document = json.loads((banxin.folder / "layout.json").read_text("utf-8"))
    assert document["schema"] == "banxin/layout/1"
    lines = [line for page in document["pages"] for line in page["lines"]]
    sources = {line["source"].rpartition(":")[0] for line in lines if line["source"]}
    assert "2031-01/articles/02-first.md" in sources
    assert all(not source.startswith("/") for source in sources)


def test_another_style_gives_other_pages(banxin: CommandLine) -> None:
    publication = banxin.new()
    for style in ("magazine", "gazette"):
        done = banxin.build(publication, "--style", style, "--layout-json", f"{style}.json")
        assert done.code == 0, done.err
    one, other = (
        json.loads((banxin.folder / f"{style}.json").read_text("utf-8"))["pages"]
        for style in ("magazine", "gazette")
    )
    assert one != other


@pytest.mark.parametrize("switch", [("--strict",), ("--fail-on", "missing-glyph,overset")])
def test_what_is_refused_is_said_and_nothing_is_written(
    switch: tuple[str, ...], banxin: CommandLine
) -> None:
    publication = banxin.new()
    plan_one_page_for_long_copy(publication / "2031-01")
    lenient = banxin.build(publication, "-o", "lenient.pdf")
    assert lenient.code == 0
    assert "warning overset" in lenient.err
    done = banxin.build(publication, *switch, "-o", "strict.pdf")
    assert done.code == 1
    assert "nothing was written" in done.err
    assert not (banxin.folder / "strict.pdf").exists()


def test_a_finding_that_no_switch_names_stops_nothing(banxin: CommandLine) -> None:
    publication = banxin.new()
    plan_one_page_for_long_copy(publication / "2031-01")
    done = banxin.build(publication, "--fail-on", "missing-glyph", before=("--json",))
    assert done.code == 0
    assert [finding["rule"] for finding in done.document["findings"]] == ["overset"]


def plan_one_page_for_long_copy(issue: Path) -> None:
    article = issue / "articles" / "02-first.md"
    copy = "\n把这一段换成你自己的文字。\n" * 90
    article.write_text(article.read_text("utf-8") + copy, "utf-8")
    plan = issue / "issue.yaml"
    plan.write_text(
        plan.read_text("utf-8").replace("start: any}", "start: any, pages: 1}"), "utf-8"
    )


def test_the_same_issue_gives_the_same_bytes(banxin: CommandLine) -> None:
    publication = banxin.new()
    banxin.build(publication, "-o", "one.pdf")
    banxin.build(publication, "-o", "two.pdf")
    one, two = (banxin.folder / name for name in ("one.pdf", "two.pdf"))
    assert one.read_bytes() == two.read_bytes()


def test_an_issue_without_articles_is_refused(banxin: CommandLine) -> None:
    issue = banxin.new()
    (issue / "2031-01" / "issue.yaml").write_text("issue: {title: 空}\nflatplan: []\n", "utf-8")
    done = banxin.build(issue, "-o", "none.pdf")
    assert done.code == 1
    assert "issue.yaml" in done.err
    assert not (banxin.folder / "none.pdf").exists()


@pytest.mark.parametrize("moment", ["abc", "0", "1700000000", ""])
def test_the_time_of_the_environment_is_not_in_the_file(
    moment: str, banxin: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = banxin.new()
    assert banxin.build(issue, "-o", "one.pdf").code == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    assert banxin.build(issue, "-o", "two.pdf").code == 0
    files = [(banxin.folder / name).read_bytes() for name in ("one.pdf", "two.pdf")]
    assert files[0] == files[1]


def test_a_quiet_build_says_why_it_was_refused(banxin: CommandLine) -> None:
    issue = banxin.new()
    article = issue / "2031-01" / "articles" / "02-first.md"
    article.write_text(article.read_text("utf-8") + "龘龘\n", "utf-8")
    done = banxin.build(issue, "--fail-on", "missing-glyph", before=("-q",))
    assert done.code == 1
    assert "error missing-glyph" in done.err
    assert "U+9F98" in done.err


def test_every_broken_picture_is_named_with_its_place(banxin: CommandLine) -> None:
    issue = banxin.new() / "2031-01"
    for name in ("a.png", "b.png"):
        (issue / name).write_bytes(b"no picture")
    article = issue / "articles" / "02-first.md"
    body = "\n![](a.png)\n\n![](b.png)\n"
    article.write_text(article.read_text("utf-8") + body, "utf-8")
    done = banxin.build(issue)
    assert done.code == 1
    for name in ("a.png", "b.png"):
        (line,) = (line for line in done.err.splitlines() if name in line)
        assert "02-first.md:" in line


def test_a_standard_goes_with_any_profile(banxin: CommandLine) -> None:
    publication = banxin.new()
    for profile, standards in (("proof", ("a-2u",)), ("archive", ()), ("screen", ("a-3b",))):
        asked = [option for name in standards for option in ("--standard", name)]
        done = banxin.build(publication, "--profile", profile, *asked, "-o", f"{profile}.pdf")
        assert done.code == 0, done.err
    claims = {
        name: re.findall(
            rb"<pdf[au]+id:\w+>(\w+)<", (banxin.folder / f"{name}.pdf").read_bytes()
        )
        for name in ("proof", "archive", "screen")
    }
    assert claims == {
        "proof": [b"2", b"U"],
        "archive": [b"2", b"A", b"1"],
        "screen": [b"3", b"B"],
    }
