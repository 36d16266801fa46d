"""The benchmark is fair only if both sides set the same text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.bench.typst_document import write_document
from tests.support.issue_folders import make_article

if TYPE_CHECKING:
    from pathlib import Path

BODY = """\
潮水退去，**泥滩**上留下一行脚印。“老港”换了新颜：#1 仓库 $5、50%、a_b\\*c。

## 旧码头

::: sidebar {marker=新闻链接}
# 三号泊位
水深九米。
:::

::: verse
江上数峰青
渔火对愁眠
:::

- 第一件事
- 第二件事
"""


def _characters(text: str) -> str:
    return "".join(re.findall(r"[\u3400-\u9fff\d%$]", text))


def test_the_typst_document_holds_all_copy_in_order(tmp_path: Path) -> None:
    issue = make_article(tmp_path, BODY)
    source = write_document(issue, tmp_path / "typst").read_text("utf-8")
    found = _characters(source)
    copy = "潮水退去泥滩上留下一行脚印老港换了新颜1仓库$550%"
    for piece in (copy, "旧码头", "新闻链接三号泊位水深九米"):
        assert piece in found
    assert "江上数峰青 \\ 渔火对愁眠" in source
    assert found.index("旧码头") < found.index("三号泊位") < found.index("江上数峰青")
    assert found.index("第一件事") < found.index("第二件事")


def test_no_mark_of_the_copy_becomes_markup(tmp_path: Path) -> None:
    issue = make_article(tmp_path, BODY)
    source = write_document(issue, tmp_path / "typst").read_text("utf-8")
    assert "、50\\%、a\\_b\\*c" in source
    assert "\\#1" in source
    assert "\\$5" in source
