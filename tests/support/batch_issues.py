"""Issues made up for batches: as many pages as wanted, each with copy of its own.

    python -m tests.support.batch_issues FOLDER COUNT [--broken]

writes a publication of COUNT issues of 4 to 100 pages; with `--broken` eight of them are
broken, each in another way. The same number always gives the same issue.
"""

from __future__ import annotations

import argparse
import random
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "content" / "tideshore" / "2031-07" / "images"
# Words whose characters `banxin new` uses too: the face drawn for tests has them.
# fmt: off
NOUNS = (
    "杂志", "问题", "我们", "读者", "文字", "一段话", "空隙",
    "数字", "版面", "标题", "颜色", "页面", "边栏", "冒号",
    "版式", "刊物", "几句话", "编辑部", "新刊", "第一期", "目录",
    "街坊", "创刊号", "一页", "引擎", "前面的一行", "二十年",
)
VERBS = (
    "改动", "换成", "留给", "写在", "跟着", "占满", "打扰",
    "运行", "就是", "用", "变成", "来定", "想把", "从头改",
)
# fmt: on
JOINTS = ("，", "，", "，", "、", "；", "：")
# What a page of the house style `magazine` holds, roughly; pages are a wish, not a promise.
CHARACTERS_A_PAGE = 1180
PAGES_AN_ARTICLE = 6
FEWEST, MOST = 4, 100


def sentence(draw: random.Random) -> str:
    """A sentence of two to five clauses."""
    clauses = [
        f"{draw.choice(NOUNS)}{draw.choice(VERBS)}{draw.choice(NOUNS)}"
        for _ in range(draw.randint(2, 5))
    ]
    text = clauses[0]
    for clause in clauses[1:]:
        text += draw.choice(JOINTS) + clause
    return text + "。"


def paragraph(draw: random.Random) -> str:
    """A paragraph of some hundred characters."""
    return "".join(sentence(draw) for _ in range(draw.randint(3, 7)))


def _pullquote(draw: random.Random) -> str:
    return f"::: pullquote {{attribution={draw.choice(NOUNS)}}}\n{sentence(draw)}\n:::"


def _sidebar(draw: random.Random) -> str:
    return f"::: sidebar {{marker=前面}}\n# {draw.choice(NOUNS)}\n{paragraph(draw)}\n:::"


def _list(draw: random.Random) -> str:
    items = "\n".join(f"- {sentence(draw)}" for _ in range(3))
    return f"::: list {{mark=一}}\n{items}\n:::"


def _table(draw: random.Random) -> str:
    rows = "\n".join(f"| {draw.choice(NOUNS)} | {draw.randint(1, 999)} |" for _ in range(4))
    return f"::: table {{title={draw.choice(NOUNS)}}}\n| 标题 | 数字 |\n|---|---|\n{rows}\n:::"


COMPONENTS: tuple[Callable[[random.Random], str], ...] = (_pullquote, _sidebar, _list, _table)


def article(draw: random.Random, name: str, pages: float, picture: str = "") -> str:
    """An article of about so many pages."""
    title = f"{draw.choice(NOUNS)}{draw.choice(VERBS)}{draw.choice(NOUNS)}"
    parts = [
        f"---\nid: {name}\nkind: feature\ntitle: [{title}]\n"
        f"byline: {{writers: [编辑部]}}\n---\n{paragraph(draw)}"
    ]
    wanted, length, since = pages * CHARACTERS_A_PAGE, 0, 0
    if picture:
        parts.append(f'![{draw.choice(NOUNS)}](images/{picture}){{alt="{draw.choice(NOUNS)}"}}')
    while length < wanted:
        text = paragraph(draw)
        since += 1
        if since % 9 == 0:
            text = draw.choice(COMPONENTS)(draw)
        elif since % 5 == 0:
            text = f"## {draw.choice(NOUNS)}\n{text}"
        parts.append(text)
        length += len(text)
    return "\n\n".join(parts) + "\n"


def write_publication(home: Path, *, style: str = "magazine") -> Path:
    """A publication without issues."""
    home.mkdir(parents=True, exist_ok=True)
    text = f"title: 新刊\ntitle_latin: NEW\nlanguage: zh-CN\nstyle: {style}\n"
    (home / "publication.yaml").write_text(text, "utf-8")
    return home


