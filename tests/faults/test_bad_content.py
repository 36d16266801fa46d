from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layout.content import read_issue, read_publication
from layout.errors import ContentError
from tests.support.issue_folders import HEAD, ISSUE, make_article, make_issue

if TYPE_CHECKING:
    from pathlib import Path

    from layout.diagnostics import Diagnostic


def _faults(folder: Path) -> tuple[Diagnostic, ...]:
    with pytest.raises(ContentError) as caught:
        read_issue(folder)
    return caught.value.diagnostics


def _only(folder: Path) -> tuple[str, str, str]:
    (finding,) = _faults(folder)
    return str(finding.span), finding.rule, finding.hint


BODIES = [
    ("::: sidebr\n甲\n:::", "5:1", "unknown-div", "did you mean `sidebar`?"),
    ("::: sidebar {markr=甲}\n甲\n:::", "5:14", "unknown-attribute", "did you mean `marker`?"),
    ("::: sidebar {marker=甲 marker=乙}\n:::", "5:23", "duplicate-key", ""),
    ("::: sidebar {甲}\n:::", "5:13", "bad-attribute", "write {key=value"),
    ("::: verse {align=middle}\n甲\n:::", "5:12", "unknown-value", "left, center"),
    ("甲\n\n::: verse\n乙", "7:1", "unclosed-div", "close it with"),
    ("甲\n\n:::\n", "7:1", "unopened-div", "delete"),
    ("甲**乙", "5:2", "unclosed-mark", "write `\\*`"),
    ("甲\n  乙{词}", "6:4", "unknown-mark", "write `\\{`"),
    ("# 甲", "5:3", "misplaced-title", "write `##`"),
    ("::: sidebar\n甲\n\n# 乙\n:::", "8:3", "misplaced-title", "write `##`"),
    ("> 甲", "5:1", "foreign-markup", "pullquote"),
    ("| 甲 | 乙 |", "5:1", "foreign-markup", "`::: table`"),
    ("甲\n---\n", "6:1", "foreign-markup", "write `\\-`"),
    ("```\n甲", "5:1", "foreign-markup", "write `\\``"),
    ("- 甲\n  - 乙", "6:3", "bad-list", ""),
    ("- 甲\n\n  乙", "7:3", "bad-list", ""),
    ("3. 甲", "5:1", "bad-list", "write `3\\.`"),
    ("::: list\n:::", "5:1", "empty-div", ""),
    ("::: list\n甲\n\n- 乙\n:::", "6:1", "misplaced-block", ""),
    ("::: pullquote\n:::", "5:1", "empty-div", ""),
    ("::: credit\n- 甲\n:::", "6:1", "misplaced-block", ""),
    ("::: parallel\n甲\n:::", "5:1", "bad-parallel", "<!-- column -->"),
    ("::: parallel\n甲\n\n<!-- column -->\n:::", "5:1", "bad-parallel", "<!-- column -->"),
    ("::: table\n:::", "5:1", "empty-div", ""),
    ("::: table\n甲 | 乙\n--- | ---\n:::", "6:1", "bad-table", "attributes"),
    ("::: table\n| 甲 |\n:::", "6:3", "bad-table", "| --- |"),
    ("::: table\n| 甲 |\n| 乙 |\n:::", "7:3", "bad-table", "| --- |"),
    ("::: table\n| 甲 | 乙 |\n| - | - |\n| 丙 |\n:::", "8:3", "ragged-table", "every cell"),
    ("::: table\n| 甲 | 乙 |\n| - |\n| 丙 | 丁 |\n:::", "7:3", "ragged-table", ""),
    ("::: table\n| 甲 |\n| - |\n| 丙 | 丁 |\n:::", "8:3", "ragged-table", "`\\|`"),
    ("::: table\n| 甲 |\n| - |\n:::", "5:1", "empty-table", "head=0"),
    ("::: table {head=2}\n| 甲 |\n| - |\n| 乙 |\n:::", "5:12", "empty-table", "head=0"),
    ("::: table {head=one}\n| 甲 |\n| - |\n| 乙 |\n:::", "5:12", "wrong-type", ""),
    ("::: table {align=centre}\n| 甲 |\n| - |\n| 乙 |\n:::", "5:12", "unknown-value", "center"),
    ('::: table {align="left left"}\n| 甲 |\n| - |\n| 乙 |\n:::', "5:12", "ragged-table", ""),
    ("::: table {widths=wide}\n| 甲 |\n| - |\n| 乙 |\n:::", "5:12", "wrong-type", ""),
    ("::: table {widths=0}\n| 甲 |\n| - |\n| 乙 |\n:::", "5:12", "wrong-type", ""),
    ("::: table {numbering=x}\n| 甲 |\n| - |\n| 乙 |\n:::", "5:12", "bad-attribute", ""),
    ("::: table {span=both}\n| 甲 |\n| - |\n| 乙 |\n:::", "5:12", "unknown-value", "column"),
    (
        "::: table {titel=甲}\n| 甲 |\n| - |\n| 乙 |\n:::",
        "5:12",
        "unknown-attribute",
        "`title`",
    ),
    ("::: table\n| 甲 | 乙** |\n| - | - |\n| 丙 | 丁 |\n:::", "6:8", "unclosed-mark", ""),
    ("::: table\n" + "| 甲 " * 25 + "|\n:::", "6:3", "bad-table", ""),
    ("::: chart\nlabels: [甲]\nvalues: [1]\n:::", "5:1", "missing-key", "it may be bar"),
    ("::: chart {kind=pie}\nlabels: [甲]\nvalues: [1]\n:::", "5:12", "unknown-value", "share"),
    ("::: chart {kind=bar form=ring}\nlabels: [甲]\n:::", "5:21", "unknown-value", "vertical"),
    ("::: chart {kind=line form=bar}\nlabels: [甲]\n:::", "5:22", "unknown-attribute", ""),
    ("::: chart {kind=bar}\n:::", "5:1", "empty-div", ""),
    ("::: chart {kind=bar}\n- 1\n:::", "6:1", "wrong-type", "labels"),
    ("::: chart {kind=bar}\nlabels: [甲\n:::", "7:1", "yaml-syntax", ""),
    ("::: chart {kind=bar}\nlabel: [甲]\n:::", "6:1", "unknown-key", "`labels`"),
    ("::: chart {kind=bar}\nlabels: [甲]\n:::", "6:1", "empty-chart", "values"),
    ("::: chart {kind=bar}\nlabels: [甲]\nvalues: [~]\n:::", "7:9", "empty-chart", ""),
    ("::: chart {kind=bar}\nlabels: [甲]\nvalues: [三]\n:::", "7:10", "wrong-type", "`unit`"),
    ("::: chart {kind=bar}\nlabels: [甲]\nvalues: ['1,200']\n:::", "7:10", "wrong-type", ""),
    ("::: chart {kind=bar}\nlabels: [甲]\nvalues: [[1]]\n:::", "7:10", "wrong-type", ""),
    ("::: chart {kind=bar}\nlabels: [甲]\nvalues: [1, 2]\n:::", "7:9", "ragged-chart", "`~`"),
    (
        "::: chart {kind=bar}\nlabels: [甲]\n"
        "series: [{values: [1]}, {name: 乙, values: [2]}]\n:::",
        "7:10",
        "missing-key",
        "",
    ),
    (
        "::: chart {kind=bar}\nlabels: [甲]\nvalues: [1]\nseries: [{values: [1]}]\n:::",
        "7:9",
        "bad-chart",
        "series",
    ),
    (
        "::: chart {kind=share}\nlabels: [甲, 乙]\nvalues: [3, -1]\n:::",
        "7:13",
        "negative-share",
        "bars",
    ),
    (
        "::: chart {kind=share}\nlabels: [甲, 乙]\nvalues: [3, ~]\n:::",
        "7:13",
        "missing-share",
        "",
    ),
    ("::: chart {kind=share}\nlabels: [甲]\nvalues: [0]\n:::", "7:9", "empty-chart", ""),
    (
        "::: chart {kind=share}\nlabels: [甲]\n"
        "series: [{name: 甲, values: [1]}, {name: 乙, values: [2]}]\n:::",
        "7:34",
        "bad-chart",
        "",
    ),
    (
        f"::: chart {{kind=bar}}\nlabels: {['甲'] * 41}\nvalues: {[1] * 41}\n:::",
        "7:9",
        "too-many-values",
        "table",
    ),
    (
        "::: chart {kind=line}\nlabels: [甲]\nseries:\n"
        + "- {name: 乙, values: [1]}\n" * 7
        + ":::",
        "14:3",
        "too-many-values",
        "",
    ),
    ("::: measure {em=wide}\n甲\n:::", "5:14", "wrong-type", ""),
    ("::: item\n甲\n:::", "5:1", "missing-key", "it may be statement"),
    ("![甲](none.jpg)", "5:3", "missing-file", ""),
    ("![甲](../../x.jpg)", "5:3", "path-outside", "inside the issue's folder"),
    ("![甲](/etc/passwd)", "5:3", "path-outside", ""),
    ("![甲](C:/x.jpg)", "5:3", "path-outside", ""),
    ("甲{.runin}", "5:1", "bad-runin", "write **head**"),
    ("<!-- pgae -->", "5:1", "unknown-mark", "did you mean `page`?"),
    ("<!-- 未完", "5:1", "unclosed-comment", ""),
    ("<!-- page --> 甲", "5:15", "bad-comment", ""),
    ("<!-- scr=3 -->\n甲", "5:6", "unknown-attribute", "did you mean `src`?"),
    ("## 甲 {confidence=2}", "5:7", "wrong-value", ""),
    ("::: explainer\n- {type: satt, value: 3}\n:::", "6:10", "unknown-value", "`stat`"),
    ("::: explainer\n- {type: stat, valu: 3}\n:::", "6:16", "unknown-key", "`value`"),
    ("::: explainer\na: 1\n:::", "6:1", "wrong-type", ""),
    ("::: explainer\n- a: [\n:::", "7:1", "yaml-syntax", ""),
    ("::: explainer\n- {type: qa, q: 甲, a: 乙*}\n:::", "6:24", "unclosed-mark", ""),
]


