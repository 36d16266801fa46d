"""Where lines break: the cheapest row of breaks over the whole paragraph.

Knuth–Plass for Chinese: legal breaks are almost everywhere, but from each line start only a few
ends come near the measure, so the search touches a handful of ends for every start it reaches.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from layout.record import Mutable, Record
from layout.text.classes import (
    CLOSING,
    COMMA,
    LATIN,
    NUMBER,
    OPENING,
    PAUSE,
    QUERY,
    SPACE,
    STOP,
)
from layout.text.opportunities import BANNED, EMERGENCY_PENALTY, WORD_CUT_PENALTY
from layout.text.spacing import TIGHTEN_EM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layout.text.spacing import Spacing

# Costs are squares of the widest Han gap: one of 0.05 em costs 25. From there they are steeper.
GAP_COST = 10_000.0
# A shrunk line is denser but whole: all of its room used costs as much as a gap of 0.06 em.
SHRINK_COST = 36.0
GIVE_COST = 9.0
# Characters set closer cost a little more than a gap of 0.1 em: where a line would gape, it is
# done. House style.
TIGHTEN_COST = 420.0
# CLREQ 3.4.4 #orphan: 孤字不成行. A last line of one character is as bad as a gap of 0.34 em.
RUNT_PENALTY = 17_000.0
SHORT_LAST_LINE_PENALTY = 40.0
# Above 0.05 em a gap is seen, above 0.1 em the line gapes; CLREQ leaves both open, and the eye
# does not. What each em beyond costs is so steep that no line gapes where any breaks avoid it.
SEEN_GAP_EM, SEEN_GAP_COST = 0.05, 5_000.0
GAPING_EM, GAPING_COST = 0.1, 60_000.0
# Ends tried from one start before the line is too loose to consider.
MOST_ENDS = 4
LOOSE_COST = 300.0
# A line this good (a gap of 0.05 em at most) needs no second thought.
EASY_COST = 25.0
MOST_BALANCED_LINES = 6  # a longer head is copy; CSS lets a browser stop there as well
PAUSE_BONUS = 50.0  # what a break at a pause is worth in a head, in squared em
MOST_HYPHENS = 2  # lines in a row that end with one. House style after CY/T 154—2017.
# How far, in em, the end of a line may lie beyond its room before it shrinks.
MOST_SHRINK = 2.0
_TOLERANCE = 1e-6
_WORDS = frozenset({LATIN, NUMBER})
_MARKS = frozenset({OPENING, CLOSING, COMMA, STOP, QUERY, SPACE})
_ENOUGH = 3  # characters that are no marks, for a last line that is not short


class Lines(Record):
    """The breaks chosen: each line's first atom and the atom after its last.

    `forced` are the numbers (from 0) of lines broken against a rule, or wider than their
    measure.
    """

    spans: tuple[tuple[int, int], ...]
    forced: tuple[int, ...] = ()
    cost: float = 0.0
    worst: float = 0.0  # the cost of the dearest line

    @property
    def emergencies(self) -> int:
        """How many lines are broken against a rule, or wider than their measure."""
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


class _Path(NamedTuple):
    """The cheapest way to a break: what it costs, its dearest line, and where that began.

    `room` is the number of the room that line stands in. `alarm` says that the line breaks a
    rule; `hyphens` counts the last lines that end with one.
    """

    cost: float
    worst: float
    room: int
    start: int
    alarm: bool
    hyphens: int


class Breaker(Mutable):
    """Breaks one row of atoms to a measure (em); `first` is the indent of the first line."""

    classes: str
    spacing: Spacing
    costs: list[float]
    justified: bool = True
    hyphens: frozenset[int] = frozenset()  # breaks that need a hyphen

    def total_fit(self, measure: float, first: float, rest: float = 0.0) -> Lines:
        """The cheapest breaks for lines of one measure."""
        return self.fit([measure - first, measure - rest])

    def fit(self, rooms: Sequence[float]) -> Lines:
        """The cheapest breaks for lines in these rooms; the last one serves all further lines.

        Most Chinese paragraphs break well line by line; the search over the whole paragraph is
        for those where that leaves a line loose or a last line too short.
        """
        return self.easy_lines(rooms) or self.cheapest_from(0, rooms)

    def cheapest_from(self, begin: int, rooms: Sequence[float]) -> Lines:
        """The cheapest breaks from atom `begin` on, by a search over all of them.

        Lines in the last room are one row of starts, as every line from there on finds the same
        measure; before that, each line has a row of its own. As no line costs less than
        nothing, a start that is dearer already than all lines of a first fit leads nowhere:
        that spares the search six starts of seven.
        """
        plain = self.first_fit(rooms, begin)
        most = plain.cost
        count, last = len(self.costs), len(rooms) - 1
        rows: list[dict[int, _Path]] = [{} for _ in rooms]
        rows[0][begin] = _Path(0.0, 0.0, -1, -1, alarm=False, hyphens=0)
        for number, room in enumerate(rooms):
            here, later = rows[number], rows[min(number + 1, last)]
            queue = sorted(here)
            for start in queue:  # the last queue grows while it is walked, behind `start`
                if start == count or here[start].cost > most:
                    continue
                for end in self._reach(here[start], start, number, room, later):
                    if later is here:
                        _insert(queue, end)
        costs = {number: row[count].cost for number, row in enumerate(rows) if count in row}
        number = min(costs, key=costs.__getitem__, default=-1)
        # A way that is cheaper up to a hyphen may be dearer behind it, where another is barred.
        return self._walked_back(rows, number) if costs.get(number, math.inf) <= most else plain

    def in_lines(self, rooms: Sequence[float], wanted: int) -> Lines | None:
        """The cheapest breaks into exactly so many lines; None where there are none."""
        rows: list[dict[int, _Path]] = [{} for _ in range(wanted + 1)]
        rows[0][0] = _Path(0.0, 0.0, -1, -1, alarm=False, hyphens=0)
        for number in range(wanted):
            room = rooms[min(number, len(rooms) - 1)]
            for start in sorted(rows[number]):
                if start < len(self.costs):
                    self._reach(rows[number][start], start, number, room, rows[number + 1])
        return self._walked_back(rows, wanted) if len(self.costs) in rows[wanted] else None

    def _reach(
        self, path: _Path, start: int, number: int, room: float, later: dict[int, _Path]
    ) -> list[int]:
        """Note every end of line `number` from `start` that is the cheapest way to it.

        Gives those that were not reached before.
        """
        new: list[int] = []
        before, worst, hyphens = path.cost, path.worst, path.hyphens
        for end, line_cost in self._ends(start, room, self._barred(hyphens)):
            total = before + line_cost
            known = later.get(end)
            if known is None:
                new.append(end)
            elif total >= known.cost:
                continue
            later[end] = _Path(
                total,
                max(worst, line_cost),
                number,
                start,
                self._is_alarm(end, line_cost),
                hyphens + 1 if end in self.hyphens else 0,
            )
        return new

    def _walked_back(self, rows: Sequence[dict[int, _Path]], number: int) -> Lines:
        """The lines of the cheapest way to the end in row `number`."""
        end = len(self.costs)
        whole = path = rows[number][end]
        spans: list[tuple[int, int]] = []
        alarms: list[bool] = []
        while path.start >= 0:
            spans.append((path.start, end))
            alarms.append(path.alarm)
            end, path = path.start, rows[path.room][path.start]
        spans.reverse()
        forced = tuple(at for at, alarm in enumerate(reversed(alarms)) if alarm)
        return Lines(tuple(spans), forced, whole.cost, whole.worst)

    def may_end_in_hyphen(self, ends_before: Sequence[int]) -> bool:
        """Whether a line may end with a hyphen behind lines with these ends, first to last."""
        hyphens = 0
        for end in ends_before:
            hyphens = self._run(hyphens, end)
        return hyphens < MOST_HYPHENS

    def _barred(self, hyphens: int) -> frozenset[int]:
        """The ends a line may not have behind so many that end with a hyphen."""
        return self.hyphens if hyphens >= MOST_HYPHENS else frozenset()

    def _run(self, hyphens: int, end: int) -> int:
        """How many lines in a row end with a hyphen, with one more that ends here."""
        return hyphens + 1 if end in self.hyphens else 0

    def _is_alarm(self, end: int, line_cost: float) -> bool:
        """Whether a line breaks a rule, a word, or its measure."""
        if line_cost < WORD_CUT_PENALTY:
            return False
        cut = end < len(self.costs) and self.costs[end] == WORD_CUT_PENALTY
        return cut or line_cost >= EMERGENCY_PENALTY

    def easy_lines(self, rooms: Sequence[float]) -> Lines | None:
        """Line after line, the fullest that is good enough; None as soon as there is none."""
        count, last = len(self.costs), len(rooms) - 1
        spans: list[tuple[int, int]] = []
        start = 0
        while start < count:
            end = self._easy_end(start, rooms[min(len(spans), last)])
            if end == 0:
                return None
            spans.append((start, end))
            start = end
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
                slack = self._held(start, last, slack)
                if slack == -math.inf:
                    continue
            cost = (
                self._last_line_cost(start, end, slack)
                if end == count
                else self._line_cost(start, last, slack)
            )
            if cost <= EASY_COST:
                return end
        return 0

    def first_fit(self, rooms: Sequence[float], begin: int = 0) -> Lines:
        """Line after line from atom `begin` on, each the best of its ends: for heads."""
        count = len(self.costs)
        spans: list[tuple[int, int]] = []
        forced: list[int] = []
        start, hyphens = begin, 0
        total = worst = 0.0
        while start < count:
            room = rooms[min(len(spans), len(rooms) - 1)]
            ends = self._ends(start, room, self._barred(hyphens))
            end, cost = min(ends, key=lambda found: (found[1], -found[0]))
            if self._is_alarm(end, cost):
                forced.append(len(spans))
            hyphens = self._run(hyphens, end)
            total += cost
            worst = max(worst, cost)
            spans.append((start, end))
            start = end
        return Lines(tuple(spans), tuple(forced), total, worst)

    def judged(self, start: int, end: int, room: float) -> JudgedEnd:
        """What speaks against a line from `start` to `end`, whether it may end there or not."""
        spacing, last, count = self.spacing, end - 1, len(self.costs)
        origin = spacing.starts[start] + spacing.head_trim[start]
        slack = room - (spacing.ends[last] - spacing.tail_trim[last] - origin)
        if slack < -_TOLERANCE:
            slack += spacing.tail_room[last]
        shrinkable = self._yield(start, last) if self.justified else 0.0
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
        return dict(self._ends(start, room, frozenset()))

    def ragged_ends(self, start: int, room: float) -> dict[int, float]:
        """The ends a balanced head may give a line from `start`, with their costs."""
        return dict(self._ragged_ends(start, room))

    def balanced(self, measure: float, first: float, rest: float = 0.0) -> Lines:
        """As few lines as go, each about as long as the others: for heads.

        A break at a pause the writer set is worth a good deal of evenness.

        Source: CSS Text 4 #text-wrap-style, `balance`.
        """
        plain = self.first_fit([measure - first, measure - rest])
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
        if start >= count:
            return []
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

    def _ends(self, start: int, room: float, barred: frozenset[int]) -> list[tuple[int, float]]:
        """Ends a line from `start` may have, none of them barred, with costs; at least one."""
        spacing, costs, ends = self.spacing, self.costs, self.spacing.ends
        trims = spacing.tail_trim
        count = len(costs)
        origin = spacing.starts[start] + spacing.head_trim[start]
        # The last atom that could end in the room if everything gave way (a generous bound).
        far = bisect_right(ends, origin + room + MOST_SHRINK, start)
        found: list[tuple[int, float]] = []
        for last in range(far - 1, start - 1, -1):
            end = last + 1
            penalty = costs[end] if end < count else 0.0
            if penalty == BANNED or end in barred:
                continue
            slack = room - (ends[last] - trims[last] - origin)
            if slack < -_TOLERANCE:
                slack = self._held(start, last, slack)
                if slack == -math.inf:
                    continue
            if end == count:
                found.append((end, self._last_line_cost(start, end, slack)))
                continue
            cost = penalty + self._line_cost(start, last, slack)
            found.append((end, cost))
            if penalty >= WORD_CUT_PENALTY:
                continue  # a cut word is no reason to stop looking for a place before it
            if len(found) >= MOST_ENDS or (cost > LOOSE_COST and len(found) > 1):
                break
        return found or [self._emergency(start, room, barred)]

    def _held(self, start: int, last: int, slack: float) -> float:
        """What a line too wide leaves of its room, its last mark hung where one may hang.

        Less than nothing is what it must shrink by; minus infinity says that it cannot.
        """
        spacing = self.spacing
        slack += spacing.tail_room[last]
        if slack >= -_TOLERANCE:
            return slack
        if not self.justified or slack < -self._yield(start, last) - _TOLERANCE:
            return -math.inf
        return slack

    def _yield(self, start: int, last: int) -> float:
        """How far a justified line can shrink, its characters set closer at last."""
        spacing = self.spacing
        gaps = spacing.gaps[last] - spacing.gaps[start]
        return spacing.shrink[last] - spacing.shrink[start] + TIGHTEN_EM * gaps

    def _line_cost(self, start: int, last: int, slack: float) -> float:
        if not self.justified:
            return slack * slack
        spacing = self.spacing
        if slack < 0:
            shrinkable = spacing.shrink[last] - spacing.shrink[start]
            if -slack > shrinkable + _TOLERANCE:
                return TIGHTEN_COST
            used = slack / shrinkable if shrinkable else 1.0
            return SHRINK_COST * used * used
        give = spacing.stretch[last] - spacing.stretch[start]
        if slack <= give:
            return GIVE_COST * (slack / give) ** 2 if give else 0.0
        gaps = spacing.gaps[last] - spacing.gaps[start]
        gap = (slack - give) / gaps if gaps else slack
        cost = (GIVE_COST if give else 0.0) + GAP_COST * gap * gap
        if gap > SEEN_GAP_EM:
            cost += SEEN_GAP_COST * (gap - SEEN_GAP_EM)
        if gap > GAPING_EM:
            cost += GAPING_COST * (gap - GAPING_EM)
        return cost

    def _last_line_cost(self, start: int, end: int, slack: float) -> float:
        cost = self._line_cost(start, end - 1, slack) if slack < 0 else 0.0
        return cost + self.runt_penalty(start, end)

    def runt_penalty(self, start: int, end: int) -> float:
        """What a last line costs for being short. Source: CLREQ 3.4.4 #orphan."""
        if start == 0:
            return 0.0
        body = 0
        for name in self.classes[start:end]:
            if name in _WORDS:
                return 0.0
            body += name not in _MARKS
            if body >= _ENOUGH:
                return 0.0
        return SHORT_LAST_LINE_PENALTY if body == _ENOUGH - 1 else RUNT_PENALTY

    def _emergency(self, start: int, room: float, barred: frozenset[int]) -> tuple[int, float]:
        """No legal end: cut where the room ends, against the rules, and let it be known."""
        spacing = self.spacing
        origin = spacing.starts[start] + spacing.head_trim[start]
        count = len(self.costs)
        end = start + 1
        while end < count and spacing.ends[end] - origin <= room + _TOLERANCE:
            end += 1
        if end < count:
            ends = range(end, start, -1)
            costs = self.costs
            legal = (at for at in ends if costs[at] != BANNED and at not in barred)
            end = next(legal, end)
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
