"""`banxin diff` on the whole sample: exactly what was changed is named."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from layout.display.dump import layout_json
from layout.pipeline import BuildRequest, build_issue
from tests.support.browser import opened_page
from tests.support.real_issues import ROOT, SAMPLE, sample

if TYPE_CHECKING:
    from pathlib import Path

    from layout.pipeline import BuildResult
    from tests.support.command_line import CommandLine

INSERTED = """---
id: afterword
kind: brief
title: [编后]
---
这一页是后来加上的。截稿以后，又有一封信从岛上寄来。
"""


def saved(result: BuildResult, path: Path, *, layout: bool = True) -> Path:
    path.write_bytes(result.pdf)
    if layout:
        path.with_suffix(".json").write_text(json.dumps(layout_json(result.pages)), "utf-8")
    return path


def altered(folder: Path, *edits: tuple[str, str, str]) -> Path:
    """A copy of the sample with words of its files replaced; each must be there once."""
    shutil.copytree(SAMPLE.parent, folder / "tideshore")
    issue = folder / "tideshore" / SAMPLE.name
    for name, before, after in edits:
        path = issue / name
        text = path.read_text("utf-8")
        assert text.count(before) == 1
        path.write_text(text.replace(before, after), "utf-8")
    return issue


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    """The sample with one word edited, one picture swapped and one page inserted."""
    sample()
    last = "  - {file: 61-subscribe.yaml, section: post}\n"
    issue = altered(
        tmp_path_factory.mktemp("edited"),
        ("articles/22-well.md", "放了一只木盆", "放了一只木桶"),
        ("issue.yaml", last, last + "  - {file: 62-afterword.md, section: post}\n"),
    )
    (issue / "articles" / "62-afterword.md").write_text(INSERTED, "utf-8")
    other = issue / "images" / "well.jpg"
    with Image.open(other) as before, Image.open(issue / "images" / "market.jpg") as picture:
        picture.resize(before.size).save(other)
    return build_issue(BuildRequest(issue, root=ROOT))


@pytest.fixture(scope="module")
def broken_by_hand(tmp_path_factory: pytest.TempPathFactory) -> BuildResult:
    """The sample with a page break before a paragraph."""
    sample()
    start = "马德顺洗完脚，把盆里的水"
    folder = tmp_path_factory.mktemp("broken")
    issue = altered(folder, ("articles/22-well.md", start, f"<!-- page -->\n\n{start}"))
    return build_issue(BuildRequest(issue, root=ROOT))


def found(banxin: CommandLine) -> dict[str, object]:
    document: dict[str, object] = json.loads((banxin.folder / "d" / "diff.json").read_bytes())
    return document


@pytest.mark.parametrize("layout", [True, False])
def test_one_word_one_picture_and_one_page_are_named_and_nothing_else(
    layout: bool, edited: BuildResult, banxin: CommandLine
) -> None:
    old = saved(sample(), banxin.folder / "old.pdf", layout=layout)
    new = saved(edited, banxin.folder / "new.pdf", layout=layout)
    done = banxin("diff", old, new, "-o", "d")
    assert done.code == 1, done.err
    document = found(banxin)
    changes = document["changes"]
    assert sorted(change["kind"] for change in changes) == [
        "page-inserted",
        "picture-swapped",
        "text",
    ]
    by_kind = {change["kind"]: change for change in changes}
    assert (by_kind["text"]["before"], by_kind["text"]["after"]) == ("盆", "桶")
    assert by_kind["text"]["title"] == "井边"
    assert by_kind["page-inserted"]["title"] == "编后"
    assert "folios from page 56 on: +1" in [one["message"] for one in document["consequences"]]
    if layout:
        assert by_kind["text"]["new"]["source"] == "2031-07/articles/22-well.md:30"
        assert by_kind["picture-swapped"]["new"]["file"] == "well.jpg"
    for page in document["pages"]:
        for name in page["pictures"]:
            assert (banxin.folder / "d" / name).read_bytes().startswith(b"\x89PNG")


def test_the_report_opens_in_a_browser_without_a_complaint(
    edited: BuildResult, banxin: CommandLine
) -> None:
    old = saved(sample(), banxin.folder / "old.pdf")
    new = saved(edited, banxin.folder / "new.pdf")
    assert banxin("diff", old, new, "-o", "d").code == 1
    page = banxin.folder / "d" / "diff.html"
    text = page.read_text("utf-8")
    targets = set(re.findall(r'href="#([\w-]+)"', text))
    assert len(targets) >= 3
    assert targets <= set(re.findall(r'id="([\w-]+)"', text))
    assert not re.search(r'(?:src|href)="(?!data:|#)', text)
    document, console = opened_page(page, banxin.folder / "browser")
    assert console == ""
    assert document.count("<img") == text.count("<img") > 0


def test_two_builds_of_one_issue_have_no_changes(banxin: CommandLine) -> None:
    old = saved(sample(), banxin.folder / "old.pdf")
    new = saved(sample(), banxin.folder / "new.pdf")
    done = banxin("diff", old, new, "-o", "d")
    assert done.code == 0, done.err
    document = found(banxin)
    assert (document["changed"], document["changes"], document["consequences"]) == (
        False,
        [],
        [],
    )


def test_a_page_break_by_hand_is_a_page_and_no_change_of_words(
    broken_by_hand: BuildResult, banxin: CommandLine
) -> None:
    old = saved(sample(), banxin.folder / "old.pdf")
    new = saved(broken_by_hand, banxin.folder / "new.pdf")
    assert banxin("diff", old, new, "-o", "d").code == 1
    assert {change["kind"] for change in found(banxin)["changes"]} == {"page-inserted"}
