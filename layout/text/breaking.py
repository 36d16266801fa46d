"""Where lines break: the cheapest row of breaks over the whole paragraph.

Knuth–Plass for Chinese: legal breaks are almost everywhere, but from each line start only a few
ends come near the measure, so the search touches a handful of ends for every start it reaches.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from layout.record import Mutable, Record
from layout.text.classes import (
    HAN,
    LATIN,
    NEVER_ENDS_LINE,
    NEVER_STARTS_LINE,
    NUMBER,
    PAUSE,
    UNITS,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.text.atoms import Atoms
    from layout.text.spacing import Spacing

BANNED = -1.0
# Costs are squares of the widest Han gap in tenths of an em: a gap of 0.1 em costs 100.
GAP_COST = 10_000.0
# A shrunk line is denser but whole: all of its room used costs as much as a gap of 0.06 em.
SHRINK_COST = 36.0
GIVE_COST = 9.0
UNIT_PENALTY = 12.0
COMPOUND_PENALTY = 60.0
# CLREQ 3.4.4 #orphan: 孤字不成行. A last line of one character is as bad as a gap of 0.5 em.
RUNT_PENALTY = 2_500.0
SHORT_LAST_LINE_PENALTY = 40.0
EMERGENCY_PENALTY = 1e6
# Ends tried from one start before the line is too loose to consider.
MOST_ENDS = 4
LOOSE_COST = 300.0
# A line this good (a gap of 0.05 em at most) needs no second thought.
EASY_COST = 25.0
MOST_BALANCED_LINES = 6  # a longer head is copy; CSS lets a browser stop there as well
PAUSE_BONUS = 50.0  # what a break at a pause is worth in a head, in squared em
# How far, in em, the end of a line may lie beyond its room before it shrinks.
MOST_SHRINK = 2.0
_TOLERANCE = 1e-6


class BreakRules(Mutable):
    """What a break before each atom costs; `BANNED` where there is none."""

    costs: list[float]


class Lines(Record):
    """The breaks chosen: each line's first atom and the atom after its last.

    `forced` are the numbers (from 0) of lines that no legal break could end.
    """

    spans: tuple[tuple[int, int], ...]
    forced: tuple[int, ...] = ()

    @property
    def emergencies(self) -> int:
        """How many lines no legal break could end."""
        return len(self.forced)


class JudgedEnd(Record):
    """A place where a line might end: what speaks against it, in costs and in em.

    `penalty` is the cost of the break itself (`BANNED` where there is none); `slack` what the
    natural line leaves of its room, less than nothing where it must shrink; `shrinkable` how
    far it can. `cost` is what the search reckons with, infinite where the line cannot end so.
    """

    end: int
    penalty: float
    slack: float
    shrinkable: float
    cost: float

    @property
    def legal(self) -> bool:
        """Whether a break may stand here at all."""
        return self.penalty != BANNED

    @property
    def fits(self) -> bool:
        """Whether the line finds room, shrunk as far as it goes."""
        return self.slack >= -self.shrinkable - _TOLERANCE


def break_rules(
    atoms: Atoms, strictness: str, unbreakable: Sequence[tuple[int, int]] = ()
) -> BreakRules:
    """The legal breaks of a row of atoms.

    `unbreakable` are ranges of atoms without a break inside (names, {nobr}).

    Source: CLREQ 3.1.4 #prohibition_rules_for_line_start_end; UAX #14 for Latin words, which
    are atoms already.
    """
    costs = [0.0] * len(atoms.texts)
    _rule_starts(atoms, costs, strictness)
    for rule in RULES.values():
        rule(atoms, costs)
    _hold(costs, unbreakable)
    return BreakRules(costs)


def rules_at(
    atoms: Atoms, strictness: str, unbreakable: Sequence[tuple[int, int]], at: int
) -> tuple[tuple[str, float], ...]:
    """The rules that speak against a break before atom `at`, each with its cost.

    Every rule is asked by itself; `break_rules` lets the last one that speaks hold. Names are
    those of `RULES`, `line-start` and `held`.
    """
    count = len(atoms.texts)
    found: list[tuple[str, float]] = []
    for name in ("line-start", *RULES, "held"):
        costs = [0.0] * count
        if name == "line-start":
            _rule_starts(atoms, costs, strictness)
        elif name == "held":
            _hold(costs, unbreakable)
        else:
            RULES[name](atoms, costs)
        if at < count and costs[at]:
            found.append((name, costs[at]))
    return tuple(found)


def _rule_starts(atoms: Atoms, costs: list[float], strictness: str) -> None:
    """Marks that may not start a line."""
    for match in _PATTERNS[strictness].finditer(atoms.classes):
        costs[match.start()] = BANNED


def _rule_ends(atoms: Atoms, costs: list[float]) -> None:
    """Opening marks, which may not end a line."""
    for match in _AFTER.finditer(atoms.classes):
        if match.end() < len(costs):
            costs[match.end()] = BANNED


def _rule_words(atoms: Atoms, costs: list[float]) -> None:
    """Words and numbers that touch; a compound may break at its joint, at a price."""
    for match in _WORDS.finditer(atoms.classes):
        at = match.start() + 1
        kind = atoms.soft.get(at, "")
        costs[at] = {"compound": COMPOUND_PENALTY, "anywhere": 0.0}.get(kind, BANNED)


def _rule_units(atoms: Atoms, costs: list[float]) -> None:
    """A unit would rather stay with its number. Source: GB/T 15835—2011."""
    for match in _NUMBER_UNIT.finditer(atoms.classes):
        at = match.start() + 1
        if atoms.texts[at] in UNITS and costs[at] == 0.0:
            costs[at] = UNIT_PENALTY


def _rule_currency(atoms: Atoms, costs: list[float]) -> None:
    """A currency sign stays with its number."""
    for match in _CURRENCY.finditer(atoms.classes):
        at = match.start()
        if atoms.texts[at] in CURRENCIES:
            costs[at + 1] = BANNED


def _hold(costs: list[float], unbreakable: Sequence[tuple[int, int]]) -> None:
    """No break inside the ranges given."""
    for start, end in unbreakable:
        costs[start + 1 : end] = [BANNED] * (end - start - 1)


def _rule_latin_marks(atoms: Atoms, costs: list[float]) -> None:
    """Half-width marks stay with what they close or open.

    Source: UAX #14 LB13, LB14: also beside Han, and across a space.
    """
    for match in _LATIN.finditer(atoms.classes):
        at, text = match.start(), atoms.texts[match.start()]
        if _LATIN_CLOSING.match(text):
            costs[at] = BANNED
        if text[-1] in LATIN_OPENING and at + 1 < len(costs):
            costs[at + 1] = BANNED


# The rules that look at the atoms alone, in the order in which they speak.
RULES = {
    "line-end": _rule_ends,
    "word": _rule_words,
    "unit": _rule_units,
    "currency": _rule_currency,
    "half-width-mark": _rule_latin_marks,
}
# A full stop before a letter or digit opens a name (.NET).
LATIN_OPENING = frozenset("([{")
_LATIN_CLOSING = re.compile(r"[)\]}!?,;:%/]|\.(?!\w)")
_LATIN = re.compile(f"[{LATIN}{NUMBER}]")
CURRENCIES = frozenset("￥￡＄№")
_PATTERNS = {
    name: re.compile(f"[{''.join(sorted(members))}]")
    for name, members in NEVER_STARTS_LINE.items()
}
_AFTER = re.compile(f"[{''.join(sorted(NEVER_ENDS_LINE))}]")
_WORDS = re.compile(f"[{LATIN}{NUMBER}](?=[{LATIN}{NUMBER}])")
_NUMBER_UNIT = re.compile(f"{NUMBER}(?={HAN})")
_CURRENCY = re.compile(f"{HAN}(?={NUMBER})")


class Breaker(Mutable):
    """Breaks one row of atoms to a measure (em); `first` is the indent of the first line."""

    classes: str
    spacing: Spacing
    costs: list[float]
    justified: bool = True

    def total_fit(self, measure: float, first: float, rest: float = 0.0) -> Lines:
        """The cheapest breaks for lines of one measure.

        Most Chinese paragraphs break well line by line; the search over the whole paragraph is
        for those where that leaves a line loose or a last line too short.
        """
        easy = self.easy_lines(measure, first, rest)
        if easy is not None:
            return easy
        return self._search(0, measure - first, measure - rest)[0]

    def cheapest_from(self, begin: int, room: float) -> tuple[Lines, float]:
        """The cheapest breaks from atom `begin` on, in lines of one room, and their cost."""
        return self._search(begin, room, room)

    def _search(self, begin: int, first_room: float, room_after: float) -> tuple[Lines, float]:
        count = len(self.costs)
        best: dict[int, tuple[float, int, bool]] = {begin: (0.0, -1, False)}
        queue = [begin]
        for start in queue:  # the queue grows while it is walked, always behind `start`
            cost = best[start][0]
            room = first_room if start == begin else room_after
            for end, line_cost in self._ends(start, room):
                total = cost + line_cost
                known = best.get(end)
                if known is None:
                    if end < count:
                        _insert(queue, end)
                elif total >= known[0]:
                    continue
                best[end] = (total, start, line_cost >= EMERGENCY_PENALTY)
        ends: list[int] = []
        end = count
        while end > begin:
            ends.append(end)
            end = best[end][1]
        ends.reverse()
        spans = tuple((best[end][1], end) for end in ends)
        forced = tuple(number for number, end in enumerate(ends) if best[end][2])
        return Lines(spans, forced), best[count][0]

    def easy_lines(self, measure: float, first: float, rest: float) -> Lines | None:
        """Line after line, the fullest that is good enough; None as soon as there is none."""
        count = len(self.costs)
        spans: list[tuple[int, int]] = []
        start = 0
        room = measure - first
        while start < count:
            end = self._easy_end(start, room)
            if end == 0:
                return None
            spans.append((start, end))
            start = end
            room = measure - rest
        return Lines(tuple(spans))

    def _easy_end(self, start: int, room: float) -> int:
        """The furthest end whose line costs next to nothing; 0 where there is none."""
        spacing, costs, ends = self.spacing, self.costs, self.spacing.ends
        trims = spacing.tail_trim
        count = len(costs)
        origin = spacing.starts[start] + spacing.head_trim[start]
        far = bisect_right(ends, origin + room + MOST_SHRINK, start)
        for last in range(far - 1, start - 1, -1):
            end = last + 1
            slack = room - (ends[last] - trims[last] - origin)
            if slack > 1.0 and end < count:
                return 0
            if end < count and costs[end]:
                continue
            if slack < -_TOLERANCE:
                room_to_shrink = spacing.shrink[last] - spacing.shrink[start]
                if slack < -room_to_shrink - _TOLERANCE or not self.justified:
                    continue
            cost = (
                self._last_line_cost(start, end, slack)
                if end == count
                else self._line_cost(start, last, slack)
            )
            if cost <= EASY_COST:
                return end
        return 0

    def first_fit(self, slots: Sequence[float], indents: tuple[float, float]) -> Lines:
        """Line after line, each the best of its ends: for uneven slots, and for heads."""
        count = len(self.costs)
        spans: list[tuple[int, int]] = []
        forced: list[int] = []
        start = 0
        while start < count:
            slot = slots[min(len(spans), len(slots) - 1)]
            room = slot - (indents[0] if start == 0 else indents[1])
            end, cost = min(self._ends(start, room), key=lambda found: (found[1], -found[0]))
            if cost >= EMERGENCY_PENALTY:
                forced.append(len(spans))
            spans.append((start, end))
            start = end
        return Lines(tuple(spans), tuple(forced))

    def judged(self, start: int, end: int, room: float) -> JudgedEnd:
        """What speaks against a line from `start` to `end`, whether it may end there or not."""
        spacing, last, count = self.spacing, end - 1, len(self.costs)
        origin = spacing.starts[start] + spacing.head_trim[start]
        slack = room - (spacing.ends[last] - spacing.tail_trim[last] - origin)
        shrinkable = spacing.shrink[last] - spacing.shrink[start] if self.justified else 0.0
        penalty = self.costs[end] if end < count else 0.0
        if penalty == BANNED or slack < -shrinkable - _TOLERANCE:
            cost = math.inf
        elif end == count:
            cost = self._last_line_cost(start, end, slack)
        else:
            cost = penalty + self._line_cost(start, last, slack)
        return JudgedEnd(end, penalty, slack, shrinkable, cost)

    def tried_ends(self, start: int, room: float) -> dict[int, float]:
        """The ends the search tries for a line from `start`, with their costs."""
        return dict(self._ends(start, room))

    def ragged_ends(self, start: int, room: float) -> dict[int, float]:
        """The ends a balanced head may give a line from `start`, with their costs."""
        return dict(self._ragged_ends(start, room))

    def balanced(self, measure: float, first: float, rest: float = 0.0) -> Lines:
        """As few lines as go, each about as long as the others: for heads.

        A break at a pause the writer set is worth a good deal of evenness.

        Source: CSS Text 4 #text-wrap-style, `balance`.
        """
        plain = self.first_fit([measure], (first, rest))
        if not may_balance(plain):
            return plain
        best: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {0: (0.0, ())}
        for number in range(len(plain.spans)):
            room = measure - (rest if number else first)
            reached: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {}
            for start, (cost, spans) in best.items():
                for end, line_cost in self._ragged_ends(start, room):
                    found = (cost + line_cost, (*spans, (start, end)))
                    if end not in reached or found < reached[end]:
                        reached[end] = found
            best = reached
        whole = best.get(len(self.costs))
        return Lines(whole[1]) if whole else plain

    def _ragged_ends(self, start: int, room: float) -> list[tuple[int, float]]:
        """Every legal end of a line that is not justified, with its cost."""
        spacing, count = self.spacing, len(self.costs)
        origin = spacing.starts[start] + spacing.head_trim[start]
        found: list[tuple[int, float]] = []
        for end in range(start + 1, count + 1):
            slack = room - (spacing.ends[end - 1] - spacing.tail_trim[end - 1] - origin)
            if slack < -_TOLERANCE:
                break
            penalty = self.costs[end] if end < count else 0.0
            if penalty == BANNED:
                continue
            pause = end < count and self.classes[end - 1] == PAUSE
            found.append((end, penalty + slack * slack - (PAUSE_BONUS if pause else 0.0)))
        return found

    def _ends(self, start: int, room: float) -> list[tuple[int, float]]:
        """Ends a line from `start` may have, with their costs; at least one."""
        spacing, costs, ends = self.spacing, self.costs, self.spacing.ends
        shrink, trims = spacing.shrink, spacing.tail_trim
        count = len(costs)
        origin = spacing.starts[start] + spacing.head_trim[start]
        shrunk_before = shrink[start]
        # The last atom that could end in the room if everything gave way (a generous bound).
        far = bisect_right(ends, origin + room + MOST_SHRINK, start)
        found: list[tuple[int, float]] = []
        for last in range(far - 1, start - 1, -1):
            end = last + 1
            penalty = costs[end] if end < count else 0.0
            if penalty == BANNED:
                continue
            slack = room - (ends[last] - trims[last] - origin)
            if slack < -_TOLERANCE:
                room_to_shrink = shrink[last] - shrunk_before
                if slack < -room_to_shrink - _TOLERANCE or not self.justified:
                    continue
            if end == count:
                found.append((end, self._last_line_cost(start, end, slack)))
                continue
            cost = penalty + self._line_cost(start, last, slack)
            found.append((end, cost))
            if len(found) >= MOST_ENDS or (cost > LOOSE_COST and len(found) > 1):
                break
        return found or [self._emergency(start, room)]

    def _line_cost(self, start: int, last: int, slack: float) -> float:
        if not self.justified:
            return slack * slack
        spacing = self.spacing
        if slack < 0:
            shrinkable = spacing.shrink[last] - spacing.shrink[start]
            used = slack / shrinkable if shrinkable else 1.0
            return SHRINK_COST * used * used
        give = spacing.stretch[last] - spacing.stretch[start]
        if slack <= give:
            return GIVE_COST * (slack / give) ** 2 if give else 0.0
        gaps = spacing.gaps[last] - spacing.gaps[start]
        gap = (slack - give) / gaps if gaps else slack
        return (GIVE_COST if give else 0.0) + GAP_COST * gap * gap

    def _last_line_cost(self, start: int, end: int, slack: float) -> float:
        cost = self._line_cost(start, end - 1, slack) if slack < 0 else 0.0
        return cost + self.runt_penalty(start, end)

    def runt_penalty(self, start: int, end: int) -> float:
        """What a last line costs for being short. Source: CLREQ 3.4.4 #orphan."""
        if start == 0:
            return 0.0
        body = end - start - sum(self.classes.count(mark, start, end) for mark in "OCpsQS")
        words = sum(self.classes.count(word, start, end) for word in "LN")
        if body < 2 and not words:
            return RUNT_PENALTY
        return SHORT_LAST_LINE_PENALTY if body < 3 and not words else 0.0

    def _emergency(self, start: int, room: float) -> tuple[int, float]:
        """No legal end: cut where the room ends, against the rules, and let it be known."""
        spacing = self.spacing
        origin = spacing.starts[start] + spacing.head_trim[start]
        count = len(self.costs)
        end = start + 1
        while end < count and spacing.ends[end] - origin <= room + _TOLERANCE:
            end += 1
        if end < count:
            legal = next((at for at in range(end, start, -1) if self.costs[at] != BANNED), None)
            end = legal or end
        slack = room - (spacing.ends[end - 1] - origin)
        return end, EMERGENCY_PENALTY + slack * slack


def may_balance(lines: Lines) -> bool:
    """Whether lines are so few, and broken by the rules, that they can be made even."""
    return 1 < len(lines.spans) <= MOST_BALANCED_LINES and not lines.forced


def _insert(queue: list[int], value: int) -> None:
    """Keep the starts that still wait in ascending order."""
    queue.append(value)
    at = len(queue) - 1
    while at and queue[at - 1] > value:
        queue[at] = queue[at - 1]
        at -= 1
    queue[at] = value
