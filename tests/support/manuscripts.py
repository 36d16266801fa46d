"""Manuscripts made by chance, in normal form: what the reader can give.

A seed makes a manuscript; hypothesis draws the seeds. (Strategies for every field shrink far
too slowly for a tree of this size.)
"""

from __future__ import annotations

import datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, TypeVar

from layout.content.inline import drop_autospace, joined
from layout.content.model import (
    Article,
    Block,
    Break,
    BreakKind,
    Byline,
    Caption,
    Cells,
    Chart,
    Credit,
    Crop,
    EditorsNote,
    Figure,
    Figures,
    FlatplanEntry,
    Focus,
    Groups,
    Inline,
    Issue,
    Item,
    Leftover,
    ListBlock,
    ListItem,
    Mark,
    Measure,
    Note,
    Paragraph,
    Parallel,
    Picture,
    Provenance,
    Publication,
    PullQuote,
    Question,
    Section,
    Series,
    Share,
    Sidebar,
    Speaker,
    Subhead,
    Table,
    TableRow,
    Text,
    Verse,
    plain,
)
from layout.content.words import (
    CHART_FORMS,
    COLUMN_ALIGNS,
    ITEM_KINDS,
    PICTURE_PLACES,
    QUOTE_PLACES,
    REACHES,
    SIDEBAR_PLACES,
)
from layout.record import Record, replace

if TYPE_CHECKING:
    from collections.abc import Callable

# Copy, and everything a reader could take for markup.
TOKENS = (
    *("码头", "，", "。", "“", "”", "——", "《", "》", "　", "旧", "2030", "new town", "X", "%"),
    *("*", "**", "***", "_", "`", "```", "~~~", "\\", "\\*", "{", "}", "{}", "{nobr}", "|"),
    *("[", "]", "](", "![", "]{.dots}", "{.runin}", "{a=b}", "(", ")", "^", "<", "<!--", "-->"),
    *(
        "&amp;",
        "#",
        "##",
        "# ",
        "- ",
        "+ ",
        "1. ",
        "12) ",
        "> ",
        ":::",
        "---",
        "===",
        ":",
        ": ",
    ),
    *("'", '"', ",", "!", "?", "@", "=", "null", "~", "no", "08", "-", "é", "𠀀", "…", "·"),
)
PICTURES = ("p.jpg", "deep/a (1).jpg")


def _normal(text: str) -> str:
    return drop_autospace(text).strip()


MadeT = TypeVar("MadeT")


