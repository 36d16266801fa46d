"""Explainers (一图读懂): questions and answers, cells, marked lists, counted groups."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from layout.recover.build import ArticleDraft, Assembly, Draft
from layout.recover.clean import clean_head
from layout.recover.heads import subhead_text
from layout.recover.lines import blocks_that_touch
from layout.recover.paragraphs import Copy, inked_em, paragraphs_of
from layout.recover.segments import Segment
from layout.recover.signs import counted_in, ends_sentence, is_counter, splits_mark
from layout.recover.units import Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.recover.lines import Line

# Heads that ask: with a mark, or with a word that asks.
_ASKS = re.compile(r"[？?]$|什么|为何|为什么|如何|怎么|怎样|哪些|哪里|多少")
# Beside a question, a page of an explainer has at least so many marks and counters.
FEWEST_MARKS = 2
HEAD_MARKS = "●■◎○□"
LONGEST_MARKED_HEAD = 18
# A cell takes half the measure or so; an answer takes all of it.
CELL_SHARE = 0.75
# A paragraph that begins no shorter than this goes on with another.
FULL_EM = 1.5
FIRST_QUESTION = "标题取自第一个问题，请核对"


def is_explainer(unit: Unit, units: Sequence[Unit]) -> bool:
    """Questions beside marks and counters, or a page before such that opens with a question."""
    if _is_marked(unit):
        return True
    first = unit.segments[0] if unit.segments else None
    asks = first is not None and first.kind == "head" and _asks(first)
    follower = next((other for other in units if other.index == unit.index + 1), None)
    return asks and not _is_signed(unit) and follower is not None and _is_marked(follower)


def _is_marked(unit: Unit) -> bool:
    asked = any(_asks(segment) for segment in unit.segments if segment.kind in _HEADS)
    marks = sum(segment.kind == "bullet" for segment in unit.segments)
    return asked and marks >= FEWEST_MARKS and not _is_signed(unit)


_HEADS = frozenset({"head", "bullet"})


def _is_signed(unit: Unit) -> bool:
    return unit.has_byline or any(segment.kind == "rubric" for segment in unit.segments)


def _asks(segment: Segment) -> bool:
    return any(_ASKS.search(line.text) for line in segment.lines) and len(segment.joined) < 24


def part_tail(unit: Unit, running: ArticleDraft | None) -> tuple[Unit | None, Unit]:
    """What of a unit goes on with the running article, and the explainer's own.

    The article broke off on the page before; its other half stands behind a paragraph of the
    explainer that is complete, and begins without an indent.
    """
    last = running.body[-1] if running and running.body else None
    broken = isinstance(last, Draft) and last.copy is not None and last.copy.is_open
    for at, segment in enumerate(unit.segments if broken else ()):
        if segment.kind != "copy":
            continue
        for copy in paragraphs_of(segment.lines)[1:]:
            if len(copy.lines) > 1 and copy.column_em - inked_em(copy.lines[0]) <= FULL_EM:
                cut = segment.lines.index(copy.lines[0])
                own = [*unit.segments[:at], Segment("copy", segment.lines[:cut])]
                rest = [Segment("copy", segment.lines[cut:]), *unit.segments[at + 1 :]]
                return _unit_of(unit, rest), _unit_of(unit, own)
    return None, unit


def _unit_of(unit: Unit, segments: list[Segment]) -> Unit:
    lines = [line for segment in segments for line in segment.lines]
    return Unit(unit.index, lines, segments)


def read_explainer(unit: Unit, result: Assembly) -> None:
    """A page into the running explainer, or into a new one."""
    running = result.articles[-1] if result.articles else None
    segments = unit.segments
    if running is None or running.kind != "infographic":
        running = ArticleDraft("infographic", src=str(unit.lines[0].number))
        result.articles.append(running)
        if segments and segments[0].kind == "head":
            running.title, running.review = subhead_text(segments[0].lines), FIRST_QUESTION
            segments = segments[1:]
    desk = _Desk(running, segments)
    for index, segment in enumerate(segments):
        desk.take(index, segment)
    desk.close()


class _Desk:
    """Where reading stands in a page of an explainer."""

    def __init__(self, article: ArticleDraft, segments: Sequence[Segment]) -> None:
        self.article = article
        self.segments = segments
        self.widest_em = max((line.width_em for s in segments for line in s.lines), default=0.0)
        self.counters = sum(is_counter(s.joined) for s in segments if s.kind == "bullet")
        self.question: Draft | None = None  # the one whose answer is being read
        self.head: Draft | None = None  # a head whose copy is to come
        self.label = ""  # a head that waits for the cells or the list it heads
        self.claimed: int | None = None  # where a head that counted others left copy behind it

    def take(self, index: int, segment: Segment) -> None:
        """Put a segment where it belongs."""
        if segment.kind == "head":
            self._take_heads(index, segment)
        elif segment.kind == "bullet":
            self._take_bullet(index, segment)
        else:
            self._take_copy(segment.lines)

    def close(self) -> None:
        """Set what still waits for copy that does not come."""
        self._flush_label()
        if self.head is not None:
            self._add(self.head)
            self.head = None

    def _add(self, draft: Draft) -> None:
        home = self.question.drafts if self.question is not None else self.article.body
        home.append(draft)

    def _take_heads(self, index: int, segment: Segment) -> None:
        group = self.article.body[-1] if self.article.body else None
        before = self.segments[index - 1] if index else None
        counted = before is not None and before.kind == "bullet" and is_counter(before.joined)
        if counted and isinstance(group, Draft) and group.kind == "groups" and group.drafts:
            group.drafts[-1].lines += [line.text for line in segment.lines]
            return
        for block in blocks_that_touch(segment.lines):
            self._open_head(block)

    def _open_head(self, lines: list[Line]) -> None:
        self._close_head()
        text, src = subhead_text(lines), str(lines[0].number)
        self.question = None
        if _ASKS.search(text):
            self.question = Draft("question", text=text, src=src)
            self.article.body.append(self.question)
        else:
            self.head = Draft("subhead", text=text, level=3, src=src)

    def _close_head(self) -> None:
        """A head without copy under it waits for the cells that follow."""
        if self.head is not None:
            if self.label:
                self.article.body.append(Draft("subhead", text=self.label, src=self.head.src))
            self.label, self.head = self.head.text, None

    def _take_copy(self, lines: Sequence[Line]) -> None:
        copies = paragraphs_of(lines)
        last = self._last_list()
        goes_on = last is not None and self.head is None
        if last is not None and goes_on and not ends_sentence(last.lines[-1]):
            last.lines[-1] += copies.pop(0).text
        if not copies:
            return
        if self.head is not None and len(copies) == 1 and self._is_cell(copies[0]):
            self._add_cell(self.head, copies[0])
            self.head = None
            return
        self._flush_label()
        if self.head is not None:
            self._add(self.head)
            self.head = None
        for copy in copies:
            self._add(Draft("copy", copy, src=copy.src))

    def _is_cell(self, copy: Copy) -> bool:
        return copy.measure_em <= CELL_SHARE * self.widest_em

    def _add_cell(self, head: Draft, copy: Copy) -> None:
        made = [d for d in self.article.body if isinstance(d, Draft) and d.kind == "cells"]
        if not made or self.label:
            made = [Draft("cells", label=self.label, src=head.src)]
            self.article.body += made
            self.label = ""
        made[-1].drafts.append(Draft("cell", text=head.text, lines=[copy.text], src=head.src))

    def _flush_label(self) -> None:
        if self.label:
            self._add(Draft("subhead", text=self.label, level=4))
            self.label = ""

    def _last_list(self) -> Draft | None:
        home = self.question.drafts if self.question is not None else self.article.body
        last = home[-1] if home else None
        return last if isinstance(last, Draft) and last.kind == "list" else None

    def _take_bullet(self, index: int, segment: Segment) -> None:
        text = segment.joined
        mark, rest = splits_mark(text)
        follower = self.segments[index + 1] if index + 1 < len(self.segments) else None
        if is_counter(text):
            self._take_counter(text, segment)
        elif mark in HEAD_MARKS and len(rest) <= LONGEST_MARKED_HEAD:
            self._take_marked_head(clean_head(rest), segment, follower)
        else:
            self._take_entry(mark, rest, segment)

    def _take_entry(self, mark: str, rest: str, segment: Segment) -> None:
        last = self._last_list()
        if last is not None and last.mark == mark:
            last.lines.append(rest)
            return
        head = self.label
        self.label = ""
        self._add(
            Draft("list", lines=[rest], mark=mark, label=head, src=str(segment.first.number))
        )

    def _take_counter(self, text: str, segment: Segment) -> None:
        self._close_head()
        self.question = None
        groups = [d for d in self.article.body if isinstance(d, Draft) and d.kind == "groups"]
        body, src = self.article.body, str(segment.first.number)
        if not groups:
            groups = [Draft("groups", src=src)]
        if counted_in(text) != len(groups[0].drafts) + 1:
            body.append(Draft("subhead", text=clean_head(text), level=3, src=src))
            return
        if groups[0] in body:
            body.remove(groups[0])
        body.append(groups[0])
        head = clean_head(text.split("）", 1)[1])
        groups[0].drafts.append(Draft("group", text=head, src=src))

    def _take_marked_head(self, text: str, segment: Segment, follower: Segment | None) -> None:
        """A head that counts entries goes to them; others head what is under or over them."""
        self._close_head()
        src, last, many = str(segment.first.number), self._last_list(), counted_in(text)
        if many and last is not None and len(last.lines) == many and not last.label:
            last.label = text
        elif follower is not None and follower.kind == "bullet":
            if is_counter(follower.joined):
                self._head_over(text, src)
            else:
                self._flush_label()
                self.question, self.label = None, text
        elif many and many == self.counters:
            self.claimed = len(self.article.body)
            self._groups().label = text
            self.question = None
        else:
            self._open_head(segment.lines)

    def _groups(self) -> Draft:
        made = [d for d in self.article.body if isinstance(d, Draft) and d.kind == "groups"]
        if not made:
            made = [Draft("groups")]
            self.article.body += made
        return made[-1]

    def _head_over(self, text: str, src: str) -> None:
        """A head over nothing of its own heads the copy before it that no other head has."""
        self.question = None
        kind = "question" if _ASKS.search(text) else "subhead"
        draft = Draft(kind, text=text, src=src)
        body = self.article.body
        if self.claimed is None or self.claimed >= len(body):
            body.append(draft)
            return
        orphans = [d for d in body[self.claimed :] if isinstance(d, Draft)]
        if kind == "question":
            draft.drafts = orphans
            body[self.claimed :] = [draft]
        else:
            body.insert(self.claimed, draft)
        self.claimed = None