@pytest.mark.parametrize(("body", "place", "rule", "hint"), BODIES, ids=range(len(BODIES)))
def test_a_fault_in_the_copy_is_told_by_its_place(
    body: str, place: str, rule: str, hint: str, tmp_path: Path
) -> None:
    found = [
        (str(one.span), one.rule, one.hint) for one in _faults(make_article(tmp_path, body))
    ]
    assert any(
        span == f"07/articles/harbour.md:{place}" and name == rule and hint in remedy
        for span, name, remedy in found
    ), found


HEADS = [
    ("kind: feature", "2:1", "missing-key"),
    ("id: a\ntitel: 甲", "3:1", "unknown-key"),
    ("id: a\nid: b", "3:1", "duplicate-key"),
    ("id: ../a", "2:5", "wrong-value"),
    ("id: a\nimages: [{file: x.jpg, place: topp}]", "3:31", "unknown-value"),
    ("id: a\nimages: [{file: x.jpg}]", "3:10", "missing-file"),
    ("id: a\nsection: none", "3:10", "unknown-section"),
    ("id: a\nstart: middle", "3:8", "unknown-value"),
    ("id: a\nbody: 甲", "3:7", "unknown-key"),
    ("id: a\ntitle: '甲*'", "3:10", "unclosed-mark"),
    ("id: a\nmarker: 甲", "3:9", "unknown-key"),
    ("id: a\nitems: [{title: 甲}]", "3:9", "missing-key"),
    ("", "2:1", "missing-key"),
]


