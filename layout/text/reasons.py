"""Why a line does not end elsewhere: the nearest other ends, weighed by the breaker itself."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING

from layout.record import Record
from layout.text.breaking import EASY_COST, MOST_HYPHENS
from layout.text.classes import DATE_PARTS, NONSTARTERS, SPACE
from layout.text.opportunities import BANNED, rules_by_atom

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layout.text.atoms import Atoms
    from layout.text.breaking import JudgedEnd, Lines
    from layout.text.prepared import Segment

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
        self._rests: dict[tuple[int, int], tuple[float, int]] = {}

    def rules(self, at: int) -> tuple[tuple[str, float], ...]:
        """The rules that speak against a break before an atom; none at the very end."""
        return tuple(self._rules[at]) if at < len(self._rules) else ()

    @cached_property
    def _rules(self) -> list[list[tuple[str, float]]]:
        return rules_by_atom(self.segment.atoms, self.strictness, self.segment.held)

    def words(self, name: str, cost: float, at: int) -> str:
        """A rule that speaks against a break before an atom, in words."""
        return rule_words(self.segment.atoms, name, cost, at, self.strictness)

    def is_hyphen_too_many(self, number: int, end: int) -> bool:
        """Whether a line would end with a hyphen as too many lines before it do."""
        breaker = self.segment.breaker
        before = [end for _, end in self.spans[:number]]
        return end in breaker.hyphens and not breaker.may_end_in_hyphen(before)

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

    def rest(self, number: int, begin: int) -> tuple[float, int]:
        """The least cost of the lines from line `number` on, and where the last one begins."""
        found = self._rests.get((number, begin))
        if found is None:
            rooms = self.rooms[number:] or self.rooms[-1:]
            lines = self.segment.breaker.cheapest_from(begin, rooms)
            found = (lines.cost, lines.spans[-1][0])
            self._rests[(number, begin)] = found
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
        rest, last = reckoning.rest(self.number + 1, end)
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
        # Marks speak before words, and both before what Unicode says of other scripts.
        rules = weighing.reckoning.rules(at)
        name, cost = next(rule for rule in rules if rule[1] == BANNED)
        reason = weighing.reckoning.words(name, cost, at)
        return Alternative(place, before, after, "forbidden", name, reason)
    if not judged.fits:
        reason = _too_wide(segment, judged)
        return Alternative(place, before, after, "too-wide", "measure", reason)
    if weighing.reckoning.is_hyphen_too_many(weighing.number, at):
        reason = f"{MOST_HYPHENS} lines in a row end with a hyphen already"
        return Alternative(place, before, after, "forbidden", "hyphens", reason)
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
        (name, reckoning.words(name, price, judged.end))
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


def rule_words(atoms: Atoms, name: str, cost: float, at: int, strictness: str) -> str:
    """A rule that speaks against a break before atom `at`, in words."""
    before, after = _around(atoms, at)
    both = f"“{before}{after}”"
    words = {
        "line-start": f"“{after}” may not start a line",
        "line-end": f"“{before}” may not end a line",
        "word": f"{both} is one word or number",
        "compound": f"{both} is parted at its joint only if nothing better is there",
        "hyphen": f"{both} is parted with a hyphen only if nothing better is there",
        "word-cut": f"{both}: a word is cut only where no line holds it whole",
        "unit": f"{both}: a number would rather keep its unit",
        "date": f"{both}: a date would rather stay whole",
        "number": _number_words(both, after),
        "half-width-mark": f"{both}: a half-width mark stays with its word",
        "rare-sign": _rare_sign_words(before, after),
        "digits": f"{both} is a number written digit by digit",
        "marks-in-a-row": f"“{after}” starts a line only where three closing marks in a row "
        "leave no other break",
        "held": f"{both} is held together by {{nobr}}, ruby or a raised mark",
    }
    said = words.get(name) or _other_script_words(atoms, at, strictness)
    return said if cost == BANNED else f"{said} (+{cost:.0f})"


def _around(atoms: Atoms, at: int) -> tuple[str, str]:
    """What stands before and behind a break; a space comes with what it follows."""
    begin = at - 1
    while begin and atoms.classes[begin] == SPACE:
        begin -= 1
    return "".join(atoms.texts[begin:at]), atoms.texts[at]


def _number_words(both: str, after: str) -> str:
    if after in DATE_PARTS:
        return f"{both}: the parts of a date are never parted from their number"
    return f"{both}: a number keeps its sign or symbol"


def _rare_sign_words(before: str, after: str) -> str:
    if after in NONSTARTERS:
        return f"“{after}” may not start a line"
    return f"“{before}{after}”: “{before}” stays with what follows"


def _other_script_words(atoms: Atoms, at: int, strictness: str) -> str:
    """The departure from Unicode that forbids a break, or the algorithm itself."""
    from layout.text.tailorings import tailoring_at

    before, after = _around(atoms, at)
    place = len("".join(atoms.texts[:at]))
    row = tailoring_at("".join(atoms.texts), place, strictness)
    said = row.what if row is not None else "the Unicode rules allow no break (UAX #14)"
    return f"“{before}{after}”: {said}"
