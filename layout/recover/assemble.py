"""Segments of all page units → articles."""

from __future__ import annotations

import re
import statistics
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from layout.content.model import Speaker
from layout.record import Mutable, field
from layout.recover.build import ArticleDraft, Draft, ItemDraft
from layout.recover.clean import clean_copy, clean_head
from layout.recover.heads import read_title, subhead_text, title_index
from layout.recover.model import Note
from layout.recover.paragraphs import (
    INDENT_LEAST_EM,
    Copy,
    paragraphs_of,
    starts_like_paragraph,
)
from layout.recover.segments import Segment, segments_of
from layout.recover.signs import ends_mark, marker_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.recover.lines import Line

# A deck is set wider than the copy under it.
DECK_SHARE = 1.3
WIDEST_COLUMN_EM = 28.0
VERSE_MEASURE_EM = 18.5
FEWEST_BRIEFS = 3
# A torn paragraph's other half stands no more than so many paragraphs further on.
FARTHEST_HALF = 14
# A row of small texts (◎ head, copy, ◎ head, copy …) has at least so many on a page unit.
FEWEST_ITEMS = 2
LONGEST_ITEM_HEAD_EM = 17.0
HOUSE_NOTE_WORD = "编者按"
ITEM_MARKS = "◎●■◆○□"
LONGEST_OPENER_LINES = 12
_SPEAKER = re.compile(r"^[■●▲]\s*(.+?)\s+([\u3400-\u9fff]{2,4}(?:\s*[\u3400-\u9fff]{1,2})?)$")


class Unit(Mutable, dict=True):
    """One page unit with its segments."""

    index: int
    lines: list[Line]
    segments: list[Segment]

    @cached_property
    def column_em(self) -> float:
        """The measure most of the unit's copy is set to."""
        widths = [
            line.width_em for line in self.lines if 12 < line.width_em <= WIDEST_COLUMN_EM
        ]
        return statistics.median(widths) if widths else 0.0

    @cached_property
    def is_verse(self) -> bool:
        """Whether its copy is short lines broken by hand, each ending in a mark."""
        copy = [line for s in self.segments if s.kind == "copy" for line in s.lines]
        if (
            len(copy) < 6
            or statistics.median(line.width_em for line in copy) > VERSE_MEASURE_EM
        ):
            return False
        marked = sum(line.text[-1] in "，。；、！？" for line in copy)
        return marked > 0.6 * len(copy)

    @property
    def has_byline(self) -> bool:
        """Whether somebody signs here."""
        return any(
            s.kind == "byline" and not s.first.text.startswith(("[", "［", "【", "（", "("))
            for s in self.segments
        )


