"""What follows from a change and is none of its own: folios, references, contents, reflow."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from layout.proof.diff.model import Change, Consequence, Place
from layout.proof.diff.passages import generated_of
from layout.proof.diff.texts import compare_articles
from layout.proof.diff.words import written
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from layout.proof.diff.model import PagePair, Proof, ProofLine, ProofPage
    from layout.proof.diff.texts import TextChange
    from layout.proof.diff.words import Paragraph, Span


def shift_of(old: ProofPage, new: ProofPage) -> int:
    """By how much a page's folio grew; 0 where it has none."""
    if old.label.isdecimal() and new.label.isdecimal():
        return int(new.label) - int(old.label)
    return 0


def folio_shifts(
    old: Proof, new: Proof, pairs: Sequence[PagePair]
) -> tuple[list[Change], list[Consequence]]:
    """Runs of pages whose folios moved: by as many as came before them, or otherwise."""
    came, rows = 0, []
    for pair in pairs:
        if pair.old is None or pair.new is None:
            came += 1 if pair.old is None else -1
            continue
        shift = shift_of(old.pages[pair.old], new.pages[pair.new])
        rows.append((shift, shift == came, pair.old, pair.new))
    changes, consequences = [], []
    for (shift, explained), run in groupby(rows, key=lambda row: (row[0], row[1])):
        if not shift:
            continue
        pages = list(run)
        first, last = new.pages[pages[0][3]].label, new.pages[pages[-1][3]].label
        if explained:
            where = f"from page {first} on" if pages[-1] == rows[-1] else f"{first}–{last}"
            message = f"folios {where}: {shift:+}"
            consequences.append(Consequence("folios", message, tuple(row[3] for row in pages)))
        else:
            places = [
                Place(proof.pages[at].page_index, proof.pages[at].label)
                for proof, at in ((old, pages[0][2]), (new, pages[0][3]))
            ]
            words = f"{shift:+} on pages {first}–{last}"
            changes.append(Change("folios", places[0], places[1], after=words))
    return changes, consequences


def reference_filter(
    old: Proof, new: Proof, pairs: Sequence[PagePair]
) -> Callable[[TextChange], TextChange | None]:
    """A function that takes from a text change what is a page reference that followed its page.

    A number counts as a reference only where a link lies on it, to the page of that folio.
    """
    became = {pair.old: pair.new for pair in pairs if pair.old is not None}
    came = {pair.new for pair in pairs if pair.old is None}
    gone = {pair.old for pair in pairs if pair.new is None}

    def followed(change: TextChange, span: Span) -> bool:
        one, other = change.old, change.new
        if one is None or other is None:
            return False
        before = written(one, span.old_start, span.old_end)
        after = written(other, span.new_start, span.new_end)
        if not before or not after:
            return _leads_to(new, other, after, came) and _leads_to(old, one, before, gone)
        was, now = _targets(old, one, before), _targets(new, other, after)
        return any(became.get(target) in now for target in was)

    def kept(change: TextChange) -> TextChange | None:
        if not change.spans:
            return change
        spans = tuple(span for span in change.spans if not followed(change, span))
        if len(spans) == len(change.spans):
            return change
        return type(change)(change.old, change.new, spans) if spans else None

    return kept


def _leads_to(
    proof: Proof, paragraph: Paragraph, words: str, targets: Collection[int | None]
) -> bool:
    """Whether words are those of links to some pages and the folios of these, or none."""
    rest = "".join(words.split())
    for at in {page for page, _ in paragraph.lines}:
        for reference in proof.pages[at].references:
            if reference.page_index in targets:
                rest = rest.replace(reference.text, "", 1)
                rest = rest.replace(proof.pages[reference.page_index].label, "", 1)
    return not rest


def _targets(proof: Proof, paragraph: Paragraph, number: str) -> set[int]:
    """The pages that links with a number lead to, on the pages of a paragraph."""
    if not number.isdecimal():
        return set()
    return {
        reference.page_index
        for at in {page for page, _ in paragraph.lines}
        for reference in proof.pages[at].references
        if number in reference.text and proof.pages[reference.page_index].label == number
    }


