"""Why a line does not end elsewhere: the nearest other ends, weighed by the breaker itself."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING

from layout.record import Record
from layout.text.breaking import BANNED, COMPOUND_PENALTY, EASY_COST, rules_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.text.atoms import Atoms
    from layout.text.breaking import JudgedEnd, Lines
    from layout.text.typesetter import Segment

# Other ends told of on each side of the one that was taken, at most.
MOST_ALTERNATIVES = 4
# Characters shown on each side of a break.
SHOWN = 4
_TOLERANCE = 1e-6


class Alternative(Record):
    """An end that was not taken.

    `verdict` is `forbidden`, `too-wide` or `dearer`. `rule` names what decided; `cost` is that
    of the line and `total` that of all the paragraph's lines, where they could be so.
    """

    at: int  # character of the paragraph the next line would begin with
    before: str
    after: str
    verdict: str
    rule: str
    reason: str
    cost: float | None = None
    total: float | None = None


class Reckoning:
    """The lines of one segment as the breaker reckons with them."""

    def __init__(
        self,
        segment: Segment,
        strictness: str,
        method: str,
        rooms: Sequence[float],
        broken: Lines,
    ) -> None:
        self.segment = segment
        self.strictness = strictness
        self.method = method
        self.rooms = rooms
        self.spans = broken.spans
        self._forced = broken.forced
        self._rests: dict[int, tuple[float, int]] = {}

    def rules(self, at: int) -> tuple[tuple[str, float], ...]:
        """The rules that speak against a break before an atom."""
        return rules_at(self.segment.atoms, self.strictness, self.segment.held, at)

    def cost(self, start: int, end: int, room: float) -> float | None:
        """What the method in use reckons a line at; None where it cannot be so."""
        breaker = self.segment.breaker
        if self.method == "balanced":
            return breaker.ragged_ends(start, room).get(end)
        found = breaker.judged(start, end, room).cost
        return None if math.isinf(found) else found

    @cached_property
    def costs(self) -> list[float | None]:
        """The cost of each line that was set; None for emergencies."""
        return [
            None if number in self._forced else self.cost(*span, room)
            for number, (span, room) in enumerate(zip(self.spans, self.rooms, strict=True))
        ]

    @property
    def total(self) -> float | None:
        """What all lines cost together."""
        known = [cost for cost in self.costs if cost is not None]
        return sum(known) if len(known) == len(self.costs) else None

    def rest(self, begin: int) -> tuple[float, int]:
        """The least cost of all lines from an atom on, and where the last of them begins."""
        found = self._rests.get(begin)
        if found is None:
            lines, cost = self.segment.breaker.cheapest_from(begin, self.rooms[-1])
            found = (cost, lines.spans[-1][0])
            self._rests[begin] = found
        return found


class Weighing(Record):
    """One line whose other ends are weighed."""

    reckoning: Reckoning
    number: int

    @property
    def span(self) -> tuple[int, int]:
        """The line's atoms."""
        return self.reckoning.spans[self.number]

    @property
    def room(self) -> float:
        """What the line has to fill, in em."""
        return self.reckoning.rooms[self.number]

    @property
    def cost(self) -> float | None:
        """What the line that was set costs."""
        return self.reckoning.costs[self.number]

    def total_with(self, end: int, cost: float) -> tuple[float | None, int]:
        """What the paragraph would cost with this end, at best; and its last line's beginning.

        Only the search over the whole paragraph reckons so.
        """
        reckoning = self.reckoning
        before = reckoning.costs[: self.number]
        if reckoning.method not in {"easy", "total-fit"} or None in before:
            return None, -1
        spent = sum(value for value in before if value is not None) + cost
        if end == len(reckoning.segment.atoms.texts):
            return spent, self.span[0]
        rest, last = reckoning.rest(end)
        return spent + rest, last


def alternatives(weighing: Weighing, *, earlier: bool) -> Iterator[Alternative]:
    """The nearest other ends of a line on one side, out to the first that a line could have."""
    start, end = weighing.span
    count = len(weighing.reckoning.segment.atoms.texts)
    places = range(end - 1, start, -1) if earlier else range(end + 1, count + 1)
    breaker = weighing.reckoning.segment.breaker
    for at in places[:MOST_ALTERNATIVES]:
        judged = breaker.judged(start, at, weighing.room)
        yield _alternative(weighing, judged)
        if (judged.legal and judged.fits) or (not earlier and not judged.fits):
            return


