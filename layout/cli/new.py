"""`banxin new`: a publication one can build at once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from layout.cli.report import print_json
from layout.diagnostics import error
from layout.errors import ProjectError
from layout.files import write_whole

if TYPE_CHECKING:
    from layout.cli import Globals

FILES = {
    "publication.yaml": """\
title: 新刊
title_latin: NEW MAGAZINE
language: zh-CN
style: magazine
""",
    "2031-01/issue.yaml": """\
issue:
  title: 创刊号
  year: 2031
  month: 1
  number: 1
  issue_line: "2031\u300001　NO.1"
  folio_start: 2
sections:
  - {id: street, cn: 街坊, en: NEIGHBOURS, color: "#8a3b12"}
flatplan:
  - {file: 00-cover.md}
  - {file: 01-contents.md}
  - {file: 02-first.md, section: street, start: any}
""",
    "2031-01/articles/00-cover.md": """\
---
id: cover
kind: cover
title: [从第一页开始]
---
一本新刊的第一期
""",
    "2031-01/articles/01-contents.md": """\
---
id: contents
kind: contents
title: [目录]
---
""",
    "2031-01/articles/02-first.md": """\
---
id: first
kind: feature
rubric: 开篇
title: [写在前面, 关于这本刊物的几句话]
deck:
  - 一本杂志从一个问题开始：我们想把什么留给二十年后的读者？
byline: {writers: [编辑部]}
---
把这一段换成你自己的文字。空一行就是新的一段，行与行之间的单个换行不算数，“2031年”与数字之间的空隙由排版引擎来定。

## 怎样改动版面
改一处标题，改一行颜色，再运行一次 `banxin build`，页面就会跟着变。

::: sidebar {marker=延伸阅读}
# 一个边栏
边栏用三个冒号开头，用三个冒号结束。它可以很短，也可以占满一页。
:::

版式写在 `styles/` 里，文字写在 `articles/` 里，两者互不打扰。
""",
}


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_obj
def command(settings: Globals, folder: Path) -> None:
    """Make a publication in FOLDER with one small issue."""
    hint = "choose another folder; nothing was changed"
    if folder.exists() and not folder.is_dir():
        raise ProjectError([error("not-a-folder", f"{folder} is a file", hint=hint)])
    if folder.exists() and any(folder.iterdir()):
        raise ProjectError([error("not-empty", f"{folder} is not empty", hint=hint)])
    for name, text in FILES.items():
        write_whole(folder / name, text.encode("utf-8"), otherwise="choose another folder")
    if settings.as_json:
        print_json({"ok": True, "output": os.fspath(folder), "files": list(FILES)})
        return
    if not settings.quiet:
        click.echo(f"build it with: banxin build {folder}", err=True)
    click.echo(os.fspath(folder))
