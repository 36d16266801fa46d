"""What a recovery gives: the issue, and a report for the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.record import Record

if TYPE_CHECKING:
    from layout.content.model import Issue


class Note(Record):
    """One thing an editor should look at. `kind` is one of `KINDS`; `line` is the source's."""

    kind: str
    line: int
    text: str


# In the order of importance, with the words of the report.
KINDS = {
    "unplaced": "没有归处的文字",
    "torn": "接不上的段落",
    "boundary": "拿不准的文章边界",
    "joined": "跨行、跨栏接回的段落",
    "moved": "移到正文之前的标题",
    "twice": "印了两遍的段落",
    "names": "同一名字的两种写法",
    "normalised": "改成全角的标点",
    "unprintable": "去掉的控制字符",
    "picture": "图片不在的图注",
    "title": "刊名",
    "ornament": "装饰字符和文末标记",
}


class ReviewReport(Record):
    """Everything the recovery doubted or changed."""

    name: str
    notes: tuple[Note, ...]
    counts: tuple[tuple[str, int], ...]

    def markdown(self) -> str:
        """The report as the editor reads it: counts first, then each kind by source line."""
        lines = [f"# {self.name}：校读清单", ""]
        lines += [f"- {word}：{count}" for word, count in self.counts]
        for kind, word in KINDS.items():
            notes = sorted((n.line, n.text) for n in self.notes if n.kind == kind)
            if not notes:
                continue
            lines += ["", f"## {word}（{len(notes)}）", ""]
            lines += [f"- 第 {line} 行　{text}" for line, text in notes]
        return "\n".join(lines) + "\n"


class Recovered(Record):
    """A recovered issue and its report."""

    issue: Issue
    report: ReviewReport