def generated_changes(old: Proof, new: Proof) -> tuple[list[TextChange], list[Consequence]]:
    """Contents and jump lines: what their heads and folios explain, and what else there is."""
    heads = _heads(old), _heads(new)
    before, after = (_without_numbers(generated_of(proof)) for proof in (old, new))
    changes, pages = [], set[int]()
    if before != after:
        for change in compare_articles({"": before[1]}, {"": after[1]}, whole=True):
            sides = ((change.old, heads[0]), (change.new, heads[1]))
            if all(side is None or _made_from(side, known) for side, known in sides):
                pages |= _pages_of(change)
            else:
                changes.append(change)
    moved = _numbers(old) != _numbers(new)
    consequences = []
    if moved or pages:
        where = pages | {
            page.page_index for page in new.pages if any(x.is_generated for x in page.lines)
        }
        message = "contents and jump lines follow their heads and pages"
        consequences.append(Consequence("contents", message, tuple(sorted(where))))
    return changes, consequences


def _pages_of(change: TextChange) -> set[int]:
    return {page for page, _ in change.new.lines} if change.new is not None else set()


def _without_numbers(
    row: Iterable[Paragraph],
) -> tuple[tuple[str, ...], tuple[Paragraph, ...]]:
    """Generated paragraphs that say more than a page's number."""
    kept = tuple(one for one in row if not _is_number(one))
    return tuple(one.key for one in kept), kept


def _is_number(paragraph: Paragraph) -> bool:
    """A folio in the contents, or a jump line: nothing but its number is its own."""
    return paragraph.key.isdecimal() or paragraph.role == "jump-line"


def _numbers(proof: Proof) -> list[str]:
    return [one.key for one in generated_of(proof) if _is_number(one)]


def _heads(proof: Proof) -> tuple[str, ...]:
    """All the copy of each article that a contents entry may be made from."""
    articles: dict[str, list[str]] = {}
    for page in proof.pages:
        for line in page.lines:
            if line.article and not line.is_generated:
                articles.setdefault(line.article, []).append(line.key)
    tabs = {line.key for page in proof.pages for line in page.lines if line.is_furniture}
    return (*("".join(row) for row in articles.values()), *sorted(tabs))


def _made_from(paragraph: Paragraph, heads: Sequence[str]) -> bool:
    return any(paragraph.key in copy for copy in heads)


def furniture_changes(old: Proof, new: Proof, pairs: Sequence[PagePair]) -> Iterator[Change]:
    """Running heads, tabs and the words beside folios that say something else, told once each.

    Where a page's folio or side changed, what stands there is another page's: then words count
    only that stand nowhere in the other proof.
    """
    words = {
        id(proof): {key for page in proof.pages for key, _ in _furniture(page)}
        for proof in (old, new)
    }
    told: dict[tuple[str, str, str], Change] = {}
    for pair in pairs:
        if pair.old is None or pair.new is None:
            continue
        one, other = old.pages[pair.old], new.pages[pair.new]
        gone, come = _furniture(one), _furniture(other)
        if one.label == other.label and one.side == other.side:
            was = [item for item in gone if item not in come]
            now = [item for item in come if item not in gone]
        else:
            was = [item for item in gone if item[0] not in words[id(new)]]
            now = [item for item in come if item[0] not in words[id(old)]]
        if was or now:
            role = (was or now)[0][1] or "furniture"
            name = (role, " ".join(key for key, _ in was), " ".join(key for key, _ in now))
            here = Place(other.page_index, other.label)
            if name in told:
                told[name] = replace(told[name], more=(*told[name].more, here))
                continue
            told[name] = Change(
                "furniture",
                Place(one.page_index, one.label),
                here,
                title=role,
                before=name[1],
                after=name[2],
            )
    yield from told.values()


def _furniture(page: ProofPage) -> list[tuple[str, str]]:
    """The furniture's words with their roles, the page's own folio left out."""
    words = (
        (re.sub(rf"(?<!\d){re.escape(page.label)}(?!\d)", "", line.key), line.role)
        for line in page.lines
        if line.is_furniture
    )
    return [item for item in words if item[0]]


def reflowed(old: Iterable[ProofLine], new: Iterable[ProofLine]) -> bool:
    """Whether lines are broken elsewhere, or came from and went to other pages."""
    rows = [
        Counter(line.key for line in lines if not line.is_furniture and not line.is_generated)
        for lines in (old, new)
    ]
    return rows[0] != rows[1]


def in_ranges(labels: Sequence[str], pages: Iterable[int]) -> str:
    """Pages as people write them: `pages 5–7, 9`."""
    runs: list[list[int]] = []
    for at in sorted(pages):
        if runs and at == runs[-1][-1] + 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    ends = ((labels[run[0]], labels[run[-1]]) for run in runs)
    words = ", ".join(first if first == last else f"{first}–{last}" for first, last in ends)
    return f"pages {words}" if len(runs) > 1 or len(runs[0]) > 1 else f"page {words}"