class Maker:
    """Makes the parts of manuscripts from one source of chance."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)
        self._notes = 0

    def some(
        self, make: Callable[[], MadeT], least: int = 0, most: int = 2
    ) -> tuple[MadeT, ...]:
        return tuple(make() for _ in range(self._chance.randint(least, most)))

    def one(self, *choices: MadeT) -> MadeT:
        return self._chance.choice(choices)

    def maybe(self, make: Callable[[], MadeT]) -> MadeT | None:
        return make() if self._chance.random() < 0.4 else None

    def number(self, first: int, last: int) -> int:
        return self._chance.randint(first, last)

    def words(self) -> str:
        return _normal("".join(self.some(lambda: self.one(*TOKENS), 0, 5)))

    def said(self) -> str:
        return self.words() or "话"

    def inline(self) -> Inline:
        marks = Mark.NONE
        for _ in range(max(self.number(-2, 2), 0)):
            marks |= self.one(*Mark)
        characters = "".join(self.some(lambda: self.one(*TOKENS), 1, 4))
        ruby = self.one("", "", "", "hàn", "a|b", "]}")
        target = self.one("", "", "", "", "harbour")
        if target and not ruby:
            characters += self.one("", "{page}")
        return Inline(characters, marks, ruby, target)

    def noted(self, text: Text) -> Text:
        """The text with footnotes in it, each called as no other."""
        pieces = list(text)
        for _ in range(max(self.number(-3, 2), 0)):
            self._notes += 1
            note = Note(f"n{self._notes}", self.text())
            marks = self.one(Mark.NONE, Mark.STRONG)
            pieces.insert(self.number(0, len(pieces)), Inline("", marks, note=note))
        return joined(pieces)

    def text(self) -> Text:
        """One line of running text; neither white at its ends nor typed autospaces."""
        text = joined(self.some(self.inline, 1, 3))
        if plain(text) == _normal(plain(text)):
            return text
        bare = joined(
            replace(piece, text=piece.text.replace(" ", "").replace("　", "")) for piece in text
        )
        return joined(piece for piece in bare if piece.text) or (Inline("文"),)

    def head(self) -> Text:
        """One or two lines."""
        pieces: list[Inline] = []
        for line in self.some(self.text, 1, 2):
            pieces += [Inline("\n"), *line] if pieces else line
        return joined(pieces)

    def maybe_head(self) -> Text:
        return self.maybe(self.head) or ()

    def lead(self) -> Text:
        """Leads are bold; that they are is not said again."""
        text = self.maybe(self.text) or ()
        return joined(replace(piece, marks=piece.marks & ~Mark.STRONG) for piece in text)

    def note(self) -> Provenance:
        confidence = self.maybe(lambda: self.number(0, 100) / 100)
        return Provenance(self.one("12-18", "3,4", "a b"), confidence, self.words())

    def traces(self) -> Provenance | None:
        return self.maybe(self.note)

    def open_question(self) -> Provenance | None:
        note = self.traces()
        return note if note and note.review else None

    def picture(self) -> Picture:
        return Picture(
            file=self.one(*PICTURES),
            id=self.one("", "f1"),
            caption=self.maybe_head(),
            credit=self.words(),
            alt=self.words(),
            place=self.one(*PICTURE_PLACES),
            columns=self.number(1, 3),
            caption_direction=self.one("horizontal", "vertical"),
            height_lines=self.maybe(lambda: self.number(1, 40)),
            crop=self.maybe(
                lambda: Crop(self.share(0), self.share(0), self.share(1), self.share(1))
            ),
            focus=self.maybe(lambda: Focus(self.share(0), self.share(0))),
            ratio=self.maybe(lambda: (self.number(1, 5) * 1.5, self.number(2, 5) / 4)),
            page=self.number(1, 3),
            provenance=self.traces(),
        )

    def share(self, least: int) -> Share:
        amount = self.number(least, 200) / 4
        return Share(amount, is_px=self.one(True, False)) if amount else Share()

    def byline(self) -> Byline | None:
        names = lambda: self.some(lambda: self.one("何棠", "A. B", "丙\"'"))  # noqa: E731
        byline = Byline(names(), names(), names(), names(), self.words(), self.words())
        return self.maybe(lambda: byline) if byline != Byline() else None

    def speaker(self) -> Speaker:
        return Speaker(self.said(), self.words())

    def verse(self) -> tuple[Text, ...]:
        middle = self.some(lambda: self.one(self.text(), ()), 0, 3)
        return (self.text(), *middle, self.text())

    def blocks(self, depth: int = 0) -> tuple[Block, ...]:
        return self.some(lambda: self.block(depth), 0, 4 - depth)

    def block(self, depth: int) -> Block:
        leaves = (
            *(self.paragraph, self.subhead, self.verse_block, self.quote, self.credit),
            *(self.list_block, self.picture, self.pause, self.figures, self.cells, self.groups),
            *(self.table, self.chart),
        )
        holders = (
            *(self.editors_note, self.measure, self.sidebar, self.question, self.item),
            self.parallel,
        )
        if depth < 3 and self._chance.random() < 0.35:
            return self.one(*holders)(depth + 1)
        return self.one(*leaves)()

    def paragraph(self) -> Block:
        text = self.noted(self.head())
        return Paragraph(text=text, run_in=self.lead(), provenance=self.open_question())

    def subhead(self) -> Block:
        return Subhead(
            text=self.head(),
            level=self.number(2, 6),
            label=self.words(),
            id=self.one("", "f2"),
            provenance=self.traces(),
        )

    def verse_block(self) -> Block:
        align = self.one("left", "center")
        direction = self.one("horizontal", "vertical")
        return Verse(
            lines=tuple(self.noted(line) if line else line for line in self.verse()),
            align=align,
            direction=direction,
            provenance=self.traces(),
        )

    def quote(self) -> Block:
        return PullQuote(
            text=self.head(),
            attribution=self.words(),
            direction=self.one("horizontal", "vertical"),
            place=self.one(*QUOTE_PLACES),
            reach=self.one(*REACHES),
            provenance=self.traces(),
        )

    def credit(self) -> Block:
        return Credit(text=self.head(), provenance=self.traces())

    def caption(self) -> Block:
        direction = self.one("horizontal", "vertical")
        return Caption(text=self.head(), direction=direction, provenance=self.traces())

    def list_block(self) -> Block:
        return ListBlock(
            items=self.some(lambda: ListItem(self.noted(self.text()), self.lead()), 1, 3),
            mark=self.one("●", "◆", "——", ""),
            numbering=self.one("", "（一）", "1."),
            head=self.maybe_head(),
            provenance=self.traces(),
        )

    def pause(self) -> Block:
        return Break(kind=self.one(*BreakKind), provenance=self.open_question())

    def figures(self) -> Block:
        cells = self.some(lambda: Figure(self.words(), self.said(), self.words()), 1, 3)
        return Figures(cells=cells, provenance=self.traces())

    def cells(self) -> Block:
        cells = self.some(lambda: (self.maybe_head(), self.head()), 1, 2)
        return Cells(head=self.maybe_head(), cells=cells, provenance=self.traces())

    def groups(self) -> Block:
        return Groups(
            head=self.maybe_head(),
            numbering=self.one("（一）", "①", ""),
            groups=self.some(lambda: (self.maybe_head(), self.some(self.text)), 1, 2),
            provenance=self.traces(),
        )

    def table(self) -> Block:
        columns, rows = self.number(1, 4), self.number(2, 4)
        made = [TableRow(tuple(self.maybe_head() for _ in range(columns))) for _ in range(rows)]
        return Table(
            rows=tuple(made),
            align=tuple(self.one(*COLUMN_ALIGNS) for _ in range(columns)),
            widths=tuple(self.one(0.0, 6.0, 4.5) for _ in range(columns)),
            head=self.number(0, rows - 1),
            title=self.maybe_head(),
            note=self.maybe_head(),
            credit=self.words(),
            alt=self.words(),
            numbering=self.one("", "一", "（1）"),
            reach=self.one(*REACHES),
            place=self.one(*SIDEBAR_PLACES),
            provenance=self.traces(),
        )

    def chart(self) -> Block:
        kind = self.one(*CHART_FORMS)
        labels = self.some(self.words, 1, 4)
        rows = 1 if kind == "share" else self.number(1, 3)
        figures = ("12", "7.50", "0.3") if kind == "share" else ("12", "-3.5", "0", "7.50", "")
        series = [
            Series(
                ("1", *(self.one(*figures) for _ in labels[1:])),
                self.said() if rows > 1 else self.words(),
            )
            for _ in range(rows)
        ]
        return Chart(
            kind=kind,
            labels=labels,
            series=tuple(series),
            form=self.one(*(CHART_FORMS[kind] or ("",))),
            unit=self.words(),
            title=self.maybe_head(),
            note=self.maybe_head(),
            credit=self.words(),
            alt=self.words(),
            reach=self.one(*REACHES),
            place=self.one(*SIDEBAR_PLACES),
            provenance=self.traces(),
        )

    def editors_note(self, depth: int) -> Block:
        return EditorsNote(blocks=self.blocks(depth), provenance=self.traces())

    def measure(self, depth: int) -> Block:
        return Measure(
            em=self.one(16.0, 14.5),
            beside=self.one("", "f1"),
            blocks=self.blocks(depth),
            provenance=self.traces(),
        )

    def parallel(self, depth: int) -> Block:
        """Columns that hold something, and no break that would part them."""
        columns = [
            tuple(
                block
                for block in (self.paragraph(), *self.blocks(depth))
                if not (isinstance(block, Break) and block.kind is BreakKind.COLUMN)
            )
            for _ in range(self.number(2, 4))
        ]
        return Parallel(
            kind=self.one("", "translation"),
            head=self.maybe_head(),
            columns=tuple(columns),
            provenance=self.traces(),
        )

    def sidebar(self, depth: int) -> Block:
        return Sidebar(
            marker=self.words(),
            title=self.maybe_head(),
            place=self.one(*SIDEBAR_PLACES),
            reach=self.one(*REACHES),
            byline=self.byline(),
            blocks=self.blocks(depth),
            provenance=self.traces(),
        )

    def question(self, depth: int) -> Block:
        return Question(
            question=self.head(), answer=self.blocks(depth), provenance=self.traces()
        )

    def item(self, depth: int) -> Block:
        return Item(
            kind=self.one(*ITEM_KINDS),
            title=self.maybe_head(),
            kicker=self.words(),
            date=self.words(),
            mark=self.words(),
            speaker=self.maybe(self.speaker),
            pull_quote=self.words(),
            width=self.one("", "24", "full"),
            picture=self.maybe(self.picture),
            blocks=self.blocks(depth),
            provenance=self.traces(),
        )

    def article(self, article_id: str) -> Article:
        items = self.some(lambda: self.item(1), 1, 3)
        return Article(
            id=article_id,
            kind=self.one("feature", "brief_group", "gallery", "infographic", "cover"),
            section=self.one("", "special"),
            rubric=self.words(),
            kicker=self.words(),
            title=untargeted(self.maybe_head()),
            title_alt=self.words(),
            deck=self.some(self.head),
            byline=self.byline(),
            speaker=self.maybe(self.speaker),
            template=self.one("", "two-column"),
            start=self.one("", "any", "spread"),
            ornaments=self.some(self.said),
            dropcap=self.one("", "I"),
            intro_verse=self.maybe(self.verse) or (),
            pictures=self.some(self.picture),
            captions=self.some(lambda: (self.number(1, 9), self.words())),
            blocks=self.one(self.blocks(), items),
            provenance=self.traces(),
        )

    def issue(self) -> Issue:
        """An issue whose flatplan lists its articles in order."""
        some = tuple(
            self.article(article_id)
            for article_id in ("harbour", "码头-2", "a.b_c")[: self.number(0, 3)]
        )
        plan = [
            FlatplanEntry(
                article.id,
                self.one("", "special"),
                self.one("", "left"),
                self.maybe(lambda: self.number(1, 9)),
            )
            for article in some
        ]
        goes_on = [entry for entry in plan if entry.pages]
        if goes_on and self.number(0, 1):
            optional = self.number(0, 1) == 1
            again = self.one(*goes_on).article
            plan.append(FlatplanEntry(again, continues=True, optional=optional))
        leftover = lambda: Leftover(self.said(), self.words(), self.words())  # noqa: E731
        return Issue(
            publication=Publication(title="江畔", issn="9999-9994", imprint=("主办 某社",)),
            root=Path("unread"),
            title=self.words(),
            date=self.maybe(lambda: datetime.date(self.number(1, 9999), 2, 28)),
            number=self.words(),
            issue_line=self.words(),
            folio_start=self.number(0, 99),
            style=self.one("", "plain"),
            sections=(Section("special", "特别策划", "SPECIAL", "#0a6a5c"),),
            flatplan=tuple(plan),
            articles=some,
            furniture=self.some(leftover),
            unplaced=self.some(leftover),
        )


def untargeted(text: Text) -> Text:
    """The text without page references."""
    return joined(replace(piece, target="") for piece in text)


def without_spans(value: Any) -> Any:
    """The value as nested tuples, without its places and the folder it was read from."""
    if isinstance(value, Record):
        parts = {name: getattr(value, name) for name in value.__struct_fields__}
        kept = (part for name, part in parts.items() if name not in {"span", "root"})
        return (type(value).__name__, *map(without_spans, kept))
    if isinstance(value, tuple):
        return tuple(map(without_spans, value))
    return value