@pytest.mark.parametrize(("head", "place", "rule"), HEADS, ids=range(len(HEADS)))
def test_a_fault_in_the_front_matter_is_told_by_its_place(
    head: str, place: str, rule: str, tmp_path: Path
) -> None:
    folder = make_issue(tmp_path, {"07/articles/harbour.md": f"---\n{head}\n---\n甲\n"})
    found = [(str(one.span), one.rule) for one in _faults(folder)]
    assert (f"07/articles/harbour.md:{place}", rule) in found


def test_a_file_without_front_matter_is_told_how_to_begin(tmp_path: Path) -> None:
    span, rule, hint = _only(make_issue(tmp_path, {"07/articles/harbour.md": "甲\n"}))
    assert (span, rule) == ("07/articles/harbour.md:1:1", "no-front-matter")
    assert "`id:`" in hint


def test_bytes_that_are_no_text_are_told_by_their_place(tmp_path: Path) -> None:
    body = (HEAD + "甲\n乙").encode() + "丙".encode("gbk")
    span, rule, hint = _only(make_issue(tmp_path, {"07/articles/harbour.md": body}))
    assert (span, rule) == ("07/articles/harbour.md:6:2", "not-utf8")
    assert "GBK" in hint


ISSUES = [
    ("title: 甲\n", "1:1", "unknown-key"),
    ("issue: {titel: 甲}\n", "1:9", "unknown-key"),
    ("issue: {year: 2031, month: 13}\n", "1:28", "wrong-value"),
    ("issue: {year: 2031, month: 2, day: 30}\n", "1:36", "bad-date"),
    ("issue: {month: 2}\n", "1:16", "bad-date"),
    ("issue: {date: 2031-07-01, year: 2031}\n", "1:8", "bad-date"),
    ("issue: {}\nsections: [{id: a, cn: 甲}, {id: a, cn: 乙}]\n", "2:33", "duplicate-id"),
    ("issue: {}\nsections: [{id: a, cn: 甲, color: red}]\n", "2:34", "wrong-value"),
    ("issue: {}\nflatplan: [{file: harbor.md}]\n", "2:19", "missing-file"),
    ("issue: {}\nflatplan: [{file: ../publication.yaml}]\n", "2:19", "path-outside"),
    ("issue: {}\nflatplan: [{file: harbour.md, section: a}]\n", "2:40", "unknown-section"),
    ("issue: {}\nflatplan: [{file: harbour.md}, {file: harbour.md}]\n", "", "duplicate-id"),
    ("issue: [\n", "2:1", "yaml-syntax"),
    ("", "1:1", "wrong-type"),
]


