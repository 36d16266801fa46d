"""Rules of names: one name is spelled one way.

Names are known where the manuscript says that they are some: in bylines, of speakers, marked as
names (专名号) or as titles. What looks like one of them in the copy, but for one character, is
told; a guess from frequency alone would be wrong too often.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from layout.content.model import Byline, Item, Mark
from layout.content.walk import all_blocks, all_inlines
from layout.diagnostics import Severity
from layout.preflight.copy_rules import HAN
from layout.preflight.model import Found, IssueRule, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout.content.model import Article
    from layout.preflight.job import Copy, IssueJob

_NAME = re.compile(rf"[{HAN}]{{3,6}}")
# A capital letter somewhere: a name or a mark of trade, not a word of a sentence.
_LATIN = re.compile(r"[A-Za-z][A-Za-z-]*[A-Za-z]")
_LEAST_LATIN = 5
_BOOK = re.compile(r"《([^》]{3,12})》")


def name_in_two_ways(job: IssueJob) -> Iterator[Found]:
    """A name that differs from a known one in one character, or in case and hyphens alone."""
    yield from _like_names(job)
    yield from _like_books(job)
    yield from _like_latin(job)


def _like_names(job: IssueJob) -> Iterator[Found]:
    known = _known(job)
    marked = frozenset(_marked(job))
    told: set[tuple[str, str]] = set()
    everywhere = "\n".join(copy.text for copy in _with_names(job, known))
    counts = Counter({name: everywhere.count(name) for name in known})
    for copy, name, written in _near(job, known):
        usual, odd = (name, written)
        if {name, written} <= marked:
            continue
        if written in known:
            # Two people may have names alike; one that is written once is doubtful.
            usual, odd = sorted((name, written), key=lambda one: (-counts[one], one))
            if counts[odd] > 1 or counts[usual] < 2 or odd != written:
                continue
        if (usual, odd) in told:
            continue
        told.add((usual, odd))
        yield _two_ways(job, copy, usual, odd)


def _known(job: IssueJob) -> frozenset[str]:
    names = {name for article in job.issue.articles for name in _names_in(article)}
    return frozenset(name for name in names if _NAME.fullmatch(name))


def _marked(job: IssueJob) -> Iterator[str]:
    """The names that the copy marks as such: somebody has looked at each."""
    for article in job.issue.articles:
        for inline in all_inlines(article):
            if Mark.NAME in inline.marks:
                yield inline.text


def _names_in(article: Article) -> Iterator[str]:
    if article.byline is not None:
        yield from _people(article.byline)
    if article.speaker is not None:
        yield article.speaker.name
    for block in all_blocks(article.blocks):
        if isinstance(block, Item) and block.speaker is not None:
            yield block.speaker.name
        byline = getattr(block, "byline", None)
        if isinstance(byline, Byline):
            yield from _people(byline)
    for inline in all_inlines(article):
        if Mark.NAME in inline.marks:
            yield inline.text


def _people(byline: Byline) -> Iterator[str]:
    yield from byline.writers
    yield from byline.correspondents
    yield from byline.photographers
    yield from byline.compilers


def _near(job: IssueJob, known: frozenset[str]) -> Iterator[tuple[Copy, str, str]]:
    """Stretches of copy that are a known name but for one character after its first.

    The first is the family's name: with another one it is another family.
    """
    by_length: dict[int, dict[str, str]] = {}
    for name in sorted(known):
        masks = by_length.setdefault(len(name), {})
        for at in range(1, len(name)):
            masks[_masked(name, at)] = name
    starts = {name[0] for name in known}
    for copy in _with_names(job, known):
        for at, char in enumerate(copy.text):
            if char in starts:
                for name, written in _near_at(copy.text, at, by_length):
                    yield copy, name, written


def _near_at(
    text: str, at: int, by_length: dict[int, dict[str, str]]
) -> Iterator[tuple[str, str]]:
    """The known names that a place of a text is one character off, with what stands there."""
    for length, masks in by_length.items():
        written = text[at : at + length]
        if _NAME.fullmatch(written):
            name = _match(written, masks) if len(written) == length else ""
            if name:
                yield name, written


def _with_names(job: IssueJob, known: frozenset[str]) -> tuple[Copy, ...]:
    """The copy, and the bylines and speakers as copy of their own."""
    from layout.preflight.job import Copy

    return job.copy + tuple(
        Copy(name, article.span, article.id, "name")
        for article in job.issue.articles
        for name in _names_in(article)
        if name in known
    )


def _match(written: str, masks: dict[str, str]) -> str:
    found = (masks.get(_masked(written, at), "") for at in range(1, len(written)))
    return next((name for name in found if name and name != written), "")


def _masked(name: str, at: int) -> str:
    return f"{name[:at]}*{name[at + 1 :]}"


def _like_books(job: IssueJob) -> Iterator[Found]:
    """Titles in 《》 that differ in one character of four or more."""
    seen: dict[str, Copy] = {}
    counts: Counter[str] = Counter()
    for copy in job.copy:
        for title in _BOOK.findall(copy.text):
            seen.setdefault(title, copy)
            counts[title] += 1
    for one, other in combinations(sorted(seen), 2):
        if (
            len(one) == len(other) >= 4
            and _differ(one, other) == 1
            and not _figures(one, other)
        ):
            usual, odd = sorted((one, other), key=lambda title: (-counts[title], title))
            yield _two_ways(job, seen[odd], usual, odd)


def _figures(one: str, other: str) -> bool:
    """Whether they differ in what counts: 第一集, 第二集."""
    counting = frozenset("0123456789一二三四五六七八九十上中下甲乙丙丁")
    return all(a in counting for a, b in zip(one, other, strict=True) if a != b)


def _differ(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def _like_latin(job: IssueJob) -> Iterator[Found]:
    """Latin names that differ in case or hyphens alone."""
    seen: dict[str, dict[str, Copy]] = {}
    counts: Counter[str] = Counter()
    for copy in job.copy:
        for word in _LATIN.findall(copy.text):
            if len(word) >= _LEAST_LATIN and not word.islower():
                seen.setdefault(word.replace("-", "").lower(), {}).setdefault(word, copy)
                counts[word] += 1
    for ways in seen.values():
        # Set in capitals throughout, a word has no case to get wrong.
        mixed = sorted(
            (word for word in ways if not word.isupper() or "-" in word),
            key=lambda word: (-counts[word], word),
        )
        for odd in mixed[1:]:
            yield _two_ways(job, ways[odd], mixed[0], odd)


def _two_ways(job: IssueJob, copy: Copy, usual: str, odd: str) -> Found:
    return Found(
        f"“{odd}” here, “{usual}” elsewhere",
        job.located(copy.span, odd),
        article=copy.article,
        measured=odd,
        allowed=usual,
    )


RULES: tuple[IssueRule, ...] = (
    Rule(
        "name-in-two-ways",
        name_in_two_ways,
        Severity.WARNING,
        "One name or title is spelled one way in the whole issue.",
        "settle on one spelling; mark both with {.name} where both are right",
    ),
)
