"""What does not fit, or has no usual place, is set or told: never dropped without a word."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support.issue_folders import make_issue
from tests.support.picture_files import as_bytes, quarters

if TYPE_CHECKING:
    from tests.support.command_line import CommandLine

COPY = "把这一段换成你自己的文字，改一处标题，改一行颜色。"
CAPTION = "一个边栏可以很短也可以占满一页"
PICTURE = {"07/f1.png": as_bytes(quarters(size=(640, 320)), "PNG")}
TRIM_HEIGHT = 285 / 25.4 * 72


class Built:
    """An issue of one article, built: its lines by place, its findings."""

    def __init__(
        self,
        banxin: CommandLine,
        article: str,
        *,
        name: str = "harbour.md",
        files: dict[str, str] | None = None,
    ) -> None:
        plan = {"07/issue.yaml": f"issue:\n  title: 一期\nflatplan:\n  - {{file: {name}}}\n"}
        written = {**PICTURE, **plan, f"07/articles/{name}": article, **(files or {})}
        folder = make_issue(banxin.folder / "journal", written)
        dump = banxin.folder / "layout.json"
        done = banxin.build(folder, "--layout-json", dump, before=("--json",))
        assert done.code == 0, done.document
        self.findings = done.document["findings"]
        self.pages = json.loads(dump.read_text("utf-8"))["pages"]
        self.lines = [line for page in self.pages for line in page["lines"]]

    @property
    def text(self) -> str:
        return "".join(line["text"] for line in self.lines)

    @property
    def captions(self) -> list[str]:
        return [line["text"] for line in self.lines if line["style"] == "caption"]

    @property
    def rules(self) -> set[str]:
        return {finding["rule"] for finding in self.findings}

    @property
    def lowest(self) -> float:
        return max(float(line["baseline"]) for line in self.lines)


def article(body: str, **head: str) -> str:
    values = {"id": "harbour", "kind": "feature", "title": "[标题]", **head}
    lines = "\n".join(f"{key}: {value}" for key, value in values.items())
    return f"---\n{lines}\n---\n{body}\n"


def picture(place: str, *, caption: str = CAPTION, more: str = "") -> str:
    return f"![{caption}](f1.png){{place={place} {more}}}"


@pytest.mark.parametrize("place", ["full", "bleed", "here", "top"])
@pytest.mark.parametrize("box", ["sidebar {marker=延伸阅读}", "editors-note"])
def test_a_picture_in_a_box_is_drawn_whatever_its_place(
    banxin: CommandLine, place: str, box: str
) -> None:
    body = f"{COPY}\n\n::: {box}\n{COPY}\n\n{picture(place)}\n\n{COPY}\n:::\n"
    built = Built(banxin, article(body))
    assert CAPTION in built.text
    assert sum(len(page["pictures"]) for page in built.pages) == 1


@pytest.mark.parametrize("place", ["head", "opener", "top", "here", "full", "bleed"])
def test_a_picture_of_the_front_matter_shows_its_caption(
    banxin: CommandLine, place: str
) -> None:
    images = f"[{{file: f1.png, place: {place}, caption: {CAPTION}}}]"
    built = Built(banxin, article(COPY, images=images))
    assert built.text.count(CAPTION) == 1
    assert sum(len(page["pictures"]) for page in built.pages) == 1


def test_the_captions_of_a_gallery_are_set(banxin: CommandLine) -> None:
    text = (
        "id: harbour\nkind: gallery\ntitle: [标题]\n"
        "captions: [{n: 1, text: 一个边栏}, {n: 2, text: 自己的文字}]\n"
    )
    built = Built(banxin, text, name="harbour.yaml")
    assert "1　一个边栏" in built.text
    assert "2　自己的文字" in built.text


def test_a_vertical_caption_too_long_for_its_picture_stands_below(banxin: CommandLine) -> None:
    more = "caption-direction=vertical height-lines=2"
    built = Built(banxin, article(picture("here", caption=COPY * 3, more=more)))
    lines = [line for line in built.lines if line["style"] == "caption"]
    assert COPY * 3 in "".join(line["text"] for line in lines)
    assert all(len(line["text"]) > 5 for line in lines[:-1])


@pytest.mark.parametrize("place", ["here", "top", "opener"])
def test_no_picture_is_taller_than_its_page(banxin: CommandLine, place: str) -> None:
    more = "height-lines=60"
    inline = place != "opener"
    images = f"[{{file: f1.png, place: {place}, caption: {CAPTION}, height_lines: 60}}]"
    text = article(picture(place, more=more)) if inline else article(COPY, images=images)
    built = Built(banxin, text)
    assert built.lowest < TRIM_HEIGHT
    assert "overset" not in built.rules


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", f"[{COPY * 40}]"),
        ("title", "[" + ", ".join(["标题"] * 80) + "]"),
        ("deck", "[" + ", ".join([COPY] * 60) + "]"),
        ("kicker", COPY * 40),
        ("rubric", COPY * 60),
    ],
)
def test_a_head_taller_than_its_page_is_overset(
    banxin: CommandLine, key: str, value: str
) -> None:
    built = Built(banxin, article(COPY, **{key: value}))
    found = [finding for finding in built.findings if finding["rule"] == "overset"]
    assert found[0]["page"] == "1"
    assert found[0]["article"] == "harbour"
    first = found[0]["message"].split("“")[1].rstrip("”")
    assert first in built.text


def test_a_pull_quote_longer_than_a_page_breaks(banxin: CommandLine) -> None:
    built = Built(banxin, article(f"{COPY}\n\n::: pullquote\n{COPY * 60}\n:::\n"))
    assert "overset" not in built.rules
    assert built.text.count("换") == 61
    assert built.lowest < TRIM_HEIGHT


@pytest.mark.parametrize("mark", ["—", "…"])
def test_a_row_of_dashes_or_dots_is_broken_at_the_measure(
    banxin: CommandLine, mark: str
) -> None:
    built = Built(banxin, article(mark * 400))
    assert built.text.count(mark) == 400
    assert max(line["width"] for line in built.lines) < 300


def test_a_title_of_thousands_of_characters_is_set(banxin: CommandLine) -> None:
    built = Built(banxin, article(COPY, title=f"[{COPY * 200}]"))
    assert built.text.count("换") >= 200


@pytest.mark.parametrize("em", [6, 14, 19, 21])
def test_a_picture_beside_copy_is_never_a_sliver(banxin: CommandLine, em: int) -> None:
    images = "[{id: f1, file: f1.png, place: right}]"
    body = f"::: measure {{em={em} beside=f1}}\n{COPY * 6}\n:::\n"
    built = Built(banxin, article(body, images=images))
    (shown,) = (picture for page in built.pages for picture in page["pictures"])
    assert shown["rect"][2] >= 5 * 10.5 - 0.1
    assert built.text.count("换") == 6


def test_a_display_word_too_long_for_its_page_is_set_smaller(banxin: CommandLine) -> None:
    text = (
        "id: harbour\nkind: brief_group\ntitle: [INFORMATIONALITIES]\ndropcap: I\nitems: []\n"
    )
    built = Built(banxin, text, name="harbour.yaml")
    (word,) = (line["text"] for line in built.lines if "INFOR" in line["text"])
    assert word == "INFORMATIONALITIES"
    assert "overset" not in built.rules


def test_a_run_in_head_is_set_beside_a_picture_too(banxin: CommandLine) -> None:
    images = f"[{{id: f1, file: f1.png, place: right, caption: {CAPTION}}}]"
    body = f"::: measure {{em=14 beside=f1}}\n**标题** {COPY}{{.runin}}\n:::\n"
    built = Built(banxin, article(body, images=images, title="[江畔]"))
    assert "标题" in built.text
    assert "".join(built.captions) == CAPTION


def test_a_picture_beside_copy_in_a_box_is_drawn_once(banxin: CommandLine) -> None:
    images = "[{id: f1, file: f1.png, place: right}]"
    inner = f"::: measure {{em=9 beside=f1}}\n{COPY * 4}\n:::\n"
    built = Built(banxin, article(f"::: sidebar\n{inner}\n:::\n", images=images))
    assert sum(len(page["pictures"]) for page in built.pages) == 1


def test_a_cover_sets_what_its_article_says(banxin: CommandLine) -> None:
    text = (
        "---\nid: harbour\nkind: cover\nrubric: 街坊\nkicker: 开篇\n"
        "byline: {writers: [编辑部]}\n---\n"
        f"{COPY}\n\n## 一处标题\n\n::: verse\n一行颜色\n:::\n"
    )
    built = Built(banxin, text)
    for words in ("街坊", "开篇", "编辑部", "一处标题", "一行颜色", COPY):
        assert words in built.text


def test_a_long_masthead_is_set_whole_on_the_cover(banxin: CommandLine) -> None:
    title = "一本新刊写在前面的话" * 3
    built = Built(
        banxin,
        "---\nid: harbour\nkind: cover\n---\n",
        files={"publication.yaml": f"title: {title}\n"},
    )
    assert title in [line["text"] for line in built.lines]


def test_a_figure_wider_than_its_box_is_set_smaller(banxin: CommandLine) -> None:
    text = (
        "id: harbour\nkind: infographic\ntitle: [标题]\nblocks:\n"
        f"  - {{type: stat, label: 标题, value: '{'1234567890' * 5}'}}\n"
    )
    built = Built(banxin, text, name="harbour.yaml")
    (figure,) = (line for line in built.lines if line["text"].startswith("12345"))
    assert figure["width"] <= 22 * 10.5
    assert figure["text"] == "1234567890" * 5


@pytest.mark.parametrize(
    ("head", "rule"),
    [({"kind": "featrue"}, "unknown-kind"), ({"template": "nosuch"}, "unknown-template")],
)
def test_a_name_the_style_does_not_know_is_told(
    banxin: CommandLine, head: dict[str, str], rule: str
) -> None:
    built = Built(banxin, article(COPY, **head))
    (finding,) = (one for one in built.findings if one["rule"] == rule)
    assert finding["file"].endswith("harbour.md")


def test_copy_beside_a_picture_that_is_not_there_is_told(banxin: CommandLine) -> None:
    built = Built(banxin, article(f"::: measure {{em=14 beside=f9}}\n{COPY}\n:::\n"))
    assert "unknown-picture" in built.rules
    assert COPY in built.text