@pytest.mark.parametrize(("text", "place", "rule"), ISSUES, ids=range(len(ISSUES)))
def test_a_fault_in_the_issue_is_told_by_its_place(
    text: str, place: str, rule: str, tmp_path: Path
) -> None:
    found = [
        (str(one.span), one.rule)
        for one in _faults(make_issue(tmp_path, {"07/issue.yaml": text}))
    ]
    expected = f"07/issue.yaml:{place}" if place else "07/articles/harbour.md:2:5"
    assert (expected, rule) in found


def test_a_missing_article_is_met_with_the_nearest_file(tmp_path: Path) -> None:
    text = ISSUE.replace("harbour.md", "harbor.md")
    _, _, hint = _only(make_issue(tmp_path, {"07/issue.yaml": text}))
    assert hint == "did you mean `harbour.md`?"


def test_a_link_out_of_the_issue_is_not_followed(tmp_path: Path) -> None:
    folder = make_article(tmp_path, "![甲](a.jpg)")
    (tmp_path / "secret.jpg").touch()
    (folder / "a.jpg").symlink_to(tmp_path / "secret.jpg")
    assert _only(folder)[:2] == ("07/articles/harbour.md:5:3", "path-outside")


def test_an_article_that_cannot_be_opened_is_a_finding(tmp_path: Path) -> None:
    folder = make_article(tmp_path, "甲")
    (folder / "articles" / "harbour.md").unlink()
    (folder / "articles" / "harbour.md").mkdir()
    assert _only(folder)[:2] == ("07/issue.yaml:4:12", "missing-file")


def test_a_folder_without_an_issue_is_a_finding(tmp_path: Path) -> None:
    assert [finding.rule for finding in _faults(tmp_path / "none")] == ["missing-file"]
    with pytest.raises(ContentError, match=r"publication\.yaml"):
        read_publication(tmp_path)


def test_a_sidebar_of_no_article_is_met_with_the_nearest(tmp_path: Path) -> None:
    files = {
        "07/issue.yaml": ISSUE + "  - {file: box.md}\n",
        "07/articles/box.md": "---\nid: box\nsidebar_of: harbor\n---\n甲\n",
    }
    found = _only(make_issue(tmp_path, files))
    assert found == ("07/articles/box.md:3:13", "unknown-article", "did you mean `harbour`?")


def test_every_fault_of_every_file_comes_at_once(tmp_path: Path) -> None:
    files = {
        "publication.yaml": "titel: 江畔\n",
        "07/issue.yaml": ISSUE + "  - {file: words.yaml}\n  - {file: gone.md}\n",
        "07/articles/harbour.md": HEAD + "甲**乙\n\n::: sidebr\n:::\n",
        "07/articles/words.yaml": "id: words\nkind: brief_group\nitem: []\n",
    }
    found = [
        (finding.rule, finding.span.path if finding.span else "")
        for finding in _faults(make_issue(tmp_path, files))
    ]
    assert found == [
        ("unknown-key", "publication.yaml"),
        ("missing-key", "publication.yaml"),
        ("unclosed-mark", "07/articles/harbour.md"),
        ("unknown-div", "07/articles/harbour.md"),
        ("unknown-key", "07/articles/words.yaml"),
        ("missing-file", "07/issue.yaml"),
    ]