class Assembly(Mutable):
    """What has been put together so far."""

    articles: list[ArticleDraft] = field(default_factory=list)
    furniture: list[Line] = field(default_factory=list)
    unplaced: list[tuple[list[Line], str]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def assemble(lines: Sequence[Line]) -> Assembly:
    """The articles of an extraction, in the order of its pages."""
    units = _units(lines)
    result = Assembly()
    for unit in units:
        _take_furniture(unit, result)
        if _is_briefs(unit, units):
            _briefs(unit, result)
        else:
            _UnitReader(unit, result).read()
    _settle_decks(result.articles)
    _join_torn(result)
    result.articles = [article for article in result.articles if not article.is_empty]
    return result


def _units(lines: Sequence[Line]) -> list[Unit]:
    units: dict[int, list[Line]] = {}
    for line in lines:
        units.setdefault(line.unit, []).append(line)
    return [
        Unit(index, held, _marker_first(segments_of(held))) for index, held in units.items()
    ]


def _marker_first(segments: list[Segment]) -> list[Segment]:
    """A marker at a unit's end, with its head, moved before the copy it belongs to."""
    at = next((i for i, s in enumerate(segments) if s.kind == "marker"), None)
    if at is None or any(segment.kind == "copy" for segment in segments[at:]):
        return segments
    heads = [segment for segment in segments[at + 1 :] if segment.kind == "head"]
    start = at
    if not heads and start and segments[start - 1].kind == "head":
        heads, start = [segments[start - 1]], start - 1
    first = start
    while first and segments[first - 1].kind == "copy":
        first -= 1
    rest = [segment for segment in segments[at + 1 :] if segment not in heads]
    return [*segments[:first], segments[at], *heads, *segments[first:start], *rest]


def _take_furniture(unit: Unit, result: Assembly) -> None:
    kept = []
    for segment in unit.segments:
        if segment.kind == "furniture":
            result.furniture += segment.lines
        elif segment.kind == "ornament":
            result.unplaced.append((segment.lines, "疑为装饰"))
            result.notes.append(Note("ornament", segment.first.number, segment.joined))
        else:
            kept.append(segment)
    unit.segments = kept


def _is_briefs(unit: Unit, units: Sequence[Unit]) -> bool:
    """A page of boxed items: heads and paragraphs by turns, and a credit of who compiled."""
    heads = sum(segment.kind == "head" for segment in unit.segments)
    copies = [segment for segment in unit.segments if segment.kind == "copy"]
    kinds = {segment.kind for segment in unit.segments}
    if heads < FEWEST_BRIEFS or not copies or kinds - {"head", "copy", "byline"}:
        return False
    if unit.has_byline or any(len(paragraphs_of(copy.lines)) > 3 for copy in copies):
        return False
    near = [other for other in units if abs(other.index - unit.index) <= 1]
    return any(
        segment.kind == "byline" and not other.has_byline
        for other in near
        for segment in other.segments
    )


def _briefs(unit: Unit, result: Assembly) -> None:
    last = result.articles[-1] if result.articles else None
    if last is None or last.kind != "brief_group":
        last = ArticleDraft("brief_group", src=str(unit.lines[0].number))
        last.review = "简讯栏的栏名未能恢复"
        result.articles.append(last)
    parts: list[tuple[str, list[Line], Copy | None]] = []
    for segment in unit.segments:
        if segment.kind == "byline":
            last.bylines += segment.texts
        elif segment.kind == "head":
            parts += [("head", block, None) for block in _blocks_that_touch(segment.lines)]
        else:
            for copy in paragraphs_of(segment.lines):
                parts += [("head", [line], None) for line in _peel_heads(copy)]
                parts.append(("copy", [], copy))
    last.body += _paired(parts)


def _paired(parts: Sequence[tuple[str, list[Line], Copy | None]]) -> list[ItemDraft]:
    """Heads and paragraphs in pairs, whichever of the two stands first."""
    items: list[ItemDraft] = []
    at = 0
    while at < len(parts):
        kind, lines, copy = parts[at]
        follower = parts[at + 1] if at + 1 < len(parts) else None
        paired = follower is not None and follower[0] != kind
        if paired and follower is not None:
            lines = lines or follower[1]
            copy = copy or follower[2]
        item = ItemDraft("brief", title=subhead_text(lines) if lines else "")
        if copy is not None:
            item.drafts.append(Draft("copy", copy))
        items.append(item)
        at += 2 if paired else 1
    return items


def _peel_heads(copy: Copy) -> list[Line]:
    """Heads that ran into a paragraph: lines without a mark before an indented first line."""
    heads = []
    while len(copy.lines) > 2 and not ends_mark(copy.lines[0].text):
        second, third = copy.lines[1].width_em, copy.lines[2].width_em
        if second > third - INDENT_LEAST_EM:
            break
        heads.append(copy.lines.pop(0))
    return heads


def _blocks_that_touch(lines: Sequence[Line]) -> list[list[Line]]:
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and line.touches:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


class _UnitReader:
    """Reads one unit into the running article, or opens a new one."""

    def __init__(self, unit: Unit, result: Assembly) -> None:
        self._unit = unit
        self._result = result
        self._segments = unit.segments
        self._item: ItemDraft | None = None
        self._sidebar: ItemDraft | None = None
        self._waiting: list[Draft] = []  # copy that stands before the head it belongs to
        self._note_open = False
        self._title: int | None = None
        self._gallery = False
        self._rubric: Segment | None = None  # the one the article is under
        self._spoken: set[int] = set()  # speakers taken with their items

    def read(self) -> None:
        """Take every segment of the unit."""
        title = self._title = self._open()
        self._item_heads = self._find_item_heads(title)
        self._copy_first = self._stands_before()
        for index, segment in enumerate(self._segments):
            if index != title:
                self._take(index, segment)
        if self._waiting:
            self._article.body += self._waiting

    def _open(self) -> int | None:
        """Open a new article where the unit begins one; the index of its title."""
        unit = self._unit
        rubric = next((s for s in self._segments if s.kind == "rubric"), None)
        first = next(iter(self._segments), None)
        begins = first is not None and first.kind == "head" and len(first.lines) > 1
        if self._is_gallery():
            return self._open_gallery()
        profile = self._is_profile(0)
        if profile:
            if not self._result.articles or self._result.articles[-1].kind != "item_group":
                self._new("item_group")
            return None
        if not (unit.has_byline or rubric or begins or not self._result.articles):
            return None
        article = self._new("statement_page" if unit.is_verse else "feature")
        if rubric is not None:
            article.rubric = marker_word(rubric.first.text)
            self._rubric = rubric
        if not unit.has_byline and not begins:
            article.kind = "foreword" if self._unit.index == 0 else "item_group"
            return None
        index = title_index(self._segments)
        if index is not None:
            self._set_title(article, index)
        return index

    def _is_gallery(self) -> bool:
        """Short heads behind one kind of mark, each with its copy: a row of small texts."""
        marks = [
            segment.first.text[0]
            for segment, after in pairwise(self._segments)
            if segment.kind == "bullet"
            and after.kind == "copy"
            and segment.first.width_em <= LONGEST_ITEM_HEAD_EM
            and segment.first.text[0] in ITEM_MARKS
        ]
        return len(marks) >= FEWEST_ITEMS and len(set(marks)) == 1 and not self._unit.has_byline

    def _open_gallery(self) -> int | None:
        """A gallery of its own, or more of the one before."""
        first = self._segments[0]
        running = self._result.articles[-1] if self._result.articles else None
        if first.kind == "head" or running is None or running.kind != "gallery":
            article = self._new("gallery")
            if first.kind == "head":
                article.title = subhead_text(first.lines)
        self._gallery = True
        return 0 if first.kind == "head" else None

    def _new(self, kind: str) -> ArticleDraft:
        article = ArticleDraft(kind, src=str(self._unit.lines[0].number))
        self._result.articles.append(article)
        return article

    @property
    def _article(self) -> ArticleDraft:
        return self._result.articles[-1]

    def _set_title(self, article: ArticleDraft, index: int) -> None:
        head = self._segments[index]
        follower = self._segments[index + 1] if index + 1 < len(self._segments) else None
        runs_on = follower is not None and follower.kind == "copy"
        after_byline = index > 0 and self._segments[index - 1].kind == "byline"
        title = read_title(head, runs_into_copy=runs_on and after_byline)
        article.kicker, article.title = title.kicker, "\n".join(title.lines)
        if index > 1:
            note = f"标题在正文之后，已移到前面：{title.lines[0][:16]}"
            self._result.notes.append(Note("moved", head.first.number, note))
        if title.rubric and article.rubric:
            self._leave([head.lines[-1]], "疑为栏名")
        article.rubric = article.rubric or title.rubric
        for line in title.strays:
            self._leave([line], "疑为图注")
        if title.subhead:
            article.body.append(
                Draft("subhead", text="\n".join(title.subhead), src=str(head.first.number))
            )

    def _leave(self, lines: list[Line], why: str) -> None:
        """Keep lines that no article has a place for, and tell the editor."""
        self._result.unplaced.append((lines, why))
        text = "".join(line.text for line in lines)
        self._result.notes.append(Note("unplaced", lines[0].number, f"{why}：{text}"))

    def _is_profile(self, index: int) -> bool:
        pair = self._segments[index : index + 2]
        return len(pair) == 2 and pair[0].kind == "head" and pair[1].kind == "quote"

    def _find_item_heads(self, title: int | None) -> frozenset[int]:
        """Heads of dated items, statements and profiles."""
        found = set()
        for index, segment in enumerate(self._segments):
            if segment.kind != "head" or index == title:
                continue
            before = self._segments[index - 1] if index else None
            after = self._segments[index + 1] if index + 1 < len(self._segments) else None
            dated = before is not None and before.kind == "date"
            spoken = after is not None and _SPEAKER.match(after.joined) is not None
            placed = segment.first.text[-1] in "：:" and len(segment.lines) > 1
            if (
                dated
                or spoken
                or self._is_profile(index)
                or (placed and not self._sidebar_before(index))
            ):
                found.add(index)
        return frozenset(found)

    def _sidebar_before(self, index: int) -> bool:
        return index > 0 and self._segments[index - 1].kind == "marker"

    def _stands_before(self) -> bool:
        """Whether copy stands before the head it belongs to: the unit ends in a head."""
        last = max(self._item_heads, default=None)
        if last is None or any(self._is_profile(index) for index in self._item_heads):
            return False
        rest = self._segments[last + 1 :]
        return not any(segment.kind == "copy" for segment in rest)

    def _take(self, index: int, segment: Segment) -> None:
        taker = getattr(self, f"_take_{segment.kind.replace('-', '_')}")
        taker(index, segment)

    def _take_byline(self, index: int, segment: Segment) -> None:
        opened_here = self._article.src == str(self._unit.lines[0].number)
        before = self._segments[index - 1] if index else None
        headed = before is not None and before.kind == "head" and index - 1 != self._title
        if self._article.bylines and headed and opened_here and before is not None:
            self._second_article(before)
        self._article.bylines += segment.texts

    def _second_article(self, head: Segment) -> None:
        """Another signed head on the same unit: a story of its own."""
        taken = self._home()
        last = taken[-1] if taken else None
        if isinstance(last, Draft) and last.kind == "subhead":
            taken.pop()
        self._item = self._sidebar = None
        article = ArticleDraft("feature", src=str(head.first.number))
        article.title = subhead_text(head.lines)
        self._result.articles.append(article)

    def _take_rubric(self, index: int, segment: Segment) -> None:  # noqa: ARG002
        if segment is not self._rubric:  # else taken when the article was opened
            self._leave(segment.lines, "疑为栏名")

    def _take_marker(self, index: int, segment: Segment) -> None:  # noqa: ARG002
        word = marker_word(segment.first.text)
        self._sidebar = ItemDraft("sidebar", marker=word, src=str(segment.first.number))
        self._article.body.append(self._sidebar)
        self._item = None

    def _take_editors_note(self, index: int, segment: Segment) -> None:  # noqa: ARG002
        self._note_open = True
        self._article.body.append(Draft("note", src=str(segment.first.number)))
        word = segment.first.text.rstrip(":：")
        if word != HOUSE_NOTE_WORD:  # the style prints its own word
            self._leave(segment.lines, "编者按的原名")

    def _take_date(self, index: int, segment: Segment) -> None:
        titles_sidebar = self._sidebar is not None and not self._sidebar.title
        if index + 1 not in self._item_heads or titles_sidebar:
            text, src = clean_head(segment.joined), str(segment.first.number)
            self._add(Draft("subhead", text=text, src=src))

    def _take_head(self, index: int, segment: Segment) -> None:
        self._note_open = False
        text = subhead_text(segment.lines)
        if self._sidebar is not None and not self._sidebar.title:
            self._sidebar.title = text
        elif index in self._item_heads:
            self._open_item(index, segment)
        elif self._lists_under_counter(index):
            lines = [clean_head(line.text) for line in segment.lines]
            self._add(Draft("list", lines=lines, mark="·", src=str(segment.first.number)))
        else:
            self._add(Draft("subhead", text=text, src=str(segment.first.number)))

    def _lists_under_counter(self, index: int) -> bool:
        """Lines without marks under a counted head （一） are its items."""
        before = self._segments[index - 1] if index else None
        return before is not None and before.kind == "bullet" and before.joined.startswith("（")

    def _open_item(self, index: int, segment: Segment) -> None:
        item = ItemDraft(
            "profile", title=subhead_text(segment.lines), src=str(segment.first.number)
        )
        before = self._segments[index - 1] if index else None
        after = self._segments[index + 1] if index + 1 < len(self._segments) else None
        if before is not None and before.kind == "date":
            item.kind = "dated_item"
            item.date = clean_head(before.joined.lstrip("◆◇■□●○▲★▪ "))
        elif after is not None and (spoken := _SPEAKER.match(after.joined)):
            item.kind = "statement"
            item.speaker = Speaker(spoken[2].replace(" ", ""), spoken[1])
            self._spoken.add(index + 1)
        elif self._is_profile(index) and len(segment.lines) > 1:
            item.kicker = clean_head(segment.first.text)
            item.title = subhead_text(segment.lines[1:])
        self._article.kind = "item_group" if not self._article.title else self._article.kind
        if self._copy_first:
            item.drafts += self._waiting
            self._waiting = []
        else:
            self._item = item
        self._article.body.append(item)

    def _take_quote(self, index: int, segment: Segment) -> None:  # noqa: ARG002
        if self._item is not None and not self._item.pull_quote:
            self._item.pull_quote = clean_copy(segment.joined)[0]
        else:
            self._add(Draft("quote", text=segment.joined, src=str(segment.first.number)))

    def _take_bullet(self, index: int, segment: Segment) -> None:
        if index in self._spoken:
            return  # the speaker of an item, taken with its head
        mark, rest = _mark_and_rest(segment.joined)
        if self._gallery and segment.first.width_em <= LONGEST_ITEM_HEAD_EM:
            title, src = clean_head(rest), str(segment.first.number)
            self._item = ItemDraft("gallery_item", title=title, mark=mark, src=src)
            self._article.body.append(self._item)
            return
        follows = self._segments[index + 1] if index + 1 < len(self._segments) else None
        if rest.startswith("（") and segment.first.width_em <= 16:
            self._add(Draft("subhead", text=clean_head(rest), src=str(segment.first.number)))
            return
        if (
            len(rest) <= 14
            and mark in "●■◎"
            and follows is not None
            and follows.kind != "bullet"
        ):
            self._add(Draft("subhead", text=clean_head(rest), src=str(segment.first.number)))
            return
        self._add(Draft("list", lines=[rest], mark=mark, src=str(segment.first.number)))

    def _take_caption(self, index: int, segment: Segment) -> None:  # noqa: ARG002
        self._add(Draft("list", lines=[segment.joined], mark="", src=str(segment.first.number)))

    def _take_vertical(self, index: int, segment: Segment) -> None:  # noqa: ARG002
        self._leave(segment.lines, "竖排图注")

    def _take_copy(self, index: int, segment: Segment) -> None:
        unit = self._unit
        if unit.is_verse:
            lines = [line.text for line in segment.lines]
            self._add(Draft("verse", lines=lines, src=str(segment.first.number)))
            return
        copies = paragraphs_of(segment.lines)
        held = self._last_list()
        if held is not None and self._continues_list(index):
            held.lines[-1] += copies.pop(0).text
        if self._note_open:
            self._fill_note(copies)
        for copy in copies:
            if self._is_deck(copy):
                self._article.deck.append(copy)
            else:
                self._add(Draft("copy", copy, src=copy.src))

    def _continues_list(self, index: int) -> bool:
        before = self._segments[index - 1] if index else None
        if before is None or before.kind != "bullet" or before.first.width_em < 14:
            return False
        return not starts_like_paragraph(self._segments[index].lines) or (
            before.joined[-1] not in "。！？；"
        )

    def _last_list(self) -> Draft | None:
        home = self._home()
        held = home[-1] if home else None
        return held if isinstance(held, Draft) and held.kind == "list" else None

    def _fill_note(self, copies: list[Copy]) -> None:
        """The editor's note takes the copy up to where another measure begins."""
        note = next(
            d for d in reversed(self._article.body) if isinstance(d, Draft) and d.kind == "note"
        )
        if copies:
            note.lines.append(copies.pop(0).text)
        while copies and copies[0].measure_em < self._unit.column_em * 0.8:
            note.lines.append(copies.pop(0).text)
        self._note_open = False

    def _is_deck(self, copy: Copy) -> bool:
        """Set wider than the columns, on the page that opens the article, in no item."""
        article = self._article
        opens = article.src == str(self._unit.lines[0].number)
        if (
            not opens
            or self._item is not None
            or self._sidebar is not None
            or not article.title
        ):
            return bool(article.rubric and opens and self._wide(copy) and not self._item_seen())
        short_page = len(self._unit.lines) <= LONGEST_OPENER_LINES + 2
        return short_page or self._wide(copy)

    def _item_seen(self) -> bool:
        return any(isinstance(draft, ItemDraft) for draft in self._article.body)

    def _wide(self, copy: Copy) -> bool:
        return copy.measure_em >= DECK_SHARE * self._unit.column_em > 0

    def _home(self) -> list[Draft] | list[Draft | ItemDraft]:
        if self._sidebar is not None:
            return self._sidebar.drafts
        if self._item is not None:
            return self._item.drafts
        if self._copy_first:
            return self._waiting
        return self._article.body

    def _add(self, draft: Draft) -> None:
        home = self._home()
        last = home[-1] if home else None
        joins = draft.kind == "list" and isinstance(last, Draft) and last.kind == "list"
        if joins and isinstance(last, Draft) and last.mark == draft.mark:
            last.lines += draft.lines
        else:
            home.append(draft)


def _mark_and_rest(text: str) -> tuple[str, str]:
    if text.startswith("——"):
        return "——", text[2:].strip()
    if text.startswith("（"):
        return "", text
    return text[0], text[1:].strip()


def _settle_decks(articles: Sequence[ArticleDraft]) -> None:
    """A deck leads into copy: where none follows, it is the copy itself."""
    for article in articles:
        if article.deck and not article.body:
            article.body += [Draft("copy", copy, src=copy.src) for copy in article.deck]
            article.deck = []


def _join_torn(result: Assembly) -> None:
    """Join a paragraph that broke off with the next one that begins without an indent."""
    for article in result.articles:
        _join_in(article.body, result)
        for item in article.body:
            if isinstance(item, ItemDraft):
                _join_in(item.drafts, result)


def _join_in(home: list[Draft] | list[Draft | ItemDraft], result: Assembly) -> None:
    copies = [draft for draft in home if isinstance(draft, Draft) and draft.copy is not None]
    taken: set[int] = set()
    for at, draft in enumerate(copies):
        if at in taken or draft.copy is None or not draft.copy.is_open:
            continue
        for later in range(at + 1, min(at + FARTHEST_HALF, len(copies))):
            other = copies[later].copy
            if later in taken or other is None or not _begins_inside(other):
                continue
            draft.copy.lines += other.lines
            taken.add(later)
            seam = f"{draft.copy.text[:10]}… 接 {other.text[:10]}…"
            result.notes.append(Note("joined", other.lines[0].number, seam))
            break
        else:
            note = f"{draft.copy.text[-14:]}…"
            result.notes.append(Note("torn", draft.copy.lines[-1].number, note))
    joined = {id(copies[at]) for at in taken}
    for at in reversed(range(len(home))):
        if id(home[at]) in joined:
            del home[at]


def _begins_inside(copy: Copy) -> bool:
    """Whether a paragraph begins with a full line, as the rest of one does."""
    if len(copy.lines) < 2:
        return False
    return copy.lines[0].width_em >= copy.measure_em - 1.0
