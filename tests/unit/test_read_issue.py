from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from layout.content import (
    Leftover,
    Paragraph,
    Sidebar,
    as_text,
    plain,
    read_issue,
    write_issue,
)
from layout.content.model import FlatplanEntry, Item, Section
from layout.record import replace
from tests.support.issue_folders import HEAD, ISSUE, make_article, make_issue

if TYPE_CHECKING:
    from pathlib import Path


def test_an_issue_knows_its_facts_and_its_articles_in_order(tmp_path: Path) -> None:
    issue_yaml = (
        "issue: {title: 江畔, year: 2031, month: 7, number: 08, issue_line: '2031 \\07 NO.8',\n"
        "  folio_start: 2}\n"
        "sections: [{id: special, cn: 特别策划, en: SPECIAL, color: '#0a6a5c'}]\n"
        "flatplan:\n  - {file: words.yaml, section: special, start: spread, pages: 6}\n"
        "  - {file: harbour.md}\nfurniture: [{src: [3866, 3867], text: 70 71}]\n"
    )
    words = "id: words\nkind: brief_group\nitems: [{title: 夜航, body: 7 月 1 日。}]\n"
    files = {"07/issue.yaml": issue_yaml, "07/articles/words.yaml": words}
    issue = read_issue(make_issue(tmp_path, files))
    assert issue.date == datetime.date(2031, 7, 1)
    assert (issue.number, issue.issue_line, issue.folio_start) == ("08", "2031 \\07 NO.8", 2)
    assert issue.sections == (Section("special", "特别策划", "SPECIAL", "#0a6a5c"),)
    assert issue.flatplan == (
        FlatplanEntry("words", "special", "spread", 6),
        FlatplanEntry("harbour"),
    )
    assert [article.id for article in issue.articles] == ["words", "harbour"]
    assert issue.furniture == (Leftover("70 71", "3866,3867"),)
    (item,) = issue.articles[0].blocks
    assert isinstance(item, Item)
    assert item.kind == "brief"
    assert str(issue.articles[1].blocks[0].span) == "07/articles/harbour.md:5:1"


def test_an_issue_is_found_by_its_folder_or_its_file(tmp_path: Path) -> None:
    folder = make_issue(tmp_path, {})
    assert read_issue(folder) == read_issue(folder / "issue.yaml")


def test_a_publication_may_stand_in_the_issue_itself(tmp_path: Path) -> None:
    folder = make_issue(tmp_path, {"07/publication.yaml": "title: 河岸\n"})
    issue = read_issue(folder)
    assert issue.publication.title == "河岸"
    assert issue.articles[0].span.path == "articles/harbour.md"


def test_without_a_flatplan_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    files = {
        "07/issue.yaml": "issue: {title: 江畔}\n",
        "07/articles/00-cover.md": "---\nid: cover\n---\n",
        "07/articles/.hidden.md": "none",
    }
    issue = read_issue(make_issue(tmp_path, files))
    assert [entry.article for entry in issue.flatplan] == ["cover", "harbour"]


def test_a_title_may_be_one_line_or_a_list_of_lines(tmp_path: Path) -> None:
    for title in ("旧码头", "[旧码头]"):
        text = f"---\nid: a\ntitle: {title}\n---\n"
        issue = read_issue(make_issue(tmp_path, {"07/articles/harbour.md": text}))
        assert issue.articles[0].title == as_text("旧码头")
    text = "---\nid: a\ntitle: [旧码头, 三年后 2031]\n---\n"
    issue = read_issue(make_issue(tmp_path, {"07/articles/harbour.md": text}))
    assert issue.articles[0].title == as_text("旧码头\n三年后2031")


def test_a_sidebar_may_have_a_file_of_its_own(tmp_path: Path) -> None:
    files = {
        "07/issue.yaml": ISSUE + "  - {file: box.md}\n",
        "07/articles/box.md": "---\nid: box\nsidebar_of: harbour\nmarker: 新闻链接\n---\n甲\n",
    }
    (article,) = read_issue(make_issue(tmp_path, files)).articles
    sidebar = article.blocks[-1]
    assert isinstance(sidebar, Sidebar)
    assert sidebar.marker == "新闻链接"


def test_the_long_body_of_an_item_may_have_a_file_of_its_own(tmp_path: Path) -> None:
    head = "---\nid: voices\nkind: item_group\nitems: [{kind: profile, file: one.md}]\n---\n"
    files = {"07/articles/harbour.md": head, "07/articles/one.md": "甲\n\n乙\n"}
    (article,) = read_issue(make_issue(tmp_path, files)).articles
    (item,) = article.blocks
    assert isinstance(item, Item)
    assert [str(block.span) for block in item.blocks] == [
        "07/articles/one.md:1:1",
        "07/articles/one.md:3:1",
    ]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    text = (HEAD + "甲\n\n乙\n").replace("\n", "\r\n")
    files = {"07/articles/harbour.md": b"\xef\xbb\xbf" + text.encode()}
    (article,) = read_issue(make_issue(tmp_path, files)).articles
    assert [str(block.span) for block in article.blocks] == [
        "07/articles/harbour.md:5:1",
        "07/articles/harbour.md:7:1",
    ]


def test_an_article_without_copy_is_an_article(tmp_path: Path) -> None:
    (article,) = read_issue(make_article(tmp_path, "")).articles
    assert article.blocks == ()


def test_writing_twice_gives_the_same_bytes_and_keeps_a_publication(tmp_path: Path) -> None:
    issue = read_issue(make_issue(tmp_path / "a", {}))
    (tmp_path / "b").mkdir()
    first = write_issue(issue, tmp_path / "b" / "07")
    assert [path.name for path in first] == ["publication.yaml", "issue.yaml", "00-harbour.md"]
    before = [path.read_bytes() for path in first]
    again = write_issue(read_issue(tmp_path / "b" / "07"), tmp_path / "b" / "07")
    assert list(again) == list(first[1:])
    assert [path.read_bytes() for path in first] == before


def test_copy_and_heads_are_written_for_people(tmp_path: Path) -> None:
    article = read_issue(make_article(tmp_path, "潮水退去，2030 年。")).articles[0]
    assert article.blocks[0] == Paragraph(
        text=as_text("潮水退去，2030年。"), span=article.blocks[0].span
    )


def test_an_id_that_cannot_name_a_file_is_not_written(tmp_path: Path) -> None:
    issue = read_issue(make_issue(tmp_path / "a", {}))
    bad = replace(issue.articles[0], id="../up")
    with pytest.raises(ValueError, match="cannot name a file"):
        write_issue(replace(issue, articles=(bad,)), tmp_path / "b" / "07")


def test_a_letter_with_its_combining_marks_is_read_as_one(tmp_path: Path) -> None:
    body = "cafe\u0301 Zu\u0308rich \ufa0e 漢\u0301\n"
    (article,) = read_issue(make_article(tmp_path, body)).articles
    (paragraph,) = article.blocks
    assert isinstance(paragraph, Paragraph)
    # Compatibility ideographs stay what they are; what has no composed form does too.
    assert plain(paragraph.text).startswith("café Zürich")
    assert "\ufa0e" in plain(paragraph.text)
