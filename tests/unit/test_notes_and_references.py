"""Footnotes, page references and jump lines on the pages of an issue, as its dump tells."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from layout.content import read_issue
from layout.content.model import Article, Issue, Publication
from layout.content.notes import all_notes
from layout.display.model import PageLink
from layout.flow.findings import Numbered
from layout.flow.model import PageDraft
from layout.flow.pages import PagePlace
from layout.flow.rounds import Dependents, Rounds, settle
from layout.pipeline import paginate
from tests.support.issue_folders import make_issue

if TYPE_CHECKING:
    from layout.flow.setting import PageRefs
    from tests.support.command_line import CommandLine

LINE = "把这一段换成你自己的文字，改一处标题，改一行颜色。"
COPY = LINE * 6
CONTENTS = "---\nid: list\nkind: contents\ntitle: 目录\n---\n"


def article(name: str, body: str, *, title: str = "标题", kind: str = "feature") -> str:
    return f"---\nid: {name}\nkind: {kind}\ntitle: {title}\n---\n{body}\n"


def paragraphs(count: int) -> str:
    return "\n\n".join([COPY] * count)


class Built:
    """An issue, built: its pages by label, the rules of its findings."""

    def __init__(self, banxin: CommandLine, plan: str, **articles: str) -> None:
        written = {f"07/articles/{name}.md": text for name, text in articles.items()}
        plan = f"issue:\n  title: 一期\nflatplan:\n{plan}"
        self.folder = make_issue(banxin.folder / "journal", {"07/issue.yaml": plan, **written})
        dump = banxin.folder / "layout.json"
        done = banxin.build(self.folder, "--layout-json", dump, before=("--json",))
        assert done.code == 0, done.document
        self.findings = done.document["findings"]
        self.pages = json.loads(dump.read_text("utf-8"))["pages"]

    @property
    def rules(self) -> set[str]:
        return {finding["rule"] for finding in self.findings}

    def lines(self, role: str) -> list[tuple[str, dict[str, Any]]]:
        """The lines of a role, each with the label of its page."""
        return [
            (page["label"], line)
            for page in self.pages
            for line in page["lines"]
            if line["role"] == role
        ]

    def texts(self, role: str) -> list[str]:
        return [line["text"] for _, line in self.lines(role)]


def one(banxin: CommandLine, body: str) -> Built:
    return Built(banxin, "  - {file: harbour.md}\n", harbour=article("harbour", body))


def test_a_note_stands_at_the_foot_of_the_column_of_its_mark(banxin: CommandLine) -> None:
    body = f"{paragraphs(9)}\n\n旧名义渡[^a]。{COPY}\n\n{paragraphs(9)}\n\n[^a]: 渡船不收钱。"
    built = one(banxin, body)
    ((label, note),) = built.lines("footnote")
    marked = [(at, line) for at, line in built.lines("body") if "①" in line["text"]]
    ((page, line),) = marked
    assert (label, note["frame"]) == (page, line["frame"])
    below = [
        other["baseline"]
        for at, other in built.lines("body")
        if (at, other["frame"]) == (label, note["frame"])
    ]
    assert note["baseline"] > max(below)
    assert not built.rules & {"overset", "note-not-set"}


def test_notes_are_numbered_through_an_article_and_anew_in_the_next(
    banxin: CommandLine,
) -> None:
    body = "甲[^x]，乙[^y]。\n\n- 丙[^z]\n\n[^z]: 三。\n\n[^x]: 一。\n[^y]: 二。"
    plan = "  - {file: a.md}\n  - {file: b.md}\n"
    built = Built(banxin, plan, a=article("a", body), b=article("b", "丁[^q]。\n\n[^q]: 四。"))
    assert built.texts("footnote-mark") == ["①", "②", "③", "①"]
    assert built.texts("footnote") == ["一。", "二。", "三。", "四。"]


def test_a_mark_changes_no_line_pitch_and_is_read_where_it_stands(banxin: CommandLine) -> None:
    built = one(banxin, f"{COPY}旧名义渡[^a]，{COPY}\n\n[^a]: 渡船。")
    rows = sorted({line["baseline"] for _, line in built.lines("body")})
    pitches = {round(later - row, 2) for row, later in pairwise(rows)}
    assert len(pitches) == 1
    assert "旧名义渡①，" in "".join(built.texts("body"))


def test_the_last_line_of_notes_stands_on_the_grid(banxin: CommandLine) -> None:
    built = one(banxin, f"{paragraphs(20)}\n\n甲[^a]。\n\n{paragraphs(20)}\n\n[^a]: {LINE * 3}")
    rows = {round(line["baseline"], 2) for _, line in built.lines("body")}
    assert round(built.lines("footnote")[-1][1]["baseline"], 2) in rows


def test_a_sidebar_over_all_columns_holds_its_notes(banxin: CommandLine) -> None:
    inside = "\n\n".join([COPY] * 5)
    body = f"::: sidebar\n{inside}甲[^a]。\n\n[^a]: 渡船。\n:::"
    built = one(banxin, body)
    ((_, note),) = built.lines("footnote")
    assert note["frame"].startswith("sidebar")


def test_a_mark_in_vertical_verse_has_its_note_at_the_foot_of_the_column(
    banxin: CommandLine,
) -> None:
    built = one(banxin, "::: verse {direction=vertical}\n江水[^a]\n:::\n\n[^a]: 渡船。")
    assert built.texts("footnote") == ["渡船。"]


def test_a_note_on_a_page_that_shows_no_copy_is_told(banxin: CommandLine) -> None:
    cover = article("harbour", "甲[^a]。\n\n[^a]: 渡船。", kind="cover")
    built = Built(banxin, "  - {file: harbour.md}\n", harbour=cover)
    assert "note-not-set" in built.rules


REFERRING = "见[第 {page} 页](#b)，图见[第{page}页](#second)。"


def test_references_print_the_folios_of_what_they_lead_to(banxin: CommandLine) -> None:
    plan = "  - {file: list.md}\n  - {file: a.md}\n  - {file: b.md}\n"
    there = f"{paragraphs(18)}\n\n## 二 {{id=second}}\n\n{COPY}"
    built = Built(banxin, plan, list=CONTENTS, a=article("a", REFERRING), b=article("b", there))
    opens = next(page["label"] for page in built.pages if page["article"] == "b")
    (second,) = [
        page["label"]
        for page in built.pages
        if any(line["text"] == "二" for line in page["lines"])
    ]
    text = "".join(built.texts("body"))
    assert f"见第{opens}页，图见第{second}页。" in text
    assert opens != second


def test_references_lead_to_their_pages_where_they_are_clicked(tmp_path: Path) -> None:
    plan = "issue: {title: 一期}\nflatplan:\n  - {file: a.md}\n  - {file: b.md}\n"
    files = {
        "07/issue.yaml": plan,
        "07/articles/a.md": article("a", "见[第 {page} 页](#b)。"),
        "07/articles/b.md": article("b", "见[第 {page} 页](#a)。"),
    }
    pages = paginate(make_issue(tmp_path, files)).pages
    links = [[item for item in page.items if isinstance(item, PageLink)] for page in pages]
    assert [[link.page_index for link in found] for found in links] == [[1], [0]]
    (link,) = links[0]
    assert 0 < link.rect.width < 100
    assert 0 < link.rect.height < 20


SPLIT = "  - {file: a.md, pages: 1}\n  - {file: b.md}\n  - {continues: a}\n"


def test_jump_lines_say_where_an_article_goes_on(banxin: CommandLine) -> None:
    first, second = article("a", paragraphs(20), title="旧码头"), article("b", COPY)
    built = Built(banxin, SPLIT, a=first, b=second)
    (leaving, line), (arriving, other) = built.lines("jump-line")
    assert (leaving, arriving) == ("1", "3")
    assert line["text"] == "下转第3页"
    assert other["text"] == "上接第1页"
    assert built.lines("jump-title")[0][1]["text"] == "旧码头"
    assert line["baseline"] == max(one["baseline"] for _, one in built.lines("jump-line"))
    assert [page["article"] for page in built.pages[:3]] == ["a", "b", "a"]


def test_copy_of_a_divided_article_is_whole(banxin: CommandLine) -> None:
    body = "\n\n".join(f"第{number}段，{COPY}" for number in range(20))
    built = Built(banxin, SPLIT, a=article("a", body), b=article("b", "乙。"))
    text = "".join(built.texts("body"))
    assert text.replace("乙。", "") == body.replace("\n\n", "")


def test_an_article_that_goes_on_on_the_next_page_has_no_jump_line(
    banxin: CommandLine,
) -> None:
    plan = "  - {file: a.md, pages: 1}\n  - {continues: a}\n"
    built = Built(banxin, plan, a=article("a", paragraphs(20)))
    assert not built.lines("jump-line")
    assert len(built.pages) > 1


@pytest.mark.parametrize("between", [1, 2, 3])
@pytest.mark.parametrize("place", ["inner", "outer"])
def test_a_block_behind_a_jump_stands_at_the_side_of_its_own_page(
    banxin: CommandLine, between: int, place: str
) -> None:
    quote = f"\n\n::: pullquote {{place={place}}}\n水不急。\n:::\n\n"
    body = paragraphs(16) + quote + paragraphs(12)
    others = "\n\n<!-- page -->\n\n".join([COPY] * between)
    built = Built(banxin, SPLIT, a=article("a", body), b=article("b", others))
    ((label, line),) = built.lines("pull-quote")
    assert int(label) > between + 1
    page = next(page for page in built.pages if page["label"] == label)
    columns = [frame["rect"][0] for frame in page["frames"] if frame["role"] == "body"]
    at_left = (place == "outer") is (page["side"] == "verso")
    assert (line["x"] < max(columns)) is at_left


def test_a_place_that_an_article_does_not_reach_is_told_and_left_out(
    banxin: CommandLine,
) -> None:
    built = Built(banxin, SPLIT, a=article("a", COPY), b=article("b", COPY))
    assert len(built.pages) == 2
    assert not built.lines("jump-line")
    (finding,) = [one for one in built.findings if one["rule"] == "empty-continuation"]
    assert (finding["file"], finding["line"]) == ("07/issue.yaml", 6)


def test_nothing_is_said_of_an_optional_place_that_is_not_reached(banxin: CommandLine) -> None:
    plan = SPLIT.replace("continues: a", "continues: a, optional: true")
    built = Built(banxin, plan, a=article("a", COPY), b=article("b", COPY))
    assert len(built.pages) == 2
    assert "empty-continuation" not in built.rules


def test_marks_of_notes_survive_copying_out_of_the_file(banxin: CommandLine) -> None:
    built = one(banxin, "旧名义渡[^a]。\n\n[^a]: 渡船。")
    target = banxin.folder / "notes.pdf"
    assert banxin.build(built.folder, "-o", target).code == 0
    text = pypdfium2.PdfDocument(target.read_bytes())[0].get_textpage().get_text_range()
    text = "".join(text.split())
    assert "义渡①。" in text
    assert "①渡船。" in text


def test_a_sidebar_of_its_own_file_keeps_its_notes_apart(tmp_path: Path) -> None:
    plan = "issue: {title: 一期}\nflatplan:\n  - {file: a.md}\n  - {file: side.md}\n"
    side = "---\nid: side\nsidebar_of: a\ntitle: 边栏\n---\n乙[^x]。\n\n[^x]: 二。\n"
    files = {
        "07/issue.yaml": plan,
        "07/articles/a.md": article("a", "甲[^x]。\n\n[^x]: 一。"),
        "07/articles/side.md": side,
    }
    (found,) = read_issue(make_issue(tmp_path, files)).articles
    assert [note.label for note in all_notes(found.blocks)] == ["x", "side-x"]


def test_references_that_never_settle_are_told_after_five_rounds() -> None:
    turns = iter(range(1, 100))
    lengths = [2, 3]

    def compose(_article: Article, _refs: PageRefs) -> Any:  # the number of its pages
        return lengths[next(turns) % 2]

    def number(drafts: Any) -> list[Numbered]:
        places = [PagePlace(0, "1", "recto"), PagePlace(drafts["a"], str(drafts["a"] + 1), "")]
        pages = zip(issue.articles, places, strict=True)
        return [Numbered(one, None, PageDraft("text"), at, opens=True) for one, at in pages]

    articles = (Article(id="a"), Article(id="b"))
    issue = Issue(publication=Publication(title="江畔"), root=Path(), articles=articles)
    before: Any = {"a": 2, "b": 1}
    dependents = Dependents({"a": frozenset({"b"})})
    settled = settle(issue, before, dependents, Rounds(compose, number))
    (finding,) = settled.findings
    assert finding.rule == "unsettled-references"
    assert "1 of them" in finding.message
    assert next(turns) == 6
    # Of rounds with as many wrong folios, the first one stays.
    assert settled.refs.labels["b"] == "4"
