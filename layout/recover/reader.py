"""Where reading stands in a page unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.recover.build import ArticleDraft, Assembly, Draft, ItemDraft
from layout.recover.clean import clean_head
from layout.recover.lines import join_lines
from layout.recover.model import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.recover.lines import Line
    from layout.recover.segments import Segment
    from layout.recover.units import Unit


class UnitReader:
    """Where reading stands in a unit; each kind of segment has its taker (`recover/kinds`)."""

    def __init__(self, unit: Unit, result: Assembly) -> None:
        self.unit = unit
        self.result = result
        self.segments = unit.segments
        self.item: ItemDraft | None = None
        self.sidebar: ItemDraft | None = None
        self.waiting: list[Draft] = []  # copy that stands before the head it belongs to
        self.closing: list[Draft] = []  # what stands behind everything else of the article
        self.strays: tuple[Line, ...] = ()  # captions that stood beside the title
        self.note_open = False
        self.gallery = False
        self.title: int | None = None  # where the title stands, when an article opens here
        self.rubric: Segment | None = None  # the one the article is under
        self.spoken: set[int] = set()  # speakers taken with their items
        self.item_heads: frozenset[int] = frozenset()
        self.copy_first = False  # whether the copy of an item stands before its head

    @property
    def article(self) -> ArticleDraft:
        """The article that is being put together."""
        return self.result.articles[-1]

    @property
    def opens_here(self) -> bool:
        """Whether the article began on this unit."""
        return self.article.src == str(self.unit.lines[0].number)

    def before(self, index: int) -> Segment | None:
        """The segment before one."""
        return self.segments[index - 1] if index else None

    def after(self, index: int) -> Segment | None:
        """The segment behind one."""
        return self.segments[index + 1] if index + 1 < len(self.segments) else None

    def new_article(self, kind: str) -> ArticleDraft:
        """Begin an article with this unit."""
        article = ArticleDraft(kind, src=str(self.unit.lines[0].number))
        self.result.articles.append(article)
        return article

    def caption(self, lines: Sequence[Line], direction: str, *, mark: str = "") -> None:
        """A caption whose picture is not there: it is set, and the editor is told."""
        text, src = join_lines([line.text for line in lines]), str(lines[0].number)
        draft = Draft("caption", text=clean_head(text), direction=direction, src=src)
        draft.review, draft.mark = "图片不在", mark
        self.add(draft)
        self.result.notes.append(Note("picture", lines[0].number, text))

    def leave(self, lines: list[Line], why: str) -> None:
        """Keep lines that no article has a place for, and tell the editor."""
        self.result.unplaced.append((lines, why))
        text = "".join(line.text for line in lines)
        self.result.notes.append(Note("unplaced", lines[0].number, f"{why}：{text}"))

    def home(self) -> list[Draft] | list[Draft | ItemDraft]:
        """Where a block goes: the open sidebar, the open item, or the article itself."""
        if self.sidebar is not None:
            return self.sidebar.drafts
        if self.item is not None:
            return self.item.drafts
        if self.copy_first:
            return self.waiting
        return self.article.body

    def add(self, draft: Draft) -> None:
        """Put a block where it goes; a list goes on with its next item."""
        home = self.home()
        last = home[-1] if home else None
        joins = draft.kind == "list" and isinstance(last, Draft) and last.kind == "list"
        if joins and isinstance(last, Draft) and last.mark == draft.mark:
            last.lines += draft.lines
        else:
            home.append(draft)