def write_issue(home: Path, name: str, pages: int, *, picture: Path | None = None) -> Path:
    """An issue of about so many pages in a publication; its name is the seed of its copy."""
    draw = random.Random(f"{name} {pages}")
    issue = home / name
    articles = issue / "articles"
    articles.mkdir(parents=True)
    files = ["00-cover.md"]
    cover = f"---\nid: cover\nkind: cover\ntitle: [{draw.choice(NOUNS)}]\n---\n"
    (articles / files[0]).write_text(cover + sentence(draw) + "\n", "utf-8")
    left = float(pages - 1)
    while left > 0:
        number = len(files)
        share = min(left, PAGES_AN_ARTICLE)
        shown = picture.name if picture is not None and number == 1 else ""
        files.append(f"{number:02}-copy.md")
        text = article(draw, f"copy-{number}", share - 0.45, shown)
        (articles / files[-1]).write_text(text, "utf-8")
        left -= share
    if picture is not None:
        (issue / "images").mkdir()
        shutil.copyfile(picture, issue / "images" / picture.name)
    plan = "".join(f"  - {{file: {file}}}\n" for file in files)
    facts = "issue:\n  title: 第一期\n  year: 2031\n  month: 1\n  number: 1\n  folio_start: 2\n"
    (issue / "issue.yaml").write_text(f"{facts}flatplan:\n{plan}", "utf-8")
    return issue


def _append(issue: Path, file: str, text: str | bytes) -> None:
    with (issue / file).open("ab") as opened:
        opened.write(text if isinstance(text, bytes) else text.encode())


FIRST = "articles/01-copy.md"


def _unknown_key(issue: Path) -> None:
    path = issue / FIRST
    path.write_text(path.read_text("utf-8").replace("kind:", "colour: red\nkind:", 1), "utf-8")


def _cut_picture(issue: Path) -> None:
    picture = next((issue / "images").iterdir())
    picture.write_bytes(picture.read_bytes()[:600])


def _lost_picture(issue: Path) -> None:
    next((issue / "images").iterdir()).unlink()


def _two_of_one_id(issue: Path) -> None:
    shutil.copyfile(issue / FIRST, issue / "articles" / "zz.md")
    _append(issue, "issue.yaml", "  - {file: zz.md}\n")


# Eight ways for an issue to be broken, with the rule that tells of each.
DAMAGES: dict[str, Callable[[Path], None]] = {
    "yaml-syntax": lambda issue: _append(issue, "issue.yaml", "  - {file: [\n"),
    "missing-file": _lost_picture,
    "broken-picture": _cut_picture,
    "unknown-key": _unknown_key,
    "not-utf8": lambda issue: _append(issue, FIRST, "\n乱".encode("gbk")),
    "duplicate-id": _two_of_one_id,
    "no-such-style": lambda issue: (issue / "issue.yaml").write_text(
        (issue / "issue.yaml").read_text("utf-8").replace("issue:\n", "issue:\n  style: x\n"),
        "utf-8",
    ),
    "control-character": lambda issue: _append(issue, FIRST, "\n一\x07二\n"),
}


def write_issues(home: Path, count: int, *, broken: bool = False) -> list[Path]:
    """A publication of issues of 4 to 100 pages, most of them short as back issues are.

    With `broken` eight of them, spread over the list, are broken.
    """
    write_publication(home)
    draw = random.Random(count)
    pictures = sorted(PICTURES.glob("*.jpg"))
    issues = []
    for number in range(count):
        size = draw.random() ** 2.2
        pages = round(FEWEST + size * (MOST - FEWEST))
        picture = pictures[number % len(pictures)]
        issues.append(write_issue(home, f"issue-{number + 1:03}", pages, picture=picture))
    if broken:
        step = count // len(DAMAGES)
        for number, damage in enumerate(DAMAGES.values()):
            damage(issues[number * step + step // 2])
    return issues


def main() -> None:
    """Write a publication of issues."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--broken", action="store_true")
    chosen = parser.parse_args()
    write_issues(chosen.folder, chosen.count, broken=chosen.broken)


if __name__ == "__main__":
    main()
