"""Text changes as people are told of them: with article, place and the words around."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.geometry import Rect
from layout.proof.diff.model import Change, Place
from layout.proof.diff.words import written
from layout.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.proof.diff.model import Proof, ProofLine
    from layout.proof.diff.texts import TextChange
    from layout.proof.diff.words import Paragraph

# Characters shown on each side of what changed, and of a paragraph that came or went.
CONTEXT = 8
EXCERPT = 40


def tell(change: TextChange, old: Proof, new: Proof) -> Iterator[Change]:
    """One change for each part of a paragraph that differs, or one for the whole."""
    one, other = change.old, change.new
    of, proof = (other, new) if other is not None else (one, old)
    article = of.article if of is not None else ""
    bare = Change("text", article=article, title=proof.titles.get(article, article))
    if one is not None and other is not None and change.spans:
        for span in change.spans:
            yield replace(
                bare,
                old=_place(old, one, span.old_start, span.old_end),
                new=_place(new, other, span.new_start, span.new_end),
                before=written(one, span.old_start, span.old_end),
                after=written(other, span.new_start, span.new_end),
                lead=written(other, max(0, span.new_start - CONTEXT), span.new_start),
                tail=written(other, span.new_end, min(len(other.key), span.new_end + CONTEXT)),
            )
        return
    kinds = {(True, True): "paragraph-moved", (True, False): "paragraph-removed"}
    yield replace(
        bare,
        kind=kinds.get((one is not None, other is not None), "paragraph-added"),
        old=_whole(old, one),
        new=_whole(new, other),
        before=excerpt(one),
        after=excerpt(other),
    )


def excerpt(paragraph: Paragraph | None) -> str:
    """The first words of a paragraph."""
    if paragraph is None:
        return ""
    length = len(paragraph.key)
    words = written(paragraph, 0, min(length, EXCERPT))
    return words + "…" if length > EXCERPT else words


def _whole(proof: Proof, paragraph: Paragraph | None) -> Place | None:
    return None if paragraph is None else _place(proof, paragraph, 0, len(paragraph.key))


def _place(proof: Proof, paragraph: Paragraph, start: int, end: int) -> Place:
    """Where a part of a paragraph begins, and its rectangles on that page.

    A part without characters (where something was put in) is a bar between two.
    """
    shown = list(_rects(paragraph.lines, start, end))
    first = shown[0][0]
    rects = tuple(rect for at, rect in shown if at == first)
    return Place(first, proof.pages[first].label, rects, paragraph.source)


def _rects(
    lines: Sequence[tuple[int, ProofLine]], start: int, end: int
) -> Iterator[tuple[int, Rect]]:
    at = 0
    for number, (page, line) in enumerate(lines):
        length = len(line.key)
        first, last = max(start, at), min(end, at + length)
        empty = start == end and at <= start <= at + length
        if first < last or (empty and (start < at + length or number == len(lines) - 1)):
            yield page, _part(line, first - at, max(last, first) - at)
            if empty:
                return
        at += length


def _part(line: ProofLine, first: int, last: int) -> Rect:
    """About where some characters of a line stand; a Latin letter is half an em."""
    widths = [0.5 if char < "\u2000" else 1.0 for char in line.key]
    whole, rect = sum(widths) or 1.0, line.rect
    before, within = sum(widths[:first]) / whole, sum(widths[first:last]) / whole
    if rect.height > rect.width and len(line.key) > 1:
        return Rect(
            rect.x, rect.y + before * rect.height, rect.width, max(within * rect.height, 1.5)
        )
    return Rect(
        rect.x + before * rect.width, rect.y, max(within * rect.width, 1.5), rect.height
    )