REFERENCES = [
    ("见[第 {page} 页](#harbor)。", "5:2", "unknown-reference", "did you mean `harbour`?"),
    ("见[图](#harbour/f9)。", "5:2", "unknown-reference", ""),
    ("见[第 {page} 页](http://甲)。", "5:2", "unknown-mark", ""),
    ("第 {page} 页", "5:3", "unknown-mark", "write `\\{`"),
    ("[甲[乙](#harbour)](#harbour)", "5:3", "unknown-mark", ""),
    ("甲[^a]。", "5:2", "mark-without-note", "write `[^a]: …` below"),
    ("甲[^a]乙[^a]。\n\n[^a]: 丙。", "5:7", "duplicate-note", "a note of its own"),
    ("甲[^aa]。\n\n[^aa]: 丙。\n[^ab]: 丁。", "8:8", "note-without-mark", "put `[^ab]`"),
    ("甲[^a]。\n\n[^a]: 丙。\n[^a]: 丁。", "8:7", "duplicate-note", ""),
    ("甲[^a]。\n\n[^a]:", "7:1", "empty-note", "behind the colon"),
    ("## 甲[^a]\n\n[^a]: 丙。", "7:7", "misplaced-note", "paragraphs"),
    ("甲[^a]。\n\n[^a]: 丙[^a]。", "7:8", "misplaced-note", "paragraphs"),
]


@pytest.mark.parametrize(("body", "place", "rule", "hint"), REFERENCES)
def test_a_note_or_reference_that_leads_nowhere_is_told_at_its_place(
    tmp_path: Path, body: str, place: str, rule: str, hint: str
) -> None:
    findings = _faults(make_article(tmp_path, body))
    found = {(str(one.span).partition(":")[2], one.rule): one.hint for one in findings}
    assert (place, rule) in found, found
    assert hint in found[place, rule]


TWICE = "issue: {title: 江畔}\nflatplan:\n  - {file: harbour.md, pages: 1}\n"


@pytest.mark.parametrize(
    ("place", "rule", "hint"),
    [
        ("{continues: harbor}", "unknown-article", "did you mean `harbour`?"),
        ("{continues: harbour, start: left}", "unknown-key", ""),
        ("{pages: 2}", "missing-key", "write `file: harbour.md`"),
    ],
)
def test_a_place_that_continues_nothing_is_told(
    tmp_path: Path, place: str, rule: str, hint: str
) -> None:
    folder = make_issue(tmp_path, {"07/issue.yaml": f"{TWICE}  - {place}\n"})
    span, found, told = _only(folder)
    assert (span.partition(":")[2].partition(":")[0], found) == ("4", rule)
    assert hint in told


def test_only_a_place_that_continues_is_optional(tmp_path: Path) -> None:
    plan = TWICE.replace("pages: 1", "optional: true")
    span, rule, hint = _only(make_issue(tmp_path, {"07/issue.yaml": plan}))
    assert (span.partition(":")[2].partition(":")[0], rule) == ("3", "unknown-key")
    assert "strike `optional`" in hint


def test_a_continued_article_says_where_it_leaves(tmp_path: Path) -> None:
    plan = TWICE.replace(", pages: 1", "") + "  - {continues: harbour}\n"
    span, rule, hint = _only(make_issue(tmp_path, {"07/issue.yaml": plan}))
    assert (span, rule) == ("07/issue.yaml:4:17", "missing-key")
    assert "`pages: 1`" in hint


def test_a_label_that_two_articles_have_is_written_in_full(tmp_path: Path) -> None:
    plan = "issue: {title: 江畔}\nflatplan:\n"
    names = ("harbour", "lamps", "bridge")
    plan += "".join(f"  - {{file: {name}.md}}\n" for name in names)
    files = {
        f"07/articles/{name}.md": f"---\nid: {name}\n---\n## 甲 {{id=f1}}\n乙。\n"
        for name in names[1:]
    }
    body = HEAD + "见[第 {page} 页](#f1)。\n"
    folder = make_issue(
        tmp_path, {"07/issue.yaml": plan, **files, "07/articles/harbour.md": body}
    )
    span, rule, hint = _only(folder)
    assert (span, rule) == ("07/articles/harbour.md:5:2", "ambiguous-reference")
    assert hint == "write `#lamps/f1` or `#bridge/f1`"
