"""Making a line flush: what each boundary gives so that the line fills its measure."""

from __future__ import annotations

from layout.text.spacing import SHRINK_ORDER, TIGHTEN_EM, Spacing

_EPSILON = 1e-9


def line_positions(
    spacing: Spacing, start: int, end: int, room: float, *, flush: bool
) -> tuple[list[float], float]:
    """Where each atom of a line begins (em from the line's left end), and the line's set width.

    A line that is too wide shrinks; with `flush` one that is too narrow stretches, and the set
    width is then the room.

    Source: CLREQ 3.1.7 #line_adjustment_by_reducing, #line_adjustment_by_expanding: shrink by
    groups in order, each equally; then stretch word spaces and Han–Latin gaps, then all others.
    """
    origin = spacing.starts[start] + spacing.head_trim[start]
    positions = [at - origin for at in spacing.starts[start:end]]
    natural, steps, every = line_steps(spacing, start, end, room, flush=flush)
    if every:
        placed = _spread(positions, steps, every, spacing, start)
        if every > 0:
            return placed, room
        free = spacing.gaps[end - 1] - spacing.gaps[start]
        return placed, natural + sum(steps.values()) + every * free
    placed = _shifted(positions, steps, start)
    if steps and natural < room:
        return placed, room
    return placed, natural + sum(steps.values())


def line_steps(
    spacing: Spacing, start: int, end: int, room: float, *, flush: bool
) -> tuple[float, dict[int, float], float]:
    """A line's natural width, what each boundary moves by, and what all free ones do.

    All in em; a boundary that gives room has a negative step.
    """
    origin = spacing.starts[start] + spacing.head_trim[start]
    natural = spacing.ends[end - 1] - spacing.tail_trim[end - 1] - origin
    slack = room - natural
    if slack < -_EPSILON and spacing.tail_room[end - 1]:
        # The mark at the line's end hangs, and the line is as full as it is without it.
        natural -= spacing.tail_room[end - 1]
        slack = room - natural
    if slack < -_EPSILON:
        return natural, *_shrink(spacing, start, end, -slack)
    if flush and slack > _EPSILON:
        return natural, *_stretch(spacing, start, end, slack)
    return natural, {}, 0.0


def _shrink(
    spacing: Spacing, start: int, end: int, need: float
) -> tuple[dict[int, float], float]:
    """How much each boundary gives up, group by group, as negative steps; then every free one.

    No character is set closer by more than `TIGHTEN_EM`, however wide the line remains.
    """
    room, kinds = spacing.room, spacing.kinds
    groups: dict[str, list[int]] = {}
    for at in room:
        if start < at < end:
            groups.setdefault(kinds[at], []).append(at)
    steps: dict[int, float] = {}
    for group in SHRINK_ORDER:
        members = groups.get(group)
        if members is None:
            continue
        total = sum([room[at] for at in members])
        if total <= 0:
            continue
        share = min(1.0, need / total)
        for at in members:
            steps[at] = -room[at] * share
        need -= total * share
        if need <= _EPSILON:
            return steps, 0.0
    free = spacing.gaps[end - 1] - spacing.gaps[start]
    return steps, -min(need / free, TIGHTEN_EM) if free else 0.0


def _stretch(
    spacing: Spacing, start: int, end: int, need: float
) -> tuple[dict[int, float], float]:
    """What spaces and gaps open by, and what every free boundary opens by after that."""
    inside = [at for at in spacing.give if start < at < end]
    total = sum(spacing.give[at] for at in inside)
    share = min(1.0, need / total) if total else 0.0
    steps = {at: spacing.give[at] * share for at in inside}
    need -= total * share
    if need <= _EPSILON:
        return steps, 0.0
    free = spacing.gaps[end - 1] - spacing.gaps[start]
    if free:
        return steps, need / free
    # Nothing free to open (one long word and its neighbours): the gaps take what is left.
    holders = inside or [at for at in range(start + 1, end) if spacing.kinds.get(at)]
    for at in holders:
        steps[at] = steps.get(at, 0.0) + need / len(holders)
    return steps, 0.0


def _shifted(positions: list[float], steps: dict[int, float], start: int) -> list[float]:
    if not steps:
        return positions
    moved, done = 0.0, 0
    shifted: list[float] = []
    for at in sorted(steps):
        shifted += [place + moved for place in positions[done : at - start]]
        moved += steps[at]
        done = at - start
    shifted += [place + moved for place in positions[done:]]
    return shifted


def _spread(
    positions: list[float], steps: dict[int, float], every: float, spacing: Spacing, start: int
) -> list[float]:
    rigid, weights = spacing.rigid, spacing.weights
    moved = 0.0
    shifted = [positions[0]]
    for at, place in enumerate(positions[1:], start + 1):
        step = steps.get(at)
        if step is not None:
            moved += step
        if at not in rigid:
            moved += every * weights.get(at, 1)
        shifted.append(place + moved)
    return shifted
