"""Which breaks a prepared paragraph takes: by its style, its slots, and what is asked of it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from layout.record import replace
from layout.text.atoms import NO_CUTS
from layout.text.breaking import Lines
from layout.text.hyphenation import cut_anywhere, hyphenated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.styles.model import TextStyle
    from layout.text.atoms import Cuts
    from layout.text.model import LineSlot
    from layout.text.prepared import PreparedParagraph, Segment

# A line that costs this (a gap of 0.1 em between Han) makes hyphens worth a second try, and one
# that costs this (0.2 em) makes worth one in a name. Source: CMOS 7.41: only where it must be.
HYPHENATE_FROM = 350.0
HYPHENATE_NAMES_FROM = 7_150.0
# A paragraph set in another number of lines than its best has no line that costs more than
# this: a gap of 0.05 em between Han, which is not seen.
UNSEEN_COST = 36.0
_LATIN_WORDS = re.compile("[LN]")


def method_of(style: TextStyle, slots: Sequence[LineSlot]) -> str:
    """How lines of a style are broken: `total-fit`, `first-fit` or `balanced`."""
    if style.wrap == "greedy":
        return "first-fit"
    balanced = style.wrap == "balance" and style.align != "justify" and len(slots) == 1
    return "balanced" if balanced else "total-fit"


def rooms_of(style: TextStyle, slots: Sequence[LineSlot], first: float) -> list[float]:
    """What lines have to fill, in em: the first, and every other; the last room repeats."""
    rooms = [slot.measure / style.size - style.hanging_em for slot in (*slots, slots[-1])]
    rooms[0] += style.hanging_em - first
    return rooms if len(slots) == 1 else rooms[:-1]


def break_all(
    prepared: PreparedParagraph, slots: Sequence[LineSlot], kept: Sequence[int] = ()
) -> list[Lines]:
    """The lines of every segment of a paragraph; the first end where `kept` says."""
    broken: list[Lines] = []
    number = 0
    for segment in prepared.segments:
        at = min(number, len(slots) - 1)
        ends = _atoms_at(segment, kept)
        if ends:
            broken.append(_break_rest(segment, prepared.style, slots[at:], ends))
        else:
            broken.append(_break(segment, prepared.style, slots[at:], indented=number == 0))
        number += len(broken[-1].spans)
    return broken


def _atoms_at(segment: Segment, ends: Sequence[int]) -> list[int]:
    """The atoms of a segment that begin behind lines with these ends."""
    starts = segment.atom_starts
    return [
        starts.index(end - segment.offset)
        for end in ends
        if 0 < end - segment.offset <= starts[-1]
    ]


def may_end(prepared: PreparedParagraph, end: int) -> bool:
    """Whether an atom ends at that character of the paragraph."""
    return any(end - segment.offset in segment.atom_starts for segment in prepared.segments)


def _break_rest(
    segment: Segment, style: TextStyle, slots: Sequence[LineSlot], ends: Sequence[int]
) -> Lines:
    """The lines of a segment whose first ones end at these atoms."""
    spans = tuple(pairwise((0, *ends)))
    if ends[-1] == len(segment.atoms.texts):
        return Lines(spans)
    left = slots[min(len(ends), len(slots) - 1) :]
    rooms = rooms_of(style, left, style.hanging_em)
    found = segment.breaker.cheapest_from(ends[-1], rooms)
    forced = tuple(number + len(spans) for number in found.forced)
    return replace(found, spans=(*spans, *found.spans), forced=forced)


def words_to_part(
    prepared: PreparedParagraph, broken: Sequence[Lines], slots: Sequence[LineSlot]
) -> Cuts:
    """The words to part in a second try, where lines gape or a word is too wide for any.

    As in Knuth and Plass, hyphens are looked up only for paragraphs that do without them badly.
    """
    style = prepared.style
    alarms = any(found.emergencies for found in broken)
    worst = max((found.worst for found in broken), default=0.0) if style.hyphenate else 0.0
    if not alarms and worst < HYPHENATE_FROM:
        return NO_CUTS
    widths = latin_words(prepared)
    cuts: dict[str, list[tuple[str, str]]] = {}
    if style.hyphenate:
        cuts = hyphenated(widths, names=alarms or worst >= HYPHENATE_NAMES_FROM)
    if alarms:
        room = min(slot.measure for slot in slots) / style.size
        room -= max(style.indent_em, style.hanging_em)
        wide = [word for word, width in widths.items() if width > room and word not in cuts]
        cuts.update({word: cut_anywhere(word) for word in wide if len(word) > 1})
    return cuts


def latin_words(prepared: PreparedParagraph) -> dict[str, float]:
    """The Latin words of a paragraph and their widths in em."""
    widths: dict[str, float] = {}
    for segment in prepared.segments:
        for match in _LATIN_WORDS.finditer(segment.atoms.classes):
            at = match.start()
            widths[segment.atoms.texts[at]] = segment.spacing.widths[at]
    return widths


def _break(
    segment: Segment, style: TextStyle, slots: Sequence[LineSlot], *, indented: bool
) -> Lines:
    """The breaks of one segment, by the method its style and slots call for."""
    if not segment.atoms.texts:
        return Lines(())
    breaker, size = segment.breaker, style.size
    first = style.indent_em if indented else style.hanging_em
    method, rooms = method_of(style, slots), rooms_of(style, slots, first)
    if method == "balanced":
        return breaker.balanced(slots[0].measure / size, first, style.hanging_em)
    return breaker.first_fit(rooms) if method == "first-fit" else breaker.fit(rooms)


def break_into(
    prepared: PreparedParagraph, slots: Sequence[LineSlot], count: int
) -> Lines | None:
    """The breaks of a paragraph into so many lines, where that is not seen; else None."""
    if len(prepared.segments) != 1 or method_of(prepared.style, slots) != "total-fit":
        return None
    (segment,) = prepared.segments
    rooms = rooms_of(prepared.style, slots, prepared.style.indent_em)
    found = segment.breaker.in_lines(rooms, count) if segment.atoms.texts else None
    unseen = found is not None and found.worst <= UNSEEN_COST and not found.forced
    return found if unseen else None
