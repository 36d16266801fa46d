"""Copy set anew where a column is narrower than the galley: beside a picture, or by its master.

A galley is set once, to one measure. Where its lines fall into other slots they are set again
for these, and again where that moves them, until every line stands in the slot it was set for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout.flow.boxes import trimmed
from layout.flow.distribute import Spot, fill_columns
from layout.flow.galley import noted
from layout.flow.lines import copy_line, paragraphs_of
from layout.flow.model import BreakAfter, Strip
from layout.flow.passages import passage_lines, set_passages
from layout.flow.strips import bound, only_strips, shifted, without_white
from layout.geometry import same_length
from layout.record import Mutable, Record, replace
from layout.text.model import LineSlot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from layout.flow.lines import SetAgain
    from layout.flow.model import Entry, Fill
    from layout.flow.passages import Passage
    from layout.flow.setting import Setting
    from layout.flow.sheet import Sheet
    from layout.geometry import Pt

# A part set again more often than this is held in its column, and later only becomes narrower.
PATIENCE = 6
BELOW = 1_000_000  # a row below any column
WIDEST: Pt = 1_000_000.0


class Part(Mutable):
    """A block of the galley, and how it is set again: by lines, or whole at one measure."""

    again: SetAgain
    by_line: bool
    held: int = 0  # so many of its first lines stay together
    tries: int = 0
    settled: bool = False
    cut: int = 1_000
    narrowest: Pt = WIDEST


class Refitted(Record):
    """The entries as they fit, and what the columns took of them."""

    entries: tuple[Entry, ...]
    spot: Spot
    fill: Fill


class Refit:
    """Knows which strips belong to which block, and the slot each was set for.

    Lives as long as one article is composed; nothing but strips leaves it.
    """

    def __init__(self, slot: LineSlot) -> None:
        self._slot = slot
        self._parts: dict[int, Part] = {}
        self._slots: dict[int, LineSlot] = {}
        self._strips: list[Strip] = []  # alive, so that their identities stay theirs
        self.touched = False

    def begin(self) -> None:
        """Begin to compose the article anew."""
        self.touched = False
        self._forget_tries()

    def _forget_tries(self) -> None:
        for part in self._parts.values():
            part.tries, part.settled = 0, False
            part.cut, part.narrowest = 1_000, WIDEST

    def is_needed(self, sheet: Sheet) -> bool:
        """Whether lines may stand on this sheet that were set for another measure."""
        return self.touched or sheet.has_slots

    def parts_blocks(self, before: Iterable[Entry], after: Iterable[Entry]) -> bool:
        """Whether a block ends between these entries, so that no paragraph is cut there."""
        last = next(filter(None, (self._parts.get(id(one)) for one in before)), None)
        first = next(filter(None, (self._parts.get(id(one)) for one in after)), None)
        return last is None or last is not first

    def knows(self, strips: Iterable[Entry], part: Part) -> None:
        """Remember the strips of a block."""
        for strip in strips:
            if isinstance(strip, Strip) and not strip.space:
                self._parts[id(strip)] = part
                self._strips.append(strip)

    def set_passages(self, parts: Iterable[Passage], setting: Setting) -> list[Entry]:
        """Every passage set, in order, and remembered."""
        entries: list[Entry] = []
        for order, passage in enumerate(parts, setting.order):
            own = setting.at(order)
            made = set_passages((passage,), own)
            lines = passage_lines(passage, own)
            strips = only_strips(made)
            if lines and all(strip.rows == 1 or strip.space for strip in strips):
                held = max(LEAST_PART, passage.cap_rows)
                paragraphs = paragraphs_of(without_white(strips))
                for again, paragraph in zip(lines, paragraphs, strict=True):
                    self.knows(paragraph, Part(again, by_line=True, held=held))
            else:
                self.knows(made, Part(_whole(passage, own), by_line=False))
            entries += made
        return entries

    def fill(self, entries: Sequence[Entry], spot: Spot, sheet: Sheet) -> Refitted:
        """What the columns take, every strip set for the slot it stands in."""
        self._forget_tries()
        while True:
            fill = fill_columns(entries, spot)
            misfit = self._misfit(fill, sheet)
            if misfit is None:
                return Refitted(tuple(entries), spot, fill)
            self.touched = True
            entries, spot = self._set_again(misfit, entries, spot, fill, sheet)

    def balance(self, entries: Sequence[Entry], spot: Spot, sheet: Sheet) -> Refitted | None:
        """The rest of the copy in columns as short as they go; None where it does not fit."""
        region = spot.region
        least = max((notch.end for notch in sheet.notches), default=region.top + 1)
        for bottom in range(least, region.bottom + 1):
            trial = replace(spot, region=region.ending(bottom))
            found = self.fill(entries, trial, sheet)
            whole = found.fill.stopped_at == len(found.entries) and not found.fill.carried
            if whole:
                return found
        return None

    def _misfit(self, fill: Fill, sheet: Sheet) -> Strip | None:
        """The first strip that was set for another slot than it stands in."""
        for number, column in enumerate(fill.columns):
            for item in column.placed:
                part = self._parts.get(id(item.strip))
                if part is None or part.settled:
                    continue
                wanted = sheet.slot(number, item.row, item.strip.rows)
                if not _same(self._slots.get(id(item.strip), self._slot), wanted, part):
                    return item.strip
        return None

    def _set_again(
        self,
        misfit: Strip,
        entries: Sequence[Entry],
        spot: Spot,
        fill: Fill,
        sheet: Sheet,
    ) -> tuple[Sequence[Entry], Spot]:
        part = self._parts[id(misfit)]
        part.tries += 1
        seats = [
            (number, item.row, item.strip)
            for number, column in enumerate(fill.columns)
            for item in column.placed
            if self._parts.get(id(item.strip)) is part
        ]
        if any(strip is misfit for strip in spot.carried):
            made = self._whole_again(part, seats, sheet)[0]
            carried = tuple(made if strip is misfit else strip for strip in spot.carried)
            return entries, replace(spot, carried=carried)
        own = [at for at, entry in enumerate(entries) if self._parts.get(id(entry)) is part]
        first = next(at for at in own if at >= spot.start)
        kept = [entries[at] for at in own if at < spot.start]
        if (kept and not part.by_line) or part.tries > 4 * PATIENCE:
            # Begun on another page, or without end: what stands there stands.
            part.settled = True
            return entries, spot
        if part.by_line:
            new = self._lines_again(part, seats, kept, sheet)
        else:
            new = self._whole_again(part, seats, sheet)
        more = first + len(new) - own[-1] - 1
        done = frozenset(at if at < first else at + more for at in spot.done)
        changed = (*entries[:first], *new, *entries[own[-1] + 1 :])
        return changed, replace(spot, done=done)

    def _lines_again(
        self,
        part: Part,
        seats: Sequence[tuple[int, int, Strip]],
        kept: Sequence[Entry],
        sheet: Sheet,
    ) -> list[Strip]:
        """A paragraph's lines in the slots they fell into, and in those that follow them."""
        slots = [sheet.slot(number, row, 1) for number, row, _ in seats]
        before = [self._slots.get(id(strip), self._slot) for strip in kept]
        shown = [copy_line(strip) for strip in only_strips(kept)]
        ends = [line.end for line in shown if line is not None]

        def lines_in(slots: Sequence[LineSlot]) -> list[Strip]:
            return list(part.again([*before, *slots], ends))[len(kept) :]

        number, row, _ = seats[-1]
        following = [*sheet.slots_from(number, row + 1), self._slot]
        if part.tries > 2 * PATIENCE:
            part.narrowest = min(part.narrowest, *(slot.measure for slot in slots))
            slots = [_narrowed(slot, part.narrowest) for slot in (*slots, *following)]
            made = lines_in(slots)
        elif part.tries > PATIENCE:
            # It came back for ever between two columns: what found room ends the first.
            number = seats[0][0]
            following = [*sheet.slots_from(number, BELOW), self._slot]
            part.cut = min(part.cut, sum(seat[0] == number for seat in seats))
            made, slots = self._cut(part, slots, following, lines_in, begun=bool(kept))
        else:
            slots += following
            made = lines_in(slots)
        self.knows(made, part)
        for at, strip in enumerate(made):
            self._slots[id(strip)] = slots[min(at, len(slots) - 1)]
        return made

    def _cut(
        self,
        part: Part,
        slots: Sequence[LineSlot],
        following: Sequence[LineSlot],
        lines_in: Callable[[Sequence[LineSlot]], list[Strip]],
        *,
        begun: bool,
    ) -> tuple[list[Strip], list[LineSlot]]:
        """A paragraph in two parts, as long as both have lines enough; else held together."""
        while part.cut >= (1 if begun else part.held):
            trial = [*slots[: part.cut], *following]
            made = lines_in(trial)
            if sum(copy_line(strip) is not None for strip in made[part.cut :]) >= LEAST_PART:
                last = replace(made[part.cut - 1], break_after=BreakAfter.COLUMN)
                return [*made[: part.cut - 1], last, *made[part.cut :]], trial
            part.cut -= 1
        trial = [*slots, *following]
        return list(bound(lines_in(trial))), trial

    def _whole_again(
        self, part: Part, seats: Sequence[tuple[int, int, Strip]], sheet: Sheet
    ) -> list[Strip]:
        """A block at the narrowest measure of the slots it fell into."""
        slots = [sheet.slot(number, row, strip.rows) for number, row, strip in seats]
        measure = min(slot.measure for slot in slots)
        if part.tries > 2 * PATIENCE:
            part.narrowest = measure = min(part.narrowest, measure)
        made: list[Strip] = []
        for at, strip in enumerate(part.again([LineSlot(0.0, measure)], ())):
            slot = LineSlot(slots[min(at, len(slots) - 1)].offset, measure)
            floats = strip.floats or any(seat.floats for _, _, seat in seats)
            made.append(replace(shifted(strip, slot.offset), floats=floats))
            self._slots[id(made[-1])] = slot
        self.knows(made, part)
        return made


def _whole(passage: Passage, setting: Setting) -> SetAgain:
    """A passage set again as one, at the measure of the slot; it stays where it stands."""

    def again(slots: Sequence[LineSlot], kept: Sequence[int]) -> Iterable[Strip]:  # noqa: ARG001
        narrow = replace(setting, measure=slots[0].measure, boxed=True)
        return only_strips(noted([*trimmed(set_passages((passage,), narrow))], setting))

    return again


# So many lines of a paragraph stand in a column at least. Source: CLREQ 6.4.1.
LEAST_PART = 2


def _same(was: LineSlot, wanted: LineSlot, part: Part) -> bool:
    """Whether what was set for one slot can stand in another.

    A part that found no rest need only stand inside its slot.
    """
    if same_length(was.offset, wanted.offset) and same_length(was.measure, wanted.measure):
        return True
    right = wanted.offset + wanted.measure
    inside = was.offset >= wanted.offset - 0.01 and was.offset + was.measure <= right + 0.01
    return inside and part.tries > 2 * PATIENCE


def _narrowed(slot: LineSlot, measure: Pt) -> LineSlot:
    return slot if slot.measure <= measure else LineSlot(slot.offset, measure)