def _alternative(weighing: Weighing, judged: JudgedEnd) -> Alternative:
    segment, at = weighing.reckoning.segment, judged.end
    texts = segment.atoms.texts
    before, after = "".join(texts[:at])[-SHOWN:], "".join(texts[at : at + SHOWN])[:SHOWN]
    place = segment.offset + segment.atom_starts[at]
    if not judged.legal:
        # The rule that speaks last holds, as in `break_rules`.
        name, cost = [rule for rule in weighing.reckoning.rules(at) if rule[1] == BANNED][-1]
        reason = rule_words(segment.atoms, name, cost, at)
        return Alternative(place, before, after, "forbidden", name, reason)
    if not judged.fits:
        reason = _too_wide(segment, judged)
        return Alternative(place, before, after, "too-wide", "measure", reason)
    cost_or_none = weighing.reckoning.cost(weighing.span[0], at, weighing.room)
    cost = judged.cost if cost_or_none is None else cost_or_none
    total, last = weighing.total_with(at, cost)
    rule, reason = _dearer(weighing, judged, cost, (total, last))
    return Alternative(place, before, after, "dearer", rule, reason, cost, total)


def _too_wide(segment: Segment, judged: JudgedEnd) -> str:
    over = -judged.slack - judged.shrinkable
    last = segment.atoms.texts[judged.end - 1]
    whole = f"“{last}” is never parted; " if len(last) > 1 else ""
    least = ", shrunk as far as it goes" if judged.shrinkable else ""
    return f"{whole}{over:.2f} em too wide{least}"


def _dearer(
    weighing: Weighing, judged: JudgedEnd, cost: float, total: tuple[float | None, int]
) -> tuple[str, str]:
    """What makes an end that a line may have worse than the one it has."""
    reckoning = weighing.reckoning
    mine = weighing.cost
    penalties = [
        (name, rule_words(reckoning.segment.atoms, name, price, judged.end))
        for name, price in reckoning.rules(judged.end)
        if price != BANNED
    ]
    if judged.penalty and penalties:
        return penalties[-1]
    if mine is None or cost > mine + _TOLERANCE:
        return _worse_line(judged, reckoning.method)
    return _worse_rest(weighing, judged, total)


def _worse_line(judged: JudgedEnd, method: str) -> tuple[str, str]:
    if judged.slack < 0:
        return "tight", f"the line would shrink by {-judged.slack:.2f} em"
    if method == "balanced":
        return "uneven", f"the line would stand {judged.slack:.2f} em short: less even"
    return "loose", f"the line would be {judged.slack:.2f} em short of its measure"


def _worse_rest(
    weighing: Weighing, judged: JudgedEnd, total: tuple[float | None, int]
) -> tuple[str, str]:
    """The line itself would do; what follows would not, or the search never came so far."""
    reckoning = weighing.reckoning
    breaker, (sum_with, last) = reckoning.segment.breaker, total
    if reckoning.method == "easy":
        return "fuller", f"the fullest line that costs no more than {EASY_COST:.0f} is taken"
    if sum_with is None or reckoning.total is None:
        return "uneven", "the lines together would be less even"
    if sum_with > reckoning.total + _TOLERANCE:
        if last > 0 and breaker.runt_penalty(last, len(reckoning.segment.atoms.texts)):
            return "runt", "the last line would be one or two characters (孤字)"
        return "rest", "the lines after it would be worse"
    if judged.end not in breaker.tried_ends(weighing.span[0], weighing.room):
        return "not-tried", "looser than the ends the search tries"
    return "equal", "the paragraph as a whole is no better: the first one found is kept"


def rule_words(atoms: Atoms, name: str, cost: float, at: int) -> str:
    """A rule that speaks against a break before atom `at`, in words."""
    before, after = atoms.texts[at - 1], atoms.texts[at]
    if name == "word" and cost == COMPOUND_PENALTY:
        return f"“{before}{after}” is parted at its joint only if nothing better is there"
    words = {
        "line-start": f"“{after}” may not start a line",
        "line-end": f"“{before}” may not end a line",
        "word": f"“{before}{after}” is one word or number",
        "unit": f"“{before}{after}”: a number would rather keep its unit",
        "currency": f"“{before}{after}”: a currency sign stays with its number",
        "half-width-mark": f"“{before}{after}”: a half-width mark stays with its word",
        "held": f"“{before}{after}” is held together by {{nobr}}, ruby or a raised mark",
    }
    said = words[name]
    return said if cost == BANNED else f"{said} (+{cost:.0f})"
